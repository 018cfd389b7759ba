import SchoolTime

@testable import CardEngine

/// Fills in what a step asks, validly or as nonsense.
struct Answers {
    var dice: SeededGenerator
    var card: Card
    /// Of what came later, so that the rest is drawn as without it.
    var others: SeededGenerator

    /// A valid answer to a possibility.
    mutating func valid(_ possibility: Possibility, in state: CaseState, at now: Circumstances) -> Command {
        switch possibility {
        case .stop: .stop("reden")
        case .suspend: .suspended
        case .resume: .resumed
        case .interrupt(let outcome): .report(outcome)
        case .reopen(let visit): .reopen(visit.number)
        case .postpone(let visit):
            .postpone(
                visit?.number,
                to: (visit.map { $0.deadline! } ?? state.deadline!) + Int.random(in: 1...9, using: &dice))
        case .assign(let visit):
            assign(visit, in: state, at: now)
        case .sign(let visit, _, let signers): sign(visit, signers, at: now)
        case .enter(let visit, let step, _): enter(visit, step, at: now)
        case .complete(let visit, let step, let capacity):
            .complete(complete(visit, step, capacity, in: state, at: now))
        }
    }

    /// The opening of a case: for some date or period, that may be one that moves, and at times with a limit.
    mutating func opening(on today: Day) -> OpenCase {
        let first = today + Int.random(in: 0...20, using: &dice)
        let name: AttributeID? = ["tlv", "ronde", nil, nil, nil, nil].randomElement(using: &dice)!
        let isPeriod = Int.random(in: 0..<3, using: &dice) == 0
        let subject: Subject =
            switch card.subject {
            case .pupil: .pupil
            case .group: .yellow
            case .school, .staffMember: Subject(kind: card.subject, id: "school")
            }
        return OpenCase(
            subject: subject, textHash: "00",
            occasion: Occasion(firstDay: first, lastDay: isPeriod ? first + 11 : first, name: name),
            limit: Int.random(in: 0..<8, using: &dice) == 0 ? first : nil, proposals: ["p1-text": .text("x")],
            // Without a throw of the dice: the walk itself stays as it was.
            day: first.number % 5 == 0 ? today - 3 : nil)
    }

    /// An item for an open block; nil when there is no such block.
    mutating func addItem(in state: CaseState, at now: Circumstances) -> Command? {
        let blocks = state.openVisits.filter { visit in
            if case .forEach? = card.step(visit.step)?.kind { true } else { false }
        }
        guard let visit = blocks.randomElement(using: &dice),
            case .forEach(let each)? = card.step(visit.step)?.kind
        else { return nil }
        let items: [Item] =
            switch each.source {
            case .fixed(_, let values): values.map { Item(value: $0) }
            case .rows: (1...3).map { Item(row: $0) }
            case .pupils: (now.world.pupils + [.pupil(3)]).map { Item(subject: $0) }
            case .groups: now.world.groups.map { Item(subject: $0) }
            }
        return items.randomElement(using: &dice).map { .add($0, to: visit.number) }
    }

    /// Other values for what a step that was done asked, mostly one that the actor can correct; nil when there is none.
    mutating func correction(in state: CaseState, at now: Circumstances) -> Command? {
        let isWild = Int.random(in: 0..<4, using: &dice) == 0
        let visits =
            isWild ? state.visits.filter(\.isDone) : correctable(in: state, on: card, at: now)
        guard let visit = visits.randomElement(using: &dice), let step = card.step(visit.step) else {
            return nil
        }
        var values: [FieldID: FieldValue] = [:]
        let day = visit.closedOn ?? now.today
        var emptied: Set<FieldID> = []
        for id in step.asked.shuffled(using: &dice).prefix(Int.random(in: 1...2, using: &dice)) {
            let value = value(of: card.field(id)!, on: day, in: state, from: visit.place, at: now)
            if Int.random(in: 0..<3, using: &others) == 0 {
                emptied.insert(id)
            } else {
                values[id] = withOtherDays(value)
            }
        }
        return .correct(
            CorrectValues(visit: visit.number, values: values, emptied: emptied, reason: "reden"))
    }

    /// Rows with the day in some of them taken away.
    private mutating func withOtherDays(_ value: FieldValue) -> FieldValue {
        guard case .rows(let rows) = value else { return value }
        return .rows(
            rows.map { row in
                let loses = Int.random(in: 0..<3, using: &others) == 0
                return Row(
                    number: row.number,
                    cells: row.cells.filter { !loses || !RandomCard.isDayOfRow($0.key) })
            })
    }

