import CardEngine
import SchoolTime

/// What is outside a case in a random walk: pupils of whom things become known, consents that come and go, other cases.
struct Outside {
    private(set) var world = World()
    /// What happened to the subjects.
    private var happened: [SubjectEventMet] = []
    /// What was taken back last, and is recorded again.
    private var undone: SubjectEventMet?
    private var dice: SeededGenerator
    private static let scope = Consent(purpose: "doel", recipient: "vo-school", until: nil).scope
    /// The pupils of the school, each in its group.
    private var pupils = (1...2).map(Subject.pupil)
    /// What the case is about.
    private let kind: SubjectKind

    init(seed: UInt64, about kind: SubjectKind) {
        dice = SeededGenerator(seed: seed)
        self.kind = kind
        world.pupils = pupils
        world.groups = [.yellow, .blue]
        // Of the second pupil nobody is the teacher, of the third nothing is known.
        world.rosters[.pupil(2)] = Roster(
            holders: ["leerkracht": [], "kc": ["kim", "kees"], "directeur": ["dik"]],
            registrars: Roster.wilgen.registrars, staff: Roster.wilgen.staff)
        for subject in [Subject.pupil(1), .pupil(2), .yellow] {
            world.facts[subject] = SubjectFacts(
                attributes: [
                    .enrolment: .date(september(1)), .birth: .date(day(2017, 9, 12)),
                    .group: .text("groep-geel"),
                ], authorities: 2)
        }
        world.awaited["ander"] = World.Awaited(
            subjects: [.pupil(1), .pupil(2)], completed: [.pupil(1): [september(1)]])
        awaitByItems()
    }

    /// Within a branch about a pupil or group, that one is waited for.
    private mutating func awaitByItems() {
        let whole = world.awaited["ander"]!
        for number in 1...2 {
            world.awaitedByItems[.pupil(number)] = [
                "ander": World.Awaited(subjects: [.pupil(number)], completed: whole.completed)
            ]
        }
        world.awaitedByItems[.yellow] = ["ander": whole]
    }

    /// Something changes; gives what a case must be told.
    mutating func change(on today: Day) -> Command {
        if let again = undone {
            undone = nil
            happened.append(again)
            world.takenBack.removeAll { $0 == again }
            return .meet(again.subject, again.event, again.day)
        }
        if let last = happened.last, Int.random(in: 0..<4, using: &dice) == 0 { return takeBack(last) }
        let subject = [Subject.pupil(1), .pupil(2), .yellow].randomElement(using: &dice)!
        switch Int.random(in: 0..<11, using: &dice) {
        case 0:
            world.facts[subject]?.attributes["tlv"] = .date(today + Int.random(in: -9...30, using: &dice))
        case 1: world.facts[subject]?.attributes["kenmerk"] = .text("x")
        case 2: world.facts[subject]?.attributes["kenmerk"] = nil
        case 3: world.facts[subject]?.authorities = Int.random(in: 0...3, using: &dice)
        case 4:
            world.facts[subject]?.consents = []
            world.facts[subject]?.decidedOn = [Self.scope: today - Int.random(in: 0...6, using: &dice)]
        case 5, 6:
            let until = Bool.random(using: &dice) ? today + Int.random(in: 0...20, using: &dice) : nil
            world.facts[subject]?.consents = [Consent(purpose: "doel", recipient: "vo-school", until: until)]
            world.facts[subject]?.decidedOn = [Self.scope: today - Int.random(in: 0...6, using: &dice)]
        case 7: move(Subject.pupil(Int.random(in: 1...2, using: &dice)))
        case 8:
            let other = Subject.pupil(Int.random(in: 1...2, using: &dice))
            let known = world.awaited["ander"]!
            var completed = known.completed
            completed[other, default: []].append(today)
            world.awaited["ander"] = World.Awaited(
                subjects: known.subjects, completed: completed, gone: known.gone)
            awaitByItems()
        case 9:
            // Whoever is waited for goes, or comes.
            let other = Subject.pupil(2)
            let known = world.awaited["ander"]!
            let isGone = known.gone[other] != nil
            world.awaited["ander"] = World.Awaited(
                subjects: isGone ? [.pupil(1), other] : [.pupil(1)], completed: known.completed,
                gone: isGone ? [:] : [other: today])
            awaitByItems()
        default: return happen(to: subject, on: today)
        }
        return .catchUp
    }

