public import CardEngine

/// What differs between two texts of a card, in the card's own terms. What means the same is no difference: layout,
/// comments, the order of words, of fields and of conditions. Nor is what is written down of a version: its number,
/// whether it is adopted, by whom, and why.
public struct CardDifference: Hashable, Sendable {
    /// One thing that differs.
    public struct Change: Hashable, Sendable {
        /// Of which part.
        public let part: CardPart
        /// How people know that part.
        public let title: String
        /// What differs.
        public let kind: Kind
    }

    /// What can differ.
    public enum Kind: Hashable, Sendable {
        case added, removed
        /// It had this name.
        case renamed(from: String)
        /// It says something else; nil where it says nothing.
        case changed(CardAspect, from: String?, to: String?)
    }

    /// In the order of the card; what is gone stands behind the others of its kind.
    public let changes: [Change]

    /// - Parameter role: the one name of a role that has more.
    public init(from old: Card, to new: Card, role: @escaping (RoleID) -> RoleID = { $0 }) {
        var before = CardNotation(card: old, role: role)
        let after = CardNotation(card: new, role: role)
        before.findNewNames(in: after)
        var comparison = Comparison(before.outline, after.outline)
        comparison.compare()
        comparison.compareOrder(before, after)
        changes =
            (before.renames(in: after) + comparison.changes).enumerated().sorted {
                ($0.element.rank, $0.offset) < ($1.element.rank, $1.offset)
            }.map(\.element)
    }
}

extension CardNotation {
    /// A step, field or end that has another name and else looks like the one that is gone, is the same one.
    mutating func findNewNames(in other: CardNotation) {
        steps = Self.pairs(
            card.steps.map { ($0.id, [$0.title, StepWord(of: $0.kind).word.rawValue]) },
            other.card.steps.map { ($0.id, [$0.title, StepWord(of: $0.kind).word.rawValue]) })
        fields = Self.pairs(
            card.fields.map { ($0.id, [$0.title]) }, other.card.fields.map { ($0.id, [$0.title]) })
        ends = Self.pairs(
            card.ends.map { ($0.id, [$0.title, $0.countsAs.rawValue]) },
            other.card.ends.map { ($0.id, [$0.title, $0.countsAs.rawValue]) })
    }

    private static func pairs<ID: Hashable>(_ old: [(ID, [String])], _ new: [(ID, [String])]) -> [ID: ID] {
        let (oldNames, newNames) = (Set(old.map(\.0)), Set(new.map(\.0)))
        let gone = Dictionary(grouping: old.filter { !newNames.contains($0.0) }, by: \.1)
        let come = Dictionary(grouping: new.filter { !oldNames.contains($0.0) }, by: \.1)
        var found: [ID: ID] = [:]
        for (look, one) in gone where one.count == 1 {
            if let other = come[look], other.count == 1 { found[one[0].0] = other[0].0 }
        }
        return found
    }

    /// The new names, in the order of the other card.
    func renames(in other: CardNotation) -> [CardDifference.Change] {
        func old<ID: Hashable>(_ names: [ID: ID], of new: ID) -> ID? { names.first { $0.value == new }?.key }
        return other.card.fields.compactMap { field in
            old(fields, of: field.id).map {
                CardDifference.Change(
                    part: .field(field.id), title: field.title, kind: .renamed(from: $0.rawValue))
            }
        }
            + other.card.steps.compactMap { step in
                old(steps, of: step.id).map {
                    CardDifference.Change(
                        part: .step(step.id), title: step.title, kind: .renamed(from: $0.rawValue))
                }
            }
            + other.card.ends.compactMap { end in
                old(ends, of: end.id).map {
                    CardDifference.Change(
                        part: .end(end.id), title: end.title, kind: .renamed(from: $0.rawValue))
                }
            }
    }
}

/// Two outlines, part by part.
private struct Comparison {
    private let old: [OutlinedPart]
    private let new: [OutlinedPart]
    private(set) var changes: [CardDifference.Change] = []

    init(_ old: [OutlinedPart], _ new: [OutlinedPart]) {
        self.old = old
        self.new = new
    }

    mutating func compare() {
        let pairs = matches()
        let known = Set(pairs.values)
        let added = Set(new.indices.filter { pairs[$0] == nil }.map { new[$0].part })
        let removed = Set(old.indices.filter { !known.contains($0) }.map { old[$0].part })
        for (index, part) in new.enumerated() {
            if let other = pairs[index] {
                compare(old[other], part)
            } else if !part.within.contains(where: { added.contains($0) }) {
                changes.append(.init(part: part.part, title: part.title, kind: .added))
            }
        }
        for (index, part) in old.enumerated() where !known.contains(index) {
            guard !part.within.contains(where: { removed.contains($0) }) else { continue }
            changes.append(.init(part: part.part, title: part.title, kind: .removed))
        }
    }

