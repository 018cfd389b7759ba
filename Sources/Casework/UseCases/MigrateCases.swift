public import CardEngine
import CaseStore

/// A case that goes on by another text of its card, or that can't.
public struct Migration: Hashable, Sendable {
    /// The case.
    public let caseID: CaseID
    /// Whom or what it is about.
    public let subject: Subject
    /// The card by which it lived.
    public let from: Card
    /// The card by which it would live.
    public let to: Card
    /// What changes; nil when it can't be done.
    public let change: Change?
    /// Why it can't be done.
    public let failure: CaseworkFailure?

    /// What a migration changes.
    public struct Change: Hashable, Sendable {
        /// What happens, in order: first the migration itself.
        public let lines: [HistoryLine]
        /// The open steps that others do from now on: as they were, and as they are.
        public let performers: [Handover]
        /// Filled in, and not to be seen any more: the new text has no such field.
        public let unseen: [Field]
        /// Fields with a value that other roles see from now on, as they are in the new card.
        public let shown: [Field]
        /// Fields without a value for which one was proposed, and that are proposed none by the new text: more roles would see it,
        /// or it does not ask for them.
        public let unproposed: [Field]
    }

    /// An open step before and after.
    public struct Handover: Hashable, Sendable {
        /// As it was.
        public let before: Visit
        /// As it is.
        public let after: Visit
    }

    /// Whether the case lives by that text already.
    public var isUpToDate: Bool {
        if case .refused(.cannotMigrate(.sameText), card: _)? = failure { true } else { false }
    }
}

// A case keeps its version until it ends, or is migrated on purpose (kaarttaal, section 2).
extension Workplace {
    /// Lets cases go on by the text of their card that the school has now (`kaart zet-over`): one transaction, the first
    /// refusal refuses all.
    ///
    /// - Parameter reason: why; nil to be told what would change, and then nothing does.
    /// - Throws: `CaseworkFailure`, `StoreFailure`.
    public func migrateCases(_ ids: [CaseID], reason: String?) throws -> [Migration] {
        try checkOnce(ids.map { CaseReference(caseID: $0, visit: nil) })
        guard let reason else { return try ids.map { try trial($0) } }
        return try store.write { writing in
            var act = Act(self, writing)
            return try ids.map { id in
                try telling(which: CaseReference(caseID: id, visit: nil), nil, among: ids.count) {
                    try migrate(id, reason, &act, writing)
                }
            }
        }
    }

    /// The same for every running case of a card whose owner the actor is: those that can, in one transaction; the others
    /// stay as they are, and it is told why.
    ///
    /// - Throws: `CaseworkFailure`, `StoreFailure`.
    public func migrateCases(ofCard name: String, reason: String?) throws -> [Migration] {
        try inTransaction(reason == nil) { writing in
            let ids = try runningCases(of: CardID(name), from: writing).filter { id in
                guard let loaded = try loadUnlessLost(id, writing.events(of: id), from: writing) else {
                    return false
                }
                let roster = try circumstances(for: loaded, from: writing).roster
                return roster.holds(identity.actor, loaded.card.owner)
            }
            guard !ids.isEmpty else {
                // Why nothing can begin by a card may tell that there was a case: that is for who owns one.
                if !shelf.hasFile(CardID(name)) { _ = try startableCard(CardID(name), from: writing) }
                throw CaseworkFailure.nothingToMigrate(name)
            }
            _ = try startableCard(CardID(name), from: writing)
            let migrations = try ids.map { id in
                do {
                    return try writing.attempt {
                        var act = Act(self, writing)
                        return try migrate(id, reason ?? "proef", &act, writing)
                    }
                } catch let failure as CaseworkFailure {
                    return try refused(id, failure, from: writing)
                }
            }
            guard reason != nil else { return migrations }
            return migrations.filter { $0.failure == nil } + migrations.filter { $0.failure != nil }
        }
    }

    /// What would change; a case that the actor may not see is none, also here.
    ///
    /// - Parameter shelved: the text to go on by; nil: that by which a case can begin now.
    func trial(_ id: CaseID, to shelved: Shelf.ShelvedCard? = nil) throws -> Migration {
        do {
            return try inTransaction(true) { writing in
                var act = Act(self, writing)
                return try migrate(id, "proef", &act, writing, to: shelved)
            }
        } catch let failure as CaseworkFailure {
            return try store.read { try refused(id, failure, from: $0) }
        }
    }

    /// A case that can't go on by it, and why; for whom it is none of the owner's, the failure itself.
    private func refused(
        _ id: CaseID, _ failure: CaseworkFailure, from reading: any CaseReading
    ) throws -> Migration {
        let (loaded, view) = try loadVisible(id, from: reading)
        let roster = try circumstances(for: loaded, from: reading).roster
        guard view.seesCase, roster.holds(identity.actor, loaded.card.owner) else { throw failure }
        return Migration(
            caseID: id, subject: loaded.subject, from: loaded.card,
            to: try cardAtWork(loaded.card.id, from: reading) ?? loaded.card, change: nil, failure: failure)
    }

    private func migrate(
        _ id: CaseID, _ reason: String, _ act: inout Act, _ writing: any CaseWriting,
        to shelved: Shelf.ShelvedCard? = nil
    ) throws -> Migration {
        let (before, view) = try loadVisible(id, from: writing)
        guard view.seesCase else {
            throw CaseworkFailure.refused(.roleNeeded([before.card.owner]), card: before.card)
        }
        let proposed = try proposals(to: before, from: writing)
        try act.migrate(id, to: try shelved ?? startableCard(before.card.id, from: writing), reason: reason)
        let after = try load(id, from: writing)
        let lines = try history(of: after, try writing.events(of: id), from: writing)
        let handovers = before.state.openVisits.compactMap { visit -> Migration.Handover? in
            guard let now = after.state.visit(visit.number), now.isOpen,
                now.performers != visit.performers || now.person != visit.person
            else { return nil }
            return Migration.Handover(before: visit, after: now)
        }
        let still = try proposals(to: after, from: writing)
        let filled = Set(after.state.values.keys).union(after.state.itemValues.values.flatMap(\.keys))
        let fields = before.card.fields.filter { filled.contains($0.id) }
        return Migration(
            caseID: id, subject: after.subject, from: before.card, to: after.card,
            change: Migration.Change(
                lines: Array(lines[(lines.lastIndex(where: \.isMigration) ?? 0)...]),
                performers: handovers,
                unseen: fields.flatMap { field in
                    let later = after.card.field(field.id)
                    guard let later else { return [field] }
                    return field.columns.filter { column in !later.columns.contains { $0.id == column.id } }
                },
                shown: fields.flatMap { field in
                    after.card.field(field.id).map { field.seenOtherwise(in: $0) } ?? []
                },
                unproposed: before.card.fields.filter { field in
                    proposed[field.id] != nil && still[field.id] == nil && !filled.contains(field.id)
                }), failure: nil)
    }
}

extension Field {
    fileprivate var columns: [Field] { if case .list(let columns, _) = kind { columns } else { [] } }

    /// It by a later text, and its columns, as far as other roles see them.
    fileprivate func seenOtherwise(in later: Field) -> [Field] {
        let before = columns
        let changed = later.columns.filter { column in
            before.contains { $0.id == column.id && $0.visibleTo != column.visibleTo }
        }
        return (visibleTo == later.visibleTo ? [] : [later]) + changed
    }
}

extension HistoryLine {
    fileprivate var isMigration: Bool { if case .caseMigrated = fact { true } else { false } }
}
