/// How wide a text is in a drawing: a drawing is laid out before anybody knows which letters it will be shown in, so it
/// counts with those of Helvetica, to which Arial and Liberation Sans are as wide.
struct TextMeasure {
    /// The size of the letters, in units of the drawing.
    let size: Int
    let isBold: Bool

    static let title = TextMeasure(size: 13, isBold: true)
    static let small = TextMeasure(size: 11, isBold: false)

    /// From the foot of one line to that of the next.
    var lineHeight: Int { size + 1 }

    /// The width, rounded up.
    func width(of text: String) -> Int {
        let thousandths = text.unicodeScalars.reduce(0) { $0 + advance(of: $1) }
        return (thousandths * size + 999) / 1000
    }

    /// The text in lines of at most that width; of a longer one the end is left out, which is shown by "…".
    func wrap(_ text: String, to width: Int, atMost limit: Int = 100) -> [String] {
        var lines: [String] = []
        var line = ""
        for word in text.unicodeScalars.split(separator: " ").map({ String(Substring($0)) }) {
            if !line.isEmpty, self.width(of: line + " " + word) > width {
                lines.append(line)
                line = ""
            }
            line += (line.isEmpty ? "" : " ") + word
            // A word that fits no line is cut.
            while self.width(of: line) > width, line.unicodeScalars.count > 1 {
                let head = fitting(line, width)
                lines.append(head)
                line = String(Substring(line.unicodeScalars.dropFirst(head.unicodeScalars.count)))
            }
        }
        if !line.isEmpty { lines.append(line) }
        guard lines.count > limit else { return lines }
        let last = fitting(lines[limit - 1], width - self.width(of: " …"))
        return lines.prefix(limit - 1) + [last + " …"]
    }

    /// As much of the begin as fits; at least one scalar.
    private func fitting(_ text: String, _ width: Int) -> String {
        var used = 0
        let head = text.unicodeScalars.prefix { scalar in
            used += advance(of: scalar)
            return (used * size + 999) / 1000 <= width
        }
        return String(Substring(head.isEmpty ? text.unicodeScalars.prefix(1) : head))
    }

    private func advance(of scalar: Unicode.Scalar) -> Int {
        let table = isBold ? Self.bold : Self.regular
        let index = Int(scalar.value) - 32
        if table.indices.contains(index) { return table[index] }
        switch scalar.properties.generalCategory {
        case .nonspacingMark, .enclosingMark, .format: return 0
        case .initialPunctuation, .finalPunctuation: return isBold ? 278 : 222
        default: return scalar.isWide ? 1000 : isBold ? 650 : 600
        }
    }

    /// The widths of Helvetica in thousandths of its size, from the space to the tilde.
    private static let regular = [
        278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556,
        556,
        556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667, 611, 778, 722,
        278,
        500, 667, 556, 833, 722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278,
        469,
        556, 333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556, 556, 556, 333,
        500,
        278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584,
    ]

    /// Those of Helvetica Bold.
    private static let bold = [
        278, 333, 474, 556, 556, 889, 722, 238, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556,
        556,
        556, 556, 556, 556, 556, 333, 333, 584, 584, 584, 611, 975, 722, 722, 722, 722, 667, 611, 778, 722,
        278,
        556, 722, 611, 833, 722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 333, 278, 333,
        584,
        556, 333, 556, 611, 556, 611, 556, 333, 611, 611, 278, 278, 556, 278, 889, 611, 611, 611, 611, 389,
        556,
        333, 611, 556, 778, 556, 556, 500, 389, 280, 389, 584,
    ]
}
