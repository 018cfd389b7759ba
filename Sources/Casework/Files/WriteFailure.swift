public import CaseStore
import Glibc

/// Why a file of the school could not be written.
public enum WriteFailure: Hashable, Sendable {
    /// This account may not.
    case notAllowed
    /// The folder of the file is not there any more, or its path leads round in a circle.
    case noFolder
    case disk(DiskFault)

    /// - Parameter code: what the system said.
    init(code: Int32) {
        self =
            switch code {
            case EACCES, EPERM: .notAllowed
            case ENOENT, ENOTDIR, ELOOP: .noFolder
            default: .disk(DiskFault(code: code))
            }
    }
}
