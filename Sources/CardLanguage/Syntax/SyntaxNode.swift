/// A piece of YAML with its place. Every scalar is text: what it means is for the reader of the construct to say.
struct SyntaxNode: Hashable, Sendable {
    enum Content: Hashable, Sendable {
        case text(Scalar)
        case list([SyntaxNode])
        case mapping([Entry])
    }

    struct Scalar: Hashable, Sendable {
        let text: String
        /// Where a comment begins behind an unquoted text on the same line.
        let comment: SourcePosition?
    }

    struct Entry: Hashable, Sendable {
        let key: Located<String>
        let value: SyntaxNode
    }

    let content: Content
    let range: SourceRange
    /// Of a list or mapping between brackets: the place behind the one that closes it.
    var close: SourcePosition?

    /// The place behind all that belongs to it; `range` ends behind the last text in it.
    var end: SourcePosition {
        if let close { return close }
        switch content {
        case .text: return range.end
        case .list(let items): return items.last?.end ?? range.end
        case .mapping(let entries): return entries.last?.value.end ?? range.end
        }
    }

    /// Whether nothing is written here. It has been complained about, so readers are silent.
    var isEmpty: Bool {
        if case .text(let scalar) = content { scalar.text.isEmpty } else { false }
    }
}
