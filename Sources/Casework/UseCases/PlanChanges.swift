public import CardEngine
import CaseStore
public import SchoolTime

/// What is planned of a pupil, beside what is known now.
public struct PlanLine: Hashable, Sendable {
    /// The pupil, in the group of now.
    public let subject: Subject
    /// Whether nothing was known of the pupil before.
    public let isNew: Bool
    /// What came of it.
    public let outcome: Outcome
    /// What will be otherwise on that day, in order of name; nothing when the pupil leaves.
    public let changes: [Change]

    /// Whether something is recorded by it.
    public var isChange: Bool {
        switch outcome {
        case .planned, .withdrawn, .departs, .staysAfterAll, .unlisted(dropsPlan: true): true
        case .known, .left, .stillDeparts, .stays, .unlisted(dropsPlan: false): false
        }
    }

    /// What came of the wish to plan something.
    public enum Outcome: Hashable, Sendable {
        case planned
        /// It was planned so already.
        case known
        /// What was planned for that day is not any more.
        case withdrawn
        /// The pupil leaves: the day before is the last one.
        case departs
        /// The pupil leaves before that, with this as the last day: nothing is planned, and that day stands.
        case left(Day)
        /// The pupil leaves, which was recorded before and is not what is taken back here.
        case stillDeparts
        /// The pupil was to leave, and does not.
        case staysAfterAll
        /// Nothing is planned: all stays as it is.
        case stays
        /// The table does not name the pupil, who stays therefore, and of whom nothing that was planned is any more.
        case unlisted(dropsPlan: Bool)
    }

    /// An attribute that will be otherwise.
    public struct Change: Hashable, Sendable {
        /// The attribute.
        public let attribute: AttributeID
        /// What it is now.
        public let from: FieldValue?
        /// What it will be.
        public let to: FieldValue?
    }
}

/// What a pupil should be on a day.
struct PupilGoal {
    let attributes: [AttributeID: FieldValue?]
    /// Whether the day before is the last one.
    var departs = false
    /// Whether a departure on the day before is taken back.
    var staysAfterAll = false
    /// Whether it is another pupil than one whose number differs by zeros before it only.
    var isMeantAsNew = false
}

extension Workplace {
    /// Plans what is to be of a pupil from a day on (`kaart leerling --vanaf`); it takes the place of what was planned for
    /// that day.
    ///
    /// - Throws: `CaseworkFailure`, `StoreFailure`.
    public func planPupil(_ text: PupilText, from day: Day) throws -> PlanLine {
        try requireRegistry()
        guard day > clock.today else { throw CaseworkFailure.notLater(day) }
        guard text.authorities == nil else { throw CaseworkFailure.onlyNow }
        return try store.write { writing in
            var act = Act(self, writing)
            let goal = PupilGoal(attributes: try values(of: text), isMeantAsNew: text.isMeantAsNew)
            let line = try plan(goal, of: try pupil(text.number), for: day, &act, writing)
            try act.rest()
            return line
        }
    }

    /// Takes back what is planned of a pupil for a day (`kaart leerling --vanaf --trek-in`).
    ///
    /// - Throws: `CaseworkFailure.nothingPlanned`, `StoreFailure`.
    public func withdrawPlan(of number: String, for day: Day) throws -> PlanLine {
        try requireRegistry()
        return try store.write { writing in
            var act = Act(self, writing)
            let line = try plan(PupilGoal(attributes: [:]), of: try pupil(number), for: day, &act, writing)
            guard line.outcome == .withdrawn else { throw CaseworkFailure.nothingPlanned(day) }
            try act.rest()
            return line
        }
    }

    /// Plans what a pupil should be on a day, in the place of what was planned for that day. A departure is recorded at
    /// once, so that cards can count from it; cases meet it on the day itself.
    func plan(
        _ goal: PupilGoal, of pupil: Subject, for day: Day, _ act: inout Act, _ writing: any CaseWriting
    ) throws -> PlanLine {
        let history = try history(of: pupil, from: writing)
        if history.isEmpty, !goal.isMeantAsNew { try requireOwnNumber(pupil, from: writing) }
        let known = history.plans.first { $0.day == day }
        let subject = pupil.moved(to: history.facts.group)
        func line(_ outcome: PlanLine.Outcome, _ changes: [PlanLine.Change] = []) -> PlanLine {
            PlanLine(subject: subject, isNew: history.isEmpty, outcome: outcome, changes: changes)
        }
        func closePlan() throws {
            guard known != nil else { return }
            try act.keep([(.planClosed(PlanClosed(day: day, carriedOut: false)), Content())], of: subject)
        }
        let leaves = history.facts.date(of: .departure) == day - 1
        if goal.departs {
            try closePlan()
            if let last = history.facts.lastDay, last < day - 1 { return line(.left(last)) }
            if !leaves { try keepDeparture(day - 1, of: pupil, &act, writing) }
            return line(leaves ? .known : .departs)
        }
        // Whom the table names with what is to be, does not leave after all.
        let staysAfterAll = leaves && goal.staysAfterAll
        if staysAfterAll { try keepDeparture(nil, of: pupil, &act, writing) }
        let changes = goal.attributes.keys.sorted().compactMap { name -> PlanLine.Change? in
            let (from, to) = (history.facts.attributes[name], goal.attributes[name] ?? nil)
            return from == to ? nil : PlanLine.Change(attribute: name, from: from, to: to)
        }
        guard !goal.attributes.isEmpty else {
            try closePlan()
            return line(staysAfterAll ? .staysAfterAll : known == nil ? .stays : .withdrawn)
        }
        // Also what is so today: something may change it before that day.
        let names = goal.attributes.keys.sorted()
        let values = goal.attributes.compactMapValues(\.self)
        let change = PlannedChange(day: day, attributes: names, values: values)
        if let last = history.facts.lastDay, !staysAfterAll, !change.stillFits(history.facts) {
            try closePlan()
            return line(.left(last))
        }
        if known != change {
            let planned = ChangePlanned(day: day, attributes: names)
            try act.keep([(.changePlanned(planned), Content(attributes: values))], of: subject)
            try foresee(day, writing)
        }
        if staysAfterAll { return line(.staysAfterAll, changes) }
        return line(changes.isEmpty ? .stays : known == change ? .known : .planned, changes)
    }

