import CardEngine
import CardLanguage

extension ScenarioRefusal {
    /// All that a scenario may call what the engine says; nothing for what no scenario can bring about.
    static func names(of refusal: Refusal) -> Set<ScenarioRefusal> {
        switch ScenarioRefusal(refusal) {
        case .over: [.over, .notOpen]
        case let name?: [name]
        case nil: []
        }
    }

    private init?(_ refusal: Refusal) {
        switch refusal {
        case .roleNeeded, .notASigner, .behalfNeeded, .notByHand: self = .role
        case .personNeeded, .takenBy, .notOnStaff, .cannotTake, .alreadyTaken, .notTaken: self = .person
        case .otherPersonNeeded: self = .otherPerson
        case .samePersonNeeded: self = .samePerson
        case .tooEarly: self = .early
        case .dayOutside, .clockBehind: self = .day
        case .fieldsNeeded, .noCorrection, .neverEmpty, .awaited, .fieldMissing, .cannotOpen:
            self = .fieldNeeded
        case .fieldsNotAsked, .nothingToCorrect, .doneAgain, .filledElsewhere: self = .fieldNotAsked
        case .wrongValue, .sameValue: self = .value
        case .outcomeNeeded, .unknownOutcome: self = .outcome
        case .checklistOpen: self = .checklist
        case .presenceNeeded, .presenceNotAsked, .notOfRole: self = .presence
        case .proofNeeded: self = .proof
        case .stepDone, .stepCancelled, .stepPassed, .stepClosed: self = .over
        case .unknownVisit, .wrongAct, .notDone, .closedBlock, .closedBranch, .openAgain, .notThere,
            .waitsByItself:
            self = .notOpen
        case .caseEnded: self = .ended
        case .unknownItem, .itemThere: self = .item
        case .noTerm, .notLater: self = .term
        case .alreadySuspended, .notSuspended: self = .suspension
        case .occasionNeeded, .occasionUnknown, .occasionLost: self = .occasion
        case .someoneQualifies: self = .notNobodys
        case .unknownInterrupt, .interruptNotNow, .notChosen: self = .notNow
        case .choiceUndecided, .choiceOnUndone: self = .choice
        case .notOpened, .alreadyOpened, .reasonNeeded, .remarkNeeded, .reasonTooLong, .wrongSubject,
            .cannotMigrate, .notCallable, .endless:
            return nil
        }
    }
}
