public import CardEngine
import CardLanguage
import CaseStore

/// That the school adopted a version of a card: from then on that version is one text.
public struct Adoption: Hashable, Sendable {
    /// The card.
    public let card: CardID
    /// The version.
    public let version: Int
    /// Who adopted it, and when.
    public let stamp: Stamp
    /// Why; nil when that is there no more.
    public let reason: String?
    /// SHA-256 of the text, in hexadecimal.
    let textHash: String
}

/// That the school had withdrawn a card: nothing that was adopted before serves any more.
public struct Withdrawal: Hashable, Sendable {
    /// The card.
    public let card: CardID
    /// The version that stood in the file.
    public let version: Int
    /// Whose act was the first after it, and when.
    public let stamp: Stamp
}

/// What a school decided about a card, as it is on record.
public enum CardDecision: Hashable, Sendable {
    /// A version was adopted.
    case adopted(Adoption)
    /// The card was withdrawn.
    case withdrawn(Withdrawal)
}

/// What is on record of a card.
struct CardRecord {
    /// In the order in which they were recorded.
    private(set) var decisions: [CardDecision] = []

    /// The adopted versions, in the order in which they were adopted.
    var adoptions: [Adoption] {
        decisions.compactMap { if case .adopted(let adoption) = $0 { adoption } else { nil } }
    }

    /// That the card was withdrawn, and not adopted since.
    var withdrawal: Withdrawal? {
        if case .withdrawn(let withdrawal)? = decisions.last { withdrawal } else { nil }
    }

    /// What the school works by: the last adoption, if the card was not withdrawn since.
    var standing: Adoption? { if case .adopted(let adoption)? = decisions.last { adoption } else { nil } }

    fileprivate mutating func take(_ event: Event) {
        switch event.fact {
        case .cardAdopted(let fact):
            decisions.append(
                .adopted(
                    Adoption(
                        card: fact.card, version: fact.version, stamp: event.stamp,
                        reason: event.content?.reason, textHash: fact.textHash)))
        case .cardWithdrawn(let fact):
            decisions.append(
                .withdrawn(Withdrawal(card: fact.card, version: fact.version, stamp: event.stamp)))
        case .caseOpened, .stepOpened, .stepCompleted, .stepClosed, .stepSkipped, .stepCancelled, .choiceMade,
            .branchClosed, .itemAdded, .signatureGiven, .entryAdded, .personAssigned, .stepTaken, .dateMoved,
            .termPostponed, .caseSuspended, .caseResumed, .reminderSent, .stepEscalated, .dataDisclosed,
            .attributeRecorded, .consentDecided, .consentLapsed, .cardCalled, .callLinked, .callEnded,
            .callReopened,
            .subjectNoted, .subjectEventMet, .subjectEventTakenBack, .limitMoved, .occasionMoved,
            .momentMoved, .momentPassed, .caseInterrupted,
            .caseReopened, .valuesCorrected, .caseMigrated, .caseEnded, .attributesSet, .authoritiesSet,
            .dayRun,
            .changePlanned, .planClosed, .dayForeseen, .fileUsed:
            break
        }
    }
}

extension CaseReading {
    /// What is on record of a card.
    func record(of card: CardID) throws -> CardRecord {
        var record = CardRecord()
        for event in try events(of: CaseID(streamOf: card)) { record.take(event) }
        return record
    }

    /// Whether another text than this was used as the adopted one of its version. Of a practice folder a concept may have
    /// been used: that was no text that anybody agreed on.
    func isVersionTaken(from text: CardText) throws -> Bool {
        try cardTexts(card: text.card, version: text.version).contains { other in
            guard other.hash != text.hash else { return false }
            let source = SourceText(name: other.card.rawValue + ".yaml", text: other.text)
            return ReadFile.archivedCard(source)?.status != .draft
        }
    }
}

extension Workplace {
    /// - Throws: `CaseworkFailure` when a card can't be used as it stands in its file.
    func requireAgreedText(_ shelved: Shelf.ShelvedCard, from reading: any CaseReading) throws {
        if let failure = try shelf.disagreement(of: shelved, isPractice: store.isPractice, from: reading) {
            throw failure
        }
    }

    /// That no other text was used as the adopted one of this version.
    ///
    /// - Throws: `CaseworkFailure.versionReused`.
    func requireUnused(_ shelved: Shelf.ShelvedCard, from reading: any CaseReading) throws {
        guard try !reading.isVersionTaken(from: shelved.text) else {
            throw CaseworkFailure.versionReused(shelved.card.id, shelved.card.version)
        }
    }
}
