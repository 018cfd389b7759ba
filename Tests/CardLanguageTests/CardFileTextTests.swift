import CardEngine
import CardLanguage
import SchoolTime
import Testing

/// The file of a card is changed by span when it is adopted: what its author wrote stays as it was.
@Suite("Adopting the text of a card")
struct CardFileTextTests {
    static let head = """
        # boven
        kaart: plan
        titel: "Plan"   # naast
        versie: 2
        status: concept   # nog niet
        betreft: leerling
        eigenaar: kc
        doel: Een plan.
        start: [{handmatig: [kc]}]

        """
    static let steps = "stappen:\n  - {stap: maken, titel: Maken, wie: kc}  # klaar\n"

    /// As people write them: no changes yet, between brackets, as a list, indented or not, with a text over lines.
    static let layouts = [
        head + steps,
        head + steps + "# onder\n",
        head + "wijzigingen: [{versie: 1, wat: Eerst}]  # oud\n" + steps,
        head
            + "wijzigingen:\n  - {versie: 1, wat: Eerst}\n  # tussen\n  - versie: 2\n    wat: 'Korter'  # ja\n\n"
            + steps,
        head + "wijzigingen:\n- versie: 1\n  wat: Eerst\n" + steps,
        head + steps + "wijzigingen:\n  - versie: 1\n    wat: |\n      Eerst\n      dit\n",
        head + steps + "wijzigingen:\n  - versie: 1\n    wat: >-\n      Eerst\n      dit",
        head
            + "stappen:\n  - stap: maken\n    titel: Maken\n    wie: kc\n    uitleg: |\n      Eerst dit.\n\n      Dan dat.\n",
        (head + steps).split(separator: "\n").map { "  " + $0 }.joined(separator: "\n") + "\n",
    ]

    static let variants = layouts.flatMap { [$0, $0.replacing("\n", with: "\r\n"), "\u{FEFF}" + $0] }

    static let reasons = [
        "Besproken in het team", "Met: dubbele punt, en komma", "\"Aanhalingen\" en 'enkele'",
        "- streepje # hekje", "{haken} [en] & * ! % @ `", "ja", "C:\\temp\\", "é ü ñ — 漢字", "  spaties ",
    ]

    @Test("every line stays but that of the status, and the text means what was asked", arguments: variants)
    func everyLine(text: String) throws {
        let source = SourceText(name: "plan.yaml", text: text)
        let card = try #require(ReadFile.archivedCard(source))
        for reason in Self.reasons {
            let change = CardChange(
                version: 2, text: reason, day: Day(year: 2026, month: 11, day: 2), person: "carla")
            let adopted = try CardFileText.adopted(source, noting: change)
            #expect(ReadFile.archivedCard(adopted) == card.adopted(noting: change))
            var rest = adopted.lines[...]
            for line in source.lines where line.contains(where: { $0 != " " }) {
                let kept = line.replacing("concept", with: "vastgesteld")
                // Between brackets the line that grows still begins as it did.
                let start = kept.prefix { $0 != "]" }
                let index = rest.firstIndex {
                    $0 == kept || line.contains("wijzigingen: [") && $0.hasPrefix(start)
                }
                guard let index else {
                    Issue.record("'\(line)' is gone from \(adopted.lines)")
                    return
                }
                rest = rest[(index + 1)...]
            }
        }
    }

    @Test(
        "what can't be changed with certainty is left alone",
        arguments: [
            "{kaart: plan, titel: Plan, versie: 2, status: concept, betreft: leerling, eigenaar: kc, doel: x, "
                + "start: [{handmatig: [kc]}], stappen: [{stap: maken, titel: Maken, wie: kc}]}",
            head, "", "kaart: plan\n",
        ])
    func byHand(text: String) {
        #expect(throws: CardFileText.Failure.onlyByHand) {
            try CardFileText.adopted(
                SourceText(name: "plan.yaml", text: text), noting: CardChange(version: 2, text: "x"))
        }
    }
}