    /// For each part of the new outline the one of the old that it is: of the same name, and then, of what has none, what
    /// is of the same kind.
    private func matches() -> [Int: Int] {
        var pairs: [Int: Int] = [:]
        var left = Set(old.indices)
        func pair(_ isSame: (OutlinedPart, OutlinedPart) -> Bool) {
            for index in new.indices where pairs[index] == nil {
                guard let found = left.sorted().first(where: { isSame(old[$0], new[index]) }) else {
                    continue
                }
                pairs[index] = found
                left.remove(found)
            }
        }
        var places: [CardPart: [Int]] = [:]
        for (index, part) in old.enumerated() { places[part.part, default: []].append(index) }
        for (index, part) in new.enumerated() {
            // Of two that begin alike, the one that is wholly the same goes first.
            let found = places[part.part, default: []].filter { left.contains($0) }
            guard let same = found.first(where: { old[$0] == part }) ?? found.first else { continue }
            pairs[index] = same
            left.remove(same)
        }
        pair { $0.part.unnamedKind != nil && $0.part.unnamedKind == $1.part.unnamedKind }
        return pairs
    }

    private mutating func compare(_ old: OutlinedPart, _ new: OutlinedPart) {
        let isOtherKind: Bool =
            if case .step = new.part { old.text(of: .kind) != new.text(of: .kind) } else { false }
        var seen: Set<CardAspect> = []
        for (aspect, _) in new.said + old.said where seen.insert(aspect).inserted {
            let (before, after) = (old.text(of: aspect), new.text(of: aspect))
            guard before != after, !isOtherKind || aspect.isOfEveryStep else { continue }
            changes.append(
                .init(part: new.part, title: new.title, kind: .changed(aspect, from: before, to: after)))
        }
    }

    /// Steps follow each other in their order, and of what may happen at any moment the first counts.
    mutating func compareOrder(_ before: CardNotation, _ after: CardNotation) {
        let (first, then) = (before.sequences, after.sequences)
        for (place, steps) in then.sorted(by: {
            $0.value.first?.rawValue ?? "" < $1.value.first?.rawValue ?? ""
        }) {
            compare(first[place, default: []].map(\.rawValue), steps.map(\.rawValue), in: place ?? .card)
        }
        func interrupts(_ parts: [OutlinedPart]) -> [String] {
            parts.compactMap { part in if case .interrupt(let text) = part.part { text } else { nil } }
        }
        let (old, new) = (interrupts(old), interrupts(new))
        guard Set(old).count == old.count, Set(new).count == new.count, let found = new.first else { return }
        compare(old, new, in: .interrupt(found))
    }

    private mutating func compare(_ old: [String], _ new: [String], in part: CardPart) {
        let both = Set(old).intersection(new)
        let (old, new) = (old.filter { both.contains($0) }, new.filter { both.contains($0) })
        guard old != new else { return }
        let title = self.new.first { $0.part == part }?.title ?? ""
        changes.append(
            .init(
                part: part, title: title,
                kind: .changed(
                    .order, from: old.joined(separator: ", "), to: new.joined(separator: ", "))))
    }
}

extension CardPart {
    /// Of a part that has no name of its own: what kind it is, as the card begins it.
    fileprivate var unnamedKind: String? {
        switch self {
        case .start(let text), .interrupt(let text):
            (isStart ? "start " : "onderbreek ")
                + String(String.UnicodeScalarView(text.unicodeScalars.prefix { $0 != ":" }))
        case .card, .field, .column, .step, .branch, .outcome, .end, .norm: nil
        }
    }

    private var isStart: Bool { if case .start = self { true } else { false } }

    fileprivate var rank: Int {
        switch self {
        case .card: 0
        case .start: 1
        case .field, .column: 2
        case .step, .branch, .outcome: 3
        case .end: 4
        case .interrupt: 5
        case .norm: 6
        }
    }
}

extension CardDifference.Change {
    fileprivate var rank: Int { part.rank }
}

extension CardAspect {
    /// Whether a step of any kind can say it.
    fileprivate var isOfEveryStep: Bool {
        switch self {
        case .kind, .place, .order: true
        case .word(let word):
            [
                Keyword.title, .explanation, .phase, .documents, .condition, .earliest, .term, .statutory,
                .remind, .escalate, .next,
            ].contains { $0.rawValue == word }
        }
    }
}
