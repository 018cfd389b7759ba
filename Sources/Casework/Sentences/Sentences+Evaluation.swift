public import CardEngine
import CardLanguage
public import Evaluation
import SchoolTime

// Figures and norms in words. What a figure is called and what it means stands with the statistic itself.
extension Sentences {
    /// That there are no figures of cards, or nothing to tell of where they stand; nil where there are none of those.
    public func sentence(forUnreadable cards: [CardID]) -> String? {
        guard !cards.isEmpty else { return nil }
        let which = list(cards.map { "'\($0)'" }, "en")
        return "Van \(cards.count == 1 ? "de kaart" : "de kaarten") \(which) is hier niets te zeggen: van "
            + "een traject ontbreekt de tekst in de gegevens, of die is beschadigd, en zonder dat traject klopt het niet. Waarschuw de beheerder: "
            + "`kaart nazien` zegt welke tekst het is."
    }

    /// What a figure says: `87% (104 van 120 leerlingen)`, `mediaan 12 dagen, kwartielen 8 en 20 (9 trajecten)`.
    ///
    /// - Parameter limit: a figure that is held against one is not rounded to the other side of it.
    public func text(of figure: Figure, besides limit: Norm.Limit? = nil) -> String {
        let counted = count(figure.count, figure.counted)
        switch figure.value {
        case .count(let count): return String(count)
        case .share(let part):
            let share = Fraction(part, of: figure.count).percentText(besides: limit?.percent)
            return "\(share) (\(part) van \(counted))"
        case .time(let spread):
            var text = "mediaan \(days(spread.median))"
            if let lower = spread.lowerQuartile, let upper = spread.upperQuartile {
                text += ", kwartielen \(lower) en \(upper)"
            }
            return text + " (\(counted))"
        case .average(let total):
            let average = Fraction(total, of: figure.count).text(besides: limit?.number)
            return "gemiddeld \(average) keer (\(total) in \(counted))"
        case .unmeasurable: return "niet te meten: er is niets te tellen"
        }
    }

    /// What a figure says, and what it is made of: `100% (2 van 2 keer): op tijd door uitstel nadat de termijn om was 1`.
    public func textWithParts(of figure: Figure) -> String {
        [text(of: figure), parts(of: figure)].compactMap(\.self).joined(separator: ": ")
    }

    /// How a step went, with what each of its figures leaves out: `mediaan 5 dagen (3 keer), niet meegeteld: 1 nog open; op
    /// tijd 67% (2 van 3 keer), niet meegeteld: 1 nog binnen de termijn`.
    public func text(of step: StepEvaluation) -> String {
        var time = [step.median == nil ? "niet gedaan" : textWithParts(of: step.time)]
        time += [exclusions(of: step.time)].compactMap(\.self)
        guard step.onTime.value != .unmeasurable else { return time.joined(separator: ", ") }
        let onTime =
            ["op tijd \(textWithParts(of: step.onTime))"]
            + [exclusions(of: step.onTime, besides: step.time.excluded)].compactMap(\.self)
        return [time, onTime].map { $0.joined(separator: ", ") }.joined(separator: "; ")
    }

    /// Which steps stand out; nil when none does.
    public func delays(in steps: [StepEvaluation]) -> String? {
        let slowest = steps.slowest.flatMap { step in
            step.median.map { "het langst duurde '\(step.title)' (mediaan \(days($0)))" }
        }
        let latest = steps.latest.map { "het vaakst te laat was '\($0.title)' (\($0.lateCount) keer)" }
        let told = [slowest, latest].compactMap(\.self)
        return told.isEmpty ? nil : told.joined(separator: "; ")
    }

    /// A part of a count with its share: `eens 9 (90%)`.
    public func text(of part: Figure.Part, in figure: Figure) -> String {
        guard figure.count > 0 else { return part.title }
        return "\(part.title) \(part.count) (\(Fraction(part.count, of: figure.count).percentText()))"
    }

