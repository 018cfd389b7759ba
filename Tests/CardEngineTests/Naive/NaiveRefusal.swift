@testable import CardEngine

/// Why the naive interpreter refuses, by names of its own. Of what is wrong at the same time the first is told: whether
/// there is something to do it to, who may, when, with which outcome, what is filled in, who was there.
enum NaiveRefusal: Error, Hashable {
    // Of the case.
    case notOpened, openedBefore, hasEnded, wrongSubject, notByHand, notForThisOne, noOccasion, otherText
    // Of the visit.
    case noSuchVisit, isDone, isCancelled, endedByItself, isNotOpen, notThisWay, waitsByItself
    case notDone, inClosedBlock, isOpenAgain
    case nothingFilledIn, nothingGiven, doneOnceMore, filledInBySomethingElse, isSoAlready
    // Of who does it.
    case noRole, isSomebodyElses, mustBeAnother, mustBeTheSame, forWhichRole
    case somebodyCanDoIt, notOnTheStaff, cannotDoIt, hasItAlready, nobodyHasIt
    // Of when.
    case noSuchDay, tooEarly, clockWentBack, noTerm, notLater, isSuspended, isNotSuspended
    // Of what is given.
    case whichOutcome, noSuchOutcome, checklist
    case needed(Set<FieldID>)
    case notAsked(Set<FieldID>)
    case wrong(FieldID, NaiveFault)
    case whoWasThere, wasNotAsked, isNotOfThatRole
    case noReason, tooLongAReason, noRemark, noProof, noSuchSigner, noSuchItem, itemIsThere
    // Of interrupts and of where the case goes.
    case noSuchInterrupt, notNow, undecided, noSuchCall, endless
}

/// What is wrong with a value, to the naive interpreter.
enum NaiveFault: Error, Hashable {
    case isEmpty, wrongKind, noNumber, notWhole, tooSmall, tooLarge, noDate, tooSoon, tooLate, noOption,
        noPerson
    case noPupil, tooLong, tooFewRows, tooManyRows, noCell, wrongCell, rowInUse, noRow, rowTwice, noAnswer
}

extension NaiveRefusal {
    /// What the engine says, in the words of the naive interpreter.
    init(_ refusal: Refusal) {
        switch refusal {
        case .notOpened: self = .notOpened
        case .alreadyOpened: self = .openedBefore
        case .caseEnded: self = .hasEnded
        case .unknownVisit: self = .noSuchVisit
        case .stepDone: self = .isDone
        case .stepCancelled: self = .isCancelled
        case .stepPassed: self = .isNotOpen
        case .stepClosed: self = .endedByItself
        case .wrongAct: self = .notThisWay
        case .notDone: self = .notDone
        case .closedBlock, .closedBranch: self = .inClosedBlock
        case .openAgain: self = .isOpenAgain
        case .nothingToCorrect: self = .nothingFilledIn
        case .noCorrection: self = .nothingGiven
        case .doneAgain: self = .doneOnceMore
        case .filledElsewhere: self = .filledInBySomethingElse
        case .sameValue: self = .isSoAlready
        case .neverEmpty(let field, _), .awaited(let field, _): self = .needed([field])
        case .roleNeeded: self = .noRole
        case .otherPersonNeeded: self = .mustBeAnother
        case .samePersonNeeded: self = .mustBeTheSame
        case .personNeeded, .takenBy: self = .isSomebodyElses
        case .someoneQualifies: self = .somebodyCanDoIt
        case .notOnStaff: self = .notOnTheStaff
        case .cannotTake: self = .cannotDoIt
        case .alreadyTaken: self = .hasItAlready
        case .notTaken: self = .nobodyHasIt
        case .notASigner: self = .noSuchSigner
        case .proofNeeded: self = .noProof
        case .unknownItem: self = .noSuchItem
        case .itemThere: self = .itemIsThere
        case .noTerm: self = .noTerm
        case .notLater: self = .notLater
        case .alreadySuspended: self = .isSuspended
        case .notSuspended: self = .isNotSuspended
        case .notChosen: self = .notForThisOne
        case .occasionNeeded: self = .noOccasion
        case .tooEarly: self = .tooEarly
        case .outcomeNeeded: self = .whichOutcome
        case .unknownOutcome: self = .noSuchOutcome
        case .fieldsNeeded(let fields): self = .needed(Set(fields))
        case .fieldsNotAsked(let fields): self = .notAsked(Set(fields))
        case .wrongValue(let field, let fault): self = .wrong(field, NaiveFault(fault))
        case .checklistOpen: self = .checklist
        case .presenceNeeded: self = .whoWasThere
        case .presenceNotAsked: self = .wasNotAsked
        case .notOfRole: self = .isNotOfThatRole
        case .dayOutside: self = .noSuchDay
        case .clockBehind: self = .clockWentBack
        case .reasonNeeded: self = .noReason
        case .remarkNeeded: self = .noRemark
        case .behalfNeeded: self = .forWhichRole
        case .waitsByItself: self = .waitsByItself
        case .reasonTooLong: self = .tooLongAReason
        case .unknownInterrupt: self = .noSuchInterrupt
        case .interruptNotNow: self = .notNow
        case .wrongSubject: self = .wrongSubject
        case .cannotMigrate, .notThere: self = .otherText
        case .notByHand: self = .notByHand
        case .choiceUndecided, .choiceOnUndone, .fieldMissing, .cannotOpen: self = .undecided
        case .notCallable, .occasionUnknown, .occasionLost: self = .noSuchCall
        case .endless: self = .endless
        }
    }
}

extension NaiveFault {
    fileprivate init(_ fault: ValueFault) {
        switch fault {
        case .empty: self = .isEmpty
        case .notANumber: self = .noNumber
        case .notWhole: self = .notWhole
        case .notADate: self = .noDate
        case .notYesOrNo: self = .noAnswer
        case .notAnOption: self = .noOption
        case .unknownPerson: self = .noPerson
        case .unknownPupil: self = .noPupil
        case .wrongKind: self = .wrongKind
        case .tooSmall: self = .tooSmall
        case .tooLarge: self = .tooLarge
        case .tooSoon: self = .tooSoon
        case .tooLate: self = .tooLate
        case .tooLong: self = .tooLong
        case .tooFewRows: self = .tooFewRows
        case .tooManyRows: self = .tooManyRows
        case .cellNeeded: self = .noCell
        case .wrongCell: self = .wrongCell
        case .rowInUse: self = .rowInUse
        case .rowNeeded: self = .noRow
        case .rowTwice: self = .rowTwice
        }
    }
}
