import Foundation

/// What a disk says when it can't do what was asked, as far as that makes a difference to a person.
public enum DiskFault: Hashable, Sendable {
    case full
    /// This account, or its group, may not keep more there.
    case quotaUsedUp
    /// Nothing on it can be written: it was mounted so, or the system made it so after a failure.
    case readOnly
    /// It failed at a read or a write: what the system says of it or, where that is not known, SQLite.
    case failing(code: Int)

    /// - Parameter code: what the system said.
    public init(code: Int32) {
        self =
            switch code {
            case ENOSPC: .full
            case EDQUOT: .quotaUsedUp
            case EROFS: .readOnly
            default: .failing(code: Int(code))
            }
    }
}
