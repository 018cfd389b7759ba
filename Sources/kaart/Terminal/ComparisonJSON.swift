import CardEngine
import CardLanguage
import Casework
import SchoolTime

/// `kaart verschil --json`.
struct ComparisonJSON: Encodable {
    let version = 1
    let card: String
    let from: Edition
    let to: Edition
    let changes: [Change]
    let cases: [RunningCase]?

    private enum CodingKeys: String, CodingKey {
        case version = "versie"
        case card = "kaart"
        case from = "van"
        case to = "naar"
        case changes = "verschillen"
        case cases = "trajecten"
    }

    init(_ report: ComparisonReport, _ sentences: Sentences) {
        card = report.to.card.id.rawValue
        from = Edition(report.from)
        to = Edition(report.to)
        changes = report.difference.changes.map { Change($0, sentences) }
        cases = report.cases.map { $0.map { RunningCase($0, sentences) } }
    }

    struct Edition: Encodable {
        let version: Int
        let adoptedOn: String?
        let isFile: Bool

        private enum CodingKeys: String, CodingKey {
            case version = "versie"
            case adoptedOn = "vastgesteld_op"
            case isFile = "bestand"
        }

        init(_ edition: CardEdition) {
            version = edition.card.version
            adoptedOn = edition.adoption?.stamp.day.description
            isFile = edition.isFile
        }
    }

    struct Change: Encodable {
        let part: String
        let name: String?
        let title: String
        let kind: String
        let what: String?
        let from: String?
        let to: String?

        private enum CodingKeys: String, CodingKey {
            case part = "onderdeel"
            case name = "naam"
            case title = "titel"
            case kind = "soort"
            case what = "wat"
            case from = "was"
            case to = "wordt"
        }

        init(_ change: CardDifference.Change, _ sentences: Sentences) {
            part = sentences.kind(of: change.part)
            name = Self.name(of: change.part)
            title = change.title
            kind = sentences.word(for: change.kind)
            switch change.kind {
            case .added, .removed: (what, from, to) = (nil, nil, nil)
            case .renamed(let old): (what, from, to) = (nil, old, name)
            case .changed(let aspect, let before, let after):
                (what, from, to) = (sentences.word(for: aspect), before, after)
            }
        }

        /// As the card names it: of what belongs to something else with a point between.
        private static func name(of part: CardPart) -> String? {
            switch part {
            case .card: nil
            case .start(let text), .interrupt(let text), .norm(let text): text
            case .field(let field): field.rawValue
            case .column(let list, let column): "\(list).\(column)"
            case .step(let step): step.rawValue
            case .branch(let step, let branch): "\(step).\(branch)"
            case .outcome(let step, let outcome): "\(step).\(outcome)"
            case .end(let end): end.rawValue
            }
        }
    }

    struct RunningCase: Encodable {
        let caseID: String
        let subject: String
        let version: Int
        let canMigrate: Bool?
        let reason: String?

        private enum CodingKeys: String, CodingKey {
            case caseID = "traject"
            case subject = "betreft"
            case version = "versie"
            case canMigrate = "kan_over"
            case reason = "reden"
        }

        init(_ running: ComparisonReport.RunningCase, _ sentences: Sentences) {
            caseID = running.caseID.rawValue
            subject = running.subject.id
            version = running.version
            canMigrate = running.migration.map { $0.failure == nil }
            reason = running.migration?.failure.flatMap { sentences.sentence(for: $0) }
        }
    }
}
