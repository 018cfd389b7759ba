/// The stored form of a fact: its name under `type`, the rest under `data`. Names are a file format and never change.
extension Fact: Codable {
    private enum Name: String, Codable {
        case caseOpened = "case-opened"
        case stepOpened = "step-opened"
        case stepCompleted = "step-completed"
        case stepClosed = "step-closed"
        case stepSkipped = "step-skipped"
        case stepCancelled = "step-cancelled"
        case choiceMade = "choice-made"
        case branchClosed = "branch-closed"
        case itemAdded = "item-added"
        case signatureGiven = "signature-given"
        case entryAdded = "entry-added"
        case personAssigned = "person-assigned"
        case stepTaken = "step-taken"
        case dateMoved = "date-moved"
        case termPostponed = "term-postponed"
        case caseSuspended = "case-suspended"
        case caseResumed = "case-resumed"
        case reminderSent = "reminder-sent"
        case stepEscalated = "step-escalated"
        case dataDisclosed = "data-disclosed"
        case attributeRecorded = "attribute-recorded"
        case consentDecided = "consent-decided"
        case consentLapsed = "consent-lapsed"
        case cardCalled = "card-called"
        case callLinked = "call-linked"
        case callEnded = "call-ended"
        case callReopened = "call-reopened"
        case subjectNoted = "subject-noted"
        case subjectEventMet = "subject-event-met"
        case subjectEventTakenBack = "subject-event-taken-back"
        case limitMoved = "limit-moved"
        case occasionMoved = "occasion-moved"
        case momentMoved = "moment-moved"
        case momentPassed = "moment-passed"
        case caseInterrupted = "case-interrupted"
        case caseReopened = "case-reopened"
        case valuesCorrected = "values-corrected"
        case caseMigrated = "case-migrated"
        case caseEnded = "case-ended"
        case attributesSet = "attributes-set"
        case authoritiesSet = "authorities-set"
        case dayRun = "day-run"
        case changePlanned = "change-planned"
        case planClosed = "plan-closed"
        case dayForeseen = "day-foreseen"
        case fileUsed = "file-used"
        case cardAdopted = "card-adopted"
        case cardWithdrawn = "card-withdrawn"
    }

    private enum CodingKeys: String, CodingKey {
        case type, data
    }

