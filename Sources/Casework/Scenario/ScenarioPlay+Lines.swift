import CardEngine
import CardLanguage
import SchoolTime

/// What a line of a scenario does.
extension ScenarioPlay {
    /// Why a line could not be carried out: the engine's refusal, or that there is nothing to do it with.
    struct Reason {
        /// In Dutch.
        let text: String
        /// What a scenario may call it.
        var names: Set<ScenarioRefusal> = []
        /// Whether it is the scenario that can't be played: then it is no refusal by the case.
        var isOfScenario = false
    }

    /// Begins the case.
    mutating func begin() -> Reason? {
        let roles = card.startRules.flatMap(\.starters)
        let origin: Origin? =
            !roles.isEmpty
            ? nil
            : card.startRules.isEmpty
                ? Origin(caller: Origin.Caller(caseID: "aanroep", visit: 1))
                : Origin(rule: Origin.Rule(rule: 0, item: 0))
        var occasion: Occasion?
        switch scenario.occasion {
        case nil: break
        case .day(let day): occasion = Occasion(day: day)
        case .named(let name):
            guard let span = span(of: name) else {
                return Reason(text: "de dag van `\(name)` is niet bekend", isOfScenario: true)
            }
            occasion = Occasion(firstDay: span.first, lastDay: span.last, name: name)
        }
        let command = OpenCase(
            subject: school.subject, textHash: "", origin: origin, occasion: occasion)
        let actor = scenario.starter.map { school.person(for: $0) } ?? school.anyone(of: roles)
        return told(carryOut(.open(command), by: actor))
    }

    /// The days of an attribute of the subject, or of a named date or period.
    private func span(of name: AttributeID) -> DaySpan? {
        if let day = facts(of: school.subject).date(of: name) { return DaySpan(first: day, last: day) }
        return school.calendar.span(
            of: .planned(name.rawValue), in: SchoolYearNumber(of: today),
            group: school.subject.group?.rawValue)
    }

    /// Lets the days pass until the day of the line; gives why that day is not known.
    mutating func pass(_ duration: SchoolDuration) -> Reason? {
        guard let day = school.calendar.count(duration, .after, from: today).day, day - today <= 20_000 else {
            return Reason(
                text: "zover reikt de kalender niet: welke dag dit is, is niet bekend", isOfScenario: true)
        }
        while today < day {
            today = today + 1
            catchUp()
        }
        return nil
    }

