import ArgumentParser
import CardEngine
import CardLanguage
import Casework

/// `kaart start`
struct Start: TerminalCommand {
    static let configuration = CommandConfiguration(
        commandName: "start",
        abstract: "Begin een traject: een kaart voor een leerling, groep of medewerker.",
        discussion: """
            Voor meer leerlingen tegelijk noemt u ze allemaal, of met --hele-groep een groep: iedereen die er vandaag in is \
            ingeschreven. Dan begint er voor iedereen een traject, of voor niemand.

            Voorbeeld: kaart start meldcode 0412 --groep groep-geel
            """)

    @Argument(help: ArgumentHelp("De naam van de kaart.", valueName: "kaart"))
    var card: String

    @Argument(
        help: ArgumentHelp(
            "Over wie: het leerlingnummer, de groep of de medewerker; meer mag. Geen namen van kinderen.",
            valueName: "betreft"))
    var subjects: [String] = []

    @Option(
        name: .customLong("groep"),
        help: ArgumentHelp("De groep waar de leerling in zit.", valueName: "groep"))
    var group: String?

    @Option(
        name: .customLong("hele-groep"),
        help: ArgumentHelp("Voor elke leerling die er vandaag in is ingeschreven.", valueName: "groep"))
    var wholeGroup: String?

    @Option(
        name: .customLong("aanleiding"),
        help: ArgumentHelp("De dag waarvan de termijnen tellen, als dat niet vandaag is.", valueName: "datum")
    )
    var occasion: String?

    @OptionGroup var options: WorkOptions

    func run(on terminal: Terminal) throws {
        if wholeGroup != nil, !subjects.isEmpty || group != nil {
            throw WrongUse(message: "Noem leerlingen, of met `--hele-groep` een groep; niet allebei.")
        }
        let session = try Session(options, on: terminal)
        let occasion = try session.day(occasion, option: "--aanleiding")
        let known = try session.perform {
            try $0.knownBeforeStart(card, subjects: subjects, group: group, wholeGroup: wholeGroup)
        }.flatMap { remarks(on: $0, in: session) }
        if !known.isEmpty, terminal.isInteractive {
            for remark in known { terminal.remark(remark) }
            try terminal.confirm("Toch beginnen?", else: "Er is niets begonnen.")
        }
        let started = try telling(terminal, session) { workplace in
            if let wholeGroup {
                return try workplace.startCases(card, wholeGroup: wholeGroup, occasion: occasion)
            }
            guard subjects.count > 1 else {
                return [
                    try workplace.startCase(card, subject: subjects.first, group: group, occasion: occasion)
                ]
            }
            return try workplace.startCases(card, subjects: subjects, group: group, occasion: occasion)
        }
        for progress in started { show(progress, in: session) }
        if started.count > 1 { terminal.write("Begonnen: \(started.count) trajecten.") }
        // Who could not be asked hears it all the same.
        if !terminal.isInteractive {
            for remark in known { terminal.remark("Let op: " + remark) }
        }
    }

    /// What may mean that it was begun already, or is about somebody else.
    private func remarks(on known: KnownBeforeStart, in session: Session) -> [TerminalText] {
        let name = session.sentences.title(of: known.subject)
        var remarks: [TerminalText] = []
        if !known.running.isEmpty {
            let cases = known.running.map { line -> TerminalText in
                "\(line.caseID), sinds \(line.startedOn.shortDutch)"
            }.joined("; ")
            remarks.append(
                "Er \(known.running.count == 1 ? "loopt" : "lopen") voor \(name) al \(known.running.count == 1 ? "een traject" : "\(known.running.count) trajecten") van deze kaart: "
                    + cases + ".")
        }
        if let last = known.leftOn {
            remarks.append("\(name) is uitgeschreven; de laatste dag was \(last.shortDutch).")
        }
        return remarks
    }

    /// Who can't begin by a hidden card still reads what has to be done at once.
    private func telling(
        _ terminal: Terminal, _ session: Session, _ start: (Workplace) throws -> [Progress]
    ) throws -> [Progress] {
        do {
            return try session.perform(start)
        } catch {
            if let words = session.workplace.firstWords(ofHidden: card) {
                terminal.remark(Self.first(words.title, words.explanation))
            }
            throw error
        }
    }

    /// `Eerst: Is er nu direct gevaar? Bel eerst 112.`
    private static func first(_ title: String, _ explanation: String) -> TerminalText {
        let endsItself = title.unicodeScalars.last.map { ".?!:".unicodeScalars.contains($0) } ?? false
        return "Eerst: \(title)\(endsItself ? "" : ".") \(explanation)"
    }

    private func show(_ progress: Progress, in session: Session) {
        let terminal = session.terminal
        terminal.write(
            "Begonnen: traject \(progress.caseID), \(progress.card.title), \(session.sentences.title(of: progress.subject))."
        )
        // What has to be known at once (call 112 first) is in the card, which everyone may read; the case is not.
        for visit in progress.open {
            guard let step = progress.card.step(visit.step), let explanation = step.explanation else {
                continue
            }
            terminal.write(Self.first(step.title, explanation))
        }
        ProgressText(session).show(progress)
    }
}
