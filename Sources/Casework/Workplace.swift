public import CardEngine
public import CaseStore
public import SchoolTime

/// Where cards, cases, clock and people meet: all that a use case needs, passed in from outside.
public struct Workplace: Sendable {
    /// The histories of the cases.
    private(set) var store: any CaseStore
    /// The files of the school.
    public let shelf: Shelf
    /// The school, from its file.
    public let school: School
    /// What time it is.
    public let clock: Clock
    /// Who is at work.
    public let identity: Identity
    /// Whether all of it is practice, with people who do not exist.
    public var isPractice: Bool { store.isPractice }
    /// Draws the id of a new case.
    let drawCaseID: @Sendable () -> CaseID
    /// The cards of kept texts, as far as they were needed.
    let keptCards = KeptCards()
    /// Who holds which role, as far as it was asked.
    let rosters: Rosters

    /// - Throws: `CaseworkFailure.noSchool` when the school file is missing or has faults; `StoreFailure`.
    public init(
        store: any CaseStore, shelf: Shelf, clock: Clock, identity: Identity,
        drawCaseID: @escaping @Sendable () -> CaseID
    ) throws {
        guard let school = shelf.school else { throw CaseworkFailure.noSchool }
        let shelf = try shelf.knowing(store)
        self.store = RecordingStore(base: store, shelf: shelf) {
            let time = clock.now()
            return Stamp(day: time.day, time: time, actor: identity.actor, enteredBy: identity.enteredBy)
        }
        self.shelf = shelf
        self.school = school
        rosters = Rosters(school)
        self.clock = clock
        self.identity = identity
        self.drawCaseID = drawCaseID
    }
}

extension Workplace {
    /// The same with another store.
    func with(_ store: any CaseStore) -> Workplace {
        var other = self
        other.store = store
        return other
    }
}

/// What time it is at school.
public struct Clock: Sendable {
    /// The present moment, with the offset of the school's time zone.
    public let now: @Sendable () -> Timestamp

    /// A clock that asks this function.
    public init(now: @escaping @Sendable () -> Timestamp) {
        self.now = now
    }

    /// The school's day.
    public var today: Day { now().day }
}

/// Who acts, and who enters it.
public struct Identity: Hashable, Sendable {
    /// Whose act it is.
    public let actor: PersonID
    /// Nil when the actor enters it.
    public let enteredBy: PersonID?

    /// - Parameters:
    ///   - login: the account on the machine.
    ///   - other: on whose behalf (`--als`), or nil.
    ///   - today: who has left by then acts for nobody any more.
    ///   - isPractice: in a practice folder everyone may act as anyone.
    /// - Throws: `CaseworkFailure` when the login is nobody's, or may not act as the other.
    public init(
        login: String, actingAs other: String?, in school: School, on today: Day, isPractice: Bool
    ) throws {
        let person = school.staff.first { $0.login == login }
        guard let other else {
            guard let person else { throw CaseworkFailure.unknownLogin(login, isPractice: isPractice) }
            self.init(actor: person.id, enteredBy: nil)
            return
        }
        let actor = try school.staffMember(other)
        let actsFor = person.map { $0.hasLeft(by: today) ? [] : $0.actsFor } ?? []
        guard isPractice || person?.id == actor.id || actsFor.contains(actor.id) else {
            throw CaseworkFailure.mayNotActAs(actor.id)
        }
        self.init(actor: actor.id, enteredBy: person.flatMap { $0.id == actor.id ? nil : $0.id })
    }

    /// Who lets the daily run come by: a person, or, for an account that is nobody's, the engine itself, which sees no case.
    public init(ofDailyRunBy login: String, in school: School) {
        let person = school.staff.first { $0.login == login }
        self.init(actor: person?.id ?? Stamp.engine, enteredBy: nil)
    }

    /// An identity that has been established elsewhere, as in the demo.
    public init(actor: PersonID, enteredBy: PersonID?) {
        self.actor = actor
        self.enteredBy = enteredBy
    }
}

extension Workplace {
    /// The members of staff who hold a role for a subject, in the order of the school file.
    public func holders(of role: RoleID, for subject: Subject) -> [StaffMember] {
        (roster(for: subject).holders[role] ?? []).compactMap { school.person($0) }
    }
}
