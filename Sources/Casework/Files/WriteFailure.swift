import Glibc

/// Why a file of the school could not be written.
public enum WriteFailure: Hashable, Sendable {
    /// This account may not, or nobody may.
    case notAllowed
    case diskFull
    /// The disk failed, with what the system says of it.
    case disk(code: Int)

    /// What the system said last.
    static var last: WriteFailure {
        switch errno {
        case EACCES, EPERM, EROFS, ENOENT, ENOTDIR, ELOOP: .notAllowed
        case ENOSPC, EDQUOT: .diskFull
        case let code: .disk(code: Int(code))
        }
    }
}
