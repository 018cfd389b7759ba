import CardEngine

extension CardCheck {
    /// A cycle that the engine can go round alone: through choices, and steps that may be skipped.
    static let endlessRounds = CardCheck(name: "EndlessRounds") { checked in
        var diagnostics: [Diagnostic] = []
        var reported: Set<Int> = []
        for start in checked.card.steps.indices where !reported.contains(start) {
            guard let round = automaticRound(from: start, in: checked) else { continue }
            reported.formUnion(round)
            let path = (round + [start]).map { checked.card.steps[$0].id.rawValue }.joined(separator: " → ")
            diagnostics.append(
                Diagnostic(
                    .endlessRound, at: checked.place(ofStep: start),
                    "Deze stappen kunnen zonder iemand eindeloos rondgaan: \(path). Zet er een stap tussen die iemand "
                        + "doet."))
        }
        return diagnostics
    }

    /// The steps of the shortest automatic round through `start`, beginning there.
    private static func automaticRound(from start: Int, in checked: CheckedCard) -> [Int]? {
        var before: [Int: Int] = [:]
        var queue = [start]
        var next = 0
        while next < queue.count {
            let step = queue[next]
            next += 1
            for way in checked.ways[step] where way.isAutomatic {
                guard case .step(let target) = way.target else { continue }
                if target == start {
                    var round = [step]
                    while let earlier = before[round[round.count - 1]] { round.append(earlier) }
                    return round.reversed()
                }
                guard before[target] == nil else { continue }
                before[target] = step
                queue.append(target)
            }
        }
        return nil
    }
}
