import CardEngine
import CardLanguage

/// The files that can't stand beside each other: of one kind with one name, or more than one school. Which of them is meant
/// nobody can tell, so no school and no card of them is used. Of a school year it is the first: without it every date would
/// move.
struct Twins {
    private let names: [Key: [String]]

    init(_ files: [ParsedFile]) {
        names = Dictionary(grouping: files, by: Key.init).mapValues { $0.map(\.source.name) }
    }

    /// Whether there is no other beside it.
    func isAlone(_ file: ParsedFile) -> Bool { others(beside: file).isEmpty }

    /// Whether it is the first of its name, or the only one.
    func isFirst(_ file: ParsedFile) -> Bool { names[Key(file)]?.first == file.source.name }

    /// What is wrong with it.
    func fault(of file: ParsedFile) -> Diagnostic? {
        let others = others(beside: file).joined(separator: ", ")
        guard !others.isEmpty else { return nil }
        let what =
            file.kind == .school
            ? "Er is nog een schoolbestand: \(others)."
            : "Dit bestand heet net als \(others). Elke kaart, elk schooljaar en elk scenario heeft een eigen naam."
        let used =
            file.kind == .schoolYear
            ? names[Key(file)]?.first.map { "geldt \($0)" } : "wordt geen van beide gebruikt"
        return Diagnostic(
            .sameIDTwice, at: SourceRange(start: .start, end: SourcePosition(line: 1, column: 2)),
            what + (used.map { " Zolang zij er allebei staan, \($0)." } ?? "") + " Laat er één staan.")
    }

    private func others(beside file: ParsedFile) -> [String] {
        (names[Key(file)] ?? []).filter { $0 != file.source.name }
    }

    private struct Key: Hashable {
        let kind: FileKind?
        /// Of a school whatever it is called; of what can't be read where it stands.
        let name: String?

        init(_ file: ParsedFile) {
            kind = file.kind
            switch file.kind {
            case .school: name = nil
            case nil: name = file.source.name
            case .card, .ambitionCard, .schoolYear, .scenario: name = file.source.baseName
            }
        }
    }
}
