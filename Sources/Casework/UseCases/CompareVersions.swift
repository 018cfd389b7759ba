public import CardEngine
public import CardLanguage
import CaseStore

/// One of the two texts of a card that are compared.
public struct CardEdition: Hashable, Sendable {
    /// The card as that text has it; roles go by the names that stand there.
    public let card: Card
    /// The decision by which it was adopted; nil when there is none on record.
    public let adoption: Adoption?
    /// Whether it is what stands in the file now.
    public let isFile: Bool
}

/// What differs between two texts of a card, and what that means for what runs.
public struct ComparisonReport: Sendable {
    /// The earlier text.
    public let from: CardEdition
    /// The later text.
    public let to: CardEdition
    /// What differs.
    public let difference: CardDifference
    /// The running cases by another text than that of the file, of which the actor may know, by subject; nil when the
    /// file is not what is compared with.
    public let cases: [RunningCase]?
    /// Whether a case can go on by the later text: it is adopted, or may be tried in a practice folder.
    public let isInForce: Bool

    /// A case that runs by another text than that of the file.
    public struct RunningCase: Hashable, Sendable {
        /// The case.
        public let caseID: CaseID
        /// Whom or what it is about.
        public let subject: Subject
        /// The version that it lives by.
        public let version: Int
        /// What it would be to go on by the text of the file; nil for who may not decide that.
        public let migration: Migration?
    }
}

extension Workplace {
    /// What differs between two versions of a card (`kaart verschil`).
    ///
    /// - Parameters:
    ///   - earlier: nil: the version that was adopted last.
    ///   - later: nil: what stands in the file.
    /// - Throws: `CaseworkFailure`, `StoreFailure`.
    public func compareVersions(of name: String, _ earlier: Int?, _ later: Int?) throws -> ComparisonReport {
        let shelved = try shelvedCard(CardID(name))
        let card = shelved.card.id
        let (running, editions) = try store.read { reading in
            let running = try seenCases(of: card, from: reading)
            return (running, try self.editions(of: shelved, running, from: reading))
        }
        func edition(_ version: Int) throws -> CardEdition {
            guard let found = editions.last(where: { $0.card.version == version }) else {
                throw CaseworkFailure.noVersionToCompare(
                    card, version, known: Set(editions.map(\.card.version)).sorted())
            }
            return found
        }
        let newest = editions.last { $0.adoption != nil } ?? editions.last { !$0.isFile }
        guard let from = try earlier.map(edition) ?? newest else {
            throw CaseworkFailure.nothingToCompare(card)
        }
        let file = editions.first { $0.isFile }
        guard let to = try later.map(edition) ?? file else { throw CaseworkFailure.cardHasFaults(name) }
        let difference = CardDifference(from: from.card, to: to.card) { school.role($0)?.id ?? $0 }
        let touched = running.filter { $0.version.textHash != shelved.text.hash }
        return ComparisonReport(
            from: from, to: to, difference: difference,
            cases: to.isFile ? try touched.map { try outlook(of: $0, by: shelved) } : nil,
            isInForce: isInForce(to.card))
    }

    private struct ComparedCase {
        let id: CaseID
        let subject: Subject
        let version: CardVersion
        let isOwn: Bool
    }

    /// The running cases of a card of which the actor may know; of others nothing is told, nor how many there are.
    private func seenCases(of card: CardID, from reading: any CaseReading) throws -> [ComparedCase] {
        try runningCases(of: card, from: reading).compactMap { id in
            guard let (loaded, now) = try loadCurrentUnlessLost(id, from: reading),
                view(of: loaded, at: now)?.seesCase == true, loaded.state.isRunning
            else { return nil }
            return ComparedCase(
                id: loaded.id, subject: loaded.subject,
                version: loaded.state.cardVersion ?? CardVersion(loaded.opening.facts),
                isOwn: now.roster.holds(identity.actor, loaded.card.owner))
        }
    }

    private func outlook(
        of seen: ComparedCase, by shelved: Shelf.ShelvedCard
    ) throws -> ComparisonReport.RunningCase {
        var migration: Migration?
        do {
            if seen.isOwn { migration = try trial(seen.id, to: shelved) }
        } catch StoreFailure.readOnly, StoreFailure.disk(.readOnly, path: _) {
            // Where nothing may be written nothing can be tried.
        }
        return ComparisonReport.RunningCase(
            caseID: seen.id, subject: seen.subject, version: seen.version.version, migration: migration)
    }

    /// The texts that can be compared, by version: what was adopted, what cases live by that the actor may see, and the
    /// file. All are read alike, without the school: the roles of an earlier day may be gone.
    private func editions(
        of shelved: Shelf.ShelvedCard, _ running: [ComparedCase], from reading: any CaseReading
    ) throws -> [CardEdition] {
        let id = shelved.card.id
        let adoptions = try reading.record(of: id).adoptions
        var hashes = adoptions.map(\.textHash)
        for version in running.map(\.version) where !hashes.contains(version.textHash) {
            hashes.append(version.textHash)
        }
        if !hashes.contains(shelved.text.hash) { hashes.append(shelved.text.hash) }
        let found = try hashes.compactMap { hash -> CardEdition? in
            let isFile = hash == shelved.text.hash
            guard let text = isFile ? shelved.text : try reading.cardText(hash: hash),
                let card = ReadFile.archivedCard(text.source)
            else { return nil }
            return CardEdition(
                card: card, adoption: adoptions.last { $0.textHash == hash }, isFile: isFile)
        }
        // Of two texts of one version the adopted one goes last, and so is the one that is meant; else the file.
        return found.enumerated().sorted {
            ($0.element.card.version, $0.element.rank, $0.offset)
                < ($1.element.card.version, $1.element.rank, $1.offset)
        }.map(\.element)
    }
}

extension CardEdition {
    fileprivate var rank: Int { adoption != nil ? 2 : isFile ? 1 : 0 }
}
