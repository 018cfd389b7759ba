import CardEngine
import SchoolTime

/// Fills in what a step asks, validly or as nonsense.
struct Answers {
    var dice: SeededGenerator
    let card: Card

    /// A valid answer to a possibility.
    mutating func valid(_ possibility: Possibility, in state: CaseState, at now: Circumstances) -> Command {
        switch possibility {
        case .stop: .stop("reden")
        case .interrupt(let interrupt): .report(interrupt.outcome)
        case .complete(let visit, let task, let capacity):
            .complete(complete(visit, task, capacity, in: state, at: now))
        }
    }

    private mutating func complete(
        _ visit: Visit, _ task: TaskStep, _ capacity: Capacity, in state: CaseState, at now: Circumstances
    ) -> CompleteStep {
        let outcome = task.outcomes.randomElement(using: &dice)!
        let first = max(visit.openedOn, visit.earliest ?? visit.openedOn)
        let doneOn = first + Int.random(in: 0...(now.today - first), using: &dice)
        var values: [FieldID: FieldValue] = [:]
        for id in task.required(with: outcome) {
            let field = card.field(id)!
            // A kept value may do, but a date within limits that move with the day must be given anew.
            let keeps = state.values[id] != nil && field.minimum == nil && Bool.random(using: &dice)
            if !keeps { values[id] = value(of: field, on: doneOn, at: now) }
        }
        for id in task.optional where Bool.random(using: &dice) {
            values[id] = value(of: card.field(id)!, on: doneOn, at: now)
        }
        var presence: [RoleID: Presence] = [:]
        for role in task.together {
            let people = now.roster.holders[role] ?? []
            let there = Array(people.shuffled(using: &dice).prefix(Int.random(in: 0...2, using: &dice)))
            let isExternal = now.roster.registrars[role] != nil
            presence[role] = isExternal || !there.isEmpty ? .present(there) : .absent(reason: "ziek")
        }
        return CompleteStep(
            visit: visit.number,
            outcome: task.outcomes.count == 1 && Bool.random(using: &dice) ? nil : outcome.name,
            doneOn: doneOn == now.today && Bool.random(using: &dice) ? nil : doneOn,
            onBehalfOf: Bool.random(using: &dice) ? capacity.onBehalfOf : nil, values: values,
            checklistDone: true,
            presence: presence)
    }

    private mutating func value(of field: Field, on day: Day, at now: Circumstances) -> FieldValue {
        switch field.kind {
        case .text, .longText: .text("tekst \u{1F600}\"\\\u{0}")
        case .document: .document("ESIS")
        case .number: .number(Number("-12,5")!)
        case .wholeNumber: .number(Number(Int.random(in: 1...4, using: &dice)))
        case .date: .date(day + Int.random(in: 0...60, using: &dice))
        case .yesNo: .yesNo(Bool.random(using: &dice))
        case .choice(let options): .choice(options.randomElement(using: &dice)!)
        case .multipleChoice(let options): .choices(Array(options.shuffled(using: &dice).prefix(2)))
        case .person: .person(now.roster.staff.sorted().randomElement(using: &dice)!)
        }
    }

    /// Anything at all.
    mutating func nonsense() -> Command {
        let values: [FieldValue] = [
            .text(""), .text("\u{0}"), .number(Number(.max)), .number(Number(.min)), .date(Day(number: .max)),
            .date(Day(number: .min)), .yesNo(true), .choice("?"), .choices([]), .document(" "), .person("?"),
        ]
        var given: [FieldID: FieldValue] = [:]
        for field in card.fields + [Field(id: "?", title: "", kind: .text)]
        where Int.random(in: 0..<4, using: &dice) == 0 {
            given[field.id] = values.randomElement(using: &dice)!
        }
        let visit = [-1, 0, 1, 2, 3, 5, .min, .max].randomElement(using: &dice)!
        let day = [nil, Day(number: .min), Day(number: .max), september(8)].randomElement(using: &dice)!
        let outcome = [nil, "x", Outcome.done, "?"].randomElement(using: &dice)!
        switch Int.random(in: 0..<8, using: &dice) {
        case 0: return .open(.ofPupil)
        case 1: return .open(OpenCase(subject: Subject(kind: .school, id: ""), textHash: ""))
        case 2: return .report(["i0", "i1", "?"].randomElement(using: &dice)!, "")
        case 3: return .stop(" ")
        case 4: return .done(visit, outcome, on: day, for: "ouders", ticked: true)
        default:
            return .done(
                visit, outcome, on: day, given, ticked: true,
                there: ["?": .present(["?"]), "kc": .present([])])
        }
    }
}
