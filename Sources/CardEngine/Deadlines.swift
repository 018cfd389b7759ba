import SchoolTime

extension Decision {
    /// The day that a moment means now, as seen from a place at a visit that opened then: from that day, unless said
    /// otherwise.
    ///
    /// - Parameter values: what is being filled in, and so comes before what the case holds.
    func day(
        of moment: Moment, from base: Day, edge: Edge, byLaw: Bool = false, at place: Place?,
        openedOn: Day? = nil, filledIn values: [FieldID: FieldValue] = [:]
    ) -> Day? {
        moment.reckoned(
            from: base, edge: edge,
            anchor: { span(of: $0, at: place, in: state, filledIn: values) },
            period: {
                span(of: $0, at: place, openedOn: yearDay(of: moment, openedOn: openedOn ?? base), in: state)
            }
        ).flatMap { now.calendar.reachedDay(of: $0, byLaw: byLaw) }
    }

    /// The day whose school year counts, unless that of the occasion is later: what a `31 juli na lib-midden` counts from stays that of the
    /// case (docs/kaarttaal.md, choice 200).
    func yearDay(of moment: Moment, openedOn: Day) -> Day {
        if case .next = moment { state.opening?.day ?? now.today } else { openedOn }
    }

    /// What turns the moments of this card into days, as seen from a place in the case at a visit that opened then: for who
    /// asks how, too.
    func reckoner(at place: Place?, openedOn: Day, in state: CaseState? = nil) -> Reckoner {
        let state = state ?? self.state
        return Reckoner(
            calendar: now.calendar, group: state.subject(at: place)?.group,
            year: state.year(openedOn: openedOn)
        ) { span(of: $0, at: place, in: state) }
    }

    /// The day or period that an anchor of the card means, as seen from a place.
    private func span(
        of anchor: Anchor, at place: Place?, in state: CaseState, filledIn values: [FieldID: FieldValue] = [:]
    ) -> DaySpan? {
        switch anchor {
        case .start:
            // While the case is being opened, it starts today.
            let day = state.opening?.day ?? now.today
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
        case .named(let name): return date(ofSubject: name, at: place, in: state)
        }
    }

    /// Whether a name means a day of the subject there, not one of the school year.
    func isOfSubject(_ name: AttributeID, at place: Place?) -> Bool {
        date(ofSubject: name, at: place, in: state) != nil
    }

    private func date(ofSubject name: AttributeID, at place: Place?, in state: CaseState) -> DaySpan? {
        let facts = state.subjectAsOpened(at: place).flatMap { state.subjects[$0] }
        return facts?.date(of: name).map { DaySpan(first: $0, last: $0) }
    }

