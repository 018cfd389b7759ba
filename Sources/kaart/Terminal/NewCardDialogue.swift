import CardEngine
import CardLanguage
import Casework

/// The questions of `kaart nieuw` at a terminal: only what is missing, a wrong answer asked again.
struct NewCardDialogue {
    let session: Session

    private var terminal: Terminal { session.terminal }

    /// The answers, with what the person adds.
    ///
    /// - Throws: `Refused` when the person stops; nothing has been written then.
    func complete(_ given: NewCardAnswers) throws -> NewCardAnswers {
        var answers = given
        let workplace = session.workplace
        if given.name.isEmpty {
            answers.name = try ask("Naam van de kaart, zoals verlof-aanvragen:") { text in
                try workplace.check(name: text)
                return text
            }
        } else {
            try session.perform { try $0.check(name: given.name) }
        }
        if given.title.isEmpty {
            answers.title = try ask("Titel, zoals mensen die lezen:") {
                try workplace.newCardText($0, "titel")
            }
        }
        if given.subject.isEmpty {
            answers.subject = try ask("Over wie gaat het (\(NewCardText.subjects.joined(separator: ", "))):")
            {
                text in
                guard NewCardText.subject(of: text) != nil else {
                    throw CaseworkFailure.newCard(.unknownSubject(text, known: NewCardText.subjects))
                }
                return text
            }
        }
        if given.purpose.isEmpty {
            answers.purpose = try ask("Wat bereikt de school ermee:") {
                try workplace.newCardText($0, "doel")
            }
        }
        let subject = NewCardText.subject(of: answers.subject)
        let roles = workplace.school.roles.filter { role in
            !role.isExternal && subject.map(role.scope.fits) ?? true
        }
        terminal.remark("De rollen zijn: \(roles.map(\.id.rawValue).joined(separator: ", "))")
        if given.owner.isEmpty {
            answers.owner = try ask("Welke rol bewaakt de kaart:") {
                try workplace.newCardRole($0, about: subject).rawValue
            }
        }
        if given.steps.isEmpty { answers.steps = try askSteps(about: subject) }
        return answers
    }

    private func askSteps(about subject: SubjectKind?) throws -> [(title: String, role: String)] {
        let workplace = session.workplace
        var steps: [(title: String, role: String)] = []
        while true {
            let question: TerminalText =
                steps.isEmpty ? "Eerste stap:" : "Volgende stap (leeg = dat was het):"
            let title = try ask(question) { text in
                text.isEmpty && !steps.isEmpty ? "" : try workplace.newCardText(text, "titel van een stap")
            }
            guard !title.isEmpty else { return steps }
            // Who knows `--stap` types it here as well.
            let entry = workplace.newCardStep(title)
            if !entry.role.isEmpty, (try? workplace.newCardRole(entry.role, about: subject)) != nil {
                steps.append(entry)
                continue
            }
            let role = try ask("Wie doet '\(title)' (leeg = wie de kaart bewaakt):") { text in
                text.isEmpty ? "" : try workplace.newCardRole(text, about: subject).rawValue
            }
            steps.append((title, role))
        }
    }

    /// Asks until the answer will do.
    private func ask(_ question: TerminalText, _ take: (String) throws -> String) throws -> String {
        while true {
            guard let text = terminal.ask(question) else {
                throw Refused(message: "\nAfgebroken; er is niets geschreven.")
            }
            do {
                return try take(text)
            } catch {
                let sentences = session.sentences.sentences(for: error)
                guard !sentences.isEmpty else { throw error }
                for sentence in sentences { terminal.remark("\(sentence)") }
            }
        }
    }
}
