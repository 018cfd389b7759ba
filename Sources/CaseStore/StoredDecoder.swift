/// Makes a value of `StoredJSON`: what a type asks for is there in that form, or it throws.
struct StoredDecoder: Decoder {
    let json: StoredJSON
    let node: Int

    /// Where in the text it is, is not kept: what does not fit is judged by Foundation.
    var codingPath: [any CodingKey] { [] }
    var userInfo: [CodingUserInfoKey: Any] { [:] }

    /// How many keys an object has, each of them once.
    var keyCount: Int { json.nodes[node].count }

    func container<Key: CodingKey>(keyedBy type: Key.Type) throws -> KeyedDecodingContainer<Key> {
        guard json.nodes[node].kind == .object else { throw Self.misfit }
        return KeyedDecodingContainer(KeyedValues(json: json, object: node))
    }

    func unkeyedContainer() throws -> any UnkeyedDecodingContainer {
        guard json.nodes[node].kind == .list else { throw Self.misfit }
        return ListedValues(json: json, list: node)
    }

    func singleValueContainer() throws -> any SingleValueDecodingContainer { self }

    static let misfit = DecodingError.dataCorrupted(
        .init(codingPath: [], debugDescription: "not the form that is asked"))
}

extension StoredDecoder: SingleValueDecodingContainer {
    func decodeNil() -> Bool { json.nodes[node].kind == .null }

    func decode(_ type: Bool.Type) throws -> Bool {
        switch json.nodes[node].kind {
        case .yes: true
        case .no: false
        case .object, .list, .text, .escapedText, .number, .null: throw Self.misfit
        }
    }

    func decode(_ type: String.Type) throws -> String {
        guard let text = json.text(node) else { throw Self.misfit }
        return text
    }

    func decode(_ type: Int.Type) throws -> Int {
        guard json.nodes[node].kind == .number else { throw Self.misfit }
        return json.nodes[node].count
    }

    // We write no numbers but whole ones.
    func decode(_ type: Double.Type) throws -> Double { throw Self.misfit }
    func decode(_ type: Float.Type) throws -> Float { throw Self.misfit }
    func decode(_ type: Int8.Type) throws -> Int8 { throw Self.misfit }
    func decode(_ type: Int16.Type) throws -> Int16 { throw Self.misfit }
    func decode(_ type: Int32.Type) throws -> Int32 { throw Self.misfit }
    func decode(_ type: Int64.Type) throws -> Int64 { throw Self.misfit }
    func decode(_ type: UInt.Type) throws -> UInt { throw Self.misfit }
    func decode(_ type: UInt8.Type) throws -> UInt8 { throw Self.misfit }
    func decode(_ type: UInt16.Type) throws -> UInt16 { throw Self.misfit }
    func decode(_ type: UInt32.Type) throws -> UInt32 { throw Self.misfit }
    func decode(_ type: UInt64.Type) throws -> UInt64 { throw Self.misfit }

    func decode<Value: Decodable>(_ type: Value.Type) throws -> Value { try Value(from: self) }
}

/// An object.
private struct KeyedValues<Key: CodingKey>: KeyedDecodingContainerProtocol {
    let json: StoredJSON
    let object: Int

    var codingPath: [any CodingKey] { [] }
    var allKeys: [Key] { json.keys(of: object).compactMap { Key(stringValue: $0) } }

    func contains(_ key: Key) -> Bool { json.value(of: key.stringValue, in: object) != nil }

    private func decoder(_ key: Key) throws -> StoredDecoder {
        guard let node = json.value(of: key.stringValue, in: object) else { throw StoredDecoder.misfit }
        return StoredDecoder(json: json, node: node)
    }

    /// Nil where nothing stands, or that there is nothing.
    private func decoderIfPresent(_ key: Key) -> StoredDecoder? {
        guard let node = json.value(of: key.stringValue, in: object) else { return nil }
        let decoder = StoredDecoder(json: json, node: node)
        return decoder.decodeNil() ? nil : decoder
    }

    func decodeIfPresent(_ type: Bool.Type, forKey key: Key) throws -> Bool? {
        try decoderIfPresent(key)?.decode(type)
    }

    func decodeIfPresent(_ type: String.Type, forKey key: Key) throws -> String? {
        try decoderIfPresent(key)?.decode(type)
    }

    func decodeIfPresent(_ type: Int.Type, forKey key: Key) throws -> Int? {
        try decoderIfPresent(key)?.decode(type)
    }

    func decodeIfPresent<Value: Decodable>(_ type: Value.Type, forKey key: Key) throws -> Value? {
        guard let decoder = decoderIfPresent(key) else { return nil }
        return try Value(from: decoder)
    }

