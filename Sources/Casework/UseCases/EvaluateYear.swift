import CardEngine
import CardLanguage
import CaseStore
public import Evaluation
import SchoolTime

extension Workplace {
    /// The figures of the cards over a school year (`kaart evaluatie`), of the cases that the actor may see.
    ///
    /// A card is for who owns it and for who keeps the pupils of the school (`beheer`), if they may see its cases. For
    /// others it does not exist: neither its figures nor how many cases there are. A norm that asks for an attribute is measured
    /// only for who keeps them: by what it counts an owner could find out of whom it is so.
    ///
    /// - Parameter cards: the ids of the cards; none: all of them.
    /// - Throws: `CaseworkFailure`, `StoreFailure`.
    public func evaluate(_ year: String, cards names: [String] = []) throws -> YearEvaluation {
        guard let year = SchoolYearNumber(named: year) else { throw CaseworkFailure.notAYear(year) }
        guard year.firstDay <= clock.today else { throw CaseworkFailure.yearToCome(year) }
        return try store.read { reading in
            let known = try timelines(from: reading, on: min(clock.today, year.lastDay))
            var unreadable: [CardID] = []
            let samples = try textsInUse(known, from: reading).compactMap { texts -> Sample? in
                let ofYear = texts.cases.filter { $0.facts.year == year }
                let used = Self.newestFirst(ofYear)
                // Of what is lost nothing is measured: it is told to who looks after the card, also when nothing begins by it.
                let now =
                    try texts.isWhole
                    ? cardInForce(texts.card, from: reading)?.card : cardAtWork(texts.card, from: reading)
                guard let newest = used.first ?? now, mayReadFigures(of: newest) else { return nil }
                // What the year was held against stays what it is when a later version comes.
                guard texts.isWhole,
                    let then = try textsThen(
                        of: ofYear.filter { $0.facts.startedOn <= year.lastDay }, on: year.lastDay,
                        from: reading)
                else {
                    unreadable.append(texts.card)
                    return nil
                }
                let card = Self.newestFirst(then).first ?? newest
                return sample(year, card, used, texts.cases.map(\.facts), known)
            }
            let ids = (samples.map(\.card.id) + unreadable).map(\.rawValue).sorted()
            guard !ids.isEmpty else { throw CaseworkFailure.noFigures }
            for name in names where !ids.contains(name) {
                throw CaseworkFailure.noFiguresOf(name, known: ids)
            }
            let wanted = samples.filter { sample in
                // What had never been used by the end of that year was not there to be held against its norms.
                names.isEmpty
                    ? !sample.isOver || sample.history.contains { $0.year <= year }
                    : names.contains(sample.card.id.rawValue)
            }
            return YearEvaluation(
                year: year, today: clock.today,
                cards: wanted.map { CardEvaluation(of: $0, seesAttributes: keepsRegistry) },
                unreadable: unreadable.filter { names.isEmpty || names.contains($0.rawValue) })
        }
    }

    /// Cases with the texts by which they lived on a day; nil where one of those is lost.
    private func textsThen(
        of cases: [SeenCase], on day: Day, from reading: any CaseReading
    ) throws -> [SeenCase]? {
        do {
            return try cases.map { try text(of: $0, on: day, from: reading) }
        } catch CaseworkFailure.cardTextLost {
            return nil
        }
    }

    /// A case with the text by which it lived on a day.
    private func text(of seen: SeenCase, on day: Day, from reading: any CaseReading) throws -> SeenCase {
        guard let then = seen.former.first(where: { $0.until > day })?.version else { return seen }
        return SeenCase(
            facts: seen.facts, card: try card(seen.card.id, then, from: reading), textHash: then.textHash,
            former: [])
    }

    /// Whether the actor may know figures of a whole card: who owns it, and who keeps the pupils of the school, as far as
    /// the cases are for them.
    private func mayReadFigures(of card: Card) -> Bool {
        let roster = roster(for: Subject(kind: .school, id: school.id.rawValue))
        guard !roster.holds(identity.actor, card.owner) else { return true }
        return roster.holdsAny(identity.actor, school.registryRoles)
            && card.visibleTo.map { roster.holdsAny(identity.actor, $0) } ?? true
    }
}

// What evaluation and standing have in common.
extension Workplace {
    /// A case that the actor may see, as the evaluation knows it, with the card that it lives by.
    struct SeenCase {
        let facts: CaseFacts
        let card: Card
        let textHash: String
        let former: [FormerVersion]
    }

    /// The cases of a card that the actor may see.
    struct CardInUse {
        let card: CardID
        let cases: [SeenCase]
        /// Whom the cases are about, as of now, of which the text is lost.
        let lost: [Subject]

        /// Whether there is none more, of which the text is lost.
        var isWhole: Bool { lost.isEmpty }
    }

