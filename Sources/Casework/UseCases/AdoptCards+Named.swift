public import CardEngine
import CaseStore

/// A card that is not adopted yet, and the roles of which one adopts it.
public struct AwaitedAdoption: Hashable, Sendable {
    /// The card.
    public let card: CardID
    /// Who adopts it.
    public let roles: [RoleID]

    /// A card with who adopts it.
    public init(card: CardID, roles: [RoleID]) {
        self.card = card
        self.roles = roles
    }
}

extension DayReport {
    /// An adopted card that calls or waits for cards that nobody adopted yet: its cases can't go on there.
    public struct Awaiting: Hashable, Sendable {
        /// The adopted card.
        public let card: CardID
        /// The others, in order of id.
        public let awaited: [AwaitedAdoption]

        /// A card with what it waits for.
        public init(card: CardID, awaited: [AwaitedAdoption]) {
            self.card = card
            self.awaited = awaited
        }
    }
}

extension Workplace {
    /// The roles of which one adopts a card: those that the school names, or its owner.
    func adopters(of card: Card) -> [RoleID] { school.adoption?.roles ?? [card.owner] }

    /// Whether the actor has such a role; of an owner like `leerkracht` for any group.
    func isAdopter(of card: Card) -> Bool {
        school.person(identity.actor)?.holdsAny(adopters(of: card), on: clock.today) == true
    }

    /// Whether it takes somebody else: the actor, or who enters for him, wrote the text.
    func isBarredAsAuthor(of card: Card) -> Bool {
        school.adoption?.isNotByAuthor == true
            && card.authors.contains { $0 == identity.actor || $0 == identity.enteredBy }
    }

    private func mayAdopt(_ card: Card) -> Bool { isAdopter(of: card) && !isBarredAsAuthor(of: card) }

    /// Whether the card is there, and the actor may not adopt it.
    private func isOfOthers(_ name: CardID) -> Bool {
        shelf.cards[name].map { !mayAdopt($0.card) } ?? false
    }

    /// Whether another adopts a card that leads back to this one: that need not be done before.
    private func leavesToOthers(_ name: CardID, leadingTo card: Card) -> Bool {
        isOfOthers(name) && cardsNamed(from: name).contains(card.id)
    }

    /// What a card that is adopted calls or waits for and others adopt still. A case must not get stuck on a card that is not
    /// adopted: that one is adopted first, or along with it. But of cards that lead to each other and have several owners
    /// nobody can adopt all: each adopts his own, and the last one completes it (docs/kaarttaal.md, choice 85).
    ///
    /// - Parameter adopted: what is adopted together with it.
    /// - Throws: `CaseworkFailure.adoption` with what is to be done first.
    func awaitedAdoptions(
        of card: Card, beside adopted: Set<CardID>, from reading: any CaseReading
    ) throws -> [AwaitedAdoption] {
        let missing = try namedAndNotAdopted(by: card, from: reading).subtracting(adopted)
        let byOthers = missing.filter { leavesToOthers($0, leadingTo: card) }
        guard missing == byOthers else {
            throw CaseworkFailure.adoption(try adviceAbout(missing, of: card, beside: adopted, from: reading))
        }
        return awaited(byOthers)
    }

    /// The adopted cards that call or wait for cards that nobody adopted yet.
    func adoptedAndAwaiting(from reading: any CaseReading) throws -> [DayReport.Awaiting] {
        guard !store.isPractice else { return [] }
        return try CaseID.cards(in: reading).compactMap { id in
            guard try reading.record(of: id).standing != nil,
                let shelved = try cardInForce(id, from: reading)
            else { return nil }
            let missing = try namedAndNotAdopted(by: shelved.card, from: reading).filter { name in
                let record = try reading.record(of: name)
                return record.standing == nil && record.withdrawal == nil
            }
            return missing.isEmpty ? nil : DayReport.Awaiting(card: id, awaited: awaited(missing))
        }
    }

    private func namedAndNotAdopted(by card: Card, from reading: any CaseReading) throws -> Set<CardID> {
        try card.namedCards.subtracting([card.id]).filter { name in
            guard let shelved = try cardInForce(name, from: reading), shelved.card.status == .adopted else {
                return true
            }
            return try shelf.disagreement(of: shelved, isPractice: store.isPractice, from: reading) != nil
        }
    }

    /// All that is to be adopted before these can be, in one go, so that who follows the advice is not sent on and on.
    private func adviceAbout(
        _ missing: Set<CardID>, of card: Card, beside adopted: Set<CardID>, from reading: any CaseReading
    ) throws -> AdoptionFault {
        var wanted = missing
        var left = missing
        while let name = left.popFirst() {
            guard let shelved = shelf.cards[name], !leavesToOthers(name, leadingTo: card) else { continue }
            let next = try namedAndNotAdopted(by: shelved.card, from: reading)
            left.formUnion(next.subtracting(wanted))
            wanted.formUnion(next)
        }
        let others = wanted.subtracting(adopted).filter {
            isOfOthers($0) && !leavesToOthers($0, leadingTo: card)
        }
        let mine = wanted.union(adopted).filter { !isOfOthers($0) }
        return .namedCardsNotAdopted(
            card.id, missing.sorted(), together: mine.union([card.id]).sorted(), first: awaited(others))
    }

    /// What a card leads to, as the cards stand in their files; not itself, unless something leads back.
    private func cardsNamed(from name: CardID) -> Set<CardID> {
        var found: Set<CardID> = []
        var left: Set<CardID> = [name]
        while let name = left.popFirst() {
            let next = shelf.cards[name]?.card.namedCards.subtracting(found) ?? []
            found.formUnion(next)
            left.formUnion(next)
        }
        return found
    }

    private func awaited(_ names: Set<CardID>) -> [AwaitedAdoption] {
        names.sorted().map { name in
            AwaitedAdoption(card: name, roles: shelf.cards[name].map { adopters(of: $0.card) } ?? [])
        }
    }
}
