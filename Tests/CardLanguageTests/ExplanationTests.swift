import CardEngine
import Testing

@testable import CardLanguage

/// What is told of each code.
@Suite("The explanations of codes")
struct ExplanationTests {
    /// What stands in no part of a file, or can't be shown in one.
    static let withoutExample: Set<DiagnosticCode> = [
        .notUTF8, .forbiddenCharacter, .hardSpace, .tooLarge, .tooDeep, .emptyFile, .unknownFileKind,
        .fileNameDiffers,
        .unknownInstrument, .tooLargeToProve, .hangsOnOne, .sameIDTwice, .notReadable, .noSchool,
        .noSchoolYear,
        .moreEyes, .unknownNorm, .adoptedTextDiffers, .earlierTextRules, .evaluationOverdue, .unusedRole,
        .adoptedFileGone, .earlierSchoolRules,
        .plannedNoMore,
    ]

    @Test("every code has an example, but for those named here")
    func examples() {
        let without = Set(DiagnosticCode.allCases.filter { $0.explanation.example == nil })
        #expect(without == Self.withoutExample)
    }

    @Test("every code has a title of its own, and is told in sentences", arguments: DiagnosticCode.allCases)
    func sentences(_ code: DiagnosticCode) {
        let explanation = code.explanation
        #expect(DiagnosticCode.allCases.count { $0.explanation.title == explanation.title } == 1)
        #expect(explanation.title.last != ".")
        for text in [explanation.meaning, explanation.reason, explanation.advice] {
            #expect(text.last == ".", "\(text)")
        }
        #expect(DiagnosticCode(typed: code.rawValue.lowercased()) == code)
    }

    @Test(
        "the wrong example gives its code, the right one gives nothing",
        arguments: DiagnosticCode.allCases.filter { $0.explanation.example != nil })
    func example(_ code: DiagnosticCode) throws {
        let example = try #require(code.explanation.example)
        #expect(try Self.findings(of: example.wrong).contains { $0.code == code })
        #expect(try Self.findings(of: example.right).text == "")
    }

    /// What there is to say of a file with that part in it, beside some other cards.
    private static func findings(of part: String) throws -> [Diagnostic] {
        let text = Self.file(with: part)
        let name =
            text.hasPrefix("schooljaar") ? (part.contains("2032") ? "2030-2032" : "2030-2031") : "proef"
        let example = (
            source: SourceText(name: name + ".yaml", text: text), read: try read(text, name: name + ".yaml")
        )
        let others = try Self.others.map { name, part in
            let text = Self.file(with: "kaart: \(name)\n" + part)
            return (
                source: SourceText(name: name + ".yaml", text: text),
                read: try read(text, name: name + ".yaml")
            )
        }
        return CardsTogether([example] + others, school: try Fixture.school.get()).check(example.read)
            .diagnostics
    }

    /// The cards beside an example.
    private static let others = [
        (
            "hoorrecht",
            "stappen: [{stap: horen, titel: Horen, wie: kc, uitkomsten: {gehoord: gehoord, nee: verder}}]\neinden: {gehoord: {titel: Gehoord, telt_als: voltooid}}"
        ),
        ("geheim", "verborgen: ja\nzichtbaar_voor: [kc]"),
        ("voorbereiden", "stappen: [{stap: doen, titel: Doen, wie: kc, termijn: 2 weken voor aanleiding}]"),
        ("welkom", "start: [{bij: inschrijving}]"),
    ]

    /// A whole file of which a part takes the place of what stands there otherwise.
    private static func file(with part: String) -> String {
        let base =
            if part.hasPrefix("school:") {
                """
                school: proef
                naam: Proefschool
                rollen: {kc: {titel: kc}, leerkracht: {titel: leerkracht, per: groep}}
                groepen: {groep-5: {titel: Groep 5}}
                medewerkers: {anna: {naam: Anna, rollen: [kc]}}
                """
            } else if part.hasPrefix("schooljaar:") {
                """
                schooljaar: 2030-2031
                bron: Een voorbeeld.
                eerste_dag: 2030-08-01
                laatste_dag: 2031-07-31
                vakanties:
                  - {naam: Zomervakantie 2030, eerste_dag: 2030-07-20, laatste_dag: 2030-09-01}
                  - {naam: Zomervakantie 2031, eerste_dag: 2031-07-12, laatste_dag: 2031-08-24}
                """
            } else {
                """
                kaart: proef
                titel: Een proefkaart
                versie: 1
                status: concept
                betreft: leerling
                eigenaar: kc
                doel: Iets laten zien.
                start: [{handmatig: [kc]}]
                stappen: [{stap: doen, titel: Doen, wie: kc}]
                """
            }
        let given = Self.blocks(part)
        let kept = Self.blocks(base)
        let replaced = kept.map { block in given.first { $0.word == block.word } ?? block }
        let added = given.filter { block in !kept.contains { $0.word == block.word } }
        return (replaced + added).map(\.text).joined()
    }

    /// The parts of a text that begin at the margin.
    private static func blocks(_ text: String) -> [(word: String, text: String)] {
        var blocks: [(word: String, text: String)] = []
        for line in text.split(separator: "\n") {
            if line.first != " " {
                blocks.append((String(line.prefix { $0 != ":" }), line + "\n"))
            } else {
                blocks[blocks.count - 1].text += line + "\n"
            }
        }
        return blocks
    }
}
