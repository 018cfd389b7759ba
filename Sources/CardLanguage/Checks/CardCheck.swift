import CardEngine

/// What is proved of a card of which every name has been found (kaarttaal, section 8). One check per file.
struct CardCheck: Sendable {
    /// The name of its file.
    let name: String
    let run: @Sendable (CheckedCard) -> [Diagnostic]

    /// Every check; a test compares this list with the folder.
    static let all: [CardCheck] = [
        .choiceCoverage, .consentOfPupils, .daysToCome, .endlessRounds, .escalationHelps, .filledFields,
        .fixedRows,
        .interruptPerformers,
        .itemEndsAll, .normsThere, .performersExist, .possibleOutcomes, .reachableSteps, .sensitiveFields,
        .sideBySide, .startsPossible, .stepsDoneBefore, .termsLongEnough, .uncountedRounds, .unusedNames,
        .waysOut,
    ]

    /// The largest card that is proved. The searches take a time of fields times ways, so there must be a bound.
    private static let stepLimit = 1_000
    private static let wayLimit = 5_000
    private static let fieldLimit = 500

    /// A complaint of a card that is too large to prove.
    static func tooLarge(_ card: Card, _ declaration: CardDeclaration) -> Diagnostic? {
        let ways = card.steps.reduce(0) { count, step in
            if case .choice(let choice) = step.kind {
                count + choice.rows.count + 1
            } else {
                count + step.outcomes.count + 1
            }
        }
        guard card.steps.count <= stepLimit, ways <= wayLimit, card.fields.count <= fieldLimit else {
            return Diagnostic(
                .tooLargeToProve, at: declaration.id.range,
                "Deze kaart is te groot om na te gaan: \(card.steps.count) stappen, \(ways) wegen en "
                    + "\(card.fields.count) velden. Splits haar in kaarten van hooguit \(stepLimit) stappen en "
                    + "\(fieldLimit) velden.")
        }
        return nil
    }

    /// What all checks find.
    ///
    /// A step that looks at another branch has been told so; that the value may not be there yet is the same mistake. A round
    /// that can't be left, or that goes on by itself, is worse than one that nothing counts.
    static func diagnostics(of checked: CheckedCard) -> [Diagnostic] {
        let found = all.flatMap { $0.run(checked) }
        let colliding = Set(found.filter { $0.code == .branchesCollide }.map(\.range))
        // Why a row of a choice never holds has been said.
        let notDone = Set(found.filter { $0.code == .notYetDone }.map(\.range))
        let unheld = Set(
            checked.declaration.allSteps.flatMap(\.rows).filter {
                $0.condition?.holds(lookingAt: notDone) == false
            }.map(\.range.start))
        let goesRound = found.contains { [.noWayOut, .endlessRound].contains($0.code) }
        return found.filter {
            !($0.code == .fieldMayBeEmpty && colliding.contains($0.range))
                && !($0.code == .uncountedRound && goesRound)
                && !($0.code == .rowNeverDecides && unheld.contains($0.range.start))
        }
    }
}

extension StepDeclaration {
    /// The rows of a choice.
    fileprivate var rows: [ChoiceRowDeclaration] {
        if case .choice(let rows) = kind { rows } else { [] }
    }
}
