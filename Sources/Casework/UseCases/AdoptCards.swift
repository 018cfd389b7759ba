public import CardEngine
import CardLanguage
import CaseStore
import SchoolTime

/// What adopting a card led to.
public struct AdoptionReport: Hashable, Sendable {
    /// The card as it is now.
    public let card: Card
    /// The file that holds it.
    public let file: String
    /// The decision.
    public let adoption: Adoption
    /// Whether it was so already, and nothing was done.
    public let wasKnown: Bool
    /// Whether the text of the file changed.
    public let isRewritten: Bool
    /// The cards that it calls or waits for and that others adopt still: until then its cases can't go on there.
    public var awaited: [AwaitedAdoption] = []
}

extension Workplace {
    /// Adopts the versions of cards that the school has now (`kaart stel-vast`): all or none.
    ///
    /// The files get `status: vastgesteld` and a line in `wijzigingen`, by span; the decision and the texts are kept. Cards
    /// that call each other are adopted together. A card that calls itself adopted already is left as it is, and only the
    /// decision is kept; but a next version that nothing goes by yet gets its line.
    ///
    /// - Throws: `CaseworkFailure`, `StoreFailure`.
    public func adoptCards(_ names: [String], reason: String) throws -> [AdoptionReport] {
        let plans = try plans(for: names, reason: reason)
        return try writeWithFiles { writing in
            let serving = try textsThatServe(from: writing)
            var reports: [AdoptionReport] = []
            var edits: [FileEdit] = []
            var settled: [Plan] = []
            for planned in plans {
                let record = try writing.record(of: planned.before.card.id)
                let plan = try settle(planned, after: record.adoptions, from: writing)
                settled.append(plan)
                if let same = plan.known(in: record) {
                    reports.append(plan.report(same, wasKnown: true))
                    continue
                }
                try require(plan, after: record.adoptions, from: writing)
                try writing.keep(plan.after.text)
                reports.append(plan.report(try keep(plan, reason: reason, in: writing), wasKnown: false))
                if plan.isRewritten { edits.append(FileEdit(before: plan.source, after: plan.revised)) }
            }
            let adopted = Dictionary(
                settled.map { ($0.before.card.id, $0) }, uniquingKeysWith: { first, _ in first })
            for index in reports.indices {
                reports[index].awaited = try awaitedAdoptions(
                    of: reports[index].card, beside: Set(adopted.keys), from: writing)
            }
            try requireFit(of: adopted.mapValues(\.revised), amid: serving)
            try requireNoNewFaults(with: edits.map(\.after))
            return (reports, edits)
        }
    }

    /// Whether the actor may adopt these cards, before a reason is asked.
    ///
    /// - Returns: those that are not adopted as they are.
    /// - Throws: `CaseworkFailure`, `StoreFailure`.
    public func checkAdoption(of names: [String]) throws -> [CardID] {
        let plans = try plans(for: names, reason: "proef")
        return try store.read { reading in
            try plans.compactMap { plan in
                let card = plan.before.card.id
                let record = try reading.record(of: card)
                guard plan.known(in: record) == nil else { return nil }
                try require(
                    settle(plan, after: record.adoptions, from: reading), after: record.adoptions,
                    from: reading)
                return card
            }
        }
    }

    private func plans(for names: [String], reason: String) throws -> [Plan] {
        var seen: Set<String> = []
        for name in names where !seen.insert(name).inserted { throw CaseworkFailure.givenTwice(name) }
        return try names.map { try plan(for: $0, reason: reason) }
    }

    /// A card that is to be adopted, as it is and as it will be.
    private struct Plan {
        let source: SourceText
        let revised: SourceText
        let before: Shelf.ShelvedCard
        let after: Shelf.ShelvedCard

        var isRewritten: Bool { before.text.hash != after.text.hash }

        /// One that leaves the file as it is.
        static func leaving(_ source: SourceText, of card: Shelf.ShelvedCard) -> Plan {
            Plan(source: source, revised: source, before: card, after: card)
        }

        /// The same that leaves the file as it is.
        var asWritten: Plan { .leaving(source, of: before) }

        /// That this text was adopted before. After a withdrawal the school adopts it once more.
        func known(in record: CardRecord) -> Adoption? {
            guard record.withdrawal == nil else { return nil }
            return record.adoptions.last { $0.textHash == before.text.hash }
        }

        func report(_ adoption: Adoption, wasKnown: Bool) -> AdoptionReport {
            AdoptionReport(
                card: wasKnown ? before.card : after.card, file: source.name, adoption: adoption,
                wasKnown: wasKnown, isRewritten: isRewritten && !wasKnown)
        }
    }