    /// What happened did not, after all.
    private mutating func takeBack(_ met: SubjectEventMet) -> Command {
        let wrong = world.wrongDays.removeValue(forKey: met) ?? []
        world.takenBack += ([met.day] + wrong).map {
            SubjectEventMet(subject: met.subject, event: met.event, day: $0)
        }
        happened.removeAll { $0 == met }
        undone = met
        return .catchUp
    }

    /// Something happens, or the day of what happened before is put right.
    private mutating func happen(to subject: Subject, on today: Day) -> Command {
        if let last = happened.randomElement(using: &dice), Bool.random(using: &dice) {
            let right = SubjectEventMet(
                subject: last.subject, event: last.event, day: today - Int.random(in: 0...6, using: &dice))
            let wrong = (world.wrongDays[last] ?? []) + [last.day]
            happened = happened.filter { $0 != last } + [right]
            world.takenBack.removeAll { $0 == right }
            world.wrongDays[right] = wrong
            return .meet(right.subject, right.event, right.day)
        }
        let event = SubjectEvent.allCases.randomElement(using: &dice)!
        let day = today - Int.random(in: 0...3, using: &dice)
        let met = SubjectEventMet(subject: subject, event: event, day: day)
        happened.append(met)
        world.takenBack.removeAll { $0 == met }
        return .meet(subject, event, day)
    }

    /// What was planned for a day becomes known, perhaps later.
    mutating func learnPlanned(for day: Day) {
        world.newsSince = day
        let subject = [Subject.pupil(1), .pupil(2), .yellow].randomElement(using: &dice)!
        switch Int.random(in: 0..<5, using: &dice) {
        case 0:
            world.facts[subject]?.attributes["tlv"] = .date(day + Int.random(in: -9...30, using: &dice))
        case 1: world.facts[subject]?.attributes["kenmerk"] = .text("x")
        case 2: world.facts[subject]?.attributes["kenmerk"] = nil
        case 3:
            // It may have run out between that day and today, or before.
            let until = day + Int.random(in: -2...8, using: &dice)
            world.facts[subject]?.consents = [Consent(purpose: "doel", recipient: "vo-school", until: until)]
        default: move(Subject.pupil(Int.random(in: 1...2, using: &dice)))
        }
    }

    /// What is known is of today again.
    mutating func forgetPlanned() { world.newsSince = nil }

    /// A pupil goes to another group; of that of the case it is not part any more.
    private mutating func move(_ pupil: Subject) {
        let group: GroupID = ["groep-geel", "groep-blauw"].randomElement(using: &dice)!
        // One stays, so that there is always a pupil to fill in.
        let others = pupils.filter { $0 != pupil }
        guard group == Subject.yellow.group || others.contains(where: { $0.group == Subject.yellow.group })
        else { return }
        world.facts[pupil]?.attributes[.group] = .text(group.rawValue)
        pupils = pupils.map { $0 == pupil ? $0.moved(to: group) : $0 }
        world.pupils = kind == .group ? pupils.filter { $0.group == Subject.yellow.group } : pupils
    }

    /// What a case decided about a subject reaches the stream of that subject.
    mutating func keep(_ event: Event) {
        if case .attributeRecorded(let fact) = event.fact {
            world.facts[fact.subject]?.attributes[fact.attribute] = event.content?.attributes[fact.attribute]
        } else if case .consentDecided(let fact) = event.fact {
            world.facts[fact.subject]?.consents.removeAll {
                $0.purpose == fact.consent.purpose && $0.recipient == fact.consent.recipient
            }
            if fact.given { world.facts[fact.subject]?.consents.append(fact.consent) }
        }
    }
}
