/// The language reference, `docs/woorden.md`: every word, what stands behind it and what it means.
enum WordList {
    static var text: String {
        let parts =
            [introduction]
            + chapters.map { chapter in
                (["## \(chapter.title)"] + chapter.constructs.map { ConstructTable($0).text }).joined(
                    separator: "\n\n")
            } + [conditions, moments, reserved, later]
        return parts.joined(separator: "\n\n") + "\n"
    }

    private static let chapters: [(title: String, constructs: [Construct])] = [
        (
            "Kaart",
            [
                .card, .startRule, .change, .field, .column, .end, .interrupt, .reminder, .personField,
            ]
        ),
        (
            "Stappen",
            Construct.stepConstructs.filter { $0.title != Construct.reminder.title }
        ),
        (
            "School",
            [.school, .role, .group, .staffMember, .assignment, .contact, .attribute]
        ),
        (
            "Schooljaar",
            [.schoolYear, .holiday, .studyDay, .plannedPeriod, .plannedForGroup]
        ),
        ("Scenario", [.scenario, .scenarioSubject, .scenarioLine, .scenarioExpectation]),
    ]

    private static let introduction = """
        # De woorden van de kaarttaal

        Deze bladzijde is gemaakt uit de woordentabel van het programma, door `genereer-schema`. Verander haar niet met de hand. Hoe \
        een kaart in elkaar zit staat in [kaarttaal](kaarttaal.md).

        In de kolom `verplicht` staat wanneer een woord er moet staan. Staat er niets, dan mag het worden weggelaten.
        """

    private static let conditions: String = {
        let heading = """
            ## Voorwaarde

            Achter `als` staat een rijtje waarvan alles moet gelden. Links staat een veld, een kenmerk, `uitkomst.<stap>`, `keer.<stap>` \
            of `toestemming.<doel>`; rechts een waarde, een lijst waarvan er één moet kloppen, `leeg`, `ingevuld` of een vergelijking.

            | woord | wat er staat | betekenis |
            |---|---|---|
            | `\(Keyword.anyOf.rawValue)` | lijst van voorwaarden | Eén ervan moet gelden. |
            | `\(Keyword.not.rawValue)` | voorwaarde | Zij mag niet gelden. |
            """
        return [heading, ConstructTable(.comparison).text].joined(separator: "\n\n")
    }()

    private static let moments = """
        ## Moment

        | wat er staat | betekenis |
        |---|---|
        | `6 weken`, `dezelfde dag` | zo lang na de opening van de stap, of na zijn `vanaf` als die later is |
        | `10 schooldagen na gesprek`, `3 dagen voor afspraak` | zo lang na of voor een stap, een datumveld, een gebeurtenis, een kenmerk, \
        een geplande dag, `start` of `aanleiding` |
        | `afspraak` | die dag zelf |
        | `1 februari`, `september`, `derde week september` | een dag, maand of week van het schooljaar |
        | `voor 1 februari` | uiterlijk de dag ervoor |
        | `vandaag` | de dag zelf |

        Maten: \(words(Vocabulary.units.all)).

        Gebeurtenissen: \(words(Vocabulary.events.all)).

        Maanden: \(words(Vocabulary.months.all)).

        Weken: \(words(Vocabulary.ordinals.all)).

        Antwoorden van wie tekent: \(words(Vocabulary.answers.all)).
        """

    private static let reserved = """
        ## Woorden met een eigen betekenis

        Een stap, veld of einde kan niet zo heten: \(words(reservedNames.sorted())).

        Een veld, kolom of kenmerk ook niet zo: \(words(reservedFieldNames.subtracting(reservedNames).sorted())).
        """

    private static let later: String = {
        let unread = Keyword.allCases.filter { !Construct.readSomewhere.contains($0) }
        return """
            ## Nog niet gelezen

            Deze woorden horen bij de kaarttaal, maar worden in deze uitgave geweigerd: \(words(unread.map(\.rawValue))).
            """
    }()

    private static func words(_ words: [String]) -> String { words.map { "`\($0)`" }.joined(separator: ", ") }
}
