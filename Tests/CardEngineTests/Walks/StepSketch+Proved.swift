import CardEngine

extension StepSketch {
    /// As the checker asks it: it is reached only where the day that it waits for is known, and whom a case that it calls is about.
    var proved: StepSketch {
        var anchors = [earliest?.anchor]
        if case .wait(.moment(let moment)) = kind { anchors.append(moment.anchor) }
        if case .call = kind, case .field(let field) = about { anchors.append(.field(field)) }
        let needed: [Condition] = anchors.compactMap { anchor in
            if case .field(let field)? = anchor { .test(.field(field), .filled) } else { nil }
        }
        guard !needed.isEmpty else { return self }
        var sketch = self
        sketch.when = .all(needed + (when.map { [$0] } ?? []))
        return sketch
    }
}
