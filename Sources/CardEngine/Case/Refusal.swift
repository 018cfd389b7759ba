public import SchoolTime

/// Why a command was refused, with what was expected and what was found. Nothing has changed.
///
/// The sentences are elsewhere: `Casework` turns each of these into Dutch.
public enum Refusal: Error, Hashable, Sendable {
    case notOpened
    case alreadyOpened
    /// The case ended before.
    case caseEnded(EndID, Stamp)
    /// There is no visit of that number.
    case unknownVisit(Int)
    /// Somebody was first.
    case stepDone(StepID, Completion)
    /// The step is no longer asked: it was cancelled.
    case stepCancelled(StepID, Stamp)
    /// The step was passed by the engine and waits for nobody.
    case stepPassed(StepID)
    /// The engine ended the step, with this outcome, as of that day.
    case stepClosed(StepID, String, Day)
    /// The step is not done this way: it is signed, or waits for something else.
    case wrongAct(StepID)
    /// The step has not been done, so that it can't be done anew.
    case notDone(StepID)
    /// Nobody filled in a field at the step, so that there is none to correct.
    case nothingToCorrect(StepID)
    /// No value was given; these fields were asked at the step.
    case noCorrection([FieldID])
    /// The step was done once more, at this visit: what holds was filled in there.
    case doneAgain(StepID, Int)
    /// The field was filled in by this step since, at this visit.
    case filledElsewhere(FieldID, StepID, Int)
    /// The fields hold these values already.
    case sameValue([FieldID])
    /// The field can't be emptied: this step, which was done, asks for it always.
    case neverEmpty(FieldID, StepID)
    /// The field can't be emptied: this step, which is open, waits for the day in it.
    case awaited(FieldID, StepID)
    /// The step stands in a block that is closed.
    case closedBlock(StepID)
    /// The step stands in a branch that is closed, of this block, which is open.
    case closedBranch(StepID, of: StepID)
    /// The step is open again, at this visit: it need not be reopened.
    case openAgain(StepID, Int)
    /// By the text to which the case went the step is not there, or stands elsewhere: it can't be done anew.
    case notThere(StepID)
    /// The actor holds none of these roles for this subject.
    case roleNeeded([RoleID])
    /// Somebody else than this person has to do it: `anders_dan`.
    case otherPersonNeeded(PersonID, StepID)
    /// Only this person may do it: `zelfde_als`.
    case samePersonNeeded(PersonID, StepID)
    /// Only this person may do it: named in a field, or assigned.
    case personNeeded(PersonID)
    /// Somebody else took the step: only that one or the owner lets go of it.
    case takenBy(PersonID)
    /// Somebody can do the step: there is no need to assign it.
    case someoneQualifies(StepID)
    /// This person does not work at the school.
    case notOnStaff(PersonID)
    /// This person can't do the step, for which one of these roles is needed.
    case cannotTake(PersonID, [RoleID])
    /// This person is at it already, or it is this person's alone.
    case alreadyTaken(StepID, PersonID)
    /// Nobody said to be at it.
    case notTaken(StepID)
    case notASigner(Signer, known: [Signer])
    /// A signature needs the reference of a document.
    case proofNeeded(StepID)
    case unknownItem(StepID)
    /// The item has an open branch already.
    case itemThere(StepID)
    /// There is no term to postpone.
    case noTerm
    /// A term is postponed to a later day than this.
    case notLater(Day)
    case alreadySuspended
    case notSuspended
    /// Of the rules by which the actor may start a case by hand none chooses this subject.
    case notChosen([Condition])
    /// The card counts back from its occasion: who starts by hand must give it.
    case occasionNeeded
    case tooEarly(StepID, Day)
    case outcomeNeeded([String])
    case unknownOutcome(String, known: [String])
    case fieldsNeeded([FieldID])
    case fieldsNotAsked([FieldID])
    case wrongValue(FieldID, ValueFault)
    case checklistOpen([String])
    case presenceNeeded([RoleID])
    case presenceNotAsked([RoleID])
    /// These persons do not hold the role that they were said to be there for.
    case notOfRole([PersonID], RoleID)
    /// A step can't have been done before it was asked, or after today.
    case dayOutside(from: Day, to: Day)
    /// The clock has been set back: something in this case was recorded on that day, which is still to come.
    case clockBehind(Day)
    case reasonNeeded
    /// Who agrees with a remark says which.
    case remarkNeeded
    /// It could be recorded for more than one external role: somebody must say for which.
    case behalfNeeded([RoleID])
    /// The step waits for a moment, and nobody may end it early.
    case waitsByItself(StepID)
    /// A reason is at most this many unicode scalars.
    case reasonTooLong(limit: Int)
    case unknownInterrupt(String, known: [String])
    /// The condition of the interrupt does not hold now.
    case interruptNotNow(String)
    case wrongSubject(expected: SubjectKind)
    /// The case can't go on by that text of its card.
    case cannotMigrate(MigrationFault)
    /// The card has no way to be started by hand.
    case notByHand
    /// No row of a choice holds: something that it looks at is empty.
    case choiceUndecided(StepID)
    /// No row of a choice holds: it looks at the outcome of a step that has none now.
    case choiceOnUndone(StepID, StepID)
    /// A step that waits for the day in a field, or begins a case about whom it names, can't open: the field is empty. It can be
    /// filled in at that visit, of that step, which was done.
    case fieldMissing(StepID, FieldID, at: StepID, Int)
    /// The same, for who can't fill it in there: which field it is and where may not be for all who lead to the step.
    case cannotOpen(StepID)
    /// A step leads to a card of which no case can begin about this subject now.
    case notCallable(StepID, CardID)
    /// A step calls a card that counts back from its occasion, and the day that the call gives is not known.
    case occasionUnknown(StepID, CardID)
    /// The same, where nobody can fill that day in any more.
    case occasionLost(StepID, CardID)
    /// The card goes round without stopping, or leads from here to a place that it does not have; the checker should
    /// have found it.
    case endless(StepID)
}

/// What is wrong with a value.
public enum ValueFault: Error, Hashable, Sendable {
    case empty
    case notANumber(String)
    case notWhole(String)
    case notADate(String)
    case notYesOrNo(String)
    case notAnOption(String, known: [String])
    case unknownPerson(String)
    case unknownPupil(String)
    case wrongKind
    case tooSmall(least: Number)
    case tooLarge(most: Number)
    /// The day is nil when the actor may not see what it counts from.
    case tooSoon(least: Day?)
    case tooLate(most: Day?)
    case tooLong(limit: Int)
    case tooFewRows(least: Number)
    case tooManyRows(most: Number)
    case cellNeeded(row: Int, FieldID)
    indirect case wrongCell(row: Int, FieldID, ValueFault)
    /// A row whose branch is open can't be removed.
    case rowInUse(Int)
    /// A list with fixed rows lacks this one.
    case rowNeeded(String)
    /// A list with fixed rows has this one more than once.
    case rowTwice(String)
}
