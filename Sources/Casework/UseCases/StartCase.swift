public import CardEngine
public import CardLanguage
import CaseStore
public import SchoolTime

/// What somebody who is about to begin a case wants to know first.
public struct KnownBeforeStart: Hashable, Sendable {
    /// Whom or what it is to be about.
    public let subject: Subject
    /// The cases by the same card that run already and that the actor may see, the oldest first.
    public let running: [CaseLine]
    /// The last day of a pupil who has left; nil also for who may not know.
    public let leftOn: Day?
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
            let pupils = try self.pupils(ofWhole: group, for: shelved.card, from: writing)
            var act = Act(self, writing)
            let ids = try pupils.enumerated().map { index, pupil in
                try telling(at: { pupil }, place: index + 1) {
                    try start(shelved, pupil, occasion, &act)
                }
            }
            return try progress(ofEach: ids, after: act, in: writing)
        }
    }

    /// Every pupil who is enrolled in a group today, for who may begin a case by the card in the whole group.
    private func pupils(
        ofWhole group: String, for card: Card, from reading: any CaseReading
    ) throws -> [Subject] {
        guard card.subject == .pupil else { throw CaseworkFailure.notAboutPupils(card.id) }
        let group = try self.group(group)
        let roles = card.starters
        guard school.roster(for: Subject(group: group), on: clock.today).holdsAny(identity.actor, roles)
        else { throw CaseworkFailure.refused(.roleNeeded(roles), card: card) }
        let pupils = try pupils(from: reading).filter { pupil, history in
            pupil.group == group && history.facts.isEnrolled(on: clock.today)
        }.map(\.subject)
        guard !pupils.isEmpty else { throw CaseworkFailure.emptyGroup(group) }
        return pupils
    }

    /// Of each subject about which a case is to begin: what the actor may know that speaks against it. Nothing of a subject or
    /// a card that will be refused: that says why.
    ///
    /// - Throws: `StoreFailure`.
    public func knownBeforeStart(
        _ name: String, subjects: [String], group: String?, wholeGroup: String?
    ) throws -> [KnownBeforeStart] {
        try store.read { reading in
            do {
                let card = try cardToStart(name, from: reading).card
                if let wholeGroup {
                    return try pupils(ofWhole: wholeGroup, for: card, from: reading).map {
                        try known(of: $0, beforeStarting: card, from: reading)
                    }
                }
                return try (subjects.isEmpty ? [nil] : subjects.map { $0 }).map {
                    let about = try subject(of: card, $0, group: group, from: reading)
                    return try known(of: about, beforeStarting: card, from: reading)
                }
            } catch is CaseworkFailure {
                return []
            }
        }
    }

    private func known(
        of subject: Subject, beforeStarting card: Card, from reading: any CaseReading
    ) throws -> KnownBeforeStart {
        // What has ended runs no more, however much of it there is.
        let about = try reading.cases(CaseFilter(isRunning: true, cards: [card.id], subject: subject))
        let running = try overview(of: about, from: reading).map(\.line).filter { !$0.hasEnded }
        var leftOn: Day?
        if subject.kind == .pupil {
            let facts = try history(of: subject, from: reading).facts
            // By the group where the pupil is, not by one that was typed.
            if keepsRegistry || holdsRole(for: subject.moved(to: facts.group)) {
                leftOn = facts.date(of: .departure).flatMap { $0 < clock.today ? $0 : nil }
            }
        }
        return KnownBeforeStart(
            subject: subject, running: running.sorted { $0.startedOn < $1.startedOn }, leftOn: leftOn)
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
                guard let group else { throw CaseworkFailure.groupOfNewNeeded(pupil.id) }
                return pupil.moved(to: try self.group(group))
            }
            // Whether it is in that group is told to who may know of it; who may not begins about it where it is.
            let named = try group.map { try self.group($0) }
            guard named == nil || named == known || !(keepsRegistry || holdsRole(for: here)) else {
                throw CaseworkFailure.inOtherGroup
            }
            return here
        }
    }

    private func mayStart(_ card: Card, about subject: Subject) -> Bool {
        roster(for: subject).holdsAny(identity.actor, card.starters)
    }
}

extension Card {
    /// The roles that may start a case by hand.
    fileprivate var starters: [RoleID] { startRules.flatMap(\.starters) }
}
