import CardEngine

extension StepSketch {
    /// As the checker asks it of a case that never went over to another text: it is reached only where the day that it waits for is known, and whom a case that it calls is about.
    var proved: StepSketch {
        let needed: FieldID
        if case .wait(.moment(let moment)) = kind, case .field(let field)? = moment.anchor {
            needed = field
        } else if case .call = kind, case .field(let field) = about {
            needed = field
        } else {
            return self
        }
        var sketch = self
        sketch.when = .all([.test(.field(needed), .filled)] + (when.map { [$0] } ?? []))
        return sketch
    }
}
