import CardEngine
import CaseStore
import SchoolTime

/// A case that is to begin.
struct Wanted {
    let shelved: Shelf.ShelvedCard
    let subject: Subject
    let start: DueStart
}

extension Workplace {
    /// Writes down that the run came by, and of which cards it could do all that their start rules ask: one line a day is
    /// enough, unless other cards came. Once a later day was in the log, that line tells that the clock is right again.
    func recordRun(except hindered: Set<CardID>, in writing: any CaseWriting) throws {
        let known = try writing.events(of: .dailyRun)
        // Of a concept with faults nothing was done unless the version before it serves.
        let cards = try shelf.named.filter { id in
            guard !hindered.contains(id) else { return false }
            return try shelf.cards[id] != nil || cardInForce(id, from: writing) != nil
        }
        let run = Fact.dayRun(DayRun(cards: cards, hindered: hindered.sorted()))
        let isBack = try writing.lastEntry().map { $0.event.stamp.day > clock.today } ?? false
        guard isBack || !known.contains(where: { $0.stamp.day == clock.today && $0.fact == run }) else {
            return
        }
        try writing.append([Event(stamp: engineStamp, fact: run)], to: .dailyRun, after: replay(known))
    }

    /// The cases that the start rules of the adopted cards want and that have not begun before.
    ///
    /// A school has ten years of cases, and the night has others at work: only those are read that may matter to a start
    /// that is due.
    func wantedStarts(from reading: any CaseReading) throws -> [Wanted] {
        // A run on a day that is still to come was made by a clock that was wrong.
        let runs = try reading.events(of: .dailyRun).filter { $0.stamp.day <= clock.today }
        let pupils = try self.pupils(from: reading)
        var wanted: [Wanted] = []
        let starting = try shelf.named.compactMap { try cardInForce($0, from: reading) }
            .filter(\.card.startsByItself)
        let looked = starting.flatMap { [$0.card.id] + $0.card.startRules.compactMap(\.followedCard) }
        let known = Dictionary(
            grouping: try reading.cases(CaseFilter(cards: Set(looked))), by: \.subject)
        for shelved in starting {
            let card = shelved.card
            // Before any run counts what happened since the school began.
            let lastRun =
                try Self.lastLook(at: card.id, in: runs) ?? reading.firstEntry()?.event.stamp.day
            for (subject, history) in try subjects(of: card, pupils, from: reading) {
                let cases = known[subject] ?? []
                let followed = followedCards(by: card, about: subject, knowing: history, on: clock.today)
                let due = dueStarts(
                    of: card,
                    at: StartCircumstances(
                        today: clock.today, subject: subject, history: history, calendar: shelf.calendar,
                        ended: try cases.filter { $0.end != nil && followed.contains($0.card) }
                            .compactMap { try endedCase($0.caseID, from: reading) },
                        lastRun: lastRun, assignments: school.assignments(of: subject)))
                wanted += try due.map { Wanted(shelved: shelved, subject: subject, start: $0) }
                    .filter { try !isAnswered($0, by: cases.filter { $0.card == card.id }, from: reading) }
            }
        }
        return wanted
    }

    /// The last day on which a run began all that was due of a card. Of one of which none did: that of the run before the
    /// first that knew it, or the last; nil: there was none.
    private static func lastLook(at card: CardID, in runs: [Event]) -> Day? {
        func knows(_ event: Event, _ cards: (DayRun) -> [CardID]?) -> Bool {
            if case .dayRun(let run) = event.fact { cards(run)?.contains(card) == true } else { false }
        }
        if let run = runs.last(where: { knows($0, \.cards) }) { return run.stamp.day }
        return runs.prefix { !knows($0, \.hindered) }.last?.stamp.day
    }

    /// Whether the case that is wanted has begun by now.
    func hasBegun(_ wanted: Wanted, in reading: any CaseReading) throws -> Bool {
        let ours = CaseFilter(cards: [wanted.shelved.card.id], subject: wanted.subject)
        return try isAnswered(wanted, by: try reading.cases(ours), from: reading)
    }

    /// Whether one of these cases, which live by the card and are about the subject, is the one that is wanted.
    private func isAnswered(
        _ wanted: Wanted, by cases: [CaseRecord], from reading: any CaseReading
    ) throws -> Bool {
        try cases.contains { record in
            let state = replay(try reading.events(of: record.caseID))
            return state.answers(
                wanted.start, of: wanted.shelved.card,
                begunBy: try cardAtBegin(of: state, now: wanted.shelved, from: reading))
        }
    }

    /// The card by which a case began by itself; the one of now where that says the same, or where it is lost.
    private func cardAtBegin(
        of state: CaseState, now shelved: Shelf.ShelvedCard, from reading: any CaseReading
    ) throws -> Card {
        guard let facts = state.opening?.facts, facts.origin?.rule != nil, facts.textHash != shelved.text.hash
        else { return shelved.card }
        return try keptCards.card(facts.card, hash: facts.textHash, from: reading) ?? shelved.card
    }

    private func subjects(
        of card: Card, _ pupils: [(subject: Subject, history: SubjectHistory)], from reading: any CaseReading
    ) throws -> [(Subject, SubjectHistory)] {
        let others: [Subject] =
            switch card.subject {
            case .pupil: []
            case .group: school.groups.map { Subject(group: $0.id) }
            case .school: [Subject(kind: .school, id: school.id.rawValue)]
            case .staffMember: school.staff.map { Subject(kind: .staffMember, id: $0.id.rawValue) }
            }
        let known = card.subject == .pupil ? pupils.map { ($0.subject, $0.history) } : []
        return try known + others.map { ($0, try history(of: $0, from: reading)) }
    }

    /// How a case ended; nil while it runs.
    private func endedCase(
        _ id: CaseID, from reading: any CaseReading
    ) throws -> StartCircumstances.EndedCase? {
        let state = replay(try reading.events(of: id))
        guard let opening = state.opening, let ending = state.ending else { return nil }
        return StartCircumstances.EndedCase(
            id: id, card: opening.facts.card, end: ending.end, day: ending.day, recordedOn: ending.stamp.day)
    }
}

extension Card {
    /// Whether some start rule needs nobody.
    fileprivate var startsByItself: Bool {
        startRules.contains { rule in
            switch rule.trigger {
            case .manual: false
            case .event, .moment, .yearly, .after: true
            }
        }
    }
}
