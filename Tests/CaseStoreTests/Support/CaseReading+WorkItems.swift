import CardEngine
import CaseStore
import Testing

extension CaseReading {
    /// The work items by which the cases of somebody are found; each of those cases has one.
    func workItems(for holdings: [Holding], person: PersonID) throws -> [WorkItem] {
        let cases = try casesWithWork(for: holdings, person: person)
        let items = try cases.flatMap { try workItems(of: $0) }.filter { item in
            item.person == person
                || holdings.contains { holding in
                    item.performers.contains(holding.role)
                        && (holding.group == nil || holding.group == item.subject.group)
                }
        }
        #expect(Set(items.map(\.caseID)) == Set(cases))
        return items.sorted(by: WorkItem.comesBefore)
    }
}
