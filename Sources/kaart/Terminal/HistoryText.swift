import CardEngine
import CardLanguage
import Casework
import SchoolTime

/// What happened in a case, a line at a time.
struct HistoryText {
    let session: Session
    /// Whom or what the case is about, where that is one.
    private let subject: Subject?
    /// What the branches of the case are about, for people.
    private let items: [Place: String]

    private var sentences: Sentences { session.sentences }

    init(_ session: Session, about subject: Subject? = nil, items: [Place: String] = [:]) {
        self.session = session
        self.subject = subject
        self.items = items
    }

    /// The line, or nil when it says nothing to people.
    func text(of line: HistoryLine) -> TerminalText? {
        guard line.isTold else { return nil }
        let card = line.card
        switch line.fact {
        case .caseOpened(let fact):
            guard let origin = fact.origin else { return "Begonnen door \(who(line.stamp))" }
            let since: TerminalText = fact.day.map { ", met ingang van \($0.shortDutch)" } ?? ""
            guard origin.caller != nil, let caller = line.caller else { return "Vanzelf begonnen" + since }
            return "Begonnen door traject \(caller)" + since
        case .stepCompleted(let fact):
            var text: TerminalText = "\(label(of: fact.step, in: line)) \(fact.outcome)"
            text += "\n                 \(who(line.stamp))"
            if let external = fact.onBehalfOf { text += ", namens \(sentences.title(of: external))" }
            text += dated(fact.doneOn, line.stamp)
            text += punctuality(of: line.visit, doneOn: fact.doneOn)
            for (role, presence) in line.presence.sorted(by: { $0.key < $1.key }) {
                text += "\n                 \(attendance(role, presence))"
            }
            return text
        case .stepSkipped(let fact): return "\(label(of: fact.step, in: line)) overgeslagen"
        case .stepCancelled(let fact): return "\(label(of: fact.step, in: line)) vervallen"
        case .choiceMade(let fact):
            return "\(label(of: fact.step, in: line)) \(choice(fact, card))"
        case .dateMoved(let fact):
            let cause: TerminalText =
                switch fact.cause {
                case .anchor: "omdat de dag waarvan geteld wordt verschoof" + by(line)
                case .calendar: "omdat de kalender veranderde"
                case .postponed: "omdat er uitstel is gegeven"
                case .suspended: "omdat het traject was opgeschort"
                case .migrated: "omdat de kaart veranderde"
                }
            let from: TerminalText = fact.from.map { "\($0.shortDutch)" } ?? "geen"
            let to: TerminalText = fact.to.map { "\($0.shortDutch)" } ?? "geen"
            return "\(name(of: fact.kind, of: line.visit, card)) van \(from) naar \(to), \(cause)"
        case .dataDisclosed(let fact): return text(of: fact, on: card, about: item(of: line))
        case .caseInterrupted(let fact):
            let by: TerminalText = fact.role == nil ? "" : ", door \(who(line.stamp))"
            return "Onderbroken: \(what(fact))" + by + reason(line.reason)
        case .caseEnded(let fact):
            return "Geëindigd: \(card.end(fact.end)?.title ?? fact.end.rawValue)" + reason(line.reason)
        case .stepClosed(let fact): return "\(label(of: fact.step, in: line)) \(fact.outcome)"
        case .signatureGiven(let fact):
            let answer = FieldText.text(of: fact.answer)
            return
                "\(label(of: line.visit?.step ?? "", in: line)) \(sentences.title(of: fact.signer)) \(answer)"
                + reason(line.reason, "Opmerking") + "\n                 \(who(line.stamp))"
                + dated(fact.day, line.stamp)
        case .entryAdded(let fact):
            return
                "\(label(of: line.visit?.step ?? "", in: line)) regel \(fact.row) genoteerd door \(who(line.stamp))"
                + dated(fact.day, line.stamp)
        case .itemAdded:
            return
                "\(label(of: line.visit?.step ?? "", in: line)) er kwam er één bij, door \(who(line.stamp))"
        case .personAssigned(let fact):
            return
                "\(label(of: line.visit?.step ?? "", in: line)) toegewezen aan \(sentences.name(of: fact.person)), door \(who(line.stamp))"
                + reason(line.reason)
        case .stepTaken(let fact):
            let label = label(of: line.visit?.step ?? "", in: line)
            let what: TerminalText =
                if let person = fact.person {
                    person == line.stamp.actor
                        ? "opgepakt door \(who(line.stamp))"
                        : "overgegeven aan \(sentences.name(of: person)), door \(who(line.stamp))"
                } else {
                    "weer voor iedereen die hem kan doen, door \(who(line.stamp))"
                }
            return "\(label) " + what + reason(line.reason)
        case .termPostponed(let fact):
            return
                "\(about(line.visit, card).label) uitgesteld met \(Tasks.days(fact.days)), door \(who(line.stamp))"
                + reason(line.reason)
        case .caseSuspended: return "Opgeschort door \(who(line.stamp))" + reason(line.reason)
        case .caseResumed: return "Hervat door \(who(line.stamp))" + reason(line.reason)
        case .caseReopened(let fact):
            return "Heropend bij \(title(of: fact.step, in: line)), door \(who(line.stamp))"
                + reason(line.reason)
        case .valuesCorrected(let fact):
            let fields = fact.fields.map { card.field($0)?.title ?? $0.rawValue }.joined(separator: ", ")
            return "\(label(of: fact.step, in: line)) verbeterd door \(who(line.stamp)): \(fields)"
                + reason(line.reason)
        case .caseMigrated(let fact):
            return "Overgezet naar versie \(fact.version) van de kaart, door \(who(line.stamp))"
                + reason(line.reason)
        case .reminderSent(let fact):
            let what = line.visit.map { title(of: $0.step, in: line) } ?? card.title
            return "Herinnering aan \(reminded(fact, line).joined(separator: ", ")): \(what)"
        case .stepEscalated(let fact):
            let roles = fact.roles.map { sentences.title(of: $0) }.joined(separator: ", ")
            return "\(label(of: line.visit?.step ?? "", in: line)) niet op tijd, gemeld aan \(roles)"
        case .consentDecided(let fact):
            let recipient: TerminalText =
                fact.consent.recipient.map { " voor \(sentences.title(of: $0))" } ?? ""
            return "Toestemming \(fact.consent.purpose)\(whose(fact.subject))" + recipient
                + (fact.given ? " gegeven" : " geweigerd of ingetrokken")
        case .consentLapsed(let fact):
            return "Toestemming \(fact.purpose)\(recipients(fact)) geldt niet meer"
        case .attributeRecorded(let fact):
            return
                (line.keepsNothing ? "Niet meer bewaard" : "Bewaard")
                + " bij \(sentences.title(of: fact.subject)): \(sentences.title(of: fact.attribute))"
        case .cardCalled(let fact):
            return "\(label(of: line.visit?.step ?? "", in: line)) kaart \(fact.card) gevraagd"
        case .callLinked(let fact):
            return "\(label(of: line.visit?.step ?? "", in: line)) traject \(fact.caseID) begonnen"
        case .callEnded(let fact): return "Traject \(fact.caseID) geëindigd: \(fact.end)"
        case .callReopened(let fact): return "Traject \(fact.caseID) heropend"
        case .subjectEventMet(let fact):
            return
                "\(sentences.title(of: fact.subject)): \(FieldText.text(of: fact.event)) op \(fact.day.shortDutch)"
        case .subjectEventTakenBack(let fact):
            return
                "\(sentences.title(of: fact.subject)): \(FieldText.text(of: fact.event)) op \(fact.day.shortDutch) is teruggenomen"
        case .limitMoved(let fact):
            return
                "Het traject dat dit begon, wil het nu \(fact.limit.map { "uiterlijk \($0.shortDutch)" } ?? "zonder termijn")"
        case .momentMoved(let fact):
            guard let from = fact.from, card.interrupts.indices.contains(fact.interrupt),
                case .moment(let moment) = card.interrupts[fact.interrupt].trigger
            else { return nil }
            return
                "Onderbreking op \(MomentText.text(of: moment)): van \(from.shortDutch) naar \(fact.to.map { $0.shortDutch } ?? "geen")"
                + by(line)
        case .occasionMoved(let fact): return "De aanleiding is nu \(fact.occasion.firstDay.shortDutch)"
        case .stepOpened, .branchClosed, .subjectNoted, .momentPassed, .attributesSet,
            .authoritiesSet,
            .dayRun, .changePlanned, .planClosed, .dayForeseen, .fileUsed, .cardAdopted, .cardWithdrawn:
            return nil
        }
    }

