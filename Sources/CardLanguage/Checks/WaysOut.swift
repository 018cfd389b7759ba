import CardEngine

extension CardCheck {
    /// A step from which no end can be reached.
    static let waysOut = CardCheck(name: "WaysOut") { checked in
        var sources: [[Int]] = Array(repeating: [], count: checked.ways.count)
        var queue: [Int] = []
        for (index, ways) in checked.ways.enumerated() {
            for way in ways {
                switch way.target {
                case .end: queue.append(index)
                case .step(let next): sources[next].append(index)
                }
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
