public import CardEngine
import CardLanguage
import CaseStore
public import SchoolTime

/// What is to be kept of a pupil, as typed.
public struct PupilText: Hashable, Sendable {
    /// The pupil's number.
    public var number: String
    /// Attribute and text, in the order in which they were typed; an empty text takes the value away.
    public var attributes: [Entry]
    /// How many persons have authority over the pupil; nil: unchanged.
    public var authorities: Int?
    /// Whether it is another pupil than one whose number differs by zeros before it only.
    public var isMeantAsNew = false

    /// An attribute with what was typed for it.
    public struct Entry: Hashable, Sendable {
        /// The name of the attribute.
        public let name: String
        /// What was typed.
        public let text: String

        /// A value for this attribute.
        public init(name: String, text: String) {
            self.name = name
            self.text = text
        }
    }

    /// A pupil with nothing to keep yet.
    public init(number: String, attributes: [Entry] = [], authorities: Int? = nil) {
        self.number = number
        self.attributes = attributes
        self.authorities = authorities
    }
}

/// What changed of a pupil.
public struct PupilChange: Hashable, Sendable {
    /// Whether nothing was known before.
    public let isNew: Bool
    /// The pupil, in the group of now.
    public let subject: Subject
    /// The attributes that got another value, or lost it.
    public let attributes: [AttributeID]
    /// What happened to the pupil by that.
    public let events: [SubjectEvent]
    /// Whether the number of persons with authority changed.
    public let changesAuthorities: Bool
    /// What was known before.
    public let before: SubjectFacts
    /// What is known now.
    public let now: SubjectFacts
    /// Whether a departure was taken back: what had ended by it goes on only when its owner reopens it.
    public let takesBackDeparture: Bool
    /// Whether a change of group was taken back: it did not happen.
    public let takesBackMove: Bool
    /// What came of it in cases; nil when it is one of many, for which that is told together.
    public fileprivate(set) var consequences: PupilConsequences?

    /// The last day of who had left and is enrolled again; nil when that is not what changed.
    public var comesBackAfter: Day? {
        guard attributes.contains(.enrolment), now.date(of: .departure) == nil else { return nil }
        return before.date(of: .departure)
    }

    /// Whether anything changed.
    public var isEmpty: Bool { attributes.isEmpty && events.isEmpty && !changesAuthorities }
}

/// What came of what is kept of pupils, in the cases that the actor sees: of others nobody hears that they are there.
public struct PupilConsequences: Hashable, Sendable {
    /// How many cases ended.
    public let ended: Int
    /// How many cases began.
    public let began: Int

    /// Looks at what an act did.
    fileprivate init(of act: Act, at workplace: Workplace, from writing: any CaseWriting) throws {
        var ended = 0
        var began = 0
        for (id, before) in act.touched {
            let events = try writing.events(of: id)
            let hasEnded = events.dropFirst(before).contains(where: \.endsCase)
            guard hasEnded || before == 0,
                try workplace.view(of: try workplace.load(id, events, from: writing), from: writing)?.seesCase
                    ?? false
            else { continue }
            if hasEnded { ended += 1 }
            if before == 0 { began += 1 }
        }
        self.ended = ended
        self.began = began
    }
}

/// What a table of pupils changed.
public struct PupilImport: Hashable, Sendable {
    /// Of each pupil, in the order of the table.
    public let changes: [PupilChange]
    /// What came of all of it.
    public let consequences: PupilConsequences
}

/// What is known of a pupil.
public struct PupilReport: Hashable, Sendable {
    /// The pupil, in the group of now.
    public let subject: Subject
    /// What is known.
    public let facts: SubjectFacts
    /// What happened, in the order in which it was recorded.
    public let happened: [SubjectHistory.Happening]
    /// What is planned, by day.
    public let plans: [PlannedChange]
}

extension Workplace {
    /// Keeps what is known of a pupil (`kaart leerling`), with all that follows in running cases: one transaction.
    ///
    /// - Throws: `CaseworkFailure`, `StoreFailure`.
    public func keepPupil(_ text: PupilText) throws -> PupilChange {
        try requireRegistry()
        return try store.write { writing in
            var act = Act(self, writing)
            var change = try keep(text, &act, writing)
            try act.rest()
            change.consequences = try PupilConsequences(of: act, at: self, from: writing)
            return change
        }
    }

