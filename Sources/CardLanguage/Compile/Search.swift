import CardEngine

/// Where a case can get along ways that are not blocked, with how each step was first reached.
///
/// What runs side by side is followed at once: each branch of a block is entered, and the block closes when enough of its
/// branches can be done along ways that are not blocked. So whoever blocks the ways that fill in a field learns where a
/// case can be without it.
struct Search: Sendable {
    /// For each step that was reached: the entry, or the step before with the number of the way.
    private(set) var cameFrom: [Origin?]
    /// The lists that can be run to their end.
    private var finished: Set<Int> = []
    /// The lists whose only step can be skipped.
    private var passed: Set<Int> = []
    /// The blocks that can close.
    private(set) var closed: Set<Int> = []

    enum Origin: Sendable {
        case entry(String)
        case step(Int, way: Int)
    }

    /// What is searched.
    struct Map: Sendable {
        let card: Card
        let ways: [[CheckedCard.Way]]
    }

    func reaches(_ step: Int) -> Bool { cameFrom[step] != nil }

    /// From the entries of a card, or of a part of it.
    ///
    /// - Parameter returning: the entries count as reached only when a way leads back to them.
    init(
        _ map: Map, from entries: [CheckedCard.Entry], returning: Bool = false,
        blocked: (_ step: Int, CheckedCard.Way) -> Bool
    ) {
        cameFrom = Array(repeating: nil, count: map.ways.count)
        var queue: [Int] = []
        for entry in entries {
            guard case .step(let step) = entry.target, cameFrom[step] == nil else { continue }
            if !returning { cameFrom[step] = .entry(entry.label) }
            queue.append(step)
        }
        run(map, queue, around: [:], blocked)
    }

    /// From a step that has been passed, to where it and what runs beside it can lead. Of the blocks around it the other
    /// branches may be done already.
    init(
        _ map: Map, from step: Int, to targets: [Target], blocked: (_ step: Int, CheckedCard.Way) -> Bool
    ) {
        cameFrom = Array(repeating: nil, count: map.ways.count)
        let around = Dictionary(map.card.blocks(around: step), uniquingKeysWith: { first, _ in first })
        var queue: [Int] = []
        for target in targets { follow(target, from: step, .entry(""), map, &queue, around, blocked) }
        run(map, queue, around: around, blocked)
    }

    private mutating func run(
        _ map: Map, _ start: [Int], around: [Int: Int], _ blocked: (Int, CheckedCard.Way) -> Bool
    ) {
        var queue = start
        var next = 0
        while next < queue.count {
            let step = queue[next]
            next += 1
            for (number, way) in map.ways[step].enumerated() where !blocked(step, way) {
                switch way.kind {
                case .ordinary, .enters:
                    follow(way.target, from: step, .step(step, way: number), map, &queue, around, blocked)
                case .passes:
                    passed.insert(map.card.steps[step].list)
                    closeBlock(of: step, map, &queue, around, blocked)
                case .closes: close(step, map, &queue, around, blocked)
                }
            }
        }
    }

    private mutating func follow(
        _ target: Target, from step: Int, _ origin: Origin, _ map: Map, _ queue: inout [Int],
        _ around: [Int: Int], _ blocked: (Int, CheckedCard.Way) -> Bool
    ) {
        switch target {
        case .end: return
        case .step(let next):
            guard cameFrom[next] == nil else { return }
            cameFrom[next] = origin
            queue.append(next)
        case .branchDone:
            guard finished.insert(map.card.steps[step].list).inserted else { return }
            closeBlock(of: step, map, &queue, around, blocked)
        }
    }

    private mutating func closeBlock(
        of step: Int, _ map: Map, _ queue: inout [Int], _ around: [Int: Int],
        _ blocked: (Int, CheckedCard.Way) -> Bool
    ) {
        guard let block = map.card.lists[map.card.steps[step].list].block,
            cameFrom[block] != nil || around[block] != nil
        else { return }
        close(block, map, &queue, around, blocked)
    }

    /// Goes on behind a block, if it can close.
    private mutating func close(
        _ block: Int, _ map: Map, _ queue: inout [Int], _ around: [Int: Int],
        _ blocked: (Int, CheckedCard.Way) -> Bool
    ) {
        guard !closed.contains(block), canClose(map.card.steps[block], map.card, inside: around[block]) else {
            return
        }
        for (number, way) in map.ways[block].enumerated() where way.kind == .closes && !blocked(block, way) {
            closed.insert(block)
            follow(way.target, from: block, .step(block, way: number), map, &queue, around, blocked)
        }
    }

    /// - Parameter list: the branch that the search began in; the others may be done already.
    private func canClose(_ block: Step, _ card: Card, inside list: Int?) -> Bool {
        func isOver(_ list: Int) -> Bool { finished.contains(list) || passed.contains(list) }
        switch block.kind {
        case .forEach(let each): return each.mayHaveNoItems(block, card) || isOver(each.list)
        case .parallel(let parallel):
            let lists = parallel.branches.map(\.list)
            let over = lists.count(where: isOver)
            let needed: Int
            switch parallel.closesAt {
            case .all: needed = lists.count
            case .first: needed = 1
            case .count(let count): needed = count
            }
            if let list { return isOver(list) || needed < lists.count && over > 0 }
            return over == lists.count || lists.count { finished.contains($0) } >= needed
        case .task, .sign, .choice, .call, .wait, .register: return false
        }
    }
}

extension ForEachStep {
    /// Whether it can be over at once. A list that must be filled in has rows.
    fileprivate func mayHaveNoItems(_ step: Step, _ card: Card) -> Bool {
        guard step.condition == nil else { return true }
        switch source {
        case .pupils, .groups: return true
        case .fixed(_, let values): return values.isEmpty
        case .rows(let list):
            return card.steps.contains { step in
                if case .register(let register) = step.kind { register.list == list } else { false }
            }
        }
    }
}
