import CaseStore
import CaseStoreSQLite
import SchoolTime
import Testing

@testable import CardEngine

@Suite("Texts that break things")
struct NastyTextTests {
    let folder = TemporaryFolder()

    private static let pieces = [
        "'", "\"", "%", "_", "\u{0}", "\\", "/", ";--", "a", "Z", "é", "e\u{301}", "\u{301}", "\u{202E}",
        "\u{200D}",
        "👩‍👧", "🏳️‍🌈", "\r\n", "\n", "\u{2028}", "\u{FEFF}", "\u{7F}", "\u{1B}[2J", "{\"a\":1}", "שלום", "مرحبا",
        "\u{FFFF}", "\u{10FFFF}", "x'", "?1", ":a", "$", "DROP TABLE event", " ",
    ]

    /// A thousand texts of one to six pieces, no two alike, each alone among them.
    private static let texts: [String] = {
        var generator = SeededGenerator(seed: 20)
        var seen: Set<[UInt8]> = []
        var texts: [String] = []
        var next = pieces[...]
        while texts.count < 1_000 {
            let text =
                next.popFirst()
                ?? (0..<Int.random(in: 1...6, using: &generator)).map { _ in
                    pieces[Int.random(in: 0..<pieces.count, using: &generator)]
                }.joined()
            if seen.insert(Array(text.utf8)).inserted { texts.append(text) }
        }
        return texts
    }()

    private func bytes(_ text: String?) -> [UInt8]? { text.map { Array($0.utf8) } }

    @Test("a thousand of them come back byte for byte, as ids and as content", arguments: StoreKind.allCases)
    func roundTrip(kind: StoreKind) throws {
        let store = try kind.make(in: folder)
        try store.write { transaction in
            for text in Self.texts {
                let opened = Samples.opened(card: .init(text), group: .init(text), subject: text)
                let content = Content(
                    values: ["veld": .text(text)], presence: [RoleID(text): .absent(reason: text)],
                    reason: text)
                let stamp = Stamp(
                    day: Samples.day, time: Samples.stamp.time, actor: .init(text), enteredBy: .init(text))
                let events = [
                    Event(stamp: stamp, fact: opened, content: content),
                    Event(
                        stamp: stamp,
                        fact: Samples.stepOpened(1, step: .init(text), performers: [.init(text)])),
                ]
                try transaction.append(events, to: CaseID(text), after: CaseState())
                try transaction.keep(CardText(card: .init(text), version: 1, text: text))
            }
        }
        let records = try store.read { try $0.cases() }
        #expect(
            records.map { Array($0.caseID.rawValue.utf8) }
                == Self.texts.map { Array($0.utf8) }.sorted { $0.lexicographicallyPrecedes($1) })
        for record in records {
            let id = record.caseID.rawValue
            #expect(
                bytes(record.subject.id) == bytes(id) && bytes(record.subject.group?.rawValue) == bytes(id))
            #expect(bytes(record.card.rawValue) == bytes(id) && bytes(record.startedBy.rawValue) == bytes(id))
        }
        for text in Self.texts {
            let events = try store.read { try $0.events(of: CaseID(text)) }
            try #require(events.count == 2)
            let content = try #require(events[0].content)
            guard case .text(let value) = content.values["veld"] else {
                Issue.record("no value")
                continue
            }
            #expect(bytes(value) == bytes(text) && bytes(content.reason) == bytes(text))
            #expect(bytes(content.presence.keys.first?.rawValue) == bytes(text))
            #expect(bytes(events[1].stamp.enteredBy?.rawValue) == bytes(text))
            let card = try store.read { try $0.cardText(hash: Digest.of(text).hexadecimal) }
            #expect(bytes(card?.text) == bytes(text))
            let items = try store.read {
                try $0.workItems(for: [Holding(role: .init(text), group: .init(text))], person: "niemand")
            }
            #expect(
                items.contains {
                    bytes($0.caseID.rawValue) == bytes(text) && bytes($0.step.rawValue) == bytes(text)
                })
        }
        #expect(
            try store.write { try $0.rebuild() }
                == RebuildReport(eventCount: 2_000, caseCount: 1_000, differing: []))
    }
}
