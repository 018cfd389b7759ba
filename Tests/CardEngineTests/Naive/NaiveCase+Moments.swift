import SchoolTime

@testable import CardEngine

/// Which day a moment means (kaarttaal, section 6).
extension NaiveCase {
    /// - Parameter base: what a duration alone counts from.
    /// - Parameter year: a day of the school year in which days and names are taken, unless that of the occasion is later.
    func day(
        of moment: Moment, from base: Day, year: Day, edge: Edge, at place: Place?, byLaw: Bool = false
    ) -> NaiveDay {
        switch moment {
        case .today: return NaiveDay(base)
        case .span(let duration): return count(duration, .after, from: base, byLaw: byLaw)
        case .relative(let duration, let direction, let anchor):
            let edge = direction == .before ? Edge.first : .last
            guard let start = day(of: anchor, year: year, edge: edge, at: place) else { return NaiveDay(nil) }
            return count(duration, direction, from: start, byLaw: byLaw)
        case .anchor(let anchor): return NaiveDay(day(of: anchor, year: year, edge: edge, at: place))
        case .period(let period):
            let span = span(of: period, year: year, at: place)
            return NaiveDay(edge == .first ? span?.first : span?.last)
        case .dayBefore(let period):
            return NaiveDay(span(of: period, year: year, at: place).map { $0.first - 1 })
        case .next(let period, let anchor):
            guard let from = day(of: anchor, year: openedOn, edge: .last, at: place) else {
                return NaiveDay(nil)
            }
            var year = SchoolYearNumber(of: from).previous
            while true {
                let span = now.calendar.span(of: period, in: year, group: nil)
                if let span, span.last >= from {
                    return NaiveDay(edge == .first ? max(from, span.first) : span.last)
                }
                year = year.next
            }
        }
    }

    private func count(_ duration: SchoolDuration, _ direction: Direction, from start: Day, byLaw: Bool)
        -> NaiveDay
    {
        // No card counts further; more would only take the calendar's time.
        guard duration.amount < 100_000 else { return NaiveDay(nil) }
        let count =
            byLaw
            ? now.calendar.countStatutory(duration, direction, from: start)
            : now.calendar.count(duration, direction, from: start)
        switch count {
        case .day(let day, _): return NaiveDay(day)
        case .beyondCalendar: return NaiveDay(nil, isBeyondCalendar: true)
        }
    }

    private func day(of anchor: Anchor, year: Day, edge: Edge, at place: Place?) -> Day? {
        switch anchor {
        case .start: return openedOn
        case .step(let step): return day(of: step, from: place)
        case .field(let field):
            if case .date(let day)? = form[field] ?? value(of: field, at: place) { return day }
            return nil
        case .occasion: return edge == .first ? occasion.firstDay : occasion.lastDay
        case .named(let name):
            guard now.calendar.plannedNames.contains(name.rawValue) else {
                return known[subject(at: place)]?.date(of: name)
            }
            let span = span(of: .planned(name.rawValue), year: year, at: place)
            return edge == .first ? span?.first : span?.last
        }
    }

    private func span(of period: YearPeriod, year: Day, at place: Place?) -> DaySpan? {
        let year = max(SchoolYearNumber(of: occasion.firstDay), SchoolYearNumber(of: year))
        return now.calendar.span(of: period, in: year, group: subject(at: place).group?.rawValue)
    }

    // MARK: - The dates of a visit and of the case

    func earliest(of visit: NaiveVisit) -> NaiveDay {
        guard let moment = step(visit).terms.earliest else { return NaiveDay(nil) }
        return day(of: moment, from: visit.openedOn, year: visit.openedOn, edge: .first, at: visit.place)
    }

    /// What durations count from: the opening, or `vanaf` if that is later.
    func base(of visit: NaiveVisit) -> Day { max(visit.openedOn, visit.earliest ?? visit.openedOn) }

    func deadline(of visit: NaiveVisit) -> NaiveDay {
        guard let moment = step(visit).terms.term else { return NaiveDay(nil) }
        let agreed = day(
            of: moment, from: base(of: visit), year: visit.openedOn, edge: .last, at: visit.place)
        let since = running(moment, base(of: visit), visit.openedOn, at: visit.place)
        return moved(agreed, moment, since: since, visit.postponements)
    }

    /// Where a term ends once it was suspended and postponed: each in its turn, and the suspensions of before a postponement
    /// first.
    private func moved(
        _ day: NaiveDay, _ moment: Moment?, since start: Day, _ postponements: [NaivePostponement]
    ) -> NaiveDay {
        var (end, stood) = (day, 0)
        for postponement in postponements {
            let days = daysSuspended(since: start, in: postponement.suspensions)
            end = suspended(end, moment, for: days - stood).moved(by: postponement.days)
            stood = days
        }
        return suspended(end, moment, for: daysSuspended(since: start, in: suspensions) - stood)
    }

