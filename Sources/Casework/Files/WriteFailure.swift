public import CaseStore
import Glibc

/// Why a file of the school could not be written.
public enum WriteFailure: Hashable, Sendable {
    /// This account may not.
    case notAllowed
    /// The folder of the file is not there any more, or its path leads round in a circle.
    case noFolder
    case disk(DiskFault)

    /// What the system said last.
    static var last: WriteFailure {
        switch errno {
        case EACCES, EPERM: .notAllowed
        case ENOENT, ENOTDIR, ELOOP: .noFolder
        case let code: .disk(DiskFault(code: code))
        }
    }
}