    /// What was left out: `niet meegeteld: 2 nog lopend, 1 afgebroken`; nil when nothing was.
    ///
    /// - Parameter told: what the figure in front of it said to be left out already.
    public func exclusions(of figure: Figure, besides told: [Figure.Part] = []) -> String? {
        let excluded = figure.excluded.filter { !told.contains($0) }
        guard !excluded.isEmpty else { return nil }
        return "niet meegeteld: " + excluded.map { "\($0.count) \($0.title)" }.joined(separator: ", ")
    }

    /// The versions of what began, the ends that there were, or what was on time by a late postponement:
    /// `3 op versie 1, 2 op versie 2`; nil when they are not told.
    private func parts(of figure: Figure) -> String? {
        guard !figure.parts.isEmpty else { return nil }
        return figure.parts.map { part in
            figure.isByVersion ? "\(part.count) op \(part.title)" : "\(part.title) \(part.count)"
        }.joined(separator: ", ")
    }

    /// Whether a norm is met, in a sentence.
    ///
    /// - Parameter isOver: whether the school year is; until then what is not met can still be.
    public func sentence(for result: NormResult, isOver: Bool = true) -> String {
        let limit = result.norm.minimum ?? result.norm.maximum
        let bound =
            limit.map { "\(result.norm.minimum == nil ? "hoogstens" : "minstens") \(text(of: $0))" } ?? ""
        let verdict: String
        switch result.verdict {
        case .met: verdict = "Gehaald"
        case .notMet: verdict = isOver ? "Niet gehaald" : "Nog niet gehaald"
        case .unmeasurable where result.figure.count > 0:
            return
                "Niet te meten: de schooljaren lopen niet ver genoeg door om te tellen of dit binnen de norm bleef. "
                + "De norm is \(bound)."
        case .unmeasurable: return "Niet te meten: er is niets te tellen. De norm is \(bound)."
        case .withheld:
            return
                "Niet voor u te meten: de norm kiest op een kenmerk dat u niet kunt zien. De norm is \(bound)."
        }
        if let within = result.within {
            let isOne = within.count == 1 || result.figure.counted == .visits
            return
                "\(verdict): \(within.count) van \(count(within.of, result.figure.counted)) "
                + "\(isOne ? "duurde" : "duurden") \(bound); dat moet minstens de "
                + "helft zijn (de mediaan)."
        }
        return "\(verdict): \(text(of: result.figure, besides: limit)); de norm is \(bound)."
    }

    private func text(of limit: Norm.Limit) -> String {
        switch limit {
        case .share(let percent): "\(percent)%"
        case .time(let duration): MomentText.text(of: duration)
        case .number(let number): number.description
        }
    }

    private func days(_ days: Spread.Days) -> String { days.twice == 2 ? "1 dag" : "\(days) dagen" }

    private func count(_ number: Int, _ counted: Figure.Counted) -> String {
        let words: (one: String, more: String) =
            switch counted {
            case .cases: ("traject", "trajecten")
            case .visits: ("keer", "keer")
            case .items: ("onderdeel", "onderdelen")
            case .subjects(let kind): self.words(for: kind)
            }
        return "\(number) \(number == 1 ? words.one : words.more)"
    }

    /// `12 leerlingen`.
    public func count(_ number: Int, of kind: SubjectKind) -> String { count(number, .subjects(kind)) }

    private func words(for kind: SubjectKind) -> (one: String, more: String) {
        switch kind {
        case .pupil: ("leerling", "leerlingen")
        case .group: ("groep", "groepen")
        case .school: ("school", "scholen")
        case .staffMember: ("medewerker", "medewerkers")
        }
    }
}

extension Norm.Limit {
    fileprivate var percent: Number? {
        if case .share(let percent) = self { percent } else { nil }
    }

    fileprivate var number: Number? {
        if case .number(let number) = self { number } else { nil }
    }
}
