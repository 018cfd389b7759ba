import CardLanguage
import CaseStore
import SchoolTime

@testable import CardEngine
@testable import Casework

/// People of the city who do what can be done, and what can't, in any order.
struct CityWalk {
    let city: City
    private var random: SeededGenerator
    private(set) var today: Day
    /// What was done, in order, for a failure to tell.
    private(set) var told: [String] = []

    init(_ city: City, seed: UInt64) {
        self.city = city
        random = SeededGenerator(seed: seed)
        today = day("2026-11-02") + Int(seed % 9) * 30
    }

    /// One command; true when it was accepted.
    mutating func step() -> Bool {
        if chance(4) { today = today + (chance(12) ? 40 : Int.random(in: 1...6, using: &random)) }
        do {
            try act()
            return true
        } catch {
            told[told.count - 1] += " ✗"
            return false
        }
    }

    private mutating func act() throws {
        told.append("\(today)")
        let pupil = pick(City.pupils) ?? ""
        let head = try city.desk(of: "dik", on: today)
        switch Int.random(in: 0..<24, using: &random) {
        case 0: try keep(pupil, head)
        case 1: try happen(pupil, head)
        case 2, 3, 4: try start(pupil)
        case 5:
            let recipient = pick(["vo-school", "scp", nil]) ?? nil
            say("toestemming \(pupil) \(recipient ?? "-")")
            _ = try city.desk(of: "kim", on: today).withdrawConsent("delen", of: pupil, for: recipient)
        case 6, 7:
            say("dag")
            _ = try city.desk(of: Stamp.engine, on: today).runDay()
        case 8: try stray()
        case 9: try correct()
        default: try work()
        }
    }

    // MARK: - What is known of pupils

    private mutating func keep(_ pupil: String, _ head: Workplace) throws {
        let entries: [(String, String)] =
            switch Int.random(in: 0..<6, using: &random) {
            case 0: [("tlv-einddatum", (today + Int.random(in: -10...120, using: &random)).description)]
            case 1: [("inschrijving", (today + Int.random(in: -20...10, using: &random)).description)]
            case 2: [("jaargroep", String(Int.random(in: 3...8, using: &random)))]
            case 3: [("uitschrijving", "")]
            case 4: [("ernst", pick(["licht", "zwaar", ""]) ?? "")]
            default:
                [("groep", pick(["rood", "wit"]) ?? ""), ("inschrijving", (today - 30).description)]
            }
        let parents = chance(2) ? Int.random(in: 0...2, using: &random) : nil
        say("leerling \(pupil) \(entries) ouders \(parents.map(String.init) ?? "-")")
        _ = try head.keepPupil(
            PupilText(
                number: pupil, attributes: entries.map { .init(name: $0.0, text: $0.1) }, authorities: parents
            ))
    }

    private mutating func happen(_ pupil: String, _ head: Workplace) throws {
        let event = pick(SubjectEvent.allCases) ?? .left
        let day = today + (pick([0, 0, -3, 5, 20]) ?? 0)
        let group = event == .groupChanged ? pick(["rood", "wit"]) : nil
        say("gebeurtenis \(event) \(pupil) \(day) \(group ?? "-")")
        _ = try head.report(event, of: pupil, on: day, group: group)
    }

    // MARK: - Cases

    private mutating func start(_ pupil: String) throws {
        let card = pick(Array(city.shelf.cards.keys.map(\.rawValue).sorted())) ?? ""
        let kind = city.shelf.cards[CardID(card)]?.card.subject
        let subject: String? = kind == .pupil ? pupil : kind == .group ? pick(["rood", "wit"]) : nil
        let person = pick(City.people) ?? "kim"
        say("start \(card) \(subject ?? "-") als \(person)")
        _ = try city.desk(of: person, on: today)
            .startCase(card, subject: subject, group: pick(["rood", "wit", nil]) ?? nil)
    }

