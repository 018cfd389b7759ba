import CardEngine
import SchoolTime

extension CardCheck {
    /// A day that is over when a case begins by itself, or before its step may be done: a term that is late at birth, a wait or a
    /// `vanaf` that holds nobody back.
    ///
    /// A day of the year is one of the school year of the aanleiding (kaarttaal, section 6), so for what begins in June September is
    /// over, as long as no wait brings the case past the summer.
    static let daysToCome = CardCheck(name: "DaysToCome") { checked in
        let card = checked.card
        let written = checked.declaration.allSteps
        let begins = Beginnings(card)
        var found = checked.beginsLongAfterBirth
        found += card.steps.enumerated().compactMap { $1.terms.endsBeforeItBegins(written[$0].terms) }
        guard !begins.all.isEmpty else { return found }
        let early = checked.beforeTheSummer(begins)
        for (index, step) in card.steps.enumerated() {
            let others = [
                WrittenMoment(.earliest, step.terms.earliest, written[index].terms.earliest),
                WrittenMoment(.wait, step.kind.goal, written[index].kind.goal),
            ]
            found += (step.terms.limits(written[index].terms) + others.compactMap(\.self)).compactMap {
                moment in
                begins.complaint(of: moment, isInSameYear: early.reaches(index)) {
                    checked.isOnEveryWay(index)
                }
            }
        }
        found += card.terms.limits(checked.declaration.terms).compactMap { moment in
            begins.complaint(of: moment, isInSameYear: true) { true }
        }
        return found
    }
}

/// A moment, with the word that it stands behind and its place in the file.
private struct WrittenMoment {
    let word: Keyword
    let moment: Moment
    let range: SourceRange

    /// Nil when there is none.
    init?(_ word: Keyword, _ moment: Moment?, _ written: MomentDeclaration?) {
        guard let moment, let written else { return nil }
        self.word = word
        self.moment = moment
        range = written.range
    }
}

/// The moments at which cases begin by themselves.
private struct Beginnings {
    /// Each moment once; of very many the first ones.
    let all: [Moment]
    /// Whether cases begin in other ways too.
    private let areNotAll: Bool
    private static let limit = 20

    init(_ card: Card) {
        var found: [Moment] = []
        var others = false
        for rule in card.startRules {
            switch rule.trigger {
            case .yearly(let moments): found += moments
            case .moment(let moment): found.append(moment)
            case .event(let event): found.append(.anchor(.named(event.attribute)))
            case .manual, .after: others = true
            }
        }
        var seen: Set<Moment> = []
        let each = found.filter { seen.insert($0).inserted }
        all = Array(each.prefix(Self.limit))
        areNotAll = others || each.count > Self.limit
    }

    /// A complaint of a moment that is over when a case begins; nil when that is not sure, or when another way to begin may be what it is
    /// for.
    func complaint(
        of written: WrittenMoment, isInSameYear: Bool, isOnEveryWay: () -> Bool
    ) -> Diagnostic? {
        let (word, moment) = (written.word, written.moment)
        let edge: Edge = word == .term || word == .statutory ? .last : .first
        let isDayOfYear = moment.isDayOfYear
        guard !isDayOfYear || isInSameYear else { return nil }
        let past = all.filter { moment.isOver(when: $0, edge) }
        guard !past.isEmpty else { return nil }
        let isForAll = past.count == all.count
        let begin: Moment
        if isForAll, !areNotAll {
            begin = past[0]
        } else {
            // Who begins in another way may still be in time; but what lies nearer to the next school year was meant to be in it.
            guard let meant = past.first(where: { moment.isNearerNextYear(than: $0, edge) }),
                isForAll || isOnEveryWay()
            else { return nil }
            begin = meant
        }
        let consequence =
            switch word {
            case .wait: "Er wordt dan niet gewacht."
            case .earliest: "`vanaf` houdt dan niets tegen."
            default: "Het is dan meteen te laat."
            }
        let (reason, advice) =
            isDayOfYear
            ? (
                ", want een dag of maand is die van het schooljaar van de aanleiding, van augustus tot en met juli",
                "Is het volgende schooljaar bedoeld, schrijf dan \(moment.afterStart(word)), of laat er dan een andere kaart "
                    + "voor beginnen."
            ) : ("", "Tel van `start`, of laat de kaart eerder beginnen.")
        return Diagnostic(
            .alreadyOver, .warning, at: written.range,
            "`\(word.rawValue): \(MomentText.text(of: moment))` is al voorbij als een traject vanzelf begint "
                + "(`\(MomentText.text(of: begin))`)\(reason). \(consequence) \(advice)")
    }
}

extension Moment {
    fileprivate var isDayOfYear: Bool {
        switch self {
        case .period, .dayBefore: true
        case .span, .relative, .anchor, .today, .next: false
        }
    }

