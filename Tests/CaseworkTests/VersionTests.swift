import CardEngine
import CardLanguage
import CaseStore
import Casework
import Testing

@Suite("Versions of cards")
struct VersionTests {
    @Test("an adopted card can't change under the same version number")
    func versionReused() throws {
        var school = SchoolDesk(changing: "status: concept", to: "status: vastgesteld")
        try school.start()
        let before = try school.log()
        school.shelf = SchoolDesk.shelf(
            changing: "status: concept", to: "status: vastgesteld\n# Een ander woord is een andere tekst.")
        #expect(throws: CaseworkFailure.versionReused("meldcode", 1)) { try school.start("0413") }
        #expect(try school.log() == before)
    }

    @Test("a concept can change as often as its author likes, in a practice folder only")
    func concept() throws {
        var school = SchoolDesk()
        try school.start()
        school.shelf = SchoolDesk.shelf(changing: "status: concept", to: "status: concept # nog eens")
        try school.start("0413")
        // What that version says is what it said last.
        school.shelf = SchoolDesk.shelf(changing: "titel: Stappenplan", to: "titel: Nieuwe stappen")
        try school.start("0414")
        school.shelf = SchoolDesk.shelf(changing: "versie: 1", to: "versie: 2")
        #expect(
            try school.desk(of: "femke").readCard(named: "meldcode", version: 1).title.hasPrefix("Nieuwe"))
        let real = SchoolDesk(isPractice: false)
        #expect(throws: CaseworkFailure.cardNotAdopted("meldcode")) { try real.start() }
    }

    @Test("a case goes on by the text it began with, whatever became of the file")
    func cardChanged() throws {
        var school = SchoolDesk()
        let id = try school.start()
        school.shelf = SchoolDesk.shelf(changing: "stap: signalen", to: "stap: feitenonderzoek")
        try school.complete(id, 1, outcome: "nee")
        school.shelf = Shelf(
            SchoolDesk.files.filter { !$0.name.hasSuffix("meldcode.yaml") }.map { .text($0) }, beside: nil)
        let tasks = try school.desk(of: "femke").listTasks()
        #expect(tasks.map(\.step.id) == ["signalen"])
        try school.complete(id, 2, values: [("feiten", "iets")])
        #expect(throws: CaseworkFailure.noSuchCard("meldcode", known: [])) { try school.start("0413") }
    }

    @Test("a case goes on when the school renames a role and keeps the old name as alias")
    func roleRenamed() throws {
        var school = SchoolDesk()
        let id = try school.start()
        let renamed = SchoolDesk.files.map { source in
            let text = String(decoding: source.bytes, as: UTF8.self)
            guard source.name.hasSuffix("de-wilgen.yaml") else { return source }
            let changed = text.replacing("aandachtsfunctionaris", with: "functionaris").replacing(
                "functionaris: {titel: functionaris}",
                with: "functionaris: {titel: functionaris, ook: [aandachtsfunctionaris]}")
            return SourceText(name: source.name, text: changed)
        }
        school.shelf = Shelf(renamed.map { .text($0) }, beside: nil)
        #expect(try school.desk(of: "femke").listTasks().count == 1)
        try school.complete(id, 1, outcome: "nee")
        #expect(try school.desk(of: "femke").showCase(id).history != nil)
    }

    @Test("a case goes on when a role that should be there has left the school")
    func roleGone() throws {
        var school = SchoolDesk()
        let id = try school.start()
        try school.complete(id, 1, outcome: "nee")
        try school.complete(id, 2, values: [("feiten", "iets")])
        let without = SchoolDesk.files.filter { !$0.name.hasSuffix("meldcode.yaml") }.map { source in
            let text = String(decoding: source.bytes, as: UTF8.self)
            let changed = text.replacing("  smw: {titel: schoolmaatschappelijk werker}\n", with: "")
                .replacing(", smw", with: "")
            return SourceText(name: source.name, text: changed)
        }
        school.shelf = Shelf(without.map { .text($0) }, beside: nil)
        try school.complete(
            id, 3, outcome: "zorg blijft", values: [("veilig-thuis-gevraagd", "ja")],
            absent: [("smw", "Wij hebben geen schoolmaatschappelijk werk meer.")])
    }
}
