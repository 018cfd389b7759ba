import CardEngine

extension TogetherCheck {
    /// Cards that wait for each other in a circle, or call each other and wait: none of them would ever be done.
    static let waitingCircles = TogetherCheck(name: "WaitingCircles") { among in
        let start = among.name
        // Told at the first of the circle by name, so that it is told once.
        var cameFrom: [String: (card: String, step: Located<String>)] = [:]
        var queue = [start]
        var next = 0
        while next < queue.count {
            let card = queue[next]
            next += 1
            for (awaited, step) in among.others.waits(of: card)
            where awaited >= start && cameFrom[awaited] == nil && among.others.cards[awaited] != nil {
                cameFrom[awaited] = (card, step)
                queue.append(awaited)
            }
        }
        guard cameFrom[start] != nil else { return [] }
        var path = [start]
        var card = start
        var place: SourceRange?
        while let before = cameFrom[card] {
            path.append("\(before.card) [\(before.step.value)]")
            card = before.card
            place = before.step.range
            guard card != start else { break }
        }
        guard let place else { return [] }
        return [
            Diagnostic(
                .waitsInCircle, at: place,
                "Deze kaarten wachten op elkaar in een kring, en kunnen zo nooit klaarkomen: \(path.reversed().joined(separator: " → ")). "
                    + "Laat er één niet wachten: `meteen_verder: ja`, of haal een stap weg.")
        ]
    }
}
