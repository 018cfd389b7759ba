// One table: adding a case is adding a row.

extension HostileFile {
    static let all =
        bombs + depths + sizes + encodings + invisible + twins + strange + paths + doors + proofs + others

    // MARK: - YAML that makes much of little

    private static let bombs = [
        Self(
            "a bomb of aliases",
            text: "a: &a [x, x, x]\nb: &b [*a, *a, *a]\nc: &c [*b, *b, *b]\n", ["1:4 F0008"]),
        Self("an alias as a key", text: "kaart: proef\n*a : x\n", ["2:1 F0008"]),
        Self("a list with an alias as a key", text: "? &a [x, *a]\n: y\n", ["1:3 F0008"]),
        Self("an anchor that holds itself", text: "kaart: &a [*a]\n", ["1:8 F0008"]),
        Self("an object of Python", text: "!!python/object/apply:os.system [ls]\n", ["1:1 F0009"]),
        Self("a tag of our own", text: "kaart: !x proef\n", ["1:8 F0009"]),
        Self("a merge", text: card(more: "<<: {a: b}\n"), ["9:1 F0010"]),
        Self("a directive for tags", text: "%TAG ! tag:x,2000:\n---\nkaart: proef\n", ["1:1 F0011"]),
        Self("a directive of YAML 1.1", text: "%YAML 1.1\n---\nkaart: proef\n", ["1:1 F0011"]),
        Self("a second document", text: card() + "---\nkaart: b\n", ["11:1 F0011"]),
    ]

    private static let depths = [
        Self("ten thousand brackets", text: `repeat`("[", 10_000), ["1:65 F0005"]),
        Self("ten thousand braces", text: `repeat`("{a: ", 10_000), ["1:257 F0005"]),
        Self("ten thousand dashes", text: `repeat`("- ", 10_000), ["1:129 F0005"]),
        Self("a million brackets", text: `repeat`("[", 1_000_000), ["1:65 F0005"]),
        Self(
            "more than a thousand blocks", text: lines(1_400) { `repeat`(" ", $0) + "a:\n" }, ["65:65 F0005"]),
        Self(
            "too deep a list in a card", text: card(more: "bronnen: " + `repeat`("[", 100) + "\n"),
            ["9:73 F0005"]),
    ]

    private static let sizes = [
        Self("a hundred MB", .bytes { [UInt8](repeating: 0x61, count: 100_000_000) }, ["1:1 F0004"]),
        Self("a gigabyte", .hole(1 << 30), ["1:1 F0004"]),
        Self("one byte too many", text: `repeat`("#", 1 << 20 + 1), ["1:1 F0004"]),
        Self(
            "as many keys as are read", text: "kaart: proef\n" + lines(24_990) { "k\($0): 1\n" },
            ["2:1 F0102", "3:1 F0102"],
            mayGoOn: true),
        Self("more of them", text: "kaart: proef\n" + lines(95_000) { "k\($0): 1\n" }, ["24999:9 F0004"]),
        Self(
            "two hundred thousand steps that are none",
            text: card(steps: "  [" + `repeat`("a,", 200_000) + "a]\n"), ["10:99948 F0004"]),
        Self(
            "sixteen thousand fields of which nothing is said",
            text: card(more: "gegevens:\n" + lines(16_000) { "  a\($0): {}\n" }), ["10:7 F0105"],
            mayGoOn: true),
        Self(
            "eight thousand empty texts on one line",
            text: card(more: "bronnen: [" + `repeat`("\"\",", 8_000) + "a]\n"), ["9:11 F0013"], mayGoOn: true),
        Self(
            "nine hundred terms, each counted from the step before",
            text: card(
                steps: "  - {stap: s0, titel: S, wie: kc}\n"
                    + lines(900) { "  - {stap: s\($0 + 1), titel: S, wie: kc, termijn: 2 weken na s\($0)}\n" }
            ),
            []),
        Self("a million keys", text: lines(1_000_000) { "k\($0): 1\n" }, ["1:1 F0004"]),
        Self("one text of a megabyte", text: card(title: `repeat`("a", 1_000_000)), []),
        Self("one word of a megabyte", text: `repeat`("a", 1_000_000) + ": 1", ["1:1000001 F0006"]),
        Self(
            "a megabyte of accents on one letter", text: card(title: "a" + `repeat`("\u{301}", 500_000)), []),
        Self("nothing at all", text: "", ["1:1 F0015"]),
        Self("only comments", text: `repeat`("# a\n", 250_000), ["1:1 F0015"]),
    ]

