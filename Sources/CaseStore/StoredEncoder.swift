extension StoredJSON {
    /// The bytes of a value, with sorted keys and without whitespace: the very ones that Foundation writes with `.sortedKeys` and
    /// `.withoutEscapingSlashes`, several times faster. Texts, whole numbers, yes and no, lists and objects; what has another kind
    /// of number is refused.
    ///
    /// - Throws: `EncodingError`, or what the type throws.
    public static func bytes(of value: some Encodable) throws -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(512)
        try StoredEncoder.written(value).append(to: &bytes)
        return bytes
    }
}

/// Takes what a type writes of itself.
private struct StoredEncoder: Encoder {
    private let value: CompoundValue

    private init(_ value: CompoundValue) { self.value = value }

    static func written(_ value: some Encodable) throws -> StoredValue {
        let compound = CompoundValue()
        try value.encode(to: StoredEncoder(compound))
        return .compound(compound)
    }

    /// For what is filled in later.
    static func encoder(filling value: CompoundValue) -> StoredEncoder { StoredEncoder(value) }

    /// Where in the value it is, is not kept.
    var codingPath: [any CodingKey] { [] }
    var userInfo: [CodingUserInfoKey: Any] { [:] }

    func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedEncodingContainer<Key> {
        KeyedEncodingContainer(KeyedMembers(object: value))
    }

    func unkeyedContainer() -> any UnkeyedEncodingContainer {
        value.kind = .list
        return ListedMembers(list: value)
    }

    func singleValueContainer() -> any SingleValueEncodingContainer {
        value.kind = .single
        return SingleMember(single: value)
    }

    static func misfit(_ value: Any) -> EncodingError {
        .invalidValue(value, .init(codingPath: [], debugDescription: "not written in this form"))
    }
}

/// A value as it is to be written.
private enum StoredValue {
    case text(String)
    case number(Int)
    case yesNo(Bool)
    case null
    case compound(CompoundValue)

    func append(to bytes: inout [UInt8]) {
        switch self {
        case .text(let text): Self.append(text, to: &bytes)
        case .number(let number): bytes.append(contentsOf: String(number).utf8)
        case .yesNo(let isSo): bytes.append(contentsOf: (isSo ? "true" : "false").utf8)
        case .null: bytes.append(contentsOf: "null".utf8)
        case .compound(let value): value.append(to: &bytes)
        }
    }

    static func append(_ text: String, to bytes: inout [UInt8]) {
        bytes.append(UInt8(ascii: "\""))
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"): bytes += [UInt8(ascii: "\\"), byte]
            case 0x08: bytes += [UInt8(ascii: "\\"), UInt8(ascii: "b")]
            case 0x0C: bytes += [UInt8(ascii: "\\"), UInt8(ascii: "f")]
            case 0x0A: bytes += [UInt8(ascii: "\\"), UInt8(ascii: "n")]
            case 0x0D: bytes += [UInt8(ascii: "\\"), UInt8(ascii: "r")]
            case 0x09: bytes += [UInt8(ascii: "\\"), UInt8(ascii: "t")]
            case 0..<0x20:
                bytes.append(contentsOf: (byte < 0x10 ? "\\u000" : "\\u00").utf8)
                bytes.append(contentsOf: String(byte, radix: 16).utf8)
            default: bytes.append(byte)
            }
        }
        bytes.append(UInt8(ascii: "\""))
    }
}

/// A list, an object, or what a type writes as one value; shared by what holds it and the container that fills it.
private final class CompoundValue {
    enum Kind { case single, list, object }

    /// What writes nothing is an object of nothing.
    var kind = Kind.object
    private var members: [(key: String, value: StoredValue)] = []

    var count: Int { members.count }

    func add(_ value: StoredValue, for key: String = "") { members.append((key, value)) }

    func append(to bytes: inout [UInt8]) {
        switch kind {
        case .single: (members.last?.value ?? .null).append(to: &bytes)
        case .list: append(members, between: "[", "]", to: &bytes)
        case .object:
            let sorted = members.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
            append(sorted, between: "{", "}", to: &bytes)
        }
    }

    private func append(
        _ members: [(key: String, value: StoredValue)], between open: Unicode.Scalar,
        _ close: Unicode.Scalar, to bytes: inout [UInt8]
    ) {
        bytes.append(UInt8(ascii: open))
        var isFirst = true
        for (key, value) in members {
            if !isFirst { bytes.append(UInt8(ascii: ",")) }
            isFirst = false
            if kind == .object {
                StoredValue.append(key, to: &bytes)
                bytes.append(UInt8(ascii: ":"))
            }
            value.append(to: &bytes)
        }
        bytes.append(UInt8(ascii: close))
    }
}

/// An object.
private struct KeyedMembers<Key: CodingKey>: KeyedEncodingContainerProtocol {
    let object: CompoundValue

    var codingPath: [any CodingKey] { [] }