    /// After so many days of suspension; a term of working or school days ends on one of those.
    private func suspended(_ day: NaiveDay, _ moment: Moment?, for days: Int) -> NaiveDay {
        let moved = day.moved(by: days)
        var unit: SchoolDuration.Unit?
        if case .span(let duration)? = moment { unit = duration.unit }
        if case .relative(let duration, _, _)? = moment { unit = duration.unit }
        if unit == .schoolWeeks { unit = .schoolDays }
        guard days > 0, let unit, unit == .schoolDays || unit == .workingDays, var end = moved.day else {
            return moved
        }
        let one = SchoolDuration(amount: 1, unit: unit)
        while let next = now.calendar.count(one, .after, from: end - 1).day, next != end { end = end + 1 }
        // Beyond the calendar nobody knows which days are school days.
        return now.calendar.count(one, .after, from: end - 1).day == nil ? moved : NaiveDay(end)
    }

    /// Since when a term runs: from the day that a duration counts from, and a date from when it was asked.
    private func running(_ moment: Moment, _ base: Day, _ openedOn: Day, at place: Place?) -> Day {
        if case .span = moment { return base }
        if case .relative(_, .after, let anchor) = moment {
            return day(of: anchor, year: openedOn, edge: .last, at: place) ?? openedOn
        }
        return openedOn
    }

    func statutory(of visit: NaiveVisit) -> NaiveDay {
        guard let moment = step(visit).terms.statutory else { return NaiveDay(nil) }
        return day(
            of: moment, from: base(of: visit), year: visit.openedOn, edge: .last, at: visit.place, byLaw: true
        )
    }

    func until(of visit: NaiveVisit) -> NaiveDay {
        guard case .wait(let wait) = step(visit).kind, case .moment(let moment) = wait.goal else {
            return NaiveDay(nil)
        }
        let until = day(
            of: moment, from: visit.openedOn, year: visit.openedOn, edge: .first, at: visit.place)
        if case .span = moment { return moved(until, moment, since: visit.openedOn, []) }
        return until
    }

    /// A step that waits for a day, or calls a case about somebody, in a field that is empty, can't open as long as somebody can
    /// fill that in.
    func checkNeeds(_ step: Step, at place: Place?) throws(NaiveRefusal) {
        let needed: FieldID
        switch step.kind {
        case .wait(let wait):
            guard case .moment(let moment) = wait.goal, case .field(let field)? = moment.anchor else {
                return
            }
            needed = field
        case .call(let call):
            guard case .field(let field) = call.about else { return }
            needed = field
        case .task, .sign, .choice, .parallel, .forEach, .register: return
        }
        if value(of: needed, at: place) != nil { return }
        var places = [(field: needed, place: place)]
        for here in around(place) {
            // A cell is filled in with its list, too.
            guard let row = item(here)?.row, case .rows(let list)? = forEach(here)?.source,
                columns(of: list).contains(needed)
            else { continue }
            places.append((list, visit(here.block)?.place))
            let isNew = told.contains { told in
                guard case .itemAdded(let added) = told.fact else { return false }
                return added.isNewRow == true && added.visit == here.block && added.branch.item?.row == row
            }
            if isNew,
                visits.contains(where: { canFillIn(needed, here, $0) || canFillIn(list, places[1].place, $0) }
                )
            {
                throw .needed([needed])
            }
        }
        for (field, place) in places {
            guard let asker = visits.last(where: { canFillIn(field, place, $0) }) else { continue }
            if doneBefore.contains(asker.number) { throw .undecided }
            throw .needed([needed])
        }
    }

    func caseDeadline() -> NaiveDay {
        let limit = moved(NaiveDay(limit), nil, since: limitSince, postponements)
        guard let moment = card.terms.term else { return limit }
        let counted = day(of: moment, from: openedOn, year: openedOn, edge: .last, at: nil)
        let agreed = moved(
            counted, moment, since: running(moment, openedOn, openedOn, at: nil), postponements)
        guard let last = limit.day else { return agreed }
        return NaiveDay(min(agreed.day ?? last, last))
    }

    func caseStatutory() -> NaiveDay {
        guard let moment = card.terms.statutory else { return NaiveDay(nil) }
        return day(of: moment, from: openedOn, year: openedOn, edge: .last, at: nil, byLaw: true)
    }

    /// The days after that day on which no term ran, as far as the case went on again.
    func daysSuspended(since start: Day, in suspensions: [NaiveSuspension]) -> Int {
        var days = 0
        for suspension in suspensions {
            guard let end = suspension.to else { continue }
            let from = max(start, suspension.from)
            if end > from { days += end - from }
        }
        return days
    }
}

/// A day, or none; and whether there is none only because the calendar does not reach far enough.
struct NaiveDay {
    let day: Day?
    let isBeyondCalendar: Bool

    init(_ day: Day?, isBeyondCalendar: Bool = false) {
        let first = Day(year: 1, month: 1, day: 1)!
        let last = Day(year: 9999, month: 12, day: 31)!
        self.day = day.flatMap { first <= $0 && $0 <= last ? $0 : nil }
        self.isBeyondCalendar = isBeyondCalendar
    }

    func moved(by days: Int) -> NaiveDay {
        NaiveDay(day.map { $0 + days }, isBeyondCalendar: isBeyondCalendar)
    }
}
