public import CardEngine
import CaseStore
public import SchoolTime

/// A line of somebody's work.
public struct TaskLine: Hashable, Sendable {
    /// How people name the step: `k7m3.2`.
    public let reference: CaseReference
    /// The card that the case lives by.
    public let card: CardID
    /// The title of the card, in Dutch.
    public let cardTitle: String
    /// The step of the card.
    public let step: StepID
    /// The title of the step, in Dutch.
    public let stepTitle: String
    /// Whom or what the step is about.
    public let subject: Subject
    /// Within a `voor_elke` over rows or values: which.
    public let item: Item?
    /// Whether it is signed, and not completed with an outcome.
    public let isSigned: Bool
    /// The day on which the step opened.
    public let openedOn: Day
    /// Not to be done before this day.
    public let earliest: Day?
    /// The last day that the school agreed, if there is one.
    public let deadline: Day?
    /// The last day by law, if there is one.
    public let statutory: Day?
    /// By how many days a deadline has passed; 0 when it is on time.
    public let daysLate: Int
    /// Whether no agreed term runs now.
    public let isSuspended: Bool
    /// Whether there is a term of which the day is not known yet: its anchor, or a school year, is missing.
    public let awaitsDeadline: Bool

    /// Whether a deadline has passed.
    public var isLate: Bool { daysLate > 0 }

    /// The first of the last days, agreed or by law; of a suspended case only the law's still comes nearer.
    public var lastDay: Day? {
        [isSuspended && !isLate ? nil : deadline, statutory].compactMap(\.self).min()
    }

    /// Most urgent first.
    fileprivate static func comesBefore(_ left: TaskLine, _ right: TaskLine) -> Bool {
        guard left.lastDay == right.lastDay else {
            guard let first = left.lastDay, let second = right.lastDay else { return left.lastDay != nil }
            return first < second
        }
        return left.reference.caseID == right.reference.caseID
            ? (left.reference.visit ?? 0) < (right.reference.visit ?? 0)
            : left.reference.caseID.comesBefore(right.reference.caseID)
    }
}

extension Workplace {
    /// What the actor can do now, or from `earliest` on: most urgent first (`kaart taken`).
    ///
    /// The index tells in which cases there may be work; each of those is shown with what is due done. What falls due in
    /// other cases becomes work when the daily run comes by: `awaitsDailyRun`.
    ///
    /// - Throws: `StoreFailure`.
    public func listTasks() throws -> [TaskLine] {
        try store.read { reading in
            let items = try reading.workItems(for: holdings(), person: identity.actor)
            let tasks = try Set(items.map(\.caseID)).flatMap { id in
                let (loaded, circumstances) = try loadCurrent(id, from: reading)
                // The index knows roles; who exactly may do it (`anders_dan`) the engine knows.
                return loaded.state.openVisits.filter {
                    mayComplete($0.number, in: loaded.state, on: loaded.card, at: circumstances)
                }.compactMap { task($0, in: loaded) }
            }
            return tasks.sorted(by: TaskLine.comesBefore)
        }
    }

    /// Whether the daily run has not come by today, while cases that began before today are going on: there may be work of
    /// which the index does not know yet. Of hidden cases nobody learns this way.
    ///
    /// - Throws: `StoreFailure`.
    public func awaitsDailyRun() throws -> Bool {
        let today = clock.today
        return try store.read { reading in
            guard try reading.events(of: .dailyRun).last?.stamp.day != today else { return false }
            return try reading.cases().contains {
                $0.end == nil && $0.startedOn < today && shelf.cards[$0.card]?.card.isHidden == false
            }
        }
    }

    private func task(_ visit: Visit, in loaded: LoadedCase) -> TaskLine? {
        guard let step = loaded.card.step(visit.step) else { return nil }
        return TaskLine(
            reference: CaseReference(caseID: loaded.id, visit: visit.number), card: loaded.card.id,
            cardTitle: loaded.card.title, step: visit.step, stepTitle: step.title,
            subject: loaded.state.subject(at: visit.place) ?? loaded.subject,
            item: loaded.state.plainItem(at: visit.place),
            isSigned: step.isSigned,
            openedOn: visit.openedOn, earliest: visit.earliest, deadline: visit.deadline,
            statutory: visit.statutory, daysLate: visit.daysLate(on: clock.today),
            isSuspended: loaded.state.isSuspended,
            awaitsDeadline: visit.deadline == nil && step.terms.term != nil)
    }

    /// The roles that the actor holds, by every name, and the external ones that the actor records for.
    private func holdings() -> [Holding] {
        guard let person = school.person(identity.actor) else { return [] }
        var holdings: [Holding] = []
        let today = clock.today
        for assignment in person.assignments where assignment.holds(on: today) {
            guard let role = school.role(assignment.role) else { continue }
            let external = school.roles.filter {
                $0.isExternal && $0.registrars.contains { school.role($0)?.id == role.id }
            }
            for name in ([role] + external).flatMap({ [$0.id] + $0.aliases }) {
                holdings.append(Holding(role: name, group: assignment.group))
            }
        }
        return holdings
    }
}

extension CaseState {
    /// The row or value that a place is about; nil when it is about a pupil or group, which is the subject there.
    func plainItem(at place: Place?) -> Item? {
        guard let item = place.flatMap({ items[$0] }), item.subject == nil else { return nil }
        return item
    }
}
