import Testing

/// `kaart` alone, on screens of every size.
@Suite("Day screen")
struct DayScreenTests {
    /// Bas has 30 steps that are late, and one of today.
    private func busy() throws -> Practice {
        let practice = try Practice()
        try practice.folder.write(
            """
            kaart: bellen
            titel: Bellen
            versie: 1
            status: concept
            betreft: leerling
            eigenaar: kc
            doel: Elke ouder is gesproken.
            start: [{handmatig: [leerkracht]}]
            stappen: [{stap: bellen, titel: Bel de ouders, wie: leerkracht, termijn: dezelfde dag}]
            normen: [{norm: Gelukt, meet: voltooid, minstens: 90%}]

            """, to: "Kwaliteitskaarten/kaarten/bellen.yaml")
        let bas = ["--als", "bas", "--vandaag"]
        let late = ["start", "bellen", "--groep", "groep-geel"] + (1001...1030).map { "\($0)" }
        try #require(try practice.kaart(late + bas + ["2026-11-02"]).status == 0)
        let now = ["start", "bellen", "2001", "--groep", "groep-geel"]
        try #require(try practice.kaart(now + bas + ["2026-11-10"]).status == 0)
        return practice
    }

    @Test(
        "what is today is on it however much is late, and it is as high and wide as the terminal",
        arguments: [(80, 24), (60, 20), (200, 40), (20, 5)])
    func fits(columns: Int, rows: Int) throws {
        let size = (columns: UInt16(columns), rows: UInt16(rows))
        let practice = try busy()
        let page = try Dialogue(
            ["--als", "bas", "--vandaag", "2026-11-10"], in: practice.folder.url, size: size
        ).finish().everything
        let lines = page.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
        #expect(page.contains("\nVandaag: 1\n"))
        #expect(page.contains("2001"))
        #expect(lines.count == min(max(rows, 12) - 1, 35))
        #expect(lines.allSatisfy { $0.count <= max(columns, 40) })
    }
}
