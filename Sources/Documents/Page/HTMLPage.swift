import CardEngine
public import SchoolTime

/// The page of a card as one HTML file: nothing outside it is needed, nothing in it runs, and the
/// browser is told so.
public struct HTMLPage: Sendable {
    /// The whole file.
    public let text: HTMLText

    /// The page of a card as it is on a day.
    public init(_ wording: CardWording, on day: Day) {
        let page = CardPage(wording)
        let name = (page.school.map { "\($0) · " } ?? "") + page.title
        let date = day.dutchDate
        let diagram = Diagram(wording)
        text = """
            <!DOCTYPE html>
            <html lang="nl">
            <head>
            <meta charset="utf-8">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>\(page.title) (\(page.shortVersion))</title>
            <style>
            \(StyleSheet.text)
            @page {
            @bottom-left { content: \(style: name); width: 55%; }
            @bottom-right { content: \(style: "\(page.shortVersion) · \(date)") " · bladzijde " counter(page) " van " counter(pages); }
            }
            </style>
            </head>
            <body>
            <main>
            <header>
            <p class="soort">Kwaliteitskaart\(page.school.map { " · \($0)" } ?? "")</p>
            <h1>\(page.title)</h1>
            <p class="versie">\(page.version.capitalised)<a href="#loop"> · tekening van de loop</a></p>
            </header>
            \(Self.facts(page))
            <section aria-labelledby="stappen">
            <h2 id="stappen">De stappen</h2>
            \(Self.steps(page))
            </section>
            \(page.sections.enumerated().map { Self.section($0.element, number: $0.offset + 1) }.joined("\n"))
            \(Self.drawing(diagram, of: wording))
            </main>
            <footer class="voet\(Self.paper(of: diagram))"><p>\(name) · \(page.version)<br>Deze bladzijde is gemaakt op \(date).</p></footer>
            </body>
            </html>

            """
    }

    private static func facts(_ page: CardPage) -> HTMLText {
        let rows = page.facts.map { note -> HTMLText in
            "<div><dt>\(note.label)</dt>\(elements("dd", note.lines))</div>"
        }
        return "<dl class=\"kop\">\n\(rows.joined("\n"))\n</dl>"
    }

    /// An element for each of these texts.
    private static func elements(_ name: HTMLText, _ texts: [String]) -> HTMLText {
        texts.map { text -> HTMLText in "<\(name)>\(text)</\(name)>" }.joined()
    }

    // MARK: - The drawing

    private static func drawing(_ diagram: Diagram, of wording: CardWording) -> HTMLText {
        let count = wording.card.steps.count
        let svg = diagram.svg(
            title: "De loop van ‘\(wording.card.title.onOneLine)’",
            description:
                "Stroomschema van boven naar beneden, met \(count) \(count == 1 ? "stap" : "stappen"). "
                + "Dezelfde stappen en wegen staan in de tabel met de stappen.")
        return """
            <section aria-labelledby="loop" class="loop\(paper(of: diagram))">
            <h2 id="loop">De loop</h2>
            <figure>
            <div class="tekening" role="region" aria-labelledby="loop" tabindex="0">
            \(svg)
            </div>
            <figcaption>\(legend(diagram))</figcaption>
            </figure>
            </section>
            """
    }

    /// The class that says on which paper it goes, and what stands below it.
    private static func paper(of diagram: Diagram) -> HTMLText {
        switch diagram.paper {
        case .plain: ""
        case .wide: " breed"
        case .lying: " liggend"
        }
    }

    /// What the forms mean, of those that are there.
    private static func legend(_ diagram: Diagram) -> HTMLText {
        let shapes = Set(diagram.boxes.map(\.shape)).union([.task])
        var shown = Diagram.Shape.allCases.filter(shapes.contains).compactMap(\.meaning)
        if diagram.arrows.contains(where: \.isBack) { shown.append("streepjeslijn: terug naar eerder") }
        let goesOn: HTMLText =
            diagram.sheets.count > 1
            ? " <span class=\"op-papier\">Op papier gaan de lijnen op de volgende bladzijde op dezelfde plaats verder.</span>"
            : ""
        return "\(shown.joined(separator: "; ").capitalised)." + goesOn
    }

