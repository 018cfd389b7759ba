import CardEngine
import SchoolTime

extension CardWording {
    /// How cases begin, each way apart.
    func starts() -> [String] { card.startRules.map { start($0) } }

    private func start(_ rule: StartRule) -> String {
        let text: String =
            switch rule.trigger {
            case .manual(let roles): "met de hand, door \(anyOf(roles))"
            case .event(let event): "bij \(self.event(event))"
            case .moment(let moment): "vanzelf, \(point(moment))"
            case .yearly(let moments):
                "elk schooljaar: \(moments.map { point($0) }.joined(separator: "; "))"
            case .after(let card, let end, let delay):
                (delay.map { "\($0.dutch) na " } ?? "na ") + "de kaart \(title(of: card))"
                    + (end.map { ", met einde ‘\(title(of: $0, of: card))’" } ?? "")
            }
        return text + (rule.condition.map { ", als \(phrase($0))" } ?? "")
    }

    private func title(of end: EndID, of card: CardID) -> String {
        let owner = card == self.card.id ? self.card : others[card]
        return owner?.end(end)?.title.onOneLine ?? end.rawValue
    }

    func event(_ event: SubjectEvent) -> String {
        switch event {
        case .enrolled: "inschrijving"
        case .placed: "plaatsing"
        case .left: "uitschrijving"
        case .groupChanged: "groepswissel"
        }
    }

    // MARK: - What may happen at any moment

    /// What makes it happen.
    func trigger(_ interrupt: Interrupt) -> String {
        let text: String =
            switch interrupt.trigger {
            case .event(let event): "bij \(self.event(event))"
            case .withdrawn(let purpose): "de toestemming voor ‘\(purpose)’ is ingetrokken of verlopen"
            case .moment(let moment): point(moment)
            case .person(let outcome, let performers):
                "‘\(outcome.onOneLine)’, gemeld door \(anyOf(performers))"
            }
        return text + (interrupt.condition.map { ", als \(phrase($0))" } ?? "")
    }

    /// Where it leads.
    func destination(of interrupt: Interrupt) -> String {
        switch interrupt.target {
        case .step(let step): "naar \(numbers[step]), \(card.steps[step].title.onOneLine)"
        case .end(let end): "het traject eindigt met ‘\(card.ends[end].title.onOneLine)’"
        case .branchDone, nil: "het traject gaat verder"
        }
    }

    /// How an end counts.
    func counts(_ end: End) -> String {
        switch end.countsAs {
        case .completed: "voltooid"
        case .aborted: "afgebroken"
        }
    }

    /// Whether the school works by it.
    func status() -> String {
        switch card.status {
        case .draft: "concept"
        case .adopted: "vastgesteld"
        case .withdrawn: "vervallen"
        }
    }

    /// Who may see the cases.
    func readers() -> String {
        let roles = card.visibleTo.map { roles in
            roles.contains(card.owner) ? roles : [card.owner] + roles
        }
        let who = roles.map { allOf($0) } ?? "elke rol binnen de school"
        return card.isHidden ? "\(who); voor ieder ander bestaan de trajecten niet" : who
    }
}
