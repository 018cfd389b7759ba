import ArgumentParser
import Casework

/// `kaart stop`
struct Stop: TerminalCommand {
    static let configuration = CommandConfiguration(
        commandName: "stop", abstract: "Beëindig een traject als vervallen; voor de eigenaar van de kaart.")

    @OptionGroup var target: CaseWithReason

    @OptionGroup var options: WorkOptions

    func run(on terminal: Terminal) throws {
        let session = try Session(options, on: terminal)
        let reason = try target.askReason(on: terminal)
        let progress = try session.perform { try $0.stopCase(try target.caseID, reason: reason) }
        terminal.write("Vastgelegd.")
        ProgressText(session).show(progress)
    }
}
