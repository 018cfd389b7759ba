public import SchoolTime

/// What is known of a subject outside the case: its attributes, its consents, who has authority.
public struct SubjectFacts: Hashable, Sendable {
    /// The attributes that have a value; `leeftijd` and `ingeschreven` are never among them, for they follow.
    public var attributes: [AttributeID: FieldValue]
    /// The consents that were given and not withdrawn; some may have run out.
    public var consents: [Consent]
    /// How many persons have authority over a pupil; 0 when none is known.
    public var authorities: Int
    /// As of which day each consent was last given or ended, also one that ended: what was decided before does not undo it
    /// when it is recorded later.
    public var decidedOn: [Consent.Scope: Day]

    /// What is known; nothing unless said.
    public init(
        attributes: [AttributeID: FieldValue] = [:], consents: [Consent] = [], authorities: Int = 0,
        decidedOn: [Consent.Scope: Day] = [:]
    ) {
        self.attributes = attributes
        self.consents = consents
        self.authorities = authorities
        self.decidedOn = decidedOn
    }

    /// The value of an attribute on a day: `leeftijd` and `ingeschreven` follow from the others.
    public func value(of attribute: AttributeID, on day: Day) -> FieldValue? {
        switch attribute {
        case .age:
            guard let birth = date(of: .birth), birth <= day else { return nil }
            return .number(Number(birth.wholeYears(until: day)))
        case .isEnrolled:
            return .yesNo(isEnrolled(on: day))
        default:
            return attributes[attribute]
        }
    }

    /// The same, with the group in which it is where no group is kept (docs/kaarttaal.md, choice 55).
    public func knowing(_ group: GroupID?) -> SubjectFacts {
        var facts = self
        if facts.attributes[.group] == nil { facts.attributes[.group] = group.map { .text($0.rawValue) } }
        return facts
    }

    /// The group that a pupil is in, if one is known.
    public var group: GroupID? { GroupID(named: attributes[.group]) }

    /// The day that an attribute holds; nil when it holds none.
    public func date(of attribute: AttributeID) -> Day? {
        guard case .date(let day)? = attributes[attribute] else { return nil }
        return day
    }

    /// Whether the pupil is enrolled on that day: from the day of enrolment up to and including that of departure.
    public func isEnrolled(on day: Day) -> Bool {
        guard let first = date(of: .enrolment), first <= day else { return false }
        guard let last = date(of: .departure), last >= first else { return true }
        return day <= last
    }

    /// Whether a day of departure is known, and over by that day: also of a pupil without a day of enrolment.
    public func hasLeft(by day: Day) -> Bool { date(of: .departure).map { $0 < day } ?? false }

    /// Whether a consent of that purpose holds on a day: for that recipient, or, without one, for anybody.
    public func consents(to purpose: PurposeID, for recipient: RoleID? = nil, on day: Day) -> Bool {
        consents.contains { consent in
            consent.purpose == purpose && (recipient == nil || consent.recipient == recipient)
                && consent.holds(on: day)
        }
    }

    /// The consent for exactly that.
    func consent(for scope: Consent.Scope) -> Consent? { consents.longest(for: scope) }

    /// A consent was given or ended: it takes the place of that of the same purpose and recipient.
    ///
    /// - Parameter day: that of the event; it counts for a decision that tells none itself.
    mutating func decide(_ fact: ConsentDecided, on day: Day) {
        decidedOn[fact.consent.scope] = fact.day ?? day
        consents.removeAll { $0.scope == fact.consent.scope }
        if fact.given { consents.append(fact.consent) }
    }
}

/// A standing consent (`toestemming`).
public struct Consent: Hashable, Sendable, Codable {
    /// What it is for; it means the same in all cards.
    public let purpose: PurposeID
    /// The external role that it is for; nil: the school itself.
    public let recipient: RoleID?
    /// The last day; nil: until it is withdrawn.
    public let until: Day?

    /// A consent.
    public init(purpose: PurposeID, recipient: RoleID?, until: Day?) {
        self.purpose = purpose
        self.recipient = recipient
        self.until = until
    }

    /// Whether it has not run out on that day.
    public func holds(on day: Day) -> Bool { until.map { day <= $0 } ?? true }

    /// What tells consents apart: one that is given again takes the place of that of the same scope.
    public struct Scope: Hashable, Sendable, Codable {
        /// What it is for.
        public let purpose: PurposeID
        /// The external role that it is for; nil: the school itself.
        public let recipient: RoleID?
    }

    /// For what and for whom it is.
    public var scope: Scope { Scope(purpose: purpose, recipient: recipient) }
}

extension [Consent] {
    /// The one of that scope that holds longest: of a role that got another name there can be more.
    func longest(for scope: Consent.Scope) -> Consent? {
        filter { $0.scope == scope }.max { ($0.until?.number ?? .max) < ($1.until?.number ?? .max) }
    }
}

extension Roster {
    /// The same consent, for the role by its one name.
    func own(_ consent: Consent) -> Consent {
        Consent(purpose: consent.purpose, recipient: consent.recipient.map { own($0) }, until: consent.until)
    }

    /// The same scope.
    func own(_ scope: Consent.Scope) -> Consent.Scope {
        Consent.Scope(purpose: scope.purpose, recipient: scope.recipient.map { own($0) })
    }
}

extension Day {
    /// How many whole years have passed on a later day. Of somebody born on 29 February a year is over on 28 February,
    /// as a month is that has no such day (kaarttaal, section 6).
    fileprivate func wholeYears(until later: Day) -> Int {
        var years = (later - self) / 366
        while adding(months: 12 * (years + 1)) <= later { years += 1 }
        return years
    }
}

extension GroupID {
    /// The group that the attribute `groep` holds; nil when it holds none.
    public init?(named value: FieldValue?) {
        guard case .text(let name)? = value else { return nil }
        self.init(name)
    }
}
