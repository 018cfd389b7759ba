import CardEngine

extension CardCheck {
    /// A start by a departure whose condition asks for who is not enrolled: on the last day a pupil still is.
    static let startsPossible = CardCheck(name: "StartsPossible") { checked in
        // Of these none is left out when it is compiled.
        let written = checked.declaration.starts.filter { $0.trigger == .event(.left) }
        let rules = checked.card.startRules.filter { $0.trigger == .event(.left) }
        return zip(written, rules).compactMap { written, rule in
            guard rule.condition?.canBe(true) == false else { return nil }
            return Diagnostic(
                .neverBegins, .warning, at: SourceRange(at: written.range.start),
                "Zo begint er nooit een traject: op de dag van zijn uitschrijving is een leerling nog ingeschreven. Haal "
                    + "`ingeschreven` weg uit `als`: `bij: uitschrijving` is al alleen voor wie vertrekt.")
        }
    }
}

extension Condition {
    /// Whether it can hold of somebody who is enrolled, or can fail, whatever else is so.
    fileprivate func canBe(_ wanted: Bool) -> Bool {
        switch self {
        case .all(let parts):
            wanted ? parts.allSatisfy { $0.canBe(true) } : parts.contains { $0.canBe(false) }
        case .any(let parts):
            wanted ? parts.contains { $0.canBe(true) } : parts.allSatisfy { $0.canBe(false) }
        case .not(let part): part.canBe(!wanted)
        case .test(.attribute(.isEnrolled), _):
            holds(valueOf: { _ in .yesNo(true) }, dayOf: { _, _ in nil }) == wanted
        case .test: true
        }
    }
}
