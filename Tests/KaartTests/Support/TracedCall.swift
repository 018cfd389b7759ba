import Glibc

/// A call of the system as `strace -xx` tells of it: `812 pwrite64(3<PATH>, "\x41", 1, 0) = 1`. In a line of that kind no text
/// can hold what parts the arguments.
struct TracedCall {
    let name: String
    let arguments: [String]
    /// What it gave; -1 when it failed, or when nothing tells.
    let result: Int

    /// Nil when the line tells of something else.
    init?(_ line: Substring) {
        guard let thread = Self.range(of: " ", in: line), let open = Self.range(of: "(", in: line),
            let end = Self.range(of: ") ", in: line)
        else { return nil }
        let given = line[end.upperBound...].drop { $0 == " " }
        guard given.hasPrefix("= ") else { return nil }
        name = String(line[thread.upperBound..<open.lowerBound].drop { $0 == " " })
        var arguments: [String] = []
        var rest = line[open.upperBound..<end.lowerBound]
        while let comma = Self.range(of: ", ", in: rest) {
            arguments.append(String(rest[..<comma.lowerBound]))
            rest = rest[comma.upperBound...]
        }
        self.arguments = arguments + [String(rest)]
        result = Int(given.dropFirst(2).prefix { $0 == "-" || $0.isNumber }) ?? -1
    }

    /// The number that stands in the place of an argument.
    func number(_ index: Int) -> Int? { Int(arguments[index]) }

    /// What `-y` tells of the descriptor in the place of an argument.
    func path(_ index: Int) -> String? { Self.path(in: arguments[index]) }

    /// The descriptor in the place of an argument.
    func descriptor(_ index: Int) -> Int? { Int(arguments[index].prefix { $0.isNumber }) }

    /// The text in the place of an argument.
    func text(_ index: Int) -> String { String(decoding: bytes(index), as: UTF8.self) }

    /// The bytes in the place of an argument.
    func bytes(_ index: Int) -> [UInt8] { Self.bytes(in: arguments[index]) }

    private static func path(in argument: String) -> String? {
        guard argument.utf8.last == UInt8(ascii: ">"), argument.contains("<") else { return nil }
        return String(decoding: bytes(in: argument), as: UTF8.self)
    }

    /// All that is told as `\x41`.
    private static func bytes(in argument: String) -> [UInt8] {
        func digit(_ byte: UInt8) -> UInt8 { byte < 58 ? byte &- 48 : byte &- 87 }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(argument.utf8.count / 4)
        var argument = argument
        argument.withUTF8 { text in
            var place = 0
            while place + 3 < text.count {
                if text[place] == UInt8(ascii: "\\"), text[place + 1] == UInt8(ascii: "x") {
                    bytes.append(digit(text[place + 2]) << 4 | digit(text[place + 3]))
                    place += 4
                } else {
                    place += 1
                }
            }
        }
        return bytes
    }

    /// By the C library, for a line may be as long as what was written.
    static func range(of part: StaticString, in line: Substring) -> Range<Substring.Index>? {
        let offset = line.utf8.withContiguousStorageIfAvailable { text -> Int? in
            guard let start = UnsafeRawPointer(text.baseAddress) else { return nil }
            let length = part.utf8CodeUnitCount
            var offset = 0
            while offset + length <= text.count,
                let found = memchr(start + offset, Int32(part.utf8Start.pointee), text.count - offset)
            {
                offset = UnsafeRawPointer(found) - start
                if offset + length <= text.count, memcmp(found, part.utf8Start, length) == 0 { return offset }
                offset += 1
            }
            return nil
        }
        guard let offset = offset ?? nil else { return nil }
        let lower = line.utf8.index(line.startIndex, offsetBy: offset)
        return lower..<line.utf8.index(lower, offsetBy: part.utf8CodeUnitCount)
    }
}
