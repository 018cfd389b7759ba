import CaseStore
import Foundation
import GRDB
import GRDBSQLite

extension StoreFailure {
    /// What an error of SQLite means. Its message and arguments are left behind: they could hold personal data.
    ///
    /// - Parameter database: where it happened, which may know what the system said; nil when there is none.
    init(_ error: DatabaseError, in database: Database?, path: String) {
        let code = Int(error.extendedResultCode.rawValue)
        let said = database?.systemCode(behind: error)
        switch error.resultCode {
        case .SQLITE_READONLY where error.extendedResultCode == .SQLITE_READONLY_DBMOVED:
            self = .replaced(path: path)
        case .SQLITE_READONLY: self = .readOnly(path: path)
        case .SQLITE_PERM, .SQLITE_AUTH: self = .noAccess(path: path)
        case .SQLITE_CANTOPEN: self = said.map { Self.said($0, path: path) } ?? .notOpened(path: path)
        case .SQLITE_FULL: self = .disk(.full, path: path)
        case .SQLITE_BUSY, .SQLITE_LOCKED, .SQLITE_PROTOCOL: self = .busy(path: path)
        case .SQLITE_IOERR:
            self = said.map { Self.said($0, path: path) } ?? .disk(.failing(code: code), path: path)
        case .SQLITE_CORRUPT:
            self = said.map { Self.said($0, path: path) } ?? .damaged(path: path, position: nil)
        case .SQLITE_NOTADB: self = .notAStore(path: path)
        default: self = .other(path: path, code: code)
        }
    }

    private static func said(_ code: Int32, path: String) -> StoreFailure {
        code == EACCES || code == EPERM
            ? .noAccess(path: path) : .disk(DiskFault(code: code), path: path)
    }

    /// Does some work with a database, and turns what GRDB throws into what we throw.
    static func naming<Result>(
        _ path: String, in database: Database? = nil, _ work: () throws -> Result
    ) throws -> Result {
        do {
            return try work()
        } catch let error as DatabaseError {
            throw StoreFailure(error, in: database, path: path)
        } catch is UnreadableRow {
            throw StoreFailure.damaged(path: path, position: nil)
        }
    }
}

extension Database {
    /// What the system said when SQLite met this error; nil when that is not what it is about, or is not known.
    fileprivate func systemCode(behind error: DatabaseError) -> Int32? {
        switch error.resultCode {
        case .SQLITE_IOERR, .SQLITE_CANTOPEN:
            // SQLite looks for files that need not be there, and may remember that. At a commit only the file knows.
            [sqlite3_system_errno(sqliteConnection), lastFileError].first { $0 != 0 && $0 != ENOENT }
                ?? Self.lastSaid(ofDeletion: error.extendedResultCode == .SQLITE_IOERR_DELETE)
        case .SQLITE_CORRUPT: refusedRead
        default: nil
        }
    }

    /// What the system said when the disk did not give a piece of the file; SQLite calls that damage.
    var refusedRead: Int32? {
        let code = lastFileError
        return [EIO, ENXIO, ERANGE].contains(code) ? code : nil
    }

    /// What the system said last, when that is what only a disk that fails says, or, where a file could not be taken away, a
    /// folder in which that is not allowed. Of the journal SQLite itself forgets it.
    private static func lastSaid(ofDeletion isDeletion: Bool) -> Int32? {
        let code = errno
        let telling = [EIO, ENOSPC, EDQUOT, EROFS] + (isDeletion ? [EACCES, EPERM] : [])
        return telling.contains(code) ? code : nil
    }

    /// What the system said last of the file; 0 when all went well.
    private var lastFileError: Int32 {
        var code: Int32 = 0
        _ = sqlite3_file_control(sqliteConnection, "main", SQLITE_FCNTL_LAST_ERRNO, &code)
        return code
    }
}
