import CardEngine
import SchoolTime

extension CardWording {
    /// By when: `binnen 4 weken na stap 3`, `uiterlijk 1 februari`.
    func deadline(_ moment: Moment, _ style: NameStyle = .full) -> String {
        switch moment {
        case .span(.sameDay): SchoolDuration.sameDay.dutch
        case .span(let duration): "binnen \(duration.dutch)"
        case .relative(.sameDay, _, let anchor): "op de dag van \(self.anchor(anchor, style))"
        case .relative(let duration, .after, let anchor):
            "binnen \(duration.dutch) na \(self.anchor(anchor, style))"
        case .relative(_, .before, _): "uiterlijk \(point(moment, style))"
        case .anchor(.step(let step)): "op de dag van \(anchor(.step(step), style))"
        case .anchor, .today: "uiterlijk op \(point(moment, style))"
        case .period(.month), .period(.week), .period(.planned), .next(.month, _), .next(.week, _),
            .next(.planned, _):
            "uiterlijk in \(point(moment, style))"
        case .period(.day), .next(.day, _): "uiterlijk \(point(moment, style))"
        case .dayBefore: point(moment, style)
        }
    }

    /// Not before: `vanaf 1 februari`, `pas 2 weken na stap 3`.
    func earliest(_ moment: Moment, _ style: NameStyle = .full) -> String {
        switch moment {
        case .span: "pas na \(point(moment, style))"
        case .relative(_, .after, _): "pas \(point(moment, style))"
        case .dayBefore(let period): "vanaf de dag voor \(self.period(period))"
        case .relative, .anchor, .today, .period, .next: "vanaf \(point(moment, style))"
        }
    }

    /// The moment itself: `2 weken voor de aanleiding`, `1 februari`.
    func point(_ moment: Moment, _ style: NameStyle = .full) -> String {
        switch moment {
        case .span(let duration): duration.dutch
        case .relative(.sameDay, _, let anchor): "op de dag van \(self.anchor(anchor, style))"
        case .relative(let duration, let direction, let anchor):
            "\(duration.dutch) \(direction == .after ? "na" : "voor") \(self.anchor(anchor, style))"
        case .anchor(let anchor): self.anchor(anchor, style)
        case .today: "vandaag"
        case .period(let period): self.period(period)
        case .dayBefore(let period): "voor \(self.period(period))"
        case .next(let period, let anchor):
            "\(self.period(period)), de eerste vanaf \(self.anchor(anchor, style))"
        }
    }

    /// How a step is named: with its title in the text, by its number in the diagram.
    enum NameStyle: Sendable {
        case full, short
    }

    private func anchor(_ anchor: Anchor, _ style: NameStyle) -> String {
        switch anchor {
        case .start: "de start"
        case .occasion: "de aanleiding"
        case .step(let step): style == .full ? name(of: step) : reference(to: step)
        case .field(let field): title(of: field)
        case .named(let name): named(name)
        }
    }

    /// An attribute, or else a name of the school year: `lib-midden` stands for itself.
    private func named(_ name: AttributeID) -> String {
        let isAttribute = Attribute.given.contains { $0.id == name } || school?.attribute(name) != nil
        return isAttribute ? title(of: name) : name.rawValue
    }

    private func period(_ period: YearPeriod) -> String {
        switch period {
        case .day(let month, let day): "\(day) \(YearPeriod.dutchName(ofMonth: month))"
        case .month(let month): YearPeriod.dutchName(ofMonth: month)
        case .week(let ordinal, let month):
            "de \(YearPeriod.dutchOrdinal(ordinal)) week van \(YearPeriod.dutchName(ofMonth: month))"
        case .planned(let name): name
        }
    }

    // MARK: - The terms of a step or case

    /// When it may be done and by when, each rule apart.
    func terms(_ terms: StepTerms, expires: Bool = false, _ style: NameStyle = .full) -> [String] {
        var lines: [String] = []
        if let earliest = terms.earliest { lines.append(self.earliest(earliest, style)) }
        if let term = terms.term { lines.append(deadline(term, style)) }
        if let statutory = terms.statutory {
            lines.append("volgens de wet \(deadline(statutory, style))")
        }
        guard style == .full else { return lines }
        if expires { lines.append("daarna verloopt de stap vanzelf") }
        return lines + reminders(terms.reminders)
            + (terms.escalation.map {
                ["\($0.delay.dutch) te laat: ook \(anyOf($0.roles)) mag het doen, en krijgt bericht"]
            } ?? [])
    }

    private func reminders(_ reminders: [Reminder]) -> [String] {
        var lines: [String] = []
        let before = reminders.compactMap { reminder in
            if case .before(let duration) = reminder { duration.dutch } else { nil }
        }
        if !before.isEmpty { lines.append("herinnering \(before.listed("en")) ervoor") }
        for case .at(let moment, let roles) in reminders {
            lines.append("herinnering \(point(moment))" + (roles.map { ", aan \(allOf($0))" } ?? ""))
        }
        return lines
    }
}
