/// The words of a mapping, each once, with what stands behind them. They are few: to go along them is quicker than to hash.
struct Words {
    private var words: [Keyword] = []
    /// What stands behind each, apart: to go along the words touches none of it.
    private var values: [SyntaxNode] = []

    mutating func add(_ word: Keyword, _ value: SyntaxNode) {
        words.append(word)
        values.append(value)
    }

    /// What stands behind a word; nil when it is not there.
    subscript(word: Keyword) -> SyntaxNode? { words.firstIndex(of: word).map { values[$0] } }

    var count: Int { words.count }

    var isEmpty: Bool { words.isEmpty }
}