    /// The days of a period, in the school year of the occasion, or in that of the visit if later.
    private func span(of period: YearPeriod, at place: Place?, openedOn: Day, in state: CaseState) -> DaySpan?
    {
        now.calendar.span(
            of: period, in: state.year(openedOn: openedOn), group: state.subject(at: place)?.group?.rawValue)
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
    ///   - postponements: what the owner gave the term.
    func dates(
        of step: Step, at place: Place?, openedOn: Day, keeping earliest: Day? = nil,
        postponements: [Postponement] = []
    ) -> Dates {
        var dates = Dates()
        dates.earliest =
            step.terms.earliest.flatMap {
                day(of: $0, from: openedOn, edge: .first, at: place, openedOn: openedOn)
            } ?? earliest
        let base = max(openedOn, dates.earliest ?? openedOn)
        if let term = step.terms.term {
            dates.deadline = agreedDay(
                of: term, from: base, edge: .last, at: place, openedOn: openedOn, postponements
            ).map { $0 + postponements.days }
        }
        dates.statutory = step.terms.statutory.flatMap {
            day(of: $0, from: base, edge: .last, byLaw: true, at: place, openedOn: openedOn)
        }
        if let moment = step.kind.awaitedMoment {
            dates.until =
                moment.isSpan
                ? agreedDay(of: moment, from: openedOn, edge: .first, at: place, openedOn: openedOn)
                : day(of: moment, from: openedOn, edge: .first, at: place, openedOn: openedOn)
        }
        return dates
    }

    /// The day that a term means which stands still while the case is suspended, without what the owner gave it.
    private func agreedDay(
        of term: Moment, from base: Day, edge: Edge, at place: Place?, openedOn: Day,
        _ postponements: [Postponement] = []
    ) -> Day? {
        guard let counted = day(of: term, from: base, edge: edge, at: place, openedOn: openedOn) else {
            return nil
        }
        guard !state.suspensions.isEmpty else { return counted }
        return counted
            + suspendedDays(
                of: term, meaning: counted, from: base, openedOn: openedOn,
                reckoner(at: place, openedOn: openedOn), postponements)
    }

    /// By how many days a term moved because it stood still: the days of suspension since it began to run, and of one in
    /// working or school days those until the next such day. A suspension never lets it end on a day that it does not count,
    /// also when it was postponed before; what the owner postponed it to afterwards is the day that was named.
    func suspendedDays(
        of term: Moment, meaning day: Day, from base: Day, openedOn: Day, _ reckoner: Reckoner,
        _ postponements: [Postponement] = []
    ) -> Int {
        let begin = reckoner.begin(of: term, from: base, openedOn: openedOn)
        var (end, over) = (day, 0)
        for (days, before) in postponements.map({ ($0.days, $0.over) }) + [(0, state.suspensions.count)] {
            let suspended = state.suspensions[over..<before].days(since: begin)
            if suspended > 0 { end = firstCounted(by: term, from: end + suspended) }
            (end, over) = (end + days, before)
        }
        return end - day - postponements.days
    }

    /// The first day from then on that a term counts; beyond the calendar that is not known, and so the day itself.
    private func firstCounted(by term: Moment, from day: Day) -> Day {
        guard let unit = term.unitOfDays else { return day }
        return now.calendar.reachedDay(SchoolDuration(amount: 1, unit: unit), .after, from: day - 1) ?? day
    }

    /// The dates of the whole case.
    func caseDates(openedOn: Day) -> (deadline: Day?, statutory: Day?) {
        let agreed = card.terms.term.flatMap {
            agreedDay(
                of: $0, from: openedOn, edge: .last, at: nil, openedOn: openedOn, state.postponements)
        }
        let limit = state.limit.flatMap { limit in
            limit.day.map { $0 + state.suspensions.days(since: limit.since) }
        }
        let statutory = card.terms.statutory.flatMap {
            day(of: $0, from: openedOn, edge: .last, byLaw: true, at: nil, openedOn: openedOn)
        }
        return ([agreed, limit].compactMap(\.self).min().map { $0 + state.postponedBy }, statutory)
    }

    /// Brings the dates of what is open up to date: an anchor may have come, moved or gone, the calendar changed, a term
    /// been postponed. All of it follows from what has happened until now: it is not looked at twice.
    mutating func refreshDates() {
        guard state.isRunning, datesKnownAfter != events.count, let openedOn = state.opening?.day else {
            return
        }
        let count = events.count
        followOccasion()
        refreshDatesOfCase(openedOn: openedOn)
        for index in state.visits.indices where state.visits[index].isOpen {
            guard let place = card.place(of: state.visits[index].step), card.steps[place].hasDates else {
                continue
            }
            refreshDates(of: state.visits[index], card.steps[place])
        }
        followMoments(openedOn: openedOn)
        if events.count == count { datesKnownAfter = count }
    }

    private mutating func refreshDatesOfCase(openedOn: Day) {
        let isAgreed = card.terms.term != nil || state.limit?.day != nil || before.limit?.day != nil
        guard isAgreed || card.terms.statutory != nil else { return }
        let (deadline, statutory) = caseDates(openedOn: openedOn)
        if isAgreed {
            move(nil, .deadline, from: state.deadline, to: deadline) {
                $0.state.limit != $0.before.limit
                    ? .anchor : $0.cause(of: $0.card.terms.term, at: nil, nil)
            }
        }
        if let moment = card.terms.statutory {
            move(nil, .statutory, from: state.statutory, to: statutory) { $0.cause(of: moment, at: nil, nil) }
        }
    }

    private mutating func refreshDates(of visit: Visit, _ step: Step) {
        let dates = dates(
            of: step, at: visit.place, openedOn: visit.openedOn, keeping: keptEarliest(of: visit, step),
            postponements: visit.postponements)
        let terms = step.terms
        // A `vanaf` that has no day, and had none, is not what a term counts from.
        let base = dates.earliest == nil && visit.earliest == nil ? nil : terms.earliest
        if terms.earliest != nil {
            move(visit, .earliest, from: visit.earliest, to: dates.earliest) {
                $0.cause(of: terms.earliest, at: visit.place, nil)
            }
        }
        if terms.term != nil {
            move(visit, .deadline, from: visit.deadline, to: dates.deadline) {
                $0.cause(of: terms.term, countedFrom: base, at: visit.place, visit)
            }
        }
        if terms.statutory != nil {
            move(visit, .statutory, from: visit.statutory, to: dates.statutory) {
                $0.cause(of: terms.statutory, countedFrom: base, at: visit.place, nil)
            }
        }
        if let moment = step.kind.awaitedMoment {
            move(visit, .until, from: visit.until, to: dates.until) {
                $0.cause(of: moment, at: visit.place, visit)
            }
        }
    }

    /// Records what the moments of the interrupts mean now, as far as that is another day than before.
    private mutating func followMoments(openedOn: Day) {
        for number in card.interrupts.indices {
            guard case .moment(let moment) = card.interrupts[number].trigger else { continue }
            let from = state.moments[number]?.day
            let to = self.day(of: moment, from: openedOn, edge: .first, at: nil)
            guard from != to, to != nil || cause(of: moment, at: nil, nil) == .anchor else { continue }
            emit(
                .momentMoved(
                    MomentMoved(interrupt: number, from: from, to: to, day: unlessToday(day))))
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
        guard let name = state.occasion?.name, let occasion = state.occasion, let opening = state.opening
        else { return }
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
        _ visit: Visit?, _ kind: DateMoved.Kind, from: Day?, to: Day?,
        because reason: (Decision) -> DateMoved.Cause
    ) {
        guard from != to, to?.isStorable ?? true else { return }
        let cause = reason(self)
        guard to != nil || cause == .anchor else { return }
        record(
            DateMoved(
                visit: visit?.number, kind: kind, from: from, to: to, cause: cause,
                day: unlessToday(day), called: kind == .deadline ? visit?.calledCase : nil))
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
        case .relative(_, _, let anchor), .anchor(let anchor), .next(_, after: let anchor):
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
        case .anchor, .today, .period, .dayBefore, .next: nil
        }
    }
}

extension CaseState {
    /// The school year in which a day or name is taken: that of the occasion, or that in which a visit opened if later.
    fileprivate func year(openedOn: Day) -> SchoolYearNumber {
        let opened = SchoolYearNumber(of: openedOn)
        return occasion.map { max(SchoolYearNumber(of: $0.firstDay), opened) } ?? opened
    }
}

extension Collection<CaseState.Suspension> {
    /// How many days they lasted since that day, as far as they are over.
    func days(since day: Day) -> Int {
        reduce(0) { sum, suspension in
            guard let end = suspension.to else { return sum }
            return sum + Swift.max(0, end - Swift.max(suspension.from, day))
        }
    }
}
