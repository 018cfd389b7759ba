import CaseStore
import GRDB

/// A setting of SQLite that the safety of the data hangs on: it is made and then read back, since a setting that
/// SQLite does not know or does not allow is passed over in silence.
struct ConnectionSetting: Sendable {
    let name: String
    let set: String
    let get: String
    let expected: DatabaseValue

    private init(_ name: String, set: String, get: String, expected: some DatabaseValueConvertible) {
        self.name = name
        self.set = set
        self.get = get
        self.expected = expected.databaseValue
    }

    /// What holds for the connection only: these change nothing in the file.
    static let ofConnection: [ConnectionSetting] = [
        // A commit is on the disk, the deletion of its journal too.
        ConnectionSetting(
            "synchronous", set: "PRAGMA synchronous = EXTRA", get: "PRAGMA synchronous", expected: 3),
        ConnectionSetting(
            "foreign_keys", set: "PRAGMA foreign_keys = ON", get: "PRAGMA foreign_keys", expected: 1),
        // A file that was tampered with can't make us run what we did not write.
        ConnectionSetting(
            "trusted_schema", set: "PRAGMA trusted_schema = OFF", get: "PRAGMA trusted_schema", expected: 0),
        ConnectionSetting(
            "cell_size_check", set: "PRAGMA cell_size_check = ON", get: "PRAGMA cell_size_check", expected: 1),
        // Nothing that was deleted stays in the file.
        ConnectionSetting(
            "secure_delete", set: "PRAGMA secure_delete = ON", get: "PRAGMA secure_delete", expected: 1),
        // Nothing is spilled into the temporary folder of the machine.
        ConnectionSetting(
            "temp_store", set: "PRAGMA temp_store = MEMORY", get: "PRAGMA temp_store", expected: 2),
        // The triggers that keep the log hold for REPLACE too.
        ConnectionSetting(
            "recursive_triggers", set: "PRAGMA recursive_triggers = ON", get: "PRAGMA recursive_triggers",
            expected: 1),
    ]

    /// Not WAL: before SQLite 3.51.3 two connections can corrupt the file.
    static let journalMode = ConnectionSetting(
        "journal_mode", set: "PRAGMA journal_mode = DELETE", get: "PRAGMA journal_mode", expected: "delete")

    static let all = ofConnection + [journalMode]

    /// Makes the setting, as far as SQLite allows.
    func make(in database: Database) throws {
        _ = try Row.fetchAll(database, sql: set)
    }

    /// Refuses to go on unless the setting holds.
    func check(in database: Database, path: String) throws {
        guard try DatabaseValue.fetchOne(database, sql: get) == expected else {
            throw StoreFailure.unsafeSettings(path: path, setting: name)
        }
    }
}
