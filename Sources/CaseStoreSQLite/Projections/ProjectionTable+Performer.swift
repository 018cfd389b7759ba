import CardEngine
import CaseStore
import GRDB

extension ProjectionTable {
    /// One row for each role that can do an open step, in the order of the card.
    static let performer = ProjectionTable(
        select: "SELECT case_id, visit, place, role, group_id FROM performer WHERE case_id = ?",
        cases: "SELECT DISTINCT case_id FROM performer",
        insert: "INSERT INTO performer (case_id, visit, place, role, group_id) VALUES (?, ?, ?, ?, ?)",
        delete: "DELETE FROM performer WHERE case_id = ?",
        rows: { projection in
            projection.workItems.flatMap { item in
                item.performers.enumerated().map { index, role in
                    [
                        .exact(item.caseID), item.visit.databaseValue, (index + 1).databaseValue,
                        .exact(role),
                        .exact(item.subject.group),
                    ]
                }
            }
        })
}
