import CardEngine
public import CardLanguage
import SchoolTime

/// The scenarios of a shelf, played.
public struct PlayedScenarios: Sendable {
    /// A scenario with its file.
    public struct Played: Sendable {
        /// How it went.
        public let report: ScenarioReport
        /// The file that it stands in.
        public let source: SourceText
    }

    /// Those that were asked for, in order of path.
    public let played: [Played]
    /// Per card that one of them plays, what none of all its scenarios passes; when all were asked for also of the cards
    /// that have no scenario; in order of card.
    public let coverage: [ScenarioCoverage]
    /// The files with a scenario that was asked for and could not be played because its card has errors.
    public let withoutCard: [SourceText]
    /// The scenario files that were asked for and have faults of their own, and what can't be read at all.
    public let faulty: [Shelf.Report]
}

extension Shelf {
    /// Plays scenarios.
    ///
    /// - Parameter files: the names, without folder and ending, of the files that are asked for; nil: all.
    public func playScenarios(in files: Set<String>? = nil) -> PlayedScenarios {
        let isAsked = { (source: SourceText) in files?.contains(source.baseName) ?? true }
        let known = cards.mapValues(\.card)
        let asked = Set(scenarios.filter { isAsked($0.source) }.map(\.scenario.card))
        let all = scenarios.filter { asked.contains($0.scenario.card) }.compactMap { item in
            known[item.scenario.card].map { card in
                PlayedScenarios.Played(
                    report: .playing(
                        item.scenario, on: card, among: known, school: school,
                        calendar: calendar.years.isEmpty ? nil : calendar),
                    source: item.source)
            }
        }
        let covered = files == nil ? asked.union(known.keys) : asked
        let coverage = covered.sorted().compactMap { name in
            known[name].map { card in
                ScenarioCoverage(
                    of: card, among: known, hasScenario: scenarios.contains { $0.scenario.card == name },
                    passed: all.filter { $0.report.scenario.card == name }
                        .reduce(into: Set<Transition>()) { $0.formUnion($1.report.passed) })
            }
        }
        // A file of which nothing can be read may be a scenario: it is not left out without a word.
        let files = reports.filter { report in
            guard isAsked(report.source) else { return false }
            let kind = ParsedFile(report.source).kind
            return kind == .scenario || kind == nil && report.diagnostics.hasErrors
        }
        let readable = Set(scenarios.filter { known[$0.scenario.card] != nil }.map(\.source.name))
        return PlayedScenarios(
            played: all.filter { isAsked($0.source) }, coverage: coverage,
            withoutCard: files.filter { !$0.diagnostics.hasErrors && !readable.contains($0.source.name) }
                .map(\.source),
            faulty: files.filter { $0.diagnostics.hasErrors })
    }
}
