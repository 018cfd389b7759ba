import CardEngine
import SchoolTime

/// A fixed list of words for the values of one type, in the order in which complaints name them.
struct Vocabulary<Value: Sendable>: Sendable {
    let words: [(word: String, value: Value)]

    init(_ words: [(word: String, value: Value)]) {
        self.words = words
    }

    func value(of word: String) -> Value? { words.first { $0.word == word }?.value }

    var all: [String] { words.map(\.word) }
}

extension Vocabulary where Value == CardStatus {
    static let statuses = Vocabulary([
        ("concept", .draft), ("vastgesteld", .adopted), ("vervallen", .withdrawn),
    ])
}

extension Vocabulary where Value == SubjectKind {
    static let subjects = Vocabulary([
        ("leerling", .pupil), ("groep", .group), ("school", .school), ("medewerker", .staffMember),
    ])
}

extension Vocabulary where Value == Phase {
    static let phases = Vocabulary([("plan", .plan), ("do", .do), ("check", .check), ("act", .act)])
}

extension Vocabulary where Value == EndCount {
    static let endCounts = Vocabulary([("voltooid", .completed), ("afgebroken", .aborted)])
}

extension Vocabulary where Value == Bool {
    static let yesNo = Vocabulary([("ja", true), ("nee", false)])
}

extension Vocabulary where Value == Role.Scope {
    static let scopes = Vocabulary([("school", .school), ("groep", .group), ("leerling", .pupil)])
}

/// The kinds of field as they are written; a choice gets its options from `opties`.
enum FieldWord: Sendable {
    case text, longText, number, wholeNumber, date, yesNo, choice, multipleChoice, document, person, pupil,
        list
}

extension Vocabulary where Value == FieldWord {
    static let fieldKinds = Vocabulary(cellKinds.words + [("lijst", .list)])

    /// The kinds of a column or an attribute, which are no list.
    static let cellKinds = Vocabulary([
        ("tekst", .text), ("lange tekst", .longText), ("getal", .number), ("geheel getal", .wholeNumber),
        ("datum", .date), ("ja-nee", .yesNo), ("keuze", .choice), ("meerkeuze", .multipleChoice),
        ("document", .document), ("persoon", .person), ("leerling", .pupil),
    ])
}

extension Vocabulary where Value == SubjectEvent {
    static let events = Vocabulary([
        ("inschrijving", .enrolled), ("plaatsing", .placed), ("uitschrijving", .left),
        ("groepswissel", .groupChanged),
    ])
}

extension Vocabulary where Value == SignStep.Question {
    static let questions = Vocabulary([("akkoord", .agreement), ("gezien", .seen)])
}

extension Vocabulary where Value == SignatureAnswer {
    static let answers = Vocabulary([
        ("akkoord", .agreed), ("akkoord met opmerking", .agreedWithRemark), ("gezien", .seen),
        ("geweigerd", .refused), ("niet bereikt", .notReached),
    ])
}

extension Vocabulary where Value == ClosingRule {
    /// What `klaar_bij` can say besides a number.
    static let closingRules = Vocabulary([("alle", .all), ("eerste", .first)])
}

extension Vocabulary where Value == ForEachStep.Source {
    /// What `voor_elke` can say besides a list.
    static let itemSources = Vocabulary([("leerling", .pupils), ("groep", .groups)])
}

extension Vocabulary where Value == RowSource {
    /// What `rijen` can say besides a fixed list.
    static let rowSources = Vocabulary([("leerling", .pupils)])
}

extension Vocabulary where Value == SchoolDuration.Unit {
    static let units = Vocabulary(
        SchoolDuration.Unit.allCases.flatMap { unit in
            // In a count of years it is `jaar`.
            let words = [unit.dutchPlural, unit.dutchSingular]
            return (unit == .years ? words.reversed() : words).map { ($0, unit) }
        })
}

extension Vocabulary where Value == Int {
    static let months = Vocabulary(YearPeriod.dutchMonths.enumerated().map { ($0.element, $0.offset + 1) })

    /// As in `derde week september`.
    static let ordinals = Vocabulary(
        YearPeriod.dutchOrdinals.enumerated().map { ($0.element, $0.offset + 1) })
}

/// Names with a meaning of their own, that no step, field or end can have (kaarttaal, section 2). The months are among
/// them: `2 weken na mei` would mean two things.
let reservedNames: Set<String> = Set([
    "verder", "klaar", "anders", "start", "aanleiding", "vandaag", "leeg", "ingevuld",
    Outcome.done, Outcome.expired, Outcome.skipped, Outcome.noConsent,
]).union(Vocabulary.events.all).union(Vocabulary.months.all)

/// What else a field, a column or an attribute of the school can't be called: in a condition these words mean
/// something already.
let reservedFieldNames: Set<String> =
    reservedNames
    .union([Keyword.anyOf.rawValue, Keyword.not.rawValue])
    .union(Attribute.given.map(\.id.rawValue))

/// What a condition asks about a value being there; no outcome or option can be called so.
let emptinessWords: Set<String> = ["leeg", "ingevuld"]
