/// A text as one word of a command that is to be typed or copied into a shell.
public struct ShellWord: Hashable, Sendable, CustomStringConvertible {
    private let text: String

    /// - Parameter text: any text, such as a path with spaces.
    public init(_ text: String) {
        self.text = text
    }

    /// As it is where a shell finds nothing in it, and else in single quotes.
    public var description: String {
        let isPlain = text.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"):
                true
            default: "/._-+,:@%".utf8.contains(byte)
            }
        }
        guard !isPlain || text.isEmpty else { return text }
        // A quote ends the quoted piece, stands for itself, and a next piece begins. By scalar: a mark may stand on a quote.
        let pieces = text.unicodeScalars.split(separator: "'", omittingEmptySubsequences: false)
        return "'" + pieces.map { String($0) }.joined(separator: "'\\''") + "'"
    }
}
