import CardEngine
import CaseStore
import CaseStoreSQLite
import Foundation

/// What a log tells, without the moment of writing and the names that chance gave.
struct Log: Equatable {
    struct Line: Hashable {
        let stream: String
        let number: Int
        let day: String
        let actor: String
        let fact: String
        let content: Content?
    }

    /// In no order: of streams that one act touches, chance says which comes first. In each they are numbered.
    let lines: Set<Line>
    /// The newest case of each card.
    let cases: [CardID: CaseID]

    static func == (one: Log, other: Log) -> Bool { one.lines == other.lines }

    /// - Parameter known: the streams that keep their name; each other is called by when it came.
    init(_ entries: [LogEntry], known: Set<CaseID>? = nil) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        var names: [Substring: Substring] = [:]
        var cases: [CardID: CaseID] = [:]
        for entry in entries {
            if case .caseOpened(let fact) = entry.event.fact { cases[fact.card] = entry.caseID }
            guard known?.contains(entry.caseID) == false else { continue }
            let id = entry.caseID.rawValue[...]
            if names[id] == nil { names[id] = "nieuw-\(names.count)" }
        }
        self.cases = cases
        lines = try Set(
            entries.map { entry in
                let fact = String(decoding: try encoder.encode(entry.event.fact), as: UTF8.self)
                let id = entry.caseID.rawValue[...]
                return Line(
                    stream: String(names[id] ?? id), number: entry.number, day: "\(entry.event.stamp.day)",
                    actor: "\(entry.event.stamp.actor)",
                    fact: fact.split(separator: "\"", omittingEmptySubsequences: false)
                        .map { names[$0] ?? $0 }.joined(separator: "\""),
                    content: entry.event.content)
            })
    }
}
