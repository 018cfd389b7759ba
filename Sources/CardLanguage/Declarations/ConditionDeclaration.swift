/// A condition as written: its names are not looked up and its values have no type yet.
indirect enum ConditionDeclaration: Hashable, Sendable {
    case all([ConditionDeclaration])
    case any([ConditionDeclaration])
    case not(ConditionDeclaration)
    case test(Located<String>, TestDeclaration)
}

/// What must hold, as written.
enum TestDeclaration: Hashable, Sendable {
    case oneOf([Located<String>])
    case compare([Comparison])
    case empty
    case filled

    struct Comparison: Hashable, Sendable {
        let word: Keyword
        let value: Located<String>
    }
}

extension DeclarationReader {
    mutating func condition(_ node: SyntaxNode?) -> ConditionDeclaration? {
        guard let node, !node.isEmpty else { return nil }
        guard case .mapping(let entries) = node.content, !entries.isEmpty else {
            report(
                .wrongShape, at: SourceRange(at: node.range.start),
                "Hier hoort een voorwaarde te staan: een veld met zijn waarde, zoals `{acuut: ja}`.")
            return nil
        }
        let parts = entries.compactMap { entry -> ConditionDeclaration? in
            let keyword = Keyword(entry.key.value)
            if keyword == .anyOf {
                return .any(items(entry.value, of: "voorwaarden").compactMap { condition($0) })
            }
            if keyword == .not { return condition(entry.value).map { .not($0) } }
            return test(entry.value).map { .test(entry.key, $0) }
        }
        return parts.count == 1 ? parts[0] : .all(parts)
    }

    private mutating func test(_ node: SyntaxNode) -> TestDeclaration? {
        switch node.content {
        case .text(let scalar):
            switch scalar.text {
            case "": return nil
            case "leeg": return .empty
            case "ingevuld": return .filled
            default: return .oneOf([word(node)])
            }
        case .list:
            let values = items(node, of: "waarden").map { word($0) }
            reportTwice(values)
            for value in values where emptinessWords.contains(value.value) {
                report(
                    .testDoesNotFit, at: value.range,
                    "`\(value.value)` kan niet in een lijst van waarden. Zet het apart, met `of: [{...}, {...}]`."
                )
            }
            let isPlain = values.allSatisfy { !emptinessWords.contains($0.value) }
            return values.isEmpty || !isPlain ? nil : .oneOf(values)
        case .mapping:
            let words = words(of: node, .comparison)
            let comparisons = Construct.comparison.known.compactMap { keyword in
                words[keyword].map { TestDeclaration.Comparison(word: keyword, value: word($0)) }
            }
            return comparisons.isEmpty ? nil : .compare(comparisons)
        }
    }
}
