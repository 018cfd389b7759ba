/// Median and quartiles of whole days, exactly: they are whole or halves.
///
/// The median is the middle value, or halfway the middle two. A quartile is the median of the lower or the upper half of
/// the values, without the middle one itself: as Dutch schools teach it. Of one value there are no quartiles.
public struct Spread: Hashable, Sendable {
    /// What median and quartiles are, in a sentence.
    public static let definition =
        "De mediaan is de middelste, of het midden van de middelste twee; de kwartielen zijn de medianen van de onderste en de "
        + "bovenste helft, zonder de middelste zelf."

    /// A number of days that may end in a half.
    public struct Days: Hashable, Comparable, Sendable, CustomStringConvertible {
        /// Twice the number: a whole one.
        public let twice: Int

        /// As a Dutch reader writes it: `28` or `9,5`.
        public var description: String { "\(twice / 2)" + (twice % 2 == 0 ? "" : ",5") }

        /// By length.
        public static func < (left: Self, right: Self) -> Bool { left.twice < right.twice }
    }

    /// The middle.
    public let median: Days
    /// Between the lowest quarter and the rest; nil for one value.
    public let lowerQuartile: Days?
    /// Between the highest quarter and the rest; nil for one value.
    public let upperQuartile: Days?

    /// Of these values, in any order; nil when there are none.
    init?(_ values: [Int]) {
        let sorted = values.sorted()
        guard let median = Self.median(of: sorted[...]) else { return nil }
        self.median = median
        lowerQuartile = Self.median(of: sorted.prefix(sorted.count / 2))
        upperQuartile = Self.median(of: sorted.suffix(sorted.count / 2))
    }

    private static func median(of sorted: ArraySlice<Int>) -> Days? {
        guard !sorted.isEmpty else { return nil }
        let upper = sorted.startIndex + sorted.count / 2
        let lower = sorted.count % 2 == 0 ? upper - 1 : upper
        return Days(twice: sorted[lower] + sorted[upper])
    }
}
