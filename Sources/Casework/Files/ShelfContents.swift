import CardEngine
import CardLanguage
import CaseStore
import Synchronization

/// The cards among the files, each read on when it is asked for, and all of them checked when one asks what can be used: who
/// goes on with a case needs one card or two, and proving them all takes longer than the rest of a command.
final class ShelfContents: Sendable {
    /// All files, checked together.
    struct Checked: Sendable {
        let cards: [CardID: Shelf.ShelvedCard]
        let faultyConcepts: [CardID: Int]
        let scenarios: [(scenario: Scenario, source: SourceText)]
        let reports: [Shelf.Report]

        fileprivate init(_ builder: ShelfBuilder, of folder: CardFolder?) {
            var builder = builder
            builder.readCards()
            if let folder { builder.reportMissing(in: folder) }
            let cards = builder.cards
            self.cards = cards
            faultyConcepts = builder.faultyConcepts.filter { cards[$0.key] == nil }
            scenarios = builder.scenarios.sorted { $0.source.name < $1.source.name }
            reports = builder.reports
        }
    }

    /// What is known so far.
    private struct Known: Sendable {
        var checked: Checked?
        var hashes: [CardID: String] = [:]
        var trees: [CardID: ParsedFile] = [:]
        var unproved: [CardID: Card?] = [:]
    }

    private let builder: ShelfBuilder
    private let folder: CardFolder?
    /// What takes the place of the whole when there is an error in it.
    private let instead: (@Sendable () -> Shelf)?
    private let known: Mutex<Known>

    /// Of which nothing is read before it is asked for.
    init(_ builder: ShelfBuilder, of folder: CardFolder?, ifWrong instead: @escaping @Sendable () -> Shelf) {
        self.builder = builder
        self.folder = folder
        self.instead = instead
        known = Mutex(Known())
    }

    /// Of which all is checked now.
    init(checking builder: ShelfBuilder, of folder: CardFolder?) {
        self.builder = builder
        self.folder = folder
        instead = nil
        known = Mutex(Known(checked: Checked(builder, of: folder)))
    }

    var checked: Checked {
        known.withLock { known in
            if let checked = known.checked { return checked }
            var checked = Checked(builder, of: folder)
            if let instead, checked.reports.contains(where: \.diagnostics.hasErrors) {
                checked = instead().contents.checked
            }
            known.checked = checked
            return checked
        }
    }

    /// The names of the files that are cards.
    var names: Set<CardID> { Set(builder.cardTexts.keys) }

    /// Whether the concept of a next version may stand in one of the files.
    ///
    /// - Parameter adopted: texts of which it is known that they are none.
    func mayHoldNextConcept(besides adopted: Set<TextOfCases>) -> Bool {
        known.withLock { known in
            builder.cardTexts.keys.contains { id in
                guard let hash = hash(of: id, &known), !adopted.contains(TextOfCases(card: id, hash: hash))
                else { return false }
                return tree(of: id, &known)?.mayBeNextConcept ?? false
            }
        }
    }

    /// Whether a file holds one of these texts as another editor saves it.
    func holdsOtherForm(of kept: Set<TextOfCases>) -> Bool {
        known.withLock { known in
            builder.cardTexts.contains { id, source in
                guard let hash = hash(of: id, &known), !kept.contains(TextOfCases(card: id, hash: hash))
                else { return false }
                return kept.form(of: source, as: id).hash != hash
            }
        }
    }

    /// Who looks after a card, as its file says; nil when the file has another text.
    func owner(of text: TextOfCases) -> RoleID? {
        known.withLock { known in
            hash(of: text.card, &known) == text.hash ? tree(of: text.card, &known)?.owner : nil
        }
    }

    /// What the first step of a hidden card tells; nil when the file is not there, or is no such card.
    func hiddenFirstWords(of id: CardID) -> FirstWords? {
        known.withLock { known in tree(of: id, &known)?.hiddenFirstWords }
    }

    /// A card with its names looked up and nothing proved of it; nil when it is not there, or some word or name is wrong.
    func unproved(_ id: CardID) -> Card? { known.withLock { unproved(id, &$0) } }

    /// The same, if its text has that hash.
    func unproved(_ id: CardID, hash: String) -> Card? {
        known.withLock { known in self.hash(of: id, &known) == hash ? unproved(id, &known) : nil }
    }

    private func unproved(_ id: CardID, _ known: inout Known) -> Card? {
        if let shelved = known.checked?.cards[id] { return shelved.card }
        if let card = known.unproved[id] { return card }
        let card = tree(of: id, &known)?
            .unprovedCard(school: builder.school, plannedNames: builder.plannedNames)
        known.unproved[id] = .some(card)
        return card
    }

    private func tree(of id: CardID, _ known: inout Known) -> ParsedFile? {
        guard known.trees[id] == nil, let source = builder.cardTexts[id] else { return known.trees[id] }
        let tree = ParsedFile(source)
        known.trees[id] = tree
        return tree
    }

    private func hash(of id: CardID, _ known: inout Known) -> String? {
        guard known.hashes[id] == nil, let source = builder.cardTexts[id] else { return known.hashes[id] }
        let hash = builder.kept.form(of: source, as: id).hash
        known.hashes[id] = hash
        return hash
    }
}