    /// How to write the same day, when it is over as a case begins: of the next school year.
    fileprivate func afterStart(_ word: Keyword) -> String {
        if case .period(let period) = self { return "`\(MomentText.text(of: .next(period, after: .start)))`" }
        return "een duur, zoals `\(word == .wait ? "3 maanden" : "3 maanden na start")`"
    }

    /// Whether its day surely lies before a case that begins then.
    fileprivate func isOver(when begin: Moment, _ edge: Edge) -> Bool {
        isSurelyBefore(begin, edge: edge, otherEdge: .first)
            || isSurelyBefore(begin.fromOccasion, edge: edge, otherEdge: .first)
    }

    /// When a case begins by its rule, told from its aanleiding.
    private var fromOccasion: Moment {
        switch self {
        case .relative(let duration, let direction, _): .relative(duration, direction, .occasion)
        case .next(let period, _): .next(period, after: .occasion)
        case .anchor, .period, .dayBefore, .span, .today: .anchor(.occasion)
        }
    }

    /// Whether its day in the next school year is nearer to a begin than the one in the same year.
    fileprivate func isNearerNextYear(than begin: Moment, _ edge: Edge) -> Bool {
        leastDistance(to: begin, edge: edge, otherEdge: .first).map { $0 > 366 / 2 } ?? false
    }
}

extension StepTerms {
    /// The terms that are set: that of the school and that of the law.
    fileprivate func limits(_ written: TermsDeclaration) -> [WrittenMoment] {
        [WrittenMoment(.term, term, written.term), WrittenMoment(.statutory, statutory, written.statutory)]
            .compactMap(\.self)
    }

    /// A complaint of a term that is over before the step may be done; nil when it is not sure.
    fileprivate func endsBeforeItBegins(_ written: TermsDeclaration) -> Diagnostic? {
        guard let earliest,
            let limit = limits(written).first(where: {
                $0.moment.isSurelyBefore(earliest, edge: .last, otherEdge: .first)
            })
        else { return nil }
        return Diagnostic(
            .alreadyOver, .warning, at: limit.range,
            "`\(limit.word.rawValue): \(MomentText.text(of: limit.moment))` is al voorbij als de stap gedaan mag worden (`vanaf: "
                + "\(MomentText.text(of: earliest))`). Het is dan altijd te laat. Maak deze termijn later, of `vanaf` eerder."
        )
    }
}

extension StepKind {
    /// The moment that a `wacht` waits for.
    fileprivate var goal: Moment? {
        if case .wait(let wait) = self, case .moment(let moment) = wait.goal { moment } else { nil }
    }
}

extension StepDeclaration.Kind {
    /// The same, as it is written.
    fileprivate var goal: MomentDeclaration? {
        if case .wait(let wait) = self, case .moment(let moment) = wait.goal { moment } else { nil }
    }
}

extension CheckedCard {
    /// The steps that a case gets to before anything makes it wait for long.
    fileprivate func beforeTheSummer(_ begins: Beginnings) -> Search {
        // What is over has been said where it stands; it was meant to wait.
        func mayTakeLong(_ moment: Moment) -> Bool {
            !moment.isDayOfYear || begins.all.contains { moment.isOver(when: $0, .first) }
        }
        return Search(map, from: [Entry(label: "", target: .step(0))]) { at, way in
            let step = card.steps[at]
            guard way.kind != .enters, way.label != Outcome.skipped else { return false }
            if let earliest = step.terms.earliest, mayTakeLong(earliest) { return true }
            switch step.kind {
            case .wait(let wait):
                if case .moment(let moment) = wait.goal { return mayTakeLong(moment) }
                return true
            case .call(let call): return !call.goesOn
            case .task, .sign, .choice, .parallel, .forEach, .register: return false
            }
        }
    }

    /// Whether no case ends without passing a step, as long as nothing interrupts it.
    fileprivate func isOnEveryWay(_ index: Int) -> Bool {
        guard card.steps[index].condition == nil else { return false }
        let around = Search(map, from: [Entry(label: "", target: .step(0))]) { at, way in
            at == index && way.kind != .enters
        }
        return !card.steps.indices.contains { step in
            step != index && around.reaches(step)
                && ways[step].contains { if case .end = $0.target { true } else { false } }
        }
    }

    /// Start rules that count years from the birth: what begins so stands among the figures of the year of birth (choice 69).
    fileprivate var beginsLongAfterBirth: [Diagnostic] {
        zip(declaration.starts, card.startRules).compactMap { written, rule in
            guard declaration.starts.count == card.startRules.count,
                case .moment(let place) = written.trigger,
                case .moment(.relative(let duration, .after, .named(.birth))) = rule.trigger,
                duration.surelyExceeds(SchoolDuration(amount: 11, unit: .months))
            else { return nil }
            return Diagnostic(
                .alreadyOver, .warning, at: place.range,
                "Wat hier begint, telt in het schooljaar van zijn aanleiding, de geboorte: dat is dan al voorbij, en in de cijfers van het jaar "
                    + "zelf staat het niet. Schrijf `jaarlijks: [september]` met `als: {leeftijd: ...}`.")
        }
    }
}