    /// Every card that is on the shelf or of which there are cases that the actor may see, in order of id.
    ///
    /// - Parameter timelines: who is in which group now, for that decides who sees what, also of a case that has ended.
    func textsInUse(
        _ timelines: [SubjectTimeline], from reading: any CaseReading
    ) throws -> [CardInUse] {
        let now = Dictionary(
            timelines.map { ($0.subject, $0.subject) }, uniquingKeysWith: { first, _ in first })
        var cases: [CardID: [SeenCase]] = [:]
        var lost: [CardID: [Subject]] = [:]
        for record in try reading.cases() {
            // What has ended is as it is kept; what runs is as a command would find it.
            let known =
                record.end == nil
                ? try loadCurrentUnlessLost(record.caseID, from: reading)?.0
                : try loadUnlessLost(record.caseID, reading.events(of: record.caseID), from: reading)
            guard let loaded = known else {
                // Without it the figures of who sees it would be wrong; for others it is not there.
                if try isSeenNow(record.caseID, of: record.card, from: reading) {
                    lost[record.card, default: []].append(now[record.subject] ?? record.subject)
                }
                continue
            }
            let view = CardEngine.view(
                of: loaded.state, on: loaded.card, for: identity.actor,
                in: roster(for: now[loaded.subject] ?? loaded.subject))
            guard view?.seesCase == true,
                let facts = CaseFacts(of: loaded.state, id: loaded.id, today: clock.today)
            else { continue }
            cases[record.card, default: []].append(
                SeenCase(
                    facts: facts, card: loaded.card, textHash: record.textHash,
                    former: loaded.state.formerVersions))
        }
        return Set(cases.keys).union(lost.keys).union(shelf.named).sorted().map {
            CardInUse(card: $0, cases: cases[$0] ?? [], lost: lost[$0] ?? [])
        }
    }

    /// The texts by which these cases live: the newest version first, each text once.
    static func newestFirst(_ cases: [SeenCase]) -> [Card] {
        var seen: Set<String> = []
        return cases.sorted { ($1.card.version, $1.textHash) < ($0.card.version, $0.textHash) }
            .filter { seen.insert($0.textHash).inserted }.map(\.card)
    }

    /// What is known of every subject that a card can be about, as far as it is there.
    ///
    /// - Parameter day: groups are there of the school file of that day, and members of staff who held a role then.
    func timelines(from reading: any CaseReading, on day: Day) throws -> [SubjectTimeline] {
        let pupils = try pupilStreams(from: reading).map { pupil, events in
            SubjectTimeline(
                of: pupil.moved(to: SubjectHistory(replaying: events).facts.group), replaying: events)
        }
        let then = try schoolInUse(on: day, from: reading)
        // A group of next year is in the file already, and one of which all went on is in it still.
        var empty: Set<GroupID> = []
        for pupil in pupils { empty.formUnion(pupil.groups) }
        let first = SchoolYearNumber(of: day).firstDay
        for pupil in pupils { empty.subtract(pupil.groups(from: first, to: day)) }
        let groups = then.groups.map { Subject(group: $0.id) }
        let staff = staff(on: day, besides: then).map { Subject(kind: .staffMember, id: $0.rawValue) }
        let others = groups + staff + [Subject(kind: .school, id: school.id.rawValue)]
        return pupils
            + (try others.map {
                SubjectTimeline(
                    of: $0, replaying: try reading.events(of: CaseID(streamOf: $0)),
                    isEmpty: $0.group.map { empty.contains($0) } ?? false)
            })
    }

    /// Who held a role on a day. What the file of now says of days counts, whenever that was written down; of whom it says no
    /// first day, nothing any more, or only of days after it, the file of then tells.
    private func staff(on day: Day, besides then: School) -> [PersonID] {
        let before = Set(
            then.staff.filter { person in person.assignments.contains { $0.holds(on: day) } }.map(\.id))
        let now = school.staff.filter { person in
            person.assignments.contains {
                $0.holds(on: day) && ($0.firstDay != nil || before.contains(person.id))
            }
        }.map(\.id)
        let told = school.staff.filter { person in
            person.assignments.contains { $0.firstDay.map { $0 <= day } ?? true }
        }.map(\.id)
        return now + before.subtracting(told)
    }

    /// The school on a day, by the text of its file that was in use then; of a day before any was kept by the first.
    private func schoolInUse(on day: Day, from reading: any CaseReading) throws -> School {
        guard day < clock.today else { return school }
        var then: FileUsed?
        for event in try reading.events(of: .files) {
            guard case .fileUsed(let used) = event.fact, used.kind == .school, used.textHash != nil else {
                continue
            }
            if then == nil || event.stamp.day <= day { then = used }
        }
        guard let then, let hash = then.textHash else { return school }
        guard let text = try reading.fileText(hash: hash)?.text,
            let known = ReadFile.archivedSchool(SourceText(name: then.name + ".yaml", text: text))
        else { throw CaseworkFailure.schoolTextLost }
        return known
    }

    /// What the figures of a card are made of.
    func sample(
        _ year: SchoolYearNumber, _ card: Card, _ texts: [Card], _ cases: [CaseFacts],
        _ timelines: [SubjectTimeline]
    ) -> Sample {
        Sample(
            year: year, today: clock.today, card: card, olderTexts: texts.filter { $0 != card }, cases: cases,
            timelines: timelines, calendar: shelf.calendar,
            roles: school.ownNames)
    }
}

extension SchoolYearNumber {
    /// The school year of that name; nil when it is none.
    init?(named name: String) {
        guard let first = Int(name.unicodeScalars.prefix { $0 != "-" }.map { String($0) }.joined()),
            (1...9998).contains(first), SchoolYearNumber(startYear: first).name == name
        else { return nil }
        self.init(startYear: first)
    }
}
