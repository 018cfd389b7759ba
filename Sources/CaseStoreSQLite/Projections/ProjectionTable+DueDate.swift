import CardEngine
import CaseStore
import GRDB
import SchoolTime

extension ProjectionTable {
    /// One row for each deadline that still stands; visit 0 is the case itself.
    static let dueDate = ProjectionTable(
        select: "SELECT case_id, visit, day FROM due_date WHERE case_id = ?",
        cases: "SELECT DISTINCT case_id FROM due_date",
        insert: "INSERT INTO due_date (case_id, visit, day) VALUES (?, ?, ?)",
        delete: "DELETE FROM due_date WHERE case_id = ?",
        rows: { projection in
            projection.dueDates.map { due in
                [.exact(due.caseID), (due.visit ?? 0).databaseValue, .day(due.day)]
            }
        })
}
