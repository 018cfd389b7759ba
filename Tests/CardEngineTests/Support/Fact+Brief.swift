import CardEngine
import SchoolTime

extension Fact {
    /// The fact in a few words, with all that is in it but what the opening of a case repeats of its card.
    var brief: String {
        switch self {
        case .caseOpened(let fact): "start as \(fact.role)" + until(fact.deadline)
        case .stepOpened(let fact):
            "open \(fact.visit) \(fact.step)" + (fact.earliest.map { " from \($0.short)" } ?? "")
                + until(fact.deadline)
        case .stepCompleted(let fact):
            "done \(fact.visit) \(fact.step) \(fact.outcome) on \(fact.doneOn.short) as \(fact.role)"
                + (fact.onBehalfOf.map { " for \($0)" } ?? "")
                + (fact.filled.isEmpty ? "" : " with \(list(fact.filled))")
        case .stepSkipped(let fact): "skip \(fact.visit) \(fact.step)"
        case .stepCancelled(let fact): "cancel \(fact.visit) \(fact.step)"
        case .choiceMade(let fact): "choose \(fact.visit) \(fact.step) row \(fact.row)"
        case .dateMoved(let fact):
            "move \(fact.visit.map(String.init) ?? "case") \(fact.kind) \(fact.from?.short ?? "-")"
                + " to \(fact.to?.short ?? "-") by \(fact.cause)"
        case .dataDisclosed(let fact):
            "disclose \(fact.visit) to \(fact.recipient): \(list(fact.fields)) (\(fact.legalBasis))"
        case .caseInterrupted(let fact): "interrupt \(fact.outcome) as \(fact.role)"
        case .caseEnded(let fact): "end \(fact.end) \(fact.countsAs)"
        }
    }

    private func until(_ day: Day?) -> String { day.map { " until \($0.short)" } ?? "" }

    private func list(_ fields: [FieldID]) -> String { fields.map(\.rawValue).joined(separator: " ") }
}

extension Day {
    /// The day of the month as long as it is September 2026.
    fileprivate var short: String { year == 2026 && month == 9 ? String(dayOfMonth) : description }
}