    // MARK: - Tables

    private static func steps(_ page: CardPage) -> HTMLText {
        let heads = ["Nr", "Wat", "Wie", "Wanneer", "Uitkomst en vervolg"]
        let rows = page.steps.map { step -> HTMLText in
            let extra = [step.kind, step.phase].compactMap { $0 }.joined(separator: "; ")
            let kind: HTMLText = extra.isEmpty ? "" : " <span class=\"stapsoort\">(\(extra))</span>"
            let notes = step.notes.map { note -> HTMLText in
                "<div><dt>\(note.label)</dt>\(elements("dd", note.lines))</div>"
            }
            let list: HTMLText = notes.isEmpty ? "" : "<dl>\(notes.joined())</dl>"
            let level: HTMLText = step.depth > 0 ? " class=\"binnen\"" : ""
            return """
                <tr role="row"\(level)><th role="rowheader" scope="row">\(step.number)</th>\
                <td role="cell" data-kop="\(heads[1])"><strong>\(step.title)</strong>\(kind)\(list)</td>\
                \(cell(step.who, heads[2]))\(cell(step.when, heads[3]))\(cell(step.ways, heads[4]))</tr>
                """
        }
        return table(heads, rows, label: "stappen", kind: "stappen")
    }

    private static func cell(_ lines: [String], _ head: String) -> HTMLText {
        let text: HTMLText =
            lines.count > 1 ? "<ul>\(elements("li", lines))</ul>" : "\(lines.first ?? "")"
        return "<td role=\"cell\" data-kop=\"\(head)\">\(text)</td>"
    }

    private static func section(_ section: CardPage.Section, number: Int) -> HTMLText {
        let id: HTMLText = "deel-\(number)"
        let content: HTMLText
        if section.isList {
            content = "<ul>\(elements("li", section.rows.map { $0[0] }))</ul>"
        } else {
            let rows = section.rows.map { row -> HTMLText in
                let cells = zip(section.columns, row).dropFirst().map { cell([$0.1], $0.0) }
                return """
                    <tr role="row"><th role="rowheader" scope="row">\(row[0])</th>\(cells.joined())</tr>
                    """
            }
            content = table(section.columns, rows, label: id, kind: "gegevens")
        }
        return
            "<section aria-labelledby=\"\(id)\">\n<h2 id=\"\(id)\">\(section.title)</h2>\n\(content)\n</section>"
    }

    /// Roles are said as well: on a narrow screen the rows are no table any more for who looks, and still are for who listens.
    private static func table(_ heads: [String], _ rows: [HTMLText], label: HTMLText, kind: HTMLText)
        -> HTMLText
    {
        let cells = heads.map { "<th role=\"columnheader\" scope=\"col\">\($0)</th>" as HTMLText }
        return """
            <table role="table" class="\(kind)" aria-labelledby="\(label)">
            <thead role="rowgroup"><tr role="row">\(cells.joined())</tr></thead>
            <tbody role="rowgroup">
            \(rows.joined("\n"))
            </tbody>
            </table>
            """
    }
}

extension Diagram.Shape {
    /// What it means; nil for what says so itself.
    fileprivate var meaning: String? {
        switch self {
        case .task: "rechthoek: taak"
        case .choice: "zeshoek: keuze op gegevens"
        case .signing: "golvende onderkant: tekenen"
        case .call: "dubbele zijkanten: andere kaart"
        case .wait: "ronde hoeken: wachten"
        case .register: "lijnen boven en links: bijhouden"
        case .provision: "dikke onderkant: gegevens gaan naar buiten"
        case .block: "kader met balken: takken naast elkaar"
        case .repeated: "dubbel kader: voor elk apart"
        case .completed: "grijs: einde"
        case .aborted: "stippelrand: afgebroken"
        case .interrupt: "streepjesrand: kan op elk moment"
        case .start, .bar, .branchDone: nil
        }
    }
}
