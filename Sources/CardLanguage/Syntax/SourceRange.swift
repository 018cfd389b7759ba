/// A place in a text: line and column count from 1, columns in unicode scalars.
public struct SourcePosition: Hashable, Comparable, Sendable {
    /// Counts from 1.
    public let line: Int
    /// Counts from 1.
    public let column: Int

    /// The place in that line and column.
    public init(line: Int, column: Int) {
        self.line = line
        self.column = column
    }

    /// The beginning of a text.
    public static let start = SourcePosition(line: 1, column: 1)

    /// Whether the left place comes first.
    public static func < (left: Self, right: Self) -> Bool {
        (left.line, left.column) < (right.line, right.column)
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
