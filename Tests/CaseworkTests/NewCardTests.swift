import CardEngine
import CardLanguage
import Casework
import Foundation
import Testing

@Suite("A new card")
struct NewCardTests {
    /// Texts that have broken programs before, one a line.
    private static let nasty: [String] = {
        let file = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .appending(path: "KaartTests/Corpus/nasty-strings.txt")
        let lines = (try? String(contentsOf: file, encoding: .utf8))?.split(separator: "\n").map(String.init)
        return (lines ?? []) + [
            "Met: dubbele punt", "# hekje", "- streepje", "\"aanhaling\" en 'enkele'", "{a: b}, [c]", "ja",
            "null",
            "*anker &ref !tag %proc @at `accent`", "C:\\pad\\", "? vraag", "| blok", "> gevouwen",
            "é è ñ 漢字 😀",
            "twee\nregels", "tab\tteken", "\u{202E}omgekeerd", "\u{0}", "  spaties  ", "verder", "start",
            "voltooid",
            "1 februari", "inschrijving", "a,b", "Titel # niet weg", "~", "'", "\"", "\\",
        ]
    }()

    private func answers(_ name: String, _ text: String, _ subject: String) -> NewCardAnswers {
        var answers = NewCardAnswers()
        answers.name = name
        answers.title = text
        answers.purpose = text
        answers.subject = subject
        answers.owner = "kc"
        answers.steps = [(text, ""), (text, "directeur"), ("Afronden", "kc")]
        return answers
    }

    @Test(
        "whatever is accepted gives a card without a complaint, that says what was typed",
        arguments: NewCardText.subjects)
    func clean(subject: String) throws {
        let office = try Office([:])
        #expect(Self.nasty.count > 40)
        var count = 0
        for (index, text) in Self.nasty.enumerated() {
            let name = "kaart-\(index)"
            do {
                let source = try office.desk(of: "kim").writeNewCard(answers(name, text, subject))
                count += 1
                let report = try #require(Shelf(office.folder).reports.first { $0.source.baseName == name })
                #expect(report.diagnostics == [] && report.source.bytes == source.bytes)
                let card = try #require(Shelf(office.folder).cards[CardID(name)]).card
                let plain = text.unicodeScalars.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed()
                let expected = String(String.UnicodeScalarView(plain))
                #expect(card.title == expected && card.purpose == expected)
                #expect(card.steps.map(\.title) == [expected, expected, "Afronden"])
                #expect(card.status == .draft && card.authors == ["kim"])
                try FileManager.default.removeItem(atPath: office.folder.path + "/\(name).yaml")
            } catch CaseworkFailure.newCard(.wouldHaveFaults(let message)) {
                Issue.record("'\(text)': \(message)")
            } catch let failure as CaseworkFailure {
                guard case .newCard = failure else { throw failure }
                // Refused before anything was written.
                #expect(!FileManager.default.fileExists(atPath: office.folder.path + "/\(name).yaml"))
            }
        }
        // Most of them are plain text, and refusing all would prove nothing.
        #expect(count > Self.nasty.count / 3)
        #expect(try FileManager.default.contentsOfDirectory(atPath: office.folder.path) == ["eik.yaml"])
    }

    @Test("nothing is overwritten, and no other name is taken for a file")
    func names() throws {
        let office = try Office(["plan": Office.card("plan")])
        for name in ["plan", "eik"] {
            #expect(throws: CaseworkFailure.newCard(.nameTaken(name, file: "\(office.name)/\(name).yaml"))) {
                try office.desk(of: "kim").writeNewCard(answers(name, "Plan", "school"))
            }
        }
        for name in ["../plan", "Plan", "plan/x", "een plan", ".plan", "plan.yaml", "1plan"] {
            #expect(throws: CaseworkFailure.newCard(.notAName(name, instead: name.asID))) {
                try office.desk(of: "kim").writeNewCard(answers(name, "Plan", "school"))
            }
        }
        // A file that came while the questions were asked.
        let desk = try office.desk(of: "kim")
        try office.write("kaart: later\n", to: "later")
        #expect(throws: CaseworkFailure.newCard(.nameTaken("later", file: "\(office.name)/later.yaml"))) {
            try desk.writeNewCard(answers("later", "Plan", "school"))
        }
        #expect(try office.text(of: "later") == "kaart: later\n")
    }

    @Test(
        "a role that is held for groups has nobody for the school, nor for a member of staff",
        arguments: NewCardText.subjects)
    func roleOfGroups(subject: String) throws {
        let office = try Office([:])
        try office.write(
            Office.school.replacing(
                "rollen:\n", with: "rollen:\n  leerkracht: {titel: leerkracht, per: groep}\n"
            )
            .replacing("medewerkers:\n", with: "groepen: {rood: {titel: Rood}}\nmedewerkers:\n")
            .replacing("rollen: [kc]", with: "rollen: [kc, {leerkracht: rood}]"), to: "eik")
        let desk = try office.desk(of: "kim")
        var asOwner = answers("als-eigenaar", "Plan", subject)
        asOwner.owner = "leerkracht"
        var asStarter = answers("als-beginner", "Plan", subject)
        asStarter.starters = ["leerkracht"]
        var atStep = answers("bij-een-stap", "Plan", subject)
        atStep.steps = [("Maken", "leerkracht")]
        for answers in [asOwner, asStarter, atStep] {
            guard ["school", "medewerker"].contains(subject) else {
                _ = try desk.writeNewCard(answers)
                continue
            }
            let failure = #expect(throws: CaseworkFailure.self) { try desk.writeNewCard(answers) }
            guard case .newCard(.roleDoesNotFit("leerkracht", _)) = failure else {
                Issue.record("\(String(describing: failure))")
                continue
            }
        }
    }
}

extension Office {
    /// The name of its folder.
    fileprivate var name: String { URL(filePath: folder.path).lastPathComponent }
}
