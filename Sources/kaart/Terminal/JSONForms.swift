import CardEngine
import CardLanguage
import Casework
import SchoolTime

// The forms of the listings for programs. They are an interface: keys are only added, and a change of meaning raises
// `versie`. They are described in docs/json.md.

/// `kaart controleer --json`: an array of these.
struct FindingJSON: Encodable {
    let file: String
    let line: Int
    let column: Int
    let code: String
    let severity: String
    let message: String

    private enum CodingKeys: String, CodingKey {
        case file = "bestand"
        case line = "regel"
        case column = "kolom"
        case code
        case severity = "ernst"
        case message = "melding"
    }

    init(_ diagnostic: Diagnostic, in source: SourceText) {
        file = source.name
        line = diagnostic.range.start.line
        column = diagnostic.range.start.column
        code = diagnostic.code.rawValue
        severity =
            switch diagnostic.severity {
            case .error: "fout"
            case .warning: "waarschuwing"
            }
        message = diagnostic.message
    }
}

/// `kaart taken --json`.
struct TaskListJSON: Encodable {
    let version = 1
    let tasks: [Task]

    private enum CodingKeys: String, CodingKey {
        case version = "versie"
        case tasks = "taken"
    }

    init(_ tasks: [TaskLine], in session: Session) {
        let today = session.workplace.clock.today
        self.tasks = tasks.map { Task($0, on: today) }
    }

    struct Task: Encodable {
        let reference: String
        let card: String
        let step: String
        let title: String
        let subject: String
        let group: String?
        let openedOn: String
        let earliest: String?
        let deadline: String?
        let statutory: String?
        let isLate: Bool
        let when: String
        let roles: [String]
        let person: String?
        let taken: String?
        let isMine: Bool
        let deadlineOfCase: String?
        let statutoryOfCase: String?

        private enum CodingKeys: String, CodingKey {
            case statutory = "wettelijk"
            case reference = "stap"
            case card = "kaart"
            case step = "stapnaam"
            case title = "titel"
            case subject = "betreft"
            case group = "groep"
            case openedOn = "open_sinds"
            case earliest = "vanaf"
            case deadline = "termijn"
            case isLate = "te_laat"
            case when = "wanneer"
            case roles = "rollen"
            case person = "persoon"
            case taken = "opgepakt_door"
            case isMine = "van_mij"
            case deadlineOfCase = "traject_termijn"
            case statutoryOfCase = "traject_wettelijk"
        }

        init(_ task: TaskLine, on today: Day) {
            reference = task.reference.description
            card = task.card.id.rawValue
            step = task.step.id.rawValue
            title = task.step.title
            subject = task.subject.id
            group = task.subject.group?.rawValue
            openedOn = task.visit.openedOn.description
            earliest = task.visit.earliest?.description
            deadline = task.visit.deadline?.description
            statutory = task.visit.statutory?.description
            isLate = task.isLate
            when = task.urgency(on: today).word
            roles = task.visit.performers.map(\.rawValue)
            person = task.visit.person?.rawValue
            taken = task.visit.taken?.person.rawValue
            isMine = task.isMine
            deadlineOfCase = task.termsOfCase?.deadline?.description
            statutoryOfCase = task.termsOfCase?.statutory?.description
        }
    }
}

extension TaskLine.Urgency {
    /// For programs.
    fileprivate var word: String {
        switch self {
        case .late: "te_laat"
        case .today: "vandaag"
        case .thisWeek: "deze_week"
        case .later: "later"
        case .undated: "zonder_datum"
        case .suspended: "opgeschort"
        }
    }
}

/// `kaart traject --json`.
struct CaseListJSON: Encodable {
    let version = 1
    let cases: [Case]

    private enum CodingKeys: String, CodingKey {
        case version = "versie"
        case cases = "trajecten"
    }

    init(_ cases: [CaseLine]) {
        self.cases = cases.map { Case($0) }
    }

    struct Case: Encodable {
        let id: String
        let card: String
        let subject: String
        let group: String?
        let startedOn: String
        let isLate: Bool
        let isRunning: Bool
        let end: String?
        let endTitle: String?

        private enum CodingKeys: String, CodingKey {
            case id = "traject"
            case card = "kaart"
            case subject = "betreft"
            case group = "groep"
            case startedOn = "begonnen_op"
            case isLate = "te_laat"
            case isRunning = "loopt"
            case end = "einde"
            case endTitle = "einde_titel"
        }

