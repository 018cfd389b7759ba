import CardEngine
import CaseStore
import GRDB
import SchoolTime

extension ProjectionTable {
    /// One row for each open step.
    static let workItem = ProjectionTable(
        select: """
            SELECT case_id, visit, step, subject_kind, subject_id, group_id, person, opened_on, earliest, deadline,
                statutory
            FROM work_item WHERE case_id = ?
            """,
        cases: "SELECT DISTINCT case_id FROM work_item",
        insert: """
            INSERT INTO work_item (case_id, visit, step, subject_kind, subject_id, group_id, person, opened_on,
                earliest, deadline, statutory)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
        delete: "DELETE FROM work_item WHERE case_id = ?",
        rows: { projection in
            projection.workItems.map { item in
                [
                    .exact(item.caseID), item.visit.databaseValue, .exact(item.step),
                    item.subject.kind.rawValue.databaseValue, .exact(item.subject.id),
                    .exact(item.subject.group), .exact(item.person), .day(item.openedOn),
                    .day(item.earliest), .day(item.deadline), .day(item.statutory),
                ]
            }
        })
}
