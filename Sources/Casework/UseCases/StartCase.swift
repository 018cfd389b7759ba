import CardEngine
public import CardLanguage
import CaseStore
public import SchoolTime

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
        try store.write { writing in
            let shelved = try cardToStart(name, from: writing)
            var act = Act(self, writing)
            let about = try self.subject(of: shelved.card, subject, group: group, from: writing)
            let id = try start(shelved, about, occasion, &act)
            return try progress(of: id, after: act, toldApart: [id], in: writing)
        }
    }

    /// Starts a case for each of many subjects: one transaction with all that follows. The first refusal refuses all, and
    /// says at which subject.
    ///
    /// - Throws: `CaseworkFailure`, `StoreFailure`.
    public func startCases(_ name: String, subjects: [String], group: String?, occasion: Day? = nil) throws
        -> [Progress]
    {
        try store.write { writing in
            let shelved = try cardToStart(name, from: writing)
            var act = Act(self, writing)
            var seen: Set<Subject> = []
            let ids = try subjects.enumerated().map { index, id in
                // What was typed is named only when it is known to be no name of a child and no BSN.
                var about: Subject?
                return try telling(at: { about }, place: index + 1) {
                    let subject = try self.subject(of: shelved.card, id, group: group, from: writing)
                    // Not its group: who may not start the case need not know that.
                    about = Subject(kind: subject.kind, id: subject.id)
                    guard seen.insert(subject).inserted else { throw CaseworkFailure.givenTwice(id) }
                    return try start(shelved, subject, occasion, &act)
                }
            }
            return try progress(ofEach: ids, after: act, in: writing)
        }
    }

    /// Starts a case for every pupil who is enrolled in a group today: one transaction, all or nothing.
    ///
    /// Who may not start it in the whole group learns nothing of who is in it.
    /// - Throws: `CaseworkFailure`, `StoreFailure`.
    public func startCases(_ name: String, wholeGroup group: String, occasion: Day? = nil) throws
        -> [Progress]
    {
        try store.write { writing in
            let shelved = try cardToStart(name, from: writing)
            guard shelved.card.subject == .pupil else {
                throw CaseworkFailure.notAboutPupils(shelved.card.id)
            }
            let group = try self.group(group)
            let roles = shelved.card.starters
            let roster = school.roster(
                for: Subject(group: group), on: clock.today)
            guard roster.holdsAny(identity.actor, roles) else {
                throw CaseworkFailure.refused(.roleNeeded(roles), card: shelved.card)
            }
            var act = Act(self, writing)
            let pupils = try pupils(from: writing).filter { pupil, history in
                pupil.group == group && history.facts.isEnrolled(on: clock.today)
            }
            guard !pupils.isEmpty else { throw CaseworkFailure.emptyGroup(group) }
            let ids = try pupils.enumerated().map { index, pupil in
                try telling(at: { pupil.subject }, place: index + 1) {
                    try start(shelved, pupil.subject, occasion, &act)
                }
            }
            return try progress(ofEach: ids, after: act, in: writing)
        }
    }

    /// A card by which the actor may begin a case about somebody or something. Who may not learns nothing of whom he names.
    private func cardToStart(_ name: String, from reading: any CaseReading) throws -> Shelf.ShelvedCard {
        let shelved: Shelf.ShelvedCard
        do {
            shelved = try startableCard(CardID(name), from: reading)
        } catch let failure as CaseworkFailure {
            // That nothing begins because another text was used since the adopted one tells that there was a case.
            if let card = try cardBeforeConcept(of: CardID(name), from: reading) {
                try requireStarter(of: card)
            }
            throw failure
        }
        try requireStarter(of: shelved.card)
        return shelved
    }

    /// That the actor has a role that begins a case by a card, about whoever it is.
    private func requireStarter(of card: Card) throws {
        let roles = card.starters
        guard !roles.isEmpty else { throw CaseworkFailure.refused(.notByHand, card: card) }
        let held = school.person(identity.actor)?.assignments.filter { $0.holds(on: clock.today) } ?? []
        let own = Set(roles.map(school.own))
        guard held.contains(where: { own.contains(school.own($0.role)) }) else {
            throw CaseworkFailure.refused(.roleNeeded(roles), card: card)
        }
    }

    /// What who could not begin by a hidden card has to read all the same: what its first step says to do at once. That stands
    /// in the card, which everyone may read; nil of any other card.
    public func firstWords(ofHidden name: String) -> FirstWords? {
        shelf.contents.hiddenFirstWords(of: CardID(name))
    }

    private func start(
        _ shelved: Shelf.ShelvedCard, _ subject: Subject, _ occasion: Day?, _ act: inout Act
    ) throws -> CaseID {
        let id = try act.open(
            shelved,
            OpenCase(
                subject: subject, textHash: shelved.text.hash, occasion: occasion.map { Occasion(day: $0) }))
        try act.rest()
        return id
    }

    /// Says at which of several subjects something went wrong.
    private func telling<Result>(
        at subject: () -> Subject?, place: Int, _ work: () throws -> Result
    ) throws -> Result {
        do {
            return try work()
        } catch let failure as CaseworkFailure {
            throw CaseworkFailure.atSubject(
                subject(), place: place, Sentences(school: school).casework(failure))
        }
    }

    private func subject(
        of card: Card, _ id: String?, group: String?, from reading: any CaseReading
    ) throws -> Subject {
        switch card.subject {
        case .school: return Subject(kind: .school, id: school.id.rawValue)
        case .group:
            guard let name = id ?? group else {
                throw CaseworkFailure.groupToName(known: school.groups.map(\.id.rawValue))
            }
            let group = try self.group(name)
            return Subject(group: group)
        case .staffMember:
            guard let id else { throw CaseworkFailure.staffMemberNeeded }
            return Subject(kind: .staffMember, id: try staffMember(id).id.rawValue)
        case .pupil:
            let pupil = try pupil(id)
            // Also for a child that is not enrolled yet: then somebody says in which group it comes. One about whom the actor
            // may not begin is to him as one that is not known.
            let known = try history(of: pupil, from: reading).facts.group
            guard let here = known.map({ pupil.moved(to: $0) }), mayStart(card, about: here) else {
                try requireOwnNumber(pupil, from: reading)
                return pupil.moved(to: try self.group(group))
            }
            // Whether it is in that group is told to who may know of it; who may not begins about it where it is.
            let named = try group.map { try self.group($0) }
            guard named == nil || named == known || !(keepsPupils || holdsRole(for: here)) else {
                throw CaseworkFailure.inOtherGroup
            }
            return here
        }
    }

    private func mayStart(_ card: Card, about subject: Subject) -> Bool {
        roster(for: subject).holdsAny(identity.actor, card.starters)
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
        let ids = school.groups.map(\.id.rawValue)
        let id = name.meant(among: ids)
        let title = name.meant(among: school.groups.map(\.title))
        // People write a title too.
        let found = school.groups.first { $0.id.rawValue == id }.map { [$0] }
        let groups = found ?? school.groups.filter { $0.title == title }
        guard let group = groups.first, groups.count == 1 else {
            throw CaseworkFailure.unknownGroup(name, known: ids)
        }
        return group.id
    }
}

extension Card {
    /// The roles that may start a case by hand.
    fileprivate var starters: [RoleID] { startRules.flatMap(\.starters) }
}
