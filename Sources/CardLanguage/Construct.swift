/// A mapping of the language: which words it knows. The reader, its "bedoelde u" and its complaints all use this table.
struct Construct: Sendable {
    /// With its article, as complaints say it: "een stap".
    let title: String
    let required: [Keyword]
    let optional: [Keyword]
    /// Words of the language that this release does not read yet: refused by name, never ignored.
    let later: [Keyword]
    /// Whether a word that is not read yet takes the place of required ones.
    let isShapedByLaterWords: Bool

    init(
        _ title: String, required: [Keyword] = [], optional: [Keyword] = [], later: [Keyword] = [],
        isShapedByLaterWords: Bool = false
    ) {
        self.isShapedByLaterWords = isShapedByLaterWords
        self.title = title
        self.required = required
        self.optional = optional
        self.later = later
    }

    var known: [Keyword] { required + optional }

    /// Every construct that is read.
    private static let all = [
        card, startRule, field, step, task, choice, outcome, choiceRow, disclosure, end, interrupt,
        comparison, school,
        role, group, staffMember, schoolYear, holiday, studyDay,
    ]

    /// The words that this release reads somewhere; of the others it reads nothing yet.
    static let readSomewhere = Set(
        all.flatMap(\.known) + [.card, .school, .schoolYear, .anyOf, .not] as [Keyword])

    static let card = Construct(
        "een kaart",
        required: [.card, .title, .version, .status, .subject, .owner, .purpose, .start, .steps],
        optional: [
            .legalBasis, .sources, .visibleTo, .hidden, .term, .fields, .ends, .interrupts, .evaluation,
        ],
        later: [.retention, .statutory, .remind, .norms, .changes])

    static let startRule = Construct(
        "een begin", optional: [.manual], later: [.at, .on, .yearly, .after, .over, .condition])

    static let field = Construct(
        "een veld", required: [.title, .kind],
        optional: [.options, .sensitive, .visibleTo, .minimum, .maximum],
        later: [.columns, .rows, .mayBeEmpty])

    /// What every step has, of whatever kind.
    static let step = Construct(
        "een stap", required: [.step, .title],
        optional: [.explanation, .phase, .condition, .documents] + stepKinds.read,
        later: stepKinds.later)

    /// The words of which a step has exactly one.
    static let stepKinds = (
        read: [Keyword.performers, .choose],
        later: [Keyword.sign, .parallel, .forEach, .card, .wait, .register]
    )

    static let task = Construct(
        "een taak (`wie`)", required: step.required + [.performers],
        optional: [.explanation, .phase, .condition, .documents] + [
            .together, .earliest, .term, .fillIn, .fillAlso, .checklist, .otherThan, .sameAs, .discloses,
            .outcomes, .next,
        ],
        later: [.statutory, .remind, .escalate, .record])

    static let choice = Construct(
        "een keuze (`kies`)", required: step.required + [.choose],
        optional: [.explanation, .phase, .condition, .documents])

    static let outcome = Construct("een uitkomst", required: [.to], optional: [.fillIn])

    static let choiceRow = Construct("een regel van `kies`", optional: [.condition, .to, .otherwise])

    static let disclosure = Construct(
        "een verstrekking", required: [.recipient, .fields, .legalBasis], later: [.consent],
        isShapedByLaterWords: true)

    static let end = Construct("een einde", required: [.title, .countsAs])

    static let interrupt = Construct(
        "een onderbreking", required: [.outcome, .by, .to], optional: [.condition],
        later: [.at, .withdrawn, .on], isShapedByLaterWords: true)

    static let comparison = Construct(
        "een vergelijking", optional: [.minimum, .maximum, .before, .after])

    static let school = Construct(
        "een school", required: [.school, .name, .roles, .staff], optional: [.timeZone, .groups],
        later: [.region, .partners, .attributes])

    static let role = Construct(
        "een rol", required: [.title], optional: [.aliases, .scope, .external, .registrars])

    static let group = Construct("een groep", required: [.title])

    static let staffMember = Construct(
        "een medewerker", required: [.name, .roles], optional: [.login, .actsFor])

    static let schoolYear = Construct(
        "een schooljaar", required: [.schoolYear, .firstDay, .lastDay, .holidays],
        optional: [.region, .source, .studyDays], later: [.planning])

    static let holiday = Construct("een vakantie", required: [.name, .firstDay, .lastDay])

    static let studyDay = Construct("een studiedag", required: [.name, .day])
}
