import CardEngine

/// What is written of steps side by side.
struct ParallelDeclaration: Hashable, Sendable {
    let branches: [BranchDeclaration]
    let closesAt: Located<ClosingRule>?
}

/// A branch as written. One that is a single step has no id or title of its own.
struct BranchDeclaration: Hashable, Sendable {
    let id: Located<String>?
    let title: String?
    let steps: [StepDeclaration]
}

/// What is written of steps for each item.
struct ForEachDeclaration: Hashable, Sendable {
    enum Source: Hashable, Sendable {
        case pupils(SourceRange)
        case groups(SourceRange)
        case rows(Located<String>)
        case fixed(Located<String>, [Located<String>])
        /// A stand-in for what could not be read; a complaint has been made.
        case unread
    }

    let source: Source
    let steps: [StepDeclaration]
    let closesAt: Located<ClosingRule>?
}

extension DeclarationReader {
    mutating func parallel(_ words: Words) -> ParallelDeclaration {
        let branches = items(words[.parallel], of: "takken").map { branch($0) }
        let closesAt = closingRule(words[.closesAt])
        if case .count(let count) = closesAt?.value, let range = closesAt?.range, count > branches.count,
            !branches.isEmpty
        {
            report(
                .limitsReversed, at: range,
                "Er zijn maar \(branches.count) takken; \(count) kunnen er nooit klaar zijn. Noem een kleiner getal, of "
                    + "`alle`.")
        }
        return ParallelDeclaration(branches: branches, closesAt: closesAt)
    }

    mutating func forEach(_ words: Words) -> ForEachDeclaration {
        ForEachDeclaration(
            source: words[.forEach].map { source($0) } ?? .unread,
            steps: items(words[.steps], of: "stappen").map { step($0) },
            closesAt: closingRule(words[.closesAt]))
    }

    private mutating func branch(_ node: SyntaxNode) -> BranchDeclaration {
        guard case .mapping(let entries) = node.content,
            entries.contains(where: { $0.key.value == Keyword.branch.rawValue })
        else {
            return BranchDeclaration(id: nil, title: nil, steps: [step(node)])
        }
        let words = words(of: node, .branch)
        return BranchDeclaration(
            id: id(word(words[.branch])), title: words[.title].map { runningText($0).value },
            steps: items(words[.steps], of: "stappen").map { step($0) })
    }

    /// `alle`, `eerste`, or a number of branches.
    private mutating func closingRule(_ node: SyntaxNode?) -> Located<ClosingRule>? {
        guard let node else { return nil }
        let word = word(node)
        guard !word.value.isEmpty else { return nil }
        if let rule = Vocabulary.closingRules.value(of: word.value) {
            return Located(value: rule, range: word.range)
        }
        guard let count = word.value.wholeNumber(in: 1...1_000_000) else {
            report(
                .notAnOption, at: word.range,
                "\(word.value.quoted) kan hier niet. Schrijf `alle`, `eerste`, of hoeveel er klaar moeten zijn."
                    + hint(word.value, among: Vocabulary.closingRules.all))
            return nil
        }
        return Located(value: .count(count), range: word.range)
    }

    private mutating func source(_ node: SyntaxNode) -> ForEachDeclaration.Source {
        if case .mapping = node.content {
            return fixedItems(node).map { .fixed($0.id, $0.values) } ?? .unread
        }
        let word = word(node)
        switch Vocabulary.itemSources.value(of: word.value) {
        case .pupils: return .pupils(word.range)
        case .groups: return .groups(word.range)
        case .rows, .fixed, nil: return word.value.isEmpty ? .unread : .rows(word)
        }
    }

    /// `{vakgebied: [rekenen, spelling]}`.
    mutating func fixedItems(_ node: SyntaxNode) -> (id: Located<String>, values: [Located<String>])? {
        guard case .mapping(let entries) = node.content, entries.count == 1 else {
            report(
                .wrongShape, at: SourceRange(at: node.range.start),
                "Hier hoort één naam met zijn waarden te staan, zoals `{vakgebied: [rekenen, spelling]}`.")
            return nil
        }
        let values = bounded(items(entries[0].value, of: "waarden"), "waarden", at: node.range)
            .map { runningText($0) }
        reportTwice(values)
        return (id(entries[0].key), values)
    }
}
