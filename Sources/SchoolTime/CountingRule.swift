/// The rule by which a day was passed over in counting.
public enum CountingRule: Hashable, Sendable, CaseIterable {
    /// The unit counts no such days: working days no weekends and public holidays, school days and school
    /// weeks no closures either (the card language, section 6).
    case unit
    /// A statutory term does not end on such a day (Algemene termijnenwet, article 1, first paragraph).
    case lastDay
    /// Such a day is none of the two that a statutory term of three days or more must hold (Algemene
    /// termijnenwet, article 2).
    case twoWorkingDays
}
