/// The definition of what is written as one text or number.
struct ScalarSchema {
    let name: String
    let json: JSON

    static let text = ScalarSchema(
        "tekst", "Een tekst.", ["type": ["string", "number", "boolean"], "pattern": .string(Pattern.text)],
        "Vul hier een tekst in.")

    /// `null` without quotes is an answer like any other.
    static let answer = ScalarSchema(
        "antwoord", "Een antwoord: een tekst of een getal.",
        ["type": ["string", "number", "boolean", "null"], "pattern": .string(Pattern.text)],
        "Vul hier een tekst in.")

    static let id = ScalarSchema(
        "naam", "Een naam: kleine letters, cijfers en streepjes, met een letter vooraan.",
        ["type": "string", "pattern": .string(Pattern.id)],
        "Gebruik kleine letters zonder accent, cijfers en streepjes, en begin met een letter.")

    static let schoolYearName = ScalarSchema(
        "schooljaar-naam", "Twee jaren na elkaar, zoals 2026-2027.",
        ["type": "string", "pattern": .string(Pattern.schoolYearName)],
        "Een schooljaar heet naar twee jaren na elkaar, zoals 2026-2027.")

    static let yesNo = ScalarSchema("ja-nee", "`ja` of `nee`.", ["enum": .strings(Vocabulary.yesNo.all)])

    static let wholeNumber = ScalarSchema(
        "heel-getal", "Een heel getal, 1 of meer.",
        [
            "type": ["integer", "string"], "pattern": .string(Pattern.wholeNumber), "minimum": 1,
            "maximum": 1_000_000,
        ], "Hier hoort een heel getal te staan, 1 of meer.")

    static let parentCount = ScalarSchema(
        "ouders", "Hoeveel personen gezag hebben: 0 tot 9.",
        [
            "type": ["integer", "string"], "pattern": .string(Pattern.parentCount), "minimum": 0,
            "maximum": 9,
        ], "Hier hoort een aantal van 0 tot 9 te staan.")

    static let date = ScalarSchema(
        "datum", "Een dag, als jaar-maand-dag: 2026-11-23.",
        ["type": "string", "format": "date", "pattern": .string(Pattern.date)],
        "Schrijf een dag die bestaat als jaar-maand-dag, zoals 2026-11-23.")

    static let number = ScalarSchema(
        "getal", "Een getal.", ["type": ["number", "string"], "pattern": .string(Pattern.number)],
        "Hier hoort een getal te staan.")

    static let moment = ScalarSchema(
        "moment",
        "Een moment, zoals `6 weken`, `10 schooldagen na gesprek`, `3 werkdagen voor gespreksdatum`, `dezelfde dag`, `1 februari`, `voor 1 februari`, `september`, `derde week september`, `31 juli na aanleiding`, of alleen een datumveld, een stap, een kenmerk of een geplande dag.",
        ["type": "string", "pattern": .string(Pattern.moment)],
        "Schrijf bijvoorbeeld `6 weken`, `10 schooldagen na gesprek`, `3 werkdagen voor gespreksdatum`, `1 februari` of `dezelfde dag`."
    )

    static let duration = ScalarSchema(
        "duur", "Een duur, zoals `6 weken`, `10 schooldagen` of `dezelfde dag`.",
        ["type": "string", "pattern": .string(Pattern.duration)],
        "Schrijf bijvoorbeeld `6 weken`, `10 schooldagen` of `dezelfde dag`.")

    static let measure = ScalarSchema(
        "maat",
        "Wat gemeten wordt, zoals `op tijd`, `wettelijk op tijd vaststellen`, `dekking`, `voltooid`, `doorlooptijd tot gesprek`, `uitkomst horen gehoord`, `aanwezig gesprek ouders` of `herhaling gesprek`.",
        ["type": "string", "pattern": .string(Pattern.measure)],
        "Schrijf bijvoorbeeld `op tijd`, `op tijd gesprek`, `dekking`, `doorlooptijd tot gesprek` of `aanwezig gesprek ouders`."
    )

    static let normLimit = ScalarSchema(
        "grens", "Wat goed genoeg is: een deel zoals `90%`, een duur zoals `6 weken`, of een getal.",
        ["type": ["number", "string"], "pattern": .string(Pattern.normLimit)],
        "Schrijf bijvoorbeeld `90%`, `6 weken` of `2`.")

    static let value = ScalarSchema(
        "waarde", "Een waarde.",
        ["type": ["string", "number", "boolean"], "pattern": .string(Pattern.text)], "Vul hier iets in.")

    /// - Parameter complaint: what an editor says of a text that doesn't fit.
    private init(
        _ name: String, _ meaning: String, _ members: KeyValuePairs<String, JSON>, _ complaint: String? = nil
    ) {
        self.name = name
        json = .object(
            [("description", .string(meaning))] + members.map { ($0.key, $0.value) }
                + (complaint.map { [("patternErrorMessage", .string($0))] } ?? []))
    }
}
