import SchoolTime

@testable import CardEngine
@testable import Casework

/// What two streams say of each other that is not the same.
enum Disagreement {
    static func all(in city: City, on today: Day) -> [String] {
        let written = city.store.written
        let states = written.states.filter { $0.value.opening != nil }
        return states.flatMap { id, state in
            calls(of: id, state, states) + known(to: id, state, written.subjects, city)
        } + twice(states) + kept(written) + departures(states, written.subjects, today)
    }

    /// Caller and called know the same of each other.
    private static func calls(of id: CaseID, _ state: CaseState, _ states: [CaseID: CaseState]) -> [String] {
        var faults: [String] = []
        for visit in state.visits {
            guard let calledID = visit.calledCase else { continue }
            guard let called = states[calledID] else {
                faults.append("\(id).\(visit.number) calls \(calledID), which is not there")
                continue
            }
            let caller = called.opening?.facts.origin?.caller
            if caller?.caseID != id || caller.map({ $0.visit > visit.number }) ?? true {
                faults.append("\(calledID) does not know that \(id).\(visit.number) called it")
            }
            if let ending = called.ending {
                guard let heard = state.endedCalls[calledID] else {
                    faults.append("\(id) did not hear that \(calledID) ended")
                    continue
                }
                // What followed from an end stays when the case is reopened and ends otherwise.
                if called.reopenedOn == nil, heard.end != ending.end || heard.day != ending.day {
                    faults.append(
                        "\(id) heard of \(calledID): \(heard), and it is \(ending.end) \(ending.day)")
                }
                if visit.isOpen, state.isRunning {
                    faults.append("\(id).\(visit.number) waits for what ended")
                }
            } else if visit.isOpen, state.isRunning, visit.deadline != called.limit?.day {
                faults.append("\(calledID) has another deadline than \(id).\(visit.number) gives it")
            } else if called.reopenedOn == nil, state.endedCalls[calledID] != nil {
                faults.append("\(id) believes that \(calledID) ended")
            }
        }
        if let caller = state.opening?.facts.origin?.caller {
            if states[caller.caseID]?.visit(caller.visit)?.calledCase != id {
                faults.append("\(caller.caseID).\(caller.visit) does not know \(id)")
            }
        }
        return faults
    }

    /// What a running case noted of its subjects is what their streams say, as far as its card asks.
    private static func known(
        to id: CaseID, _ state: CaseState, _ subjects: [CaseID: SubjectHistory], _ city: City
    ) -> [String] {
        guard state.isRunning, let opening = state.opening,
            let card = city.shelf.cards[opening.facts.card]?.card
        else { return [] }
        var faults: [String] = []
        let items = state.openVisits.flatMap { visit in
            visit.branches.filter { $0.status == .open }.compactMap(\.item?.subject)
        }
        for subject in Set([opening.facts.subject] + items) {
            guard let history = subjects[CaseID(streamOf: subject)] else { continue }
            let noted = state.subjects[subject] ?? SubjectFacts()
            for name in card.namedAttributes where noted.attributes[name] != history.facts.attributes[name] {
                faults.append("\(id) knows another \(name) of \(subject.id)")
            }
            let consents = history.facts.consents.filter { card.namedPurposes.contains($0.purpose) }
            if Set(noted.consents) != Set(consents) {
                faults.append("\(id) knows other consents of \(subject.id)")
            }
            if card.signers.contains(SignStep.parents), noted.authorities != history.facts.authorities {
                faults.append("\(id) knows other persons in authority over \(subject.id)")
            }
            if subject.kind == .pupil, case .text(let group)? = history.facts.attributes[.group] {
                let place = subject == opening.facts.subject ? state.subject(at: nil) : nil
                if let place, place.group?.rawValue != group { faults.append("\(id) knows another group") }
            }
        }
        if let history = subjects[CaseID(streamOf: opening.facts.subject)] {
            for held in state.heldConsents
            where !history.facts.consents.contains(where: { $0.scope == held }) {
                faults.append("\(id) believes in a consent that was withdrawn")
            }
        }
        return faults
    }

    /// No start rule began two cases for the same.
    private static func twice(_ states: [CaseID: CaseState]) -> [String] {
        var seen: [String: CaseID] = [:]
        var faults: [String] = []
        for (id, state) in states.sorted(by: { $0.key < $1.key }) {
            guard let facts = state.opening?.facts, let rule = facts.origin?.rule,
                let occasion = facts.occasion
            else { continue }
            let key =
                "\(facts.card) \(facts.subject.kind) \(facts.subject.id) \(rule) \(rule.after == nil ? "\(occasion.firstDay)" : "")"
            if let other = seen[key] { faults.append("\(id) and \(other) began for \(key)") }
            seen[key] = id
        }
        return faults
    }

    /// What a case of this command kept for others stands in their streams.
    private static func kept(_ written: ObservedStore.Seen) -> [String] {
        var latest: [String: (CaseID, AttributeID, FieldValue?)] = [:]
        for (id, event) in written.latest {
            guard case .attributeRecorded(let fact) = event.fact else { continue }
            latest["\(fact.subject.id) \(fact.attribute)"] = (
                CaseID(streamOf: fact.subject), fact.attribute, event.content?.attributes[fact.attribute]
            )
            _ = id
        }
        return latest.values.filter { written.subjects[$0.0]?.facts.attributes[$0.1] != $0.2 }
            .map { "\($0.0) does not hold \($0.1)" }
    }

    /// A running case has met what happened to its pupil since it began, on whichever day that was first said to be.
    private static func departures(
        _ states: [CaseID: CaseState], _ subjects: [CaseID: SubjectHistory], _ today: Day
    ) -> [String] {
        states.flatMap { id, state -> [String] in
            guard state.isRunning, let opening = state.opening, state.reopenedOn == nil,
                let history = subjects[CaseID(streamOf: opening.facts.subject)]
            else { return [] }
            return history.happened.filter { happening in
                happening.recordedOn > opening.stamp.day && happening.day <= happening.recordedOn
                    && happening.wrongDays.allSatisfy { $0 > opening.stamp.day }
                    && !([happening.day] + happening.wrongDays).contains { day in
                        state.metEvents.contains(
                            .init(subject: opening.facts.subject, event: happening.event, day: day))
                    }
            }.map { "\(id) did not meet \($0.event) on \($0.day)" }
        }
    }
}
