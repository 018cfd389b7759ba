import CardEngine
import Casework
import SchoolTime

/// How the staff of the demo get through a week: most on time, one always late, one who forgets to fill things in.
struct DemoStaff {
    let pupils: DemoPupils
    private var dice = DemoDice(of: [])
    /// What was done, and what was refused.
    private(set) var done = 0
    private(set) var refused = 0
    /// The last refusal that somebody met by leaving things out, as told.
    private(set) var example: (person: PersonID, reference: CaseReference, failure: CaseworkFailure)?

    init(pupils: DemoPupils) {
        self.pupils = pupils
    }

    /// Does her work only when it is late.
    static let late: PersonID = "petra"
    /// Types first and reads then.
    static let hasty: PersonID = "kim"

    /// What a person does on a day: of what is open, what comes first.
    mutating func work(_ workplace: Workplace) throws {
        for task in try workplace.listTasks() {
            // What happens at a step hangs on nothing but that step, so that what changes in one card shifts no other.
            dice = DemoDice(of: [
                workplace.identity.actor.rawValue, workplace.clock.today.description, task.card.id.rawValue,
                task.step.id.rawValue, task.subject.id,
            ])
            guard isTurn(of: task, workplace) else { continue }
            do {
                try carryOut(task, workplace)
                done += 1
            } catch let failure as CaseworkFailure {
                // A colleague was first, or what was typed is not right: next week again.
                refused += 1
                if workplace.identity.actor == Self.hasty {
                    example = (workplace.identity.actor, task.reference, failure)
                }
            }
        }
    }

    private mutating func isTurn(of task: TaskLine, _ workplace: Workplace) -> Bool {
        let today = workplace.clock.today
        guard task.isMine, task.visit.earliest ?? today <= today, !task.isSuspended else { return false }
        guard let lastDay = task.lastDay else { return dice.happens(40) }
        if workplace.identity.actor == Self.late { return task.isLate && dice.happens(60) }
        // The nearer the last day, the less is left lying.
        let days = lastDay - today
        return dice.happens(days > 21 ? 10 : days > 7 ? 45 : 92)
    }

    private mutating func carryOut(_ task: TaskLine, _ workplace: Workplace) throws {
        let form = try workplace.form(for: task.reference)
        if !form.signers.isEmpty {
            for signer in form.signers { try sign(form, signer, workplace) }
            return
        }
        if case .register(let register) = form.step.kind,
            form.deadline.map({ $0 - workplace.clock.today > 7 }) ?? true
        {
            guard case .list(let columns, _) = form.card.field(register.list)?.kind else { return }
            let answers = DemoAnswers(workplace: workplace, form: form, pupils: pupils)
            let cells = columns.map { ($0.id.rawValue, answers.text(for: $0, &dice)) }
            _ = try workplace.addEntry(task.reference, cells, day: nil, onBehalfOf: nil)
            return
        }
        if workplace.identity.actor == Self.hasty, dice.happens(30) {
            var answers = StepAnswers()
            answers.outcome = form.step.answers.first?.name
            _ = try workplace.completeStep(task.reference, answers)
            return
        }
        guard let answers = DemoAnswers(workplace: workplace, form: form, pupils: pupils).complete(&dice)
        else { return }
        _ = try workplace.completeStep(task.reference, answers)
    }

    /// Now and then a parent refuses, or can't be reached.
    private mutating func sign(_ form: StepForm, _ signer: Signer, _ workplace: Workplace) throws {
        let answer = dice.happens(94) ? "akkoord" : dice.happens(50) ? "geweigerd" : "niet bereikt"
        var text = SignatureText(answer: answer)
        text.signer = signer.role.rawValue + (signer.number.map { " \($0)" } ?? "")
        if case .sign(let sign) = form.step.kind, sign.needsProof, answer == "akkoord" {
            text.document = "ESIS, getekend formulier"
        }
        _ = try workplace.giveSignature(form.reference, text)
    }
}
