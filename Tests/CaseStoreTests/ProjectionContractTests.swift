import CaseStore
import SchoolTime
import Testing

@testable import CardEngine

/// What every store looks up.
@Suite("The contract: projections")
struct ProjectionContractTests {
    let folder = TemporaryFolder()
    let day = Samples.day

    @Test("work items are found by role, for all subjects or for a group", arguments: StoreKind.allCases)
    func workItems(kind: StoreKind) throws {
        let store = try kind.make(in: folder)
        let roles: [RoleID] = ["leerkracht", "intern-begeleider"]
        try store.add(Samples.opened(group: "groep-7"), Samples.stepOpened(1, performers: roles), to: "zeven")
        try store.add(
            Samples.opened(group: "groep-8"), Samples.stepOpened(1, performers: ["leerkracht"]), to: "acht")
        try store.add(
            Samples.opened(group: nil), Samples.stepOpened(1, performers: ["directeur"]), to: "geen")

        func found(_ holdings: Holding...) throws -> [CaseID] {
            try store.read { try $0.workItems(for: holdings, person: "niemand") }.map(\.caseID)
        }
        #expect(try found() == [])
        #expect(try found(Holding(role: "leerkracht", group: nil)) == ["acht", "zeven"])
        #expect(try found(Holding(role: "leerkracht", group: "groep-7")) == ["zeven"])
        #expect(try found(Holding(role: "leerkracht", group: "groep-6")) == [])
        #expect(try found(Holding(role: "directeur", group: nil)) == ["geen"])
        #expect(try found(Holding(role: "directeur", group: "groep-7")) == [])
        #expect(
            try found(
                Holding(role: "leerkracht", group: "groep-7"), Holding(role: "intern-begeleider", group: nil),
                Holding(role: "directeur", group: nil)) == ["geen", "zeven"])

