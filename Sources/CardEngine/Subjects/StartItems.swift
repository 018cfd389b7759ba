import SchoolTime

/// Which item of the start rules a case began by, also where another text of the card has it elsewhere.
extension CaseState {
    /// Whether this case is the one that a start rule wants: never a second one for the same card, subject, item and
    /// school year (`jaarlijks`), case that it follows (`na`) or date (the others). One that was begun by hand for that
    /// date is the one, too.
    ///
    /// - Parameter old: the card as it was when this case began.
    public func answers(_ start: DueStart, of card: Card, begunBy old: Card) -> Bool {
        guard let opening, opening.facts.card == card.id, card.startRules.indices.contains(start.rule.rule)
        else { return false }
        let occasions = [opening.facts.occasion ?? Occasion(day: opening.day), occasion].compactMap(
            \.self)
        guard let rule = opening.facts.origin?.rule else {
            // Who began by hand for the same occasion was first; a case that was stopped leaves the rule its turn.
            return opening.facts.origin == nil && start.rule.after == nil && ending?.end != End.lapsed
                && occasions.contains { $0.firstDay == start.occasion.firstDay }
        }
        guard rule.after == start.rule.after, card.hasItem(start.rule, thatWas: rule, of: old) else {
            return false
        }
        switch card.startRules[start.rule.rule].trigger {
        case .yearly:
            return SchoolYearNumber(of: occasions[0].firstDay)
                == SchoolYearNumber(of: start.occasion.firstDay)
        case .after: return true
        case .manual, .event, .moment:
            return occasions.contains {
                $0.firstDay == start.occasion.firstDay || start.wrongDays.contains($0.firstDay)
            }
        }
    }
}

/// One way in which cases begin by themselves, as a text of a card has it.
private struct StartItem: Hashable {
    /// Where it stands; of which case is left open.
    let place: Origin.Rule
    /// What it waits for: of `jaarlijks` this one moment.
    let trigger: StartRule.Trigger
    let condition: Condition?

    var isYearly: Bool { if case .yearly = trigger { true } else { false } }

    /// What it counts from, if that has a name.
    var basis: Basis? {
        switch trigger {
        case .manual: nil
        case .event(let event): .named(event.attribute)
        case .moment(let moment): Basis(moment)
        case .yearly(let moments): moments.first.flatMap { Basis($0) }
        case .after(let card, _, _): .card(card)
        }
    }

    func isWritten(as other: StartItem) -> Bool { trigger == other.trigger && condition == other.condition }

    enum Basis: Hashable {
        case named(AttributeID)
        case card(CardID)

        init?(_ moment: Moment) {
            guard case .named(let name)? = moment.anchor else { return nil }
            self = .named(name)
        }
    }
}

extension Card {
    private var startItems: [StartItem] {
        startRules.enumerated().flatMap { number, rule -> [StartItem] in
            switch rule.trigger {
            case .manual: []
            case .event, .moment, .after:
                [
                    StartItem(
                        place: Origin.Rule(rule: number, item: 0), trigger: rule.trigger,
                        condition: rule.condition)
                ]
            case .yearly(let moments):
                moments.enumerated().map { item, moment in
                    StartItem(
                        place: Origin.Rule(rule: number, item: item), trigger: .yearly([moment]),
                        condition: rule.condition)
                }
            }
        }
    }

    /// Whether an item of the start rules is the one that stood at a place in another text of this card.
    ///
    /// An item is known by what it waits for. One that the new text has no more is, with another moment, the one that
    /// counts from the same; and of a year among those that count from nothing of the kind, the one in its place.
    fileprivate func hasItem(_ rule: Origin.Rule, thatWas before: Origin.Rule, of old: Card) -> Bool {
        let (ours, theirs) = (startItems, old.startItems)
        guard startRules != old.startRules, let item = ours.first(where: { $0.place.isSameItem(as: rule) }),
            let other = theirs.first(where: { $0.place.isSameItem(as: before) })
        else { return rule.isSameItem(as: before) }
        if item.trigger == other.trigger {
            // Two items for the same moment choose other subjects: each is the one that chooses as it did.
            return item.condition == other.condition
                || !theirs.contains { $0.isWritten(as: item) } && !ours.contains { $0.isWritten(as: other) }
        }
        let new = ours.filter { item in !theirs.contains { $0.trigger == item.trigger } }
        let gone = theirs.filter { item in !ours.contains { $0.trigger == item.trigger } }
        guard new.contains(item), gone.contains(other) else { return false }
        func isElsewhere(_ basis: StartItem.Basis?, in items: [StartItem]) -> Bool {
            basis != nil && items.contains { $0.basis == basis }
        }
        if item.basis != nil, item.basis == other.basis {
            let new = new.filter { $0.basis == item.basis }
            let place = gone.filter { $0.basis == item.basis }.firstIndex(of: other)
            // Where there are fewer than there were, the last stands for all behind it.
            return place.map { new[min($0, new.count - 1)] == item } ?? false
        }
        let replaced = gone.filter { $0.isYearly && !isElsewhere($0.basis, in: new) }
        let replacing = new.filter { $0.isYearly && !isElsewhere($0.basis, in: gone) }
        return zip(replaced, replacing).contains { $0 == (other, item) }
    }
}

extension Origin.Rule {
    /// Whether it is the same item, after whichever case.
    fileprivate func isSameItem(as other: Self) -> Bool { rule == other.rule && item == other.item }
}
