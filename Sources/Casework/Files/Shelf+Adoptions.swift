public import CardEngine
import CardLanguage
public import CaseStore
public import SchoolTime

// An adopted text is what a school agreed on: another text is another version. So is one that was used as adopted before
// the school put adoption on record.
extension Shelf {
    /// The same files, with each adopted card looked at beside what serves: of a card of which the next version is a concept
    /// that is the one before it, and not the file. A text that an editor saved otherwise is the one that is kept.
    ///
    /// - Throws: `StoreFailure`.
    public func knowing(_ store: any CaseStore) throws -> Shelf {
        let kept = try store.read { try $0.keptTexts() }
        return try recognizing(kept).serving(besides: kept, from: store)
    }

    private func serving(besides kept: Set<TextOfCases>, from store: any CaseStore) throws -> Shelf {
        // Where people practise a concept serves.
        guard !store.isPractice else { return self }
        // By a concept no case begins here, and none is adopted: what is kept is none.
        guard contents.mayHoldNextConcept(besides: kept) else { return self }
        return serving(try textsBeforeConcepts(from: store))
    }

    private func textsBeforeConcepts(from store: any CaseStore) throws -> [CardText] {
        let drafts = named.filter { conceptVersion(of: $0) ?? 1 > 1 }
        guard !drafts.isEmpty else { return [] }
        return try store.read { reading in
            try drafts.compactMap { try reading.adoptedText(of: $0, before: conceptVersion(of: $0)) }
        }
    }

    /// The versions by which the school works of cards of which the concept of the next one stands in the file.
    ///
    /// - Throws: `StoreFailure`.
    public func versionsBeforeConcepts(knowing store: any CaseStore) throws -> [CardID: Int] {
        guard !store.isPractice else { return [:] }
        return Dictionary(
            try textsBeforeConcepts(from: store).map { ($0.card, $0.version) },
            uniquingKeysWith: { first, _ in first })
    }

    /// The cards of which something is known: those that can be used, and concepts with faults.
    var named: [CardID] { Set(cards.keys).union(faultyConcepts.keys).sorted() }

    /// Which version of a card is being written in its file; nil when that is no concept.
    func conceptVersion(of id: CardID) -> Int? {
        guard let card = cards[id]?.card else { return faultyConcepts[id] }
        return card.status == .draft ? card.version : nil
    }

    /// Why cards can't be used as they stand in their files, by what the store knows of adoption, in order of card
    /// (`kaart nazien`).
    ///
    /// - Throws: `StoreFailure`.
    public func disagreements(knowing store: any CaseStore) throws -> [CaseworkFailure] {
        try knowing(store).disagreements(with: store).sorted { $0.card < $1.card }.map(\.failure)
    }

    /// Every file, and the same of cards (`kaart controleer`).
    ///
    /// - Parameter today: on which cards may be past their evaluation; nil: that is not looked at.
    /// - Throws: `StoreFailure`.
    public func reports(knowing store: any CaseStore, on today: Day? = nil) throws -> [Report] {
        try knowing(store).reports(beside: store, on: today)
    }

    /// The same, of files that are known beside this store already.
    public func reports(beside store: any CaseStore, on today: Day? = nil) throws -> [Report] {
        let sentences = Sentences(school: school)
        let failures = try disagreements(with: store).map { found in
            Finding(found.card, .adoptedTextDiffers, .error, sentences.casework(found.failure))
        }
        let returned = try returnedTexts(with: store).map { earlier in
            Finding(earlier.card, .earlierTextRules, .warning, sentences.sentence(for: earlier))
        }
        let earlier = try store.read { try earlierSchool(on: today, from: $0) }.map {
            Diagnostic(.earlierSchoolRules, .warning, at: .firstLetter, sentences.sentence(for: $0))
        }
        // No file of their own can tell it.
        let gone = try adoptedAndGone(from: store).map {
            Diagnostic(.adoptedFileGone, .error, at: .firstLetter, sentences.sentence(for: $0))
        }
        // A text that is not the card itself is complained about, and nothing of it counts.
        let told = Set(failures.map(\.card))
        return telling(
            of: try droppedPlans(on: today, knowing: store),
            in: reports(
                ofSchool: (earlier.map { [$0] } ?? []) + gone,
                with: failures + returned.filter { !told.contains($0.card) }
                    + evaluationFindings(on: today).filter { !told.contains($0.card) }))
    }

