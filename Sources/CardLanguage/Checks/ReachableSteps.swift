import CardEngine

extension CardCheck {
    /// A step that no case can reach. What only such a step leads to is not named as well.
    static let reachableSteps = CardCheck(name: "ReachableSteps") { checked in
        let reached = checked.reached()
        let lost = checked.card.steps.indices.filter { !reached.reaches($0) }
        var entered: Set<Int> = []
        for index in lost {
            for case .step(let next) in checked.ways[index].map(\.target) where next != index {
                entered.insert(next)
            }
        }
        // First those to which nothing leads at all; then, of steps that lead only to each other, the first.
        var told: Set<Int> = []
        var diagnostics: [Diagnostic] = []
        for index in lost.filter({ !entered.contains($0) }) + lost where !told.contains(index) {
            var open = [index]
            while let step = open.popLast() {
                guard told.insert(step).inserted else { continue }
                for case .step(let next) in checked.ways[step].map(\.target) { open.append(next) }
            }
            diagnostics.append(
                Diagnostic(
                    .unreachableStep, at: checked.place(ofStep: index),
                    "Geen enkele weg leidt naar de stap `\(checked.card.steps[index].id)`. Laat een uitkomst erheen gaan, "
                        + "of haal hem weg."))
        }
        return diagnostics
    }
}