    /// Writes the name and the data.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        func put(_ name: Name, _ data: some Encodable) throws {
            try container.encode(name, forKey: .type)
            try container.encode(data, forKey: .data)
        }
        switch self {
        case .caseOpened(let data): try put(.caseOpened, data)
        case .stepOpened(let data): try put(.stepOpened, data)
        case .stepCompleted(let data): try put(.stepCompleted, data)
        case .stepClosed(let data): try put(.stepClosed, data)
        case .stepSkipped(let data): try put(.stepSkipped, data)
        case .stepCancelled(let data): try put(.stepCancelled, data)
        case .choiceMade(let data): try put(.choiceMade, data)
        case .branchClosed(let data): try put(.branchClosed, data)
        case .itemAdded(let data): try put(.itemAdded, data)
        case .signatureGiven(let data): try put(.signatureGiven, data)
        case .entryAdded(let data): try put(.entryAdded, data)
        case .personAssigned(let data): try put(.personAssigned, data)
        case .stepTaken(let data): try put(.stepTaken, data)
        case .dateMoved(let data): try put(.dateMoved, data)
        case .termPostponed(let data): try put(.termPostponed, data)
        case .caseSuspended(let data): try put(.caseSuspended, data)
        case .caseResumed(let data): try put(.caseResumed, data)
        case .reminderSent(let data): try put(.reminderSent, data)
        case .stepEscalated(let data): try put(.stepEscalated, data)
        case .dataDisclosed(let data): try put(.dataDisclosed, data)
        case .attributeRecorded(let data): try put(.attributeRecorded, data)
        case .consentDecided(let data): try put(.consentDecided, data)
        case .consentLapsed(let data): try put(.consentLapsed, data)
        case .cardCalled(let data): try put(.cardCalled, data)
        case .callLinked(let data): try put(.callLinked, data)
        case .callEnded(let data): try put(.callEnded, data)
        case .callReopened(let data): try put(.callReopened, data)
        case .subjectNoted(let data): try put(.subjectNoted, data)
        case .subjectEventMet(let data): try put(.subjectEventMet, data)
        case .subjectEventTakenBack(let data): try put(.subjectEventTakenBack, data)
        case .limitMoved(let data): try put(.limitMoved, data)
        case .occasionMoved(let data): try put(.occasionMoved, data)
        case .momentMoved(let data): try put(.momentMoved, data)
        case .momentPassed(let data): try put(.momentPassed, data)
        case .caseInterrupted(let data): try put(.caseInterrupted, data)
        case .caseReopened(let data): try put(.caseReopened, data)
        case .valuesCorrected(let data): try put(.valuesCorrected, data)
        case .caseMigrated(let data): try put(.caseMigrated, data)
        case .caseEnded(let data): try put(.caseEnded, data)
        case .attributesSet(let data): try put(.attributesSet, data)
        case .authoritiesSet(let data): try put(.authoritiesSet, data)
        case .dayRun(let data): try put(.dayRun, data)
        case .changePlanned(let data): try put(.changePlanned, data)
        case .planClosed(let data): try put(.planClosed, data)
        case .dayForeseen(let data): try put(.dayForeseen, data)
        case .fileUsed(let data): try put(.fileUsed, data)
        case .cardAdopted(let data): try put(.cardAdopted, data)
        case .cardWithdrawn(let data): try put(.cardWithdrawn, data)
        }
    }

    /// Reads them; a name that is not known is a damaged file, or one of a later release.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        func data<Data: Decodable>() throws -> Data { try container.decode(Data.self, forKey: .data) }
        switch try container.decode(Name.self, forKey: .type) {
        case .caseOpened: self = .caseOpened(try data())
        case .stepOpened: self = .stepOpened(try data())
        case .stepCompleted: self = .stepCompleted(try data())
        case .stepClosed: self = .stepClosed(try data())
        case .stepSkipped: self = .stepSkipped(try data())
        case .stepCancelled: self = .stepCancelled(try data())
        case .choiceMade: self = .choiceMade(try data())
        case .branchClosed: self = .branchClosed(try data())
        case .itemAdded: self = .itemAdded(try data())
        case .signatureGiven: self = .signatureGiven(try data())
        case .entryAdded: self = .entryAdded(try data())
        case .personAssigned: self = .personAssigned(try data())
        case .stepTaken: self = .stepTaken(try data())
        case .dateMoved: self = .dateMoved(try data())
        case .termPostponed: self = .termPostponed(try data())
        case .caseSuspended: self = .caseSuspended(try data())
        case .caseResumed: self = .caseResumed(try data())
        case .reminderSent: self = .reminderSent(try data())
        case .stepEscalated: self = .stepEscalated(try data())
        case .dataDisclosed: self = .dataDisclosed(try data())
        case .attributeRecorded: self = .attributeRecorded(try data())
        case .consentDecided: self = .consentDecided(try data())
        case .consentLapsed: self = .consentLapsed(try data())
        case .cardCalled: self = .cardCalled(try data())
        case .callLinked: self = .callLinked(try data())
        case .callEnded: self = .callEnded(try data())
        case .callReopened: self = .callReopened(try data())
        case .subjectNoted: self = .subjectNoted(try data())
        case .subjectEventMet: self = .subjectEventMet(try data())
        case .subjectEventTakenBack: self = .subjectEventTakenBack(try data())
        case .limitMoved: self = .limitMoved(try data())
        case .occasionMoved: self = .occasionMoved(try data())
        case .momentMoved: self = .momentMoved(try data())
        case .momentPassed: self = .momentPassed(try data())
        case .caseInterrupted: self = .caseInterrupted(try data())
        case .caseReopened: self = .caseReopened(try data())
        case .valuesCorrected: self = .valuesCorrected(try data())
        case .caseMigrated: self = .caseMigrated(try data())
        case .caseEnded: self = .caseEnded(try data())
        case .attributesSet: self = .attributesSet(try data())
        case .authoritiesSet: self = .authoritiesSet(try data())
        case .dayRun: self = .dayRun(try data())
        case .changePlanned: self = .changePlanned(try data())
        case .planClosed: self = .planClosed(try data())
        case .dayForeseen: self = .dayForeseen(try data())
        case .fileUsed: self = .fileUsed(try data())
        case .cardAdopted: self = .cardAdopted(try data())
        case .cardWithdrawn: self = .cardWithdrawn(try data())
        }
    }
}