    /// Does what the line says; gives why it could not.
    mutating func carryOut(_ line: ScenarioLine) -> Reason? {
        let owner = line.actor.map { school.person(for: $0) } ?? school.ownerPerson
        switch line.act {
        case .complete(let step, let work): return complete(step, work, line)
        case .sign(let step, let answer, let day, let hasProof):
            return sign(step, answer, day, hasProof, line)
        case .enter(let step, let cells, let day): return enter(step, cells, day, line)
        case .endCall(let step, let end): return endCall(step, end, line)
        case .happen(let event, let day, let group): return happen(event, day, group, line)
        case .interrupt(let outcome):
            let roles = card.interrupts.filter { $0.report?.outcome == outcome }.flatMap {
                $0.report?.performers ?? []
            }
            let actor = line.actor.map { school.person(for: $0) } ?? school.anyone(of: roles)
            return told(
                carryOut(.interrupt(InterruptCase(outcome: outcome, reason: Self.reason)), by: actor))
        case .withdraw(let purpose, let recipient): return withdraw(purpose, for: recipient, line)
        case .consent(let consent):
            guard let subject = subject(of: line) else { return noItem }
            give(consent, to: subject)
            catchUp()
            return nil
        case .assign(let step, let person):
            guard let visit = visit(of: step, line) else { return neverHere(step) }
            let command = AssignPerson(
                visit: visit.number, person: school.person(for: person), reason: Self.reason)
            return told(carryOut(.assign(command), by: owner))
        case .keep(let attributes, let parents):
            guard let subject = subject(of: line) else { return noItem }
            if !attributes.isEmpty {
                note(
                    .attributesSet(AttributesSet(attributes: attributes.keys.sorted())),
                    Content(attributes: attributes), of: subject)
            }
            if let parents { note(.authoritiesSet(AuthoritiesSet(count: parents)), nil, of: subject) }
            catchUp()
            return nil
        case .reopen(let step):
            let hasEnded = state.ending != nil
            guard let visit = visit(of: step, line, where: { $0.isDone || (hasEnded && $0.isCancelled) })
            else {
                return neverHere(step)
            }
            return told(carryOut(.reopen(ReopenStep(visit: visit.number, reason: Self.reason)), by: owner))
        case .correct(let step, let values):
            let done = state.visits.last { visit in
                visit.step == step && visit.isDone && (line.item.map { $0 == item(around: visit) } ?? true)
            }
            guard let visit = done ?? visit(of: step, line) else { return neverHere(step) }
            let command = CorrectValues(visit: visit.number, values: values, reason: Self.reason)
            return told(carryOut(.correct(command), by: owner))
        case .postpone(let part, let days):
            var number: Int?
            var deadline = state.deadline
            if case .step(let step) = part {
                guard let visit = visit(of: step, line) else { return neverHere(step) }
                (number, deadline) = (visit.number, visit.deadline)
            }
            let to = (deadline ?? today) + days
            return told(
                carryOut(.postpone(PostponeTerm(visit: number, to: to, reason: Self.reason)), by: owner))
        case .suspend: return told(carryOut(.suspend(reason: Self.reason), by: owner))
        case .resume: return told(carryOut(.resume(reason: Self.reason), by: owner))
        case .stop: return told(carryOut(.stop(StopCase(reason: Self.reason)), by: owner))
        case .addItem(let step): return addItem(step, line, by: owner)
        case .addRow(let step, let cells):
            guard let visit = visit(of: step, line) else { return neverHere(step) }
            return told(carryOut(.addItem(AddItem(visit: visit.number, newRow: cells)), by: owner))
        case .leave(let person):
            roster = roster.without(people(person))
            catchUp()
            return nil
        case .standIn(let person, let role):
            roster = roster.adding(school.person(for: person), to: role)
            catchUp()
            return nil
        case .endOther(let other, let end):
            // What is not known of the other card is taken from the name that every card has.
            let countsAs = cards[other]?.end(end)?.countsAs ?? (end == End.lapsed ? .aborted : .completed)
            let subjects = subjects(of: other, for: school.subject)
            if let item = line.item, !subjects.indices.contains(item - 1) { return noItem }
            if countsAs == .completed {
                for subject in line.item.map({ [subjects[$0 - 1]] }) ?? subjects {
                    complete(other, of: subject)
                }
            }
            catchUp()
            return nil
        case .expect: return nil
        }
    }

    /// What stands where a person would say why.
    static let reason = "In dit scenario."

    func told(_ refusal: Refusal?) -> Reason? {
        refusal.map { refusal in
            Reason(
                text: "geweigerd: " + sentences.sentence(for: refusal, on: card),
                names: ScenarioRefusal.names(of: refusal))
        }
    }

    // MARK: - Which visit is meant

    /// The open visit of a step, else the latest.
    func visit(
        of step: StepID, _ line: ScenarioLine, where fits: (Visit) -> Bool = \.isOpen
    ) -> Visit? {
        let visits = state.visits.filter { visit in
            visit.step == step && (line.item.map { $0 == item(around: visit) } ?? true)
        }
        return visits.first(where: fits) ?? visits.last
    }

    /// Which item of the innermost `voor_elke` a visit belongs to, from 1; nil: of none.
    private func item(around visit: Visit) -> Int? {
        var place = visit.place
        while let branch = place, let block = state.visit(branch.block) {
            if block.branches[branch.branch].item != nil { return branch.branch + 1 }
            place = block.place
        }
        return nil
    }

    /// The subject of the case, or of the branch that the line means.
    func subject(of line: ScenarioLine) -> Subject? {
        guard let item = line.item else { return school.subject }
        let blocks = state.visits.reversed().filter { $0.branches.contains { $0.item?.subject != nil } }
        guard let block = blocks.first, block.branches.indices.contains(item - 1) else { return nil }
        return block.branches[item - 1].item?.subject
    }

