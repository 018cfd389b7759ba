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
                    "Deze stappen kunnen zonder iemand eindeloos rondgaan: \(path). Zet er een stap tussen die iemand doet."))
        }
        return diagnostics
    }

    /// The steps of the shortest automatic round through `start`, beginning there.
    private static func automaticRound(from start: Int, in checked: CheckedCard) -> [Int]? {
        var seen: Set<Int> = []
        var paths = [[start]]
        while !paths.isEmpty {
            let path = paths.removeFirst()
            for way in checked.ways(from: path[path.count - 1]) where way.isAutomatic {
                guard case .step(let next) = way.target else { continue }
                if next == start { return path }
                if seen.insert(next).inserted { paths.append(path + [next]) }
            }
        }
        return nil
    }
}
