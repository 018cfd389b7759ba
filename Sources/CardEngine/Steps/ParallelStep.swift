/// Branches side by side (`tegelijk`), opened in this order.
public struct ParallelStep: Hashable, Sendable {
    /// The branches, in the order of the card.
    public let branches: [Branch]
    /// How many branches must be done.
    public let closesAt: ClosingRule

    /// Takes what it holds.
    public init(branches: [Branch], closesAt: ClosingRule = .all) {
        self.branches = branches
        self.closesAt = closesAt
    }
}

/// One branch of a block.
public struct Branch: Hashable, Sendable {
    /// The id as the card writes it; of a branch that is one step, that of the step.
    public let id: String
    /// What people read.
    public let title: String
    /// Its steps: a place in `Card.lists`.
    public let list: Int

    /// A branch of these steps.
    public init(id: String, title: String, list: Int) {
        self.id = id
        self.title = title
        self.list = list
    }
}

/// How many branches of a block must be done (`klaar_bij`); the rest is cancelled then.
public enum ClosingRule: Hashable, Sendable {
    case all, first
    case count(Int)
}
