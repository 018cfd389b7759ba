public import CaseStore
import GRDB

/// A store in one SQLite file, for one school on one machine.
///
/// Processes may share the file; one of them writes at a time, and the others wait up to ten seconds. Not for use of
/// the store within `read` or `write`: that ends the process.
public struct SQLiteCaseStore: CaseStore {
    /// Whether a person may act as another and name the day.
    public let isPractice: Bool
    /// What `write` throws when the file or its folder can't be written.
    let refusal: StoreFailure?
    let path: String
    let queue: DatabaseQueue
    let salt: @Sendable () -> Salt

    /// Whether the file or its folder can't be written.
    public var isReadOnly: Bool { refusal != nil }

    init(
        path: String, refusal: StoreFailure?, isPractice: Bool, queue: DatabaseQueue,
        salt: @escaping @Sendable () -> Salt
    ) {
        self.path = path
        self.refusal = refusal
        self.isPractice = isPractice
        self.queue = queue
        self.salt = salt
    }

    /// Reads as of one moment, in one deferred transaction.
    public func read<Result>(_ work: (any CaseReading) throws -> Result) throws -> Result {
        try StoreFailure.naming(path) {
            try queue.read { database in
                try StoreFailure.naming(path, in: database) { try work(transaction(in: database)) }
            }
        }
    }

    /// One immediate transaction: it has the right to write from its beginning.
    public func write<Result>(_ work: (any CaseWriting) throws -> Result) throws -> Result {
        if let refusal { throw refusal }
        return try StoreFailure.naming(path) {
            try queue.writeWithoutTransaction { database in
                let transaction = transaction(in: database)
                var outcome: Outcome<Result>?
                do {
                    try StoreFailure.naming(path, in: database) {
                        try database.inTransaction(.immediate) {
                            let before = try transaction.head()
                            let result = try work(transaction)
                            outcome = Outcome(result: result, before: before, after: try transaction.head())
                            return .commit
                        }
                    }
                } catch {
                    // A commit can fail after the fact, when only the folder could not be synchronised. The log
                    // tells what is true, and that is what the caller must hear.
                    guard let outcome, outcome.before != outcome.after,
                        (try? transaction.holds(outcome.after)) == true
                    else { throw error }
                }
                guard let outcome else { throw StoreFailure.other(path: path, code: 0) }
                return outcome.result
            }
        }
    }

    private func transaction(in database: Database) -> SQLiteTransaction {
        SQLiteTransaction(database: database, path: path, salt: salt)
    }

    /// What a transaction wants to leave behind.
    private struct Outcome<Result> {
        let result: Result
        let before: LogHead
        let after: LogHead
    }
}