    var noItem: Reason {
        Reason(
            text: "er is geen leerling of groep met dit nummer waar het traject mee bezig is", names: [.item])
    }

    func neverHere(_ step: StepID) -> Reason {
        Reason(
            text: "de stap `\(step)` is nog niet aan de beurt geweest; \(whereItStands)",
            names: [.notReached, .notOpen])
    }

    /// Where the case stands now, in Dutch.
    var whereItStands: String {
        if let ending = state.ending { return "het traject is geëindigd met `\(ending.end)`" }
        let open = openSteps
        return open.isEmpty ? "er staat niets open" : "open staat: \(Self.list(open))"
    }

    /// The steps that wait for somebody or something, blocks apart, each as often as it is open.
    var openSteps: [StepID] {
        let open = state.openVisits.compactMap { visit -> (Int, StepID)? in
            guard let place = card.place(of: visit.step) else { return nil }
            switch card.steps[place].kind {
            case .parallel, .forEach: return nil
            case .task, .sign, .choice, .call, .wait, .register: return (place, visit.step)
            }
        }
        return open.sorted { $0.0 < $1.0 }.map(\.1)
    }

    /// Names of steps, for people.
    static func list(_ steps: [StepID]) -> String {
        steps.isEmpty ? "niets" : steps.map(\.rawValue).joined(separator: ", ")
    }

    // MARK: - The subject

    private mutating func happen(
        _ event: SubjectEvent, _ day: Day?, _ group: GroupID?, _ line: ScenarioLine
    ) -> Reason? {
        guard let subject = subject(of: line) else { return noItem }
        let day = day ?? today
        if event == .groupChanged, day > today {
            return Reason(text: "een groepswissel gaat hier niet vooraf: zet die op de dag zelf")
        }
        var values: [AttributeID: FieldValue] = [event.attribute: .date(day)]
        if let group { values[.group] = .text(group.rawValue) }
        note(
            .attributesSet(AttributesSet(attributes: values.keys.sorted())), Content(attributes: values),
            of: subject)
        note(.subjectEventMet(SubjectEventMet(subject: subject, event: event, day: day)), nil, of: subject)
        // What is to come happens by the clock.
        guard day <= today else {
            catchUp()
            return nil
        }
        return told(carryOut(.meet(subject, event, day), by: school.ownerPerson))
    }

    private mutating func withdraw(
        _ purpose: PurposeID, for recipient: RoleID?, _ line: ScenarioLine
    ) -> Reason? {
        guard let subject = subject(of: line) else { return noItem }
        let given = facts(of: subject).consents.filter {
            $0.purpose == purpose && (recipient == nil || $0.recipient == recipient.map(school.roster.own))
        }
        guard !given.isEmpty else {
            return Reason(text: "er is geen toestemming voor `\(purpose)` om in te trekken")
        }
        for consent in given {
            note(
                .consentDecided(ConsentDecided(subject: subject, consent: consent, given: false)), nil,
                of: subject)
        }
        catchUp()
        return nil
    }

    /// The persons whom a line means: one, or all who hold a role.
    private func people(_ actor: ScenarioActor) -> [PersonID] {
        guard actor.number == nil else { return [school.person(for: actor)] }
        return school.roster.holders[actor.role] ?? []
    }
}

extension Roster {
    /// The same without these persons, who hold no role any more.
    fileprivate func without(_ people: [PersonID]) -> Roster {
        Roster(
            holders: holders.mapValues { $0.filter { !people.contains($0) } }, registrars: registrars,
            staff: staff.subtracting(people), contacts: contacts, ownNames: ownNames)
    }

    /// The same, where this person holds that role besides, under each of its names.
    fileprivate func adding(_ person: PersonID, to role: RoleID) -> Roster {
        var holders = holders
        let names = holders.keys.filter { $0 == role || (holders[$0] == holders[role] && holders[$0] != []) }
        for name in names where holders[name]?.contains(person) == false { holders[name]?.append(person) }
        return Roster(
            holders: holders, registrars: registrars, staff: staff.union([person]), contacts: contacts,
            ownNames: ownNames)
    }
}
