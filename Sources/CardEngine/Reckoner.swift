public import SchoolTime

/// Turns moments into days: the one place where `kaarttaal`, section 6, is carried out.
///
/// A card's own anchors (steps, fields) are looked up by the function that the case passes in; start rules, which have no
/// case yet, pass in one that knows none.
public struct Reckoner {
    /// The school years that are known.
    public let calendar: SchoolCalendar
    /// The group whose planning counts; nil: that of the school.
    public let group: GroupID?
    /// The school year in which a day or name is taken.
    public let year: SchoolYearNumber
    /// The day or period that an anchor means; nil: it has none yet.
    public let span: (Anchor) -> DaySpan?

    /// Takes what it holds.
    public init(
        calendar: SchoolCalendar, group: GroupID?, year: SchoolYearNumber,
        span: @escaping (Anchor) -> DaySpan?
    ) {
        self.calendar = calendar
        self.group = group
        self.year = year
        self.span = span
    }

    /// The day that a moment means, counted from `base` where it names no anchor; nil when the anchor has no day yet or
    /// the calendar does not reach that far.
    ///
    /// - Parameters:
    ///   - edge: which day of a period counts where the moment is that period.
    ///   - byLaw: whether to count by the Algemene termijnenwet.
    public func day(of moment: Moment, from base: Day, edge: Edge, byLaw: Bool = false) -> Day? {
        count(of: moment, from: base, edge: edge, byLaw: byLaw)?.day.storable
    }

    /// The same with the days that were skipped, so that it can be explained; nil when the anchor has no day yet.
    public func count(of moment: Moment, from base: Day, edge: Edge, byLaw: Bool = false) -> Count? {
        switch moment {
        case .span(let duration): return count(duration, .after, from: base, byLaw: byLaw)
        case .relative(let duration, let direction, let anchor):
            guard let span = span(of: anchor) else { return nil }
            let start = direction == .before ? span.first : span.last
            return count(duration, direction, from: start, byLaw: byLaw)
        case .anchor(let anchor):
            return span(of: anchor).map { .day(edge == .first ? $0.first : $0.last, skipped: []) }
        case .today: return .day(base, skipped: [])
        case .period(let period):
            return calendar.span(of: period, in: year, group: group?.rawValue)
                .map { .day(edge == .first ? $0.first : $0.last, skipped: []) }
        case .dayBefore(let period):
            return calendar.span(of: period, in: year, group: group?.rawValue)
                .map { .day($0.first - 1, skipped: []) }
        }
    }

    /// The day or period that an anchor means: an own one of the card, an attribute, else a name of the school year.
    public func span(of anchor: Anchor) -> DaySpan? {
        if let span = span(anchor) { return span }
        guard case .named(let name) = anchor else { return nil }
        return calendar.span(of: .planned(name.rawValue), in: year, group: group?.rawValue)
    }

    /// Nil also when it could not be stored, or would be so far that counting overflows.
    private func count(
        _ duration: SchoolDuration, _ direction: Direction, from base: Day, byLaw: Bool
    ) -> Count? {
        guard duration.amount <= 9_999 * 366 else { return nil }
        return byLaw
            ? calendar.countStatutory(duration, direction, from: base)
            : calendar.count(duration, direction, from: base)
    }
}

extension Day? {
    /// Nil when the day could not be written down.
    fileprivate var storable: Day? { flatMap { $0.isStorable ? $0 : nil } }
}