    /// What was provided to whom, and why that may be.
    func text(of fact: DataDisclosed, on card: Card, about item: String = "") -> TerminalText {
        let fields = fact.fields.map { card.field($0)?.title ?? $0.rawValue }.joined(separator: ", ")
        let ground = fact.legalBasis ?? fact.consent.map { "met toestemming: \($0)" } ?? ""
        return "Verstrekt aan \(sentences.title(of: fact.recipient))\(item): \(fields) (\(ground))"
    }

    /// Who were reminded: those who were named, who could do the step, or who looks after the case.
    private func reminded(_ fact: ReminderSent, _ line: HistoryLine) -> [String] {
        if let roles = fact.roles { return roles.map { sentences.title(of: $0) } }
        let person = line.visit?.person.map { sentences.name(of: $0) }
        let roles = (person == nil ? line.visit?.performers : line.visit?.escalatedTo) ?? []
        let asked = [person].compactMap(\.self) + roles.map { sentences.title(of: $0) }
        return asked.isEmpty ? [sentences.title(of: line.card.owner)] : asked
    }

    /// The step that a visit is of, or else the case.
    private func about(_ visit: Visit?, _ card: Card) -> TerminalText {
        visit.map { "\(title(of: $0.step, card))" } ?? "Het traject"
    }

