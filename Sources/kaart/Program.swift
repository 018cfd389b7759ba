import ArgumentParser
import CardEngine
import CardLanguage
import CaseStore
import Casework
import Foundation

/// Arguments in, text out.
@main
enum Program {
    static func main() {
        leaveNoCore()
        let terminal = Terminal()
        let status = run(Array(CommandLine.arguments.dropFirst()), on: terminal)
        if let fault = terminal.lostOutput {
            let clause =
                fault == .failing(code: Int(EBADF))
                ? "de standaarduitvoer is gesloten" : Sentences(school: nil).clause(for: fault)
            terminal.remark(
                "De uitvoer kon niet geschreven worden: \(clause). Als er iets werd vastgelegd, staat dat er wel: kijk dat na voor u het nog eens doet."
            )
            exit(ExitStatus.refused.rawValue)
        }
        if terminal.isInterrupted { dieOfInterrupt() }
        exit(status.rawValue)
    }

    /// Ends as a program ends that lets Ctrl-C do its work: so a shell that started it among more hears that it was meant for
    /// all of them.
    private static func dieOfInterrupt() {
        signal(SIGINT, SIG_DFL)
        var interrupt = sigset_t()
        sigemptyset(&interrupt)
        sigaddset(&interrupt, SIGINT)
        sigprocmask(SIG_UNBLOCK, &interrupt, nil)
        raise(SIGINT)
    }

    /// What is in memory may be about children: when the program crashes the system writes none of it to the disk.
    ///
    /// A limit of one byte also keeps Linux from handing it to another program, such as that of systemd, which a limit of none
    /// does not (`do_coredump`: one stands for who must not).
    private static func leaveNoCore() {
        var none = rlimit(rlim_cur: 1, rlim_max: 1)
        setrlimit(__rlimit_resource_t(RLIMIT_CORE.rawValue), &none)
    }

    static func run(_ arguments: [String], on terminal: Terminal) -> ExitStatus {
        do {
            try TypedCommand.check(arguments)
            if let work = plainCommand(arguments) {
                try work.run(on: terminal)
                return .done
            }
            var command = try Kaart.parseAsRoot(arguments)
            guard let work = command as? any TerminalCommand else {
                // Help and version are commands of the parser itself.
                try command.run()
                return .done
            }
            try work.run(on: terminal)
            return .done
        } catch {
            return report(error, about: arguments, on: terminal)
        }
    }

    /// The command that is named first, or that nothing stands for, when the rest is right for it; nil for whatever else there
    /// is, which the parser judges among all commands: that takes several times as long.
    private static func plainCommand(_ arguments: [String]) -> (any TerminalCommand)? {
        let commands = Kaart.configuration
        let named = arguments.first.map { name in commands.subcommands.first { $0._commandName == name } }
        guard let command = named ?? commands.defaultSubcommand, !arguments.contains("--") else { return nil }
        return try? command.parseAsRoot(Array(arguments.dropFirst())) as? any TerminalCommand
    }

    private static func report(_ error: any Error, about arguments: [String], on terminal: Terminal)
        -> ExitStatus
    {
        switch error {
        case let wrongUse as WrongUse:
            terminal.remark(wrongUse.message)
            return .wrongUse
        case let refused as Refused:
            if let message = refused.message { terminal.remark(message) }
            return .refused
        case let told as Told:
            for sentence in told.sentences { terminal.remark("\(sentence)") }
            return .refused
        default:
            return reportUsage(error, about: arguments, on: terminal)
        }
    }

    /// What the argument parser has to say: help on standard output, faults on standard error, both in Dutch.
    ///
    /// The parser repeats what was typed. A line end in it would begin a line of its own, in our name: then the parser
    /// is asked once more, about what a terminal shows of it.
    private static func reportUsage(_ error: any Error, about arguments: [String], on terminal: Terminal)
        -> ExitStatus
    {
        let visible = arguments.map(\.visible)
        if visible != arguments {
            do {
                _ = try Kaart.parseAsRoot(visible)
                terminal.remark("Fout: Dit commando wordt zo niet begrepen.")
                return .wrongUse
            } catch {
                return reportUsage(error, about: visible, on: terminal)
            }
        }
        // The parser breaks lines at this width, and itself where that is less than its margin, also when only asked how it ended; a
        // phrase that it breaks would not be translated.
        setenv("COLUMNS", String(max(terminal.screen.width, 48)), 1)
        let text = DutchUsage.translate(Kaart.fullMessage(for: error))
        if Kaart.exitCode(for: error) == .success {
            if !text.raw.isEmpty { terminal.write(text) }
            return .done
        }
        terminal.remark(text)
        return .wrongUse
    }
}

/// A failure of ours with its sentence, said with the names of the school.
struct Told: Error {
    /// Each on a line of its own.
    let sentences: [String]
}

/// A command that does its work on a terminal.
protocol TerminalCommand: ParsableCommand {
    func run(on terminal: Terminal) throws
}

/// `kaart`: the commands, in the order in which the help names them.
struct Kaart: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "kaart",
        abstract: "Kwaliteitskaarten uitvoeren: wat moet ik doen, voor wie, wanneer, en klaar.",
        discussion: """
            Alleen `kaart` laat uw dag zien. Begin met `kaart demo` om te zien wat het is, en met `kaart init --oefen` om te oefenen.
            Elk commando legt zichzelf uit met --help.
            """,
        version: "0.1.0",
        subcommands: [
            MyDay.self, Tasks.self, Complete.self, Sign.self, Take.self, HandOver.self, Enter.self,
            Start.self, ShowCase.self, ExportList.self, ExplainDates.self, Interrupt.self, Stop.self,
            Reopen.self, Correct.self, Postpone.self, Suspend.self, Resume.self, Assign.self, Add.self,
            Migrate.self,
            Pupil.self, ReportEvent.self, Consents.self, Import.self, ShowGroup.self, ShowLogbook.self,
            ShowPerson.self, ChangeYear.self, ShowStanding.self, EvaluateYear.self, New.self, Compare.self,
            Adopt.self, Versions.self,
            RunDay.self, Check.self, ShowCard.self, RunScenarios.self, Initialise.self, Examine.self,
            Rebuild.self,
            Demo.self,
        ], defaultSubcommand: MyDay.self)
}
