public import CardEngine
import CardLanguage
import CaseStore
import SchoolTime

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
    /// Nil as long as the case runs.
    public let ending: CaseState.Ending?
    /// The part of it that the actor may see; nil when from now on the case does not exist for the actor.
    public let view: CaseView?

    init(_ id: CaseID, _ card: Card, _ state: CaseState, _ subject: Subject, _ view: CaseView?) {
        caseID = id
        self.card = card
        self.subject = subject
        open = state.isRunning ? state.openVisits : []
        ending = state.ending
        self.view = view
    }
}

extension Workplace {
    /// Starts a case by hand (`kaart start`).
    ///
    /// - Parameters:
    ///   - name: the id of the card.
    ///   - subject: a pupil's number, the id of a group or of a person; nil where the card is about the school.
    ///   - group: the group of the pupil.
    /// - Throws: `CaseworkFailure`, `StoreFailure`.
    public func startCase(_ name: String, subject: String?, group: String?) throws -> Progress {
        let shelved = try shelvedCard(name)
        let card = shelved.card
        guard card.status != .withdrawn else { throw CaseworkFailure.cardWithdrawn(card.id) }
        guard card.status == .adopted || store.isPractice else {
            throw CaseworkFailure.cardNotAdopted(card.id)
        }
        let about = try self.subject(of: card, subject, group: group)
        return try store.write { writing in
            let command = Command.open(OpenCase(subject: about, textHash: shelved.text.hash))
            let circumstances = circumstances(for: about)
            switch decide(command, in: CaseState(), on: card, at: circumstances) {
            case .failure(let refusal): throw CaseworkFailure.refused(refusal, card: card)
            case .success(let events):
                // An adopted text is what a school agreed on: another text is another version.
                let used = try writing.cardTexts(card: card.id, version: card.version)
                guard card.status != .adopted || used.allSatisfy({ $0.hash == shelved.text.hash }) else {
                    throw CaseworkFailure.versionReused(card.id, card.version)
                }
                let id = try freeCaseID(writing)
                try writing.keep(shelved.text)
                try writing.append(events, to: id, after: CaseState())
                let state = replay(events)
                let view = view(of: state, on: card, for: identity.actor, in: circumstances.roster)
                return Progress(id, card, state, about, view)
            }
        }
    }

    private func shelvedCard(_ name: String) throws -> Shelf.ShelvedCard {
        if let shelved = shelf.cards[CardID(name)] { return shelved }
        if shelf.reports.contains(where: { $0.source.baseName == name }) {
            throw CaseworkFailure.cardHasFaults(name)
        }
        throw CaseworkFailure.noSuchCard(name, known: shelf.cards.keys.map(\.rawValue).sorted())
    }

    private func freeCaseID(_ reading: any CaseReading) throws -> CaseID {
        while true {
            let id = drawCaseID()
            if try reading.events(of: id).isEmpty { return id }
        }
    }

    private func subject(of card: Card, _ id: String?, group: String?) throws -> Subject {
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
            guard let id, id.isPupilNumber else { throw CaseworkFailure.notASubject(id ?? "") }
            guard !id.holdsBSN else { throw CaseworkFailure.looksLikeBSN }
            return Subject(kind: .pupil, id: id, group: try self.group(group))
        }
    }

    private func group(_ name: String?) throws -> GroupID {
        guard let name else { throw CaseworkFailure.groupNeeded }
        guard school.groups.contains(where: { $0.id.rawValue == name }) else {
            throw CaseworkFailure.unknownGroup(name, known: school.groups.map(\.id.rawValue))
        }
        return GroupID(name)
    }
}