    /// Keeps many pupils at once, each with the line of the file in which it stands: all or nothing.
    ///
    /// - Parameter known: what is wrong in other lines.
    func keepPupils(
        _ texts: [(line: Int, pupil: PupilText)], _ known: LineFaults, isTrial: Bool
    ) throws -> PupilImport {
        try requireRegistry()
        return try inTransaction(isTrial) { writing in
            var act = Act(self, writing)
            var faults = known
            let changes = try texts.compactMap { line, text in
                try faults.gathering(line) { try keep(text, &act, writing) }
            }
            try faults.check()
            try act.rest()
            return PupilImport(
                changes: changes, consequences: try PupilConsequences(of: act, at: self, from: writing))
        }
    }

    /// Records what happened to a pupil (`kaart gebeurtenis`): enrolment, placement, departure or a change of group.
    ///
    /// - Parameter given: the day; nil: today.
    /// - Throws: `CaseworkFailure`, `StoreFailure`.
    public func report(_ event: SubjectEvent, of number: String, on given: Day?, group: String? = nil) throws
        -> PupilChange
    {
        let day = given ?? clock.today
        // Of a move without a day that is today, unless it takes one of today back.
        var entries =
            event == .groupChanged && given == nil
            ? [] : [PupilText.Entry(name: event.attribute.rawValue, text: day.description)]
        if event == .groupChanged, group == nil { throw CaseworkFailure.groupNeeded }
        // A pupil is in the new group from that day on, not before.
        if event == .groupChanged, day > clock.today {
            throw CaseworkFailure.groupChangeToCome(number, group: group ?? "", day)
        }
        if event == .left || event == .groupChanged {
            // Who leaves was here: else the number was mistyped.
            try requireRegistry()
            let pupil = try pupil(number)
            let past = try store.read { reading in
                let past = try history(of: pupil, from: reading)
                if past.isEmpty { throw try unknown(pupil, or: .unknownPupil, from: reading) }
                return past
            }
            // To the group where the pupil is nobody moves; the day of the last move can be put right.
            if event == .groupChanged, let group, group.hasText, let here = past.facts.group,
                try self.group(group) == here, given == nil || past.facts.date(of: .groupChange) == nil
            {
                throw CaseworkFailure.inThatGroup(here, since: past.facts.date(of: .groupChange))
            }
        }
        if let group {
            let entry = PupilText.Entry(name: AttributeID.group.rawValue, text: group)
            // What says nothing would take the pupil out of the group.
            guard group.hasText else { throw CaseworkFailure.groupNeeded }
            entries.append(entry)
        }
        return try keepPupil(PupilText(number: number, attributes: entries))
    }

    /// What is known of a pupil (`kaart leerling 1023`).
    ///
    /// - Throws: `CaseworkFailure`, `StoreFailure`.
    public func showPupil(_ number: String) throws -> PupilReport {
        try requireRegistry()
        return try store.read { reading in
            let pupil = try pupil(number)
            let history = try history(of: pupil, from: reading)
            guard !history.isEmpty else { throw try unknown(pupil, or: .unknownPupil, from: reading) }
            return PupilReport(
                subject: pupil.moved(to: history.facts.group), facts: history.facts,
                happened: history.happened, plans: history.plans)
        }
    }

    func keep(_ text: PupilText, _ act: inout Act, _ writing: any CaseWriting) throws -> PupilChange {
        let pupil = try pupil(text.number)
        let before = try history(of: pupil, from: writing)
        if before.isEmpty, !text.isMeantAsNew { try requireOwnNumber(pupil, from: writing) }
        var facts = before.facts
        for (name, value) in try values(of: text) { facts.attributes[name] = value }
        if before.takesBackMove(by: facts, on: clock.today) { facts.attributes[.groupChange] = nil }
        let takesBackMove =
            before.facts.attributes[.groupChange] != nil && facts.attributes[.groupChange] == nil
        let (changed, happened, follows) = try consequences(
            of: &facts, after: before.facts, for: pupil, on: clock.today)
        let subject = pupil.moved(to: facts.group)
        let changesAuthorities = text.authorities.map { $0 != before.facts.authorities } ?? false
        var kept = follows
        if changesAuthorities, let count = text.authorities {
            // Before what happened by it, as it was always kept.
            kept.insert(
                (.authoritiesSet(AuthoritiesSet(count: count)), Content()), at: changed.isEmpty ? 0 : 1)
        }
        // What happened last is then the move before; that it did is known.
        if takesBackMove, let earlier = before.dayOfMoveBefore {
            facts.attributes[.groupChange] = .date(earlier)
            kept.append(
                (
                    .attributesSet(AttributesSet(attributes: [.groupChange])),
                    Content(attributes: [.groupChange: .date(earlier)])
                ))
        }
        if !kept.isEmpty { try act.keep(kept, of: subject) }
        if let count = text.authorities { facts.authorities = count }
        return PupilChange(
            isNew: before.isEmpty, subject: subject, attributes: changed, events: happened,
            changesAuthorities: changesAuthorities, before: before.facts, now: facts,
            takesBackDeparture: facts.date(of: .departure) == nil && !changed.contains(.enrolment)
                && before.facts.date(of: .departure).map { $0 <= clock.today } ?? false,
            takesBackMove: takesBackMove)
    }

