import ArgumentParser
import CardEngine
import CardLanguage
import Casework
import SchoolTime

/// `kaart noteer`
struct Enter: TerminalCommand {
    static let configuration = CommandConfiguration(
        commandName: "noteer", abstract: "Schrijf een regel bij in een register.",
        discussion: """
            Aan een terminal vraagt dit wat er nog ontbreekt. In een script geeft u alles mee.

            Voorbeeld: kaart noteer k7m3.4 --veld middel=paracetamol --veld hoeveel=1
            """)

    @Argument(help: ArgumentHelp("De stap, zoals in `kaart taken`: k7m3.2", valueName: "stap"))
    var step: String

    @Option(
        name: .customLong("veld"), parsing: .singleValue,
        help: ArgumentHelp("Een kolom met zijn waarde; vaker mag.", valueName: "naam=waarde"))
    var cells: [String] = []

    @Option(
        name: .customLong("gedaan-op"),
        help: ArgumentHelp("De dag waarop het gebeurde, als dat niet vandaag was.", valueName: "datum"))
    var day: String?

    @Option(
        name: .customLong("namens"),
        help: ArgumentHelp("De rol van buiten de school waarvoor u dit vastlegt.", valueName: "rol"))
    var onBehalfOf: String?

    @OptionGroup var options: WorkOptions

    func run(on terminal: Terminal) throws {
        let cells = try cells.map { entry in
            let (name, text) = try NamedValues.pair(entry, option: "--veld", form: "naam=waarde")
            return (column: name, text: text == "-" ? try terminal.readAll() : text)
        }
        let session = try Session(options, on: terminal)
        let day = try session.day(day, option: "--gedaan-op")
        let reference = try session.perform { _ in try CaseReference(step) }
        guard terminal.isInteractive else { return try enter(cells, in: reference, on: day, session) }
        let folder = try SchoolFolder.find(options.folder)
        DraftPlace.clearOld(in: folder)
        let place = DraftPlace(
            in: folder, of: reference, by: session.workplace.identity, isEntry: true)
        // What is refused here leaves what was typed before as it is.
        let form = try form(besides: cells, in: reference, on: day, session)
        try session.keeping(place, of: reference, on: day, onBehalfOf: onBehalfOf, by: "noteer") {
            let asked = try form.map { try ask($0, besides: cells, keepingIn: place, session) } ?? []
            if !asked.isEmpty { try terminal.confirm("Vastleggen?", else: "Er is niets vastgelegd.") }
            try enter(cells + asked, in: reference, on: day, session)
            place.clear()
        }
    }

    private func enter(
        _ cells: [(column: String, text: String)], in reference: CaseReference, on day: Day?,
        _ session: Session
    ) throws {
        let progress = try session.perform {
            try $0.addEntry(reference, cells, day: day, onBehalfOf: onBehalfOf)
        }
        session.terminal.write("Genoteerd.")
        ProgressText(session).show(progress)
    }

    /// Where questions are asked: of all columns when none was given, else of what is missing. Nil when there is nothing to ask.
    /// What is wrong with what was given is said first.
    private func form(
        besides given: [(column: String, text: String)], in reference: CaseReference, on day: Day?,
        _ session: Session
    ) throws -> StepForm? {
        let lacksCells = try session.perform { workplace in
            do {
                _ = try workplace.trial.addEntry(reference, given, day: day, onBehalfOf: onBehalfOf)
                return false
            } catch CaseworkFailure.cellsNeeded {
                return true
            }
        }
        guard given.isEmpty || lacksCells else { return nil }
        return try session.perform { try $0.form(for: reference, doneOn: day) }
    }

    /// What was typed at the questions for what an entry needs.
    private func ask(
        _ form: StepForm, besides given: [(column: String, text: String)], keepingIn place: DraftPlace,
        _ session: Session
    ) throws -> [(column: String, text: String)] {
        guard case .register(let register) = form.step.kind,
            case .list(let columns, _)? = form.card.field(register.list)?.kind
        else { return [] }
        session.terminal.remark("\(form.step.title) · \(session.sentences.title(of: form.subject))")
        var kept = try KeptAnswers(in: place, on: session.terminal)
        return try columns.compactMap { column in
            guard !given.contains(where: { $0.column == column.id.rawValue }) else { return nil }
            let question = FieldQuestion(
                session: session, field: column, isRequired: form.card.needsCell(column))
            return try kept.ask(question).map { (column.id.rawValue, $0) }
        }
    }
}
