public import CardEngine
import SchoolTime

/// A norm with what was measured of it.
public struct NormResult: Hashable, Sendable {
    /// Whether it is met.
    public enum Verdict: Hashable, Sendable, CaseIterable {
        case met, notMet
        /// There was nothing to measure, or the calendar does not reach far enough to tell (choice 187).
        case unmeasurable
        /// It asks for attributes that may not be told: what it measures would tell of whom they are so.
        case withheld
    }

    /// How many of what was measured stayed within a limit that is not the same number of days each time.
    public struct Within: Hashable, Sendable {
        /// So many kept to it.
        public let count: Int
        /// Of so many.
        public let of: Int
    }

    /// The norm, as the card has it.
    public let norm: Norm
    /// What was measured.
    public let figure: Figure
    /// Whether it is met.
    public let verdict: Verdict
    /// Of a time in months, years, working days, school days or school weeks: how many kept to it.
    public let within: Within?
}

extension NormResult {
    /// Measures a norm.
    init(_ norm: Norm, in sample: Sample, seesAttributes: Bool) {
        guard seesAttributes || norm.condition == nil else {
            self.norm = norm
            figure = norm.measure.statistic.figure(of: sample).withheld
            verdict = .withheld
            within = nil
            return
        }
        let sample = sample.narrowed(to: norm.condition)
        let statistic = norm.measure.statistic
        self.norm = norm
        let figure = statistic.figure(of: sample)
        guard let limit = norm.minimum ?? norm.maximum else {
            // The compiler lets no norm through without a limit.
            self.figure = figure
            verdict = .unmeasurable
            within = nil
            return
        }
        var unknown: [Figure.Source] = []
        let isMinimum = norm.minimum != nil
        switch (figure.value, limit) {
        case (.share(let part), .share(let percent)):
            within = nil
            verdict = Self.judge(Fraction(part, of: figure.count).order(toPercent: percent), isMinimum)
        case (.average(let total), .number(let number)):
            within = nil
            verdict = Self.judge(Fraction(total, of: figure.count).order(to: number), isMinimum)
        case (.time(let spread), .time(let duration)):
            switch duration.unit {
            case .days, .weeks:
                let days = duration.unit == .days ? duration.amount : 7 * duration.amount
                within = nil
                verdict = Self.judge(.init(spread.median.twice, 2 * days), isMinimum)
            case .months, .years, .workingDays, .schoolDays, .schoolWeeks:
                let stretches = (statistic as? LeadTime)?.stretches(in: sample) ?? []
                unknown = stretches.filter {
                    Self.keeps($0, to: duration, isMinimum, sample.calendar) == nil
                }.map(\.of)
                let kept = Self.kept(stretches, to: duration, isMinimum, sample.calendar)
                within = kept
                // Of those that can't be judged each may have been on either side.
                let all = kept.of + unknown.count
                verdict =
                    all == 0
                    ? .unmeasurable
                    : 2 * kept.count >= all
                        ? .met : 2 * (kept.count + unknown.count) < all ? .notMet : .unmeasurable
            }
        case (.unmeasurable, _), (.count, _), (.share, _), (.average, _), (.time, _):
            within = nil
            verdict = .unmeasurable
        }
        self.figure = figure.excluding(Figure.Part("kalender niet bekend", unknown))
    }

    private static func judge(_ order: Fraction.Order, _ isMinimum: Bool) -> Verdict {
        switch order {
        case .equal: .met
        case .more: isMinimum ? .met : .notMet
        case .less: isMinimum ? .notMet : .met
        }
    }

    /// Whether one kept to it; nil when that can't be known because the calendar does not reach that far.
    private static func keeps(
        _ stretch: LeadTime.Stretch, to duration: SchoolDuration, _ isMinimum: Bool,
        _ calendar: SchoolCalendar
    ) -> Bool? {
        if let limit = calendar.count(duration, .after, from: stretch.from).day {
            return isMinimum ? stretch.to >= limit : stretch.to <= limit
        }
        guard let least = duration.leastDays else { return nil }
        if isMinimum { return stretch.days < least ? false : nil }
        return stretch.days <= least ? true : nil
    }

    /// A month or ten school days are not the same number of days each time: whether the median keeps to it is whether at
    /// least half of them do, each counted from its own day. What the calendar does not reach can't be judged.
    private static func kept(
        _ stretches: [LeadTime.Stretch], to duration: SchoolDuration, _ isMinimum: Bool,
        _ calendar: SchoolCalendar
    ) -> Within {
        let judged = stretches.compactMap { keeps($0, to: duration, isMinimum, calendar) }
        return Within(count: judged.count { $0 }, of: judged.count)
    }
}

extension SchoolDuration {
    /// How many calendar days it takes at least, whatever the calendar: no two school days are on one day. Nil where no calendar
    /// is asked.
    fileprivate var leastDays: Int? {
        switch unit {
        case .days, .weeks, .months, .years: nil
        case .workingDays, .schoolDays: amount
        case .schoolWeeks: max(0, 7 * (amount - 1) + 1)
        }
    }
}
