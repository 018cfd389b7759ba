import CardEngine

extension TogetherCheck {
    /// An ordinary way to a provision on which nobody asked for its consent, where this card is the one that asks for it, by itself
    /// or by a card that it calls. Where another card asks too, the consent may stand already.
    static let consentOnEveryWay = TogetherCheck(name: "ConsentOnEveryWay") { among in
        guard among.others.isComplete, let checked = among.checked else { return [] }
        // Of each question once, for it may be that of every step.
        var asked: [ConsentQuestion: UnaskedWays?] = [:]
        return checked.card.steps.indices.compactMap { index -> Diagnostic? in
            guard case .task(let task) = checked.card.steps[index].kind, let disclosure = task.disclosure,
                case .consent(let purpose) = disclosure.ground
            else { return nil }
            let question = ConsentQuestion(
                purpose: purpose, recipient: among.others.own(disclosure.recipient))
            let ways = asked[question] ?? among.unaskedWays(question, on: checked)
            asked[question] = .some(ways)
            guard let path = ways?.path(to: index) else { return nil }
            return Diagnostic(
                .consentNotAsked, .warning, at: checked.place(ofStep: index),
                "Voor deze verstrekking is toestemming nodig voor `\(purpose)`, en op deze weg is die niet gevraagd: \(path). Vraag haar "
                    + "eerder, of kijk eerst met `als` of `kies` naar `\(Keyword.consent.rawValue).\(purpose)`."
            )
        }
    }
}

extension CardAmongOthers {
    /// The ways on which the question was not asked; nil when this card does not ask it, or another one does too.
    fileprivate func unaskedWays(_ question: ConsentQuestion, on checked: CheckedCard) -> UnaskedWays? {
        let asking = others.cardsAsking(question)
        guard !asking.isEmpty, asking.isSubset(of: others.calledFrom(name)) else { return nil }
        var known: [String: Set<String>] = [name: []]
        return UnaskedWays(question, askedBy: asking, on: checked, among: others, endsUnasked: &known)
    }
}

/// A consent that a provision needs.
struct ConsentQuestion: Hashable {
    let purpose: PurposeID
    /// By its own name.
    let recipient: RoleID
}

extension CardsTogether {
    /// Whether a consent that is asked for may be this one.
    func isAsked(_ question: ConsentQuestion, by grant: ConsentGrantDeclaration) -> Bool {
        guard grant.purpose.value == question.purpose.rawValue else { return false }
        return switch grant.recipient {
        case .school: false
        case .roles(let roles): roles.contains { own(RoleID($0.value)) == question.recipient }
        case .field: true
        }
    }

    /// The cards that ask for it; those that are withdrawn ask no more.
    fileprivate func cardsAsking(_ question: ConsentQuestion) -> Set<String> {
        Set(
            cards.values.compactMap(\.declaration).filter { declaration in
                declaration.status != .withdrawn
                    && declaration.allSteps.contains { step in
                        step.grant.map { isAsked(question, by: $0) } ?? false
                    }
            }.map(\.id.value))
    }

    /// A card with those that it calls and waits for, and that those call.
    fileprivate func calledFrom(_ name: String) -> Set<String> {
        var found: Set<String> = [name]
        var queue = [name]
        while let next = queue.popLast() {
            for step in cards[next]?.declaration?.allSteps ?? [] {
                guard case .call(let call) = step.kind, !call.goesOn, found.insert(call.card.value).inserted
                else { continue }
                queue.append(call.card.value)
            }
        }
        return found
    }

    /// Whether a step asks the question: by itself, or by a card that it calls and waits for.
    fileprivate func asks(
        _ question: ConsentQuestion, in step: StepDeclaration, askedBy cards: Set<String>
    ) -> Bool {
        if case .call(let call) = step.kind, !call.goesOn {
            return !cards.isDisjoint(with: calledFrom(call.card.value))
        }
        return step.grant.map { isAsked(question, by: $0) } ?? false
    }
}

