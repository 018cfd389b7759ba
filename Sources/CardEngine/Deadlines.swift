import SchoolTime

extension Decision {
    /// What turns the moments of this card into days, as seen from a place in the case at a visit that opened then.
    ///
    /// - Parameter values: what is being filled in, and so comes before what the case holds.
    func reckoner(
        at place: Place?, openedOn: Day, in state: CaseState? = nil,
        filledIn values: [FieldID: FieldValue] = [:]
    ) -> Reckoner {
        let state = state ?? self.state
        let subject = state.subject(at: place)
        let occasion = state.occasion?.firstDay ?? openedOn
        return Reckoner(
            calendar: now.calendar, group: subject?.group,
            year: max(SchoolYearNumber(of: occasion), SchoolYearNumber(of: openedOn))
        ) { anchor in
            switch anchor {
            case .start:
                // While the case is being opened, it starts today.
                let day = state.opening?.stamp.day ?? now.today
                return DaySpan(first: day, last: day)
            case .occasion:
                return state.occasion.map { DaySpan(first: $0.firstDay, last: $0.lastDay) }
            case .step(let step):
                return state.day(of: step, from: place).map { DaySpan(first: $0, last: $0) }
            case .field(let field):
                guard case .date(let day)? = values[field] ?? value(of: field, at: place, in: state) else {
                    return nil
                }
                return DaySpan(first: day, last: day)
            case .named(let name):
                let facts = subject.flatMap { state.subjects[$0] }
                return facts?.date(of: name).map { DaySpan(first: $0, last: $0) }
            }
        }
    }

    /// The day that a moment means now, in a place.
    func day(of moment: Moment, from base: Day, at place: Place?, edge: Edge) -> Day? {
        reckoner(at: place, openedOn: base).day(of: moment, from: base, edge: edge)
    }

    /// The days that the terms of a step mean, for a visit that opened then.
    struct Dates {
        var earliest: Day?
        var deadline: Day?
        var statutory: Day?
        var until: Day?
    }

    /// Terms count from when the step opens, or from its `vanaf` if later. Postponement and suspension move no date of the
    /// law and none of `vanaf` (kaarttaal, section 6).
    ///
    /// - Parameters:
    ///   - earliest: what stays when the calendar no longer tells the day of `vanaf`.
    ///   - postponedBy: by how many days the owner postponed the term.
    func dates(
        of step: Step, at place: Place?, openedOn: Day, keeping earliest: Day? = nil, postponedBy: Int = 0
    ) -> Dates {
        let reckoner = reckoner(at: place, openedOn: openedOn)
        var dates = Dates()
        dates.earliest =
            step.terms.earliest.flatMap { reckoner.day(of: $0, from: openedOn, edge: .first) } ?? earliest
        let base = max(openedOn, dates.earliest ?? openedOn)
        dates.deadline = step.terms.term.flatMap { term in
            reckoner.day(of: term, from: base, edge: .last).map {
                $0 + postponedBy
                    + suspendedDays(of: term, meaning: $0, from: base, openedOn: openedOn, reckoner)
            }
        }
        dates.statutory = step.terms.statutory.flatMap {
            reckoner.day(of: $0, from: base, edge: .last, byLaw: true)
        }
        if case .wait(let wait) = step.kind, case .moment(let moment) = wait.goal {
            let until = reckoner.day(of: moment, from: openedOn, edge: .first)
            dates.until =
                moment.isSpan
                ? until.map {
                    $0 + suspendedDays(of: moment, meaning: $0, from: openedOn, openedOn: openedOn, reckoner)
                } : until
        }
        return dates
    }

    /// By how many days a term moved because it stood still: the days of suspension since it began to run, and of one in
    /// working or school days those until the next such day. It never ends on a day that it does not count.
    func suspendedDays(
        of term: Moment, meaning day: Day, from base: Day, openedOn: Day, _ reckoner: Reckoner
    ) -> Int {
        let days = state.suspendedDays(since: reckoner.begin(of: term, from: base, openedOn: openedOn))
        guard days > 0, let unit = term.unitOfDays,
            let next = now.calendar.count(
                SchoolDuration(amount: 1, unit: unit), .after, from: day + days - 1
            ).day
        else { return days }
        return next - day
    }

