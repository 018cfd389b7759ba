import Testing

@testable import CardLanguage

@Suite("Hostile texts")
struct HostileTextTests {
    private func findings(_ bytes: [UInt8]) throws -> [String] {
        let read = ReadFile.read(
            SourceText(name: "proef.yaml", bytes: bytes), school: try Fixture.school.get())
        return read.diagnostics.map { "\($0.range.start.shown) \($0.code.rawValue)" }
    }

    @Test(
        "bytes that are no text",
        arguments: [
            ([0x61, 0x3A, 0x20, 0x00], "1:4 F0002"),
            ([0x61, 0x3A, 0x0A, 0xFF], "2:1 F0001"),
            ([0x61, 0xC3], "1:2 F0001"),
            ([0xC0, 0xAF], "1:1 F0001"),
            ([0xED, 0xA0, 0x80], "1:1 F0001"),
            ([0xF5, 0x80, 0x80, 0x80], "1:1 F0001"),
            ([0xFF, 0xFE, 0x6B, 0x00], "1:4 F0002"),
            ([0xFE, 0xFF, 0x00, 0x6B], "1:3 F0002"),
            ([0x6B, 0x00, 0x61, 0x00], "1:2 F0002"),
            ([0xEF, 0xBB, 0xBF, 0x61, 0x1B], "1:2 F0002"),
            ([0xEF, 0xBB, 0xBF, 0xEF, 0xBB, 0xBF, 0x61], "1:1 F0002"),
            ([0xC2, 0x85], "1:1 F0002"),
            ([], "1:1 F0015"),
            ([0xEF, 0xBB, 0xBF], "1:1 F0015"),
            ([0x2D, 0x2D, 0x2D], "1:1 F0015"),
        ] as [([UInt8], String)])
    func bytes(_ bytes: [UInt8], _ expected: String) throws {
        #expect(try findings(bytes) == [expected])
    }

    @Test("a file over 1 MiB is not looked at")
    func tooLarge() throws {
        #expect(try findings(Array(repeating: 0x23, count: 1 << 20 + 1)) == ["1:1 F0004"])
        #expect(try findings(Array(repeating: 0x23, count: 1 << 20)) == ["1:1 F0015"])
    }

    @Test("sixty-four levels are read, one more is refused")
    func depth() throws {
        let read = try read(
            "kaart: " + String(repeating: "[", count: 63) + "a" + String(repeating: "]", count: 63))
        #expect(!read.diagnostics.contains { $0.code == .tooDeep })
        #expect(try findings(Array(String(repeating: "[", count: 10_000).utf8)) == ["1:65 F0005"])
        #expect(try findings(Array(String(repeating: "- ", count: 10_000).utf8)) == ["1:129 F0005"])
    }

    @Test("line ends of every system give the same places")
    func lineEnds() throws {
        let lines = ["kaart: proef", "titel: Een", "versie: twee"]
        let found = try ["\n", "\r\n", "\r"].map { end in
            try read(lines.joined(separator: end)).diagnostics.filter { $0.code == .notANumber }.map(
                \.range.start.shown)
        }
        #expect(found == [["3:9"], ["3:9"], ["3:9"]])
    }