    // MARK: - Text that is no text, or not what it seems

    private static let encodings = [
        Self("a NUL", .bytes { Array("kaart: a\u{0}b\n".utf8) }, ["1:9 F0002"]),
        Self("a NUL written out", text: card(title: "\"a\\0b\""), ["2:8 F0002"]),
        Self("bytes that are no UTF-8", .bytes { Array("kaart: ".utf8) + [0xFF] }, ["1:8 F0001"]),
        Self("an overlong slash", .bytes { Array("kaart: ".utf8) + [0xC0, 0xAF] }, ["1:8 F0001"]),
        Self("half of a surrogate", .bytes { Array("kaart: ".utf8) + [0xED, 0xA0, 0x80] }, ["1:8 F0001"]),
        Self("half of a surrogate, written out", text: card(title: "\"\\uD800\""), ["2:11 F0006"]),
        Self("beyond Unicode", .bytes { Array("kaart: ".utf8) + [0xF5, 0x80, 0x80, 0x80] }, ["1:8 F0001"]),
        Self("UTF-16, little end first", .bytes { [0xFF, 0xFE] + utf16(bigEndian: false) }, ["1:4 F0002"]),
        Self("UTF-16, big end first", .bytes { [0xFE, 0xFF] + utf16(bigEndian: true) }, ["1:3 F0002"]),
        Self("UTF-16 without a mark", .bytes { utf16(bigEndian: false) }, ["1:2 F0002"]),
        Self("a mark of the order of bytes", text: "\u{FEFF}" + card(), []),
        Self("two of them", text: "\u{FEFF}\u{FEFF}" + card(), ["1:1 F0002"]),
        Self("an escape", text: card(title: "a\u{1B}[2Jb"), ["2:9 F0002"]),
        Self("an escape, written out", text: card(title: "\"a\\e[2Jb\""), ["2:8 F0002"]),
        Self("a control of the eighties", text: card(title: "a\u{9B}2Jb"), ["2:9 F0002"]),
        Self("a delete", text: card(title: "a\u{7F}b"), ["2:9 F0002"]),
    ]

    private static func utf16(bigEndian: Bool) -> [UInt8] {
        card().utf16.flatMap { unit in
            let bytes = [UInt8(unit & 0xFF), UInt8(unit >> 8)]
            return bigEndian ? bytes.reversed() : bytes
        }
    }

    private static let invisible = [
        Self("a turn of direction in a title", text: card(title: "a\u{202E}b"), ["2:9 F0002"]),
        Self("a turn of direction, written out", text: card(title: "\"a\\u202Eb\""), ["2:8 F0002"]),
        Self("an isolate in an id", text: card(id: "pro\u{2066}ef"), ["1:11 F0002"]),
        Self("a turn of direction in a comment", text: card(more: "# a\u{202E}b\n"), ["9:4 F0002"]),
        Self("a space without width", text: card(title: "a\u{200B}b"), ["2:9 F0002"]),
        Self("a joiner in a word", text: card(more: "tit\u{200D}el: x\n"), ["9:1 F0102"]),
        Self("a soft hyphen", text: card(title: "a\u{AD}b"), ["2:9 F0002"]),
        Self("a letter without ink", text: card(title: "a\u{3164}b"), ["2:9 F0002"]),
        Self("tags in a title", text: card(title: "a\u{E0041}b"), ["2:9 F0002"]),
        Self("a separator of lines", text: card(title: "a\u{2028}b"), ["2:9 F0002"]),
        Self("a separator of lines, written out", text: card(title: "\"a\\Lb\""), ["2:8 F0002"]),
        Self("a next line", text: card(title: "a\u{85}b"), ["2:9 F0002"]),
        Self("a hard space to indent with", text: card(steps: "\u{A0} - {stap: doen}\n"), ["10:1 F0003"]),
        Self("a hard space in a title", text: card(title: "a\u{A0}b"), ["2:9 F0003"]),
        Self("a hard space in a word", text: card(more: "gel\u{A0}dig: x\n"), ["9:1 F0102", "9:4 F0003"]),
    ]

