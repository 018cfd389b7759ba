import Testing

/// What the commands ask holds in a scenario too, and what they can do it can show.
@Suite("Scenarios by the rules of the commands")
struct ScenarioRuleTests {
    private typealias Example = ScenarioLineTests.Example

    private static let register = """
        gegevens:
          keren: {titel: Keren, soort: lijst, kolommen: {wat: {titel: Wat, soort: tekst}}}
        stappen:
          - {stap: bijhouden, titel: Bijhouden, wie: kc, registreer: keren}
        """

    @Test("a register is closed by a named outcome, and by no other line")
    func registerByOutcome() throws {
        let example = Example(
            name: "register", card: Self.register,
            lines: [
                "stap: bijhouden, rij: {wat: Gebeld}", "stap: bijhouden, geweigerd: uitkomst",
                "verwacht_open: [bijhouden]", "stap: bijhouden, uitkomst: gereed",
                "verwacht_open: []",
            ])
        let failures = try ScenarioLineTests.failures(example)
        #expect(failures == [])
    }

    @Test("who may not close a register hears that first")
    func registerByRole() throws {
        let example = Example(
            name: "register", card: Self.register,
            lines: ["stap: bijhouden, door: leerkracht, geweigerd: rol"])
        let failures = try ScenarioLineTests.failures(example)
        #expect(failures == [])
    }

    @Test("an answer of all parents is that of who had none yet, and none where one answered otherwise")
    func parents() throws {
        let example = Example(
            name: "parents", subject: "leerling: {ouders: 2}",
            card:
                "stappen: [{stap: tekenen, titel: Tekenen, teken: [ouders], uitkomsten: {akkoord: verder, anders: vervallen}}, {stap: b, titel: B, wie: kc}]",
            lines: [
                "stap: tekenen, door: ouders 1, uitkomst: geweigerd",
                "stap: tekenen, door: ouders, uitkomst: akkoord, geweigerd: persoon",
                "verwacht_open: [tekenen]", "stap: tekenen, door: ouders 1, uitkomst: akkoord",
                "stap: tekenen, door: ouders, uitkomst: akkoord", "verwacht_open: [b]",
            ])
        let failures = try ScenarioLineTests.failures(example)
        #expect(failures == [])
    }

    private static let dated = """
        gegevens:
          gesprek: {titel: Gesprek, soort: datum}
          soort: {titel: Soort, soort: tekst}
        stappen:
          - {stap: afspreken, titel: Afspreken, wie: leerkracht, vul_in: [gesprek]}
          - {stap: verslag, titel: Verslag, wie: leerkracht, termijn: 1 week na gesprek, vul_in: [soort]}
          - {stap: slot, titel: Slot, wie: kc}
        """

    @Test("a date that is put right takes the term along")
    func correction() throws {
        let example = Example(
            name: "correction", card: Self.dated,
            lines: [
                "verbeter: afspreken, invoer: {gesprek: 2026-09-20}, geweigerd: veld niet gevraagd",
                "stap: afspreken, invoer: {gesprek: 2026-09-21}", "verwacht_termijn: {verslag: 2026-09-28}",
                "verbeter: afspreken, invoer: {gesprek: 2026-09-21}, geweigerd: waarde",
                "verbeter: afspreken, invoer: {soort: x}, geweigerd: veld niet gevraagd",
                "verbeter: slot, invoer: {gesprek: 2026-09-14}, geweigerd: nog niet aan de beurt",
                "na: 1 dag, verbeter: afspreken, door: leerkracht, invoer: {gesprek: 2026-09-14}",
                "verwacht_veld: {gesprek: 2026-09-14}", "verwacht_termijn: {verslag: 2026-09-21}",
                "stap: verslag, invoer: {soort: x}", "verbeter: verslag, invoer: {soort: y}",
                "verwacht_veld: {soort: y}",
            ])
        let failures = try ScenarioLineTests.failures(example)
        #expect(failures == [])
    }
}
