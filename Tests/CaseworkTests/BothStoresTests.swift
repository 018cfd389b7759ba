import CaseStore
import CaseStoreSQLite
import Foundation
import SchoolTime
import Testing

@testable import CardEngine
@testable import Casework

/// What streams do to each other is the same in the store in memory, in which the other walks run, and in the file.
@Suite("Streams in both stores")
struct BothStoresTests {
    @Test("the same walk leaves the same log, lists and due dates", arguments: [3, 17] as [UInt64])
    func sameWalk(seed: UInt64) throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "stores-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = try SQLiteCaseStore.create(
            at: folder.appending(path: "trajecten.sqlite").path, isPractice: true, salt: sameSalt)
        let stores: [any CaseStore] = [InMemoryCaseStore(isPractice: true, salt: sameSalt), file]
        var walks = stores.map { CityWalk(City($0), seed: seed) }
        for _ in 0..<90 {
            let done = walks.indices.map { walks[$0].step() }
            guard done[0] == done[1] else { break }
        }
        for (index, (one, other)) in zip(walks[0].told, walks[1].told).enumerated() where one != other {
            Issue.record("seed \(seed), \(index): \(one) | \(other)")
            break
        }
        let left = try stores.map { try $0.read { try Left($0) } }
        // By parts, so that a failure tells which.
        #expect(left[0].entries.count > 40, "seed \(seed)")
        for (one, other) in zip(left[0].entries, left[1].entries) where one != other {
            Issue.record("seed \(seed): \(one) | \(other)")
            break
        }
        #expect(left[0].entries.count == left[1].entries.count, "seed \(seed)")
        #expect(left[0].cases == left[1].cases, "seed \(seed)")
        #expect(left[0].items == left[1].items, "seed \(seed)")
        #expect(left[0].withWork == left[1].withWork, "seed \(seed)")
        #expect(left[0].streams == left[1].streams, "seed \(seed)")
        #expect(left[0].texts == left[1].texts, "seed \(seed)")
        for store in stores { #expect(try store.write { try $0.rebuild() }.differing == []) }
    }

    /// All that a store can tell.
    private struct Left {
        let entries: [LogEntry]
        let cases: [CaseRecord]
        let items: [[WorkItem]]
        let withWork: [[CaseID]]
        let streams: [CaseID]
        let texts: [CardText?]

        init(_ reading: any CaseReading) throws {
            entries = try reading.entries()
            cases = try reading.cases()
            streams = try reading.streams(startingWith: "")
            let roles: [RoleID] = ["leerkracht", "kc", "directeur", "ouders", "vo-school", "scp"]
            let groups: [GroupID?] = [nil, "rood", "wit"]
            let holdings = roles.flatMap { role in groups.map { Holding(role: role, group: $0) } }
            items = try cases.map { try reading.workItems(of: $0.caseID) }
            withWork =
                try holdings.map { try reading.casesWithWork(for: [$0], person: "niemand") }
                + City.people.map { try reading.casesWithWork(for: [], person: $0) }
                + [try reading.casesWithWork(for: holdings, person: "kim")]
            texts = try entries.compactMap { entry in
                guard case .caseOpened(let fact) = entry.event.fact else { return nil }
                return try reading.cardText(hash: fact.textHash)
            }
        }
    }
}

/// Salt that both stores draw alike, so that even the hashes must be the same.
private func sameSalt() -> Salt { Salt(bytes: Array(repeating: 7, count: 16)) ?? .random() }