    private func plan(for name: String, reason: String) throws -> Plan {
        let shelved = try shelvedCard(CardID(name))
        let card = shelved.card
        guard card.status != .withdrawn else { throw CaseworkFailure.adoption(.withdrawnNotAdopted(card.id)) }
        guard
            let source = shelf.reports.map(\.source).first(where: { source in
                source.baseName == name && shelved.isText(of: source)
            })
        else { throw CaseworkFailure.cardHasFaults(name) }
        let unchanged = Plan.leaving(source, of: shelved)
        let isNoted = card.changes.contains { $0.version == card.version && $0.day != nil }
        if card.status == .adopted, isNoted { return unchanged }
        let change = CardChange(
            version: card.version, text: reason, day: clock.today, person: identity.actor)
        let revised: SourceText
        do {
            revised = try adopted(source, of: card, noting: change)
        } catch  where card.status == .adopted {
            // It is adopted as it is written, for the file says so.
            return unchanged
        }
        let after = Shelf.ShelvedCard(
            card: card.adopted(noting: change),
            text: CardText(
                card: card.id, version: card.version, text: String(decoding: revised.bytes, as: UTF8.self)))
        return Plan(source: source, revised: revised, before: shelved, after: after)
    }

    /// The file of a card with a decision in it.
    private func adopted(_ source: SourceText, of card: Card, noting change: CardChange) throws -> SourceText
    {
        try check(change.text, of: card)
        do {
            return try CardFileText.adopted(source, noting: change)
        } catch {
            throw CaseworkFailure.adoption(.cardFileByHand(source.name))
        }
    }

    /// A card that calls itself adopted is left as it is, unless it is a next version of which nothing goes by the text yet.
    private func settle(
        _ plan: Plan, after known: [Adoption], from reading: any CaseReading
    ) throws -> Plan {
        let card = plan.before.card
        guard card.status == .adopted, plan.isRewritten else { return plan }
        let isNext = known.contains { $0.version < card.version }
        return try isNext && !reading.isVersionTaken(from: plan.after.text) ? plan : plan.asWritten
    }

    /// It stands in the file on one line, and in the log like any other reason.
    private func check(_ reason: String, of card: Card) throws {
        guard reason.hasText else { throw CaseworkFailure.refused(.reasonNeeded, card: card) }
        guard reason.unicodeScalars.count <= FieldValue.textLimit else {
            throw CaseworkFailure.refused(.reasonTooLong(limit: FieldValue.textLimit), card: card)
        }
        guard reason.canStandInFile else { throw CaseworkFailure.adoption(.notOnOneLine) }
    }

    /// Who may adopt it, and whether its version is the next one.
    private func require(_ plan: Plan, after known: [Adoption], from reading: any CaseReading) throws {
        let card = plan.before.card
        guard isAdopter(of: card) else {
            throw CaseworkFailure.adoption(.adopterNeeded(card.id, adopters(of: card)))
        }
        if school.adoption?.isNotByAuthor == true {
            guard !card.authors.isEmpty else { throw CaseworkFailure.adoption(.authorUnknown(card.id)) }
            for author in card.authors {
                guard school.person(author) != nil else {
                    throw CaseworkFailure.adoption(.authorNotOnStaff(card.id, author))
                }
            }
            guard !isBarredAsAuthor(of: card) else {
                throw CaseworkFailure.adoption(.adoptedByAuthor(card.id))
            }
        }
        let newest = known.map(\.version).max() ?? card.version
        if known.contains(where: { $0.version == card.version && $0.textHash != plan.after.text.hash }) {
            throw CaseworkFailure.adoption(.adoptedTextChanged(card.id, card.version, newest: newest))
        }
        if card.version < newest {
            throw CaseworkFailure.adoption(.versionPassed(card.id, card.version, newest: newest))
        }
        try requireUnused(plan.after, from: reading)
    }

    private func keep(_ plan: Plan, reason: String, in writing: any CaseWriting) throws -> Adoption {
        let card = plan.after.card
        try check(reason, of: card)
        let stream = CaseID(streamOf: card.id)
        let fact = CardAdopted(card: card.id, version: card.version, textHash: plan.after.text.hash)
        let event = Event(stamp: stamp, fact: .cardAdopted(fact), content: Content(reason: reason))
        try writing.append([event], to: stream, after: replay(try writing.events(of: stream)))
        return Adoption(
            card: card.id, version: card.version, stamp: event.stamp, reason: reason,
            textHash: plan.after.text.hash)
    }
}
