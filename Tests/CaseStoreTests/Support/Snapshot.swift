import CardEngine
import CaseStore

/// All that can be read from a store.
struct Snapshot: Equatable {
    let entries: [LogEntry]
    let cases: [CaseRecord]
    let items: [WorkItem]
    /// Two subjects are equal when they are the same one, also in another group: the groups stand apart.
    let groups: [GroupID?]
    /// What each group and each person is asked.
    let asked: [[String]]

    init(of store: some CaseStore) throws {
        let roles: [RoleID] = ["leerkracht", "directeur", "intern-begeleider"]
        func holdings(_ group: GroupID?) -> [Holding] { roles.map { Holding(role: $0, group: group) } }
        self = try store.read { reading in
            let cases = try reading.cases()
            let items = try reading.workItems(for: holdings(nil), person: "jansen")
            let ofGroups = try ["groep-7", "groep-8"].map {
                try reading.workItems(for: holdings($0), person: "")
            }
            let ofPersons = try ["jansen", "de-vries"].map { try reading.workItems(for: [], person: $0) }
            return Snapshot(
                entries: try reading.entries(), cases: cases, items: items,
                groups: cases.map(\.subject.group) + items.map(\.subject.group),
                asked: (ofGroups + ofPersons).map { $0.map { "\($0.caseID).\($0.visit)" } })
        }
    }

    private init(
        entries: [LogEntry], cases: [CaseRecord], items: [WorkItem], groups: [GroupID?],
        asked: [[String]]
    ) {
        self.entries = entries
        self.cases = cases
        self.items = items
        self.groups = groups
        self.asked = asked
    }
}
