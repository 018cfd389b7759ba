import CardEngine
import CaseStore

/// A store that remembers, in each transaction, which school and school year files are in use: their texts, and since
/// when; and which adopted cards are withdrawn. Of a transaction that is refused, and of reading, nothing is kept.
struct RecordingStore: CaseStore {
    let base: any CaseStore
    let shelf: Shelf
    let stamp: @Sendable () -> Stamp

    var isPractice: Bool { base.isPractice }

    func read<Result>(_ work: (any CaseReading) throws -> Result) throws -> Result {
        try base.read { try work(RememberingReading($0)) }
    }

    func write<Result>(_ work: (any CaseWriting) throws -> Result) throws -> Result {
        // For this all cards may have to be read: before the others have to wait.
        let withdrawn = shelf.cards.values.filter { $0.card.status == .withdrawn }.map(\.card)
            .sorted { $0.id < $1.id }
        return try base.write { transaction in
            let writing = RememberingTransaction(transaction)
            try writing.note(shelf.usedFiles, by: stamp())
            for card in withdrawn { try writing.note(withdrawalOf: card, by: stamp()) }
            return try work(writing)
        }
    }
}

extension CaseWriting {
    /// Keeps that an adopted card was withdrawn, unless that is known: else a concept of its next version would make the
    /// version before it serve again.
    func note(withdrawalOf card: Card, by stamp: Stamp) throws {
        guard try record(of: card.id).standing != nil else { return }
        let stream = CaseID(streamOf: card.id)
        let event = Event(
            stamp: stamp, fact: .cardWithdrawn(CardWithdrawn(card: card.id, version: card.version)))
        try append([event], to: stream, after: replay(try events(of: stream)))
    }

    /// Keeps the texts that were not in use yet, and that others are in use no more.
    func note(_ files: [FileText], by stamp: Stamp) throws {
        guard !files.isEmpty else { return }
        let known = try events(of: .files)
        var last: [FileUsed] = []
        for event in known {
            guard case .fileUsed(let fact) = event.fact else { continue }
            last.removeAll { $0.kind == fact.kind && $0.name == fact.name }
            last.append(fact)
        }
        let isNew = { (file: FileText) in !last.contains(file.used) }
        let gone = last.filter { old in
            old.textHash != nil && !files.contains { $0.kind == old.kind && $0.name == old.name }
        }
        let facts =
            files.filter(isNew).map(\.used)
            + gone.map { FileUsed(kind: $0.kind, name: $0.name, textHash: nil) }
        guard !facts.isEmpty else { return }
        for file in files where isNew(file) { try keep(file) }
        try append(
            facts.map { Event(stamp: stamp, fact: .fileUsed($0)) }, to: .files, after: replay(known))
    }
}
