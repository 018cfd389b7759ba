public import CardEngine
public import SchoolTime

/// What the evaluation knows of a case: a fold over its events, without what is personal in them.
public struct CaseFacts: Hashable, Sendable {
    /// How a case ended.
    public struct Ending: Hashable, Sendable {
        /// The end.
        public let end: EndID
        /// How it counts (`telt_als`).
        public let countsAs: EndCount
        /// As of which day.
        public let day: Day
    }

    /// The case.
    public let id: CaseID
    /// The card.
    public let card: CardID
    /// The version of the card by which it lives, or lived when it ended.
    public let version: Int
    /// Whom or what it is about, in the group of now.
    public let subject: Subject
    /// The school year in which it counts: that of its `aanleiding` (kaarttaal, section 9).
    public let year: SchoolYearNumber
    /// The day on which it began.
    public let startedOn: Day
    /// Nil as long as it runs, also when an end was taken back.
    public let ending: Ending?
    /// The ends that were taken back, each with the day on which the case went on.
    let takenBack: [CaseState.EndTakenBack]
    /// Whether no agreed term runs now.
    public let isSuspended: Bool
    /// How it stands to what the school agreed.
    public let agreed: Promptness
    /// How it stands to what the law says.
    public let statutory: Promptness
    /// Whether it was over too late for its agreed term, had that not been postponed once it had passed.
    let neededLatePostponement: Bool
    /// By how many days it, or an open step of it, is late while it runs; 0 when nothing is.
    public let daysLate: Int
    /// What people and the engine did in it, in order.
    public let visits: [VisitFacts]

    /// Nil for a history that is no case.
    ///
    /// - Parameter today: what is open is judged by this day.
    public init?(of state: CaseState, id: CaseID, today: Day) {
        guard let opening = state.opening, let subject = state.subject(at: nil) else { return nil }
        self.id = id
        card = opening.facts.card
        version = state.cardVersion?.version ?? opening.facts.version
        self.subject = subject
        year = SchoolYearNumber(of: state.occasion?.firstDay ?? opening.day)
        startedOn = opening.day
        ending = state.ending.map { Ending(end: $0.end, countsAs: $0.countsAs, day: $0.day) }
        takenBack = state.endsTakenBack
        isSuspended = state.isRunning && state.isSuspended
        agreed = Promptness(of: state, byLaw: false, today: today)
        statutory = Promptness(of: state, byLaw: true, today: today)
        neededLatePostponement = state.neededLatePostponement
        daysLate =
            state.isRunning
            ? ([state.daysLate(on: today)] + state.openVisits.map { $0.daysLate(on: today) }).max() ?? 0 : 0
        visits = state.visits.compactMap { VisitFacts($0, in: state, id: id, today: today) }
    }

    /// By the agreed term or that of the law.
    func promptness(byLaw: Bool) -> Promptness { byLaw ? statutory : agreed }

    /// As what was counted.
    var source: Figure.Source { Figure.Source(subject, caseID: id) }

    /// Whether it was completed at the end of a day: who reopens it later does not change what was so then, and known.
    func wasCompleted(on day: Day) -> Bool {
        if isCompleted, let ending, ending.day <= day { return true }
        return takenBack.contains {
            $0.countsAs == .completed && max($0.endedOn, $0.recordedOn) <= day && day < $0.on
        }
    }

    /// Whether it ended as completed.
    public var isCompleted: Bool { ending?.countsAs == .completed }
}
