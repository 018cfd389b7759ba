import CardEngine
import CardLanguage
import Casework
import SchoolTime

/// The question for one field, or one column of a register, at a terminal: asked again until the answer can be one.
struct FieldQuestion {
    let session: Session
    let field: Field
    let isRequired: Bool
    /// What was typed for it before and not recorded.
    var earlier: String?
    /// What it holds.
    var current: String?
    /// What a caller proposes, as somebody would type it.
    var proposal: String?

    private var terminal: Terminal { session.terminal }

    init(session: Session, field: Field, isRequired: Bool) {
        self.session = session
        self.field = field
        self.isRequired = isRequired
    }

    /// The text for the field; nil to leave it as it is.
    ///
    /// - Parameter hold: is given what there is of a text of more lines.
    /// - Throws: `Refused` when the person breaks off.
    func ask(hold: (String) -> Void = { _ in }) throws -> String? {
        var question: TerminalText = "\(field.title)"
        if case .list(let columns, _) = field.kind {
            question +=
                " (de naam van een CSV-bestand, met de kolommen \(columns.map(\.id.rawValue).joined(separator: ";")))"
        }
        if let options = field.options { question += " (\(options.joined(separator: ", ")))" }
        if earlier != nil, case .list = field.kind {
            question += " [wat u eerder inlas]"
        } else if let shown = earlier ?? current {
            question += shownBefore(shown)
        } else if !isRequired {
            question += " (mag leeg)"
        }
        let isLong = field.kind == .longText
        if isLong { question += " (meer regels mag; een lege regel sluit af)" }
        question = question.label
        while true {
            let text = try isLong ? longAnswer(question, hold) : answer(question)
            if text.isEmpty, let earlier { return earlier }
            if text.isEmpty, let proposal { return proposal }
            if text.isEmpty, current != nil || !isRequired { return nil }
            // Where there are no pupils there is nothing to fill in; whether there are, the engine knows.
            if text.isEmpty, case .list(_, .pupils) = field.kind { return nil }
            if case .list = field.kind {
                do {
                    return try terminal.readFile(at: text)
                } catch let refused as Refused {
                    terminal.remark("Nog niet goed: " + (refused.message ?? ""))
                    continue
                }
            }
            guard let fault = fault(in: text) else { return dated(text) }
            terminal.remark("Nog niet goed: \(session.sentences.sentence(for: fault))")
        }
    }

    /// What Enter leaves as it is, behind the question; a text of more lines stands above it.
    private func shownBefore(_ text: String) -> TerminalText {
        let lines = text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false)
        guard lines.count > 1 else { return " [\(text)]" }
        terminal.remark("\(field.title), tot nu toe:")
        for line in lines { terminal.remark("  \(String(line))") }
        return " [Enter laat het zo]"
    }

    /// What is wrong with it whatever else is filled in; limits that are days are for the engine.
    private func fault(in text: String) -> ValueFault? {
        switch FieldText.value(typed: text, for: field, today: session.workplace.clock.today) {
        case .success(.number(let number)): field.limitFault(of: number)
        case .success: nil
        case .failure(let fault): fault
        }
    }

    /// A date as it is written, whatever words it was typed in: what is kept of it until tomorrow means the same day then.
    private func dated(_ text: String) -> String {
        guard field.kind == .date, FieldText.day(of: text.asTyped) == nil,
            let day = FieldText.day(typed: text, today: session.workplace.clock.today)
        else { return text }
        terminal.remark("Gelezen als \(day.dutch).")
        return day.description
    }

    private func answer(_ question: TerminalText) throws -> String {
        guard let text = terminal.ask(question) else { throw Refused.brokenOff }
        return text
    }

    private func longAnswer(_ question: TerminalText, _ hold: (String) -> Void) throws -> String {
        guard let text = terminal.askText(question, hold: hold) else { throw Refused.brokenOff }
        return text
    }
}

extension Field {
    /// What can be chosen, if the kind has a list.
    var options: [String]? {
        switch kind {
        case .choice(let options), .multipleChoice(let options): options
        case .yesNo: ["ja", "nee"]
        case .text, .longText, .number, .wholeNumber, .date, .document, .person, .pupil, .list: nil
        }
    }
}
