import SchoolTime

extension Decision {
    /// The day that a moment means, counted from `base` where it names no anchor; nil when the anchor has no day yet
    /// or the calendar does not reach that far.
    func day(of moment: Moment, from base: Day) -> Day? {
        switch moment {
        case .span(let duration): count(duration, .after, from: base)
        case .relative(let duration, let direction, let anchor):
            day(of: anchor, in: state).flatMap { count(duration, direction, from: $0) }
        case .anchor(let anchor): day(of: anchor, in: state)
        case .today: base
        }
    }

    /// The day so much later or earlier; nil also when it could not be stored.
    private func count(_ duration: SchoolDuration, _ direction: Direction, from base: Day) -> Day? {
        // More of anything than all years that can be written have days leads outside them, and must not overflow.
        guard duration.amount <= 9_999 * 366 else { return nil }
        guard let day = now.calendar.count(duration, direction, from: base).day, day.isStorable else {
            return nil
        }
        return day
    }

    private func day(of anchor: Anchor, in state: CaseState) -> Day? {
        switch anchor {
        // While the case is being opened, it starts today.
        case .start: return state.opening?.stamp.day ?? now.today
        case .step(let step): return state.day(of: step)
        case .field(let field):
            guard case .date(let day) = state.values[field] else { return nil }
            return day
        }
    }

    /// Brings the dates of what is open up to date: an anchor may have come, moved or gone, the calendar changed.
    mutating func refreshDates() {
        guard state.isRunning, let opening = state.opening else { return }
        if let term = card.term {
            let deadline = day(of: term, from: opening.stamp.day)
            move(nil, .deadline, from: state.deadline, to: deadline, because: cause(of: term))
        }
        for visit in state.openVisits {
            guard let step = card.step(visit.step), case .task(let task) = step.kind else { continue }
            var earliest: Day?
            if let moment = task.earliest {
                let day = day(of: moment, from: visit.openedOn)
                earliest = move(visit, .earliest, from: visit.earliest, to: day, because: cause(of: moment))
            }
            if let moment = task.term {
                let deadline = deadline(of: task, openedOn: visit.openedOn, earliest: earliest)
                let cause = cause(of: moment, countedFrom: task.earliest)
                move(visit, .deadline, from: visit.deadline, to: deadline, because: cause)
            }
        }
    }

    /// Records that a date moved, if it did; gives the date from now on.
    ///
    /// A date that was known stays when the calendar no longer reaches it, such as without the file of a past school
    /// year: then nobody would be late any more.
    @discardableResult
    private mutating func move(
        _ visit: Visit?, _ kind: DateMoved.Kind, from: Day?, to: Day?, because cause: DateMoved.Cause
    ) -> Day? {
        guard from != to, to != nil || cause == .anchor else { return from }
        emit(.dateMoved(DateMoved(visit: visit?.number, kind: kind, from: from, to: to, cause: cause)))
        return to
    }

    /// Why the day of a moment is another one than before: its anchor came, moved or went, else the calendar changed.
    ///
    /// A moment without an anchor counts from its base, for a term the `vanaf`, and so moves along with that.
    private func cause(of moment: Moment, countedFrom base: Moment? = nil) -> DateMoved.Cause {
        switch moment {
        case .span, .today:
            return base.map { cause(of: $0) } ?? .calendar
        case .relative(_, _, let anchor), .anchor(let anchor):
            let day = day(of: anchor, in: state)
            return day == nil || day != self.day(of: anchor, in: before) ? .anchor : .calendar
        }
    }
}
