import CardEngine

extension CardCheck {
    /// A cycle that the engine can go round alone in a day: through choices, skipped steps, empty blocks and waits that are past.
    static let endlessRounds = CardCheck(name: "EndlessRounds") { checked in
        var diagnostics: [Diagnostic] = []
        var reported: Set<Int> = []
        for start in checked.card.steps.indices where !reported.contains(start) {
            guard let round = automaticRound(from: start, in: checked) else { continue }
            reported.formUnion(round)
            let path = (round + [start]).map { checked.card.steps[$0].id.rawValue }.joined(separator: " → ")
            let hasSkippedTask = round.contains {
                checked.card.steps[$0].condition != nil && checked.card.steps[$0].waitsForSomebody
            }
            diagnostics.append(
                Diagnostic(
                    .endlessRound, at: checked.place(ofStep: start),
                    "Deze stappen kunnen zonder iemand eindeloos rondgaan: \(path). "
                        + (hasSkippedTask
                            ? "Wat een `als` heeft kan overgeslagen worden: zet er een stap zonder `als` tussen, die iemand doet."
                            : "Zet er een stap tussen die iemand doet.")))
        }
        return diagnostics
    }

    /// The steps of an automatic round through `start`, beginning there. A block is gone round only when it can close
    /// without anybody.
    private static func automaticRound(from start: Int, in checked: CheckedCard) -> [Int]? {
        let ways = checked.ways[start].filter(\.isAutomatic)
        guard !ways.isEmpty else { return nil }
        let search = Search(
            checked.map, from: [CheckedCard.Entry(label: "", target: .step(start))], returning: true
        ) { _, way in !way.isAutomatic }
        guard search.reaches(start) else { return nil }
        var round: [Int] = []
        var step = start
        while case .step(let before, _)? = search.cameFrom[step] {
            round.append(before)
            guard before != start, round.count <= checked.card.steps.count else { break }
            step = before
        }
        return round.reversed()
    }
}

extension Step {
    /// Whether it waits for a person, unless it is skipped.
    fileprivate var waitsForSomebody: Bool {
        switch kind {
        case .task, .sign, .register: true
        case .choice, .parallel, .forEach, .call, .wait: false
        }
    }
}
