/// JSON as we write it, read several times faster than by Foundation: texts, whole numbers, yes and no, lists and objects.
///
/// It takes only what is plain. Whatever is not (a number with decimals, a text with `\u`, a key that stands twice, any
/// fault) is for Foundation to judge, so what is accepted, and as what, does not depend on this.
public final class StoredJSON: Sendable {
    let bytes: [UInt8]
    /// Every value in the order of the text, each before those within it; of an object a key before each value.
    let nodes: [Node]

    /// One value, or one key.
    struct Node: Sendable {
        enum Kind: Sendable {
            case object, list, text, escapedText, number, yes, no, null
        }

        let kind: Kind
        /// Where a text begins, within its quotes.
        let start: Int
        /// Where a text ends.
        var end: Int
        /// How many values an object or list has; the number itself.
        var count: Int
        /// The index of the node after this value and all within it.
        var next: Int
    }

    /// Nil for what is not plain.
    public init?(_ bytes: [UInt8]) {
        var parser = Parser(bytes.count)
        let isWhole = bytes.withUnsafeBufferPointer { buffer in
            parser.value(in: buffer, depth: 0) && parser.place == buffer.count
        }
        guard isWhole else { return nil }
        self.bytes = bytes
        nodes = parser.nodes
    }

    /// The value of that type.
    ///
    /// - Throws: `DecodingError`, or what the type throws.
    public func decode<Value: Decodable>(_ type: Value.Type) throws -> Value {
        try Value(from: StoredDecoder(json: self, node: 0))
    }
}

/// Goes along the bytes once.
private struct Parser {
    private(set) var nodes: [StoredJSON.Node] = []
    private(set) var place = 0
    private static let deepest = 64

    init(_ size: Int) {
        nodes.reserveCapacity(size / 12 + 4)
    }

    /// Takes the next value; false when it is not plain.
    mutating func value(in bytes: UnsafeBufferPointer<UInt8>, depth: Int) -> Bool {
        guard place < bytes.count, depth < Self.deepest else { return false }
        switch bytes[place] {
        case UInt8(ascii: "\""): return text(in: bytes, isKey: false)
        case UInt8(ascii: "{"): return object(in: bytes, depth: depth)
        case UInt8(ascii: "["): return list(in: bytes, depth: depth)
        case UInt8(ascii: "t"): return word("true", .yes, in: bytes)
        case UInt8(ascii: "f"): return word("false", .no, in: bytes)
        case UInt8(ascii: "n"): return word("null", .null, in: bytes)
        default: return number(in: bytes)
        }
    }

    private mutating func add(_ kind: StoredJSON.Node.Kind, start: Int = 0, end: Int = 0, count: Int = 0) {
        nodes.append(
            StoredJSON.Node(kind: kind, start: start, end: end, count: count, next: nodes.count + 1))
    }

    private mutating func skip(_ byte: UInt8, in bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        guard place < bytes.count, bytes[place] == byte else { return false }
        place += 1
        return true
    }

    private mutating func object(in bytes: UnsafeBufferPointer<UInt8>, depth: Int) -> Bool {
        place += 1
        let own = nodes.count
        add(.object)
        if skip(UInt8(ascii: "}"), in: bytes) { return true }
        var keys: [Int] = []
        repeat {
            keys.append(nodes.count)
            guard text(in: bytes, isKey: true), skip(UInt8(ascii: ":"), in: bytes),
                value(in: bytes, depth: depth + 1)
            else { return false }
        } while skip(UInt8(ascii: ","), in: bytes)
        guard skip(UInt8(ascii: "}"), in: bytes), areDistinct(keys, in: bytes) else { return false }
        nodes[own].count = keys.count
        nodes[own].next = nodes.count
        return true
    }

    /// Our keys are sorted. Where some are not, for they may go by another order than that of bytes, each is compared with
    /// each.
    private func areDistinct(_ keys: [Int], in bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        func key(_ index: Int) -> Slice<UnsafeBufferPointer<UInt8>> {
            bytes[nodes[keys[index]].start..<nodes[keys[index]].end]
        }
        let areSorted = keys.indices.dropFirst().allSatisfy { index in
            key(index - 1).lexicographicallyPrecedes(key(index))
        }
        guard !areSorted else { return true }
        return Set(keys.indices.map { Array(key($0)) }).count == keys.count
    }

    private mutating func list(in bytes: UnsafeBufferPointer<UInt8>, depth: Int) -> Bool {
        place += 1
        let own = nodes.count
        add(.list)
        if skip(UInt8(ascii: "]"), in: bytes) { return true }
        var count = 0
        repeat {
            guard value(in: bytes, depth: depth + 1) else { return false }
            count += 1
        } while skip(UInt8(ascii: ","), in: bytes)
        guard skip(UInt8(ascii: "]"), in: bytes) else { return false }
        nodes[own].count = count
        nodes[own].next = nodes.count
        return true
    }

