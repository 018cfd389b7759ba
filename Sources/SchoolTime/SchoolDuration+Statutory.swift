extension SchoolDuration {
    /// Whether a term of this length that a law sets can be extended by the Algemene termijnenwet.
    ///
    /// Its article 4 (a) excepts terms in hours, of more than ninety days, twelve weeks or three months, and
    /// of one or more years. Terms in working days, school days or school weeks end on a working day anyway,
    /// and no days at all (`dezelfde dag`) is the day itself rather than a term.
    var isExtendedByLaw: Bool {
        guard amount > 0 else { return false }
        switch unit {
        case .days: return amount <= 90
        case .weeks: return amount <= 12
        case .months: return amount <= 3
        case .years, .workingDays, .schoolDays, .schoolWeeks: return false
        }
    }
}
