import ArgumentParser
import Casework

/// `kaart`, alone
struct MyDay: TerminalCommand {
    static let configuration = CommandConfiguration(
        commandName: "mijn-dag",
        abstract: "Uw dag op één scherm: te laat, vandaag, deze week, later. Ook als u alleen `kaart` typt.")

    @OptionGroup var options: WorkOptions

    @Flag(name: .customLong("json"), help: "Geef de lijst als JSON: alles, zoals `kaart taken`.")
    var asJSON = false

    func run(on terminal: Terminal) throws {
        let session: Session
        do {
            session = try Session(options, on: terminal)
        } catch let refused as Refused {
            // Nobody who types only the name of the program is left without a way on.
            throw Refused(message: refused.message.map { $0 + " Wat er kan ziet u met `kaart --help`." })
        }
        let tasks = try session.perform { try $0.listTasks() }
        guard !asJSON else { return try terminal.write(json: TaskListJSON(tasks, in: session)) }
        DayPage(session).show(tasks, awaitsDailyRun: try session.perform { try $0.awaitsDailyRun() })
    }
}