    /// What is to be kept when facts became others on a day, with what happened to the pupil by that: a change of group
    /// gets its day, and who comes back has not left any more.
    ///
    /// - Throws: `CaseworkFailure.leftBeforeEnrolled`.
    func consequences(
        of facts: inout SubjectFacts, after before: SubjectFacts, for pupil: Subject, on day: Day
    ) throws -> (changed: [AttributeID], happened: [SubjectEvent], kept: [(fact: Fact, content: Content)]) {
        try facts.settleDeparture(after: before)
        let groupChanged = facts.group != before.group && before.group != nil
        if groupChanged, facts.attributes[.groupChange] == before.attributes[.groupChange] {
            facts.attributes[.groupChange] = .date(day)
        }
        let names = Set(facts.attributes.keys).union(before.attributes.keys).sorted()
        let now = facts
        let changed = names.filter { now.attributes[$0] != before.attributes[$0] }
        let happened = SubjectEvent.allCases.compactMap { event -> (SubjectEvent, Day)? in
            guard changed.contains(event.attribute), let day = now.date(of: event.attribute) else {
                return nil
            }
            return (event, day)
        }
        var kept: [(fact: Fact, content: Content)] = []
        if !changed.isEmpty {
            let values = Dictionary(
                changed.compactMap { name in now.attributes[name].map { (name, $0) } },
                uniquingKeysWith: { first, _ in first })
            kept.append((.attributesSet(AttributesSet(attributes: changed)), Content(attributes: values)))
        }
        let subject = pupil.moved(to: facts.group)
        kept += happened.map { event, day in
            (.subjectEventMet(SubjectEventMet(subject: subject, event: event, day: day)), Content())
        }
        return (changed, happened.map(\.0), kept)
    }

    /// The values that were typed, in the order of the attributes; nil takes one away.
    func values(of text: PupilText) throws -> [AttributeID: FieldValue?] {
        var values: [AttributeID: FieldValue?] = [:]
        for entry in text.attributes {
            let attribute = try attribute(entry.name)
            values.updateValue(try value(of: entry.text, for: attribute), forKey: attribute.id)
        }
        return values
    }

    private func attribute(_ name: String) throws -> Attribute {
        let known = (Attribute.given + school.attributes).filter { $0.id != .age && $0.id != .isEnrolled }
        let names = known.map(\.id.rawValue)
        let meant = name.meant(among: names)
        guard let attribute = known.first(where: { $0.id.rawValue == meant }) else {
            throw CaseworkFailure.unknownAttribute(name, known: names)
        }
        return attribute
    }

    private func value(of text: String, for attribute: Attribute) throws -> FieldValue? {
        guard text.hasText else { return nil }
        if attribute.id == .group { return .text(try group(text).rawValue) }
        let field = Field(id: FieldID(attribute.id.rawValue), title: attribute.title, kind: attribute.kind)
        switch FieldText.value(typed: text, for: field) {
        case .success(let value):
            if let fault = attribute.id.fault(in: value, on: clock.today) {
                throw CaseworkFailure.wrongValue(field, fault)
            }
            return value
        case .failure(let fault): throw CaseworkFailure.wrongValue(field, fault)
        }
    }

    /// Whether the actor keeps pupils, groups and staff (`beheer`), and so may know of whom an attribute is so.
    var keepsRegistry: Bool {
        roster(for: Subject(kind: .school, id: school.id.rawValue))
            .holdsAny(identity.actor, school.registryRoles)
    }

    /// Only who does that goes on.
    func requireRegistry() throws {
        guard keepsRegistry else { throw CaseworkFailure.registryNeeded(school.registryRoles) }
    }
}

extension SubjectFacts {
    /// A pupil who comes back is not one who left any more; else nobody leaves before coming.
    ///
    /// - Throws: `CaseworkFailure.leftBeforeEnrolled`.
    mutating func settleDeparture(after before: SubjectFacts) throws(CaseworkFailure) {
        guard let first = date(of: .enrolment), let last = date(of: .departure), last < first else { return }
        guard before.date(of: .departure) == last, before.date(of: .enrolment) != first else {
            throw .leftBeforeEnrolled(first: first, last: last)
        }
        attributes[.departure] = nil
    }
}

extension Event {
    fileprivate var endsCase: Bool { if case .caseEnded = fact { true } else { false } }
}
