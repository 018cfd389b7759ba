import CardEngine
import Documents
import SchoolTime
import Testing

/// The page of a card, on paper and on a screen.
@Suite("Page of a card")
struct PageTests {
    private static let day = Day(number: 20_782)

    @Test("as text")
    func text() throws {
        let lines = PlainText(CardPage(try Cards.everything())) { $0 }.lines
        try expect(lines.joined(separator: "\n") + "\n", isGolden: "alles.txt")
    }

    @Test("as a page to print")
    func page() throws {
        try expect(HTMLPage(try Cards.everything(), on: Self.day).text.raw, isGolden: "alles.html")
    }

    @Test("what counts from placement says so: after a temporary one that is not the first day at school")
    func placement() throws {
        let wording = try #require(Cards.all.first { $0.file == "kaarten/opp-vaststellen.yaml" }).wording
        #expect(HTMLPage(wording, on: Self.day).text.raw.contains("6 weken na de plaatsing"))
    }

    @Test("every step is in the text and in the table, and no line is longer than 80", arguments: Cards.names)
    func isComplete(file: String) throws {
        let wording = try #require(Cards.all.first { $0.file == file }).wording
        let lines = PlainText(CardPage(wording)) { $0 }.lines
        for line in lines { #expect(line.unicodeScalars.count <= 80, "\(line)") }
        let rows = try MarkupScan(HTMLPage(wording, on: Self.day).text.raw).texts(of: "th", with: "rowheader")
        for place in wording.card.steps.indices {
            let number = wording.number(of: place)
            #expect(lines.contains { $0.drop { $0 == " " }.hasPrefix(number + "  ") })
            #expect(rows.contains(number))
        }
        #expect(
            Set(wording.card.steps.indices.map { wording.number(of: $0) }).count == wording.card.steps.count)
    }

    @Test("a page needs nothing else and runs nothing", arguments: Cards.names)
    func isAlone(file: String) throws {
        let wording = try #require(Cards.all.first { $0.file == file }).wording
        let page = HTMLPage(wording, on: Self.day).text.raw
        let scan = try MarkupScan(page)
        #expect(scan.isOnlyOurs, "\(scan.strange)")
        #expect(page.contains("<html lang=\"nl\">"))
        // Who opens it needs not take our word for it: the browser is told before anything else.
        let policy = try #require(scan.elements.first { $0.attributes["http-equiv"] != nil })
        #expect(policy.attributes["http-equiv"] == "Content-Security-Policy")
        let content = try #require(policy.attributes["content"])
        #expect(
            content.split(separator: ";").map { $0.drop { $0 == " " } } == [
                "default-src 'none'", "style-src 'unsafe-inline'", "base-uri 'none'", "form-action 'none'",
            ])
        #expect(
            scan.elements.prefix { $0.attributes["http-equiv"] == nil }.map(\.name) == [
                "html", "head", "meta",
            ])
        for word in ["<script", "http:", "https:", "@import", "src=", "style="] {
            #expect(!page.replacing("http://www.w3.org/2000/svg", with: "").contains(word))
        }
    }
}