    /// The dates of the whole case.
    func caseDates(openedOn: Day, limit: Day?) -> (deadline: Day?, statutory: Day?) {
        let reckoner = reckoner(at: nil, openedOn: openedOn)
        let agreed = card.terms.term.flatMap { term in
            reckoner.day(of: term, from: openedOn, edge: .last).map {
                $0 + suspendedDays(of: term, meaning: $0, from: openedOn, openedOn: openedOn, reckoner)
            }
        }
        let limit = limit.map { $0 + state.suspendedDays(since: openedOn) }
        let statutory = card.terms.statutory.flatMap {
            reckoner.day(of: $0, from: openedOn, edge: .last, byLaw: true)
        }
        return ([agreed, limit].compactMap(\.self).min().map { $0 + state.postponedBy }, statutory)
    }

    /// Brings the dates of what is open up to date: an anchor may have come, moved or gone, the calendar changed, a term
    /// been postponed.
    mutating func refreshDates() {
        guard state.isRunning, let opening = state.opening else { return }
        followOccasion()
        let (deadline, statutory) = caseDates(openedOn: opening.stamp.day, limit: opening.facts.limit)
        if card.terms.term != nil || opening.facts.limit != nil {
            move(
                nil, .deadline, from: state.deadline, to: deadline,
                because: cause(of: card.terms.term, at: nil, nil))
        }
        if let moment = card.terms.statutory {
            move(
                nil, .statutory, from: state.statutory, to: statutory,
                because: cause(of: moment, at: nil, nil))
        }
        for visit in state.openVisits {
            guard let step = card.step(visit.step) else { continue }
            let dates = dates(
                of: step, at: visit.place, openedOn: visit.openedOn, keeping: keptEarliest(of: visit, step),
                postponedBy: visit.postponedBy)
            let terms = step.terms
            // A `vanaf` that has no day, and had none, is not what a term counts from.
            let base = dates.earliest == nil && visit.earliest == nil ? nil : terms.earliest
            if terms.earliest != nil {
                move(
                    visit, .earliest, from: visit.earliest, to: dates.earliest,
                    because: cause(of: terms.earliest, at: visit.place, nil))
            }
            if terms.term != nil {
                move(
                    visit, .deadline, from: visit.deadline, to: dates.deadline,
                    because: cause(of: terms.term, countedFrom: base, at: visit.place, visit))
            }
            if terms.statutory != nil {
                move(
                    visit, .statutory, from: visit.statutory, to: dates.statutory,
                    because: cause(of: terms.statutory, countedFrom: base, at: visit.place, nil))
            }
            if case .wait(let wait) = step.kind, case .moment(let moment) = wait.goal {
                move(
                    visit, .until, from: visit.until, to: dates.until,
                    because: cause(of: moment, at: visit.place, visit))
            }
        }
        followMoments(openedOn: opening.stamp.day)
    }

    /// Records what the moments of the interrupts mean now, as far as that is another day than before.
    private mutating func followMoments(openedOn: Day) {
        let reckoner = reckoner(at: nil, openedOn: openedOn)
        for (number, interrupt) in card.interrupts.enumerated() {
            guard case .moment(let moment) = interrupt.trigger else { continue }
            let (from, to) = (
                state.moments[number]?.day, reckoner.day(of: moment, from: openedOn, edge: .first)
            )
            guard from != to, to != nil || cause(of: moment, at: nil, nil) == .anchor else { continue }
            emit(
                .momentMoved(
                    MomentMoved(interrupt: number, from: from, to: to, day: day == now.today ? nil : day)))
        }
    }

