import CardEngine

extension CardCompiler {
    mutating func terms(_ terms: TermsDeclaration) -> StepTerms {
        StepTerms(
            earliest: terms.earliest.flatMap { moment($0) }, term: terms.term.flatMap { moment($0) },
            statutory: terms.statutory.flatMap { moment($0) },
            reminders: terms.reminders.compactMap { reminder($0) },
            escalation: terms.escalation.flatMap { escalation($0) })
    }

    private mutating func reminder(_ reminder: ReminderDeclaration) -> Reminder? {
        switch reminder {
        case .before(let duration): .before(duration)
        case .at(let written, let roles):
            moment(written).map { moment in .at(moment, roles.map { names in names.map { role($0) } }) }
        }
    }

    private mutating func escalation(_ escalation: EscalationDeclaration) -> Escalation? {
        let roles = escalation.roles.map { role($0) }
        return escalation.delay.map { Escalation(delay: $0, roles: roles) }
    }
}
