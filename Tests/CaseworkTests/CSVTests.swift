import CardEngine
import Casework
import Testing

/// The one reader and the one writer of tables.
@Suite("Tables")
struct CSVTests {
    /// Signs that mean something to a spreadsheet, to our reader, or to nobody.
    private static let signs = [
        "=", "+", "-", "@", "\t", "\r", "\n", "\0", "\u{FF1D}", "\u{FF0B}", "\u{FF0D}", "\u{FF20}", "'", "\"",
        ";", ",",
        "\u{301}", "\u{FEFF}", "\u{2028}", "\u{85}", "\u{202E}", " ", "a", "7,5", "1-2-2026",
        "\u{1F468}\u{200D}\u{1F469}",
    ]

    @Test("what is written is read back as it was, whatever it holds", arguments: [UInt64(1), 20_261_125])
    func roundTrip(seed: UInt64) throws {
        print("seed \(seed)")
        var generator = SeededGenerator(seed: seed)
        for _ in 0..<500 {
            let width = Int.random(in: 1...4, using: &generator)
            let texts = (0..<Int.random(in: 1...5, using: &generator)).map { _ in
                (0..<width).map { _ in
                    (0..<Int.random(in: 0...5, using: &generator)).map { _ in
                        Self.signs.randomElement(using: &generator) ?? ""
                    }.joined()
                }
            }
            // A row without anything in it is a blank line, and none.
            let rows = texts.filter { $0 != [""] }
            let columns = ["nr"] + (1..<width).map { "k\($0)" }
            let written = CSVTable.written(columns: columns, rows: rows.map { $0.map { .text($0) } })
            let read = try CSVTable(written)
            #expect(read.columns == columns)
            #expect(scalars(read.rows.map(\.cells)) == scalars(rows), "\(written.debugDescription)")
        }
    }

    @Test(
        "no text that was typed begins as a formula does, judged by scalar",
        arguments: [
            "=1+1", "+1", "-1", "@x", "\tx", "\rx", "\nx", "\0x", "\u{FF1D}1", "\u{FF0B}1", "\u{FF0D}1",
            "\u{FF20}x",
            "=\u{301}1", "'=1",
        ])
    func guarded(text: String) throws {
        let written = CSVTable.written(columns: ["a"], rows: [[.text(text)]])
        let cell = written.unicodeScalars.drop { $0 != "\n" }.dropFirst().drop { $0 == "\"" }
        #expect(cell.first == "'")
        #expect(scalars([try CSVTable(written).rows[0].cells]) == scalars([[text]]))
    }

    @Test("a number that we wrote stays one, and a text that only looks odd stays itself")
    func plain() {
        let written = CSVTable.written(
            columns: ["a", "b"],
            rows: [[.plain("-7,5"), .text("'s ochtends")], [.text("x;y"), .text("\"")]])
        #expect(written == "\u{FEFF}a;b\r\n\"-7,5\";'s ochtends\r\n\"x;y\";\"\"\"\"\r\n")
    }

    @Test(
        "a day between slashes counts where it is one day, or the table shows that the day comes first",
        arguments: [
            (["3/4/2015"], [2]), (["3/4/2015", "25/4/2015"], []), (["3/4/2015", "4/25/2015"], [2]),
            (["3/4/2015", "25/4/2015", "4/25/2015"], [2]),
            (["4/4/2015", "31/2/2015x", "1/2/15", "3-4-2015"], []),
            (["25/4/2015", "1/12/2014"], []), ([" 01/12/2014 ", "a", "2/1/2014"], [2, 4]),
        ])
    func slashedDays(cells: [String], doubtful: [Int]) throws {
        func lines() throws -> [Int] {
            do {
                try CSVTable((["dag"] + cells).joined(separator: "\n"), mayBeRagged: true).checkDays { _ in
                    { _ in true }
                }
                return []
            } catch CaseworkFailure.doubtfulDay(let line, _, let days) {
                #expect(days.count == 2)
                return [line]
            } catch CaseworkFailure.atSteps(let failures) {
                return failures.compactMap { if case .doubtfulDay(let line, _, _) = $0 { line } else { nil } }
            }
        }
        #expect(try lines() == doubtful)
    }

    @Test(
        "a last row that stops in the midst is one that was cut off; a spreadsheet leaves out what is empty, and ends its line",
        arguments: [
            ("nr;wat;hoe\n1;ma;-3\n2;di", true), ("nr;wat;hoe\n1;ma;-3\n2;di\n", false),
            ("nr;wat;hoe\r\n1;ma\r\n2;di;-3", false), ("nr;wat;hoe;;\n1;ma;-3", false),
        ])
    func cutOff(text: String, isCutOff: Bool) throws {
        let cut = CaseworkFailure.notACSV(.cutOff(line: 3))
        if isCutOff {
            #expect(throws: cut) { try CSVTable(text, mayBeRagged: true) }
        } else {
            #expect(try CSVTable(text, mayBeRagged: true).rows.allSatisfy { $0.cells.count == 3 })
        }
    }

    private func scalars(_ rows: [[String]]) -> [[[UInt32]]] {
        rows.map { $0.map { $0.unicodeScalars.map(\.value) } }
    }
}
