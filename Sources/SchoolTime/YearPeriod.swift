/// A day or period that comes once in each school year, as a card writes it.
///
/// Source: the card language, section 6.
public enum YearPeriod: Hashable, Sendable {
    /// `1 februari`. In a year without 29 February that is 28 February.
    case day(month: Int, day: Int)
    /// `september`: the whole month, 1...12.
    case month(Int)
    /// `derde week september`: Monday to Sunday, of the third Monday of the month.
    case week(ordinal: Int, month: Int)
    /// `lib-midden`: what the school planned under this name.
    case planned(String)
}
