import CardEngine

extension CardCheck {
    /// A condition, an `anders_dan` or a `zelfde_als` that looks at a step that can't have been done by then, for it comes later and no
    /// way leads back.
    ///
    /// What asks whether the step was not done yet holds then, and may be there for who reopens.
    static let stepsDoneBefore = CardCheck(name: "StepsDoneBefore") { checked in
        let places = Dictionary(
            checked.card.steps.enumerated().map { ($1.id.rawValue, $0) },
            uniquingKeysWith: { first, _ in first })
        let reached = checked.reached()
        var after: [Int: Search] = [:]
        return checked.declaration.allSteps.enumerated().flatMap { index, written -> [Diagnostic] in
            guard reached.reaches(index) else { return [] }
            return written.lookedBackAt.compactMap { word, step in
                guard let source = places[step.value] else { return nil }
                let search = after[source] ?? checked.placesAfter([source])
                after[source] = search
                guard !search.reaches(index), !checked.runsBeside([source], index) else { return nil }
                return Diagnostic(
                    .notYetDone, .warning, at: step.range,
                    "`\(word)` kijkt naar de stap `\(step.value)`, maar die is hier nog nooit gedaan: hij komt pas later. Kijk naar iets "
                        + "dat eerder gebeurt, of zet deze stap erachter.")
            }
        }
    }
}

extension StepDeclaration {
    /// The steps that it looks at as done, each with the word that does and its place.
    fileprivate var lookedBackAt: [(word: String, step: Located<String>)] {
        var found = condition?.lookedBackAt ?? []
        switch kind {
        case .task(let task):
            found += [(Keyword.otherThan, task.otherThan), (.sameAs, task.sameAs)].compactMap { word, step in
                step.map { (word.rawValue, $0) }
            }
        case .choice(let rows): found += rows.flatMap { $0.condition?.lookedBackAt ?? [] }
        case .sign, .parallel, .forEach, .call, .wait, .register, .unread: break
        }
        return found
    }
}

extension ConditionDeclaration {
    /// The steps of which it asks how or how many times they were done.
    fileprivate var lookedBackAt: [(word: String, step: Located<String>)] {
        switch self {
        case .all(let parts), .any(let parts): return parts.flatMap(\.lookedBackAt)
        case .not(let part): return part.lookedBackAt
        case .test(let operand, let test):
            let parts = operand.value.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
            guard parts.count == 2,
                parts[0] == "uitkomst" && !test.asksWhetherThere || parts[0] == "keer" && !test.fitsNone
            else { return [] }
            return [(operand.value, Located(value: String(parts[1]), range: operand.range))]
        }
    }
}

extension TestDeclaration {
    /// Whether it asks only whether there is something.
    fileprivate var asksWhetherThere: Bool {
        switch self {
        case .empty, .filled: true
        case .oneOf, .compare: false
        }
    }

    /// Whether a step that was never done fits.
    fileprivate var fitsNone: Bool {
        switch self {
        case .empty, .filled: true
        case .oneOf(let values): values.contains { $0.value == "0" }
        case .compare(let comparisons): !comparisons.contains { $0.word == .minimum && $0.value.value != "0" }
        }
    }
}
