import CardEngine
import CaseStore
import Casework
import SchoolTime

/// A case of `opp-vaststellen` from its opening to its end, as commands with the circumstances of each: found once, by
/// asking `decide`, then the same every time.
struct Play {
    /// A command of somebody on a day.
    struct Act {
        let command: Command
        let now: Circumstances
    }

    private(set) var acts: [Act] = []
    private(set) var state = CaseState()
    let card: Card
    private let school: School
    private let calendar: SchoolCalendar
    private let subject: Subject
    private let world: World

    /// - Parameters:
    ///   - subject: the pupil, with the group.
    ///   - first: the day on which it begins, which is that of enrolment too.
    init(_ shelf: Shelf, _ school: School, about subject: Subject, from first: Day, isWhole: Bool) throws {
        guard let shelved = shelf.cards["opp-vaststellen"] else { throw Misfit("no opp-vaststellen") }
        card = shelved.card
        self.school = school
        calendar = shelf.calendar
        self.subject = subject
        world = World(facts: [subject: SubjectFacts(attributes: [.enrolment: .date(first)], authorities: 1)])
        try act(.open(OpenCase(subject: subject, textHash: shelved.text.hash)), on: first)
        guard isWhole else { return }
        try act(.linkCall(visit: try visit("horen"), "hoor"), on: first)
        try complete("dossier-lezen", "compleet", on: first + 2, values: ["tlv-tot": .date(first + 1000)])
        try complete("beginsituatie", on: first + 9)
        try complete("ouders-leren-kennen", on: first + 9)
        try act(.endCall("hoor", "gehoord", first + 13), on: first + 13)
        try complete(
            "schrijven", on: first + 20,
            values: [
                "belemmerend": .text("Veel prikkels in de klas."), "bevorderend": .text("Een vaste plek."),
                "uitstroom": .choice("havo"), "opp": .document("ESIS 1"),
                "handelingsdeel": .document("ESIS 2"),
                "invloed": .text("Eigen doel gekozen."), "gespreksdatum": .date(first + 26),
            ])
        try complete("toetsen", "ja", on: first + 21)
        try complete("gesprek", "eens", on: first + 26)
        try sign("gezien", .seen, on: first + 27)
        try sign("akkoord", .agreed, on: first + 27)
        try complete("vaststellen", on: first + 30)
        for step: StepID in ["leerling-vertellen", "afschrift", "invoeren"] {
            try complete(step, on: first + 33)
        }
        guard state.ending?.end == "vastgesteld" else { throw Misfit("opp-vaststellen goes otherwise now") }
    }

    private func visit(_ step: StepID) throws -> Int {
        guard let visit = state.openVisits.last(where: { $0.step == step }) else {
            throw Misfit("\(step) is not open")
        }
        return visit.number
    }

    private mutating func complete(
        _ step: StepID, _ outcome: String? = nil, on day: Day, values: [FieldID: FieldValue] = [:]
    ) throws {
        var presence: [RoleID: Presence] = [:]
        if case .task(let task)? = card.step(step)?.kind {
            for role in task.together {
                let people = school.roster(for: subject, on: day).holders[role].map { Array($0.prefix(1)) }
                presence[role] = .present(people ?? [])
            }
        }
        try act(
            .complete(
                CompleteStep(
                    visit: try visit(step), outcome: outcome, values: values, presence: presence)), on: day)
    }

    private mutating func sign(_ step: StepID, _ answer: SignatureAnswer, on day: Day) throws {
        let number = try visit(step)
        for signature in state.visit(number)?.signatures ?? [] {
            try act(
                .sign(
                    GiveSignature(
                        visit: number, signer: signature.signer, answer: answer, document: "ESIS 3")), on: day
            )
        }
    }

    /// The first of the staff who may do this does it.
    private mutating func act(_ command: Command, on day: Day) throws {
        var refusal: Refusal?
        for person in school.staff {
            let time = Timestamp(secondsSince1970: day.number * 86_400 + 36_000, offsetSeconds: 3_600)
            let now = Circumstances(
                today: day, time: time, actor: person.id, roster: school.roster(for: subject, on: day),
                calendar: calendar, world: world)
            switch decide(command, in: state, on: card, at: now) {
            case .success(let events):
                state = evolve(state, with: events)
                acts.append(Act(command: command, now: now))
                return
            case .failure(let other): refusal = other
            }
        }
        throw Misfit("nobody may \(command): \(String(describing: refusal))")
    }

    /// The events of the case, decided anew, those of each act together.
    func decideAll() throws -> [[Event]] {
        var state = CaseState()
        return try acts.map { act in
            switch decide(act.command, in: state, on: card, at: act.now) {
            case .success(let events):
                state = evolve(state, with: events)
                return events
            case .failure(let refusal): throw Misfit("refused: \(refusal)")
            }
        }
    }
}