/// The ordinary ways of a card on which a consent was not asked yet.
private struct UnaskedWays {
    private let asks: Asks
    /// Where a case gets.
    private let search: Search

    /// - Parameters:
    ///   - cards: the cards that ask it.
    ///   - known: of each card that was looked at before, to which ends it can come without asking. None of one that is being
    ///     looked at, so that cards that call each other come to an end.
    init(
        _ question: ConsentQuestion, askedBy cards: Set<String>, on checked: CheckedCard,
        among others: CardsTogether, endsUnasked known: inout [String: Set<String>]
    ) {
        let steps = checked.declaration.allSteps
        let asking = Set(steps.indices.filter { others.asks(question, in: steps[$0], askedBy: cards) })
        var endsUnasked: [Int: Set<String>] = [:]
        for index in asking {
            guard case .call(let call) = checked.card.steps[index].kind else { continue }
            let name = call.card.rawValue
            if known[name] == nil {
                known[name] = []
                known[name] = others.cards[name]?.checked.map {
                    UnaskedWays(question, askedBy: cards, on: $0, among: others, endsUnasked: &known).ends
                }
            }
            endsUnasked[index] = known[name] ?? []
        }
        let asks = Asks(checked: checked, question: question, asking: asking, endsUnasked: endsUnasked)
        self.asks = asks
        search = Search(checked.map, from: [checked.entries[0]], blocked: asks.isOver)
    }

    /// A path to a step; nil when none leads there, or the step looks whether the consent is there.
    func path(to index: Int) -> String? {
        asks.looks(in: index) ? nil : asks.checked.path(to: index, in: search)
    }

    /// The ends to which it leads.
    private var ends: Set<String> {
        let checked = asks.checked
        let ways = checked.ways.indices.filter(search.reaches).flatMap { index in
            checked.ways[index].filter { way in
                !asks.isOver(index, way) && (way.kind != .closes || search.closed.contains(index))
            }
        }
        return Set(
            ways.compactMap { way in
                if case .end(let end) = way.target { checked.card.ends[end].id.rawValue } else { nil }
            })
    }
}

/// Where a card asks a question, and where it looks at the answer.
private struct Asks {
    let checked: CheckedCard
    let question: ConsentQuestion
    /// The steps that ask it.
    let asking: Set<Int>
    /// Of those that call a card for it: the ends to which that can come without asking.
    let endsUnasked: [Int: Set<String>]

    /// Whether it was asked on that way, or what is there is known; and what nobody did in time is no ordinary way.
    func isOver(_ index: Int, _ way: CheckedCard.Way) -> Bool {
        if way.label == Outcome.expired || looks(in: index) || provides(at: index) { return true }
        guard asking.contains(index), way.label != Outcome.skipped else { return false }
        guard let unasked = endsUnasked[index] else { return true }
        let named = Set(checked.card.steps[index].outcomes.map(\.name))
        return named.contains(way.label) ? !unasked.contains(way.label) : unasked.isSubset(of: named)
    }

    /// Whether a step looks whether the consent is there, or what came of asking for it.
    func looks(in index: Int) -> Bool {
        let step = checked.card.steps[index]
        var conditions = step.condition.map { [$0] } ?? []
        if case .choice(let choice) = step.kind { conditions += choice.rows.compactMap(\.condition) }
        return conditions.flatMap(\.tests).contains { test in
            switch test.operand {
            case .consent(let purpose): purpose == question.purpose
            case .outcome(let step): checked.card.place(of: step).map(asking.contains) ?? false
            case .field, .visits, .attribute: false
            }
        }
    }

    /// Whether a step is such a provision itself: behind it is known whether the consent was there.
    private func provides(at index: Int) -> Bool {
        guard case .task(let task) = checked.card.steps[index].kind, let disclosure = task.disclosure else {
            return false
        }
        return disclosure.ground == .consent(question.purpose)
    }
}

extension StepDeclaration {
    /// The consent that it asks for.
    fileprivate var grant: ConsentGrantDeclaration? {
        if case .sign(let sign) = kind { sign.grant } else { nil }
    }
}
