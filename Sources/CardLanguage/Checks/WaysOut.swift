import CardEngine

extension CardCheck {
    /// A step from which no end can be reached.
    static let waysOut = CardCheck(name: "WaysOut") { checked in
        var sources: [[Int]] = Array(repeating: [], count: checked.ways.count)
        var queue: [Int] = []
        let closed = checked.reached().closed
        for (index, ways) in checked.ways.enumerated() {
            // A block that can't be done is left only from within, or when its term has passed.
            for way in ways where way.kind != .closes || closed.contains(index) {
                switch way.target {
                case .end: queue.append(index)
                case .step(let next): sources[next].append(index)
                case .branchDone:
                    let list = checked.card.lists[checked.card.steps[index].list]
                    if let block = list.block { sources[block].append(index) }
                }
            }
        }
        for index in checked.card.steps.indices {
            // What is in a block is left with it, when enough other branches are done or its term has passed.
            for (block, _) in checked.card.blocks(around: index)
            where checked.card.steps[block].endsWithout(closed.contains(block)) {
                sources[block].append(index)
            }
        }
        var leadsOut = Set(queue)
        while let index = queue.popLast() {
            for source in sources[index] where leadsOut.insert(source).inserted { queue.append(source) }
        }
        let caught = checked.card.steps.indices.filter { !leadsOut.contains($0) }
        guard let first = caught.first else { return [] }
        let names = caught.prefix(10).map { "`\(checked.card.steps[$0].id)`" }.joined(separator: ", ")
        let more = caught.count > 10 ? " en nog \(caught.count - 10)" : ""
        // One mistake, one message: the missing way out is the same for all of them.
        return [
            Diagnostic(
                .noWayOut, at: checked.place(ofStep: first),
                "Vanaf \(names)\(more) is geen einde te bereiken: een traject zou hier altijd blijven rondgaan. Laat een "
                    + "uitkomst naar een einde gaan, of naar een stap die erheen leidt.")
        ]
    }
}

extension Step {
    /// Whether a block can be over while one of its branches never is.
    ///
    /// - Parameter closes: whether it can close at all.
    fileprivate func endsWithout(_ closes: Bool) -> Bool {
        switch kind {
        case .parallel(let parallel): expires || closes && parallel.closesAt != .all
        case .forEach(let each): expires || closes && each.closesAt != .all
        case .task, .sign, .choice, .call, .wait, .register: false
        }
    }
}
