import CardLanguage
import SchoolTime

extension WrongUse {
    /// The day that was typed behind an option; nil when nothing was.
    ///
    /// - Throws: `WrongUse` when it is no date.
    static func day(_ text: String?, option: TerminalText) throws -> Day? {
        guard let text else { return nil }
        guard let day = FieldText.day(of: text) else {
            throw WrongUse(
                message: "Achter `" + option + "` hoort een datum, zoals 2026-11-23 of 23-11-2026.")
        }
        return day
    }
}
