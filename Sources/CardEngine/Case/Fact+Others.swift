public import SchoolTime

/// A field was kept as an attribute of the subject; the value is in the content.
public struct AttributeRecorded: Hashable, Sendable, Codable {
    /// Whose attribute it is.
    public let subject: Subject
    /// The attribute.
    public let attribute: AttributeID
}

/// Signers gave or refused a standing consent of the subject.
public struct ConsentDecided: Hashable, Sendable, Codable {
    /// Whose consent it is.
    public let subject: Subject
    /// For what, for whom and until when.
    public let consent: Consent
    /// Whether it was given; else it ended.
    public let given: Bool
    /// As of which day; nil: that of the event.
    public let day: Day?

    /// A consent that was given, or that ended.
    public init(subject: Subject, consent: Consent, given: Bool, day: Day? = nil) {
        self.subject = subject
        self.consent = consent
        self.given = given
        self.day = day
    }
}

/// Consents for one purpose that this case knew of do not hold any more: withdrawn together, or run out on the same day.
public struct ConsentLapsed: Hashable, Sendable, Codable {
    /// What they were for.
    public let purpose: PurposeID
    /// The first day without them.
    public let day: Day
    /// Which; of the first logs nil, and then all for that purpose.
    public let scopes: [Consent.Scope]?

    init(purpose: PurposeID, day: Day, scopes: [Consent.Scope]? = nil) {
        self.purpose = purpose
        self.day = day
        self.scopes = scopes
    }
}

/// A case of another card is wanted.
public struct CardCalled: Hashable, Sendable, Codable {
    /// The visit that waits for it.
    public let visit: Int
    /// The card.
    public let card: CardID
    /// Whom or what it is about, as far as this case knows: a group or school that it is part of when the card is about
    /// that.
    public let subject: Subject
    /// The first day of what its terms count from; of an older log the last.
    private let occasion: Day
    /// The last day, if that is another.
    private let occasionLastDay: Day?
    /// The attribute or planned name that it is, if it is one.
    private let occasionName: AttributeID?
    /// The deadline that this case gives it.
    public let limit: Day?
    /// The case that an earlier visit started, when that is still open: it is taken up again.
    public let resumes: CaseID?
    /// Whether the call says what the terms of the case that it takes up count from; nil: it does not.
    private let movesOccasion: Bool?

    /// What the terms of a case that is taken up count from now; nil: what they counted from.
    public var newOccasion: Occasion? { movesOccasion == true ? given : nil }

    /// What its terms count from.
    public var given: Occasion {
        Occasion(firstDay: occasion, lastDay: occasionLastDay ?? occasion, name: occasionName)
    }

    init(
        visit: Int, card: CardID, subject: Subject, occasion: Occasion, limit: Day?, resumes: CaseID?,
        movesOccasion: Bool = false
    ) {
        self.visit = visit
        self.card = card
        self.subject = subject
        self.occasion = occasion.firstDay
        occasionLastDay = occasion.lastDay == occasion.firstDay ? nil : occasion.lastDay
        occasionName = occasion.name
        self.limit = limit
        self.resumes = resumes
        self.movesOccasion = movesOccasion ? true : nil
    }
}

/// The called case was opened.
public struct CallLinked: Hashable, Sendable, Codable {
    /// The visit that called it.
    public let visit: Int
    /// The case.
    public let caseID: CaseID
}

/// The called case ended.
public struct CallEnded: Hashable, Sendable, Codable {
    /// The case.
    public let caseID: CaseID
    /// Its end.
    public let end: EndID
    /// As of which day.
    public let day: Day
}

/// The called case had ended, and goes on.
public struct CallReopened: Hashable, Sendable, Codable {
    /// The case.
    public let caseID: CaseID
}

/// What is known of a subject changed, as far as the card asks for it; the values are in the content.
public struct SubjectNoted: Hashable, Sendable, Codable {
    /// Whom or what is known.
    public let subject: Subject
    /// The attributes that changed; without a value in the content it went.
    public let attributes: [AttributeID]
    /// The consents that the card asks about; nil when they did not change.
    public let consents: [Consent]?
    /// How many persons have authority over the pupil; nil when that did not change.
    public let authorities: Int?
    /// As of which day, if that is another than the day of the record.
    public let day: Day?

    init(
        subject: Subject, attributes: [AttributeID], consents: [Consent]?, authorities: Int?, day: Day? = nil
    ) {
        self.subject = subject
        self.attributes = attributes
        self.consents = consents
        self.authorities = authorities
        self.day = day
    }
}

/// Something happened to the subject that the card speaks of, or that ends every case.
public struct SubjectEventMet: Hashable, Sendable, Codable {
    /// To whom.
    public let subject: Subject
    /// What.
    public let event: SubjectEvent
    /// When.
    public let day: Day

    /// Something that happened that day.
    public init(subject: Subject, event: SubjectEvent, day: Day) {
        self.subject = subject
        self.event = event
        self.day = day
    }
}

/// The deadline that the caller gives became another one.
public struct LimitMoved: Hashable, Sendable, Codable {
    /// From now on; nil: the caller gives none.
    public let limit: Day?
    /// Since when it runs, when another visit of the caller gave it; nil: it is the same one, that moved.
    public let since: Day?
    /// Whether what is proposed in the forms is what stands in the content, also when that is nothing; nil in a log of before
    /// that was told: then nothing meant what was proposed before.
    public let proposes: Bool?

    /// A deadline from now on.
    public init(limit: Day?, since: Day?, proposes: Bool? = nil) {
        self.limit = limit
        self.since = since
        self.proposes = proposes
    }
}

/// The date or period that the case counts from moved.
public struct OccasionMoved: Hashable, Sendable, Codable {
    /// From now on.
    public let occasion: Occasion
}
