public import CardEngine
import CaseStore
public import SchoolTime

/// A line of somebody's work.
public struct TaskLine: Hashable, Sendable {
    /// How people name the step: `k7m3.2`.
    public let reference: CaseReference
    /// The card that the case lives by.
    public let card: Card
    /// The step of the card.
    public let step: Step
    /// The visit: who can do it, since when, by when.
    public let visit: Visit
    /// Whom or what the step is about.
    public let subject: Subject
    /// Within a `voor_elke` over rows or values: which, from the outermost inwards.
    public let items: [Item]
    /// By how many days a deadline has passed; 0 when it is on time.
    public let daysLate: Int
    /// Whether no agreed term runs now.
    public let isSuspended: Bool
    /// The terms of the whole case; nil for who sees only the step.
    public let termsOfCase: TermsOfCase?
    /// Whether the actor can do it, now or later.
    public let isMine: Bool
    /// Whether nobody can do it, so that the owner of the card assigns it.
    public let isNobodys: Bool
    /// Whether that owner is the actor.
    public let isToAssign: Bool

    /// Whether there is a term of which the day is not known yet: its anchor, or a school year, is missing.
    public var awaitsDeadline: Bool { visit.deadline == nil && step.terms.term != nil }

    /// Whether a deadline has passed.
    public var isLate: Bool { daysLate > 0 }

    /// The first of the last days, agreed or by law; of a suspended case only the law's still comes nearer.
    public var lastDay: Day? {
        [isSuspended && !isLate ? nil : visit.deadline, visit.statutory].compactMap(\.self).min()
    }

    /// The terms of the whole case, told at a step.
    public struct TermsOfCase: Hashable, Sendable {
        /// The last day, if there is one.
        public let deadline: Day?
        /// The last day by law, if there is one.
        public let statutory: Day?
        /// By how many days one of them has passed; 0 when the case is on time.
        public let daysLate: Int
        /// Whether no agreed term runs now.
        public let isSuspended: Bool

        /// The last day, unless it stands still because the case is suspended.
        public var runningDeadline: Day? { isSuspended && daysLate == 0 ? nil : deadline }

        /// The first last day that has passed or is at most a week away; nil when there is still time.
        public func lastDayNear(_ today: Day) -> Day? {
            [runningDeadline, statutory].compactMap(\.self).min().flatMap { $0 <= today + 7 ? $0 : nil }
        }
    }

    /// When it is to be done, as seen on a day.
    public func urgency(on today: Day) -> Urgency {
        if isLate { return .late }
        guard let lastDay else { return isSuspended ? .suspended : .undated }
        let sunday = today + (7 - today.weekday.rawValue)
        return lastDay == today ? .today : lastDay <= sunday ? .thisWeek : .later
    }

    /// When a step is to be done, most urgent first.
    public enum Urgency: String, Hashable, Sendable, CaseIterable {
        case late, today, thisWeek, later, undated, suspended
    }
}

extension [TaskLine] {
    /// Most urgent first; what is due on one day by whom it is about.
    func inOrder() -> [TaskLine] {
        // A line is large: only what decides is held against each other, and their places are put in order.
        let ranks = map { (lastDay: $0.lastDay, subject: $0.subject, reference: $0.reference) }
        let places = indices.sorted { first, second in
            let (left, right) = (ranks[first], ranks[second])
            guard left.lastDay == right.lastDay else {
                guard let first = left.lastDay, let second = right.lastDay else { return left.lastDay != nil }
                return first < second
            }
            guard left.subject == right.subject else {
                return left.subject.comesBefore(right.subject)
            }
            return left.reference.comesBefore(right.reference)
        }
        return places.map { self[$0] }
    }
}

/// Whose work is listed.
public enum TaskScope: Hashable, Sendable {
    /// What the actor can do now or later, and, of the actor's own cards, what nobody can.
    case mine
    /// Everybody's that the actor may see: of a role, of a group, or all.
    case everybodys(role: String?, group: String?)
}

