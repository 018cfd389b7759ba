public import CardEngine

/// One figure with all that a reader needs to trust it: what it means, of how many, and what was left out. The period is that
/// of the evaluation it stands in.
public struct Figure: Hashable, Sendable {
    /// What was counted.
    public enum Counted: Hashable, Sendable {
        case cases, visits
        /// Items of a `voor_elke`.
        case items
        case subjects(SubjectKind)
    }

    /// What it says.
    public enum Value: Hashable, Sendable {
        case count(Int)
        /// So many of those that were counted.
        case share(Int)
        case time(Spread)
        /// So often in all that were counted together.
        case average(Int)
        /// There was nothing to count: that is neither nothing nor all.
        case unmeasurable
    }

    /// A part of what was counted, or something that was not counted.
    public struct Part: Hashable, Sendable {
        /// What people read.
        public let title: String
        /// How many.
        public let count: Int

        init(_ title: String, _ count: Int) {
            self.title = title
            self.count = count
        }
    }

    /// The name for programs: it never changes.
    public let name: String
    /// What people read.
    public let title: String
    /// What every figure of this statistic is called.
    public let label: String
    /// What it means, in a sentence.
    public let definition: String
    /// What it says.
    public let value: Value
    /// Of how many.
    public let count: Int
    /// What was counted.
    public let counted: Counted
    /// What it consists of, where that is told.
    public let parts: [Part]
    /// What was left out, and why.
    public let excluded: [Part]

    init(
        name: String, title: String, label: String? = nil, definition: String, value: Value, count: Int,
        of counted: Counted, parts: [Part] = [], excluded: [Part] = []
    ) {
        self.name = name
        self.title = title
        self.label = label ?? title
        self.definition = definition
        // Without anything to count there is no share, no median and no average.
        switch value {
        case .count: self.value = value
        case .share, .time, .average, .unmeasurable: self.value = count == 0 ? .unmeasurable : value
        }
        self.count = count
        self.counted = counted
        self.parts = parts
        self.excluded = excluded.filter { $0.count > 0 }
    }
}
