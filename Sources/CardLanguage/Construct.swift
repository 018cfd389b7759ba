/// A mapping of the language: which words it knows and what stands behind each. The one table from which the reader,
/// its "bedoelde u", the JSON Schemas and the list of words (`docs/woorden.md`) come.
struct Construct: Sendable {
    /// With its article, as complaints say it: "een stap".
    let title: String
    /// What it is for, in a sentence.
    let meaning: String
    let entries: [Entry]
    /// Words that exclude each other.
    let alternatives: Alternatives
    /// What may stand in it besides under names that the author chooses.
    let free: FreeEntries?
    /// The words that must be there whatever else is.
    let required: [Keyword]
    let optional: [Keyword]

    init(
        _ title: String, _ meaning: String, _ entries: [Entry],
        alternatives: Alternatives = .none, free: FreeEntries? = nil
    ) {
        self.title = title
        self.meaning = meaning
        self.entries = entries
        self.alternatives = alternatives
        self.free = free
        required = entries.filter(\.isRequired).map(\.word)
        optional = entries.filter { !$0.isRequired }.map(\.word)
    }

    /// A word, and what stands behind it.
    struct Entry: Sendable {
        let word: Keyword
        let shape: Shape
        let presence: Presence
        /// What it means, in a sentence.
        let meaning: String

        var isRequired: Bool {
            switch presence {
            case .required: true
            case .optional, .optionalOnly, .requiredOnly: false
            }
        }

        static func must(_ word: Keyword, _ shape: Shape, _ meaning: String) -> Entry {
            Entry(word: word, shape: shape, presence: .required, meaning: meaning)
        }

        static func may(_ word: Keyword, _ shape: Shape, _ meaning: String) -> Entry {
            Entry(word: word, shape: shape, presence: .optional, meaning: meaning)
        }

        /// May stand there only in that circumstance.
        static func may(
            _ word: Keyword, _ shape: Shape, only circumstance: Circumstance, _ meaning: String
        ) -> Entry {
            Entry(word: word, shape: shape, presence: .optionalOnly(circumstance), meaning: meaning)
        }

        /// Must stand there in that circumstance, and only then.
        static func must(
            _ word: Keyword, _ shape: Shape, when circumstance: Circumstance, _ meaning: String
        ) -> Entry {
            Entry(word: word, shape: shape, presence: .requiredOnly(circumstance), meaning: meaning)
        }
    }

    /// Whether a word must be there.
    enum Presence: Sendable {
        case required
        case optional
        case optionalOnly(Circumstance)
        case requiredOnly(Circumstance)
    }

    /// What else is written in the same construct.
    enum Circumstance: Sendable {
        case beside([Keyword])
        case when(Keyword, is: [String])
    }

    enum Alternatives: Sendable {
        case none
        case exactlyOne([Keyword])
        case atMostOne([Keyword])
    }

    struct FreeEntries: Sendable {
        let names: Names
        let shape: Shape
        let meaning: String
    }

    var known: [Keyword] { required + optional }

    func knows(_ word: Keyword) -> Bool { required.contains(word) || optional.contains(word) }

    /// Every construct but a condition, whose words are names.
    static let all =
        [card, startRule, change, field, column, end, interrupt, comparison, personField, norm]
        + stepConstructs
        + [
            school, adoption, role, group, staffMember, assignment, contact, attribute, schoolYear, holiday,
            studyDay,
            plannedPeriod, plannedForGroup, scenario, scenarioSubject, scenarioConsent, scenarioLine,
            scenarioExpectation,
        ] + ambitionConstructs
}
