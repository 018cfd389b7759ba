public import CardEngine
import CardLanguage

extension Workplace {
    /// Reports what may happen at any moment (`kaart onderbreek`).
    ///
    /// - Throws: `CaseworkFailure`, `StoreFailure`.
    public func interruptCase(_ id: CaseID, outcome: String, reason: String) throws -> Progress {
        try change(id) { card in
            let names = card.interrupts.compactMap { interrupt in
                if case .person(let name, _) = interrupt.trigger { name } else { nil }
            }
            return .interrupt(InterruptCase(outcome: outcome.meant(among: names), reason: reason))
        }
    }
}
