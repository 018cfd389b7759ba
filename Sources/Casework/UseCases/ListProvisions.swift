public import CardEngine
import CaseStore
public import SchoolTime

/// What was provided of a pupil to somebody outside the school: parents may know that (AVG art. 15; kaarttaal, section 4.9).
public struct ProvisionLine: Hashable, Sendable {
    /// The case in which it was provided.
    public let caseID: CaseID
    /// The card by which the case lived then.
    public let card: Card
    /// The day on which it was provided.
    public let day: Day
    /// To whom, what and why that may be.
    public let fact: DataDisclosed
}

extension Workplace {
    /// What was provided of a pupil, the latest first, in the cases that the actor may see as a whole: those about the pupil, and
    /// those about a group, the school or a member of staff in which the pupil was an item.
    func provisions(of pupil: Subject, from reading: any CaseReading) throws -> [ProvisionLine] {
        // By any of its texts: a case may have gone over to one that provides nothing.
        let cards = try reading.keptTexts().filter { try card(by: $0, from: reading)?.provides ?? false }
        let providing = CaseFilter(cards: Set(cards.map(\.card)))
        let others = cards.isEmpty ? [] : try reading.cases(providing).filter { $0.subject.kind != .pupil }
        let records = try reading.cases(CaseFilter(subject: pupil)) + others
        let lines = try records.flatMap { record -> [ProvisionLine] in
            guard let (loaded, now) = try loadCurrentUnlessLost(record.caseID, from: reading),
                view(of: loaded, at: now)?.seesCase == true
            else { return [] }
            let events = try reading.events(of: loaded.id) + loaded.due
            guard events.contains(where: \.isProvision) else { return [] }
            return try history(of: loaded, events, from: reading).compactMap { line in
                guard case .dataDisclosed(let fact) = line.fact, !fact.fields.isEmpty,
                    loaded.state.subject(at: line.visit?.place) == pupil
                else { return nil }
                return ProvisionLine(
                    caseID: loaded.id, card: line.card,
                    day: line.visit?.completion?.doneOn ?? line.stamp.day, fact: fact)
            }
        }
        return lines.sorted { left, right in
            left.day == right.day ? left.caseID.comesBefore(right.caseID) : left.day > right.day
        }
    }
}

extension Card {
    /// Whether a step of it hands out data.
    fileprivate var provides: Bool {
        steps.contains { if case .task(let task) = $0.kind { task.disclosure != nil } else { false } }
    }
}

extension Event {
    fileprivate var isProvision: Bool { if case .dataDisclosed = fact { true } else { false } }
}
