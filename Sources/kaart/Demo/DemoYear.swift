import CardEngine
import CaseStore
import Casework
import SchoolTime

/// A school of 120 pupils works a year by the cards that come along, and three people look at what became of it.
struct DemoYear {
    let stage: DemoStage
    let folder: CardFolder

    private var terminal: Terminal { stage.terminal }
    private let pupils: DemoPupils
    private var shelf: Shelf
    private var staff: DemoStaff

    /// Who is ill, from when to when.
    private static let ill: PersonID = "joris"
    private static let year = "2026-2027"
    /// The cards that somebody begins by hand.
    private static let begun: [CardID] = ["medicijnprotocol", "ihp", "mdo", "meldcode"]
    /// The cards that the director looks at.
    private static let shown: [CardID] = ["startbespreking", "opp-evaluatie", "hoorrecht"]

    /// The cards that must be there to play it.
    static var cards: [CardID] { begun + shown }

    init(stage: DemoStage, folder: CardFolder, pupils count: Int) {
        self.stage = stage
        self.folder = folder
        shelf = Shelf(folder)
        pupils = DemoPupils(count: count, groups: (shelf.school?.groups ?? []).map(\.id))
        staff = DemoStaff(pupils: pupils)
    }

    mutating func play() throws {
        terminal.write(
            "Een schooljaar op \(shelf.school?.name ?? ""): \(pupils.count) verzonnen leerlingen in \(pupils.groups.count) groepen, \(shelf.cards.count) kaarten."
        )
        terminal.write("Elke week doen de medewerkers wat `kaart` hun zegt; de een op tijd, de ander niet.")
        try enrol()
        var week = try day(2026, 9, 1)
        let last = try day(2027, 7, 13)
        while week <= last {
            try happen(in: week)
            if shelf.calendar.kind(of: week) == .schoolDay { try work(on: week) }
            try look(on: week)
            week = week + 7
        }
        try finish(on: week)
    }

    // MARK: - What happens

    private func enrol() throws {
        let day = try day(2026, 8, 24)
        let office = try workplace("tess", day)
        let changes = try office.importPupils(pupils.table, isTrial: false).changes
        stage.tell(
            day, "Tess, administratie, leest de leerlingen in.", "kaart inlezen leerlingen.csv --voer-uit")
        terminal.write("  \(changes.count) leerlingen.")
    }

    /// What comes from outside, in the week of this day.
    private mutating func happen(in week: Day) throws {
        switch week {
        case try day(2026, 9, 15):
            for index in [7, 40, 99] { try start("medicijnprotocol", index, by: "sven", week) }
        case try day(2026, 9, 29):
            for index in [2, 27, 31, 58, 76, 110] { try start("ihp", index, by: "dirk", week) }
        case try day(2026, 10, 6):
            stage.tell(week, "Joris van Groep Turkoois wordt ziek: zijn werk blijft liggen.")
        case try day(2026, 11, 3):
            try substitute(on: week)
        case try day(2026, 11, 10):
            for index in [27, 64, 88] { try start("mdo", index, by: "femke", week) }
            try start("meldcode", 52, by: "lotte", week)
        case try day(2027, 2, 2):
            let number = pupils[100]
            _ = try workplace("tess", week).report(.left, of: number, on: week)
            stage.tell(week, "Een leerling verhuist.", "kaart gebeurtenis uitschrijving \(number)")
            terminal.write("  Wat voor hem liep eindigt zoals de kaarten zeggen.")
        default: break
        }
    }

    private func start(_ card: String, _ index: Int, by person: PersonID, _ day: Day) throws {
        _ = try workplace(person, day).startCase(card, subject: pupils[index], group: nil)
    }

    private mutating func substitute(on day: Day) throws {
        var text = StaffText(person: "sven")
        text.role = "leerkracht"
        text.scope = "groep-turkoois"
        text.firstDay = day.description
        text.lastDay = (day + 60).description
        text.substituteFor = Self.ill.rawValue
        _ = try workplace("carla", day).keepPeople([(nil, .staff(text))], isTrial: false)
        shelf = Shelf(folder)
        stage.tell(
            day, "Carla, directeur, laat Sven voor Joris invallen.",
            "kaart medewerker sven --rol leerkracht:groep-turkoois --vanaf \(day) --tot-en-met \(day + 60) --vervangt joris"
        )
        terminal.write("  Wat van Joris was ziet Sven nu in zijn taken; niets is zoek.")
    }

    /// Everybody who is there does some work.
    private mutating func work(on day: Day) throws {
        _ = try workplace(Stamp.engine, day).runDay()
        let isIll = try day >= self.day(2026, 10, 6) && day < self.day(2027, 1, 5)
        for person in shelf.school?.staff ?? [] where !(isIll && person.id == Self.ill) {
            try staff.work(try workplace(person.id, day))
        }
    }

    // MARK: - What people look at

    private func look(on day: Day) throws {
        switch day {
        case try self.day(2027, 3, 9):
            stage.tell(day, "Bas, leerkracht van Groep Geel: wat moet ik doen?", "kaart")
            let session = try stage.session("bas", day, shelf)
            DayPage(session).show(
                try session.workplace.listTasks(), awaitsDailyRun: try session.workplace.awaitsDailyRun())
        case try self.day(2027, 4, 13):
            stage.tell(day, "Dirk, kwaliteitscoördinator: waar staan we?", "kaart stand")
            let session = try stage.session("dirk", day, shelf)
            StandingPage(session).show(
                try session.workplace.showStanding(), isWhole: false, isOneCard: false)
        default: break
        }
    }

    private func finish(on day: Day) throws {
        stage.tell(
            day, "Carla, directeur: hoe ging dit jaar?",
            "kaart evaluatie \(Self.year) \(Self.shown.map(\.rawValue).joined(separator: " "))")
        let session = try stage.session("carla", day, shelf)
        EvaluationPage(session).show(
            try session.workplace.evaluate(
                Self.year, cards: Self.shown.map(\.rawValue)), isWhole: true)
        terminal.write()
        terminal.write(
            "In dit jaar: \(staff.done) keer werk gedaan, \(staff.refused) keer geweigerd; er is toen niets veranderd."
        )
        if let example = staff.example {
            terminal.write(
                "Zoals bij \(stage.sentences.name(of: example.person)): \(stage.sentences.sentence(for: example.failure) ?? "")"
            )
        }
    }

    private func day(_ year: Int, _ month: Int, _ dayOfMonth: Int) throws -> Day {
        try DemoStage.day(year, month, dayOfMonth)
    }

    private func workplace(_ person: PersonID, _ day: Day) throws -> Workplace {
        try stage.workplace(person, day, shelf)
    }
}
