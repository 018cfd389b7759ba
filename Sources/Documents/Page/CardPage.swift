import CardEngine
import SchoolTime

/// What stands on the page of a card, whatever it is written on: `PlainText` and `HTMLPage` write it.
///
/// Every text in it is as the card and the school file hold it; who writes it out escapes it.
public struct CardPage: Hashable, Sendable {
    /// A word, and what stands behind it.
    struct Note: Hashable, Sendable {
        let label: String
        let lines: [String]
    }

    /// A step in the table.
    struct StepRow: Hashable, Sendable {
        let number: String
        let title: String
        /// How many blocks it stands in.
        let depth: Int
        /// What kind of step it is; nil for a plain task.
        let kind: String?
        let phase: String?
        let who: [String]
        let when: [String]
        /// Each outcome with where it leads.
        let ways: [String]
        let notes: [Note]
    }

    /// A part below the steps.
    struct Section: Hashable, Sendable {
        let title: String
        /// The heads of the columns; of a list there is one column without a head.
        let columns: [String]
        let rows: [[String]]

        var isList: Bool { columns.isEmpty }
    }

    /// The title of the card.
    public let title: String
    /// The name of the school; nil when it is not known.
    let school: String?
    /// `versie 3, vastgesteld`.
    let version: String
    /// `versie 3, concept`.
    public let shortVersion: String
    /// Purpose, owner, about whom and the like.
    let facts: [Note]
    let steps: [StepRow]
    let sections: [Section]

    /// The page of a card.
    public init(_ wording: CardWording) {
        let card = wording.card
        title = card.title.onOneLine
        school = wording.school?.name.onOneLine
        shortVersion = "versie \(card.version), \(wording.status())"
        version = shortVersion + (card.status == .draft ? " (nog niet vastgesteld)" : "")
        facts = Self.facts(wording)
        steps = Self.order(of: card).map { place, depth in Self.row(place, depth, wording) }
        sections = Self.sections(wording).filter { !$0.rows.isEmpty }
    }

    /// The steps as they are read: those of a block right behind it.
    private static func order(of card: Card) -> [(place: Int, depth: Int)] {
        var order: [(Int, Int)] = []
        func add(_ list: Int, _ depth: Int) {
            for place in card.lists[list].steps {
                order.append((place, depth))
                switch card.steps[place].kind {
                case .parallel(let block): for branch in block.branches { add(branch.list, depth + 1) }
                case .forEach(let block): add(block.list, depth + 1)
                case .task, .sign, .choice, .call, .wait, .register: break
                }
            }
        }
        add(0, 0)
        return order
    }

    private static func facts(_ wording: CardWording) -> [Note] {
        let card = wording.card
        var facts = [
            Note(label: "Doel", lines: card.purpose.lines),
            Note(label: "Eigenaar", lines: [wording.title(of: card.owner)]),
            Note(label: "Gaat over", lines: [wording.subject]),
            Note(label: "Begint", lines: wording.starts()),
        ]
        let terms = wording.terms(card.terms)
        if !terms.isEmpty { facts.append(Note(label: "Termijn", lines: terms)) }
        facts.append(Note(label: "Wie het ziet", lines: [wording.readers()]))
        let recording = wording.recording()
        if !recording.isEmpty { facts.append(Note(label: "Wie vastlegt", lines: recording)) }
        if !card.legalBasis.isEmpty {
            facts.append(Note(label: "Grondslag", lines: card.legalBasis.map(\.onOneLine)))
        }
        if let retention = card.retention {
            facts.append(Note(label: "Bewaren", lines: [retention.onOneLine]))
        }
        if let month = card.evaluationMonth {
            facts.append(
                Note(label: "Evaluatie", lines: ["elk jaar in \(YearPeriod.dutchName(ofMonth: month))"]))
        }
        return facts
    }

    private static func row(_ place: Int, _ depth: Int, _ wording: CardWording) -> StepRow {
        let step = wording.card.steps[place]
        let ways = wording.ways(of: place).map { way in
            let asked = way.required.map { wording.title(of: $0) }
            return (way.label.map { "\($0): " } ?? "") + wording.destination(way.target, from: place)
                + (asked.isEmpty ? "" : " (dan ook invullen: \(asked.listed("en")))")
        }
        return StepRow(
            number: wording.number(of: place), title: step.title.onOneLine, depth: depth,
            kind: wording.kind(of: step), phase: step.phase.map { wording.name(of: $0) },
            who: wording.who(step), when: wording.when(step), ways: ways,
            notes: wording.branchNote(at: place) + wording.notes(on: step))
    }

    private static func sections(_ wording: CardWording) -> [Section] {
        let card = wording.card
        let fields = wording.ownFields.map { field in
            [
                field.title.onOneLine, wording.holds(field), wording.askedIn(field),
                wording.readers(of: field),
            ]
        }
        return [
            Section(
                title: "Op elk moment", columns: ["Wat er gebeurt", "Waar het dan heen gaat"],
                rows: card.interrupts.map { [wording.trigger($0).capitalised, wording.destination(of: $0)] }),
            Section(
                title: "Hoe het eindigt", columns: ["Einde", "Telt als"],
                rows: card.ends.map { [$0.title.onOneLine, wording.counts($0)] }),
            Section(
                title: "Wat er wordt vastgelegd",
                columns: ["Gegeven", "Wat het is", "In stap", "Wie het ziet"],
                rows: fields),
            Section(
                title: "Normen", columns: ["Norm", "Wat er gemeten wordt", "Goed genoeg"],
                rows: card.norms.map { [$0.title.onOneLine, wording.measure($0), wording.limit($0)] }),
            changes(wording),
            Section(title: "Bronnen", columns: [], rows: card.sources.map { [$0.onOneLine] }),
        ]
    }

    /// What each version changed; when and by whom it was adopted, if that is told of any.
    private static func changes(_ wording: CardWording) -> Section {
        let changes = wording.card.changes
        let isDecided = changes.contains { $0.day != nil || $0.person != nil }
        return Section(
            title: "Wijzigingen",
            columns: ["Versie", "Wat er veranderde"] + (isDecided ? ["Vastgesteld op", "Door"] : []),
            rows: changes.map { change in
                [String(change.version), change.text.onOneLine]
                    + (isDecided
                        ? [change.day?.dutchDate ?? "", change.person.map { wording.name(of: $0) } ?? ""]
                        : [])
            })
    }
}
