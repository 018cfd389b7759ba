import CardEngine
import CardLanguage

extension ScenarioRefusal {
    /// What the engine says, as a scenario says it; nil for what no scenario can bring about.
    init?(_ refusal: Refusal) {
        switch refusal {
        case .roleNeeded, .notASigner, .behalfNeeded, .notByHand: self = .role
        case .personNeeded, .notOnStaff, .cannotTake, .alreadyTaken, .notTaken: self = .person
        case .otherPersonNeeded: self = .otherPerson
        case .samePersonNeeded: self = .samePerson
        case .tooEarly: self = .early
        case .dayOutside, .clockBehind: self = .day
        case .fieldsNeeded: self = .fieldNeeded
        case .fieldsNotAsked: self = .fieldNotAsked
        case .wrongValue: self = .value
        case .outcomeNeeded, .unknownOutcome: self = .outcome
        case .checklistOpen: self = .checklist
        case .presenceNeeded, .presenceNotAsked, .notOfRole: self = .presence
        case .proofNeeded: self = .proof
        case .unknownVisit, .stepDone, .stepCancelled, .stepPassed, .stepClosed, .wrongAct, .notDone,
            .closedBlock, .waitsByItself:
            self = .notOpen
        case .caseEnded: self = .ended
        case .unknownItem, .itemThere: self = .item
        case .noTerm, .notLater: self = .term
        case .alreadySuspended, .notSuspended: self = .suspension
        case .occasionNeeded: self = .occasion
        case .someoneQualifies: self = .notNobodys
        case .unknownInterrupt, .interruptNotNow: self = .notNow
        case .choiceUndecided: self = .choice
        case .notOpened, .alreadyOpened, .reasonNeeded, .remarkNeeded, .reasonTooLong, .wrongSubject,
            .cannotMigrate, .endless:
            return nil
        }
    }
}