    /// To anybody but whom `anders_dan` excludes.
    private mutating func assign(_ visit: Visit, in state: CaseState, at now: Circumstances) -> Command {
        var excluded: PersonID?
        if case .task(let task)? = card.step(visit.step)?.kind, let other = task.otherThan {
            excluded = state.performer(of: other, from: visit.place)
        }
        let people = now.roster.staff.sorted().filter { $0 != excluded }
        return .assign(visit.number, to: people.randomElement(using: &dice)!)
    }

    /// A day on which the visit can have been done.
    private mutating func day(_ visit: Visit, _ now: Circumstances) -> Day {
        let first = max(visit.openedOn, visit.earliest ?? visit.openedOn)
        return first + Int.random(in: 0...(now.today - first), using: &dice)
    }

    private mutating func sign(_ visit: Visit, _ signers: [Signer], at now: Circumstances) -> Command {
        let signer = signers.randomElement(using: &dice)!
        let answer = SignatureAnswer.allCases.randomElement(using: &dice)!
        return .signed(
            visit.number, signer.role, Bool.random(using: &dice) ? signer.number : nil, answer,
            remark: answer == .agreedWithRemark ? "opmerking" : nil, document: "ESIS", on: day(visit, now))
    }

    private mutating func enter(_ visit: Visit, _ step: Step, at now: Circumstances) -> Command {
        guard case .register(let register) = step.kind,
            case .list(let columns, _)? = card.field(register.list)?.kind
        else { fatalError("no register") }
        let day = day(visit, now)
        return .enter(visit.number, cells(of: columns, on: day, at: now), on: day)
    }

    private mutating func cells(
        of columns: [Field], on day: Day, at now: Circumstances
    ) -> [FieldID: FieldValue] {
        var cells: [FieldID: FieldValue] = [:]
        for column in columns where RandomCard.isDayOfRow(column.id) {
            guard Bool.random(using: &others) else { continue }
            cells[column.id] = .date(day + Int.random(in: 0...20, using: &others))
        }
        for column in columns where !RandomCard.isDayOfRow(column.id) {
            guard !column.mayBeEmpty || Bool.random(using: &dice) else { continue }
            cells[column.id] = value(of: column, on: day, in: CaseState(), from: nil, at: now)
        }
        return cells
    }

    private mutating func complete(
        _ visit: Visit, _ step: Step, _ capacity: Capacity?, in state: CaseState, at now: Circumstances
    ) -> CompleteStep {
        let outcome = step.answers.randomElement(using: &dice)!
        let doneOn = day(visit, now)
        var values: [FieldID: FieldValue] = [:]
        for id in step.required(with: outcome) {
            let field = card.field(id)!
            // A kept value may do, but a date within limits that move with the day must be given anew, and so must the
            // rows that are all needed, for other pupils may have come, or it was not required before.
            let hasRows = if case .list(_, .some) = field.kind { true } else { false }
            let mayKeep = field.minimum == nil && !hasRows
            let keeps = state.values[id] != nil && mayKeep && Bool.random(using: &dice)
            if !keeps { values[id] = value(of: field, on: doneOn, in: state, from: visit.place, at: now) }
        }
        var presence: [RoleID: Presence] = [:]
        if case .task(let task) = step.kind {
            for id in task.optional where Bool.random(using: &dice) {
                values[id] = value(of: card.field(id)!, on: doneOn, in: state, from: visit.place, at: now)
            }
            let roster =
                state.subject(at: visit.place).flatMap { now.world.rosters[$0] } ?? now.roster
            for role in task.together {
                let people = roster.holders[role] ?? []
                let there = Array(people.shuffled(using: &dice).prefix(Int.random(in: 0...2, using: &dice)))
                let isExternal = roster.registrars[role] != nil
                presence[role] = isExternal || !there.isEmpty ? .present(there) : .absent(reason: "ziek")
            }
        }
        return CompleteStep(
            visit: visit.number,
            outcome: step.answers.count == 1 && Bool.random(using: &dice) ? nil : outcome.name,
            doneOn: doneOn == now.today && Bool.random(using: &dice) ? nil : doneOn,
            onBehalfOf: Bool.random(using: &dice) ? capacity?.onBehalfOf : nil, values: values,
            checklistDone: true, presence: presence)
    }

