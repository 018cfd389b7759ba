import CardEngine
import CardLanguage
import Testing

/// The files that come with the program.
@Suite("The house: shipped files")
struct ShippedFilesTests {
    private static let files = Tree.files(in: "Kwaliteitskaarten", ending: ".yaml")

    @Test("no shipped file gives any finding", arguments: files.map(\.path))
    func clean(path: String) throws {
        let schools = Self.files.compactMap { file -> School? in
            let read = ReadFile.read(SourceText(name: file.path, text: file.text), school: nil)
            if case .school(let school)? = read.value { return school }
            return nil
        }
        let school = try #require(schools.first)
        #expect(schools.count == 1)
        let file = try #require(Self.files.first { $0.path == path })
        let read = ReadFile.read(SourceText(name: path, text: file.text), school: school)
        #expect(read.diagnostics.isEmpty)
        #expect(read.value != nil)
    }

    @Test("an editor finds the schema of each shipped file", arguments: files.map(\.path))
    func modeline(path: String) throws {
        let file = try #require(Self.files.first { $0.path == path })
        let kind = try #require(file.lines.first { !$0.hasPrefix("#") }?.split(separator: ":").first)
        let up = String(repeating: "../", count: path.split(separator: "/").count - 1)
        #expect(
            file.lines[0] == "# yaml-language-server: $schema=\(up)Schemas/\(kind).schema.json")
        #expect(Tree.files(in: "Schemas", ending: ".json").contains { $0.name == "\(kind).schema.json" })
    }

    @Test("a school, a year and the meldcode are among them")
    func kinds() {
        let kinds = Self.files.map {
            ReadFile.read(SourceText(name: $0.path, text: $0.text), school: nil).kind
        }
        #expect(kinds.contains(.school) && kinds.contains(.schoolYear) && kinds.contains(.card))
    }

    @Test("every example in the language reference is a file without a finding")
    func examples() throws {
        let page = try #require(Tree.files(in: "docs", ending: "kaarttaal.md").first)
        let texts = page.text.matches(of: #/```yaml\n((?:.|\n)*?)```/#).map { String($0.output.1) }
        #expect(texts.count == 9)
        let sources = texts.map { text in
            let name = text.prefix { $0 != "\n" }.drop { $0 != " " }.dropFirst()
            return SourceText(name: name + ".yaml", text: text)
        }
        let schools = sources.compactMap { source -> School? in
            if case .school(let school)? = ReadFile.read(source, school: nil).value { school } else { nil }
        }
        let school = try #require(schools.first)
        var cards: [CardID: Card?] = [:]
        for source in sources {
            let read = ReadFile.read(source, school: school, cards: cards)
            if case .card(let card)? = read.value { cards[card.id] = .some(card) }
            #expect(read.diagnostics.isEmpty, "\(source.name)")
            #expect(read.value != nil, "\(source.name)")
        }
    }
}