    private static let twins = [
        Self("a word twice", text: card(more: "titel: x\n"), ["9:1 F0012"]),
        Self("a word twice, once in quotes", text: card(more: "\"titel\": x\n"), ["9:1 F0012"]),
        Self("a word twice, once with a capital", text: card(more: "Titel: x\n"), ["9:1 F0012"]),
        Self(
            "the same word in both ways to write an accent",
            text: card(
                more:
                    "gegevens:\n  caf\u{E9}: {titel: T, soort: tekst}\n  cafe\u{301}: {titel: T, soort: tekst}\n"
            ),
            ["10:3 F0106", "11:3 F0012"]),
        Self(
            "outcomes that differ by a capital",
            text: card(steps: "  - {stap: doen, titel: D, wie: kc, uitkomsten: {ja: verder, Ja: verder}}\n"),
            ["10:62 F0012"]),
        Self(
            "answers that differ by a capital",
            text: card(
                more: "gegevens:\n  a: {titel: A, soort: keuze, opties: [ja, Ja]}\n",
                steps: "  - {stap: doen, titel: D, wie: kc, vul_in: [a]}\n"), ["10:44 F0201"]),
    ]

    private static let strange = [
        Self("a quote that stays open", text: card(title: "\"open"), ["2:8 F0007"]),
        Self("a single quote that stays open", text: card(title: "'open"), ["2:8 F0007"]),
        Self(
            "a quote open in a megabyte of lines", text: "kaart: \"" + `repeat`("a\n", 500_000), ["1:8 F0007"]
        ),
        Self("a list as a key", text: card(more: "? [a, b]\n: x\n"), ["9:3 F0105"]),
        Self("Norway as a title", text: card(title: "no", purpose: "on"), []),
        Self("a time and a number as texts", text: card(title: "12:30", purpose: "0012"), []),
        Self("a tilde and a day that is none as texts", text: card(title: "~", purpose: "2026-02-30"), []),
        Self("a number of science as a text", text: card(title: "1e3", purpose: "0x1F"), []),
        Self(
            "yes where ja should stand", text: card(more: "verborgen: yes\n"), ["9:12 F0108"]),
        Self(
            "a number that fits nowhere", text: card(more: "termijn: 99999999999999999999 weken\n"),
            ["9:10 F0111"]),
        Self("a very large number of weeks", text: card(more: "termijn: 999999999 weken\n"), ["9:10 F0111"]),
    ]

    // MARK: - Paths

    private static let paths = [
        Self("an id that goes up", text: card(id: "../x"), ["1:8 F0106"]),
        Self("an id with a slash", text: card(id: "a/b"), ["1:8 F0106"]),
        Self("an id that goes up under a stroke", text: card(id: "..\u{338}/x"), ["1:8 F0106"]),
        Self("an id of a device", at: "kaarten/CON.yaml", text: card(id: "CON"), ["1:8 F0106"]),
        Self("an id that ends in a dot", at: "kaarten/proef..yaml", text: card(id: "proef."), ["1:8 F0106"]),
        Self(
            "an id that ends in a space", at: "kaarten/proef .yaml", text: card(id: "\"proef \""),
            ["1:8 F0106"]),
        Self("a very long id", text: card(id: `repeat`("x", 100_000)), ["1:8 F0106"]),
        Self("another name than the file", text: card(id: "anders"), ["1:8 F0107"]),
        Self(
            "a card of another folder called",
            text: card(steps: "  - {stap: doen, titel: D, kaart: ../../etc/passwd}\n"), ["10:35 F0106"]),
    ]

    private static let doors = [
        Self("a pipe", .pipe, ["1:1 F0602"]),
        Self("a device without end", .link("/dev/zero"), ["1:1 F0602"]),
        Self("a link out of the folder", .link("/etc/passwd"), ["1:1 F0602"]),
        Self("a link to itself", .link("proef.yaml"), ["1:1 F0602"]),
        Self("a folder with the name of a card", .folder, ["1:1 F0602"]),
    ]

    // MARK: - Cards that are hard to prove

