/// A place in a text: line and column count from 1, columns in unicode scalars.
public struct SourcePosition: Hashable, Comparable, Sendable {
    /// Counts from 1.
    public var line: Int { Int(storedLine) }
    /// Counts from 1.
    public var column: Int { Int(storedColumn) }

    // A tree has thousands of places, and no file as many lines as these can count.
    private let storedLine: Int32
    private let storedColumn: Int32

    /// The place in that line and column.
    public init(line: Int, column: Int) {
        storedLine = Int32(clamping: line)
        storedColumn = Int32(clamping: column)
    }

    /// The beginning of a text.
    public static let start = SourcePosition(line: 1, column: 1)

    /// Whether the left place comes first.
    public static func < (left: Self, right: Self) -> Bool {
        (left.storedLine, left.storedColumn) < (right.storedLine, right.storedColumn)
    }
}

/// A stretch of a text, up to and not including `end`.
public struct SourceRange: Hashable, Sendable {
    /// The first place in it.
    public let start: SourcePosition
    /// The first place behind it.
    public let end: SourcePosition

    /// From `start` up to `end`.
    public init(start: SourcePosition, end: SourcePosition) {
        self.start = start
        self.end = end
    }

    /// One character wide.
    init(at position: SourcePosition) {
        self.init(start: position, end: SourcePosition(line: position.line, column: position.column + 1))
    }
}

/// A value with its place.
struct Located<Value: Hashable & Sendable>: Hashable, Sendable {
    let value: Value
    let range: SourceRange
}