    /// Every file, where there are no cases.
    ///
    /// - Parameter today: see `reports(knowing:on:)`.
    public func reports(on today: Day?) -> [Report] {
        let plans = today.map { today in calendar.droppedPlans(on: today) { adopted } } ?? []
        return telling(of: plans, in: reports(with: evaluationFindings(on: today)))
    }

    private func evaluationFindings(on today: Day?) -> [Finding] {
        guard let today else { return [] }
        let sentences = Sentences(school: school)
        return overdueEvaluations(on: today).map { overdue in
            Finding(overdue.card, .evaluationOverdue, .warning, sentences.sentence(for: overdue))
        }
    }

    /// The cards that are adopted as they stand in their files.
    private var adopted: [Card] { cards.values.map(\.card).filter { $0.status == .adopted } }

    /// What adopted cards count from and a school year does not plan any more, also where the concept of their next version stands
    /// in the file.
    private func droppedPlans(on today: Day?, knowing store: any CaseStore) throws -> [DroppedPlan] {
        guard let today else { return [] }
        return try calendar.droppedPlans(on: today) {
            let texts =
                try store.isPractice
                ? []
                : store.read { reading in
                    try named.compactMap { try reading.adoptedText(of: $0, before: conceptVersion(of: $0)) }
                }
            return adopted + texts.compactMap { ReadFile.archivedCard($0.source) }
        }
    }

    /// The same reports, with what school years do not plan told at their files.
    private func telling(of plans: [DroppedPlan], in reports: [Report]) -> [Report] {
        guard !plans.isEmpty else { return reports }
        let sentences = Sentences(school: school)
        return reports.map { report in
            let ofYear = plans.filter { $0.year.name == report.source.baseName }
            guard !ofYear.isEmpty else { return report }
            let place = CardFileText.place(ofPlanningIn: report.source)
            let diagnostics = ofYear.map {
                Diagnostic(.plannedNoMore, .warning, at: place, sentences.sentence(for: $0))
            }
            return Report(source: report.source, diagnostics: (report.diagnostics + diagnostics).inOrder)
        }
    }

    /// Whether there is a file by the name of a card, readable or not.
    func hasFile(_ id: CardID) -> Bool { reports.contains { $0.source.baseName == id.rawValue } }

    /// The adopted cards of which a whole folder has no file.
    private func adoptedAndGone(from store: any CaseStore) throws -> [AdoptionFault] {
        guard folder != nil else { return [] }
        return try store.read { reading in
            try CaseID.cards(in: reading).filter { !hasFile($0) }.compactMap { id in
                try reading.record(of: id).standing.map { .fileGone(id, $0.version) }
            }
        }
    }

    /// - Parameter ofSchool: what there is to say at the school file.
    private func reports(ofSchool: [Diagnostic] = [], with findings: [Finding]) -> [Report] {
        guard !findings.isEmpty || !ofSchool.isEmpty else { return reports }
        let ofCards = Dictionary(grouping: findings, by: \.card)
        return reports.map { report in
            if report.source == schoolSource {
                return Report(source: report.source, diagnostics: (report.diagnostics + ofSchool).inOrder)
            }
            // A file of the same name elsewhere has been complained about, and is not the card.
            guard let found = ofCards[CardID(report.source.baseName)],
                cards[CardID(report.source.baseName)]?.isText(of: report.source) == true
            else { return report }
            let diagnostics = found.map { finding in
                Diagnostic(
                    finding.code, finding.severity,
                    at: finding.code == .evaluationOverdue
                        ? CardFileText.place(ofEvaluationIn: report.source)
                        : CardFileText.place(ofVersionIn: report.source), finding.text)
            }
            return Report(source: report.source, diagnostics: (report.diagnostics + diagnostics).inOrder)
        }
    }

