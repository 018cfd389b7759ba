import CardEngine

extension CardCheck {
    /// A condition, an `anders_dan` or a `zelfde_als` that looks at a step that can't have been done by then, for no way leads from there
    /// to here.
    ///
    /// What asks whether the step was not done yet holds then, and may be there for who reopens.
    static let stepsDoneBefore = CardCheck(name: "StepsDoneBefore") { checked in
        let card = checked.card
        let places = Dictionary(
            card.steps.enumerated().map { ($1.id.rawValue, $0) },
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
                guard source != index else {
                    return Diagnostic(
                        .notYetDone, .warning, at: step.range,
                        "`\(word)` kijkt naar deze stap zelf, maar die is hier nog nooit gedaan: er gaat geen weg naar terug. Kijk naar "
                            + "iets dat eerder gebeurt.")
                }
                let beyond = after[index] ?? checked.placesAfter([index])
                after[index] = beyond
                let (before, behind) = (card.blocks(around: index), card.blocks(around: source))
                let isLater =
                    beyond.reaches(source) || before.contains { $0.block == source }
                    || behind.contains { $0.block == index }
                let why = isLater ? "hij komt pas later" : "hij ligt op een andere weg"
                return Diagnostic(
                    .notYetDone, .warning, at: step.range,
                    "`\(word)` kijkt naar de stap `\(step.value)`, maar die is hier nog nooit gedaan: \(why). Kijk naar iets "
                        + "dat eerder gebeurt, of zet deze stap erachter.")
            }
        }
    }
}

extension ConditionDeclaration {
    /// Whether it holds, as far as that follows from what it looks at in steps that were not done yet; nil when more is needed to
    /// know.
    ///
    /// - Parameter notDone: where it looks at these.
    func holds(lookingAt notDone: Set<SourceRange>) -> Bool? {
        switch self {
        case .all(let parts):
            return Self.together(parts.map { $0.holds(lookingAt: notDone) }, decidedBy: false)
        case .any(let parts):
            return Self.together(parts.map { $0.holds(lookingAt: notDone) }, decidedBy: true)
        case .not(let part): return part.holds(lookingAt: notDone).map(!)
        case .test(let operand, _): return notDone.contains(operand.range) ? false : nil
        }
    }

    /// What parts come to, of which one that is so decides.
    private static func together(_ parts: [Bool?], decidedBy one: Bool) -> Bool? {
        if parts.contains(one) { return one }
        return parts.contains(nil) ? nil : !one
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
