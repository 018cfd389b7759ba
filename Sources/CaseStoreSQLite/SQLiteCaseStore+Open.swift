public import CaseStore
import GRDB

extension SQLiteCaseStore {
    /// Makes a store at a path where there is nothing yet, and opens it. The file is for this account alone, and so
    /// is its folder when that had to be made.
    ///
    /// - Throws: `StoreFailure`.
    @discardableResult
    public static func create(
        at path: String, isPractice: Bool, salt: @escaping @Sendable () -> Salt = Salt.random
    ) throws -> SQLiteCaseStore {
        guard try !StoreFile.isTaken(path) else { throw StoreFailure.exists(path: path) }
        try checkPlace(of: path)
        try StoreFile.makeFolder(of: path)
        try StoreFile.make(at: path) { draft in
            try StoreFailure.naming(path) {
                let queue = try connect(to: draft, of: path)
                try queue.writeWithoutTransaction { database in
                    try StoreFailure.naming(path, in: database) {
                        for setting in ConnectionSetting.all {
                            try setting.make(in: database)
                            try setting.check(in: database, path: path)
                        }
                        try database.inTransaction(.immediate) {
                            try StoreFormat.migrate(database)
                            try StoreFormat.write(isPractice: isPractice, in: database)
                            return .commit
                        }
                    }
                }
                try queue.close()
            }
        }
        return try open(at: path, salt: salt)
    }

    /// Opens the store at this path; without write permission on the file or its folder only for reading.
    ///
    /// - Throws: `StoreFailure`.
    public static func open(
        at path: String, salt: @escaping @Sendable () -> Salt = Salt.random
    ) throws -> SQLiteCaseStore {
        let file = try StoreFile(existingAt: path)
        try checkPlace(of: path)
        return try StoreFailure.naming(path) {
            let queue = try connect(to: path, of: path, isReadOnly: file.isReadOnly)
            let isPractice = try queue.writeWithoutTransaction { database in
                try StoreFailure.naming(path, in: database) {
                    try prepare(database, of: file)
                    return try StoreFormat.isPractice(database, path: path)
                }
            }
            return SQLiteCaseStore(
                path: path, refusal: file.refusal, isPractice: isPractice, queue: queue, salt: salt)
        }
    }

    /// A connection to a file.
    ///
    /// - Parameter path: of the store, which a failure names.
    static func connect(to file: String, of path: String, isReadOnly: Bool = false) throws -> DatabaseQueue {
        var configuration = Configuration()
        configuration.busyMode = .timeout(10)
        configuration.readonly = isReadOnly
        // GRDB reads the file too, behind this, and tells nothing of the connection when that fails.
        configuration.prepareDatabase { database in
            try RollbackJournal.check(beside: file, in: database)
            try StoreFailure.naming(path, in: database) {
                _ = try Row.fetchOne(database, sql: "SELECT 1 FROM sqlite_master LIMIT 1")
            }
        }
        do {
            return try DatabaseQueue(path: file, configuration: configuration)
        } catch let error as DatabaseError where error.resultCode == .SQLITE_CORRUPT {
            // What could be read a moment ago is not damaged: now the disk does not give it.
            throw StoreFailure.disk(.failing(code: Int(error.extendedResultCode.rawValue)), path: path)
        }
    }

    /// Nothing in the file is changed before it is known to be ours.
    private static func prepare(_ database: Database, of file: StoreFile) throws {
        for setting in ConnectionSetting.ofConnection { try setting.make(in: database) }
        try StoreFormat.check(database, path: file.path)
        try StoreFormat.checkHead(of: database, path: file.path)
        if !file.isReadOnly { try ConnectionSetting.journalMode.make(in: database) }
        for setting in ConnectionSetting.all { try setting.check(in: database, path: file.path) }
        if try StoreFormat.version(of: database) < StoreFormat.newest {
            if let refusal = file.refusal { throw refusal }
            try database.inTransaction(.immediate) {
                // Another may have been first; and no trigger of somebody else may run along with what follows.
                try StoreFormat.check(database, path: file.path)
                try StoreFormat.checkSchema(of: database, path: file.path)
                _ = try StoreFormat.isPractice(database, path: file.path)
                try StoreFormat.migrate(database)
                // What is looked up may have got another form: it is folded from the log anew.
                let path = file.path
                _ = try SQLiteTransaction(database: database, path: path, salt: { Salt.random() }).rebuild()
                return .commit
            }
        }
        try StoreFormat.checkSchema(of: database, path: file.path)
    }
}
