/// One step in the growth of the database, from one `user_version` to the next.
///
/// A migration that was released is never edited, not even its white space: stores keep the words of their tables,
/// and `open` compares them. A new release adds a file to this folder and a member to `all`.
struct Migration: Sendable {
    /// The `user_version` that it leaves.
    let version: Int
    let sql: String

    /// Every migration, oldest first: number n stands at n - 1.
    static let all: [Migration] = [.first, .items, .files, .noDueDates, .looking, .purpose]
}
