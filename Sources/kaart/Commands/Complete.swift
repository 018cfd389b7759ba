import ArgumentParser
import CardEngine
import CardLanguage
import Casework
import SchoolTime

/// `kaart klaar`
struct Complete: TerminalCommand {
    static let configuration = CommandConfiguration(
        commandName: "klaar", abstract: "Rond een stap af.",
        discussion: """
            Aan een terminal vraagt dit wat er nog ontbreekt. In een script geeft u alles mee. Vertrouwelijke tekst hoort \
            niet op de opdrachtregel: met --veld feiten=- komt die van de standaardinvoer. Een lijst komt daar als CSV, met \
            op de eerste regel de kolommen.

            Een bespreking rondt veel stappen tegelijk af, alle of geen: noem ze achter elkaar voor overal dezelfde \
            antwoorden, of vul een tabel in. Met --leeg-formulier krijgt u die; een regel waarin niets is ingevuld blijft open.

            Voorbeelden: kaart klaar k7m3.3 --uitkomst akkoord --veld cijfer=7 --aanwezig kc=dirk
            kaart klaar --leeg-formulier k7m3.3 p2x9.4 > bespreking.csv; kaart klaar --tabel bespreking.csv
            """)

    @Argument(
        help: ArgumentHelp(
            "De stap, zoals in `kaart taken`: k7m3.2 (meer stappen mag).", valueName: "stap"))
    var steps: [String] = []

    @Option(
        name: .customLong("tabel"),
        help: ArgumentHelp(
            "Een CSV-bestand met op elke regel een stap en wat ervan besloten is; - voor de standaardinvoer.",
            valueName: "bestand"))
    var table: String?

    @Flag(name: .customLong("leeg-formulier"), help: "Geef voor deze stappen zo'n tabel om in te vullen.")
    var wantsForm = false

    /// Read as many, so that of two none wins in silence.
    @Option(
        name: .customLong("uitkomst"), parsing: .singleValue,
        help: ArgumentHelp("De uitkomst van de stap.", valueName: "uitkomst"))
    var outcomes: [String] = []

    private var outcome: String? { outcomes.first }

    @Option(
        name: .customLong("veld"), parsing: .singleValue,
        help: ArgumentHelp("Een veld met zijn waarde; vaker mag.", valueName: "naam=waarde"))
    var fields: [String] = []

    @Option(
        name: .customLong("aanwezig"), parsing: .singleValue,
        help: ArgumentHelp("Wie erbij was: smw=elif, of bij ouders alleen de rol.", valueName: "rol=wie"))
    var present: [String] = []

    @Option(
        name: .customLong("afwezig"), parsing: .singleValue,
        help: ArgumentHelp("Van welke rol niemand erbij was, en waarom.", valueName: "rol=reden"))
    var absent: [String] = []

    @Flag(name: .customLong("afgevinkt"), help: "Alle punten van de lijst zijn gedaan.")
    var checklistDone = false

    @Option(
        name: .customLong("gedaan-op"),
        help: ArgumentHelp("De dag waarop het gedaan is, als dat niet vandaag was.", valueName: "datum"))
    var doneOn: String?

    @Option(
        name: .customLong("namens"),
        help: ArgumentHelp("De rol van buiten de school waarvoor u dit vastlegt.", valueName: "rol"))
    var onBehalfOf: String?

    @OptionGroup var trial: TrialOption

    @OptionGroup var options: WorkOptions