    private func name(of kind: DateMoved.Kind, of visit: Visit?, _ card: Card) -> TerminalText {
        switch kind {
        case .earliest: about(visit, card) + ": vanaf"
        case .deadline: about(visit, card) + ": termijn"
        case .statutory: about(visit, card) + ": wettelijke termijn"
        case .until: about(visit, card) + ": wacht"
        }
    }

    /// For whom the consents were, as far as the log says.
    private func recipients(_ fact: ConsentLapsed) -> String {
        guard let scopes = fact.scopes else { return "" }
        let names = scopes.map { $0.recipient.map { sentences.title(of: $0) } ?? "de school zelf" }
        return " voor \(names.joined(separator: " en "))"
    }

    /// On which day it was done, if it was recorded on another.
    private func dated(_ day: Day, _ stamp: Stamp) -> TerminalText {
        day == stamp.day ? "" : ", gedaan op \(day.shortDutch)"
    }

    /// By whom, if that was in this case.
    private func by(_ line: HistoryLine) -> TerminalText {
        let stamp = line.stamp.actor == Stamp.engine ? line.causedBy : line.stamp
        return stamp.map { ", door \(who($0))" } ?? ""
    }

    private func who(_ stamp: Stamp) -> TerminalText {
        var text: TerminalText = "\(sentences.name(of: stamp.actor))"
        if let other = stamp.enteredBy { text += " (ingevoerd door \(sentences.name(of: other)))" }
        return text
    }

    private func attendance(_ role: RoleID, _ presence: Presence) -> TerminalText {
        switch presence {
        case .present(let people):
            people.isEmpty
                ? "met \(sentences.title(of: role))"
                : "met \(people.map { sentences.name(of: $0) }.joined(separator: ", ")) (\(sentences.title(of: role)))"
        case .absent(let reason): "zonder \(sentences.title(of: role)): \(reason)"
        }
    }

    private func punctuality(of visit: Visit?, doneOn: Day) -> TerminalText {
        guard let visit, let deadline = visit.deadline else { return "" }
        let late = visit.daysPastDeadline(on: doneOn)
        return late == 0
            ? " · op tijd (uiterlijk \(deadline.shortDutch))"
            : " · \(Tasks.days(late)) te laat (uiterlijk \(deadline.shortDutch))"
    }

    private func reason(_ reason: String?, _ word: TerminalText = "Reden") -> TerminalText {
        reason.map { ". " + word + ": \($0)" } ?? ""
    }

    /// What happened, for an interrupt.
    private func what(_ fact: CaseInterrupted) -> TerminalText {
        switch fact.cause {
        case nil: "\(fact.outcome)"
        case .event: "\(SubjectEvent(rawValue: fact.outcome).map { FieldText.text(of: $0) } ?? fact.outcome)"
        case .withdrawn: "toestemming \(fact.outcome) geldt niet meer"
        case .moment: "\(Day(iso: fact.outcome)?.shortDutch ?? fact.outcome) is bereikt"
        }
    }

    private func title(of step: StepID, _ card: Card) -> String { card.step(step)?.title ?? step.rawValue }

    /// The step, with the row, pupil or group that the line is about.
    private func title(of step: StepID, in line: HistoryLine) -> String {
        title(of: step, line.card) + item(of: line)
    }

    /// The same before what happened there.
    private func label(of step: StepID, in line: HistoryLine) -> String { title(of: step, in: line).label }

    private func item(of line: HistoryLine) -> String {
        line.visit?.place.flatMap { items[$0] }.map { " (\($0))" } ?? ""
    }

    /// Whose consent it is, where the case is about something else, such as a group.
    private func whose(_ other: Subject) -> String {
        guard let subject, subject != other else { return "" }
        return " van \(sentences.title(of: other))"
    }

    /// Where a choice led.
    private func choice(_ fact: ChoiceMade, _ card: Card) -> TerminalText {
        guard case .choice(let choice)? = card.step(fact.step)?.kind,
            choice.rows.indices.contains(fact.row - 1)
        else {
            return "regel \(fact.row)"
        }
        return switch choice.rows[fact.row - 1].target {
        case .step(let index): "→ \(card.steps[index].title)"
        case .end(let index): "→ \(card.ends[index].title)"
        case .branchDone: "→ klaar"
        }
    }
}
