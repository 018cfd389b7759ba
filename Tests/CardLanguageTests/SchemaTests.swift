import Foundation
import Testing

@testable import CardLanguage

@Suite("What is made from the table of words")
struct SchemaTests {
    private static let root = Fixture.folder.appendingPathComponent("../..").standardizedFileURL

    private static let wordList =
        GeneratedFile.all.first { $0.path == "docs/woorden.md" }?.text ?? ""

    @Test("what stands in the folder is what the table gives", arguments: GeneratedFile.all.map(\.path))
    func current(_ path: String) throws {
        let file = try #require(GeneratedFile.all.first { $0.path == path })
        let kept = try? String(contentsOf: Self.root.appendingPathComponent(path), encoding: .utf8)
        // Said shortly: the whole text would bury it.
        let isCurrent = kept == file.text
        #expect(isCurrent, "\(path) is stale: run `swift run genereer-schema`")
    }

    @Test("there is no schema that is not made")
    func noStrays() throws {
        let names = try FileManager.default.contentsOfDirectory(
            atPath: Self.root.appendingPathComponent("Schemas").path)
        #expect(names.sorted() == SchemaKind.all.map(\.fileName).sorted())
    }

    @Test("every kind of file that is read has a schema")
    func kinds() {
        #expect(
            SchemaKind.all.map(\.word.rawValue) == [
                "kaart", "school", "schooljaar", "scenario", "ambitiekaart",
            ])
        #expect(Set(FileKind.words.keys).isSubset(of: SchemaKind.all.map(\.word)))
    }

    @Test("every construct has a section of its own, and each link leads to one")
    func sections() {
        let headings = Self.wordList.matches(of: #/(?m)^##+ (.*)$/#).map { String($0.output.1) }
        for construct in Construct.all {
            #expect(
                headings.filter { $0.lowercased() == construct.title.lowercased() }.count == 1,
                "\(construct.title)")
        }
        let anchors = headings.map { heading in
            heading.lowercased().replacing(" ", with: "-").filter { $0.isLetter || "-_".contains($0) }
        }
        #expect(Set(anchors).count == anchors.count)
        let links = Self.wordList.matches(of: #/\(#([^)]*)\)/#).map { String($0.output.1) }
        #expect(links.filter { !anchors.contains($0) } == [])
    }

    @Test("every construct is part of a schema, under a name of its own")
    func definitions() {
        #expect(Set(Construct.all.map(\.schemaName)).count == Construct.all.count)
        let schemas = GeneratedFile.all.dropLast().map(\.text).joined()
        for construct in Construct.all {
            #expect(
                schemas.contains("\"title\": \"\(construct.title.capitalizedFirst)\""), "\(construct.title)")
        }
    }

    @Test(
        "a construct names a word once, and rules name words that it has",
        arguments: Construct.all.map(\.title))
    func words(_ title: String) throws {
        let construct = try #require(Construct.all.first { $0.title == title })
        #expect(Set(construct.known).count == construct.entries.count)
        var named: [Keyword] = []
        switch construct.alternatives {
        case .none: break
        case .exactlyOne(let words), .atMostOne(let words):
            named += words
            #expect(Set(construct.required).isDisjoint(with: words))
        }
        for entry in construct.entries {
            switch entry.presence {
            case .required, .optional: continue
            case .optionalOnly(.beside(let words)), .requiredOnly(.beside(let words)): named += words
            case .optionalOnly(.when(let word, is: _)), .requiredOnly(.when(let word, is: _)):
                named.append(word)
            }
        }
        #expect(Set(named).isSubset(of: construct.known))
    }

    @Test("what is said of a word is a sentence")
    func sentences() {
        let meanings = Construct.all.flatMap { construct in
            [construct.meaning] + construct.entries.map(\.meaning)
                + [construct.free?.meaning].compactMap { $0 }
        }
        for meaning in meanings {
            #expect(meaning.hasSuffix(".") && !meaning.hasSuffix(".."), "\(meaning)")
            #expect(meaning.first?.isUppercase == true, "\(meaning)")
            // A bar would end a cell of a table.
            #expect(!meaning.contains("|") && !meaning.contains(" je "), "\(meaning)")
        }
    }

    @Test(
        "the pattern of moments knows what the reader knows",
        arguments: [
            "6 weken", "1 dag", "10 schooldagen", "2 maanden", "1 jaar", "dezelfde dag", "vandaag", "start",
            "1 maand na start", "3 werkdagen voor aanleiding", "6 weken na inschrijving", "1 februari",
            "31 december", "29 februari", "30 juni", "voor 1 februari", "september", "voor september",
            "derde week september",
            "voor eerste week mei", "1  week", "tlv-einddatum", "0 dagen", "31 juli na aanleiding",
            "september na start", "derde  week mei na  inschrijving",
        ])
    func moments(_ text: String) throws {
        #expect(try isMoment(text))
        #expect(try !read(Self.card(text)).diagnostics.contains { $0.code == .notAMoment })
    }

    @Test(
        "what the reader calls no moment does not fit the pattern",
        arguments: [
            "6", "zes weken", "6 weeks", "6 weken na", "6 weken na na start", "6 weken over start",
            "6 weken na mei", "3 dagen na vandaag", "32 januari", "30 februari", "31 juni", "0 mei",
            "1 februari 2027",
            "zesde week mei",
            "derde week", "derde maand mei", "voor dezelfde dag", "Maandag", "dezelfde dag na start",
            "6 weken na Start",
            "1.5 week", "31 juli voor aanleiding", "voor 31 juli na aanleiding", "31 juli na mei",
            "mei na juli",
            "31 juli na vandaag", "30 februari na start", "31 juli na", "31 juli na na start",
            "lib-eind na start",
        ])
    func noMoments(_ text: String) throws {
        #expect(try !isMoment(text))
        #expect(
            try read(Self.card(text)).diagnostics.contains {
                $0.code == .notAMoment || $0.code == .unknownAnchor
            })
    }

    private func isMoment(_ text: String) throws -> Bool {
        try Regex(Pattern.moment).firstMatch(in: text) != nil
    }

    /// A card with that term.
    private static func card(_ term: String) -> String {
        """
        kaart: proef
        titel: Proef
        versie: 1
        status: concept
        betreft: leerling
        eigenaar: kc
        doel: Iets proberen.
        start: [{handmatig: [kc]}]
        stappen:
          - {stap: doen, titel: Doen, wie: kc, termijn: "\(term)"}

        """
    }
}