        init(_ line: CaseLine) {
            id = line.caseID.rawValue
            card = line.card.rawValue
            subject = line.subject.id
            group = line.subject.group?.rawValue
            startedOn = line.startedOn.description
            isLate = line.isLate
            isRunning = !line.hasEnded
            end = line.end?.id.rawValue
            endTitle = line.end?.title
        }
    }
}

/// `kaart traject k7m3 --json`.
struct CaseJSON: Encodable {
    let version = 1
    let id: String
    let card: String
    let cardVersion: Int
    let subject: String
    let group: String?
    let startedOn: String
    let startedBy: String
    let deadline: String?
    let statutory: String?
    let isLate: Bool
    let isRunning: Bool
    let end: String?
    let endTitle: String?
    let endedOn: String?
    let asOf: String?
    let open: [OpenStep]
    let values: [String: String]
    let parts: [Part]

    private enum CodingKeys: String, CodingKey {
        case version = "versie"
        case id = "traject"
        case card = "kaart"
        case cardVersion = "kaartversie"
        case subject = "betreft"
        case group = "groep"
        case startedOn = "begonnen_op"
        case startedBy = "begonnen_door"
        case deadline = "termijn"
        case statutory = "wettelijk"
        case isLate = "te_laat"
        case isRunning = "loopt"
        case end = "einde"
        case endTitle = "einde_titel"
        case endedOn = "geeindigd_op"
        case asOf = "zoals_op"
        case open
        case values = "gegevens"
        case parts = "onderdelen"
    }

    /// What is filled in for an item of a `voor_elke`.
    struct Part: Encodable {
        let place: [Surrounding]
        let values: [String: String]

        private enum CodingKeys: String, CodingKey {
            case place = "plek"
            case values = "gegevens"
        }
    }

    /// A `voor_elke` around it, with what that branch is about: one of the last three.
    struct Surrounding: Encodable {
        let step: String
        let subject: String?
        let row: Int?
        let value: String?

        private enum CodingKeys: String, CodingKey {
            case step = "stapnaam"
            case subject = "betreft"
            case row = "rij"
            case value = "waarde"
        }

        init(_ surrounding: FilledField.Surrounding) {
            step = surrounding.step.rawValue
            subject = surrounding.item.subject?.id
            row = surrounding.item.row
            value = surrounding.item.value
        }
    }

    struct OpenStep: Encodable {
        let reference: String
        let step: String
        let performers: [String]
        let earliest: String?
        let deadline: String?
        let statutory: String?
        let isLate: Bool

        private enum CodingKeys: String, CodingKey {
            case statutory = "wettelijk"
            case reference = "stap"
            case step = "stapnaam"
            case performers = "rollen"
            case earliest = "vanaf"
            case deadline = "termijn"
            case isLate = "te_laat"
        }
    }

    init(_ report: CaseReport) {
        let today = report.day
        asOf = report.isPast ? today.description : nil
        let facts = report.opening.facts
        id = report.caseID.rawValue
        card = facts.card.rawValue
        cardVersion = report.card.version
        subject = facts.subject.id
        group = report.subject.group?.rawValue
        startedOn = report.opening.day.description
        startedBy = report.opening.stamp.actor.rawValue
        deadline = report.deadline?.description
        statutory = report.statutory?.description
        isLate = report.daysLate > 0
        isRunning = !report.hasEnded
        end = report.ending?.end.rawValue
        endTitle = report.ending.flatMap { report.card.end($0.end)?.title }
        endedOn = report.ending?.day.description
        open = report.open.map { visit in
            OpenStep(
                reference: CaseReference(caseID: report.caseID, visit: visit.number).description,
                step: visit.step.rawValue, performers: visit.performers.map(\.rawValue),
                earliest: visit.earliest?.description, deadline: visit.deadline?.description,
                statutory: visit.statutory?.description, isLate: visit.isLate(on: today))
        }
        values = Self.texts(of: report.values.filter { $0.place == nil })
        parts = report.values.compactMap(\.place).reduce(into: [Place]()) { places, place in
            if places.last != place { places.append(place) }
        }.map { place in
            let filled = report.values.filter { $0.place == place }
            return Part(
                place: (filled.first?.around ?? []).map { Surrounding($0) }, values: Self.texts(of: filled))
        }
    }

    /// As they are typed; of one place, where a field has one value.
    private static func texts(of values: [FilledField]) -> [String: String] {
        Dictionary(
            values.map { ($0.field.id.rawValue, FieldText.text(of: $0.value)) },
            uniquingKeysWith: { first, _ in first })
    }
}
