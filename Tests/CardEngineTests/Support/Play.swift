import CardEngine
import SchoolTime

/// What a command led to: facts in a few words each (see `Fact.brief`), or the refusal.
enum Answer: Equatable {
    case facts([String])
    case refused(Refusal)
}

/// A case under test: given the events so far, a command gives an answer, and its events are added.
struct Play {
    /// The card by which the case lives now.
    private(set) var card: Card
    var roster = Roster.wilgen
    var calendar = SchoolCalendar.short
    /// What is outside the case, as of the next command.
    var world = World()
    private(set) var events: [Event] = []
    /// The facts of the latest command, in a few words each.
    private(set) var latest: [String] = []

    init(_ sketch: Sketch) { card = sketch.card }

    init(_ card: Card) { self.card = card }

    var state: CaseState { replay(events) }

    func now(_ person: PersonID, _ day: Day) -> Circumstances {
        Circumstances(
            today: day, time: Timestamp(secondsSince1970: day.number * 86_400 + 36_000, offsetSeconds: 0),
            actor: person, roster: roster, calendar: calendar, world: world)
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
            latest = added.map(\.fact.brief)
            return .facts(latest)
        case .failure(let refusal):
            return .refused(refusal)
        }
    }

    /// The case goes on by another text of its card.
    @discardableResult
    mutating func migrate(
        to sketch: Sketch, by person: PersonID = "kim", on day: Day = september(7),
        _ reason: String = "reden",
        hash: String = "01"
    ) -> Answer {
        migrate(to: sketch.card, by: person, on: day, reason, hash: hash)
    }

    @discardableResult
    mutating func migrate(
        to new: Card, by person: PersonID = "kim", on day: Day = september(7),
        _ reason: String = "reden", hash: String = "01"
    ) -> Answer {
        dawn(day)
        let old = card
        card = new
        let answer = when(
            .migrate(MigrateCase(from: old, textHash: hash, reason: reason)), by: person, on: day)
        if case .refused = answer { card = old }
        return answer
    }

    /// The daily run comes by.
    @discardableResult
    mutating func dawn(_ day: Day) -> Answer { when(.catchUp, on: day) }

    /// Opens the case and gives itself, to begin a test with.
    func opened(by person: PersonID = "lea", on day: Day = september(7), _ command: OpenCase = .ofPupil)
        -> Play
    {
        var play = self
        play.when(.open(command), by: person, on: day)
        return play
    }

    /// Does what must succeed, to begin a test with.
    func after(_ command: Command, by person: PersonID = "lea", on day: Day = september(7)) -> Play {
        var play = self
        let answer = play.when(command, by: person, on: day)
        if case .refused(let refusal) = answer { fatalError("given a refused command: \(refusal)") }
        return play
    }

    func may(_ person: PersonID, on day: Day = september(7)) -> [Possibility] {
        possibilities(in: state, on: card, at: now(person, day))
    }

    func sees(_ person: PersonID) -> CaseView? {
        view(of: state, on: card, for: person, in: roster, parts: world.rosters)
    }

    /// What is known of the pupil of the case, or of another subject, from now on.
    mutating func know(_ subject: Subject = .pupil, _ change: (inout SubjectFacts) -> Void) {
        change(&world.facts[subject, default: SubjectFacts()])
    }
}

extension Subject {
    /// The pupil that most cases are about.
    static let pupil = Subject(kind: .pupil, id: "1", group: "groep-geel")
    static let yellow = Subject(kind: .group, id: "groep-geel", group: "groep-geel")

    static let blue = Subject(kind: .group, id: "groep-blauw", group: "groep-blauw")

    static func pupil(_ number: Int) -> Subject {
        Subject(kind: .pupil, id: String(number), group: "groep-geel")
    }
}

extension OpenCase {
    static let ofPupil = OpenCase(subject: .pupil, textHash: "00")
    static let ofGroup = OpenCase(subject: .yellow, textHash: "00")

    /// With that occasion.
    static func of(_ occasion: Occasion) -> OpenCase {
        OpenCase(subject: .pupil, textHash: "00", occasion: occasion)
    }
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

    static func signed(
        _ visit: Int, _ role: RoleID, _ number: Int? = nil, _ answer: SignatureAnswer = .agreed,
        remark: String? = nil, document: String? = nil, on day: Day? = nil
    ) -> Command {
        .sign(
            GiveSignature(
                visit: visit, signer: Signer(role: role, number: number), answer: answer, remark: remark,
                document: document, day: day))
    }

    static func enter(_ visit: Int, _ cells: [FieldID: FieldValue], on day: Day? = nil) -> Command {
        .enter(AddEntry(visit: visit, cells: cells, day: day))
    }

    static func add(_ item: Item, to visit: Int) -> Command { .addItem(AddItem(visit: visit, item: item)) }

    static func addRow(_ cells: [FieldID: FieldValue], to visit: Int) -> Command {
        .addItem(AddItem(visit: visit, newRow: cells))
    }

