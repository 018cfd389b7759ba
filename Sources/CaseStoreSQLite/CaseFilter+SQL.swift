import CardEngine
import CaseStore
import GRDB
import SchoolTime

extension CaseFilter {
    private typealias Part = (sql: String, values: [DatabaseValue])

    /// What a row of `case_record` must meet, with a `?` for each of `arguments`.
    var condition: String { parts.isEmpty ? "1" : parts.map(\.sql).joined(separator: " AND ") }

    /// What stands for each `?`.
    var arguments: StatementArguments { StatementArguments(parts.flatMap(\.values)) }

    private var parts: [Part] {
        var parts: [Part] = []
        if let isRunning { parts.append((isRunning ? "end_id IS NULL" : "end_id IS NOT NULL", [])) }
        if let cards {
            let places = cards.map { _ in "?" }.joined(separator: ", ")
            parts.append(("card IN (\(places))", cards.map { .exact($0) }))
        }
        if let textHashes {
            let places = textHashes.map { _ in "?" }.joined(separator: ", ")
            parts.append(("text_hash IN (\(places))", textHashes.map { .exact($0) }))
        }
        if let subject {
            parts.append(
                (
                    "subject_kind = ? AND subject_id = ?",
                    [subject.kind.rawValue.databaseValue, .exact(subject.id)]
                ))
        }
        if let startedBefore { parts.append(("started_on < ?", [.day(startedBefore)])) }
        return parts
    }
}
