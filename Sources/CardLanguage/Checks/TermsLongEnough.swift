import CardEngine
import SchoolTime

extension CardCheck {
    /// A term that is over before the steps in front of it are, when each of them takes its own (kaarttaal, section 8); and one of the
    /// law that is over before that of the school.
    ///
    /// Only what is sure is told: of steps that follow each other from top to bottom, by the least that their terms can be and the
    /// most that this one can. Of a card with more than some two hundred terms only the first are looked at.
    static let termsLongEnough = CardCheck(name: "TermsLongEnough") { checked in
        let card = checked.card
        var sums = TermSums(checked)
        var found: [Diagnostic] = []
        func look(
            at moment: Moment?, _ place: SourceRange?, isStatutory: Bool, from origin: TermSums.Origin,
            to goal: TermSums.Goal, _ whose: String
        ) {
            guard let moment, let place, let limit = moment.duration(after: origin, in: card) else { return }
            let most = limit.most(isStatutory: isStatutory)
            guard let sum = sums.longest(from: origin, to: goal, most.measure),
                sum.amount > most.amount
            else { return }
            let atMost = limit.isExact(most) ? "" : ", hooguit \(most.measure.count(most.amount))"
            found.append(
                Diagnostic(
                    .termTooShort, .warning, at: place,
                    "\(whose) is \(MomentText.text(of: moment))\(atMost), maar als elke stap zijn hele termijn gebruikt, is die dan "
                        + "al om: \(CheckedCard.shown(sum.path)) duurt minstens \(most.measure.count(sum.amount)). Maak de termijnen ervoor "
                        + "korter, of deze langer."))
        }
        func look(
            at terms: StepTerms, _ written: TermsDeclaration, from origin: TermSums.Origin,
            to goal: TermSums.Goal, _ whose: String
        ) {
            look(
                at: terms.term, written.term?.range, isStatutory: false, from: origin, to: goal,
                "De termijn van \(whose)")
            look(
                at: terms.statutory, written.statutory?.range, isStatutory: true, from: origin, to: goal,
                "De wettelijke termijn van \(whose)")
        }
        func compare(_ terms: StepTerms, _ written: TermsDeclaration, _ whose: String) {
            guard let term = terms.term, let statutory = terms.statutory, let place = written.term?.range,
                statutory.endsByLaw(before: term)
            else { return }
            found.append(
                Diagnostic(
                    .termTooShort, .warning, at: place,
                    "De termijn van \(whose) is \(MomentText.text(of: term)), en de wettelijke \(MomentText.text(of: statutory)): wie "
                        + "zich aan de afspraak houdt, kan te laat zijn voor de wet. Maak `termijn` korter."))
        }
        look(at: card.terms, checked.declaration.terms, from: .start, to: .anyEnd, "het traject")
        compare(card.terms, checked.declaration.terms, "het traject")
        for (index, step) in card.steps.enumerated() {
            let written = checked.declaration.allSteps[index].terms
            let whose = "de stap `\(step.id)`"
            compare(step.terms, written, whose)
            for origin in step.terms.origins(in: card) {
                look(at: step.terms, written, from: origin, to: .step(index), whose)
            }
            if step.isBlock {
                look(at: step.terms, written, from: .opened(index), to: .closed(index), whose)
            }
        }
        return found
    }
}

extension StepTerms {
    /// What its terms count from.
    fileprivate func origins(in card: Card) -> [TermSums.Origin] {
        var found: [TermSums.Origin] = []
        for case .relative(_, .after, let anchor)? in [term, statutory] {
            switch anchor {
            case .start: found.append(.start)
            case .step(let step): if let place = card.place(of: step) { found.append(.done(place)) }
            case .field, .occasion, .named: continue
            }
        }
        return found
    }
}

extension Moment {
    /// Whether a term of the law is over before another one, whenever both begin.
    fileprivate func endsByLaw(before term: Moment) -> Bool {
        if case .span(let own) = self, case .span(let length) = term {
            return length.surelyExceeds(own, byLaw: true)
        }
        return isSurelyBefore(term, edge: .last, otherEdge: .last, byLaw: true)
    }

    /// The length of a term that counts from there; nil when it counts from something else.
    fileprivate func duration(after origin: TermSums.Origin, in card: Card) -> SchoolDuration? {
        switch (self, origin) {
        case (.span(let duration), .start), (.span(let duration), .opened): duration
        case (.relative(let duration, .after, .start), .start): duration
        case (.relative(let duration, .after, .step(let step)), .done(let place))
        where card.place(of: step) == place: duration
        case (.span, _), (.relative, _), (.anchor, _), (.today, _), (.period, _), (.dayBefore, _), (.next, _):
            nil
        }
    }
}

extension SchoolDuration {
    /// The most that it can be, in the measure that is sure of it. An end that the law moves is a week later at most.
    func most(isStatutory: Bool) -> (amount: Int, measure: TermMeasure) {
        let moved = isStatutory ? 7 : 0
        return switch unit {
        case .days: (amount + moved, .days)
        case .weeks: (amount * 7 + moved, .days)
        case .months: (amount * 31 + moved, .days)
        case .years: (amount * 366 + moved, .days)
        case .workingDays: (amount, .workingDays)
        case .schoolDays: (amount, .schoolDays)
        case .schoolWeeks: (amount, .schoolWeeks)
        }
    }

    /// Whether that most says no more than the length itself.
    fileprivate func isExact(_ most: (amount: Int, measure: TermMeasure)) -> Bool {
        switch unit {
        case .days, .workingDays, .schoolDays, .schoolWeeks: amount == most.amount
        case .weeks, .months, .years: false
        }
    }
}
