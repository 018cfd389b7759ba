public import SchoolTime

/// Days and times as Dutch readers write them.
extension Day {
    private static let weekdays = [
        "maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag",
    ]
    /// `maandag 23 november 2026`.
    public var dutch: String {
        "\(Self.weekdays[weekday.rawValue - 1]) \(dutchDate)"
    }

    /// `ma 23-11-2026`, always as wide, for lists.
    public var shortDutch: String {
        "\(Self.weekdays[weekday.rawValue - 1].prefix(2)) \(Self.twoDigits(dayOfMonth))-\(Self.twoDigits(month))-\(year)"
    }

    fileprivate static func twoDigits(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}

extension Timestamp {
    /// `14.02`: the time of day.
    public var dutchTime: String {
        Day.twoDigits(secondOfDay / 3600) + "." + Day.twoDigits(secondOfDay / 60 % 60)
    }
}
