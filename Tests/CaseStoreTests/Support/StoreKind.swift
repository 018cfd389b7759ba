import CaseStore
import CaseStoreSQLite
import Testing

/// The stores for which the contract holds.
enum StoreKind: CaseIterable, CustomTestStringConvertible {
    case memory
    case sqlite

    func make(in folder: TemporaryFolder) throws -> any CaseStore {
        switch self {
        case .memory: InMemoryCaseStore(isPractice: false, salt: sameSalt)
        case .sqlite: try SQLiteCaseStore.create(at: folder.storePath, isPractice: false, salt: sameSalt)
        }
    }

    var testDescription: String { "\(self)" }
}
