import CardEngine
import SchoolTime

/// A fixed list of words for the values of one type, in the order in which complaints name them.
struct Vocabulary<Value: Sendable>: Sendable {
    let words: [(word: String, value: Value)]
    /// Words of the language that this release does not read yet.
    let later: [String]

    init(_ words: [(word: String, value: Value)], later: [String] = []) {
        self.words = words
        self.later = later
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
    static let scopes = Vocabulary([("school", .school), ("groep", .group)], later: ["leerling"])
}

/// The kinds of field as they are written; a choice gets its options from `opties`.
enum FieldWord: Sendable {
    case text, longText, number, wholeNumber, date, yesNo, choice, multipleChoice, document, person
}

extension Vocabulary where Value == FieldWord {
    static let fieldKinds = Vocabulary(
        [
            ("tekst", .text), ("lange tekst", .longText), ("getal", .number), ("geheel getal", .wholeNumber),
            ("datum", .date), ("ja-nee", .yesNo), ("keuze", .choice), ("meerkeuze", .multipleChoice),
            ("document", .document), ("persoon", .person),
        ], later: ["leerling", "lijst"])
}

extension Vocabulary where Value == SchoolDuration.Unit {
    static let units = Vocabulary([
        ("dagen", .days), ("dag", .days), ("weken", .weeks), ("week", .weeks), ("maanden", .months),
        ("maand", .months), ("jaar", .years), ("jaren", .years), ("werkdagen", .workingDays),
        ("werkdag", .workingDays), ("schooldagen", .schoolDays), ("schooldag", .schoolDays),
        ("schoolweken", .schoolWeeks), ("schoolweek", .schoolWeeks),
    ])
}

extension Vocabulary where Value == Int {
    static let months = Vocabulary(
        [
            "januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september",
            "oktober",
            "november", "december",
        ].enumerated().map { ($0.element, $0.offset + 1) })
}

/// Names with a meaning of their own, that no step, field or end can have (kaarttaal, section 2). The months are among
/// them: `2 weken na mei` would mean two things.
let reservedNames: Set<String> = Set([
    "verder", "klaar", "anders", "start", "aanleiding", "vandaag", "leeg", "ingevuld", "gereed", "verlopen",
    "overgeslagen", "inschrijving", "plaatsing", "uitschrijving", "groepswissel",
]).union(Vocabulary.months.all)

/// What else a field can't be called: in a condition these words mean something already.
let reservedFieldNames: Set<String> = reservedNames.union(
    ["of", "niet", "leeftijd", "jaargroep", "groep", "ingeschreven"])

/// What a condition asks about a value being there; no outcome or option can be called so.
let emptinessWords: Set<String> = ["leeg", "ingevuld"]

/// Outcomes that only the engine gives, in parts of the language that are not read yet.
let engineOutcomes: Set<String> = ["verlopen", "geen toestemming"]
