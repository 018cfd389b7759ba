/// What a day is to the school.
public enum DayKind: Hashable, Sendable {
    /// Pupils have lessons.
    case schoolDay
    /// Saturday or Sunday, whatever else the day may be.
    case weekend
    /// A public holiday from Monday to Friday.
    case publicHoliday(PublicHoliday)
    /// A working day on which pupils are free.
    case closed(Closure)
    /// A working day that no school year in the calendar holds.
    case unknown
}
