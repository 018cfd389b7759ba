/// Where the engine went by itself on one day, to tell a card that goes round from one with much to do at once.
///
/// It goes on for ever only by reaching some step over and over at the same place: a block that is opened anew has places of
/// its own, but stands at one.
struct Rounds {
    private struct Spot: Hashable {
        let step: Int
        let place: Place?
    }

    private var reached: [Spot: Int] = [:]
    private var count = 0
    /// More steps than any school has at once; blocks within blocks that each go round a few times would take for ever.
    private static let most = 100_000

    /// Notes that the engine reaches a step; gives whether it may: not after more steps than a card needs, when it has
    /// been there ten times.
    mutating func reach(_ step: Int, at place: Place?, of card: Card) -> Bool {
        count += 1
        reached[Spot(step: step, place: place), default: 0] += 1
        return count <= 100 + 10 * card.steps.count
            || (count <= Self.most && reached[Spot(step: step, place: place), default: 0] <= 10)
    }
}
