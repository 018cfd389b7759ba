import CardEngine
import CaseStore

/// All that can be read from a store.
struct Snapshot: Equatable {
    let entries: [LogEntry]
    let cases: [CaseRecord]
    let items: [WorkItem]
    let dueDates: [DueDate]

    init(of store: some CaseStore) throws {
        let roles: [RoleID] = ["leerkracht", "directeur", "intern-begeleider"]
        self = try store.read { reading in
            Snapshot(
                entries: try reading.entries(), cases: try reading.cases(),
                items: try reading.workItems(for: roles.map { Holding(role: $0, group: nil) }),
                dueDates: try reading.dueDates())
        }
    }

    private init(entries: [LogEntry], cases: [CaseRecord], items: [WorkItem], dueDates: [DueDate]) {
        self.entries = entries
        self.cases = cases
        self.items = items
        self.dueDates = dueDates
    }
}
