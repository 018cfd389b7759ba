/// How Dutch readers name units, months and weeks: the one home of these words.
extension SchoolDuration.Unit {
    /// `week`.
    public var dutchSingular: String {
        switch self {
        case .days: "dag"
        case .weeks: "week"
        case .months: "maand"
        case .years: "jaar"
        case .workingDays: "werkdag"
        case .schoolDays: "schooldag"
        case .schoolWeeks: "schoolweek"
        }
    }

    /// `weken`.
    public var dutchPlural: String {
        switch self {
        case .days: "dagen"
        case .weeks: "weken"
        case .months: "maanden"
        case .years: "jaren"
        case .workingDays: "werkdagen"
        case .schoolDays: "schooldagen"
        case .schoolWeeks: "schoolweken"
        }
    }
}

extension SchoolDuration {
    /// `6 weken`, `1 jaar`, `3 jaar`, `dezelfde dag`.
    public var dutch: String {
        guard self != .sameDay else { return "dezelfde dag" }
        // A year has no plural in a count.
        return "\(amount) " + (amount == 1 || unit == .years ? unit.dutchSingular : unit.dutchPlural)
    }
}

extension YearPeriod {
    /// The months, from January.
    public static let dutchMonths = [
        "januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober",
        "november", "december",
    ]

    /// As in `derde week september`, from the first.
    public static let dutchOrdinals = ["eerste", "tweede", "derde", "vierde", "vijfde"]

    /// The name of a month, 1...12.
    public static func dutchName(ofMonth month: Int) -> String {
        dutchMonths.indices.contains(month - 1) ? dutchMonths[month - 1] : String(month)
    }

    /// `derde`.
    public static func dutchOrdinal(_ number: Int) -> String {
        dutchOrdinals.indices.contains(number - 1) ? dutchOrdinals[number - 1] : "\(number)e"
    }
}

extension Day {
    /// `23 november 2026`.
    public var dutchDate: String { "\(dayOfMonth) \(YearPeriod.dutchName(ofMonth: month)) \(year)" }
}
