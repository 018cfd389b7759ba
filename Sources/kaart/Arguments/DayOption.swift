import CardLanguage
import Casework
import SchoolTime

extension Session {
    /// The day that was typed behind an option; nil when nothing was. What was said in words is told as it was read.
    ///
    /// - Throws: `WrongUse` when it is no date.
    func day(_ text: String?, option: TerminalText) throws -> Day? {
        guard let text else { return nil }
        guard let day = FieldText.day(typed: text, today: workplace.clock.today) else {
            throw WrongUse(
                message: "Achter `" + option
                    + "` hoort een datum met het jaar erbij, zoals 2026-11-23, 23-11-2026 of 23 november 2026; vandaag en gisteren mag ook."
            )
        }
        if FieldText.day(of: text.asTyped) == nil {
            terminal.remark("`" + option + "` is gelezen als \(day.dutch).")
        }
        return day
    }
}
