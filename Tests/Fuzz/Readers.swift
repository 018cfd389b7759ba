import CardEngine
import CardLanguage
import CaseStore
import Casework
import Foundation
import SchoolTime

/// Each reader with what must hold of it, beside that it comes to an end.
enum Readers {
    /// What ships: what a card or scenario names is looked up there.
    private static let shelf: Shelf = {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let shelf = Shelf(CardFolder(path: root.appending(path: "Kwaliteitskaarten").path))
        hold(shelf.school != nil && !shelf.cards.isEmpty, "what ships can't be read")
        return shelf
    }()
    private static let plannedNames = shelf.calendar.plannedNames
    private static let cards: [CardID: Card?] = shelf.cards.mapValues(\.card)

    static func card(_ bytes: [UInt8]) {
        let source = SourceText(name: "proef.yaml", bytes: bytes)
        let read = judged(source)
        guard case .card? = read.value else { return }
        hold(ReadFile.archivedCard(source) != nil, "a card that is read can't be read back from the archive")
    }

    static func school(_ bytes: [UInt8]) { _ = judged(SourceText(name: "proef.yaml", bytes: bytes)) }

    static func year(_ bytes: [UInt8]) {
        guard case .schoolYear(let year)? = judged(SourceText(name: "2026-2027.yaml", bytes: bytes)).value
        else {
            return
        }
        // Whatever is read can be counted with.
        let calendar = SchoolCalendar(years: [year])
        hold(calendar.plannedNames == calendar.plannedNames, "the names of a year change")
    }

    static func scenario(_ bytes: [UInt8]) { _ = judged(SourceText(name: "proef.yaml", bytes: bytes)) }

    /// The findings are in order, in the text and the same twice; what has errors has no value.
    private static func judged(_ source: SourceText) -> ReadFile {
        func read() -> ReadFile {
            ReadFile.read(source, school: shelf.school, plannedNames: plannedNames, cards: cards)
        }
        let first = read()
        let second = read()
        hold(first.diagnostics == second.diagnostics && first.value == second.value, "not the same twice")
        hold(first.diagnostics.hasErrors == (first.value == nil), "errors and a value, or neither")
        let widths = source.lines.map(\.unicodeScalars.count)
        func isInside(_ place: SourcePosition, _ room: Int = 1) -> Bool {
            widths.indices.contains(place.line - 1)
                && (1...widths[place.line - 1] + room).contains(place.column)
        }
        var last = SourcePosition.start
        for finding in first.diagnostics {
            hold(last <= finding.range.start, "out of order: \(finding)")
            last = finding.range.start
            for range in [finding.range] + finding.notes.map(\.range) {
                // What is missing at the end of a line is shown in the column behind it.
                hold(isInside(range.start) && isInside(range.end, 2), "outside the text: \(finding)")
                hold(range.start <= range.end, "the wrong way round: \(finding)")
            }
            hold([".", "?", "`"].contains(finding.message.last), "no sentence: \(finding)")
        }
        return first
    }

    /// A moment that is read is written as a text that means the same.
    static func moment(_ bytes: [UInt8]) {
        let text = String(decoding: bytes, as: UTF8.self)
        guard let moment = term(text) else { return }
        let written = MomentText.text(of: moment)
        hold(term(written) == moment, "'\(written)' is another moment")
    }

    private static func term(_ text: String) -> Moment? {
        let quoted = String(decoding: text.utf8.flatMap { $0 == 0x27 ? [0x27, 0x27] : [$0] }, as: UTF8.self)
        let card = """
            kaart: proef
            titel: T
            versie: 1
            status: concept
            betreft: leerling
            eigenaar: kc
            doel: D
            start: [{handmatig: [kc]}]
            gegevens: {gesprek: {titel: G, soort: datum}}
            stappen:
              - {stap: doen, titel: Doen, wie: kc, vul_in: [gesprek]}
              - {stap: af, titel: Af, wie: kc, termijn: '\(quoted)'}
            """
        let source = SourceText(name: "proef.yaml", text: card)
        guard case .card(let read)? = judged(source).value else { return nil }
        return read.steps.last?.terms.term
    }

    /// A table that is read is written as a text that reads the same.
    static func csv(_ bytes: [UInt8]) {
        let text = String(decoding: bytes, as: UTF8.self)
        _ = try? CSVTable(text, mayBeRagged: true)
        _ = try? TableKind(text)
        guard let table = try? CSVTable(text) else { return }
        let written = CSVTable.written(
            columns: table.columns, rows: table.rows.map { $0.cells.map { CSVTable.Cell.text($0) } })
        guard let again = try? CSVTable(written) else { fatalError("what was written can't be read") }
        hold(exact(again.columns) == exact(table.columns), "other columns")
        hold(again.rows.map { exact($0.cells) } == table.rows.map { exact($0.cells) }, "other cells")
    }

    /// Byte for byte, for two ways to write an accent are equal as texts.
    private static func exact(_ texts: [String]) -> [[UInt8]] { texts.map { Array($0.utf8) } }

    /// An event that is read back is written as bytes that read the same. After a `C` comes the personal part of one.
    static func event(_ bytes: [UInt8]) {
        guard let salt = Salt(bytes: [UInt8](repeating: 7, count: Salt.byteCount)) else { return }
        let isContent = bytes.first == UInt8(ascii: "C")
        let content = isContent ? StoredContent(salt: salt.bytes, body: Array(bytes.dropFirst())) : nil
        let body = content.map { envelope(around: Digest.of($0.salt + $0.body).hexadecimal) } ?? bytes
        guard let object = try? JSONSerialization.jsonObject(with: Data(body)) as? [String: Any],
            let id = object["case"] as? String, let number = object["number"] as? Int
        else { return }
        let entry = StoredEntry(
            position: 1, caseID: CaseID(id), number: number, body: body,
            hash: Digest.of(Digest.origin.bytes + body).bytes, content: content)
        guard let decoded = EventCoding.decode(entry, after: .origin) else { return }
        guard
            let again = EventCoding.entry(
                for: decoded.event, of: decoded.caseID, number: decoded.number, after: .origin, salt: { salt }
            )
        else { fatalError("an event that is read can't be stored") }
        hold(EventCoding.decode(again, after: .origin)?.event == decoded.event, "another event")
    }

    private static func envelope(around hash: String) -> [UInt8] {
        Array(
            """
            {"actor":"jansen","case":"t-1","content":"\(hash)","day":"2026-11-24","fact":{"data":{"doneOn":"2026-11-23",\
            "filled":["vraag"],"outcome":"gereed","step":"bespreken","visit":1},"type":"step-completed"},"format":1,\
            "number":1,"time":"2026-11-24T19:35:00+01:00"}
            """.utf8)
    }
}
