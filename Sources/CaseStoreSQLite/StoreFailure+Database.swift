import CaseStore
import GRDB

extension StoreFailure {
    /// What an error of SQLite means. Its message and arguments are left behind: they could hold personal data.
    init(_ error: DatabaseError, path: String) {
        let code = Int(error.extendedResultCode.rawValue)
        switch error.resultCode {
        case .SQLITE_READONLY: self = .readOnly(path: path)
        case .SQLITE_PERM, .SQLITE_AUTH: self = .noAccess(path: path)
        // That this account may was looked at before.
        case .SQLITE_CANTOPEN: self = .notOpened(path: path)
        case .SQLITE_FULL: self = .diskFull(path: path)
        case .SQLITE_BUSY, .SQLITE_LOCKED, .SQLITE_PROTOCOL: self = .busy(path: path)
        case .SQLITE_IOERR: self = .inputOutput(path: path, code: code)
        case .SQLITE_CORRUPT: self = .damaged(path: path, position: nil)
        case .SQLITE_NOTADB: self = .notAStore(path: path)
        default: self = .other(path: path, code: code)
        }
    }

    /// Does some work with a database, and turns what GRDB throws into what we throw.
    static func naming<Result>(_ path: String, _ work: () throws -> Result) throws -> Result {
        do {
            return try work()
        } catch let error as DatabaseError {
            throw StoreFailure(error, path: path)
        } catch is UnreadableRow {
            throw StoreFailure.damaged(path: path, position: nil)
        }
    }
}
