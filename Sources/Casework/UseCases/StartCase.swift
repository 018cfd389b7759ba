public import CardEngine
import CardLanguage
import CaseStore
public import SchoolTime

/// What a start or a completed step led to.
public struct Progress: Hashable, Sendable {
    /// The id by which people name the case.
    public let caseID: CaseID
    /// The card that the case lives by.
    public let card: Card
    /// Whom or what the case is about.
    public let subject: Subject
    /// What waits for somebody now.
    public let open: [Visit]
    /// What the branches of its blocks are about.
    public let items: [Place: Item]
    /// Nil as long as the case runs.
    public let ending: CaseState.Ending?
    /// The part of it that the actor may see; nil when from now on the case does not exist for the actor.
    public let view: CaseView?

    init(_ loaded: LoadedCase, _ view: CaseView?) {
        caseID = loaded.id
        card = loaded.card
        subject = loaded.subject
        open = loaded.state.isRunning ? loaded.state.openVisits : []
        items = loaded.state.items
        ending = loaded.state.ending
        self.view = view
    }
}

extension Workplace {
    /// Starts a case by hand (`kaart start`).
    ///
    /// - Parameters:
    ///   - name: the id of the card.
    ///   - subject: a pupil's number, the id of a group or of a person; nil where the card is about the school.
    ///   - group: the group of the pupil; nil when the school knows it.
    ///   - occasion: what the terms count from; nil for today.
    /// - Throws: `CaseworkFailure`, `StoreFailure`.
    public func startCase(_ name: String, subject: String?, group: String?, occasion: Day? = nil) throws
        -> Progress
    {
        let shelved = try startableCard(CardID(name))
        return try store.write { writing in
            let about = try self.subject(of: shelved.card, subject, group: group, from: writing)
            var act = Act(self, writing)
            let id = try act.open(
                shelved,
                OpenCase(
                    subject: about, textHash: shelved.text.hash, occasion: occasion.map { Occasion(day: $0) })
            )
            try act.rest()
            return try progress(of: id, in: writing)
        }
    }

    private func subject(
        of card: Card, _ id: String?, group: String?, from reading: any CaseReading
    ) throws -> Subject {
        switch card.subject {
        case .school: return Subject(kind: .school, id: school.id.rawValue)
        case .group:
            let group = try self.group(id ?? group)
            return Subject(kind: .group, id: group.rawValue, group: group)
        case .staffMember:
            guard let id, school.person(PersonID(id)) != nil else {
                throw CaseworkFailure.unknownPerson(id ?? "", known: school.staff.map(\.id.rawValue))
            }
            return Subject(kind: .staffMember, id: id)
        case .pupil:
            let pupil = try pupil(id)
            // Also for a child that is not enrolled yet: then somebody says in which group it comes.
            let known = try history(of: pupil, from: reading).facts.group
            if group == nil, let known { return pupil.moved(to: known) }
            return pupil.moved(to: try self.group(group))
        }
    }

    /// A pupil by its number.
    ///
    /// - Throws: `CaseworkFailure.notASubject`, `.looksLikeBSN`.
    func pupil(_ number: String?) throws -> Subject {
        guard let number, number.isPupilNumber else { throw CaseworkFailure.notASubject(number ?? "") }
        guard !number.holdsBSN else { throw CaseworkFailure.looksLikeBSN }
        return Subject(kind: .pupil, id: number)
    }

    /// A group of the school.
    ///
    /// - Throws: `CaseworkFailure.groupNeeded`, `.unknownGroup`.
    func group(_ name: String?) throws -> GroupID {
        guard let name else { throw CaseworkFailure.groupNeeded }
        guard school.groups.contains(where: { $0.id.rawValue == name }) else {
            throw CaseworkFailure.unknownGroup(name, known: school.groups.map(\.id.rawValue))
        }
        return GroupID(name)
    }
}
