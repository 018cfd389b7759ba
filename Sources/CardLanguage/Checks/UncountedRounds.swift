import CardEngine

extension CardCheck {
    /// A round through people that nothing counts: no `keer` limits it, and no norm tells how many times it was gone (kaarttaal,
    /// section 8). Where a round waits it comes back by plan, like a year; that is no going back and forth.
    static let uncountedRounds = CardCheck(name: "UncountedRounds") { checked in
        let ways = checked.uncountedWays
        var told: Set<Int> = []
        return checked.card.steps.indices.compactMap { start -> Diagnostic? in
            guard !told.contains(start), let round = checked.round(from: start, by: ways) else { return nil }
            told.formUnion(checked.stepsOfRounds(through: start, by: ways))
            let path =
                round.map { checked.shown($0.step, leavingBy: $0.way) } + [
                    checked.card.steps[start].id.rawValue
                ]
            // What is skipped in this round is never done in it.
            let done = round.first { checked.ways[$0.step][$0.way].label != Outcome.skipped }
            let counted = checked.card.steps[done?.step ?? start].id
            return Diagnostic(
                .uncountedRound, .warning, at: checked.place(ofStep: start),
                "Deze stappen kunnen steeds opnieuw, en niets telt hoe vaak: \(CheckedCard.shown(path)). Zet er een keuze "
                    + "tussen die na een aantal keer iets anders doet, zoals `{als: {keer.\(counted): {minstens: 3}}, naar: ...}`, of meet "
                    + "het met de norm `herhaling \(counted)`.")
        }
    }
}

extension CheckedCard {
    /// For each step the ways to another that nothing counts, by their numbers in `ways`.
    fileprivate var uncountedWays: [[Int]] {
        var counted: Set<StepID> = []
        for norm in card.norms {
            if case .repetition(let step) = norm.measure { counted.insert(step) }
        }
        for interrupt in card.interrupts where interrupt.condition?.asksVisits ?? false {
            for case (.visits(let step), _) in interrupt.condition?.tests ?? [] { counted.insert(step) }
        }
        return card.steps.enumerated().map { index, step in
            switch step.kind {
            case .wait: return []
            case .task, .sign, .choice, .parallel, .forEach, .call, .register: break
            }
            guard !counted.contains(step.id), !(step.condition?.asksVisits ?? false) else { return [] }
            // A row below one that counts decides only until it is enough.
            var rows: Int?
            if case .choice(let choice) = step.kind {
                rows = choice.rows.firstIndex { $0.condition?.asksVisits ?? false }
            }
            let skips = ways[index].first?.label == Outcome.skipped ? 1 : 0
            return ways[index].indices.filter { number in
                guard case .step = ways[index][number].target else { return false }
                return rows.map { number < $0 + skips } ?? true
            }
        }
    }

    /// The shortest round from a step back to it in which somebody does something; nil when there is none.
    fileprivate func round(from start: Int, by ways: [[Int]]) -> [(step: Int, way: Int)]? {
        var cameFrom: [Int: (step: Int, way: Int)] = [:]
        var queue = [start]
        var next = 0
        while next < queue.count, cameFrom[start] == nil {
            let step = queue[next]
            next += 1
            for number in ways[step] {
                guard case .step(let target) = self.ways[step][number].target, cameFrom[target] == nil else {
                    continue
                }
                cameFrom[target] = (step, number)
                queue.append(target)
            }
        }
        var round: [(step: Int, way: Int)] = []
        var step = start
        repeat {
            guard let before = cameFrom[step] else { return nil }
            round.append(before)
            step = before.step
        } while step != start
        // What goes round without anybody is an error already.
        guard !round.allSatisfy({ self.ways[$0.step][$0.way].isAutomatic }) else { return nil }
        return round.reversed()
    }

    /// Every step from which a case gets to this one and back.
    fileprivate func stepsOfRounds(through start: Int, by ways: [[Int]]) -> Set<Int> {
        var targets: [[Int]] = ways.map { _ in [] }
        var sources = targets
        for (step, numbers) in ways.enumerated() {
            for number in numbers {
                guard case .step(let target) = self.ways[step][number].target else { continue }
                targets[step].append(target)
                sources[target].append(step)
            }
        }
        func reached(_ edges: [[Int]]) -> Set<Int> {
            var found: Set<Int> = [start]
            var open = [start]
            while let step = open.popLast() {
                for next in edges[step] where found.insert(next).inserted { open.append(next) }
            }
            return found
        }
        return reached(targets).intersection(reached(sources))
    }
}

extension Condition {
    /// Whether it looks at how many times a step was done.
    fileprivate var asksVisits: Bool {
        tests.contains { if case .visits = $0.operand { true } else { false } }
    }
}
