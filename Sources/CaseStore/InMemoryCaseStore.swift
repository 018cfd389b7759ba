import Synchronization

/// A store that ends with the process: for dry runs and tests.
///
/// Not for use of the store within `write`: that waits for ever.
public final class InMemoryCaseStore: CaseStore {
    /// What its failures name as the place.
    public static let path = ":memory:"

    /// Whether a person may act as another and name the day.
    public let isPractice: Bool
    private let contents: Mutex<InMemoryContents>
    private let salt: @Sendable () -> Salt

    /// An empty store.
    public init(isPractice: Bool, salt: @escaping @Sendable () -> Salt = Salt.random) {
        self.isPractice = isPractice
        self.salt = salt
        contents = Mutex(InMemoryContents())
    }

    /// Reads what is there now; a write that comes meanwhile is not seen.
    public func read<Result>(_ work: (any CaseReading) throws -> Result) throws -> Result {
        try work(InMemoryTransaction(contents: contents.withLock { $0 }, salt: salt))
    }

    /// One transaction, on a copy that takes the place of the original when `work` does not throw.
    public func write<Result>(_ work: (any CaseWriting) throws -> Result) throws -> Result {
        try contents.withLock { contents in
            let transaction = InMemoryTransaction(contents: contents, salt: salt)
            let result = try work(transaction)
            contents = transaction.contents
            return result
        }
    }
}