    /// A key is plain when it is ASCII without escapes: other ones can be written in several ways.
    private mutating func text(in bytes: UnsafeBufferPointer<UInt8>, isKey: Bool) -> Bool {
        guard skip(UInt8(ascii: "\""), in: bytes) else { return false }
        let start = place
        var (isEscaped, isASCII) = (false, true)
        while place < bytes.count {
            switch bytes[place] {
            case UInt8(ascii: "\""):
                guard isASCII || Self.isUTF8(bytes[start..<place]) else { return false }
                add(isEscaped ? .escapedText : .text, start: start, end: place)
                place += 1
                return true
            case UInt8(ascii: "\\"):
                guard !isKey, place + 1 < bytes.count, StoredJSON.escaped(bytes[place + 1]) != nil else {
                    return false
                }
                isEscaped = true
                place += 2
            case 0x80...0xFF:
                guard !isKey else { return false }
                isASCII = false
                place += 1
            case 0x20...0x7F: place += 1
            default: return false
            }
        }
        return false
    }

    private static func isUTF8(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
        String(validating: bytes, as: UTF8.self) != nil
    }

    private mutating func word(
        _ word: StaticString, _ kind: StoredJSON.Node.Kind, in bytes: UnsafeBufferPointer<UInt8>
    ) -> Bool {
        let end = place + word.utf8CodeUnitCount
        guard end <= bytes.count,
            bytes[place..<end].elementsEqual(
                UnsafeBufferPointer(start: word.utf8Start, count: word.utf8CodeUnitCount))
        else { return false }
        place = end
        add(kind)
        return true
    }

    private mutating func number(in bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        let isNegative = skip(UInt8(ascii: "-"), in: bytes)
        let start = place
        var value = 0
        while place < bytes.count, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(bytes[place]) {
            guard place - start < 18 else { return false }
            value = value * 10 + Int(bytes[place] - UInt8(ascii: "0"))
            place += 1
        }
        guard place > start, bytes[start] != UInt8(ascii: "0") || place == start + 1 && !isNegative else {
            return false
        }
        // What may follow a number is for who goes on: a point or an exponent is neither a comma nor an end.
        add(.number, count: isNegative ? -value : value)
        return true
    }
}

extension StoredJSON {
    /// What the byte behind a backslash stands for; nil for `u`, and for what is no escape.
    static func escaped(_ byte: UInt8) -> UInt8? {
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): byte
        case UInt8(ascii: "b"): 0x08
        case UInt8(ascii: "f"): 0x0C
        case UInt8(ascii: "n"): 0x0A
        case UInt8(ascii: "r"): 0x0D
        case UInt8(ascii: "t"): 0x09
        default: nil
        }
    }

    /// The text that a node holds; nil for another value.
    func text(_ node: Int) -> String? {
        let found = nodes[node]
        return switch found.kind {
        case .text:
            bytes.withUnsafeBufferPointer { buffer in
                String(
                    decoding: UnsafeBufferPointer(rebasing: buffer[found.start..<found.end]), as: UTF8.self)
            }
        case .escapedText: unescaped(found)
        case .object, .list, .number, .yes, .no, .null: nil
        }
    }

    private func unescaped(_ node: Node) -> String {
        var plain: [UInt8] = []
        var place = node.start
        while place < node.end {
            if bytes[place] == UInt8(ascii: "\\"), let byte = Self.escaped(bytes[place + 1]) {
                plain.append(byte)
                place += 2
            } else {
                plain.append(bytes[place])
                place += 1
            }
        }
        return String(decoding: plain, as: UTF8.self)
    }

    /// Where the value behind a key stands; nil when there is none.
    func value(of key: String, in object: Int) -> Int? {
        var key = key
        return key.withUTF8 { wanted in
            bytes.withUnsafeBufferPointer { buffer in
                var place = object + 1
                for _ in 0..<nodes[object].count {
                    let found = nodes[place]
                    if found.end - found.start == wanted.count,
                        UnsafeBufferPointer(rebasing: buffer[found.start..<found.end]).elementsEqual(wanted)
                    {
                        return place + 1
                    }
                    place = nodes[place + 1].next
                }
                return nil
            }
        }
    }

    /// The keys of an object, in order.
    func keys(of object: Int) -> [String] {
        var place = object + 1
        return (0..<nodes[object].count).map { _ in
            defer { place = nodes[place + 1].next }
            return text(place) ?? ""
        }
    }
}