    func encodeNil(forKey key: Key) { object.add(.null, for: key.stringValue) }
    func encode(_ value: Bool, forKey key: Key) { object.add(.yesNo(value), for: key.stringValue) }
    func encode(_ value: String, forKey key: Key) { object.add(.text(value), for: key.stringValue) }
    func encode(_ value: Int, forKey key: Key) { object.add(.number(value), for: key.stringValue) }
    func encode(_ value: Double, forKey key: Key) throws { throw StoredEncoder.misfit(value) }
    func encode(_ value: Float, forKey key: Key) throws { throw StoredEncoder.misfit(value) }
    func encode(_ value: Int8, forKey key: Key) throws { throw StoredEncoder.misfit(value) }
    func encode(_ value: Int16, forKey key: Key) throws { throw StoredEncoder.misfit(value) }
    func encode(_ value: Int32, forKey key: Key) throws { throw StoredEncoder.misfit(value) }
    func encode(_ value: Int64, forKey key: Key) throws { throw StoredEncoder.misfit(value) }
    func encode(_ value: UInt, forKey key: Key) throws { throw StoredEncoder.misfit(value) }
    func encode(_ value: UInt8, forKey key: Key) throws { throw StoredEncoder.misfit(value) }
    func encode(_ value: UInt16, forKey key: Key) throws { throw StoredEncoder.misfit(value) }
    func encode(_ value: UInt32, forKey key: Key) throws { throw StoredEncoder.misfit(value) }
    func encode(_ value: UInt64, forKey key: Key) throws { throw StoredEncoder.misfit(value) }

    func encode(_ value: some Encodable, forKey key: Key) throws {
        object.add(try StoredEncoder.written(value), for: key.stringValue)
    }

    private func member(_ key: String) -> StoredEncoder {
        let value = CompoundValue()
        object.add(.compound(value), for: key)
        return StoredEncoder.encoder(filling: value)
    }

    func nestedContainer<Nested: CodingKey>(
        keyedBy type: Nested.Type, forKey key: Key
    ) -> KeyedEncodingContainer<Nested> { member(key.stringValue).container(keyedBy: type) }

    func nestedUnkeyedContainer(forKey key: Key) -> any UnkeyedEncodingContainer {
        member(key.stringValue).unkeyedContainer()
    }

    func superEncoder() -> any Encoder { member("super") }
    func superEncoder(forKey key: Key) -> any Encoder { member(key.stringValue) }
}

/// A list.
private struct ListedMembers: UnkeyedEncodingContainer {
    let list: CompoundValue

    var codingPath: [any CodingKey] { [] }
    var count: Int { list.count }

    func encodeNil() { list.add(.null) }
    func encode(_ value: Bool) { list.add(.yesNo(value)) }
    func encode(_ value: String) { list.add(.text(value)) }
    func encode(_ value: Int) { list.add(.number(value)) }
    func encode(_ value: Double) throws { throw StoredEncoder.misfit(value) }
    func encode(_ value: Float) throws { throw StoredEncoder.misfit(value) }
    func encode(_ value: Int8) throws { throw StoredEncoder.misfit(value) }
    func encode(_ value: Int16) throws { throw StoredEncoder.misfit(value) }
    func encode(_ value: Int32) throws { throw StoredEncoder.misfit(value) }
    func encode(_ value: Int64) throws { throw StoredEncoder.misfit(value) }
    func encode(_ value: UInt) throws { throw StoredEncoder.misfit(value) }
    func encode(_ value: UInt8) throws { throw StoredEncoder.misfit(value) }
    func encode(_ value: UInt16) throws { throw StoredEncoder.misfit(value) }
    func encode(_ value: UInt32) throws { throw StoredEncoder.misfit(value) }
    func encode(_ value: UInt64) throws { throw StoredEncoder.misfit(value) }

    func encode(_ value: some Encodable) throws { list.add(try StoredEncoder.written(value)) }

    private func member() -> StoredEncoder {
        let value = CompoundValue()
        list.add(.compound(value))
        return StoredEncoder.encoder(filling: value)
    }

    func nestedContainer<Nested: CodingKey>(keyedBy type: Nested.Type) -> KeyedEncodingContainer<Nested> {
        member().container(keyedBy: type)
    }

    func nestedUnkeyedContainer() -> any UnkeyedEncodingContainer { member().unkeyedContainer() }
    func superEncoder() -> any Encoder { member() }
}

/// What a type writes as one value.
private struct SingleMember: SingleValueEncodingContainer {
    let single: CompoundValue

    var codingPath: [any CodingKey] { [] }

    func encodeNil() { single.add(.null) }
    func encode(_ value: Bool) { single.add(.yesNo(value)) }
    func encode(_ value: String) { single.add(.text(value)) }
    func encode(_ value: Int) { single.add(.number(value)) }
    func encode(_ value: Double) throws { throw StoredEncoder.misfit(value) }
    func encode(_ value: Float) throws { throw StoredEncoder.misfit(value) }
    func encode(_ value: Int8) throws { throw StoredEncoder.misfit(value) }
    func encode(_ value: Int16) throws { throw StoredEncoder.misfit(value) }
    func encode(_ value: Int32) throws { throw StoredEncoder.misfit(value) }
    func encode(_ value: Int64) throws { throw StoredEncoder.misfit(value) }
    func encode(_ value: UInt) throws { throw StoredEncoder.misfit(value) }
    func encode(_ value: UInt8) throws { throw StoredEncoder.misfit(value) }
    func encode(_ value: UInt16) throws { throw StoredEncoder.misfit(value) }
    func encode(_ value: UInt32) throws { throw StoredEncoder.misfit(value) }
    func encode(_ value: UInt64) throws { throw StoredEncoder.misfit(value) }

    func encode(_ value: some Encodable) throws { single.add(try StoredEncoder.written(value)) }
}