    func run(on terminal: Terminal) throws {
        guard outcomes.count <= 1 else {
            throw WrongUse(message: "`--uitkomst` staat er meer dan één keer; een stap krijgt één uitkomst.")
        }
        try checkUse()
        if let table {
            let text = try table == "-" ? terminal.readAll() : terminal.readFile(at: table)
            let session = try Session(options, on: terminal)
            let decisions = try session.perform { try $0.readMeeting(text) }
            try complete(decisions.lines, in: session)
            if !decisions.undecided.isEmpty {
                let names = decisions.undecided.map(\.description).joined(separator: ", ")
                terminal.remark("Niets ingevuld, en dus open gebleven: \(names).")
            }
            return
        }
        guard !wantsForm else { return try showForm(in: try Session(options, on: terminal)) }
        var answers = try typedAnswers(terminal)
        let session = try Session(options, on: terminal)
        answers.doneOn = try session.day(doneOn, option: "--gedaan-op")
        let references = try session.perform { _ in try steps.map { try CaseReference($0) } }
        guard terminal.isInteractive else {
            return try complete(references.map { MeetingLine(reference: $0, answers: answers) }, in: session)
        }
        let forms = try session.perform { try $0.meetingForm(references, doneOn: answers.doneOn).forms }
        let folder = try SchoolFolder.find(options.folder)
        DraftPlace.clearOld(in: folder)
        // Of many steps at once there is a table to come back to.
        let place =
            references.count == 1
            ? DraftPlace(in: folder, of: references[0], by: session.workplace.identity) : nil
        try session.keeping(
            place, of: references.first, on: answers.doneOn, onBehalfOf: onBehalfOf, by: "klaar"
        ) {
            let dialogue = try StepDialogue(session: session, forms: forms, draft: place)
            answers = try dialogue.complete(answers)
            let lines = references.map { MeetingLine(reference: $0, answers: answers) }
            if !trial.isTrial {
                try session.foresee { try $0.completeSteps(lines) }
                try dialogue.confirm(answers)
            }
            try complete(lines, in: session)
            if !trial.isTrial { place?.clear() }
        }
    }

    private func checkUse() throws {
        let hasAnswers =
            [outcome, doneOn, onBehalfOf].contains { $0 != nil } || checklistDone
            || ![fields, present, absent].allSatisfy(\.isEmpty)
        switch (steps.isEmpty, table == nil) {
        case (true, true):
            throw WrongUse(message: "Noem de stap, zoals in `kaart taken`: kaart klaar k7m3.2")
        case (false, false):
            throw WrongUse(message: "Noem stappen, of geef met `--tabel` een tabel; niet allebei.")
        case (true, false), (false, true): break
        }
        if hasAnswers, wantsForm || table != nil {
            throw WrongUse(
                message: "Bij een tabel staan de antwoorden in de tabel, niet op de opdrachtregel.")
        }
        if wantsForm, table != nil {
            throw WrongUse(message: "Vraag een leeg formulier voor stappen, zonder `--tabel`.")
        }
    }

    private func complete(_ lines: [MeetingLine], in session: Session) throws {
        guard !trial.isTrial else {
            return try session.carryOut(trial, done: "") { try $0.completeSteps(lines) }
        }
        let reached = try session.perform { try $0.completeSteps(lines) }
        for progress in reached {
            for line in lines where line.reference.caseID == progress.caseID {
                session.terminal.write("Vastgelegd: \(line.reference) is klaar.")
            }
            ProgressText(session).show(progress)
        }
        if lines.count > 1 { session.terminal.write("Afgerond: \(lines.count) stappen.") }
    }

    /// The table on standard output; what can be filled in beside it, for a person.
    private func showForm(in session: Session) throws {
        let (table, forms) = try session.perform {
            try $0.meetingForm(try steps.map { try CaseReference($0) })
        }
        session.terminal.write(csv: table)
        var told: Set<Step> = []
        for form in forms where told.insert(form.step).inserted {
            let outcomes = form.step.answers.map(\.name).joined(separator: ", ")
            session.terminal.remark("\(form.step.title): uitkomst \(outcomes)")
            for field in form.step.asked.compactMap({ form.card.field($0) }) {
                let options: TerminalText = field.options.map { " (\($0.joined(separator: ", ")))" } ?? ""
                session.terminal.remark("  \(field.id): \(field.title)" + options)
            }
        }
    }

    private func typedAnswers(_ terminal: Terminal) throws -> StepAnswers {
        var answers = StepAnswers()
        answers.outcome = outcome
        answers.onBehalfOf = onBehalfOf
        answers.checklistDone = checklistDone
        for field in fields {
            let (name, text) = try NamedValues.pair(field, option: "--veld", form: "naam=waarde")
            answers.values.append((name, text == "-" ? try terminal.readAll() : text))
        }
        answers.present = present.map { entry in
            let parts = NamedValues.split(entry)
            return (parts.name, parts.value?.split(separator: ",").map(String.init) ?? [])
        }
        answers.absent = try absent.map { try NamedValues.pair($0, option: "--afwezig", form: "rol=reden") }
        return answers
    }
}
