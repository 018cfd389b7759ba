import CardEngine
import CaseStore
import GRDB
import SchoolTime

extension ProjectionTable {
    /// One row for each case.
    static let caseRecord = ProjectionTable(
        select: """
            SELECT case_id, card, version, text_hash, subject_kind, subject_id, group_id, started_on, started_by,
                end_id, ended_on
            FROM case_record WHERE case_id = ?
            """,
        cases: "SELECT case_id FROM case_record",
        insert: """
            INSERT INTO case_record (case_id, card, version, text_hash, subject_kind, subject_id, group_id,
                started_on, started_by, end_id, ended_on)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
        delete: "DELETE FROM case_record WHERE case_id = ?",
        rows: { projection in
            let record = projection.record
            return [
                [
                    .exact(record.caseID), .exact(record.card), record.version.databaseValue,
                    .exact(record.textHash), record.subject.kind.rawValue.databaseValue,
                    .exact(record.subject.id), .exact(record.subject.group), .day(record.startedOn),
                    .exact(record.startedBy), .exact(record.end), .day(record.endedOn),
                ]
            ]
        })
}
