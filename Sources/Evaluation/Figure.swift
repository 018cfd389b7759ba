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
        /// Which they are, in order.
        public let sources: [Source]

        /// How many.
        public var count: Int { sources.count }

        init(_ title: String, _ sources: [Source]) {
            self.title = title
            self.sources = sources
        }
    }

    /// One thing that was counted, or left out: by it a reader can count again.
    public struct Source: Hashable, Sendable {
        /// Whom or what it is about.
        public let subject: Subject
        /// The case; nil when the subject itself was counted.
        public let caseID: CaseID?
        /// The number of the visit; nil when the whole case was counted.
        public let visit: Int?
        /// What it adds, where that is not one: days, or times.
        public private(set) var amount: Int?
        /// What the step of the visit is called, in a figure of more than one.
        public private(set) var step: String?

        init(_ subject: Subject, caseID: CaseID? = nil, visit: Int? = nil) {
            self.subject = subject
            self.caseID = caseID
            self.visit = visit
        }

        /// The same, that tells of which step it is.
        func naming(_ step: String) -> Source {
            var source = self
            source.step = step
            return source
        }

        /// The same, that adds so much.
        func adding(_ amount: Int) -> Source {
            var source = self
            source.amount = amount
            return source
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
    /// Of how many: as many as stand in `tally`.
    public let count: Int
    /// What was counted.
    public let counted: Counted
    /// What it consists of, where that is told.
    public let parts: [Part]
    /// Whether those are versions of the card, and not what it came to.
    public let isByVersion: Bool
    /// All that was counted, by how it counted.
    public let tally: [Part]
    /// What was left out, and why.
    public private(set) var excluded: [Part]

    /// The same that leaves out something besides.
    func excluding(_ part: Part) -> Figure {
        var figure = self
        if part.count > 0 { figure.excluded.append(part) }
        return figure
    }

    /// The same of which only is told what it means.
    var withheld: Figure {
        Figure(
            name: name, title: title, label: label, definition: definition, value: .unmeasurable, of: counted,
            tally: [])
    }

    init(
        name: String, title: String, label: String? = nil, definition: String, value: Value,
        of counted: Counted, tally: [Part], parts: [Part] = [], isByVersion: Bool = false,
        excluded: [Part] = []
    ) {
        let count = tally.reduce(0) { $0 + $1.count }
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
        self.isByVersion = isByVersion
        self.tally = tally.filter { $0.count > 0 }
        self.excluded = excluded.filter { $0.count > 0 }
    }
}
