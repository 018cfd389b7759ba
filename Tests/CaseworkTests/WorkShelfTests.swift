import CardEngine
import CardLanguage
import CaseStore
import Foundation
import Testing

@testable import Casework

/// What is at hand for work leaves the scenarios unread; what it holds beside them may not depend on that.
@Suite("The shelf for work")
struct WorkShelfTests {
    private let path = FileManager.default.temporaryDirectory.appending(path: "shelf-\(UUID().uuidString)")

    private func expectTheSame(_ comment: Comment) {
        let (work, all) = (
            Shelf(forWorkIn: CardFolder(path: path.path)), Shelf(CardFolder(path: path.path))
        )
        #expect(work.cards == all.cards, comment)
        #expect(work.school == all.school, comment)
        #expect(work.calendar == all.calendar, comment)
        #expect(work.reports.map(\.source) == all.reports.map(\.source), comment)
        // One card by itself is the same as among all.
        let single = Shelf(forWorkIn: CardFolder(path: path.path)).contents
        #expect(single.names.isSuperset(of: all.cards.keys), comment)
        for (id, shelved) in all.cards {
            let text = TextOfCases(card: id, hash: shelved.text.hash)
            #expect(single.owner(of: text) == shelved.card.owner, comment)
            #expect(single.unproved(id, hash: text.hash) == shelved.card, comment)
            #expect(single.unproved(id, hash: "") == nil, comment)
        }
    }

    private func inCopy(_ work: (_ school: URL) throws -> Void) throws {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        try FileManager.default.copyItem(at: root.appending(path: "Kwaliteitskaarten"), to: path)
        defer { try? FileManager.default.removeItem(at: path) }
        try work(path)
    }

    @Test("as shipped it is the whole one without the scenarios")
    func shipped() throws {
        try inCopy { _ in
            expectTheSame("as shipped")
            #expect(Shelf(forWorkIn: CardFolder(path: path.path)).scenarios.isEmpty)
        }
    }

    @Test("a file that hides what it is, is read")
    func hidden() throws {
        try inCopy { school in
            let card = try String(contentsOf: school.appending(path: "kaarten/zib.yaml"), encoding: .utf8)
            let name = card.replacingOccurrences(of: "kaart: zib", with: "kaart: zab")
            for end in ["\r", "\u{85}", "\u{2028}", "\u{2029}"] {
                let text = "# hier begint het\(end)" + name + "\nscenario: zab\n"
                try text.write(to: school.appending(path: "zab.yaml"), atomically: true, encoding: .utf8)
                expectTheSame("after \(end.unicodeScalars.first?.value ?? 0)")
            }
        }
    }

    @Test("where a card has an error, what may excuse it is read too")
    func excused() throws {
        try inCopy { school in
            let file = school.appending(path: "kaarten/opp-evaluatie.yaml")
            try FileManager.default.moveItem(at: file, to: school.appending(path: "kaarten/anders.yaml"))
            expectTheSame("a card under another name")
            // It begins as a scenario and can't be read: it might have been the card that others call.
            try "scenario: opp-evaluatie\nkaart: [\n".write(to: file, atomically: true, encoding: .utf8)
            expectTheSame("a file of that name that can't be read")
        }
    }

    @Test("a card by itself is there though it does not fit the others, and not when a name in it is wrong")
    func unproved() throws {
        try inCopy { school in
            try FileManager.default.removeItem(at: school.appending(path: "kaarten/huisbezoek.yaml"))
            expectTheSame("without a card that is called")
            let work = Shelf(forWorkIn: CardFolder(path: path.path))
            #expect(work.contents.unproved("mdo")?.id == "mdo" && work.cards["mdo"] == nil)
            try change("kaarten/mdo.yaml", "eigenaar: ", to: "eigenaar: geen-")
            #expect(Shelf(forWorkIn: CardFolder(path: path.path)).contents.unproved("mdo") == nil)
        }
    }

    @Test("the concept of a next version is not overlooked, whatever is wrong with it")
    func concepts() throws {
        func holds(_ kept: Set<TextOfCases> = []) -> Bool {
            Shelf(forWorkIn: CardFolder(path: path.path)).contents.mayHoldNextConcept(besides: kept)
        }
        try inCopy { school in
            #expect(!holds())
            try change("kaarten/zib.yaml", "versie: 1", to: "versie: 2")
            #expect(holds())
            try change("kaarten/zib.yaml", "eigenaar: ", to: "eigenaar: geen-")
            #expect(holds())
            let text = try String(contentsOf: school.appending(path: "kaarten/zib.yaml"), encoding: .utf8)
            #expect(!holds([TextOfCases(card: "zib", hash: Digest.of(text).hexadecimal)]))
            #expect(holds([TextOfCases(card: "mdo", hash: Digest.of(text).hexadecimal)]))
            try change("kaarten/zib.yaml", "status: concept", to: "status: vastgesteld")
            #expect(!holds())
            try change("kaarten/zib.yaml", "status: vastgesteld\n", to: "")
            #expect(holds())
        }
    }

    private func change(_ name: String, _ words: String, to others: String) throws {
        let file = path.appending(path: name)
        let text = try String(contentsOf: file, encoding: .utf8)
        try #require(text.contains(words))
        try text.replacing(words, with: others, maxReplacements: 1).write(
            to: file, atomically: true, encoding: .utf8)
    }
}
