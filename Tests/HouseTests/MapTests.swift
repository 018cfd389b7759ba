import Foundation
import Testing

/// The pages that say where everything is.
@Suite("The map")
struct MapTests {
    private static let architecture = Tree.top.first { $0.path == "ARCHITECTURE.md" }

    /// What can be named: folders and files of the sources, without their ending, and every word in them.
    private static let known: Set<String> = Tree.sources.reduce(into: ["CLibYAML"]) { names, file in
        for part in file.path.split(separator: "/").dropFirst() {
            names.insert(part.hasSuffix(".swift") ? String(part.dropLast(".swift".count)) : String(part))
        }
        names.formUnion(words(in: file.text))
    }

    private static func words(in text: String) -> Set<String> {
        Set(
            text.utf8.split { byte in
                let letter = Unicode.Scalar(byte)
                return !letter.properties.isAlphabetic && !("0"..."9").contains(letter) && letter != "_"
            }.compactMap { String($0) })
    }

    @Test("every folder of the sources stands in ARCHITECTURE")
    func folders() throws {
        let words = Self.words(in: try #require(Self.architecture).text)
        let folders = Set(Tree.sources.map { $0.path.split(separator: "/").dropFirst().dropLast() })
        #expect(folders.count >= 40)
        for folder in folders {
            let name = try #require(folder.last)
            let parts = name.split(separator: "-").map { words.contains(String($0)) }
            #expect(!parts.contains(false), "\(folder.joined(separator: "/"))")
        }
    }

    @Test("what ARCHITECTURE says to go to is there, and so is what the glossary names")
    func places() throws {
        let page = try #require(Self.architecture).text
        let table = try #require(page.components(separatedBy: "## Where does it go?").last)
        let glossary = try #require(Tree.files(in: "docs", ending: "begrippen.md").first).text
        let rows = table.split(separator: "\n").compactMap { $0.split(separator: "|").last }
        let places = rows.flatMap { $0.matches(of: #/`([^`]+)`/#).map { String($0.output.1) } }
        let terms = glossary.matches(of: #/`([A-Z][\w.]*)`/#).map { String($0.output.1) }
        #expect(places.count >= 100 && terms.count >= 40)
        for place in places + terms where !place.hasSuffix(".md") && !place.hasSuffix(".py") {
            for part in place.split(whereSeparator: { "/.".contains($0) }) where !part.contains("<") {
                #expect(Self.known.contains(String(part)), "\(place)")
            }
        }
    }
}