extension Workplace {
    /// Open work: most urgent first (`kaart taken`).
    ///
    /// For the actor's own the index tells in which cases there may be work; each of those is shown with what is due done.
    /// What falls due in other cases becomes work when the daily run comes by: `awaitsDailyRun`.
    ///
    /// - Throws: `CaseworkFailure` for an unknown role or group, `StoreFailure`.
    public func listTasks(_ scope: TaskScope = .mine) throws -> [TaskLine] {
        let fits = try filter(of: scope)
        return try store.read { reading in
            let tasks = try casesWithWork(for: scope, from: reading).flatMap { id -> [TaskLine] in
                guard let (loaded, now) = try loadCurrentUnlessLost(id, from: reading),
                    loaded.state.isRunning, let view = view(of: loaded, at: now)
                else { return [] }
                return loaded.state.openVisits.compactMap { task($0, in: loaded, view, at: now) }
            }
            return tasks.filter(fits).inOrder()
        }
    }

    /// Which tasks belong to a scope.
    private func filter(of scope: TaskScope) throws -> (TaskLine) -> Bool {
        switch scope {
        case .mine:
            return { $0.isMine || $0.isToAssign }
        case .everybodys(let roleName, let groupName):
            let group = try groupName.map { try self.group($0) }
            let names = try roleName.map { name -> [RoleID] in
                let role = try school.role(named: name)
                return [role.id] + role.aliases
            }
            return { task in
                (group.map { $0 == task.subject.group } ?? true)
                    && (names.map { $0.contains(where: task.visit.performers.contains) } ?? true)
            }
        }
    }

    /// The cases in which there may be work of a scope.
    private func casesWithWork(for scope: TaskScope, from reading: any CaseReading) throws -> Set<CaseID> {
        switch scope {
        case .everybodys: return Set(try reading.cases(.running).map(\.caseID))
        case .mine:
            let holdings = holdings()
            let mine = Set(try reading.casesWithWork(for: holdings, person: identity.actor))
            // What nobody is asked the index does not know: the cases of the owner are looked through, by their own texts.
            let texts = try textsOwned(by: Set(holdings.map(\.role)), from: reading)
            guard !texts.isEmpty else { return mine }
            let ours = CaseFilter.running(by: texts)
            let owned = try reading.cases(ours).filter { record in
                guard !mine.contains(record.caseID),
                    try mayHaveNobodysWork(record, from: reading)
                else { return false }
                let events = try reading.events(of: record.caseID)
                return try loadUnlessLost(record.caseID, events, from: reading).map(hasNobodysWork) ?? false
            }
            return mine.union(owned.map(\.caseID))
        }
    }

    /// Whether a case may wait for somebody while nobody can do that. By roles alone the index tells; what else decides who can
    /// do a step stands in the history.
    private func mayHaveNobodysWork(
        _ record: CaseRecord, from reading: any CaseReading
    ) throws -> Bool {
        let text = TextOfCases(card: record.card, hash: record.textHash)
        guard let card = try card(by: text, from: reading), card.asksByRolesAlone else { return true }
        return try reading.workItems(of: record.caseID).contains { item in
            guard item.person == nil else { return true }
            let roster = roster(for: item.subject)
            return !roster.staff.contains { roster.capacity(of: $0, among: item.performers) != nil }
        }
    }

    /// The texts of running cases by which the card is of one of these roles.
    private func textsOwned(by roles: Set<RoleID>, from reading: any CaseReading) throws -> Set<TextOfCases> {
        // There are few texts and many cases: where no text can be theirs, no case need be looked at.
        let candidates = try reading.keptTexts().filter { text in
            shelf.contents.owner(of: text).map { roles.contains($0) } ?? true
        }
        guard !candidates.isEmpty else { return [] }
        let wanted = CaseFilter.running(by: candidates)
        return try reading.texts(of: wanted).filter { text in
            try card(by: text, from: reading).map { roles.contains($0.owner) } ?? false
        }
    }

    /// The card by the text of a case; nil when that text is lost.
    func card(by text: TextOfCases, from reading: any CaseReading) throws -> Card? {
        try shelf.contents.unproved(text.card, hash: text.hash)
            ?? keptCards.card(text.card, hash: text.hash, from: reading)
    }

    /// Whether a case, as it is kept, waits for somebody and nobody can do that for whom it is about.
    private func hasNobodysWork(_ loaded: LoadedCase) -> Bool {
        for visit in loaded.state.openVisits {
            let subject = loaded.state.subject(at: visit.place) ?? loaded.subject
            let now = Circumstances(
                today: clock.today, time: clock.now(), actor: identity.actor,
                roster: roster(for: subject), calendar: shelf.calendar)
            if isNobodys(visit.number, in: loaded.state, on: loaded.card, at: now) { return true }
        }
        return false
    }

