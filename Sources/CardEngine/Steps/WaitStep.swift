/// A wait (`wacht`), for a moment or for another card.
public struct WaitStep: Hashable, Sendable {
    /// What it waits for.
    public enum Goal: Hashable, Sendable {
        /// A moment; when it is past, the case goes on at once.
        case moment(Moment)
        /// A case of that card for this subject has ended as `voltooid` since that moment; nil: this school year.
        case card(CardID, since: Moment?)
    }

    /// What it waits for.
    public let goal: Goal
    /// These roles may end it early (`eerder`).
    public let earlier: [RoleID]

    /// Takes what it holds.
    public init(goal: Goal, earlier: [RoleID] = []) {
        self.goal = goal
        self.earlier = earlier
    }
}
