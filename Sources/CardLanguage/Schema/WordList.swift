/// The language reference, `docs/woorden.md`: every word, what stands behind it and what it means.
enum WordList {
    static var text: String {
        let parts =
            [introduction]
            + chapters.map { chapter in
                (["## \(chapter.title)"] + chapter.constructs.map { ConstructTable($0).text }).joined(
                    separator: "\n\n")
            } + [conditions, moments, measures, reserved]
        return parts.joined(separator: "\n\n") + "\n"
    }

    private static let chapters: [(title: String, constructs: [Construct])] = [
        (
            "Kaart",
            [
                .card, .startRule, .change, .field, .column, .end, .interrupt, .reminder, .personField, .norm,
            ]
        ),
        (
            "Stappen",
            Construct.stepConstructs.filter { $0.title != Construct.reminder.title }
        ),
        (
            "School",
            [.school, .adoption, .role, .group, .staffMember, .assignment, .contact, .attribute]
        ),
        (
            "Schooljaar",
            [.schoolYear, .holiday, .studyDay, .plannedPeriod, .plannedForGroup]
        ),
        ("Ambitiekaart", Construct.ambitionConstructs),
        ("Scenario", [.scenario, .scenarioSubject, .scenarioConsent, .scenarioLine, .scenarioExpectation]),
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
        | `31 juli na aanleiding` | de eerste die dan nog niet voorbij is, in welk schooljaar de stap ook opengaat; ook na een stap, een \
        datumveld en wat hierboven staat |
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

    private static let measures = """
        ## Maat

        | wat er staat | wat gemeten wordt | grens |
        |---|---|---|
        | `op tijd`, `op tijd gesprek` | deel van de trajecten, of van de keren dat de stap gedaan is, binnen de `termijn` | deel |
        | `wettelijk op tijd`, `wettelijk op tijd gesprek` | hetzelfde met `wettelijk` | deel |
        | `dekking`, `dekking 2`, `dekking ooit` | deel van wie er aan het eind van het schooljaar is met een voltooid traject in dat jaar, \
        met twee, of met ooit een | deel |
        | `voltooid` | deel van de trajecten dat als voltooid eindigde | deel |
        | `doorlooptijd`, `doorlooptijd gesprek`, `doorlooptijd tot gesprek` | de middelste duur van het traject, van de stap, of vanaf het \
        begin tot de stap | duur |
        | `uitkomst horen gehoord` | deel van de keren dat de stap zo afliep | deel |
        | `aanwezig gesprek ouders` | deel van de keren dat die rol erbij was | deel |
        | `herhaling gesprek` | hoe vaak een traject de stap deed, gemiddeld | getal |
        """

    private static func words(_ words: [String]) -> String { words.map { "`\($0)`" }.joined(separator: ", ") }
}
