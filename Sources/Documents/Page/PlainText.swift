/// The page of a card as lines of at most 80 places, for a screen or a plain print.
public struct PlainText: Sendable {
    /// The lines.
    public private(set) var lines: [String] = []
    private let show: @Sendable (String) -> String

    private static let width = 80

    /// - Parameter show: what becomes of an untrusted text before it is measured and wrapped.
    public init(_ page: CardPage, showing show: @escaping @Sendable (String) -> String) {
        self.show = show
        add(page.title)
        add((page.school.map { "\($0) · " } ?? "") + page.version)
        lines.append("")
        let label = page.facts.map(\.label.unicodeScalars.count).max() ?? 0
        for fact in page.facts { add(fact, labelWidth: label, indent: 0) }
        heading("De stappen")
        for step in page.steps { add(step) }
        for section in page.sections {
            heading(section.title)
            add(section)
        }
    }

    private mutating func heading(_ title: String) {
        if lines.last != "" { lines.append("") }
        lines.append(title.uppercased())
        lines.append("")
    }

    private mutating func add(_ step: CardPage.StepRow) {
        let indent = String(repeating: " ", count: 3 * min(step.depth, 4))
        let extra = [step.kind, step.phase].compactMap { $0 }.joined(separator: "; ")
        let number = "\(indent)\(step.number)  "
        add(
            step.title + (extra.isEmpty ? "" : " [\(extra)]"), first: number,
            rest: String(repeating: " ", count: number.unicodeScalars.count))
        let notes =
            [
                CardPage.Note(label: "Wie", lines: [step.who.joined(separator: "; ")]),
                CardPage.Note(
                    label: "Wanneer", lines: step.when.isEmpty ? [] : [step.when.joined(separator: "; ")]),
            ] + step.notes + [CardPage.Note(label: "Dan", lines: step.ways)]
        for note in notes where !note.lines.isEmpty {
            add(note, labelWidth: 10, indent: indent.unicodeScalars.count + 4)
        }
        lines.append("")
    }

    private mutating func add(_ note: CardPage.Note, labelWidth: Int, indent: Int) {
        let blank = String(repeating: " ", count: indent + labelWidth + 2)
        for (index, line) in note.lines.enumerated() {
            let label =
                note.label + String(repeating: " ", count: labelWidth - note.label.unicodeScalars.count)
            let several = note.lines.count > 1 ? "- " : ""
            let first =
                (index == 0 ? String(repeating: " ", count: indent) + label + "  " : blank) + several
            add(line, first: first, rest: blank + (several.isEmpty ? "" : "  "))
        }
    }

    private mutating func add(_ section: CardPage.Section) {
        for row in section.rows {
            guard !section.isList else {
                add(row[0], first: "- ", rest: "  ")
                continue
            }
            // The first column is the name of the row; the others stand below it, each with its head.
            add(row[0], first: section.columns[0] == "Versie" ? "Versie " : "", rest: "")
            let width = section.columns.dropFirst().map(\.unicodeScalars.count).max() ?? 0
            for (head, cell) in zip(section.columns, row).dropFirst() where !cell.isEmpty {
                let label = head + String(repeating: " ", count: width - head.unicodeScalars.count)
                add(cell, first: "    \(label)  ", rest: String(repeating: " ", count: width + 6))
            }
        }
    }

    // MARK: - Wrapping

    private mutating func add(_ text: String, first: String = "", rest: String = "") {
        var line = first
        var isEmpty = true
        for word in show(text).unicodeScalars.split(separator: " ").map({ String(Substring($0)) }) {
            if !isEmpty, line.places + 1 + word.places > Self.width {
                lines.append(line)
                line = rest
                isEmpty = true
            }
            var left = isEmpty ? word : " " + word
            // A word that fits no line is cut where the line ends.
            while line.places + left.places > Self.width {
                let (head, tail) = left.cut(at: Self.width - line.places)
                guard !head.isEmpty else { break }
                lines.append(line + head)
                line = rest
                left = tail
            }
            line += left
            isEmpty = false
        }
        lines.append(line)
    }
}

extension String {
    /// How many places the text takes at most on a terminal: some signs take two, marks on another none.
    var places: Int {
        unicodeScalars.reduce(0) { $0 + $1.places }
    }

    /// The part that fits so many places, and the rest.
    fileprivate func cut(at places: Int) -> (String, String) {
        var count = 0
        let head = unicodeScalars.prefix { scalar in
            count += scalar.places
            return count <= places
        }
        return (String(Substring(head)), String(Substring(unicodeScalars.dropFirst(head.count))))
    }
}

extension Unicode.Scalar {
    /// How many places it takes on a terminal.
    fileprivate var places: Int {
        switch properties.generalCategory {
        case .nonspacingMark, .enclosingMark, .format: 0
        default: isWide ? 2 : 1
        }
    }

    /// Whether it is as wide as two letters: East Asian signs and pictures.
    var isWide: Bool {
        switch value {
        case 0x1100...0x115F, 0x2E80...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F,
            0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1FAFF, 0x20000...0x3FFFD:
            true
        default: false
        }
    }
}
