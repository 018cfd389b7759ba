import CardEngine

extension CardCheck {
    /// A step that no case can reach.
    static let reachableSteps = CardCheck(name: "ReachableSteps") { checked in
        var reached: Set<Int> = []
        var open = checked.entries.map(\.target)
        while let target = open.popLast() {
            guard case .step(let index) = target, reached.insert(index).inserted else { continue }
            open += checked.ways(from: index).map(\.target)
        }
        return checked.card.steps.indices.filter { !reached.contains($0) }.map { index in
            Diagnostic(
                .unreachableStep, at: checked.place(ofStep: index),
                "Geen enkele weg leidt naar de stap `\(checked.card.steps[index].id)`. Laat een uitkomst erheen gaan, of haal hem weg.")
        }
    }
}