    static func assign(_ visit: Int, to person: PersonID) -> Command {
        .assign(AssignPerson(visit: visit, person: person, reason: "reden"))
    }

    static func take(_ visit: Int, for person: PersonID?, _ reason: String? = nil) -> Command {
        .take(TakeStep(visit: visit, person: person, reason: reason))
    }

    static func report(_ outcome: String, _ reason: String = "reden") -> Command {
        .interrupt(InterruptCase(outcome: outcome, reason: reason))
    }

    static func stop(_ reason: String) -> Command { .stop(StopCase(reason: reason)) }

    static func reopen(_ visit: Int, _ reason: String = "reden") -> Command {
        .reopen(ReopenStep(visit: visit, reason: reason))
    }

    static func correct(_ visit: Int, _ values: [FieldID: FieldValue], _ reason: String = "reden") -> Command
    {
        .correct(CorrectValues(visit: visit, values: values, reason: reason))
    }

    static func postpone(_ visit: Int?, to day: Day, _ reason: String = "reden") -> Command {
        .postpone(PostponeTerm(visit: visit, to: day, reason: reason))
    }

    static let suspended = Command.suspend(reason: "reden")
    static let resumed = Command.resume(reason: "reden")
}

extension Roster {
    /// lea and leo are teachers, kim and kees kc, dik is head; ann works there without a role. Of the contacts pim is of
    /// Veilig Thuis.
    static let wilgen = Roster(
        holders: ["leerkracht": ["lea", "leo"], "kc": ["kim", "kees"], "directeur": ["dik"], "smw": []],
        registrars: [
            "ouders": ["leerkracht", "kc"], "veilig-thuis": ["directeur"], "vo-school": ["directeur"],
        ],
        staff: ["lea", "leo", "kim", "kees", "dik", "ann"], contacts: ["pim": "veilig-thuis"])
}

extension Roster {
    /// The same, where roles go by other names as well.
    func also(_ names: [RoleID: RoleID]) -> Roster {
        var registrars = registrars
        for (name, role) in names { registrars[name] = registrars[role] }
        return Roster(
            holders: holders, registrars: registrars, staff: staff, contacts: contacts, ownNames: names)
    }
}

extension SchoolCalendar {
    /// Ends in the autumn: counting school days meets what is not known yet.
    static let short = SchoolCalendar(years: [
        SchoolYear(name: "kort", firstDay: september(1), lastDay: september(18), closures: [])
    ])
    static let long = SchoolCalendar(years: [
        SchoolYear(name: "lang", firstDay: september(1), lastDay: september(30), closures: [])
    ])

    /// Two whole school years with holidays, in which the school and one group planned something.
    static let whole = SchoolCalendar(years: [
        SchoolYear(
            name: "2026-2027", firstDay: day(2026, 8, 1), lastDay: day(2027, 7, 31),
            closures: [
                closed(day(2026, 8, 1), day(2026, 8, 30)), closed(day(2026, 10, 17), day(2026, 10, 25)),
                closed(day(2026, 12, 19), day(2027, 1, 3)),
            ],
            planning: [
                PlannedPeriod(
                    name: "ronde", firstDay: day(2027, 1, 18), lastDay: day(2027, 1, 29), group: nil),
                PlannedPeriod(
                    name: "ronde", firstDay: day(2027, 2, 1), lastDay: day(2027, 2, 12), group: "groep-geel"),
            ]),
        SchoolYear(
            name: "2027-2028", firstDay: day(2027, 8, 1), lastDay: day(2028, 7, 31), closures: [],
            planning: [
                PlannedPeriod(
                    name: "ronde", firstDay: day(2028, 1, 17), lastDay: day(2028, 1, 28), group: nil)
            ]),
    ])

    private static func closed(_ first: Day, _ last: Day) -> Closure {
        Closure(kind: .holiday, title: "vakantie", firstDay: first, lastDay: last)
    }
}

extension Condition {
    /// A field is this.
    static func field(_ field: FieldID, is value: FieldValue) -> Condition {
        .test(.field(field), .oneOf([value]))
    }

    static func attribute(_ attribute: AttributeID, is value: String) -> Condition {
        .test(.attribute(attribute), .oneOf([.text(value)]))
    }
}

/// A day of September 2026; the 7th is a Monday.
func september(_ day: Int) -> Day { Day(year: 2026, month: 9, day: day)! }

func day(_ year: Int, _ month: Int, _ day: Int) -> Day { Day(year: year, month: month, day: day)! }

func days(_ amount: Int) -> SchoolDuration { SchoolDuration(amount: amount, unit: .days) }

func weeks(_ amount: Int) -> SchoolDuration { SchoolDuration(amount: amount, unit: .weeks) }

func schoolDays(_ amount: Int) -> SchoolDuration { SchoolDuration(amount: amount, unit: .schoolDays) }