    /// Somebody does something that can be done, or with what is asked left out.
    private mutating func work() throws {
        let person = pick(City.people) ?? "kim"
        let desk = try city.desk(of: person, on: today)
        // In order, so that a seed always leads to the same walk.
        let states = city.store.written.states.sorted { $0.key < $1.key }
        let ids = states.filter { $0.value.opening != nil && ($0.value.isRunning || chance(9)) }.map(\.key)
        guard let id = pick(ids) else { return say("niets") }
        say("\(id) als \(person)")
        let report = try desk.showCase(id)
        guard let possibility = pick(report.possibilities) else { return }
        say("\(id) als \(person): \(brief(possibility))")
        switch possibility {
        case .complete(let visit, let step, _):
            var answers = StepAnswers()
            let outcome = pick(step.answers)
            answers.outcome = outcome?.name
            let asked = step.required(with: outcome ?? step.answers[0])
            for id in asked + step.asked.filter({ !asked.contains($0) && chance(2) }) {
                guard let field = report.card.field(id), !chance(12) else { continue }
                if case .register = step.kind { continue }
                answers.values.append((id.rawValue, text(for: field)))
            }
            if chance(6) { answers.doneOn = today - 1 }
            _ = try desk.completeStep(CaseReference(caseID: id, visit: visit.number), answers)
        case .sign(let visit, _, let signers):
            guard let signer = pick(signers) else { return }
            let answer = pick(["akkoord", "akkoord", "akkoord", "geweigerd", "niet bereikt"]) ?? "akkoord"
            var text = SignatureText(answer: answer)
            text.signer = signer.role.rawValue + (signer.number.map { " \($0)" } ?? "")
            _ = try desk.giveSignature(CaseReference(caseID: id, visit: visit.number), text)
        case .enter(let visit, _, _):
            _ = try desk.addEntry(
                CaseReference(caseID: id, visit: visit.number), [("wat", "x")], day: nil, onBehalfOf: nil)
        case .interrupt(let outcome): _ = try desk.interruptCase(id, outcome: outcome, reason: "x")
        case .reopen(let visit):
            _ = try desk.reopen(CaseReference(caseID: id, visit: visit.number), reason: "x")
        case .postpone(let visit):
            _ = try desk.postpone(
                CaseReference(caseID: id, visit: visit?.number),
                to: today + Int.random(in: 1...40, using: &random), reason: "x")
        case .assign(let visit):
            _ = try desk.assign(CaseReference(caseID: id, visit: visit.number), to: "kim", reason: "x")
        case .suspend: _ = try desk.suspend(id, reason: "x")
        case .resume: _ = try desk.resume(id, reason: "x")
        case .stop:
            // Else few cases would come to anything.
            guard chance(3) else { return }
            _ = try desk.stopCase(id, reason: "x")
        }
    }

    /// Somebody tries what is nobody's business.
    private mutating func stray() throws {
        let person = pick(City.people) ?? "kim"
        let desk = try city.desk(of: person, on: today)
        let ids = city.store.written.states.filter { $0.value.opening != nil }.keys.sorted()
        guard let id = pick(ids) else { return say("niets") }
        let reference = CaseReference(caseID: id, visit: Int.random(in: 1...9, using: &random))
        let kind = Int.random(in: 0..<5, using: &random)
        say("\(reference) als \(person), zomaar \(kind)")
        switch kind {
        case 0: _ = try desk.completeStep(reference, StepAnswers())
        case 1: _ = try desk.giveSignature(reference, SignatureText(answer: "geweigerd"))
        case 2: _ = try desk.addItem(pick(City.pupils) ?? "", to: reference)
        case 3: _ = try desk.reopen(reference, reason: "x")
        default: _ = try desk.assign(reference, to: "lou", reason: "x")
        }
    }

    /// Somebody puts right what a step filled in, of a case that has ended too.
    private mutating func correct() throws {
        let person = pick(City.people) ?? "kim"
        let done = city.store.written.states.sorted { $0.key < $1.key }.flatMap { id, state in
            state.visits.filter { $0.completion != nil }.map { (id, $0) }
        }
        guard let (id, visit) = pick(done) else { return say("niets") }
        say("\(id) als \(person): verbeter \(visit.step)")
        let desk = try city.desk(of: person, on: today)
        let card = try desk.showCase(id).card
        let fields = card.step(visit.step)?.asked.compactMap { card.field($0) } ?? []
        guard let field = pick(fields) else { return }
        _ = try desk.correct(
            CaseReference(caseID: id, visit: visit.number), [(field.id.rawValue, text(for: field))],
            reason: "x")
    }

    private mutating func text(for field: Field) -> String {
        switch field.kind {
        case .date: (today + Int.random(in: -5...20, using: &random)).description
        case .choice(let options): pick(options) ?? ""
        case .pupil: pick(City.pupils) ?? ""
        case .list: "wie-het-is\n11\n"
        case .yesNo: "ja"
        case .text, .longText, .number, .wholeNumber, .multipleChoice, .document, .person: "havo"
        }
    }

    private func brief(_ possibility: Possibility) -> String {
        switch possibility {
        case .complete(_, let step, _): "klaar \(step.id)"
        case .sign(_, let step, _): "teken \(step.id)"
        case .enter(_, let step, _): "noteer \(step.id)"
        case .interrupt(let outcome): outcome
        case .reopen(let visit): "heropen \(visit.step)"
        case .postpone(let visit): "uitstel \(visit?.step.rawValue ?? "")"
        case .assign(let visit): "wijs toe \(visit.step)"
        case .suspend: "opschorten"
        case .resume: "hervat"
        case .stop: "stop"
        }
    }

    // MARK: - Chance

    private mutating func say(_ text: String) { told.append("\(today) \(text)") }
    private mutating func chance(_ number: Int) -> Bool { Int.random(in: 0..<number, using: &random) == 0 }
    private mutating func pick<Value>(_ values: [Value]) -> Value? { values.randomElement(using: &random) }
}