        let item = try #require(
            try store.read {
                try $0.workItems(for: [Holding(role: "leerkracht", group: "groep-7")], person: "niemand")
            }.first)
        #expect(item.performers == roles)
        let events = try store.read { try $0.events(of: "zeven") }
        #expect(item == Projection(of: replay(events), id: "zeven")?.workItems[0])
    }

    @Test("work items are found by case", arguments: StoreKind.allCases)
    func workItemsOfCase(kind: StoreKind) throws {
        let store = try kind.make(in: folder)
        let roles: [RoleID] = ["leerkracht", "intern-begeleider"]
        try store.add(
            Samples.opened(group: "groep-7"), Samples.stepOpened(1, performers: roles, deadline: nil),
            Samples.stepOpened(2, deadline: day + 9), to: "b")
        try store.add(Samples.opened(group: nil), Samples.stepOpened(1, deadline: day + 2), to: "a")
        let items = try store.read { try $0.workItems(of: "b") }
        #expect(items.map { "\($0.caseID)\($0.visit)" } == ["b2", "b1"])
        #expect(items.last?.performers == roles && items.last?.subject.group == "groep-7")
        #expect(try store.read { try $0.workItems(of: "c") } == [])
    }

    @Test("work items come by deadline, none last, then by case and visit", arguments: StoreKind.allCases)
    func workItemOrder(kind: StoreKind) throws {
        let store = try kind.make(in: folder)
        try store.add(
            Samples.opening, Samples.stepOpened(1, deadline: nil), Samples.stepOpened(2, deadline: day + 9),
            Samples.stepOpened(3, deadline: day + 9), to: "b")
        try store.add(
            Samples.opening, Samples.stepOpened(1, deadline: day + 9), Samples.stepOpened(2, deadline: nil),
            to: "a")
        try store.add(Samples.opening, Samples.stepOpened(1, deadline: day + 2), to: "c")

        let items = try store.read {
            try $0.workItems(for: [Holding(role: "leerkracht", group: nil)], person: "niemand")
        }
        #expect(items.map { "\($0.caseID)\($0.visit)" } == ["c1", "a1", "b2", "b3", "a2", "b1"])
    }

    @Test("a step that is done and a case that has ended ask for nothing", arguments: StoreKind.allCases)
    func closed(kind: StoreKind) throws {
        let store = try kind.make(in: folder)
        try store.add(Samples.opening, Samples.stepOpened(1), Samples.stepOpened(2), to: "t-1")
        try store.add(Samples.completed(1), to: "t-1")
        let holdings = [Holding(role: "leerkracht", group: nil)]
        #expect(try store.read { try $0.workItems(for: holdings, person: "niemand") }.map(\.visit) == [2])

        try store.add(Samples.ended, to: "t-1", on: day + 3)
        try store.read { reading in
            #expect(try reading.workItems(for: holdings, person: "niemand").isEmpty)
            let record = try #require(try reading.cases().first)
            #expect(record.end == "voltooid")
            #expect(record.endedOn == day + 3)
        }
    }

    @Test("cases come newest first, then by id", arguments: StoreKind.allCases)
    func cases(kind: StoreKind) throws {
        let store = try kind.make(in: folder)
        try store.add(Samples.opening, to: "b", on: day)
        try store.add(Samples.opening, to: "a", on: day)
        try store.add(Samples.opening, to: "c", on: day + 1)
        try store.add(Samples.opening, to: "d", on: day - 400)
        #expect(try store.read { try $0.cases() }.map(\.caseID) == ["c", "a", "b", "d"])
    }

    @Test("of all cases only those come that are asked for, in the same order", arguments: StoreKind.allCases)
    func wantedCases(kind: StoreKind) throws {
        let store = try kind.make(in: folder)
        var walk = RandomWalk(seed: 1)
        for _ in 0..<300 { try walk.step(in: store) }
        let all = try store.read { try $0.cases() }
        let (first, last) = (try #require(all.first), try #require(all.last))
        let wanted: [(CaseFilter, (CaseRecord) -> Bool)] = [
            (.running, { $0.end == nil }),
            (CaseFilter(isRunning: false), { $0.end != nil }),
            (CaseFilter(cards: [first.card]), { $0.card == first.card }),
            (CaseFilter(cards: []), { _ in false }),
            (CaseFilter(textHashes: [last.textHash]), { $0.textHash == last.textHash }),
            (CaseFilter(subject: last.subject), { $0.subject == last.subject }),
            (CaseFilter(startedBefore: first.startedOn), { $0.startedOn < first.startedOn }),
            (
                CaseFilter(
                    isRunning: true, cards: [first.card, "geen"], subject: first.subject,
                    startedBefore: first.startedOn + 1),
                { $0.end == nil && $0.card == first.card && $0.subject == first.subject }
            ),
        ]
        #expect(all.contains { $0.end == nil } && all.contains { $0.end != nil })
        for (filter, fits) in wanted {
            #expect(try store.read { try $0.cases(filter) } == all.filter(fits))
            let some = try store.read { try $0.someCase(filter) }
            #expect(some.map(all.filter(fits).contains) ?? !all.contains(where: fits))
            #expect(
                try store.read { try $0.texts(of: filter) }
                    == Set(all.filter(fits).map { TextOfCases(card: $0.card, hash: $0.textHash) }))
        }
    }

    @Test("a rebuild of a sound store finds nothing and changes nothing", arguments: StoreKind.allCases)
    func rebuild(kind: StoreKind) throws {
        let store = try kind.make(in: folder)
        #expect(
            try store.write { try $0.rebuild() } == RebuildReport(eventCount: 0, caseCount: 0, differing: []))
        try store.write { try $0.append(Samples.everyKind, to: "t-1", after: CaseState()) }
        try store.add(Samples.opening, Samples.stepOpened(1), to: "t-2")
        let before = try Snapshot(of: store)
        #expect(
            try store.write { try $0.rebuild() } == RebuildReport(eventCount: 14, caseCount: 2, differing: [])
        )
        #expect(try Snapshot(of: store) == before)
    }

    @Test(
        "after the same random histories every store holds the same", arguments: 1...8 as ClosedRange<UInt64>)
    func randomHistories(seed: UInt64) throws {
        let snapshots = try StoreKind.allCases.map { kind in
            let folder = TemporaryFolder()
            let store = try kind.make(in: folder)
            var walk = RandomWalk(seed: seed)
            for _ in 0..<60 { try walk.step(in: store) }
            let ids = walk.states.keys
            let replayed = try store.read { reading in
                try ids.reduce(into: [:]) { $0[$1] = replay(try reading.events(of: $1)) }
            }
            #expect(replayed == walk.states)
            #expect(try store.write { try $0.rebuild() }.differing.isEmpty)
            return try Snapshot(of: store)
        }
        #expect(snapshots[0] == snapshots[1])
        #expect(!snapshots[0].items.isEmpty)
    }
}
