import GRDB
import GRDBSQLite

/// The file of a connection, as SQLite itself has it open.
struct DatabaseFile {
    private let file: UnsafeMutablePointer<sqlite3_file>
    private let methods: sqlite3_io_methods

    init?(of database: Database) {
        var pointer: UnsafeMutablePointer<sqlite3_file>?
        sqlite3_file_control(database.sqliteConnection, "main", SQLITE_FCNTL_FILE_POINTER, &pointer)
        guard let file = pointer, let methods = file.pointee.pMethods?.pointee else { return nil }
        (self.file, self.methods) = (file, methods)
    }

    /// Keeps others from writing; false when somebody is.
    func lock() -> Bool { methods.xLock?(file, SQLITE_LOCK_SHARED) == SQLITE_OK }

    func unlock() { _ = methods.xUnlock?(file, SQLITE_LOCK_NONE) }

    /// Whether somebody is about to write.
    var isReserved: Bool {
        var answer: CInt = 1
        return methods.xCheckReservedLock?(file, &answer) != SQLITE_OK || answer != 0
    }

    /// Nil when the disk does not tell.
    var size: UInt64? {
        var size: sqlite3_int64 = 0
        return methods.xFileSize?(file, &size) == SQLITE_OK ? UInt64(clamping: size) : nil
    }

    /// The first bytes, zeros where there are fewer; nil when the disk does not give them.
    func head(of count: Int) -> [UInt8]? {
        var bytes = [UInt8](repeating: 0, count: count)
        let code = methods.xRead?(file, &bytes, CInt(count), 0)
        return code == SQLITE_OK || code == Self.shortRead ? bytes : nil
    }

    /// `SQLITE_IOERR_SHORT_READ`
    private static let shortRead = SQLITE_IOERR | 2 << 8
}
