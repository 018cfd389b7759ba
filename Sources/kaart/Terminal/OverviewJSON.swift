import CardEngine
import CardLanguage
import Casework
import SchoolTime

/// `kaart leerling --json`.
struct PupilJSON: Encodable {
    let version = 1
    let subject: String
    let group: String?
    let attributes: [String: String]?
    let authorities: Int?
    let consents: [ConsentJSON]?
    let cases: [CaseSummaryJSON]
    let elsewhere: [TaskListJSON.Task]
    let provisions: [ProvisionJSON]

    private enum CodingKeys: String, CodingKey {
        case version = "versie"
        case provisions = "verstrekt"
        case subject = "leerling"
        case group = "groep"
        case attributes = "kenmerken"
        case authorities = "gezag"
        case consents = "toestemmingen"
        case cases = "trajecten"
        case elsewhere = "elders"
    }

    init(_ overview: PupilOverview, in session: Session) {
        let today = session.workplace.clock.today
        subject = overview.subject.id
        group = overview.subject.group?.rawValue
        attributes = overview.facts.map { facts in
            Dictionary(
                facts.attributes.map { ($0.key.rawValue, FieldText.text(of: $0.value)) },
                uniquingKeysWith: { first, _ in first })
        }
        authorities = overview.facts.flatMap { $0.authorities == 0 ? nil : $0.authorities }
        consents = overview.facts.map { $0.consents.map { ConsentJSON($0, on: today) } }
        cases = overview.cases.map { CaseSummaryJSON($0, on: today) }
        elsewhere = overview.elsewhere.map { TaskListJSON.Task($0, on: today) }
        provisions = overview.provisions.map { ProvisionJSON($0) }
    }
}

/// What was provided of a pupil.
struct ProvisionJSON: Encodable {
    let caseID: String
    let card: String
    let day: String
    let recipient: String
    let fields: [String]
    let ground: String?
    let consent: String?

    private enum CodingKeys: String, CodingKey {
        case caseID = "traject"
        case card = "kaart"
        case day = "op"
        case recipient = "aan"
        case fields = "gegevens"
        case ground = "grondslag"
        case consent = "toestemming"
    }

    init(_ line: ProvisionLine) {
        caseID = line.caseID.rawValue
        card = line.card.id.rawValue
        day = line.day.description
        recipient = line.fact.recipient.rawValue
        fields = line.fact.fields.map(\.rawValue)
        ground = line.fact.legalBasis
        consent = line.fact.consent?.rawValue
    }
}

/// A standing consent.
struct ConsentJSON: Encodable {
    let purpose: String
    let recipient: String?
    let until: String?
    /// Nil as long as it holds.
    let hasRunOut: Bool?

    private enum CodingKeys: String, CodingKey {
        case purpose = "doel"
        case recipient = "aan"
        case until = "tot_en_met"
        case hasRunOut = "verlopen"
    }

    init(_ consent: Consent, on today: Day) {
        purpose = consent.purpose.rawValue
        recipient = consent.recipient?.rawValue
        until = consent.until?.description
        hasRunOut = consent.holds(on: today) ? nil : true
    }
}

/// A case on the page of whom it is about: as in a list, with its open steps.
struct CaseSummaryJSON: Encodable {
    let line: CaseListJSON.Case
    let deadline: String?
    let statutory: String?
    let endedOn: String?
    let open: [TaskListJSON.Task]

    private enum CodingKeys: String, CodingKey {
        case deadline = "termijn"
        case statutory = "wettelijk"
        case endedOn = "geeindigd_op"
        case open
    }

    init(_ summary: CaseSummary, on today: Day) {
        line = CaseListJSON.Case(summary.line)
        deadline = summary.deadline?.description
        statutory = summary.statutory?.description
        endedOn = summary.endedOn?.description
        open = summary.open.map { TaskListJSON.Task($0, on: today) }
    }

    func encode(to encoder: any Encoder) throws {
        try line.encode(to: encoder)
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encodeIfPresent(deadline, forKey: .deadline)
        try container.encodeIfPresent(statutory, forKey: .statutory)
        try container.encodeIfPresent(endedOn, forKey: .endedOn)
        try container.encode(open, forKey: .open)
    }
}

/// `kaart groep --json`.
struct GroupJSON: Encodable {
    let version = 1
    let group: String
    let title: String
    let holders: [Holder]
    let pupils: [Pupil]
    let cases: [CaseSummaryJSON]

    private enum CodingKeys: String, CodingKey {
        case version = "versie"
        case group = "groep"
        case title = "titel"
        case holders = "rollen"
        case pupils = "leerlingen"
        case cases = "trajecten"
    }

    struct Holder: Encodable {
        let role: String
        let person: String

        private enum CodingKeys: String, CodingKey {
            case role = "rol"
            case person = "medewerker"
        }
    }

    struct Pupil: Encodable {
        let subject: String
        let isEnrolled: Bool?
        let running: Int
        let open: [TaskListJSON.Task]

        private enum CodingKeys: String, CodingKey {
            case subject = "leerling"
            case isEnrolled = "ingeschreven"
            case running = "lopende_trajecten"
            case open
        }
    }

    init(_ overview: GroupOverview, in session: Session) {
        let today = session.workplace.clock.today
        group = overview.group.group.id.rawValue
        title = overview.group.group.title
        holders = overview.group.holders.map { Holder(role: $0.role.rawValue, person: $0.person.rawValue) }
        pupils = overview.pupils.map { pupil in
            Pupil(
                subject: pupil.subject.id, isEnrolled: pupil.isEnrolled, running: pupil.running,
                open: pupil.open.map { TaskListJSON.Task($0, on: today) })
        }
        cases = overview.cases.map { CaseSummaryJSON($0, on: today) }
    }
}
