import CardEngine
import Casework
import Evaluation
import SchoolTime

/// `kaart stand --json`. An interface, as those in `JSONForms`; see docs/json.md.
struct StandingJSON: Encodable {
    let version = 1
    let year: String
    let day: String
    let cards: [Card]
    let unreadable: [String]

    private enum CodingKeys: String, CodingKey {
        case version = "versie"
        case year = "schooljaar"
        case day = "dag"
        case cards = "kaarten"
        case unreadable = "niet_te_lezen"
    }

    struct Card: Encodable {
        let card: String
        let title: String
        let counts: [String: Int]
        let lines: [Line]

        private enum CodingKeys: String, CodingKey {
            case card = "kaart"
            case title = "titel"
            case counts = "aantallen"
            case lines = "regels"
        }
    }

    struct Line: Encodable {
        let subject: String
        let group: String?
        let state: String
        let completed: Int
        let asked: Int
        let nextStart: String?
        let daysLate: Int?
        let leftOver: Int?

        private enum CodingKeys: String, CodingKey {
            case subject = "betreft"
            case group = "groep"
            case state = "stand"
            case completed = "klaar"
            case asked = "gevraagd"
            case nextStart = "begint_op"
            case daysLate = "dagen_te_laat"
            case leftOver = "van_eerder"
        }
    }

    init(_ report: StandingReport) {
        year = report.year.name
        day = report.today.description
        unreadable = report.unreadable.map(\.rawValue)
        cards = report.cards.map { card in
            let counts = Standing.State.allCases.map { (StandingPage.title(of: $0), card.count($0)) }
            return Card(
                card: card.card.id.rawValue, title: card.card.title,
                counts: Dictionary(counts, uniquingKeysWith: { first, _ in first }),
                lines: card.standings.map { standing in
                    Line(
                        subject: standing.subject.id, group: standing.subject.group?.rawValue,
                        state: StandingPage.title(of: standing.state), completed: standing.completed,
                        asked: standing.asked, nextStart: standing.nextStart?.description,
                        daysLate: standing.daysLate == 0 ? nil : standing.daysLate,
                        leftOver: standing.leftOver.isEmpty ? nil : standing.leftOver.count)
                })
        }
    }
}
