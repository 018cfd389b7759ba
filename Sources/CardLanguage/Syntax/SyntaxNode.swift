/// A piece of YAML with its place. Every scalar is text: what it means is for the reader of the construct to say.
struct SyntaxNode: Hashable, Sendable {
    indirect enum Content: Hashable, Sendable {
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

    /// Whether nothing is written here. It has been complained about, so readers are silent.
    var isEmpty: Bool {
        if case .text(let scalar) = content { scalar.text.isEmpty } else { false }
    }
}
