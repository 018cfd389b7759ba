public import CardEngine
import CaseStore
public import Evaluation
public import SchoolTime

/// Where the school stands in the current school year, as far as the actor may see it.
public struct StandingReport: Hashable, Sendable {
    /// The school year.
    public let year: SchoolYearNumber
    /// The day on which it was made.
    public let today: Day
    /// The cards, in order of id.
    public let cards: [CardStanding]
    /// The cards of which the text of a case is lost that the actor would see: they are not among the others, in order of id.
    public let unreadable: [CardID]
}

extension Workplace {
    /// For each card and each pupil, group or whatever it is about: done, busy, late or not begun, against what the school
    /// year asks (`kaart stand`). Only of subjects whose cases the actor may see.
    ///
    /// - Parameters:
    ///   - name: the id of one card; nil: all.
    ///   - group: only pupils of that group, and the group itself.
    /// - Throws: `CaseworkFailure`, `StoreFailure`.
    public func showStanding(_ name: String? = nil, group: String? = nil) throws -> StandingReport {
        let group = try group.map { try self.group($0) }
        let year = SchoolYearNumber(of: clock.today)
        return try store.read { reading in
            let known = try timelines(from: reading, on: clock.today)
            var cards: [CardStanding] = []
            var names: [String] = []
            var unreadable: [CardID] = []
            for texts in try textsInUse(known, from: reading) {
                // A case of another group says nothing of this one.
                guard !texts.lost.contains(where: { group == nil || $0.group == group }) else {
                    names.append(texts.card.rawValue)
                    if name == nil || name == texts.card.rawValue { unreadable.append(texts.card) }
                    continue
                }
                let inForce = try cardInForce(texts.card, from: reading)?.card
                guard let card = inForce ?? Self.newestFirst(texts.cases).first,
                    inForce != nil || texts.cases.contains(where: { $0.facts.ending == nil })
                else { continue }
                let sample = sample(year, card, [], texts.cases.map(\.facts), known)
                let (standings, isSeen) = standings(in: sample, isAsked: inForce != nil)
                // A card of which the actor may see nothing does not exist here.
                guard isSeen else { continue }
                names.append(card.id.rawValue)
                let wanted = standings.filter { group == nil || $0.subject.group == group }
                guard name == nil || name == card.id.rawValue else { continue }
                cards.append(CardStanding(card: card, standings: wanted))
            }
            if let name, cards.isEmpty, unreadable.isEmpty {
                throw CaseworkFailure.noStandingOf(name, known: names)
            }
            return StandingReport(
                year: year, today: clock.today, cards: cards, unreadable: unreadable)
        }
    }

    /// Where the subjects stand whose cases the actor may see; and whether there are such subjects.
    private func standings(
        in sample: Sample, isAsked: Bool
    ) -> (standings: [Standing], isSeen: Bool) {
        let ofSubject = Dictionary(grouping: sample.history, by: \.subject)
        let running = sample.history.filter { $0.ending == nil }.map(\.subject)
        let there = sample.timelines.filter {
            $0.subject.kind == sample.card.subject && $0.isPresent(on: clock.today)
                && roster(for: $0.subject).sees(identity.actor, sample.card)
        }.map(\.subject)
        let now = Dictionary(
            sample.timelines.map { ($0.subject, $0.subject) }, uniquingKeysWith: { first, _ in first })
        let gone = Set(running).subtracting(there).map { now[$0] ?? $0 }.sorted { $0.id < $1.id }
        let subjects = there.map { ($0, isThere: true) } + gone.map { ($0, isThere: false) }
        let histories = Dictionary(
            sample.timelines.map { ($0.subject, $0.history) }, uniquingKeysWith: { first, _ in first })
        let seesAttributes = keepsRegistry
        func obligation(of subject: Subject) -> Obligation {
            let starts =
                isAsked
                ? plannedStarts(
                    of: sample.card, in: sample.year,
                    at: StartCircumstances(
                        today: clock.today, subject: subject, history: histories[subject] ?? SubjectHistory(),
                        calendar: shelf.calendar, ended: [], lastRun: nil,
                        assignments: school.assignments(of: subject))
                ).filter { seesAttributes || !$0.tellsAttribute(of: sample.card) } : []
            return Obligation(
                of: subject, in: sample, starts: starts.map(\.day), seesAttributes: seesAttributes)
        }
        let standings = subjects.compactMap { subject, isThere in
            Standing(
                of: subject, cases: ofSubject[subject] ?? [],
                obligation: isThere ? obligation(of: subject) : .none, year: sample.year, today: clock.today)
        }
        return (standings.sorted { comesBefore($0.subject, $1.subject) }, !subjects.isEmpty)
    }

    /// By group in the order of the school file, then by number or name.
    private func comesBefore(_ left: Subject, _ right: Subject) -> Bool {
        func place(_ subject: Subject) -> Int {
            school.groups.firstIndex { $0.id == subject.group } ?? school.groups.count
        }
        return (place(left), left.id) < (place(right), right.id)
    }
}

extension DueStart {
    /// Whether that it is due tells an attribute of the subject.
    fileprivate func tellsAttribute(of card: Card) -> Bool {
        guard card.startRules.indices.contains(rule.rule) else { return true }
        let started = card.startRules[rule.rule]
        if case .moment = started.trigger { return true }
        return started.condition != nil
    }
}
