import CardEngine
import CaseStore
import Casework
import SchoolTime

/// A signal about a pupil who does not exist goes through the meldcode, by people who do not exist.
struct DemoStory {
    let stage: DemoStage
    let shelf: Shelf

    /// The one case of the story.
    static let caseID: CaseID = "k7m3"

    private var sentences: Sentences { stage.sentences }
    private var terminal: Terminal { stage.terminal }

    func play() throws {
        terminal.write(
            "Een verzonnen signaal op \(shelf.school?.name ?? ""): hoe de meldcode loopt, van begin tot eind."
        )
        terminal.write("Wat iemand doet staat er met het commando bij; `$` is wat diegene zou typen.")
        try start()
        try actions()
        try close()
    }

    // MARK: - The story

    private func start() throws {
        try act(
            "bas", 2, 11, "Bas, leerkracht van Groep Geel, maakt zich zorgen over leerling 0412.",
            "kaart start meldcode 0412 --groep groep-geel"
        ) {
            _ = try $0.startCase("meldcode", subject: "0412", group: "groep-geel")
            return "Begonnen. Bas ziet dat het traject loopt, en verder niets: dit is vertrouwelijk."
        }
        try act("dirk", 2, 11, "Dirk, kwaliteitscoördinator, kijkt welke trajecten er zijn.", "kaart traject")
        {
            try $0.listCases().isEmpty ? "Er zijn geen trajecten die u mag zien." : "Dirk ziet een traject."
        }
        try act("bas", 2, 11, "Bas wil zelf de eerste stap afronden.", "kaart klaar k7m3.1 --uitkomst nee") {
            try completed($0, 1, outcome: "nee")
        }
    }

    private func actions() throws {
        try act("femke", 2, 11, "Femke, aandachtsfunctionaris, kijkt wat haar te doen staat.", "kaart taken")
        { workplace in
            let tasks = try workplace.listTasks()
            return tasks.map { "\($0.reference) \($0.step.title)\(due($0.visit.deadline))" }.joined("; ")
        }
        try act("femke", 2, 11, "Er is geen direct gevaar.", "kaart klaar k7m3.1 --uitkomst nee") {
            try completed($0, 1, outcome: "nee")
        }
        try act(
            "femke", 3, 11, "Samen met Bas zet zij de feiten op een rij.",
            "kaart klaar k7m3.2 --veld feiten=-"
        ) {
            try completed(
                $0, 2,
                values: [
                    (
                        "feiten",
                        "Drie keer zonder jas en ontbijt op school gekomen; zegt zelf dat niemand thuis is."
                    )
                ])
        }
        try act(
            "femke", 12, 11, "Door de herfstgriep komt het overleg te laat.",
            "kaart klaar k7m3.3 --uitkomst 'zorg blijft' --veld veilig-thuis-gevraagd=ja --aanwezig smw=elif"
        ) {
            try completed(
                $0, 3, outcome: "zorg blijft", values: [("veilig-thuis-gevraagd", "ja")],
                present: [("smw", ["elif"])])
        }
        try act(
            "femke", 17, 11, "Zij spreekt de ouders en het kind, samen met Bas.",
            "kaart klaar k7m3.4 --uitkomst 'zorg blijft' --veld verslag=- --aanwezig leerkracht=bas --aanwezig ouders --aanwezig leerling"
        ) {
            try completed(
                $0, 4, outcome: "zorg blijft",
                values: [
                    ("verslag", "De ouders herkennen de zorgen en schamen zich; zij werken beiden 's nachts.")
                ],
                present: [("leerkracht", ["bas"]), ("ouders", []), ("leerling", [])])
        }
        try act("femke", 18, 11, "Zij weegt de zorgen en vergeet iets in te vullen.", "kaart klaar k7m3.5") {
            try completed($0, 5)
        }
        try act("femke", 18, 11, "Nu met de weging.", "kaart klaar k7m3.5 --veld weging=-") {
            try completed(
                $0, 5, values: [("weging", "Ernstig genoeg voor hulp, niet acuut of structureel onveilig.")])
        }
        try act(
            "carla", 20, 11, "Carla, directeur, beslist met Femke.",
            "kaart klaar k7m3.6 --uitkomst 'hulp mogelijk' --aanwezig aandachtsfunctionaris=femke"
        ) {
            try completed(
                $0, 6, outcome: "hulp mogelijk", present: [("aandachtsfunctionaris", ["femke"])])
        }
    }

