import CaseStore
import SchoolTime
import Testing

@testable import CardEngine

/// What every store looks up of steps in blocks, of items, and of persons.
@Suite("The contract: items and persons")
struct ItemContractTests {
    let folder = TemporaryFolder()
    let day = Samples.day

    private func pupil(_ number: String, in group: GroupID?) -> Subject {
        Subject(kind: .pupil, id: number, group: group)
    }

    private func block(_ visit: Int, over items: [Item], at place: Place? = nil) -> Fact {
        .stepOpened(
            StepOpened(
                visit: visit, step: "per-stuk", openedOn: day, performers: [], place: place,
                branches: items.map { OpenedBranch(id: nil, item: $0) }))
    }

    private func step(
        _ visit: Int, at place: Place? = nil, performers: [RoleID] = ["leerkracht"], person: PersonID? = nil,
        deadline: Day? = nil, statutory: Day? = nil
    ) -> Fact {
        .stepOpened(
            StepOpened(
                visit: visit, step: "doen", openedOn: day, performers: performers, deadline: deadline,
                statutory: statutory, place: place, person: person))
    }

    private func noted(_ subject: Subject, in group: GroupID) -> Event {
        Event(
            stamp: Samples.stamp,
            fact: .subjectNoted(
                SubjectNoted(subject: subject, attributes: [.group], consents: nil, authorities: nil)),
            content: Content(attributes: [.group: .text(group.rawValue)]))
    }

    private func append(_ event: Event, to id: CaseID, in store: any CaseStore) throws {
        try store.write { transaction in
            try transaction.append([event], to: id, after: replay(try transaction.events(of: id)))
        }
    }

    private func found(_ group: GroupID?, _ person: PersonID = "niemand", in store: any CaseStore) throws
        -> [WorkItem]
    {
        try store.read {
            try $0.workItems(for: [Holding(role: "leerkracht", group: group)], person: person)
        }
    }

    @Test("an item of a for-each is found by its own subject", arguments: StoreKind.allCases)
    func items(kind: StoreKind) throws {
        let store = try kind.make(in: folder)
        let school = Subject(kind: .school, id: "de-wilgen")
        let opened = CaseOpened(
            card: "ronde", version: 1, textHash: String(repeating: "ab", count: 32), subject: school,
            role: "kc", deadline: nil, statutory: nil, origin: nil, occasion: nil, limit: nil)
        let group = Subject(kind: .group, id: "groep-8", group: "groep-8")
        try store.add(
            .caseOpened(opened),
            block(1, over: [Item(subject: pupil("1", in: "groep-7")), Item(subject: group), Item(row: 1)]),
            step(2, at: Place(block: 1, branch: 0)), step(3, at: Place(block: 1, branch: 1)),
            step(4, at: Place(block: 1, branch: 2)), to: "t-1")

        let all = try found(nil, in: store)
        #expect(all.map(\.visit) == [2, 3, 4])
        #expect(all.map(\.subject) == [pupil("1", in: nil), group, school])
        #expect(all.map(\.subject.group) == ["groep-7", "groep-8", nil])
        #expect(try found("groep-7", in: store).map(\.visit) == [2])
        #expect(try found("groep-8", in: store).map(\.visit) == [3])
        #expect(try store.read { try $0.cases() }.map(\.subject) == [school])

        // The pupil goes to another group, and its item with it.
        try append(noted(pupil("1", in: "groep-7"), in: "groep-8"), to: "t-1", in: store)
        #expect(try found("groep-7", in: store).isEmpty)
        #expect(try found("groep-8", in: store).map(\.visit) == [2, 3])
        #expect(try found("groep-8", in: store).map(\.subject.group) == ["groep-8", "groep-8"])
        #expect(try store.write { try $0.rebuild() }.differing.isEmpty)
    }