    private mutating func value(
        of field: Field, on day: Day, in state: CaseState, from place: Place?, at now: Circumstances
    ) -> FieldValue {
        switch field.kind {
        case .text, .longText: .text("tekst \u{1F600}\"\\\u{0}")
        case .document: .document("ESIS")
        case .number: .number(Number("-12,5")!)
        case .wholeNumber: .number(Number(Int.random(in: 1...4, using: &dice)))
        case .date: .date(day + Int.random(in: 0...60, using: &dice))
        case .yesNo: .yesNo(Bool.random(using: &dice))
        case .choice(let options): .choice(options.randomElement(using: &dice)!)
        case .multipleChoice(let options): .choices(Array(options.shuffled(using: &dice).prefix(2)))
        case .person:
            .person(
                (now.roster.staff.sorted()
                    + (card.callsAbout(field.id) ? [] : now.roster.contacts.keys.sorted()))
                    .randomElement(using: &dice)!)
        case .pupil: .pupil(now.world.pupils.randomElement(using: &dice)!.id)
        case .list(let columns, let source):
            .rows(rows(of: field, columns, source, on: day, in: state, from: place, at: now))
        }
    }

    /// The rows that are there, for a branch may be open, those that there must be, and some more.
    private mutating func rows(
        of list: Field, _ columns: [Field], _ source: RowSource?, on day: Day, in state: CaseState,
        from place: Place?, at now: Circumstances
    ) -> [Row] {
        var rows: [Row] = []
        if case .rows(let known)? = state.value(of: list.id, at: place, on: card) { rows = known }
        var wanted: [[FieldID: FieldValue]] = []
        switch source {
        case .fixed(let column, let values): wanted = values.map { [column: .choice($0)] }
        case .pupils:
            let about = state.subject(at: place)
            let pupils = now.world.pupils.filter { about?.kind == .school || $0.group == about?.group }
            wanted = pupils.map { [columns[0].id: .pupil($0.id)] }
        case nil:
            var added = Int.random(in: rows.isEmpty ? 1...2 : 0...1, using: &dice)
            if case .number(let least)? = list.minimum {
                while Number(rows.count + added) < least { added += 1 }
            }
            wanted = (0..<added).map { _ in [:] }
        }
        for fixed in wanted {
            let isThere = rows.contains { row in fixed.contains { row.cells[$0.key] == $0.value } }
            guard !isThere else { continue }
            let number = (rows.map(\.number).max() ?? 0) + 1
            let cells = cells(of: columns, on: day, at: now).merging(fixed) { $1 }
            rows.append(Row(number: number, cells: cells))
        }
        return rows.map { row in
            Row(
                number: row.number, cells: row.cells.filter { cell in columns.contains { $0.id == cell.key } }
            )
        }
    }

    /// Anything at all.
    mutating func nonsense() -> Command {
        let values: [FieldValue] = [
            .text(""), .text("\u{0}"), .number(Number(.max)), .number(Number(.min)), .date(Day(number: .max)),
            .date(Day(number: .min)), .yesNo(true), .choice("?"), .choices([]), .document(" "), .person("?"),
            .pupil("?"), .rows([]), .rows([Row(number: .min, cells: [:])]),
        ]
        var given: [FieldID: FieldValue] = [:]
        for field in card.fields + [Field(id: "?", title: "", kind: .text)]
        where Int.random(in: 0..<4, using: &dice) == 0 {
            given[field.id] = values.randomElement(using: &dice)!
        }
        let visit = [-1, 0, 1, 2, 3, 5, .min, .max].randomElement(using: &dice)!
        let day = [nil, Day(number: .min), Day(number: .max), september(8)].randomElement(using: &dice)!
        let outcome = [nil, "x", Outcome.done, "?"].randomElement(using: &dice)!
        let subject = [Subject.pupil, .yellow, Subject(kind: .school, id: "")].randomElement(using: &dice)!
        switch Int.random(in: 0..<20, using: &dice) {
        case 0: return .open(.ofPupil)
        case 1: return .open(OpenCase(subject: Subject(kind: .school, id: ""), textHash: ""))
        case 2: return .report(["i0", "i1", "?"].randomElement(using: &dice)!, "")
        case 3: return .stop(" ")
        case 4: return .done(visit, outcome, on: day, for: "ouders", ticked: true)
        case 5: return .signed(visit, "ouders", visit, .refused, on: day)
        case 6: return .enter(visit, given, on: day)
        case 7: return .add(Item(row: visit), to: visit)
        case 8: return .add(Item(subject: subject), to: visit)
        case 9: return .assign(visit, to: "?")
        case 16: return .take(visit, for: ["?", "kim", "lea"].randomElement(using: &dice)!, "")
        case 10: return .reopen(visit)
        case 17: return .correct(visit, given, "")
        case 11: return .postpone(visit == 0 ? nil : visit, to: day ?? september(9))
        case 12: return .suspend(reason: "")
        case 13: return .resume(reason: "reden")
        case 14: return .linkCall(visit: visit, "?")
        case 15: return .endCall("?", "?", september(8))
        default:
            return .done(
                visit, outcome, on: day, given, ticked: true,
                there: ["?": .present(["?"]), "kc": .present([])])
        }
    }
}