    func decodeNil(forKey key: Key) throws -> Bool { try decoder(key).decodeNil() }
    func decode(_ type: Bool.Type, forKey key: Key) throws -> Bool { try decoder(key).decode(type) }
    func decode(_ type: String.Type, forKey key: Key) throws -> String { try decoder(key).decode(type) }
    func decode(_ type: Int.Type, forKey key: Key) throws -> Int { try decoder(key).decode(type) }
    func decode(_ type: Double.Type, forKey key: Key) throws -> Double { throw StoredDecoder.misfit }
    func decode(_ type: Float.Type, forKey key: Key) throws -> Float { throw StoredDecoder.misfit }
    func decode(_ type: Int8.Type, forKey key: Key) throws -> Int8 { throw StoredDecoder.misfit }
    func decode(_ type: Int16.Type, forKey key: Key) throws -> Int16 { throw StoredDecoder.misfit }
    func decode(_ type: Int32.Type, forKey key: Key) throws -> Int32 { throw StoredDecoder.misfit }
    func decode(_ type: Int64.Type, forKey key: Key) throws -> Int64 { throw StoredDecoder.misfit }
    func decode(_ type: UInt.Type, forKey key: Key) throws -> UInt { throw StoredDecoder.misfit }
    func decode(_ type: UInt8.Type, forKey key: Key) throws -> UInt8 { throw StoredDecoder.misfit }
    func decode(_ type: UInt16.Type, forKey key: Key) throws -> UInt16 { throw StoredDecoder.misfit }
    func decode(_ type: UInt32.Type, forKey key: Key) throws -> UInt32 { throw StoredDecoder.misfit }
    func decode(_ type: UInt64.Type, forKey key: Key) throws -> UInt64 { throw StoredDecoder.misfit }

    func decode<Value: Decodable>(_ type: Value.Type, forKey key: Key) throws -> Value {
        try Value(from: decoder(key))
    }

    func nestedContainer<Nested: CodingKey>(
        keyedBy type: Nested.Type, forKey key: Key
    ) throws -> KeyedDecodingContainer<Nested> { try decoder(key).container(keyedBy: type) }

    func nestedUnkeyedContainer(forKey key: Key) throws -> any UnkeyedDecodingContainer {
        try decoder(key).unkeyedContainer()
    }

    func superDecoder() throws -> any Decoder { throw StoredDecoder.misfit }
    func superDecoder(forKey key: Key) throws -> any Decoder { throw StoredDecoder.misfit }
}

/// A list, and how far it has been read.
private struct ListedValues: UnkeyedDecodingContainer {
    let json: StoredJSON
    let list: Int
    private(set) var currentIndex = 0
    private var place: Int

    init(json: StoredJSON, list: Int) {
        self.json = json
        self.list = list
        place = list + 1
    }

    var codingPath: [any CodingKey] { [] }
    var count: Int? { json.nodes[list].count }
    var isAtEnd: Bool { currentIndex >= json.nodes[list].count }

    private func decoder() throws -> StoredDecoder {
        guard !isAtEnd else { throw StoredDecoder.misfit }
        return StoredDecoder(json: json, node: place)
    }

    private mutating func next<Value>(_ work: (StoredDecoder) throws -> Value) throws -> Value {
        let value = try work(decoder())
        place = json.nodes[place].next
        currentIndex += 1
        return value
    }

    mutating func decodeNil() throws -> Bool {
        guard try decoder().decodeNil() else { return false }
        return try next { $0.decodeNil() }
    }

    mutating func decode(_ type: Bool.Type) throws -> Bool { try next { try $0.decode(type) } }
    mutating func decode(_ type: String.Type) throws -> String { try next { try $0.decode(type) } }
    mutating func decode(_ type: Int.Type) throws -> Int { try next { try $0.decode(type) } }
    mutating func decode(_ type: Double.Type) throws -> Double { throw StoredDecoder.misfit }
    mutating func decode(_ type: Float.Type) throws -> Float { throw StoredDecoder.misfit }
    mutating func decode(_ type: Int8.Type) throws -> Int8 { throw StoredDecoder.misfit }
    mutating func decode(_ type: Int16.Type) throws -> Int16 { throw StoredDecoder.misfit }
    mutating func decode(_ type: Int32.Type) throws -> Int32 { throw StoredDecoder.misfit }
    mutating func decode(_ type: Int64.Type) throws -> Int64 { throw StoredDecoder.misfit }
    mutating func decode(_ type: UInt.Type) throws -> UInt { throw StoredDecoder.misfit }
    mutating func decode(_ type: UInt8.Type) throws -> UInt8 { throw StoredDecoder.misfit }
    mutating func decode(_ type: UInt16.Type) throws -> UInt16 { throw StoredDecoder.misfit }
    mutating func decode(_ type: UInt32.Type) throws -> UInt32 { throw StoredDecoder.misfit }
    mutating func decode(_ type: UInt64.Type) throws -> UInt64 { throw StoredDecoder.misfit }

    mutating func decode<Value: Decodable>(_ type: Value.Type) throws -> Value {
        try next { try Value(from: $0) }
    }

    mutating func nestedContainer<Nested: CodingKey>(
        keyedBy type: Nested.Type
    ) throws -> KeyedDecodingContainer<Nested> { try next { try $0.container(keyedBy: type) } }

    mutating func nestedUnkeyedContainer() throws -> any UnkeyedDecodingContainer {
        try next { try $0.unkeyedContainer() }
    }

    mutating func superDecoder() throws -> any Decoder { throw StoredDecoder.misfit }
}