    @Test("blocks within blocks: the innermost pupil or group counts", arguments: StoreKind.allCases)
    func nested(kind: StoreKind) throws {
        let store = try kind.make(in: folder)
        try store.add(
            Samples.opened(group: "groep-6"), block(1, over: [Item(subject: pupil("1", in: "groep-7"))]),
            block(2, over: [Item(value: "rekenen")], at: Place(block: 1, branch: 0)),
            block(3, over: [Item(subject: pupil("2", in: "groep-8"))], at: Place(block: 2, branch: 0)),
            step(4, at: Place(block: 2, branch: 0)), step(5, at: Place(block: 3, branch: 0)), step(6),
            to: "t-1")
        #expect(try found(nil, in: store).map(\.subject.group) == ["groep-7", "groep-8", "groep-6"])
        #expect(try found("groep-7", in: store).map(\.visit) == [4])
    }

    @Test("the case and its own steps are in the group of now", arguments: StoreKind.allCases)
    func groupOfNow(kind: StoreKind) throws {
        let store = try kind.make(in: folder)
        try store.add(Samples.opened(group: "groep-7"), step(1), to: "t-1")
        try append(noted(pupil("1042", in: "groep-7"), in: "groep-8"), to: "t-1", in: store)
        #expect(try found("groep-7", in: store).isEmpty)
        #expect(try found("groep-8", in: store).map(\.subject.group) == ["groep-8"])
        #expect(try store.read { try $0.cases() }.map(\.subject.group) == ["groep-8"])
        try append(Event(stamp: Samples.stamp, fact: Samples.ended), to: "t-1", in: store)
        #expect(try store.read { try $0.cases() }.map(\.subject.group) == ["groep-8"])
    }

    @Test("who alone can do a step finds it, whatever the roles", arguments: StoreKind.allCases)
    func persons(kind: StoreKind) throws {
        let store = try kind.make(in: folder)
        try store.add(
            Samples.opened(group: "groep-7"), step(1, performers: [], person: "bas", deadline: day + 5),
            step(2, person: "bas", deadline: day + 2), step(3, person: "eva"), step(4, performers: []),
            to: "t-1")
        func visits(_ group: GroupID?, _ person: PersonID) throws -> [Int] {
            try found(group, person, in: store).map(\.visit)
        }
        #expect(try visits("groep-1", "bas") == [2, 1])
        #expect(try visits("groep-1", "eva") == [3])
        #expect(try visits("groep-1", "bas ").isEmpty)
        // One who is found in both ways finds it once.
        #expect(try visits("groep-7", "bas") == [2, 1, 3])
        #expect(try store.read { try $0.workItems(for: [], person: "bas") }.map(\.person) == ["bas", "bas"])

        try store.add(.personAssigned(PersonAssigned(visit: 2, person: "eva")), to: "t-1")
        #expect(try visits("groep-1", "bas") == [1])
        #expect(try visits("groep-1", "eva") == [2, 3])
    }

    @Test(
        "of blocks, calls and plain waits nobody is asked; a wait that can be ended early is work",
        arguments: StoreKind.allCases)
    func notAsked(kind: StoreKind) throws {
        let store = try kind.make(in: folder)
        let wait = StepOpened(visit: 2, step: "wachten", openedOn: day, performers: [], until: day + 9)
        let early = StepOpened(
            visit: 3, step: "wachten", openedOn: day, performers: ["leerkracht"], until: day + 9)
        let call = StepOpened(visit: 4, step: "roepen", openedOn: day, performers: [], deadline: day + 4)
        let called = CardCalled(
            visit: 4, card: "hoorrecht", subject: pupil("1042", in: "groep-7"), occasion: Occasion(day: day),
            limit: nil,
            resumes: nil)
        try store.add(
            Samples.opened(deadline: nil), block(1, over: [Item(row: 1)]), .stepOpened(wait),
            .stepOpened(early), .stepOpened(call), .cardCalled(called),
            .callLinked(CallLinked(visit: 4, caseID: "t-2")), to: "t-1")
        #expect(try found(nil, in: store).map(\.visit) == [3])
        // Who a block or a call is escalated to is told, and can't do it.
        for visit in [1, 4] {
            let escalated = StepEscalated(visit: visit, roles: ["leerkracht"], day: day + 5)
            try store.add(.stepEscalated(escalated), to: "t-1")
        }
        #expect(try found(nil, in: store).map(\.visit) == [3])
    }

