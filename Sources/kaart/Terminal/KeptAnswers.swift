import CardEngine
import Casework
import SchoolTime

/// What is typed at the questions of a command, of which each answer is kept until all is recorded.
struct KeptAnswers {
    /// What was typed before and not recorded, if the person goes on with it.
    let earlier: AnswerDraft?
    /// What is typed anew comes behind what was kept, of which the last counts.
    private var draft: AnswerDraft
    private let place: DraftPlace?

    /// Asks whether the person goes on with what was typed before.
    ///
    /// - Throws: `Refused` when the person breaks off.
    init(in place: DraftPlace?, on terminal: Terminal) throws {
        earlier = try place.flatMap { try Self.earlier(in: $0, on: terminal) }
        draft = earlier ?? AnswerDraft()
        self.place = place
    }

    private static func earlier(in place: DraftPlace, on terminal: Terminal) throws -> AnswerDraft? {
        guard let draft = place.kept() else { return nil }
        guard let goesOn = terminal.isConfirmed("U begon hier eerder aan. Verder met wat u toen typte?")
        else {
            throw Refused.brokenOff
        }
        guard goesOn else {
            place.clear()
            return nil
        }
        terminal.remark("Wat u typte staat tussen haakjes: Enter laat het zo.")
        return draft
    }

    /// Keeps the outcome, at once when the person chose it.
    mutating func choose(_ outcome: Outcome, isTyped: Bool) {
        draft.outcome = outcome.name
        if isTyped { place?.keep(draft) }
    }

    /// What is typed for a field; nil to leave it as it is.
    ///
    /// - Throws: `Refused` when the person breaks off.
    mutating func ask(_ question: FieldQuestion) throws -> String? {
        var question = question
        let field = question.field.id.rawValue
        let before = earlier?.text(of: field)
        question.earlier = before
        let typed = try question.ask { part in
            // What was kept earlier stays until all of it is typed anew.
            guard before == nil else { return }
            var held = draft
            held.values.append(AnswerDraft.Value(field: field, text: part))
            place?.keep(held)
        }
        if let typed {
            draft.values.append(AnswerDraft.Value(field: field, text: typed))
            place?.keep(draft)
        }
        return typed
    }
}

extension Session {
    /// Does the work; when it comes to nothing it is said that what was typed is kept, and how to go on with it. What can't be
    /// done any more is kept no longer.
    ///
    /// - Parameters:
    ///   - place: nil where nothing is kept.
    ///   - command: by which the person goes on.
    func keeping(
        _ place: DraftPlace?, of step: CaseReference?, on doneOn: Day?, onBehalfOf: String?,
        by command: String, _ work: () throws -> Void
    ) throws {
        do {
            try work()
        } catch {
            guard let place, place.holdsDraft, let step else { throw error }
            guard mayStillBeDone(step, on: doneOn) else {
                place.clear()
                throw error
            }
            let advice =
                "Wat u typte is tot morgen bewaard, voor u alleen. Verder ermee: kaart \(command) \(step)"
                + (doneOn.map { " --gedaan-op \($0)" } ?? "")
                + (onBehalfOf.map { " --namens \(ShellWord($0))" } ?? "")
            switch error {
            case let refused as Refused:
                throw Refused(message: (refused.message.map { $0 + "\n" } ?? "") + "\(advice)")
            case let told as Told: throw Told(sentences: told.sentences + [advice])
            default: throw error
            }
        }
    }

    /// Whether a step can be done as far as is known: data that can't be reached now tell nothing of it.
    private func mayStillBeDone(_ step: CaseReference, on doneOn: Day?) -> Bool {
        do {
            _ = try workplace.form(for: step, doneOn: doneOn)
            return true
        } catch {
            return !(error is CaseworkFailure)
        }
    }
}
