/// The lines of a text as an editor numbers them, found by their bytes. The text is UTF-8.
struct SourceLines: Sendable {
    /// The text.
    let bytes: [UInt8]
    /// Where each line stands, without its end.
    private(set) var ranges: [Range<Int>] = []
    /// The lines with a `#`, counted from 1; there are few.
    private var linesWithNumberSign: Set<Int> = []
    /// The place that was looked up last, and its byte: a long line is gone through only once.
    private var latest = (place: SourcePosition(line: 0, column: 1), byte: 0)

    /// The lines of a text, whose byte order mark takes no column.
    init(_ source: SourceText) {
        bytes = Array(source.contents)
        var start = 0
        var previous: UInt8 = 0
        for (index, byte) in bytes.enumerated() {
            if byte == 0x0A || byte == 0x0D {
                if previous != 0x0D || byte != 0x0A { ranges.append(start..<index) }
                start = index + 1
            } else if byte == UInt8(ascii: "#") {
                linesWithNumberSign.insert(ranges.count + 1)
            }
            previous = byte
        }
        ranges.append(start..<bytes.count)
    }

    /// Whether a `#` stands on a line.
    func hasNumberSign(onLine line: Int) -> Bool { linesWithNumberSign.contains(line) }

    /// How many there are: at least one.
    var count: Int { ranges.count }

    /// The place behind the last line.
    var end: SourcePosition {
        let scalars = bytes[ranges[count - 1]].count { !Self.goesOn($0) }
        return SourcePosition(line: count, column: scalars + 1)
    }

    /// The bytes of a line; none of one that is not there.
    func bytes(ofLine line: Int) -> ArraySlice<UInt8> {
        ranges.indices.contains(line - 1) ? bytes[ranges[line - 1]] : []
    }

    /// What stands on the line from a place on.
    mutating func rest(from place: SourcePosition) -> ArraySlice<UInt8> {
        let line = bytes(ofLine: place.line)
        var byte = line.startIndex
        var column = 1
        if latest.place.line == place.line, latest.place.column <= place.column {
            (byte, column) = (latest.byte, latest.place.column)
        }
        while column < place.column, byte < line.endIndex {
            byte += 1
            if byte == line.endIndex || !Self.goesOn(line[byte]) { column += 1 }
        }
        latest = (SourcePosition(line: place.line, column: column), byte)
        return line[byte...]
    }

    /// Whether a byte belongs to the scalar that began before it.
    private static func goesOn(_ byte: UInt8) -> Bool { byte & 0xC0 == 0x80 }
}