    private func close() throws {
        try act(
            "femke", 27, 11, "De ouders aanvaarden hulp van het wijkteam.",
            "kaart klaar k7m3.7 --uitkomst aanvaard --veld evaluatiedatum=2027-01-18"
        ) {
            try completed($0, 7, outcome: "aanvaard", values: [("evaluatiedatum", "2027-01-18")])
        }
        try act("femke", 15, 1, "De hulp werkt.", "kaart klaar k7m3.8 --uitkomst ja") {
            try completed($0, 8, outcome: "ja")
        }
        try act("femke", 18, 1, "Zij sluit af met reden en afspraken.", "kaart klaar k7m3.9 --veld reden=-") {
            try completed(
                $0, 9,
                values: [("reden", "Hulp van het wijkteam loopt goed; Bas houdt contact met de ouders.")])
        }
        terminal.write()
        terminal.write("Carla opent daarna het traject:  $ kaart traject k7m3")
        terminal.write()
        let session = try stage.session("carla", try day(19, 1), shelf)
        CasePage(session).show(try session.workplace.showCase(Self.caseID))
        let report = try stage.store.rebuildProjections()
        terminal.write()
        terminal.write(
            report.differing.isEmpty
                ? "Nagelopen: de keten van gebeurtenissen klopt, en alle lijsten ook."
                : "Nagelopen: een lijst week af van de gebeurtenissen.")
    }

    // MARK: - How it is played

    /// Somebody does something on a day; a refusal is told as the program would.
    private func act(
        _ person: PersonID, _ dayOfMonth: Int, _ month: Int, _ what: TerminalText, _ typed: TerminalText,
        _ work: (Workplace) throws -> TerminalText
    ) throws {
        let day = try day(dayOfMonth, month)
        let workplace = try stage.workplace(person, day, shelf)
        stage.tell(day, what, typed)
        do {
            terminal.write("  \(try work(workplace))")
        } catch let failure as CaseworkFailure {
            terminal.write("  GEWEIGERD: \(sentences.sentence(for: failure) ?? "")")
        }
    }

    private func completed(
        _ workplace: Workplace, _ visit: Int, outcome: String? = nil,
        values: [(field: String, text: String)] = [],
        present: [(role: String, people: [String])] = []
    ) throws -> TerminalText {
        var answers = StepAnswers()
        answers.outcome = outcome
        answers.values = values
        answers.present = present
        let progress = try workplace.completeStep(CaseReference(caseID: Self.caseID, visit: visit), answers)
        if let ending = progress.ending {
            return
                "Vastgelegd. Het traject is geëindigd: \(progress.card.end(ending.end)?.title ?? ending.end.rawValue)."
        }
        let next = progress.open.map { visit -> TerminalText in
            let title = progress.card.step(visit.step)?.title ?? visit.step.rawValue
            return
                "\(title) (\(visit.performers.map { sentences.title(of: $0) }.joined(separator: " of ")))\(due(visit.deadline))"
        }
        return "Vastgelegd. Nu aan de beurt: \(next.joined("; "))"
    }

    private func due(_ deadline: Day?) -> TerminalText {
        deadline.map { ", uiterlijk \($0.shortDutch)" } ?? ""
    }

    /// The story runs from November 2026 into January 2027.
    private func day(_ dayOfMonth: Int, _ month: Int) throws -> Day {
        try DemoStage.day(month > 7 ? 2026 : 2027, month, dayOfMonth)
    }
}
