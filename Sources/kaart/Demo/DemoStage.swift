import CardEngine
import CaseStore
import Casework
import SchoolTime

/// Where the demo plays: people at work on days of the past, and what is told of it.
struct DemoStage {
    let store: any CaseStore
    let sentences: Sentences
    let terminal: Terminal
    /// Draws the id of a new case.
    let drawCaseID: @Sendable () -> CaseID

    /// Somebody at work on a day, in the early afternoon.
    func workplace(_ person: PersonID, _ day: Day, _ shelf: Shelf) throws -> Workplace {
        let time = Timestamp(secondsSince1970: day.number * 86_400 + 13 * 3_600, offsetSeconds: 3_600)
        return try Workplace(
            store: store, shelf: shelf, clock: Clock { time },
            identity: Identity(actor: person, enteredBy: nil), drawCaseID: drawCaseID)
    }

    /// The same, at a terminal.
    func session(_ person: PersonID, _ day: Day, _ shelf: Shelf) throws -> Session {
        Session(terminal: terminal, workplace: try workplace(person, day, shelf), sentences: sentences)
    }

    /// What happens on a day, and what is typed then.
    func tell(_ day: Day, _ what: TerminalText, _ typed: TerminalText? = nil) {
        terminal.write()
        terminal.write("\(day.dutch). \(what)")
        if let typed { terminal.write("  $ \(typed)") }
    }

    /// A day of the calendar.
    static func day(_ year: Int, _ month: Int, _ dayOfMonth: Int) throws -> Day {
        guard let day = Day(year: year, month: month, day: dayOfMonth) else {
            throw Refused(message: "De demo kent deze dag niet.")
        }
        return day
    }
}
