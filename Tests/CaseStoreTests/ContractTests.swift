import CaseStore
import SchoolTime
import Testing

@testable import CardEngine

/// What every store does.
@Suite("The contract: log and card texts")
struct ContractTests {
    let folder = TemporaryFolder()

    @Test("what was appended is read back, every kind of fact and of content", arguments: StoreKind.allCases)
    func readBack(kind: StoreKind) throws {
        let store = try kind.make(in: folder)
        try store.write { try $0.append(Samples.everyKind, to: "t-1", after: CaseState()) }

        let later = Samples.laterKinds
        try store.write { try $0.append(later, to: "t-9", after: CaseState()) }
        #expect(
            Set((Samples.everyKind + later).map { Samples.name(of: $0.fact) }).count == Samples.kindCount)
        #expect(try store.read { try $0.events(of: "t-9") } == later)
        let events = try store.read { try $0.events(of: "t-1") }
        #expect(events == Samples.everyKind)
        #expect(replay(events) == replay(Samples.everyKind))
        #expect(try store.read { try $0.events(of: "t-2") }.isEmpty)
    }

    @Test("the log has one order over all cases, and a chain of hashes", arguments: StoreKind.allCases)
    func oneOrder(kind: StoreKind) throws {
        let store = try kind.make(in: folder)
        #expect(try store.read { try $0.firstEntry() } == nil)
        #expect(try store.read { try $0.lastEntry() } == nil)
        try store.add(Samples.opening, to: "b")
        try store.add(Samples.opening, to: "a")
        try store.add(Samples.stepOpened(1), to: "b")

        let entries = try store.read { try $0.entries() }
        #expect(entries.map(\.position) == [1, 2, 3])
        #expect(entries.map(\.caseID) == ["b", "a", "b"])
        #expect(entries.map(\.number) == [1, 1, 2])
        #expect(Set(entries.map(\.hash)).count == 3)
        #expect(try store.read { try $0.firstEntry() } == entries[0])
        #expect(try store.read { try $0.lastEntry() } == entries.last)
    }

    @Test("the stores agree on the hashes")
    func sameHashes() throws {
        let heads = try StoreKind.allCases.map { kind in
            let store = try kind.make(in: folder)
            try store.write { try $0.append(Samples.everyKind, to: "t-1", after: CaseState()) }
            return try store.read { try $0.entries() }
        }
        #expect(heads[0] == heads[1])
    }

    @Test(
        "a part of a transaction that fails leaves nothing, and the rest stays", arguments: StoreKind.allCases
    )
    func attempt(kind: StoreKind) throws {
        struct Refused: Error {}
        let store = try kind.make(in: folder)
        try store.write { writing in
            try writing.append([Samples.everyKind[0]], to: "a", after: CaseState())
            let text = CardText(card: "kaart", version: 1, text: "x")
            #expect(throws: Refused.self) {
                try writing.attempt {
                    try writing.append([Samples.everyKind[0]], to: "b", after: CaseState())
                    try writing.keep(text)
                    throw Refused()
                }
            }
            #expect(try writing.events(of: "b").isEmpty)
            #expect(try writing.cardText(hash: text.hash) == nil)
            let count = try writing.attempt {
                try writing.append([Samples.everyKind[0]], to: "c", after: CaseState())
                return try writing.entries().count
            }
            #expect(count == 2)
        }
        #expect(try store.read { try $0.entries() }.map(\.caseID) == ["a", "c"])
        #expect(try store.write { try $0.rebuild() }.differing == [])
    }

    @Test("an append after another history than the stored one is refused", arguments: StoreKind.allCases)
    func versionConflict(kind: StoreKind) throws {
        let store = try kind.make(in: folder)
        let event = Samples.everyKind[0]
        try store.write { try $0.append([event], to: "t-1", after: CaseState()) }

        #expect(throws: StoreFailure.versionConflict("t-1", expected: 0, found: 1)) {
            try store.write { try $0.append([event], to: "t-1", after: CaseState()) }
        }
        #expect(throws: StoreFailure.versionConflict("t-1", expected: 2, found: 1)) {
            try store.write { try $0.append([event], to: "t-1", after: replay([event, event])) }
        }
        #expect(try store.read { try $0.entries() }.count == 1)
    }

    private struct Stop: Error {}

    @Test("a write that throws leaves nothing behind", arguments: StoreKind.allCases)
    func allOrNothing(kind: StoreKind) throws {
        let store = try kind.make(in: folder)
        try store.add(Samples.opening, to: "t-1")

        #expect(throws: Stop.self) {
            try store.write { transaction in
                try transaction.append(Samples.everyKind, to: "t-2", after: CaseState())
                try transaction.keep(CardText(card: "verzuim", version: 3, text: "kaart"))
                #expect(try transaction.events(of: "t-2").count == Samples.everyKind.count)
                #expect(try transaction.cases().count == 2)
                throw Stop()
            }
        }
        #expect(try store.read { try $0.entries() }.count == 1)
        #expect(try store.read { try $0.cases() }.map(\.caseID) == ["t-1"])
        #expect(try store.read { try $0.cardTexts(card: "verzuim", version: 3) }.isEmpty)
        // And the store goes on.
        try store.add(Samples.stepOpened(1), to: "t-1")
        #expect(try store.write { try $0.rebuild() }.differing.isEmpty)
    }

    @Test(
        "an append that fails leaves nothing, also for who catches the error", arguments: StoreKind.allCases)
    func failedAppend(kind: StoreKind) throws {
        let store = try kind.make(in: folder)
        let late = Samples.opened(deadline: Day(number: 9_999_999))
        try store.write { transaction in
            let events = [Samples.everyKind[0], Event(stamp: Samples.stamp, fact: late)]
            #expect(throws: StoreFailure.self) {
                try transaction.append(events, to: "t-1", after: CaseState())
            }
            try transaction.append([Samples.everyKind[0]], to: "t-2", after: CaseState())
        }
        #expect(try store.read { try $0.entries() }.map(\.caseID) == ["t-2"])
        #expect(try store.read { try $0.cases() }.map(\.caseID) == ["t-2"])
    }

    @Test("a write hands back what its work makes", arguments: StoreKind.allCases)
    func results(kind: StoreKind) throws {
        let store = try kind.make(in: folder)
        #expect(try store.write { _ in Int?.none } == nil)
        #expect(try store.read { _ in 7 } == 7)
    }

    @Test("the texts of cards are kept once, and found by hash and by version", arguments: StoreKind.allCases)
    func cardTexts(kind: StoreKind) throws {
        let store = try kind.make(in: folder)
        let first = CardText(card: "verzuim", version: 3, text: "kaart: verzuim\u{0}\n\u{FEFF}é\u{301}")
        let second = CardText(card: "verzuim", version: 3, text: "kaart: verzuim\n")
        let other = CardText(card: "verzuim", version: 4, text: "kaart: verzuim 4\n")
        try store.write { transaction in
            for text in [first, second, other, first] { try transaction.keep(text) }
        }
        try store.write { try $0.keep(second) }
        try store.read { reading in
            let found = try #require(try reading.cardText(hash: first.hash))
            #expect(found == first)
            #expect(found.text.utf8.elementsEqual(first.text.utf8))
            #expect(try reading.cardText(hash: "") == nil)
            #expect(try reading.cardTexts(card: "verzuim", version: 3) == [first, second])
            #expect(try reading.cardTexts(card: "verzuim", version: 4) == [other])
            #expect(try reading.cardTexts(card: "pesten", version: 3).isEmpty)
            #expect(
                try reading.keptTexts()
                    == Set([first, second, other].map { TextOfCases(card: $0.card, hash: $0.hash) }))
        }
    }
}
