import CardEngine
import SchoolTime

/// What a command led to: facts in a few words each (see `Fact.brief`), or the refusal.
enum Answer: Equatable {
    case facts([String])
    case refused(Refusal)
}

/// A case under test: given the events so far, a command gives an answer, and its events are added.
struct Play {
    let card: Card
    var roster = Roster.wilgen
    var calendar = SchoolCalendar.short
    private(set) var events: [Event] = []

    init(_ sketch: Sketch) { card = sketch.card }

    init(_ card: Card) { self.card = card }

    var state: CaseState { replay(events) }

    func now(_ person: PersonID, _ day: Day) -> Circumstances {
        Circumstances(
            today: day, time: Timestamp(secondsSince1970: day.number * 86_400 + 36_000, offsetSeconds: 0),
            actor: person,
            roster: roster, calendar: calendar)
    }

    /// Adds an event that happened, without content.
    mutating func given(_ fact: Fact, on day: Day = september(7)) {
        let now = now("lea", day)
        events.append(Event(stamp: Stamp(day: now.today, time: now.time, actor: now.actor), fact: fact))
    }

    @discardableResult
    mutating func when(_ command: Command, by person: PersonID = "lea", on day: Day = september(7)) -> Answer
    {
        switch decide(command, in: state, on: card, at: now(person, day)) {
        case .success(let added):
            events += added
            return .facts(added.map(\.fact.brief))
        case .failure(let refusal):
            return .refused(refusal)
        }
    }

    /// Opens the case and gives itself, to begin a test with.
    func opened(by person: PersonID = "lea", on day: Day = september(7)) -> Play {
        var play = self
        play.when(.open(.ofPupil), by: person, on: day)
        return play
    }

    func may(_ person: PersonID, on day: Day = september(7)) -> [Possibility] {
        possibilities(in: state, on: card, at: now(person, day))
    }

    func sees(_ person: PersonID) -> CaseView? { view(of: state, on: card, for: person, in: roster) }
}

extension OpenCase {
    static let ofPupil = OpenCase(
        subject: Subject(kind: .pupil, id: "1", group: "groep-geel"), textHash: "00")
}

extension Command {
    /// Completes a visit.
    static func done(
        _ visit: Int, _ outcome: String? = nil, on day: Day? = nil, for external: RoleID? = nil,
        _ values: [FieldID: FieldValue] = [:], ticked: Bool = false, there: [RoleID: Presence] = [:]
    ) -> Command {
        .complete(
            CompleteStep(
                visit: visit, outcome: outcome, doneOn: day, onBehalfOf: external, values: values,
                checklistDone: ticked, presence: there))
    }

    /// Completes a visit of which the outcome may be left out.
    static func done(
        _ visit: Int, on day: Day? = nil, _ values: [FieldID: FieldValue], ticked: Bool = false,
        there: [RoleID: Presence] = [:]
    ) -> Command {
        done(visit, nil, on: day, values, ticked: ticked, there: there)
    }

    static func report(_ outcome: String, _ reason: String = "reden") -> Command {
        .interrupt(InterruptCase(outcome: outcome, reason: reason))
    }

    static func stop(_ reason: String) -> Command { .stop(StopCase(reason: reason)) }
}

extension Roster {
    /// lea and leo are teachers, kim and kees kc, dik is head; ann works there without a role.
    static let wilgen = Roster(
        holders: ["leerkracht": ["lea", "leo"], "kc": ["kim", "kees"], "directeur": ["dik"], "smw": []],
        registrars: ["ouders": ["leerkracht", "kc"], "veilig-thuis": ["directeur"]],
        staff: ["lea", "leo", "kim", "kees", "dik", "ann"])
}

extension SchoolCalendar {
    /// Ends in the autumn: counting school days meets what is not known yet.
    static let short = SchoolCalendar(years: [
        SchoolYear(name: "kort", firstDay: september(1), lastDay: september(18), closures: [])
    ])
    static let long = SchoolCalendar(years: [
        SchoolYear(name: "lang", firstDay: september(1), lastDay: september(30), closures: [])
    ])
}

/// A day of September 2026; the 7th is a Monday.
func september(_ day: Int) -> Day { Day(year: 2026, month: 9, day: day)! }

func days(_ amount: Int) -> SchoolDuration { SchoolDuration(amount: amount, unit: .days) }

func schoolDays(_ amount: Int) -> SchoolDuration { SchoolDuration(amount: amount, unit: .schoolDays) }
