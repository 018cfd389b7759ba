import SchoolTime

/// The regular expressions of the schemas: those that JSON Schema (ECMA 262), Python and Swift read alike.
enum Pattern {
    static let id = "^\(idBody)$"
    /// Something else than spaces.
    static let text = "\\S"
    static let wholeNumber = "^[0-9]{1,7}$"
    static let parentCount = "^[0-9]$"
    /// As a card writes it: with a comma or a point.
    static let number = "^-?[0-9.]+(,[0-9]+)?$"
    static let date = "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"
    static let schoolYearName = "^[0-9]{4}-[0-9]{4}$"
    static let duration = "^(\(counted)|\(sameDay))$"
    static let cardOrEnd = "^\(idBody)(\\.\(idBody))?$"
    static let performer = "^\(idBody)( [0-9]+)?$"
    /// What can be asked in a condition.
    static let operand = "^((uitkomst|keer|toestemming)\\.)?\(idBody)$"

    /// The grammar of moments (kaarttaal, section 6).
    static let moment: String = {
        let periods = [
            "(?!\(noDays))(0?[1-9]|[12][0-9]|3[01]) +\(months)", months,
            "\(oneOf(Vocabulary.ordinals.all)) +week +\(months)",
        ]
        let anchor = "(?!(\(months)|vandaag)$)\(idBody)"
        let forms = [
            "\(counted)( +(na|voor) +\(anchor))?",
            sameDay, "(voor +)?\(oneOf(periods))", "\(oneOf(periods)) +na +\(anchor)", idBody,
        ]
        return "^\(oneOf(forms))$"
    }()

    /// What a norm measures (kaarttaal, section 9).
    static let measure = "^\(oneOf(MeasureWord.allCases.map { form(of: $0) }))$"

    /// What is good enough for a norm.
    static let normLimit = "^([0-9.]+(,[0-9]+)? *%?|\(counted)|\(sameDay))$"

    private static func form(of word: MeasureWord) -> String {
        let rest =
            switch word {
            case .onTime, .statutoryOnTime, .time: "( +\(idBody))?"
            case .coverage: "( +([1-9][0-9]{0,2}|1000|\(MeasureWord.ever)))?"
            case .completed: ""
            case .timeUntil, .repetition: " +\(idBody)"
            case .outcome: " +\(idBody) +\\S.*"
            case .attendance: " +\(idBody) +\(idBody)"
            }
        return word.rawValue.words.joined(separator: " +") + rest
    }

    private static let idBody = "[a-z][a-z0-9-]{0,63}"
    private static let noDays = "30 +februari|31 +(februari|april|juni|september|november)"
    private static let months = oneOf(Vocabulary.months.all)
    private static let counted = "[0-9]{1,5} +\(oneOf(Vocabulary.units.all))"
    private static let sameDay = "dezelfde +dag"

    private static func oneOf(_ forms: [String]) -> String { "(\(forms.joined(separator: "|")))" }
}
