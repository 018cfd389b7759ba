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
    /// Whom or what the case is about.
    public let subject: Subject
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
    /// Whether a deadline has passed.
    public let isLate: Bool
    /// Whether there is a term of which the day is not known yet: its anchor, or a school year, is missing.
    public let awaitsDeadline: Bool

    /// The first of the last days, agreed or by law.
    public var lastDay: Day? { [deadline, statutory].compactMap(\.self).min() }
}

extension Workplace {
    /// What the actor can do now, or from `earliest` on: most urgent first (`kaart taken`).
    ///
    /// - Throws: `StoreFailure`.
    public func listTasks() throws -> [TaskLine] {
        let today = clock.today
        return try store.read { reading in
            try reading.workItems(for: holdings(), person: identity.actor).compactMap { item in
                let loaded = try load(item.caseID, from: reading)
                // The index knows roles; who exactly may do it (`anders_dan`) the engine knows.
                let circumstances = try circumstances(for: loaded, from: reading)
                guard let step = loaded.card.step(item.step),
                    mayComplete(item.visit, in: loaded.state, on: loaded.card, at: circumstances)
                else { return nil }
                return TaskLine(
                    reference: CaseReference(caseID: item.caseID, visit: item.visit), card: item.card,
                    cardTitle: loaded.card.title, step: item.step, stepTitle: step.title,
                    subject: item.subject, isSigned: step.isSigned,
                    openedOn: item.openedOn, earliest: item.earliest, deadline: item.deadline,
                    statutory: item.statutory,
                    isLate: [item.deadline, item.statutory].compactMap(\.self).contains { today > $0 },
                    awaitsDeadline: item.deadline == nil && step.terms.term != nil)
            }
        }
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