    func task(
        _ visit: Visit, in loaded: LoadedCase, _ view: CaseView, at now: Circumstances
    ) -> TaskLine? {
        guard let step = loaded.card.step(visit.step), visit.branches.isEmpty else { return nil }
        // The index knows roles; who exactly may do it (`anders_dan`) the engine knows.
        let isMine = mayComplete(visit.number, in: loaded.state, on: loaded.card, at: now)
        let isNobodys = !isMine && isNobodys(visit.number, in: loaded.state, on: loaded.card, at: now)
        let isToAssign = isNobodys && now.roster.holds(identity.actor, loaded.card.owner)
        guard isMine || isToAssign || view.seesCase && (isNobodys || visit.isAsked && visit.calledCase == nil)
        else { return nil }
        return TaskLine(
            reference: CaseReference(caseID: loaded.id, visit: visit.number), card: loaded.card, step: step,
            visit: visit, subject: loaded.state.subject(at: visit.place) ?? loaded.subject,
            items: loaded.state.plainItems(at: visit.place), daysLate: visit.daysLate(on: clock.today),
            isSuspended: loaded.state.isSuspended,
            termsOfCase: view.seesCase ? loaded.state.termsOfCase(on: clock.today) : nil, isMine: isMine,
            isNobodys: isNobodys, isToAssign: isToAssign)
    }

    /// Whether the daily run has not come by today, while cases that were there before today are going on: there may be work of
    /// which the index does not know yet. Of hidden cases nobody learns this way.
    ///
    /// - Throws: `StoreFailure`.
    public func awaitsDailyRun() throws -> Bool {
        let today = clock.today
        return try store.read { reading in
            guard try reading.events(of: .dailyRun).last?.stamp.day != today else { return false }
            func wasThere(_ record: CaseRecord) throws -> Bool {
                try reading.events(of: record.caseID).first.map { $0.stamp.day < today } ?? false
            }
            func waiting(of cards: Set<CardID>?) throws -> CardID? {
                let before = CaseFilter(isRunning: true, cards: cards, startedBefore: today)
                guard let some = try reading.someCase(before) else { return nil }
                // One that was called by what was recorded late began before it was there, and did then what was due.
                return try wasThere(some) ? some.card : reading.cases(before).first(where: wasThere)?.card
            }
            guard try waiting(of: nil) != nil else { return false }
            var others = shelf.contents.names
            while let card = try waiting(of: others) {
                if let card = shelf.contents.unproved(card), isInForce(card), !card.isHidden { return true }
                others.remove(card)
            }
            // The text that serves while a concept stands in the file may be hidden where that is not.
            return try shelf.named.contains { id in
                let concept = shelf.cards[id]?.card
                guard concept.map({ !$0.isHidden && !isInForce($0) }) ?? true, try waiting(of: [id]) != nil
                else {
                    return false
                }
                return try !(cardInForce(id, from: reading)?.card.isHidden ?? (concept == nil))
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

extension Card {
    /// Whether who can do each of its steps hangs on roles alone: on no field, and on nobody who did another step.
    fileprivate var asksByRolesAlone: Bool {
        steps.allSatisfy { step in
            switch step.kind {
            case .task(let task):
                !task.performers.roles.isEmpty && task.otherThan == nil && task.sameAs == nil
            case .register(let register): !register.performers.roles.isEmpty
            case .sign, .choice, .parallel, .forEach, .call, .wait: true
            }
        }
    }
}

extension CaseState {
    /// The rows and values that a place is about, from the outermost inwards; a pupil or group is the subject there.
    func plainItems(at place: Place?) -> [Item] {
        (place.flatMap { itemsAround[$0] } ?? []).filter { $0.subject == nil }
    }

    /// Its terms as they are on a day.
    fileprivate func termsOfCase(on today: Day) -> TaskLine.TermsOfCase {
        TaskLine.TermsOfCase(
            deadline: deadline, statutory: statutory, daysLate: daysLate(on: today), isSuspended: isSuspended)
    }
}

extension Subject {
    /// By kind, and then by the bytes of the id.
    func comesBefore(_ other: Subject) -> Bool {
        kind == other.kind
            ? id.utf8.lexicographicallyPrecedes(other.id.utf8) : kind.rawValue < other.kind.rawValue
    }
}
