/// A text to read, with the name by which complaints point at it. Whoever calls has read the file.
public struct SourceText: Hashable, Sendable {
    /// The path as the user knows it.
    public let name: String
    /// What is in the file.
    public let bytes: [UInt8]

    /// The contents of a file.
    public init(name: String, bytes: [UInt8]) {
        self.name = name
        self.bytes = bytes
    }

    /// A text that comes from no file.
    public init(name: String, text: String) {
        self.init(name: name, bytes: Array(text.utf8))
    }

    /// The largest file that is read: 1 MiB (kaarttaal, section 1).
    public static let sizeLimit = 1 << 20

    /// The base name without its ending: what the id in the file must equal.
    public var baseName: String {
        let base = Array(name.utf8.reversed().prefix { $0 != UInt8(ascii: "/") }.reversed())
        for ending in [Array(".yaml".utf8), Array(".yml".utf8)]
        where base.count > ending.count && base.suffix(ending.count).elementsEqual(ending) {
            return String(decoding: base.dropLast(ending.count), as: UTF8.self)
        }
        return String(decoding: base, as: UTF8.self)
    }

    /// The lines as an editor numbers them, without their ends; bytes that are no UTF-8 are replaced.
    public var lines: [String] {
        var lines: [String] = []
        var line: [UInt8] = []
        var previous: UInt8 = 0
        for byte in contents {
            switch (previous, byte) {
            case (0x0D, 0x0A): break
            case (_, 0x0A), (_, 0x0D):
                lines.append(String(decoding: line, as: UTF8.self))
                line.removeAll(keepingCapacity: true)
            default: line.append(byte)
            }
            previous = byte
        }
        lines.append(String(decoding: line, as: UTF8.self))
        return lines
    }

    /// The bytes as every editor could have saved them: with line feeds or as Windows does, without a byte order mark and
    /// with one. To a person they are one text.
    public var forms: [[UInt8]] {
        var plain: [UInt8] = []
        for byte in contents {
            if byte == 0x0A, plain.last == 0x0D { plain.removeLast() }
            plain.append(byte)
        }
        let ofWindows = plain.flatMap { $0 == 0x0A ? [0x0D, $0] : [$0] }
        return [plain, ofWindows].flatMap { [$0, Self.byteOrderMark + $0] }
    }

    private static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]

    /// The bytes without a byte order mark, which takes no column.
    var contents: ArraySlice<UInt8> {
        bytes.starts(with: Self.byteOrderMark) ? bytes.dropFirst(3) : bytes[...]
    }
}
