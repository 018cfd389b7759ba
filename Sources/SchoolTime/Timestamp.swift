/// A moment to the second, with the offset of the school's clock: for what is recorded, never for what is
/// due.
public struct Timestamp: Hashable, Sendable {
    private static let secondsPerDay = 86_400
    /// The largest offset that ISO 8601 can write, 23:59.
    private static let largestOffset = 86_340

    /// Seconds since 1970-01-01T00:00:00Z, without leap seconds.
    public let secondsSince1970: Int
    /// Seconds that the school's clock was ahead of UTC; always whole minutes.
    public let offsetSeconds: Int

    /// A moment, with the offset of the clock in seconds ahead of UTC.
    ///
    /// ISO 8601 writes offsets in whole minutes, up to 23:59. So the offset is cut to that: the moment stays
    /// exact.
    public init(secondsSince1970: Int, offsetSeconds: Int) {
        let cut = min(max(offsetSeconds, -Timestamp.largestOffset), Timestamp.largestOffset)
        self.secondsSince1970 = secondsSince1970
        self.offsetSeconds = cut - cut % 60
    }

    /// The day on the school's clock.
    public var day: Day {
        Day(number: (secondsSince1970 + offsetSeconds - secondOfDay) / Timestamp.secondsPerDay)
    }

    /// The second of that day on the school's clock, 0...86399. Every day has 86400: a change of daylight
    /// saving shows in the offset only.
    public var secondOfDay: Int {
        let second = (secondsSince1970 + offsetSeconds) % Timestamp.secondsPerDay
        return second < 0 ? second + Timestamp.secondsPerDay : second
    }
}
