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

    @Test("a school, a year and the meldcode are among them")
    func kinds() {
        let kinds = Self.files.map {
            ReadFile.read(SourceText(name: $0.path, text: $0.text), school: nil).kind
        }
        #expect(kinds.contains(.school) && kinds.contains(.schoolYear) && kinds.contains(.card))
    }
}