    private func keepDeparture(
        _ last: Day?, of pupil: Subject, _ act: inout Act, _ writing: any CaseWriting
    ) throws {
        let entry = PupilText.Entry(name: AttributeID.departure.rawValue, text: last?.description ?? "")
        _ = try keep(PupilText(number: pupil.id, attributes: [entry]), &act, writing)
    }

    // MARK: - The day itself

    /// Lets every plan that is due become fact before anything else is done, day by day: first what fell due before that day
    /// is done, then all that is planned for it becomes fact, and then cases go on, up to that day. Each day is a transaction
    /// of its own; when something of it can't be, each pupil is, so that one keeps no other from it. Any number of times with
    /// the same result; where nothing is due, nothing is written.
    ///
    /// - Returns: of how many pupils it became fact, and why it could not of others.
    /// - Throws: `StoreFailure`.
    @discardableResult
    public func carryOutPlans() throws -> (count: Int, failures: [CaseworkFailure]) {
        let today = clock.today
        guard try store.read({ try foreseenDays(from: $0).contains { $0 <= today } }) else { return (0, []) }
        let due = try store.read { reading in try pupilsDue(today, from: reading) }
        var done: Set<Subject> = []
        var failed: Set<Subject> = []
        var failures: [CaseworkFailure] = []
        let days = Set(due.flatMap { $0.history.plans.map(\.day) }.filter { $0 <= today }).sorted()
        for day in days {
            try makeUp(before: day)
            // Of who could not go on by one plan the later ones wait.
            let pupils = due.filter { $0.history.plans.contains { $0.day == day } }.map(\.subject)
                .filter { !failed.contains($0) }
            func carryOut(_ pupils: [Subject]) throws {
                done.formUnion(try store.write { try carryOutPlans(of: pupils, for: day, $0) })
            }
            do {
                try carryOut(pupils)
            } catch is CaseworkFailure {
                for pupil in pupils {
                    do {
                        try carryOut([pupil])
                    } catch let failure as CaseworkFailure {
                        failures.append(failure)
                        failed.insert(pupil)
                    }
                }
            }
        }
        guard failures.isEmpty else { return (done.count, failures) }
        try store.write { writing in
            guard try pupilsDue(today, from: writing).isEmpty else { return }
            for day in try foreseenDays(from: writing).filter({ $0 <= today }).sorted() {
                try note(DayForeseen(day: day, isOver: true), writing)
            }
        }
        return (done.count, failures)
    }

    private func pupilsDue(
        _ today: Day, from reading: any CaseReading
    ) throws -> [(subject: Subject, history: SubjectHistory)] {
        try pupils(from: reading).filter { pupil in pupil.history.plans.contains { $0.day <= today } }
    }

    /// - Returns: of whom it became fact: not of who left before.
    private func carryOutPlans(
        of pupils: [Subject], for day: Day, _ writing: any CaseWriting
    ) throws -> [Subject] {
        var done: [Subject] = []
        var act = Act(self, writing)
        act.newsSince = day
        act.factsUntil = day
        for pupil in pupils {
            let history = try history(of: pupil, from: writing)
            // Another may have been first.
            guard let plan = history.plans.first(where: { $0.day == day }) else { continue }
            let fits = plan.stillFits(history.facts)
            var facts = history.facts
            var kept: [(fact: Fact, content: Content)] = [
                (.planClosed(PlanClosed(day: plan.day, carriedOut: fits)), Content())
            ]
            if fits {
                done.append(pupil)
                for name in plan.attributes { facts.attributes[name] = plan.values[name] }
                kept += try consequences(of: &facts, after: history.facts, for: pupil, on: plan.day).kept
            }
            try act.keep(kept, of: pupil.moved(to: facts.group), by: engineStamp)
        }
        try act.rest()
        return done
    }

    // MARK: - Which days

    /// The days for which something is planned.
    private func foreseenDays(from reading: any CaseReading) throws -> Set<Day> {
        var days: Set<Day> = []
        for event in try reading.events(of: .foreseen) {
            guard case .dayForeseen(let fact) = event.fact else { continue }
            if fact.isOver { days.remove(fact.day) } else { days.insert(fact.day) }
        }
        return days
    }

    /// Remembers that something is planned for a day.
    func foresee(_ day: Day, _ writing: any CaseWriting) throws {
        guard try !foreseenDays(from: writing).contains(day) else { return }
        try note(DayForeseen(day: day, isOver: false), writing)
    }

    private func note(_ fact: DayForeseen, _ writing: any CaseWriting) throws {
        let known = replay(try writing.events(of: .foreseen))
        try writing.append(
            [Event(stamp: engineStamp, fact: .dayForeseen(fact))], to: .foreseen, after: known)
    }
}

extension SubjectFacts {
    /// The last day of who leaves or left, and did not come back since.
    fileprivate var lastDay: Day? {
        guard let last = date(of: .departure) else { return nil }
        return date(of: .enrolment).map { last < $0 } ?? false ? nil : last
    }
}

extension CaseID {
    /// The stream that tells for which days something is planned.
    static let foreseen: CaseID = "gepland"
}
