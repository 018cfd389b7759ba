/// The kinds of line of a scenario, in the order in which they are summed up; a line has the word of exactly one.
enum ScenarioLineKind: CaseIterable {
    case step, event, interrupts, withdrawn, expectedOpen, attribute, reopen, correct, postpone, suspend,
        resume,
        stop, addItem,
        card, assign, consent, leaves, standsIn, expectedTerm, expectedStatutory, expectedField,
        expectedAttribute,
        expectedConsent, expectedReminder, expectedTakenAlong, expectedDisclosure

    /// By which it is written.
    var word: Keyword {
        switch self {
        case .step: .step
        case .event: .event
        case .interrupts: .interrupts
        case .withdrawn: .withdrawn
        case .expectedOpen: .expectedOpen
        case .attribute: .attribute
        case .reopen: .reopen
        case .correct: .correct
        case .postpone: .postpone
        case .suspend: .suspend
        case .resume: .resume
        case .stop: .stop
        case .addItem: .addItem
        case .card: .card
        case .assign: .assign
        case .consent: .consent
        case .leaves: .leaves
        case .standsIn: .standsIn
        case .expectedTerm: .expectedTerm
        case .expectedStatutory: .expectedStatutory
        case .expectedField: .expectedField
        case .expectedAttribute: .expectedAttribute
        case .expectedConsent: .expectedConsent
        case .expectedReminder: .expectedReminder
        case .expectedTakenAlong: .expectedTakenAlong
        case .expectedDisclosure: .expectedDisclosure
        }
    }

    /// What must hold then; nil of what happens.
    var expectation: ScenarioExpectationKind? {
        switch self {
        case .expectedOpen: .open
        case .expectedTerm: .term
        case .expectedStatutory: .statutory
        case .expectedField: .field
        case .expectedAttribute: .attribute
        case .expectedConsent: .consent
        case .expectedReminder: .reminder
        case .expectedTakenAlong: .takenAlong
        case .expectedDisclosure: .disclosure
        case .step, .event, .interrupts, .withdrawn, .attribute, .reopen, .correct, .postpone, .suspend,
            .resume,
            .stop, .addItem, .card, .assign, .consent, .leaves, .standsIn:
            nil
        }
    }
}

/// What a line of a scenario can say that must hold then.
enum ScenarioExpectationKind {
    case open, term, statutory, field, attribute, consent, reminder, takenAlong, disclosure
}
