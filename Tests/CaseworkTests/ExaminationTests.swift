import CardEngine
import CaseStore
import Casework
import SchoolTime
import Testing

/// What `kaart nazien` says.
@Suite("Examination")
struct ExaminationTests {
    private let sentences = Sentences(school: SchoolDesk().shelf.school)
    private let written = Stamp(
        day: Day(number: 20_780), time: Timestamp(secondsSince1970: 1_795_458_900, offsetSeconds: 3_600),
        actor: "femke")

    private func examination(_ faults: [Examination.Fault], holdsMark: Bool? = nil) -> Examination {
        Examination(
            faults: faults, head: LogHead(position: 98_765, hash: .of("kop")), written: written,
            holdsMark: holdsMark, isOfEarlierForm: false)
    }

    @Test("what is whole gives nothing to say", arguments: [nil, true])
    func whole(holdsMark: Bool?) {
        let found = examination([], holdsMark: holdsMark)
        #expect(sentences.findings(in: found).isEmpty)
        #expect(sentences.advice(on: found).isEmpty)
    }

    @Test(
        "each fault has a sentence of its own and advice; none tells of a case, nor how long the log is",
        arguments: [
            .file, .tables, .log, .textChanged(nil), .textChanged(.adoptedCard("opp", version: 2)),
            .textChanged(.file(.school, name: "eik")), .textMissing(.file(.schoolYear, name: "2026-2027")),
            .textMissing(.cardOfCase("geheim", version: 1)), .textChanged(.cardOfCase("geheim", version: 1)),
            .lists, .head, .empty, .laterForm, .contentLost(since: Day(number: 20_780)),
        ] as [Examination.Fault])
    func faults(fault: Examination.Fault) {
        let found = examination([fault])
        let findings = sentences.findings(in: found)
        #expect(findings.count == 1)
        let advice = sentences.advice(on: found)
        #expect(advice.count >= 2)
        #expect(advice[0].contains("herbouw") == (fault == .lists))
        for text in findings + advice {
            #expect(text.hasSuffix("."))
            #expect(!text.contains("geheim") && !text.contains("98"))
        }
    }

    @Test("of a broken chain it says since when, as the school's clock stood, and up to which head")
    func since() throws {
        let text = try #require(sentences.findings(in: examination([.log])).first)
        #expect(text.contains("tot en met maandag 23 november 2026 om 19.35 is vastgelegd klopt"))
        #expect(text.contains(HeadMark(.of("kop")).description))
    }

    @Test("only where nothing else is wrong may the school go on without what was filled in")
    func lostContent() {
        let lost = Examination.Fault.contentLost(since: Day(number: 20_780))
        let goingOn = "Werk anders verder"
        #expect(sentences.advice(on: examination([lost])).contains { $0.hasPrefix(goingOn) })
        for (faults, holdsMark) in [([lost], false), ([lost, .lists], nil), ([.tables, lost], nil)] {
            let advice = sentences.advice(on: examination(faults, holdsMark: holdsMark))
            #expect(!advice.contains { $0.hasPrefix(goingOn) })
            #expect(advice.contains { $0.hasPrefix("Werk hier niet verder") })
        }
    }

    @Test("a head that is not there is a finding, also when all else is well")
    func mark() {
        #expect(sentences.findings(in: examination([], holdsMark: false)).count == 1)
        #expect(!sentences.advice(on: examination([], holdsMark: false)).isEmpty)
        #expect(sentences.findings(in: examination([.log], holdsMark: false)).count == 2)
        #expect(sentences.findings(in: examination([.log], holdsMark: true)).count == 2)
        // Lists can be made anew, but not what is gone.
        #expect(!sentences.advice(on: examination([.lists], holdsMark: false))[0].contains("herbouw"))
    }

    @Test("only a card file that calls itself adopted, and is not what was adopted, is told of")
    func cards() throws {
        let desk = SchoolDesk(isPractice: false, changing: "status: concept", to: "status: vastgesteld")
        let id = try desk.start()
        #expect(!id.rawValue.isEmpty)
        #expect(try disagreements(at: desk) == [])
        var other = desk
        other.shelf = SchoolDesk.shelf(
            changing: "status: concept", to: "status: vastgesteld  # anders")
        #expect(try disagreements(at: other) == [])
        other.shelf = SchoolDesk.shelf(
            changing: "status: concept", to: "status: concept  # anders")
        #expect(try disagreements(at: other) == [])
    }

    private func disagreements(at desk: SchoolDesk) throws -> [CaseworkFailure] {
        try desk.desk(of: "bas").shelf.disagreements(knowing: desk.store)
    }
}
