public import CardEngine
public import SchoolTime

/// The document above the cards (`ambitiekaart`; kaarttaal, section 1): where the school wants to go, and how it sees whether it
/// gets there. It has no cases.
public struct AmbitionCard: Hashable, Sendable {
    /// The name of the file.
    public let id: String
    /// What people read.
    public let title: String
    /// Whole number; an adopted revision gets the next one.
    public let version: Int
    /// Whether the school works by this text.
    public let status: CardStatus
    /// The roles that keep it true.
    public let owners: [RoleID]
    /// Where the school wants to go.
    public let ambition: String
    /// The laws that it rests on.
    public let legalBasis: [String]
    /// Where its text comes from.
    public let sources: [String]
    /// By what the school sees whether it gets there, in order.
    public let indicators: [Indicator]
    /// What measures it, in order.
    public let instruments: [Instrument]
    /// What the school does for it, in order.
    public let activities: [Activity]
    /// What is planned in which school year, in order.
    public let planning: [PlannedYear]
    /// With whom, outside the school.
    public let partners: [String]
    /// The month, 1...12, in which it is evaluated.
    public let evaluationMonth: Int?
    /// Per version what changed and why.
    public let changes: [CardChange]

    /// What shows whether the ambition comes true.
    public struct Indicator: Hashable, Sendable {
        /// Unique among the indicators.
        public let id: String
        /// What people read.
        public let title: String
        /// The card whose cases show it.
        public let card: CardID?
        /// The norm of that card by which it is judged.
        public let norm: String?
        /// The measuring instruments, by id.
        public let instruments: [String]
    }

    /// What measures.
    public struct Instrument: Hashable, Sendable {
        /// Unique among the instruments.
        public let id: String
        /// What people read.
        public let title: String
        /// The card by which it is used.
        public let card: CardID?
        /// When, for people.
        public let when: String?
    }

    /// What the school does.
    public struct Activity: Hashable, Sendable {
        /// What, for people.
        public let what: String
        /// The card that says how.
        public let card: CardID?
        /// Who does it.
        public let performers: [RoleID]
        /// When, for people.
        public let when: String?
    }

    /// What is planned in a school year.
    public struct PlannedYear: Hashable, Sendable {
        /// The school year.
        public let year: SchoolYearNumber
        /// What, for people.
        public let what: String
        /// The card that it is about.
        public let card: CardID?
    }
}

/// A card that an ambition card names, with the norm of it that it names.
struct NamedCard: Hashable, Sendable {
    let card: Located<String>
    let norm: Located<String>?
}
