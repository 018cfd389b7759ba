import CaseStore
import GRDB

/// One table of what is looked up of cases, with all that is done to it.
struct ProjectionTable: Sendable {
    /// The rows of one case, in the columns of `insert`.
    let select: String
    /// Every id of a case that has rows.
    let cases: String
    let insert: String
    /// Takes out the rows of one case.
    let delete: String
    /// The rows that a case must have.
    let rows: @Sendable (Projection) -> [[DatabaseValue]]

    /// Every table, each after those that it refers to.
    static let all: [ProjectionTable] = [.caseRecord, .workItem, .performer]
}
