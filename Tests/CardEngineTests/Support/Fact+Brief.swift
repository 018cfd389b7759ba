import CardEngine
import SchoolTime

extension Fact {
    /// The fact in a few words, with all that is in it but what the opening of a case repeats of its card.
    var brief: String {
        switch self {
        case .caseOpened(let fact):
            "start as \(fact.role?.rawValue ?? "-")" + until(fact.deadline) + byLaw(fact.statutory)
        case .stepOpened(let fact):
            "open \(fact.visit) \(fact.step)" + at(fact.place) + (fact.person.map { " for \($0)" } ?? "")
                + (fact.earliest.map { " from \($0.short)" } ?? "")
                + until(fact.deadline) + byLaw(fact.statutory)
                + (fact.until.map { " over on \($0.short)" } ?? "")
                + (fact.branches.map { " [\($0.map(\.brief).joined(separator: ", "))]" } ?? "")
                + (fact.signers.map { " (\($0.map(\.brief).joined(separator: ", ")))" } ?? "")
        case .stepCompleted(let fact):
            "done \(fact.visit) \(fact.step) \(fact.outcome) on \(fact.doneOn.short) as \(fact.role?.rawValue ?? "-")"
                + (fact.onBehalfOf.map { " for \($0)" } ?? "")
                + (fact.filled.isEmpty ? "" : " with \(list(fact.filled))")
        case .stepClosed(let fact): "close \(fact.visit) \(fact.step) \(fact.outcome) on \(fact.day.short)"
        case .stepSkipped(let fact): "skip \(fact.visit) \(fact.step)" + at(fact.place)
        case .stepCancelled(let fact): "cancel \(fact.visit) \(fact.step)"
        case .choiceMade(let fact): "choose \(fact.visit) \(fact.step)" + at(fact.place) + " row \(fact.row)"
        case .branchClosed(let fact): (fact.counts ? "branch" : "pass") + at(fact.place)
        case .itemAdded(let fact):
            "add \(fact.isNewRow == true ? "new " : "")\(fact.branch.brief) to \(fact.visit)"
        case .signatureGiven(let fact):
            "sign \(fact.visit) \(fact.signer.brief) \(fact.answer) on \(fact.day.short)"
        case .entryAdded(let fact):
            "enter \(fact.visit) \(fact.list) row \(fact.row) on \(fact.day.short)" + at(fact.place)
        case .personAssigned(let fact): "assign \(fact.visit) to \(fact.person)"
        case .stepTaken(let fact): "take \(fact.visit) for \(fact.person ?? "-")"
        case .dateMoved(let fact):
            "move \(fact.visit.map(String.init) ?? "case") \(fact.kind) \(fact.from?.short ?? "-")"
                + " to \(fact.to?.short ?? "-") by \(fact.cause)"
        case .termPostponed(let fact):
            "postpone \(fact.visit.map(String.init) ?? "case") \(fact.days) days"
        case .caseSuspended(let fact): "suspend on \(fact.day.short)"
        case .caseResumed(let fact): "resume on \(fact.day.short)"
        case .reminderSent(let fact):
            "remind \(fact.visit.map(String.init) ?? "case") \(fact.reminder) on \(fact.day.short)"
                + (fact.roles.map { " \(names($0))" } ?? "")
        case .stepEscalated(let fact):
            "escalate \(fact.visit) to \(names(fact.roles)) on \(fact.day.short)"
        case .dataDisclosed(let fact):
            "disclose \(fact.visit) to \(fact.recipient): \(list(fact.fields))"
                + " (\(fact.legalBasis ?? fact.consent?.rawValue ?? "-"))"
        case .attributeRecorded(let fact): "record \(fact.attribute) of \(fact.subject.id)"
        case .consentDecided(let fact):
            (fact.given ? "consent " : "no consent ") + fact.consent.brief + " of \(fact.subject.id)"
        case .consentLapsed(let fact):
            "lapse \(fact.purpose)"
                + (fact.scopes.map {
                    " of " + $0.map { $0.recipient?.rawValue ?? "school" }.joined(separator: " ")
                }
                    ?? "") + " on \(fact.day.short)"
        case .cardCalled(let fact):
            "call \(fact.visit) \(fact.card) about \(fact.subject.id) from \(fact.given.firstDay.short)"
                + (fact.given.firstDay == fact.given.lastDay ? "" : "...\(fact.given.lastDay.short)")
                + (fact.given.name.map { " called \($0)" } ?? "")
                + until(fact.limit) + (fact.resumes.map { " resuming \($0)" } ?? "")
        case .callLinked(let fact): "link \(fact.visit) to \(fact.caseID)"
        case .callEnded(let fact): "called \(fact.caseID) ended \(fact.end) on \(fact.day.short)"
        case .callReopened(let fact): "called \(fact.caseID) reopened"
        case .subjectNoted(let fact):
            "note \(fact.subject.id):"
                + fact.attributes.map { " \($0)" }.joined()
                + (fact.consents.map { " consents [\($0.map(\.brief).joined(separator: ", "))]" } ?? "")
                + (fact.authorities.map { " authorities \($0)" } ?? "")
                + (fact.day.map { " on \($0.short)" } ?? "")
        case .subjectEventMet(let fact): "met \(fact.event) of \(fact.subject.id) on \(fact.day.short)"
        case .subjectEventTakenBack(let fact):
            "taken back \(fact.event) of \(fact.subject.id) on \(fact.day.short)"
        case .limitMoved(let fact):
            "limit \(fact.limit.map(\.short) ?? "-")" + (fact.since.map { " since \($0.short)" } ?? "")
        case .occasionMoved(let fact):
            "occasion \(fact.occasion.firstDay.short)...\(fact.occasion.lastDay.short)"
        case .momentMoved(let fact):
            "moment \(fact.interrupt) from \(fact.from?.short ?? "-") to \(fact.to?.short ?? "-")"
        case .momentPassed(let fact): "moment \(fact.interrupt) on \(fact.day.short)"
        case .caseInterrupted(let fact):
            "interrupt \(fact.outcome)" + (fact.interrupt.map { $0 > 0 ? " at \($0)" : "" } ?? " anywhere")
                + (fact.role.map { " as \($0)" } ?? "")
                + (fact.cause.map { " by \($0)" } ?? "")
        case .valuesCorrected(let fact): "correct \(fact.visit) \(list(fact.fields))"
        case .caseReopened(let fact): "reopen \(fact.visit) \(fact.step)"
        case .caseMigrated(let fact):
            "migrate to \(fact.version)"
                + fact.visits.map { " \($0.visit) \($0.person.map { "for \($0)" } ?? names($0.performers))" }
                .joined()
        case .caseEnded(let fact):
            "end \(fact.end) \(fact.countsAs)" + (fact.day.map { " on \($0.short)" } ?? "")
        case .attributesSet(let fact): "set" + fact.attributes.map { " \($0)" }.joined()
        case .authoritiesSet(let fact): "authorities \(fact.count)"
        case .dayRun: "day"
        case .changePlanned(let fact): "planned for \(fact.day.short)"
        case .planClosed(let fact): "plan for \(fact.day.short) \(fact.carriedOut ? "done" : "gone")"
        case .dayForeseen(let fact): "foreseen \(fact.day.short)"
        case .fileUsed(let fact): "file \(fact.name)"
        case .cardAdopted(let fact): "adopted \(fact.card) \(fact.version)"
        case .cardWithdrawn(let fact): "withdrawn \(fact.card) \(fact.version)"
        }
    }

    private func until(_ day: Day?) -> String { day.map { " until \($0.short)" } ?? "" }

    private func byLaw(_ day: Day?) -> String { day.map { " by law \($0.short)" } ?? "" }

    private func at(_ place: Place?) -> String { place.map { " @\($0.block).\($0.branch)" } ?? "" }

    private func list(_ fields: [FieldID]) -> String { fields.map(\.rawValue).joined(separator: " ") }

    private func names(_ roles: [RoleID]) -> String { roles.map(\.rawValue).joined(separator: " ") }
}

extension OpenedBranch {
    fileprivate var brief: String {
        id ?? item?.subject?.id ?? item?.row.map { "row \($0)" } ?? item?.value ?? "?"
    }
}

extension Signer {
    fileprivate var brief: String { role.rawValue + (number.map { " \($0)" } ?? "") }
}

extension Consent {
    fileprivate var brief: String {
        purpose.rawValue + (recipient.map { " to \($0)" } ?? "") + (until.map { " until \($0.short)" } ?? "")
    }
}

extension Day {
    /// The day of the month as long as it is September 2026.
    fileprivate var short: String { year == 2026 && month == 9 ? String(dayOfMonth) : description }
}
