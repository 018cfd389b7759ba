/// A text of which pieces are replaced while all else stays as it was: comments, layout and line ends.
struct EditableText {
    private let mark: [UInt8]
    private let scalars: [Unicode.Scalar]
    /// Where each line begins, as libyaml and an editor count them.
    private let lineStarts: [Int]
    private var edits: [(range: Range<Int>, text: String)] = []
    /// How the lines of this text end.
    let lineEnd: String

    init(_ source: SourceText) {
        let contents = source.contents
        mark = Array(source.bytes.prefix(source.bytes.count - contents.count))
        scalars = Array(String(decoding: contents, as: UTF8.self).unicodeScalars)
        var starts = [0]
        for (index, scalar) in scalars.enumerated() {
            let isHalf = scalar == "\r" && scalars.indices.contains(index + 1) && scalars[index + 1] == "\n"
            if (scalar == "\n" || scalar == "\r") && !isHalf { starts.append(index + 1) }
        }
        lineStarts = starts
        lineEnd = scalars.contains("\r") ? "\r\n" : "\n"
    }

    private func offset(of position: SourcePosition) -> Int {
        let line = min(max(position.line - 1, 0), lineStarts.count - 1)
        return min(lineStarts[line] + position.column - 1, scalars.count)
    }

    mutating func replace(_ range: SourceRange, by text: String) {
        let start = offset(of: range.start)
        edits.append((start..<max(start, offset(of: range.end)), text))
    }

    mutating func insert(_ text: String, at position: SourcePosition) {
        let offset = offset(of: position)
        edits.append((offset..<offset, text))
    }

    /// Puts in text before the bracket that closes a list or mapping that is written with brackets.
    mutating func insert(_ text: String, beforeBracketAt close: SourcePosition) {
        let offset = max(0, offset(of: close) - 1)
        edits.append((offset..<offset, text))
    }

    /// Puts in whole lines below the line of a place, behind a comment that stands there.
    mutating func insertLines(_ lines: [String], below position: SourcePosition) {
        var offset = offset(of: position)
        while offset < scalars.count, scalars[offset] != "\n", scalars[offset] != "\r" { offset += 1 }
        edits.append((offset..<offset, lines.map { lineEnd + $0 }.joined()))
    }

    /// Puts in whole lines above the line of a place.
    mutating func insertLines(_ lines: [String], above position: SourcePosition) {
        let offset = offset(of: SourcePosition(line: position.line, column: 1))
        edits.append((offset..<offset, lines.map { $0 + lineEnd }.joined()))
    }

    /// The bytes with all edits made; of two at the same place the one that was asked first comes first.
    var bytes: [UInt8] {
        var text = String.UnicodeScalarView()
        var next = 0
        let ordered = edits.enumerated().sorted {
            ($0.element.range.lowerBound, $0.offset) < ($1.element.range.lowerBound, $1.offset)
        }
        for (_, edit) in ordered {
            text.append(contentsOf: scalars[next..<max(next, edit.range.lowerBound)])
            text.append(contentsOf: edit.text.unicodeScalars)
            next = max(next, edit.range.upperBound)
        }
        text.append(contentsOf: scalars[next...])
        return mark + Array(String(text).utf8)
    }
}