    private static let proofs = [
        Self(
            "six thousand steps",
            text: card(steps: lines(6_000) { "  - {stap: s\($0), titel: T, wie: kc}\n" }),
            ["1:8 F0310"]),
        Self(
            "a circle of calls", text: card(steps: "  - {stap: doen, titel: D, kaart: proef}\n"),
            ["1:8 F0303", "10:12 F0709"]),
        Self(
            "2^40 ways through choices",
            text: asking(
                fields: 40, options: 3,
                steps: lines(40) {
                    """
                      - {stap: k\($0), titel: K, kies: [{als: {f\($0): o0}, naar: a\($0)}, {anders: b\($0)}]}
                      - {stap: a\($0), titel: A, wie: kc, daarna: k\($0 + 1)}
                      - {stap: b\($0), titel: B, wie: kc}

                    """
                } + "  - {stap: k40, titel: K, wie: kc}\n"), []),
        Self(
            "conditions on twenty fields with fifty options",
            text: asking(
                fields: 20, options: 50,
                steps: "  - stap: k\n    titel: K\n    kies:\n"
                    + lines(60) { row in
                        let tests = (0..<20).map { field in
                            "f\(field): ["
                                + (0..<25).map { "o\(($0 * 2 + row + field) % 50)" }.joined(separator: ", ")
                                + "]"
                        }
                        return "      - {als: {\(tests.joined(separator: ", "))}, naar: voltooid}\n"
                    }), ["32:11 F0310"]),
        Self(
            "a thousand steps that lead anywhere",
            text: card(
                steps: lines(999) {
                    "  - {stap: s\($0), titel: T, wie: kc, uitkomsten: {a: s\($0 * 7 % 999), b: s\(($0 * 31 + 5) % 999), c: verder}}\n"
                }), [], mayGoOn: true),
    ]

    // MARK: - Other files

    private static let others = [
        Self(
            "a school of aliases", at: "school.yaml", text: "school: &a school\nnaam: *a\n", ["1:9 F0008"]),
        Self(
            "a school with four thousand roles", at: "school.yaml",
            text: "school: school\nnaam: S\nrollen:\n" + lines(4_000) { "  r\($0): {titel: t}\n" }
                + "medewerkers:\n  a: {naam: A, rollen: [" + lines(29_000) { "r\($0 % 8_000), " } + "r0]}\n",
            ["4005:26915 F0206", "4005:26922 F0206"],
            mayGoOn: true),
        Self(
            "a school year of ten thousand years", at: "schooljaren/2026-2027.yaml",
            text: year(first: "0001-01-01", last: "9999-12-31"), ["4:13 F0503", "5:14 F0503"]),
        Self(
            "a school year out of the calendar", at: "schooljaren/2026-2027.yaml",
            text: year(first: "99999-08-01", last: "100000-07-31"), ["4:13 F0112", "5:14 F0112"]),
        Self(
            "a school year with ten thousand days off", at: "schooljaren/2026-2027.yaml",
            text: year(
                more: lines(6_000) {
                    "  - {naam: V\($0), eerste_dag: 2026-09-01, laatste_dag: 2027-06-30}\n"
                }), [],
            mayGoOn: true),
        Self(
            "a scenario of a card elsewhere", at: "scenarios/s.yaml",
            text:
                "scenario: s\nkaart: ../../etc/passwd\ntitel: T\nbegin: 2026-09-07\ngebeurt: [{verwacht_open: []}]\n",
            ["1:1 F0104", "2:8 F0106", "2:8 F0701"]),
        Self(
            "a scenario that goes on for ever", at: "scenarios/s.yaml",
            text:
                "scenario: s\nkaart: meldcode\ntitel: T\nbegin: 2026-09-07\nleerling: {leeftijd: 9}\ngebeurt:\n"
                + lines(7_000) { _ in "  - {na: 9999 jaar, verwacht_open: []}\n" },
            ["7:10 F0111", "8:10 F0111"], mayGoOn: true),
        Self(
            "an ambition card that is a list", at: "ambitie.yaml", text: "- ambitiekaart: ambitie\n",
            ["1:1 F0101"]),
    ]

    private static func year(first: String = "2026-08-01", last: String = "2027-07-31", more: String = "")
        -> String
    {
        "schooljaar: 2026-2027\nregio: Noord\nbron: Verzonnen.\neerste_dag: \(first)\nlaatste_dag: \(last)\nvakanties:\n"
            + "  - {naam: Zomervakantie, eerste_dag: 2026-07-04, laatste_dag: 2026-08-16}\n"
            + "  - {naam: Zomervakantie, eerste_dag: 2027-07-10, laatste_dag: 2027-08-22}\n" + more
    }
}
