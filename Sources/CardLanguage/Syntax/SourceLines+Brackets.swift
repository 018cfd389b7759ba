/// Where a bracket that is never closed was meant to be.
extension SourceLines {
    /// Whether what a bracket opened was over, by the indents, before a reader came to a place: a line between them stands no
    /// further to the right than the one with the bracket, or there are no more lines.
    func isLeft(bracketAt began: SourcePosition, before place: SourcePosition) -> Bool {
        guard began.line < place.line else { return place >= end }
        let margin = indent(ofLine: began.line)
        return ((began.line + 1)...place.line).contains { line in
            let isEmpty = bytes(ofLine: line).allSatisfy { $0 == UInt8(ascii: " ") }
            return isEmpty ? line == count : indent(ofLine: line) <= margin
        }
    }

    /// The first `#` behind a bracket that makes a comment of a closing one.
    func comment(swallowingBracketFrom began: SourcePosition, before place: SourcePosition) -> SourcePosition?
    {
        for line in began.line...max(began.line, place.line) where hasNumberSign(onLine: line) {
            let text = Array(String(decoding: bytes(ofLine: line), as: UTF8.self).unicodeScalars)
            var quote: Unicode.Scalar?
            for (index, scalar) in text.enumerated() where line > began.line || index >= began.column {
                if let open = quote {
                    if scalar == open { quote = nil }
                } else if scalar == "\"" || scalar == "'",
                    index == 0 || !text[index - 1].properties.isAlphabetic
                {
                    quote = scalar
                } else if scalar == "#", index > 0, text[index - 1] == " " {
                    guard text[index...].contains(where: { $0 == "}" || $0 == "]" }) else { break }
                    return SourcePosition(line: line, column: index + 1)
                }
            }
        }
        return nil
    }

    private func indent(ofLine line: Int) -> Int {
        bytes(ofLine: line).prefix { $0 == UInt8(ascii: " ") }.count
    }
}
