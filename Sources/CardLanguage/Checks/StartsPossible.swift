import CardEngine
import SchoolTime

extension CardCheck {
    /// A start by a departure whose condition asks for who is not enrolled, for on the last day a pupil still is; and one
    /// some days behind a departure that does not ask for who has left.
    static let startsPossible = CardCheck(name: "StartsPossible") { checked in
        // A rule whose moment is wrong was left out, and then which is which can't be told.
        guard checked.declaration.starts.count == checked.card.startRules.count else { return [] }
        return zip(checked.declaration.starts, checked.card.startRules).compactMap { written, rule in
            let reason: String
            if rule.trigger == .event(.left), rule.condition?.canBe(true, whenEnrolled: true) == false {
                reason =
                    "op de dag van zijn uitschrijving is een leerling nog ingeschreven. Haal `ingeschreven` weg uit `als`: "
                    + "`bij: uitschrijving` is al alleen voor wie vertrekt."
            } else if rule.isBehindDeparture,
                !rule.asksEnrolment || rule.condition?.canBe(true, whenEnrolled: false) == false
            {
                reason =
                    "na zijn uitschrijving is een leerling niet meer ingeschreven, en vanzelf begint alleen iets voor wie dat wel "
                    + "is. Zet `als: {ingeschreven: nee}` erbij."
            } else {
                return nil
            }
            return Diagnostic(
                .neverBegins, .warning, at: SourceRange(at: written.range.start),
                "Zo begint er nooit een traject: " + reason)
        }
    }
}

extension StartRule {
    /// Whether it falls due when a pupil has left.
    fileprivate var isBehindDeparture: Bool {
        switch trigger {
        case .moment(.relative(let duration, .after, .named(.departure))): duration.amount > 0
        // Who leaves on that very day is no reason to write it.
        case .moment(.next(_, after: .named(.departure))): true
        case .moment, .manual, .event, .yearly, .after: false
        }
    }
}

extension Condition {
    /// Whether it can hold of somebody who is enrolled or is not, or can fail, whatever else is so.
    fileprivate func canBe(_ wanted: Bool, whenEnrolled isEnrolled: Bool) -> Bool {
        func canBe(_ part: Condition, _ wanted: Bool) -> Bool {
            part.canBe(wanted, whenEnrolled: isEnrolled)
        }
        return switch self {
        case .all(let parts):
            wanted ? parts.allSatisfy { canBe($0, true) } : parts.contains { canBe($0, false) }
        case .any(let parts):
            wanted ? parts.contains { canBe($0, true) } : parts.allSatisfy { canBe($0, false) }
        case .not(let part): canBe(part, !wanted)
        case .test(.attribute(.isEnrolled), _):
            holds(valueOf: { _ in .yesNo(isEnrolled) }, dayOf: { _, _ in nil }) == wanted
        case .test: true
        }
    }
}
