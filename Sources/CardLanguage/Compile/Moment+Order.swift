import CardEngine
import SchoolTime

/// How moments lie to each other, whatever the calendar of the school says.
extension Moment {
    /// Whether its day comes before that of another, as far as is sure: both count from the same, or are days of the same school year.
    ///
    /// - Parameter byLaw: whether the law may move it forward.
    func isSurelyBefore(_ other: Moment, edge: Edge, otherEdge: Edge, byLaw: Bool = false) -> Bool {
        if let distance = leastDistance(to: other, edge: edge, otherEdge: otherEdge) { return distance > 0 }
        guard let (own, direction, anchor) = counted(edge), let (later, way, from) = other.counted(otherEdge),
            anchor == from
        else { return false }
        return switch (direction, way) {
        case (.after, .after): later.surelyExceeds(own, byLaw: byLaw)
        case (.before, .before): own.surelyExceeds(later)
        case (.before, .after): own.amount + later.amount > 0
        case (.after, .before): false
        }
    }

    /// The least number of days from a day of the school year to another one; nil when one of them is none.
    func leastDistance(to other: Moment, edge: Edge, otherEdge: Edge) -> Int? {
        // In twenty-eight years each date falls on each day of the week.
        let distances = (2001..<2029).compactMap { year -> Int? in
            let year = SchoolYearNumber(startYear: year)
            guard let own = day(in: year, edge: edge), let others = other.day(in: year, edge: otherEdge)
            else {
                return nil
            }
            return others - own
        }
        return distances.min()
    }

    private func day(in year: SchoolYearNumber, edge: Edge) -> Day? {
        switch self {
        case .period, .dayBefore:
            Reckoner(calendar: SchoolCalendar(years: []), group: nil, year: year) { _ in nil }
                .day(of: self, from: year.firstDay, edge: edge)
        case .span, .relative, .anchor, .today, .next: nil
        }
    }

    /// How long it lies from which side of what it counts from; nil when it counts from nothing that stays.
    private func counted(_ edge: Edge) -> (SchoolDuration, Direction, Anchor)? {
        switch self {
        case .relative(let duration, let direction, let anchor): (duration, direction, anchor)
        case .anchor(let anchor): (.sameDay, edge == .first ? .before : .after, anchor)
        case .span, .today, .period, .dayBefore, .next: nil
        }
    }
}

extension SchoolDuration {
    /// Whether it is longer than another from whatever day both are counted.
    ///
    /// - Parameter byLaw: whether the law may move the end of the other.
    func surelyExceeds(_ other: SchoolDuration, byLaw: Bool = false) -> Bool {
        guard amount > 0 else { return false }
        switch unit {
        // The law moves an end by less than a week.
        case .weeks where other.unit == unit, .months where other.unit == unit,
            .years where other.unit == unit:
            return amount > other.amount
        case .days, .weeks, .months, .years, .workingDays, .schoolDays, .schoolWeeks:
            let most = other.most(isStatutory: byLaw)
            return least(in: most.measure) > most.amount
        }
    }
}