    @Test(
        "what the law says stands beside what was agreed; who it was escalated to is asked too",
        arguments: StoreKind.allCases)
    func statutory(kind: StoreKind) throws {
        let store = try kind.make(in: folder)
        try store.add(
            Samples.opened(deadline: nil), step(1, deadline: day + 9, statutory: day + 3),
            step(2, statutory: day + 1), step(3, deadline: day + 4), to: "t-1")
        let items = try found(nil, in: store)
        #expect(items.map(\.visit) == [3, 1, 2])
        #expect(items.map(\.deadline) == [day + 4, day + 9, nil])
        #expect(items.map(\.statutory) == [nil, day + 3, day + 1])

        let moved = DateMoved(visit: 3, kind: .statutory, from: nil, to: day + 8, cause: .calendar)
        let escalated = StepEscalated(visit: 3, roles: ["directeur"], day: day + 5)
        try store.add(.dateMoved(moved), .stepEscalated(escalated), to: "t-1")
        let directors = try store.read {
            try $0.workItems(for: [Holding(role: "directeur", group: nil)], person: "niemand")
        }
        #expect(directors.map(\.visit) == [3])
        #expect(directors.map(\.statutory) == [day + 8])
        #expect(directors.map(\.performers) == [["leerkracht", "directeur"]])
    }

    @Test("a case ends as of its day, and goes on when that is taken back", arguments: StoreKind.allCases)
    func ending(kind: StoreKind) throws {
        let store = try kind.make(in: folder)
        let ended = CaseEnded(end: "voltooid", countsAs: .completed, day: day + 1)
        try store.add(Samples.opening, step(1), to: "t-1")
        try store.add(Samples.completed(1, step: "doen"), .caseEnded(ended), to: "t-1", on: day + 6)
        #expect(try store.read { try $0.cases() }.map(\.endedOn) == [day + 1])

        try store.add(.caseReopened(CaseReopened(visit: 1, step: "doen")), step(2), to: "t-1", on: day + 7)
        let record = try #require(try store.read { try $0.cases() }.first)
        #expect(record.end == nil && record.endedOn == nil)
        #expect(try found(nil, in: store).map(\.visit) == [2])
        #expect(try store.write { try $0.rebuild() }.differing.isEmpty)
    }

    @Test(
        "histories are listed by the bytes they begin with; a subject's is no case",
        arguments: StoreKind.allCases)
    func streams(kind: StoreKind) throws {
        let store = try kind.make(in: folder)
        let names: [CaseID] = [
            "leerling:9", "leerling:10", "leerling:1", "leerling", "leerlin\u{0}", "leerling;",
            "groep:groep-1",
            "leerling:\u{10FFFF}", "leerling:é", "leerling:e\u{301}", "dag",
        ]
        for id in names { try store.add(.authoritiesSet(AuthoritiesSet(count: 1)), to: id) }
        try store.add(Samples.opening, to: "k7m3")
        try store.add(Samples.stepOpened(1), to: "k7m3")

        func bytes(_ prefix: String) throws -> [[UInt8]] {
            try store.read { try $0.streams(startingWith: prefix) }.map { Array($0.rawValue.utf8) }
        }
        func expected(_ prefix: String) -> [[UInt8]] {
            (names + ["k7m3"]).map { Array($0.rawValue.utf8) }.filter { $0.starts(with: prefix.utf8) }
                .sorted { $0.lexicographicallyPrecedes($1) }
        }
        for prefix in ["leerling:", "leerling", "leerling:1", "leerling:e", "dag", "k", "groep:", "z", ""] {
            #expect(try bytes(prefix) == expected(prefix), "\(prefix)")
        }
        #expect(try store.read { try $0.cases() }.map(\.caseID) == ["k7m3"])
        #expect(
            try store.write { try $0.rebuild() }
                == RebuildReport(eventCount: 13, caseCount: 1, differing: []))
        #expect(try bytes("leerling:") == expected("leerling:"))
    }
}
