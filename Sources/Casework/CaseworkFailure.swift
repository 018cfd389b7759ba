public import CardEngine
public import SchoolTime

/// Why a use case did not do what was asked. Nothing is recorded; the sentences are in `Sentences/`.
public enum CaseworkFailure: Error, Hashable, Sendable {
    /// The engine refused; the card gives the words for it.
    case refused(Refusal, card: Card)
    /// The text of the card that the case lives by is gone, or can't be read.
    case cardTextLost(CardID, version: Int)
    /// The same of a case that nobody named: who hears it may not know of the case, so the card is not named.
    case caseTextLost
    /// Something that the actor may not see can't go on, or begin.
    case heldUp
    /// The text of the school file of an earlier day is not there, or can't be read any more.
    case schoolTextLost
    /// There is no such case, or it does not exist for this person: the same answer, on purpose.
    case noSuchCase(String)
    case notACaseReference(String)
    /// Here it is about the whole case, and a step was named.
    case wholeCaseNeeded(CaseID)
    /// A step must be named, not only its case: else the next step could be closed by mistake.
    case stepNeeded(CaseID, open: [OpenStep])
    /// A register ends with one of these outcomes, and none was named: who wants to write in it would close it by mistake.
    case closesRegister(CaseReference, [String])
    case noSuchCard(String, known: [String])
    case cardHasFaults(String)
    case cardNotAdopted(CardID)
    case cardWithdrawn(CardID)
    /// This version was used before with another text.
    case versionReused(CardID, Int)
    /// The card was not adopted, or can't be used as it is.
    case adoption(AdoptionFault)
    /// An answer about a new card is wrong.
    case newCard(NewCardFault)
    /// No text of that version is known.
    case noVersionToCompare(CardID, Int, known: [Int])
    /// No version of the card was adopted yet.
    case nothingToCompare(CardID)
    case noSchool
    /// The computer does not know the time zone, and so not which day it is.
    case timeZoneMissing(String)
    /// Nothing was recorded for so long, since that day, that the clock of the computer may be wrong.
    case clockDoubted(today: Day, since: Day)
    /// What was to be recorded by such a clock is not.
    case clockNotTrusted
    case unknownLogin(String, isPractice: Bool)
    case unknownPerson(String, known: [String])
    case mayNotActAs(PersonID)
    case onlyInPractice(option: String)
    case notASubject(String)
    /// A pupil's number looks like a citizen service number, which is never stored (AVG, UAVG art. 46).
    case looksLikeBSN
    /// Nothing is known of that pupil.
    case unknownPupil
    /// Nothing is known of a pupil of that number, and something of one whose number differs by zeros before it.
    case similarNumber(String, known: String)
    /// The pupil is in that group already, since that day if it is known.
    case inThatGroup(GroupID, since: Day?)
    /// Nothing is known of that pupil that the actor may see, or nothing at all: the same answer, on purpose.
    case nothingToSee
    case unknownAttribute(String, known: [String])
    /// Only these roles keep pupils.
    case registryNeeded([RoleID])
    /// No such consent stands, for that recipient if one was named; with the purposes that cards ask for, when it is none.
    case noSuchConsent(String, for: RoleID?, known: [String])
    /// The last day of a pupil lies before the first.
    case leftBeforeEnrolled(first: Day, last: Day)
    /// The pupil is in another group than was said; not in which, for who may not begin a case there need not know that.
    case inOtherGroup
    /// The case has no step with which the actor can do that; the owner of the card can do most.
    case noSuchStep(CaseID, owner: RoleID?)
    /// It must be said about which group.
    case groupToName(known: [String])
    /// The step asks another act than was tried.
    case otherAct(CaseReference, StepID, card: Card)
    /// The step does not ask that role.
    case notOnBehalfOf(RoleID, StepID, card: Card)
    /// A line of a table says to be about another than its step is about: this one.
    case aboutAnother(Subject)
    /// It must be said about which member of staff.
    case staffMemberNeeded
    /// Cells of a table of groups or staff, or what was typed in their place, are wrong.
    case inTable([TableFault])
    /// It is not known by its first line what a table is about.
    case unknownTable([String])
    case unknownColumn(String, known: [String])
    /// The school file is laid out in a way that only a person can change.
    case schoolFileByHand(String)
    /// With the new school a file that was in order is so no more.
    case breaksFile(String, line: Int, String)
    /// The file is not what was read any more.
    case fileChanged(String)
    case fileNotWritten(String, WriteFailure)
    /// These files have their new text, and it could not be recorded nor taken back; with the sentence that says why.
    case onlyFilesWritten([String], String)
    /// A plan is for a later day.
    case notLater(Day)
    /// How many persons have authority can't be planned.
    case onlyNow
    case nothingPlanned(Day)
    case notAYear(String)
    case yearBegan(SchoolYearNumber)
    /// Of a school year that has not begun there is nothing to measure.
    case yearToCome(SchoolYearNumber)
    /// The actor may know the figures of no card.
    case noFigures
    /// There is no such card, or its figures are not for the actor: the same answer, on purpose.
    case noFiguresOf(String, known: [String])
    /// There is no such card, or the actor may see none of its cases: the same answer, on purpose.
    case noStandingOf(String, known: [String])
    /// There is no file of that school year, or it has faults.
    case noSchoolYear(SchoolYearNumber)
    case leavesAndStays
    case notYesOrNo(String)
    /// The pupil stands in the table and is named besides, or is named twice.
    case namedTwice(String)
    case unknownPupilNumber(String)
    case noSuchVersion(String, Int)
    /// Of that card no text of that version is kept.
    case noSuchCardVersion(String, Int)
    /// What was read from a file is wrong in that line.
    case inLine(Int, String)
    /// One of many steps was refused, and so all were: which, in which line of a table, and the sentence.
    case atStep(CaseReference, line: Int?, String)
    /// More than one line of a table is wrong, or was refused, and so all were.
    case atSteps([CaseworkFailure])
    /// One of many subjects was refused, and so all were: the subject, or its place among them, and the sentence.
    case atSubject(Subject?, place: Int, String)
    /// What stands in a column of a table of ours is wrong.
    case wrongCell(String, ValueFault)
    /// The card has no list of that name.
    case notAList(String, known: [String])
    /// The list belongs to an item: a step of that item must be named.
    case itemNeeded(String)
    /// What called a case that was to be reopened began another since, which runs.
    case calledInstead(CaseID)
    /// There is no running case of that card that the actor may migrate.
    case nothingToMigrate(String)
    /// How a case was on an earlier day is for who may see the whole of it.
    case pastNotSeen(card: Card)
    /// The case had not begun on that day.
    case notBegunOn(Day)
    /// Nobody is enrolled in the group today.
    case emptyGroup(GroupID)
    /// The card is not about pupils, so that a group means nothing to it.
    case notAboutPupils(CardID)
    case notACSV(CSVFault)
    /// What stands in that line of a table can be either of these days, and nothing in the table shows which.
    case doubtfulDay(Int, String, [Day])
    case unknownAnswer(String, known: [String])
    /// Several are asked to sign: say who did.
    case signerNeeded([Signer])
    /// An answer was given for all of a role, of whom somebody answered otherwise: all of them, with what each said.
    case answeredOtherwise([Signature])
    case notARegister(CaseReference)
    /// An entry lacks these columns; others it can do without.
    case cellsNeeded([Field], optional: [Field])
    /// A row was added to something that does not go over the rows of a list.
    case notOverRows(CaseReference)
    /// A called card is about a group or school that the subject is no part of, or about a smaller one.
    case noSubjectForCall(CardID)
    /// Streams keep answering each other: cards call each other without end.
    case endless
    case groupNeeded
    /// A pupil of whom the actor may not begin, or who is not known: these two look the same.
    case groupOfNewNeeded(String)
    /// A change of group on a later day is a plan.
    case groupChangeToCome(String, group: String, Day)
    case unknownGroup(String, known: [String])
    case unknownField(String, known: [String], titled: String?)
    case wrongValue(Field, ValueFault)
    case unknownRole(String, known: [String])
    /// Who was there is told by role, and this is a member of the staff.
    case roleOfPerson(String)
    case presenceOf(String)
    /// The same field or role was given twice.
    case givenTwice(String)

    /// An open step of a case, as a failure names it.
    public struct OpenStep: Hashable, Sendable {
        /// How people name the step: `k7m3.2`.
        public let reference: CaseReference
        /// The title of the step, in Dutch.
        public let title: String
    }
}

extension CaseworkFailure {
    /// All of these as one; nil when there is none.
    static func together(_ failures: [CaseworkFailure]) -> CaseworkFailure? {
        failures.count > 1 ? .atSteps(failures) : failures.first
    }
}