    /// The cards of which the file holds again what was adopted before the latest version, so that the school works by that,
    /// in order of id.
    ///
    /// - Throws: `StoreFailure`.
    func returnedTexts(with store: any CaseStore) throws -> [EarlierVersion] {
        try store.read { reading in
            try cards.values.compactMap { shelved -> EarlierVersion? in
                let card = shelved.card
                let record = try reading.record(of: card.id)
                guard record.standing != nil, card.status != .withdrawn,
                    record.adoptions.contains(where: { $0.textHash == shelved.text.hash }),
                    let newest = record.adoptions.map(\.version).max(), newest > card.version
                else { return nil }
                return EarlierVersion(card: card.id, version: card.version, newest: newest)
            }.sorted { $0.card < $1.card }
        }
    }

    private func disagreements(
        with store: any CaseStore
    ) throws -> [(card: CardID, failure: CaseworkFailure)] {
        try store.read { reading in
            try cards.values.compactMap { shelved in
                let found = try disagreement(of: shelved, isPractice: store.isPractice, from: reading)
                // That a text of a hidden card was used tells that there was a case.
                if case .versionReused? = found, shelved.card.isHidden { return nil }
                return found.map { (shelved.card.id, $0) }
            }
        }
    }

    /// Why a card can't be used as it stands in its file: its version was adopted with another text, is not adopted on
    /// record where the school asks for that, was withdrawn, or was used with another text. Of a card that its file calls
    /// withdrawn there is nothing to say: nothing begins by it, whatever its text.
    func disagreement(
        of shelved: ShelvedCard, isPractice: Bool, from reading: any CaseReading
    ) throws -> CaseworkFailure? {
        let card = shelved.card
        guard card.status != .withdrawn else { return nil }
        let record = try reading.record(of: card.id)
        if let adoption = record.adoptions.last(where: { $0.version == card.version }) {
            guard adoption.textHash == shelved.text.hash else {
                let newest = record.adoptions.map(\.version).max() ?? card.version
                return .adoption(.adoptedTextChanged(card.id, card.version, newest: newest))
            }
            return record.withdrawal.map { .adoption(.withdrawnOnRecord(card.id, $0.stamp.day)) }
        }
        guard card.status == .adopted else {
            // What is written to follow the adopted version must have a later number, or nothing begins any more.
            guard !isPractice, record.standing != nil,
                let newest = record.adoptions.map(\.version).max(), newest > card.version
            else { return nil }
            return .adoption(.versionPassed(card.id, card.version, newest: newest))
        }
        guard school?.adoption == nil || isPractice else {
            return .adoption(.adoptionNotOnRecord(card.id, card.version))
        }
        return try reading.isVersionTaken(from: shelved.text) ? .versionReused(card.id, card.version) : nil
    }
}

/// What there is to say of a card besides what its text says.
private struct Finding {
    let card: CardID
    let code: DiagnosticCode
    let severity: Diagnostic.Severity
    let text: String

    init(_ card: CardID, _ code: DiagnosticCode, _ severity: Diagnostic.Severity, _ text: String) {
        self.card = card
        self.code = code
        self.severity = severity
        self.text = text
    }
}

/// An adopted version of a card by which the school works, although a later one was adopted.
public struct EarlierVersion: Hashable, Sendable {
    /// The card.
    public let card: CardID
    /// The version in its file.
    public let version: Int
    /// The one that was adopted last.
    public let newest: Int
}

extension Shelf.ShelvedCard {
    /// Whether it was compiled from this text, in whichever form that is kept.
    func isText(of source: SourceText) -> Bool {
        source.forms.contains { String(decoding: $0, as: UTF8.self).utf8.elementsEqual(text.text.utf8) }
    }
}
