import CardEngine

extension CardCheck {
    /// A step from which no end can be reached.
    static let waysOut = CardCheck(name: "WaysOut") { checked in
        var leadsOut: Set<Int> = []
        var grew = true
        while grew {
            grew = false
            for index in checked.card.steps.indices where !leadsOut.contains(index) {
                let out = checked.ways(from: index).contains { way in
                    switch way.target {
                    case .end: true
                    case .step(let next): leadsOut.contains(next)
                    }
                }
                if out {
                    leadsOut.insert(index)
                    grew = true
                }
            }
        }
        return checked.card.steps.indices.filter { !leadsOut.contains($0) }.map { index in
            Diagnostic(
                .noWayOut, at: checked.place(ofStep: index),
                "Vanaf de stap `\(checked.card.steps[index].id)` is geen einde te bereiken: een traject zou hier altijd blijven rondgaan.")
        }
    }
}
