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
        moment.reckoned(from: base, edge: edge, anchor: span, period: span(of:))
            .flatMap { calendar.reachedDay(of: $0, byLaw: byLaw) }
    }

    /// The same with the days that were skipped, so that it can be explained; nil when the anchor has no day yet.
    func count(of moment: Moment, from base: Day, edge: Edge, byLaw: Bool) -> Count? {
        moment.reckoned(from: base, edge: edge, anchor: span, period: span(of:))
            .flatMap { calendar.count(of: $0, byLaw: byLaw) }
    }

    /// The day or period that an anchor means: an own one of the card, an attribute, else a name of the school year.
    public func span(of anchor: Anchor) -> DaySpan? { anchor.span(anchor: span, period: span(of:)) }

    private func span(of period: YearPeriod) -> DaySpan? {
        calendar.span(of: period, in: year, group: group?.rawValue)
    }
}

/// What a moment comes to: a day, or a duration that is still to be counted.
enum Reckoned {
    case day(Day)
    case count(SchoolDuration, Direction, from: Day)
}

extension Moment {
    /// What it comes to, counted from `base` where it names no anchor; nil when its anchor has no day yet.
    ///
    /// It asks what an anchor or a period means only when it comes to that, for the answer takes a search through the case.
    func reckoned(
        from base: Day, edge: Edge, anchor known: (Anchor) -> DaySpan?, period: (YearPeriod) -> DaySpan?
    ) -> Reckoned? {
        switch self {
        case .span(let duration): return .count(duration, .after, from: base)
        case .relative(let duration, let direction, let anchor):
            guard let span = anchor.span(anchor: known, period: period) else { return nil }
            return .count(duration, direction, from: direction == .before ? span.first : span.last)
        case .anchor(let anchor):
            return anchor.span(anchor: known, period: period).map {
                .day(edge == .first ? $0.first : $0.last)
            }
        case .today: return .day(base)
        case .period(let named):
            return period(named).map { .day(edge == .first ? $0.first : $0.last) }
        case .dayBefore(let named): return period(named).map { .day($0.first - 1) }
        case .next(let named, let anchor):
            guard let from = anchor.span(anchor: known, period: period)?.last,
                let span = SchoolCalendar.next(named, from: from)
            else { return nil }
            // A month that runs already begins that day.
            return .day(edge == .first ? max(span.first, from) : span.last)
        }
    }
}

extension Anchor {
    /// The day or period that it means: an own one of the card, an attribute, else a name of the school year.
    func span(anchor known: (Anchor) -> DaySpan?, period: (YearPeriod) -> DaySpan?) -> DaySpan? {
        if let span = known(self) { return span }
        guard case .named(let name) = self else { return nil }
        return period(.planned(name.rawValue))
    }
}

extension SchoolCalendar {
    /// The day that it is in the end; nil when the calendar does not reach that far, or it could not be written down.
    func reachedDay(of reckoned: Reckoned, byLaw: Bool) -> Day? {
        let day: Day?
        switch reckoned {
        case .day(let found): day = found
        case .count(let duration, let direction, let base):
            guard duration.isCountable else { return nil }
            day =
                byLaw
                ? reachedDayByLaw(duration, direction, from: base)
                : reachedDay(duration, direction, from: base)
        }
        return day.flatMap { $0.isStorable ? $0 : nil }
    }

    /// The same with the days that were skipped.
    fileprivate func count(of reckoned: Reckoned, byLaw: Bool) -> Count? {
        switch reckoned {
        case .day(let day): return .day(day, skipped: [])
        case .count(let duration, let direction, let base):
            guard duration.isCountable else { return nil }
            return byLaw
                ? countStatutory(duration, direction, from: base) : count(duration, direction, from: base)
        }
    }
}

extension SchoolDuration {
    /// Not when it could not be stored, or would be so far that counting overflows.
    fileprivate var isCountable: Bool { amount <= 9_999 * 366 }
}
