import CardEngine
import SchoolTime

extension CardCheck {
    /// An outcome that can't occur (kaarttaal, section 8): `verlopen` of a step whose term counts from what is never there yet, or
    /// of a wait that is over before its term is; `anders` where every answer is named; `gereed` of a block that never closes.
    ///
    /// What people answer can always occur, and so can a consent that is withdrawn or somebody who is not reached. The ends of
    /// other cards are looked at beside those cards.
    static let possibleOutcomes = CardCheck(name: "PossibleOutcomes") { checked in
        let reached = checked.reached()
        return checked.card.steps.indices.filter(reached.reaches).flatMap { index -> [Diagnostic] in
            let written = checked.declaration.allSteps[index]
            return [
                Diagnostic(
                    Outcome.expired, at: written.place(of: Outcome.expired),
                    cannotOccurBecause: checked.reasonNeverToExpire(at: index)),
                Diagnostic(
                    Outcome.done, at: written.place(of: Outcome.done),
                    cannotOccurBecause: checked.reasonNeverToClose(at: index, reached.closed)),
                Diagnostic(
                    Keyword.otherwise.rawValue, at: written.otherwise?.range,
                    cannotOccurBecause: checked.card.steps[index].namesAllAnswers
                        ? "alle antwoorden zijn al genoemd. Haal `anders` weg" : nil),
            ].compactMap(\.self)
        }
    }
}

extension Diagnostic {
    /// A complaint of an outcome; nil when it is not named there, or nothing keeps it from occurring.
    fileprivate init?(_ outcome: String, at range: SourceRange?, cannotOccurBecause reason: String?) {
        guard let range, let reason else { return nil }
        self.init(
            .outcomeCannotOccur, .warning, at: range,
            "De uitkomst `\(outcome)` kan hier niet voorkomen: \(reason).")
    }
}

extension StepDeclaration {
    /// Where it names an outcome.
    fileprivate func place(of outcome: String) -> SourceRange? {
        outcomes?.first { $0.name.value == outcome }?.name.range
    }
}

extension CheckedCard {
    /// Why the term of a step never passes; nil when it can.
    fileprivate func reasonNeverToExpire(at index: Int) -> String? {
        let step = card.steps[index]
        guard step.expires, let moment = step.terms.term ?? step.terms.statutory else { return nil }
        let word = (step.terms.term == nil ? Keyword.statutory : .term).rawValue
        if let anchor = moment.anchor, isNeverThere(anchor, at: index) {
            let (what, advice) =
                switch anchor {
                case .step(let id):
                    ("de stap `\(id)`, en die is dan nooit al gedaan", "iets dat eerder gebeurt")
                case .start, .field, .occasion, .named:
                    ("iets dat dan nog nooit is ingevuld", "een dag die eerder wordt ingevuld")
                }
            return "`\(word)` telt van \(what). Tel van \(advice), of haal de uitkomst weg"
        }
        // Suspending a case moves a wait and a `termijn`, and no `wettelijk`.
        if case .wait(let wait) = step.kind, case .moment(let awaited) = wait.goal,
            let term = step.terms.term, awaited.isSurelyOver(when: term)
        {
            return
                "het wachten is al voorbij als `termijn` om is. Maak `termijn` korter, of haal de uitkomst weg"
        }
        return nil
    }

    /// Why a block is never done; nil when it can be.
    fileprivate func reasonNeverToClose(at index: Int, _ closed: Set<Int>) -> String? {
        guard ways[index].contains(where: { $0.kind == .closes }), !closed.contains(index) else { return nil }
        return "er zijn te weinig takken die tot hun einde komen. Laat ze eindigen met `klaar`"
    }

    /// Whether what a term of a step counts from is never there while the step is open, unless somebody reopens it.
    func isNeverThere(_ anchor: Anchor, at index: Int) -> Bool {
        let sources: [Int]
        switch anchor {
        case .start, .occasion, .named: return false
        case .step(let id): sources = card.place(of: id).map { [$0] } ?? []
        case .field(let field):
            // What belongs to an item or a row may be there from the begin.
            guard card.field(field)?.home == nil, !card.filledFromTheBegin.contains(field) else {
                return false
            }
            sources = askers[field] ?? []
        }
        // That nothing fills it in, or that there is no such step, has been said.
        guard !sources.isEmpty else { return false }
        let isInside = sources.contains { card.blocks(around: $0).contains { $0.block == index } }
        return !isInside && !runsBeside(sources, index) && !placesAfter(sources).reaches(index)
    }

    /// Whether one of these steps is in another branch of a block around that step.
    func runsBeside(_ steps: [Int], _ index: Int) -> Bool {
        let around = card.blocks(around: index)
        return steps.contains { step in
            card.blocks(around: step).contains { mine in
                around.contains { $0.block == mine.block && $0.list != mine.list }
            }
        }
    }

    /// Where a case can get once one of these steps was done; what runs around them may be over too.
    func placesAfter(_ steps: [Int]) -> Search {
        let left = steps + steps.flatMap { card.blocks(around: $0).map(\.block) }
        let targets =
            left.flatMap { step in ways[step].filter { $0.kind != .enters }.map(\.target) }
            + card.interrupts.compactMap(\.target)
        return Search(map, from: targets.map { Entry(label: "", target: $0) }) { _, _ in false }
    }
}

extension Step {
    /// Whether it has `anders` besides all that signatures can come to. A called card may get another end with its next version.
    fileprivate var namesAllAnswers: Bool {
        guard case .sign = kind, otherwise != nil else { return false }
        return Set([SignStep.agreed, SignStep.refused, SignStep.incomplete]).isSubset(
            of: outcomes.map(\.name))
    }
}

extension Moment {
    /// Whether a wait for it ends on the last day of that term or before, as long as both count the same.
    fileprivate func isSurelyOver(when term: Moment) -> Bool {
        switch (self, term) {
        case (.span(let wait), .span(let term)): wait.isAtMost(term)
        case (.relative(let wait, .after, let anchor), .relative(let term, .after, let other)):
            anchor == other && wait.isAtMost(term)
        case (.span, _), (.relative, _), (.anchor, _), (.today, _), (.period, _), (.dayBefore, _), (.next, _):
            false
        }
    }
}

extension SchoolDuration {
    fileprivate func isAtMost(_ other: SchoolDuration) -> Bool {
        if unit == other.unit { return amount <= other.amount }
        guard let days, let others = other.days else { return false }
        return days <= others
    }

    /// Nil when the calendar decides.
    private var days: Int? {
        switch unit {
        case .days: amount
        case .weeks: amount * 7
        case .months, .years, .workingDays, .schoolDays, .schoolWeeks: nil
        }
    }
}
