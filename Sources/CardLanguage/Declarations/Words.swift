/// The words of a mapping, each once, with what stands behind them. They are few: to go along them is quicker than to hash.
struct Words {
    /// Each entry of the mapping that a construct knows; of the others nil.
    private var known: [Keyword?] = []
    private var entries: [SyntaxNode.Entry] = []

    /// Of nothing.
    init() {}

    /// - Parameter known: of each entry its word, or nil when it has no meaning here.
    init(_ entries: [SyntaxNode.Entry], known: [Keyword?]) {
        self.entries = entries
        self.known = known
    }

    /// What stands behind a word; nil when it is not there.
    subscript(word: Keyword) -> SyntaxNode? { known.firstIndex(of: word).map { entries[$0].value } }

    /// Whether a word is there.
    func has(_ word: Keyword) -> Bool { known.contains(word) }

    var count: Int { known.count { $0 != nil } }

    var isEmpty: Bool { count == 0 }
}

extension SyntaxNode {
    /// Of each entry of a mapping the word before its colon; nil for one that the author made up.
    var keywords: [Keyword?] {
        guard case .mapping(let entries) = content else { return [] }
        return entries.map { Keyword($0.key.value) }
    }
}
