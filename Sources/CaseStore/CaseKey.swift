public import CardEngine

/// The id of a case compared by its bytes, as a database compares it.
///
/// Swift takes texts that differ only in Unicode normalisation for equal; two such histories must not become one.
public struct CaseKey: Hashable, Sendable {
    /// The id.
    public let id: CaseID

    /// Takes an id.
    public init(_ id: CaseID) {
        self.id = id
    }

    /// Whether the bytes are the same.
    public static func == (left: Self, right: Self) -> Bool {
        left.id.rawValue.utf8.elementsEqual(right.id.rawValue.utf8)
    }

    /// Hashes the bytes.
    public func hash(into hasher: inout Hasher) {
        var text = id.rawValue
        text.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
        hasher.combine(id.rawValue.utf8.count)
    }
}
