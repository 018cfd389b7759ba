import CardEngine
import CardLanguage
import SchoolTime

/// The school in which a scenario is played: each role is held by persons of its own, named after it.
struct MadeUpSchool {
    let roster: Roster
    let calendar: SchoolCalendar
    let subject: Subject
    /// The pupils that are part of a group or school: three of each group.
    let pupils: [Subject]
    /// The groups of the school: two.
    let groups: [Subject]
    private let owner: RoleID

    /// - Parameters:
    ///   - school: for its roles, groups and contacts; its staff does not play along.
    ///   - calendar: nil: one without holidays.
    init(for scenario: Scenario, on card: Card, school: School?, calendar: SchoolCalendar?) {
        owner = card.owner
        roster = Self.roster(for: scenario, on: card, school: school)
        self.calendar = calendar ?? Self.calendar(around: scenario.begin)

        let given = GroupID(named: scenario.subject.attributes[.group])
        let known = school.map { Array($0.groups.map(\.id).prefix(2)) } ?? []
        let names: [GroupID] = known.isEmpty ? ["groep-1", "groep-2"] : known
        let home = given ?? names[0]
        switch scenario.subject.kind {
        case .pupil:
            subject = Subject(kind: .pupil, id: "1", group: given)
            groups = []
            pupils = Self.pupils(1...3, in: given)
        case .group:
            subject = Subject(kind: .group, id: home.rawValue, group: home)
            groups = []
            pupils = Self.pupils(1...3, in: home)
        case .school:
            subject = Subject(kind: .school, id: school?.id.rawValue ?? "school")
            groups = names.map { Subject(kind: .group, id: $0.rawValue, group: $0) }
            pupils = names.enumerated().flatMap { number, group in
                Self.pupils(3 * number + 1...3 * number + 3, in: group)
            }
        case .staffMember:
            subject = Subject(kind: .staffMember, id: "medewerker")
            groups = []
            pupils = []
        }
    }

    private static func pupils(_ numbers: ClosedRange<Int>, in group: GroupID?) -> [Subject] {
        numbers.map { Subject(kind: .pupil, id: String($0), group: group) }
    }

    // MARK: - Persons

    /// The person who acts for a role: of an external role, who records it.
    func person(for actor: ScenarioActor) -> PersonID {
        let role = roster.registrars[actor.role] == nil ? actor : ScenarioActor(role: owner, number: nil)
        let people = roster.holders[role.role] ?? []
        let number = (role.number ?? 1) - 1
        return people.indices.contains(number) ? people[number] : PersonID(role.name)
    }

    /// Who looks after the cases of the card.
    var ownerPerson: PersonID { person(for: ScenarioActor(role: owner, number: nil)) }

    /// Whether the role is outside the school.
    func isExternal(_ role: RoleID) -> Bool { roster.registrars[role] != nil }

    /// Who does something if the scenario does not say who: the first of these roles.
    func anyone(of roles: [RoleID]) -> PersonID {
        roles.first.map { person(for: ScenarioActor(role: $0, number: nil)) } ?? ownerPerson
    }

    private static func roster(for scenario: Scenario, on card: Card, school: School?) -> Roster {
        let actors = scenario.lines.flatMap { $0.everybody } + [scenario.starter].compactMap(\.self)
        let named = Set(card.namedRoles + actors.map(\.role) + (school?.roles.map(\.id) ?? []))
        let count = max(2, actors.compactMap(\.number).max() ?? 0)
        var holders: [RoleID: [PersonID]] = [:]
        var registrars: [RoleID: [RoleID]] = [:]
        var contacts: [PersonID: RoleID] = [:]
        for contact in school?.contacts ?? [] { contacts[contact.id] = contact.role }
        for name in named {
            let known = school?.role(name)
            let role = known?.id ?? name
            for alias in [role, name] + (known?.aliases ?? []) {
                if known?.isExternal ?? card.receives(name) {
                    registrars[alias] = [card.owner] + (known?.registrars ?? [])
                    contacts[PersonID(alias.rawValue)] = role
                } else {
                    holders[alias] = (1...count).map {
                        PersonID($0 == 1 ? role.rawValue : "\(role) \($0)")
                    }
                }
            }
        }
        return Roster(
            holders: holders, registrars: registrars, staff: Set(holders.values.flatMap(\.self)),
            contacts: contacts, ownNames: school?.ownNames ?? [:])
    }

    // MARK: - Days

    /// School years without holidays, for as long as anybody is at school.
    private static func calendar(around day: Day) -> SchoolCalendar {
        let first = SchoolYearNumber(of: day).firstDay
        return SchoolCalendar(
            years: (-10...20).map { number in
                let start = first.adding(months: 12 * number)
                return SchoolYear(
                    name: "\(start.year)-\(start.year + 1)", firstDay: start,
                    lastDay: first.adding(months: 12 * (number + 1)) - 1, closures: [])
            })
    }
}

extension Card {
    /// Every role that the card names.
    fileprivate var namedRoles: [RoleID] {
        var roles = [owner] + (visibleTo ?? []) + terms.reminders.flatMap(\.roles)
        roles += startRules.flatMap(\.starters)
        for step in steps {
            roles += step.terms.reminders.flatMap(\.roles) + (step.terms.escalation?.roles ?? [])
            switch step.kind {
            case .task(let task): roles += task.performers.roles + task.together
            case .register(let register): roles += register.performers.roles
            case .sign(let sign): roles += sign.signers
            case .wait(let wait): roles += wait.earlier
            case .choice, .parallel, .forEach, .call: break
            }
        }
        for interrupt in interrupts { roles += interrupt.report?.performers ?? [] }
        return roles + fields.flatMap { $0.visibleTo ?? [] } + recipients
    }

    /// The roles outside the school to which it provides, or for which it asks consent.
    private var recipients: [RoleID] {
        steps.flatMap { step -> [RoleID] in
            switch step.kind {
            case .task(let task): return task.disclosure.map { [$0.recipient] } ?? []
            case .sign(let sign):
                if case .roles(let roles)? = sign.grant?.recipient { return roles }
                return []
            case .choice, .parallel, .forEach, .call, .wait, .register: return []
            }
        }
    }

    /// Whether a role is outside the school, as far as the card tells.
    fileprivate func receives(_ role: RoleID) -> Bool {
        role == SignStep.parents || recipients.contains(role)
    }
}

extension ScenarioLine {
    /// Everybody whom it names.
    fileprivate var everybody: [ScenarioActor] {
        let named: [ScenarioActor] =
            switch act {
            case .assign(_, let person), .leave(let person): [person]
            case .standIn(let person, let role): [person, ScenarioActor(role: role, number: nil)]
            case .complete, .sign, .enter, .endCall, .happen, .interrupt, .withdraw, .consent, .keep, .reopen,
                .correct, .postpone, .suspend, .resume, .stop, .addItem, .addRow, .endOther, .expect:
                []
            }
        return [actor].compactMap(\.self) + named
    }
}

extension Reminder {
    fileprivate var roles: [RoleID] {
        switch self {
        case .before: []
        case .at(_, let roles): roles ?? []
        }
    }
}
