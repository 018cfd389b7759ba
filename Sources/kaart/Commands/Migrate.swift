import ArgumentParser
import CardEngine
import CardLanguage
import Casework
import SchoolTime

/// `kaart zet-over`
struct Migrate: TerminalCommand {
    static let configuration = CommandConfiguration(
        commandName: "zet-over",
        abstract: "Laat lopende trajecten verder gaan op een nieuwe versie van hun kaart; voor de eigenaar.",
        discussion: """
            Een traject loopt op de versie waarmee het begon. Zonder --voer-uit laat dit zien welke trajecten over kunnen en \
            wat er dan verandert. Noemt u trajecten, dan gaan zij allemaal over of geen; met --kaart gaan die over die \
            kunnen.

            Voorbeeld: kaart zet-over --kaart meldcode
            """)

    @Argument(help: ArgumentHelp("Het traject: k7m3; meer mag.", valueName: "traject"))
    var ids: [String] = []

    @Option(
        name: .customLong("kaart"),
        help: ArgumentHelp("Alle lopende trajecten van deze kaart.", valueName: "kaart"))
    var card: String?

    @Flag(name: .customLong("voer-uit"), help: "Zet ze ook over.")
    var isMeant = false

    @OptionGroup var reason: ReasonOption

    @OptionGroup var options: WorkOptions

    func run(on terminal: Terminal) throws {
        guard ids.isEmpty != (card == nil) else {
            throw WrongUse(message: "Noem trajecten, of met `--kaart` een kaart.")
        }
        let session = try Session(options, on: terminal)
        let reason = isMeant ? try reason.ask(on: terminal) : nil
        let migrations = try session.perform { workplace in
            if let card { return try workplace.migrateCases(ofCard: card, reason: reason) }
            return try workplace.migrateCases(try ids.map { try CaseReference($0).wholeCase }, reason: reason)
        }
        for migration in migrations { show(migration, in: session) }
        if !isMeant {
            terminal.write("Er is niets veranderd. Met --voer-uit en --reden wordt dit vastgelegd.")
        }
        if migrations.contains(where: { $0.failure != nil && !$0.isUpToDate }) { throw Refused(message: nil) }
    }

    private func show(_ migration: Migration, in session: Session) {
        let terminal = session.terminal
        let subject = session.sentences.title(of: migration.subject)
        guard let change = migration.change else {
            let failure = migration.failure.flatMap { session.sentences.sentence(for: $0) } ?? ""
            terminal.write("\(migration.caseID)  \(subject): blijft op versie \(migration.from.version)")
            terminal.write("      \(failure)")
            return
        }
        terminal.write(
            "\(migration.caseID)  \(subject): van versie \(migration.from.version) naar \(migration.to.version)"
        )
        for handover in change.performers {
            let title = migration.to.step(handover.after.step)?.title ?? handover.after.step.rawValue
            terminal.write(
                "      \(title): \(who(handover.after, in: session)), en niet meer \(who(handover.before, in: session))"
            )
        }
        let text = HistoryText(session)
        for line in change.lines.dropFirst() {
            guard let said = text.text(of: line) else { continue }
            terminal.write("      " + said)
        }
        for field in change.unseen {
            terminal.write(
                "      '\(field.title)' is ingevuld; de nieuwe versie vraagt en laat het niet meer zien.")
        }
        for field in change.shown {
            let roles = field.visibleTo.map {
                $0.map { session.sentences.title(of: $0) }.joined(separator: ", ")
            }
            terminal.write("      '\(field.title)' is dan te zien voor: \(roles ?? "wie het traject ziet").")
        }
        if migration.from.visibleTo != migration.to.visibleTo {
            let roles = migration.to.visibleTo.map {
                $0.map { session.sentences.title(of: $0) }.joined(separator: ", ")
            }
            terminal.write("      Het traject is dan te zien voor: \(roles ?? "iedereen met een rol").")
        }
    }

    private func who(_ visit: Visit, in session: Session) -> TerminalText {
        if let person = visit.person { return "\(session.sentences.name(of: person))" }
        guard !visit.performers.isEmpty else { return "niemand" }
        return "\(visit.performers.map { session.sentences.title(of: $0) }.joined(separator: " of "))"
    }
}
