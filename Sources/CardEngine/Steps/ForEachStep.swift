/// The same steps for each item (`voor_elke`), side by side.
public struct ForEachStep: Hashable, Sendable {
    /// What the items are.
    public enum Source: Hashable, Sendable {
        /// The pupils of the group or school: each is the subject within its branch.
        case pupils
        /// The groups of the school: each is the subject within its branch.
        case groups
        /// The rows of a list, typed in during an earlier step.
        case rows(FieldID)
        /// A fixed list; within a branch the field holds the value.
        case fixed(FieldID, [String])
    }

    /// What the items are.
    public let source: Source
    /// The steps: a place in `Card.lists`.
    public let list: Int
    /// How many branches must be done.
    public let closesAt: ClosingRule

    /// Takes what it holds.
    public init(source: Source, list: Int, closesAt: ClosingRule = .all) {
        self.source = source
        self.list = list
        self.closesAt = closesAt
    }

    /// Whether each item is the subject within its branch.
    public var goesOverSubjects: Bool {
        switch source {
        case .pupils, .groups: true
        case .rows, .fixed: false
        }
    }
}