    /// The `vanaf` that stays when the calendar no longer reaches it; nil when its anchor went.
    private func keptEarliest(of visit: Visit, _ step: Step) -> Day? {
        guard let moment = step.terms.earliest, let known = visit.earliest,
            cause(of: moment, at: visit.place, nil) != .anchor
        else { return nil }
        return known
    }

    /// A date or period that moves takes its occasion along (kaarttaal, section 3).
    private mutating func followOccasion() {
        guard let occasion = state.occasion, let name = occasion.name, let opening = state.opening else {
            return
        }
        let subject = opening.facts.subject
        let attribute = state.subjects[subject]?.date(of: name).map { DaySpan(first: $0, last: $0) }
        let planned = now.calendar.span(
            of: .planned(name.rawValue), in: SchoolYearNumber(of: occasion.firstDay),
            group: state.subject(at: nil)?.group?.rawValue)
        guard let span = attribute ?? planned,
            span != DaySpan(first: occasion.firstDay, last: occasion.lastDay)
        else { return }
        emit(
            .occasionMoved(
                OccasionMoved(occasion: Occasion(firstDay: span.first, lastDay: span.last, name: name))))
    }

    /// Records that a date moved, if it did.
    ///
    /// A date that was known stays when the calendar no longer reaches it, such as without the file of a past school
    /// year: then nobody would be late any more.
    private mutating func move(
        _ visit: Visit?, _ kind: DateMoved.Kind, from: Day?, to: Day?, because cause: DateMoved.Cause
    ) {
        guard from != to, to != nil || cause == .anchor, to?.isStorable ?? true else { return }
        emit(
            .dateMoved(
                DateMoved(
                    visit: visit?.number, kind: kind, from: from, to: to, cause: cause,
                    day: day == now.today ? nil : day)))
    }

    /// Why the day of a moment is another one than before: it was postponed or suspended, its anchor came, moved or went,
    /// else the calendar changed.
    ///
    /// A moment without an anchor counts from its base, for a term the `vanaf`, and so moves along with that.
    private func cause(
        of moment: Moment?, countedFrom base: Moment? = nil, at place: Place?, _ visit: Visit?
    ) -> DateMoved.Cause {
        let earlier = visit.flatMap { before.visit($0.number) }
        if (visit?.postponedBy ?? state.postponedBy)
            != (visit == nil ? before.postponedBy : earlier?.postponedBy ?? 0)
        {
            return .postponed
        }
        if state.suspensions != before.suspensions { return .suspended }
        switch moment {
        case .span, .today, nil:
            return base.map { cause(of: $0, at: place, visit) } ?? .calendar
        case .period, .dayBefore: return changesGroup(at: place) ? .anchor : .calendar
        case .relative(_, _, let anchor), .anchor(let anchor):
            let day = reckoner(at: place, openedOn: now.today).span(anchor)
            let old = reckoner(at: place, openedOn: now.today, in: before).span(anchor)
            if case .named = anchor, day == nil, old == nil {
                return changesGroup(at: place) ? .anchor : .calendar
            }
            return day == nil || day != old ? .anchor : .calendar
        }
    }
}

extension Decision {
    /// Whether the pupil at a place goes to another group: then what that group planned counts.
    private func changesGroup(at place: Place?) -> Bool {
        state.subject(at: place)?.group != before.subject(at: place)?.group
    }
}

extension Moment {
    /// The days that a term counts, when it does not count them all.
    fileprivate var unitOfDays: SchoolDuration.Unit? {
        switch self {
        case .span(let duration), .relative(let duration, _, _):
            switch duration.unit {
            case .workingDays: .workingDays
            case .schoolDays, .schoolWeeks: .schoolDays
            case .days, .weeks, .months, .years: nil
            }
        case .anchor, .today, .period, .dayBefore: nil
        }
    }
}

extension CaseState {
    /// How many days the case was suspended since that day, as far as that is over.
    func suspendedDays(since day: Day) -> Int {
        suspensions.reduce(0) { sum, suspension in
            guard let end = suspension.to else { return sum }
            return sum + Swift.max(0, end - Swift.max(suspension.from, day))
        }
    }
}
