import CardEngine
import Documents
import Foundation
import SchoolTime
import Testing

/// Texts that break things, in every place of a card where somebody can write.
@Suite("Nasty texts on a page")
struct NastyTextTests {
    private static let day = Day(number: 20_782)

    static let corpus: [String] = {
        let file = Cards.tests.appending(path: "KaartTests/Corpus/nasty-strings.txt")
        let text = (try? String(contentsOf: file, encoding: .utf8)) ?? ""
        let strings = text.split(separator: "\n").compactMap {
            try? JSONSerialization.jsonObject(with: Data($0.utf8), options: .fragmentsAllowed) as? String
        }
        // What could end an element, an attribute, a style or a drawing.
        return strings + [
            "</style><script>alert(1)</script>", "\"; } body { display: none } @import 'x",
            "\\\" \\41 */ } <!--",
            "</title></svg></desc>", "\" onload=\"alert(1)", "' onload='alert(1)", "]]>", "<![CDATA[", "-->",
            "&lt;b&gt; &amp; &#60;", "<\u{301}script>", "\"\u{301}>", "&\u{301}lt;", "\u{1B}[2J",
            "\u{202E}omgekeerd",
            // What would run or load if a document became a link.
            "javascript:alert(1)", "JaVaScRiPt:alert(1)", "java\tscript:alert(1)", "vbscript:x",
            "//elders.example/x",
            "data:text/html,<script>alert(1)</script>", "file:///etc/passwd",
            "https://elders.example/?\"><img src=x>",
            "url(javascript:alert(1))",
        ]
    }()

    @Test("the corpus is read")
    func corpusIsRead() { #expect(Self.corpus.count > 60) }

    @Test("no text gets out of its place", arguments: corpus)
    func escapes(text: String) throws {
        let page = HTMLPage(Self.wording(text), on: Self.day).text.raw
        let plain = HTMLPage(Self.wording("x"), on: Self.day).text.raw
        let scan = try MarkupScan(page)
        #expect(scan.isOnlyOurs, "\(scan.strange)")
        // Lines may be wrapped elsewhere; all else is built as it is with a plain text.
        let isDrawn = { (name: String) in ["text", "li", "dd", "path"].contains(name) }
        let ours = try MarkupScan(plain).elements.map(\.name).filter { !isDrawn($0) }
        #expect(
            text.unicodeScalars.contains { $0 != " " && $0 != "\n" && $0 != "\r" }
                ? scan.elements.map(\.name).filter { !isDrawn($0) } == ours : true)
        // A document is a text: nothing leads out of the page, whatever is written.
        #expect(scan.elements.allSatisfy { $0.attributes["href"].map { $0.hasPrefix("#") } ?? true })
        let allowed: (Unicode.Scalar) -> Bool = { $0 == "\n" || !$0.isTreacherous }
        #expect(page.unicodeScalars.allSatisfy(allowed))
        // The style sheet holds one style and nothing that ends it.
        let styles = scan.texts.filter { $0.element >= 0 && scan.elements[$0.element].name == "style" }
        #expect(styles.count == 1)
        #expect(styles[0].text.count { $0 == "{" } == styles[0].text.count { $0 == "}" })
        // What is read is what was written, with what can't be seen made visible.
        let shown = Self.bare(Self.shown(text, noncharacters: true))
        #expect(shown.isEmpty || Self.bare(scan.everything).contains(shown), "\(shown)")
    }

    @Test("lines of text stay within their width and show what can't be seen", arguments: corpus)
    func lines(text: String) {
        let lines = PlainText(CardPage(Self.wording(text))) { $0.visible }.lines
        for line in lines {
            #expect(line.unicodeScalars.allSatisfy { !$0.isTreacherous })
            #expect(line.unicodeScalars.count { $0.properties.generalCategory != .nonspacingMark } <= 80)
        }
        let shown = Self.bare(Self.shown(text))
        #expect(shown.isEmpty || Self.bare(lines.joined()).contains(shown))
    }

    @Test("a page for a judge who knows HTML better than we do")
    func judged() throws {
        // A few of each kind: the whole corpus would make a page of megabytes.
        let texts = Self.corpus.filter { $0.unicodeScalars.count < 200 }
        let pages = HTMLPage(Self.wording(texts.joined(separator: " ")), on: Self.day).text.raw
        try expect(pages, isGolden: "gemeen.html")
    }

    /// On one line, made visible; a page can't hold noncharacters.
    private static func shown(_ text: String, noncharacters: Bool = false) -> String {
        let line = text.unicodeScalars.split { $0 == "\n" || $0 == "\r" }.map { String(Substring($0)) }
            .joined(separator: " ").visible
        return line.unicodeScalars.reduce(into: "") { shown, scalar in
            if noncharacters, scalar.properties.isNoncharacterCodePoint {
                shown += scalar.visibleEscape
            } else {
                shown.unicodeScalars.append(scalar)
            }
        }
    }

    /// Without spaces, which wrapping moves.
    private static func bare(_ text: String) -> String {
        var bare = String.UnicodeScalarView()
        bare.append(contentsOf: text.unicodeScalars.filter { $0 != " " && $0 != "\n" })
        return String(bare)
    }

    /// A card with that text wherever somebody can write one.
    private static func wording(_ text: String) -> CardWording {
        let kc: RoleID = "kc"
        let task = Step(
            id: "een", title: text, explanation: text, documents: [text],
            condition: .test(.field("veld"), .oneOf([.choice(text)])),
            kind: .task(
                TaskStep(
                    performers: .roles([kc]), required: ["veld"], checklist: [text],
                    disclosure: Disclosure(recipient: kc, fields: ["veld"], ground: .law(text)))),
            outcomes: [
                Outcome(name: text, target: .step(1)),
                Outcome(name: text + "!", target: .end(0), required: ["veld"]),
            ], next: .step(1))
        let block = Step(
            id: "twee", title: text,
            kind: .parallel(
                ParallelStep(branches: [
                    Branch(id: "a", title: text, list: 1), Branch(id: "b", title: text, list: 2),
                ])), outcomes: [Outcome(name: "gereed", target: .end(0))], next: .end(0))
        let inner = (0..<4).map { index in
            Step(
                id: StepID("in-\(index)"), title: text, kind: .task(TaskStep(performers: .roles([kc]))),
                outcomes: [Outcome(name: text, target: .branchDone)],
                next: index % 2 == 0 ? .step(index + 3) : .branchDone, list: 1 + index / 2)
        }
        let school = School(
            id: "school", name: text, timeZone: "Europe/Amsterdam", roles: [Role(id: kc, title: text)],
            groups: [],
            staff: [])
        let card = Card(
            id: "kaart", title: text, version: 1, status: .draft, subject: .pupil, owner: kc, purpose: text,
            legalBasis: [text], sources: [text], startRules: [.manual([kc])], retention: text,
            fields: [Field(id: "veld", title: text, kind: .choice([text]))], steps: [task, block] + inner,
            lists: [
                StepList(steps: [0, 1], block: nil), StepList(steps: [2, 3], block: 1),
                StepList(steps: [4, 5], block: 1),
            ],
            ends: [End(id: "einde", title: text, countsAs: .completed)],
            interrupts: [Interrupt(.person(outcome: text, performers: [kc]), target: .end(0))],
            norms: [Norm(title: text, measure: .outcome("een", text), minimum: .share(Number(90)))],
            changes: [CardChange(version: 1, text: text)])
        return CardWording(card, school: school)
    }
}
