import ArgumentParser
import CardEngine
import Casework

/// `kaart geef-over`
struct HandOver: TerminalCommand {
    static let configuration = CommandConfiguration(
        commandName: "geef-over", abstract: "Geef een stap over aan een collega die hem kan doen.",
        discussion: """
            De collega heeft de rol die de stap vraagt. Een stap van een rol blijft open voor ieder die haar heeft; een stap die van u alleen was is daarna van de collega.

            Van wie ziek is of vertrekt geeft --alles-van al het eigen werk over; u ziet ook wat dan nog blijft liggen. Zonder --voer-uit laat dat alleen zien wat er zou gebeuren.

            Voorbeelden: kaart geef-over k7m3.2 gijs --reden 'Ik ben er morgen niet'
            kaart geef-over --alles-van bas gijs --voer-uit --reden 'Bas is ziek'
            """)

    @Argument(
        help: ArgumentHelp(
            "De stap, zoals in `kaart taken` (meer stappen mag), en als laatste de collega.",
            valueName: "stap en collega"))
    var words: [String]

    @Option(
        name: .customLong("alles-van"),
        help: ArgumentHelp("Al het eigen werk van deze medewerker.", valueName: "medewerker"))
    var from: String?

    @Flag(name: .customLong("voer-uit"), help: "Geef het ook over; bij --alles-van.")
    var isMeant = false

    @OptionGroup var reason: ReasonOption

    @OptionGroup var trial: TrialOption

    @OptionGroup var options: WorkOptions

    func run(on terminal: Terminal) throws {
        guard let colleague = words.last, from == nil ? words.count > 1 : words.count == 1 else {
            throw WrongUse(
                message: from == nil
                    ? "Noem de stap en dan de collega: kaart geef-over k7m3.2 gijs"
                    : "Noem bij `--alles-van` alleen nog wie het overneemt: kaart geef-over --alles-van bas gijs"
            )
        }
        guard from != nil || !isMeant else {
            throw WrongUse(message: "`--voer-uit` hoort bij `--alles-van`.")
        }
        let session = try Session(options, on: terminal)
        if let from { return try handOverAll(of: from, to: colleague, in: session) }
        let reason = try reason.ask(on: terminal)
        let done: TerminalText =
            "Overgegeven aan \(session.sentences.name(of: PersonID(colleague)))."
        try session.carryOut(trial, done: done) { workplace in
            try workplace.handOver(
                try words.dropLast().map { try CaseReference($0) }, to: colleague, reason: reason)
        }
    }

    private func handOverAll(of person: String, to colleague: String, in session: Session) throws {
        let terminal = session.terminal
        let reason = isMeant && !trial.isTrial ? try reason.ask(on: terminal) : nil
        let report = try session.perform { try $0.handOverAll(of: person, to: colleague, reason: reason) }
        let names = (session.sentences.name(of: report.from), session.sentences.name(of: report.to))
        if report.steps.isEmpty {
            terminal.write("\(names.0) heeft geen stappen die alleen van hem of haar zijn.")
        }
        for step in report.steps {
            terminal.write(text(of: step, in: session))
            let failure = step.failure.flatMap { session.sentences.sentence(for: $0) }
            terminal.write("          " + (failure.map { "blijft: \($0)" } ?? "naar \(names.1)"))
        }
        if !report.stranded.isEmpty {
            terminal.write("Dit kan nu alleen \(names.0) doen, door een rol die niemand anders heeft:")
            for step in report.stranded { terminal.write(text(of: step, in: session)) }
            terminal.write(
                "Geef wie invalt die rol: kaart medewerker \(report.to) --rol ... --vervangt \(report.from)")
        }
        if reason != nil, report.steps.contains(where: { $0.failure == nil }) {
            terminal.write("Overgegeven.")
        }
        if reason == nil, report.steps.contains(where: { $0.failure == nil }) {
            terminal.write("Er is niets veranderd. Met --voer-uit en --reden wordt dit vastgelegd.")
        }
        if report.steps.contains(where: { $0.failure != nil }) { throw Refused(message: nil) }
    }

    private func text(of step: HandedOver, in session: Session) -> TerminalText {
        "  \(step.reference.description.padded(to: 8))\(step.step.title) · \(session.sentences.title(of: step.subject)) · \(step.card.title)"
    }
}