    @Test("columns count unicode scalars")
    func columns() throws {
        let read = try read("{kaart: proef, titel: e\u{301}👩‍👧, versie: twee}")
        #expect(
            read.diagnostics.first { $0.code == .notANumber }?.range.start
                == SourcePosition(line: 1, column: 38))
    }

    /// Texts that are large, or that make much of little: each made some version of the reader take minutes, or could.
    private static let large: [(name: String, text: String)] = [
        ("nested", String(repeating: "[", count: 1_000_000)),
        ("choices on what may be empty", optional(fields: 220, choices: 4, conditions: 0)),
        ("steps that ask what may be empty", optional(fields: 400, choices: 0, conditions: 90)),
        ("keys", "kaart: proef\n" + (0..<100_000).map { "k\($0): 1\n" }.joined()),
        ("same keys", "kaart: proef\n" + String(repeating: "k: 1\n", count: 200_000)),
        ("keys in braces", "{" + (0..<90_000).map { "k\($0): 1, " }.joined() + "}"),
        ("list on a line", "kaart: [" + String(repeating: "a, ", count: 340_000) + "a]"),
        ("one long text", "kaart: " + String(repeating: "a", count: 1_000_000)),
        ("long unknown key", String(repeating: "a", count: 1_000_000) + ": 1"),
        ("open quote", "kaart: \"" + String(repeating: "a\n", count: 500_000)),
        ("soft hyphens", String(repeating: "\u{AD}", count: 500_000)),
        ("line separators", String(repeating: "\u{2028}\n", count: 250_000)),
        ("hard spaces", "kaart: proef\n" + String(repeating: "#\u{A0}\n", count: 250_000)),
        ("lines", String(repeating: "\n", count: 1_000_000)),
        ("comments", String(repeating: "# a\n", count: 250_000)),
        (
            "unknown targets",
            Self.card(steps: (0..<15_000).map { "  - {stap: s\($0), titel: T, wie: kc, daarna: t\($0)}\n" })
        ),
        ("a chain", Self.card(steps: (0..<15_000).map { "  - {stap: s\($0), titel: T, wie: kc}\n" })),
        (
            "a thousand steps",
            Self.card(
                steps: (0..<999).map {
                    "  - {stap: s\($0), titel: T, als: {uitkomst.s0: gereed}, wie: kc, termijn: 1 week na s\(998 - $0), daarna: s\(($0 * 7 + 1) % 999)}\n"
                })
        ),
        ("many choices", Self.choices),
        ("five thousand steps in blocks", Self.card(steps: (0..<1_250).map { Self.block($0) })),
        (
            "blocks and choices on what happened in them",
            Self.card(steps: (0..<90).map { Self.asked($0) }, fields: Self.unused)
        ),
        (
            "blocks as deep as it goes",
            Self.card(steps: ["  - " + Self.nested(28, each: false)], fields: Self.unused)
        ),
        (
            "items of items as deep as it goes",
            Self.card(steps: ["  - " + Self.nested(28, each: true)], fields: Self.unused)
        ),
        (
            "branches side by side",
            Self.card(steps: [
                "  - {stap: b, titel: B, klaar_bij: eerste, tegelijk: ["
                    + (0..<900).map { "{stap: s\($0), titel: S, wie: kc, termijn: 1 week na s\(899 - $0)}" }
                    .joined(separator: ", ") + "]}\n"
            ])
        ),
        ("many fields", "gegevens:\n" + (0..<20_000).map { "  f\($0): {titel: T, soort: tekst}\n" }.joined()),
        (
            "roles of a school",
            "school: proef\nnaam: P\nrollen:\n" + (0..<10_000).map { "  r\($0): {titel: t}\n" }.joined()
                + "medewerkers:\n  a: {naam: A, rollen: ["
                + (0..<60_000).map { "r\($0 % 20_000)" }.joined(separator: ", ") + "]}\n"
        ),
        ("many options", wide(fields: 1, options: 40_000, rows: 12_000)),
        ("many rows", wide(fields: 1, options: 200, rows: 20_000)),
        ("many fields in one choice", wide(fields: 500, options: 5, rows: 15_000)),
        (
            "many outcomes",
            card(steps: [
                "  - {stap: v, titel: V, wie: kc, uitkomsten: {"
                    + (0..<40_000).map { "u\($0): verder" }.joined(separator: ", ") + "}}\n"
            ])
        ),
    ]

    /// A card with one choice.
    private static func wide(fields: Int, options: Int, rows: Int) -> String {
        let list = (0..<options).map { "o\($0)" }.joined(separator: ", ")
        return card(
            steps: [
                "  - {stap: v, titel: V, wie: kc, vul_in: [\((0..<fields).map { "f\($0)" }.joined(separator: ", "))]}\n",
                "  - stap: k\n    titel: K\n    kies:\n",
            ] + (0..<rows).map { "    - {als: {f\($0 % fields): o\($0 % (options - 1))}, naar: v}\n" },
            fields: "gegevens:\n"
                + (0..<fields).map { "  f\($0): {titel: T, soort: keuze, opties: [\(list)]}\n" }.joined())
    }

    /// Of a card without faults something must be said all the same.
    private static let unused = "gegevens:\n  vergeten: {titel: T, soort: tekst}\n"

    /// A block of two branches, of which one leads back to an earlier block.
    private static func block(_ number: Int) -> String {
        "  - {stap: b\(number), titel: B, tegelijk: [{stap: k\(number), titel: K, kies: [{als: {jaargroep: 8}, naar: b\(number / 2)}, {anders: klaar}]}, {tak: t\(number), titel: T, stappen: [{stap: a\(number), titel: A, wie: kc}, {stap: w\(number), titel: W, wacht: 1 week na a\(number)}]}]}\n"
    }

    /// A block, and a choice on the outcomes of many steps of others.
    private static func asked(_ number: Int) -> String {
        let rows = (0..<30).map { "{als: {uitkomst.a\((number + $0) % 90): u\($0 % 9)}, naar: b\($0)}" }
        let outcomes = (0..<9).map { "u\($0): b\((number * 7 + $0) % 90)" }
        return
            "  - {stap: b\(number), titel: B, klaar_bij: 1, tegelijk: [{stap: a\(number), titel: A, wie: kc, uitkomsten: {\(outcomes.joined(separator: ", "))}}, {stap: c\(number), titel: C, wie: kc}]}\n"
            + "  - {stap: k\(number), titel: K, kies: [\(rows.joined(separator: ", ")), {anders: verder}]}\n"
    }

    /// A block in a block in a block, each with a way out of all of them.
    private static func nested(_ depth: Int, each: Bool) -> String {
        guard depth > 0 else { return "{stap: s, titel: S, wie: kc, uitkomsten: {ja: klaar, nee: b28}}" }
        let inner = nested(depth - 1, each: each)
        return each
            ? "{stap: b\(depth), titel: B, voor_elke: {v\(depth): [a, b]}, stappen: [\(inner)]}"
            : "{stap: b\(depth), titel: B, tegelijk: [\(inner), {stap: t\(depth), titel: T, wie: kc}]}"
    }

    private static func card(steps: [String], fields: String = "") -> String {
        "kaart: proef\ntitel: T\nversie: 1\nstatus: concept\nbetreft: leerling\neigenaar: kc\ndoel: D\n"
            + "start: [{handmatig: [kc]}]\n\(fields)stappen:\n" + steps.joined()
    }

    private static let choices = card(
        steps: [
            "  - {stap: v, titel: V, wie: kc, vul_in: [\((0..<300).map { "f\($0)" }.joined(separator: ", "))]}\n"
        ]
            + (0..<900).map { step in
                "  - {stap: s\(step), titel: T, kies: [\((0..<3).map { "{als: {f\((step + $0) % 300): a}, naar: s\((step * 3 + $0) % 900)}" }.joined(separator: ", ")), {anders: verder}]}\n"
            },
        fields: "gegevens:\n"
            + (0..<300).map { "  f\($0): {titel: T, soort: keuze, opties: [a, b, c, d, e]}\n" }.joined())

    /// No bound on the time: whoever brings a search back that grows with the square will see the tests hang here.
    @Test("a large text is judged to its end", arguments: large.map(\.name))
    func judged(_ name: String) throws {
        let text = try #require(Self.large.first { $0.name == name }?.text)
        #expect(text.utf8.count <= 1 << 20)
        #expect(try !CardLanguageTests.read(text).diagnostics.isEmpty)
    }

    /// Choices, or steps with an `als`, that look at many fields which may be empty.
    private static func optional(fields: Int, choices: Int, conditions: Int) -> String {
        let names = (0..<fields).map { "f\($0)" }
        let rows = names.map { "{als: {\($0): ja}, naar: voltooid}" }.joined(separator: ", ")
        let asked = names.map { "\($0): ja" }.joined(separator: ", ")
        return card(
            steps: ["  - {stap: v, titel: V, wie: kc, vul_aan: [\(names.joined(separator: ", "))]}\n"]
                + (0..<500).map { "  - {stap: s\($0), titel: T, wie: kc}\n" }
                + (0..<conditions).map { "  - {stap: a\($0), titel: A, wie: kc, als: {\(asked)}}\n" }
                + (0..<choices).map { "  - {stap: k\($0), titel: K, kies: [\(rows), {anders: verder}]}\n" },
            fields: "gegevens:\n" + names.map { "  \($0): {titel: T, soort: ja-nee}\n" }.joined())
    }
}
