import CardEngine

/// A card and what stands in it but for its steps (kaarttaal, sections 2, 3, 4.10, 4.11, 5 and 7).
extension Construct {
    static let card = Construct(
        "een kaart", "Een kwaliteitskaart: hoe de school één procedure uitvoert.",
        [
            .must(.card, .id, "De naam van de kaart; zo heet ook het bestand."),
            .must(.title, .text, "Hoe de kaart heet, voor mensen."),
            .must(
                .version, .wholeNumber,
                "De hoeveelste vastgestelde tekst dit is; een herziene kaart krijgt de volgende."),
            .must(
                .status, .option(Vocabulary.statuses.all),
                "Of de kaart nog in de maak is, geldt of vervallen is; een concept begint alleen in een oefenmap."
            ),
            .must(.subject, .option(Vocabulary.subjects.all), "Over wie of wat een traject gaat."),
            .must(.owner, .reference(.role), "De rol die de kaart onderhoudt en de trajecten bewaakt."),
            .must(.purpose, .text, "Wat de school met deze procedure bereikt."),
            .must(.start, .list(of: .construct(startRule)), "De manieren waarop een traject begint."),
            .must(.steps, .list(of: .step), "De stappen, van boven naar beneden."),
            .may(.legalBasis, .list(of: .text), "De wetten en regels waarop de procedure berust."),
            .may(.sources, .list(of: .text), "Waar de kaart op is gebaseerd."),
            .may(
                .visibleTo, .oneOrMore(.reference(.role)),
                "Welke rollen de trajecten zien; zonder dit woord ziet elke rol in de school ze."),
            .may(
                .hidden, .yesNo,
                "Met `ja` bestaan de trajecten voor anderen niet, ook niet in lijsten en aantallen."),
            .may(
                .retention, .text,
                "Hoe lang de inhoud van een traject bewaard hoort te blijven; vernietigd wordt er nog niets."),
            .may(.term, .moment, "Wanneer het hele traject klaar moet zijn, volgens de school."),
            .may(.statutory, .moment, "Wanneer het hele traject klaar moet zijn, volgens de wet."),
            .may(.remind, reminders, "Wanneer er voor het eind van de termijn herinnerd wordt, en wie."),
            .may(
                .fields, .mapping(of: .ids, to: .construct(field)),
                "Wat er wordt ingevuld: elk veld met een naam."),
            .may(
                .ends, .mapping(of: .ids, to: .construct(end)),
                "Hoe een traject kan eindigen, naast `voltooid` en `vervallen`."),
            .may(.interrupts, .list(of: .construct(interrupt)), "Wat op elk moment kan gebeuren."),
            .may(.norms, .list(of: .construct(norm)), "Wat de jaarlijkse evaluatie meet."),
            .may(
                .evaluation, .option(Vocabulary.months.all),
                "De maand waarin de kaart zelf elk jaar bekeken wordt."),
            .may(
                .author, .oneOrMore(.reference(.person)),
                "Wie deze tekst het laatst schreef; de school kan zeggen dat een ander haar vaststelt."),
            .may(.changes, .list(of: .construct(change)), "Per versie wat er veranderde en waarom."),
        ])

    /// `herinner`, of a card and of a step.
    static let reminders = Shape.list(of: .anyOf([.duration, .construct(reminder)]))

    static let startRule = Construct(
        "een begin", "Een manier waarop een traject begint.",
        [
            .may(.manual, .oneOrMore(.reference(.role)), "Deze rollen mogen een traject beginnen."),
            .may(.at, .option(Vocabulary.events.all), "Een traject begint vanzelf als dit gebeurt."),
            .may(.on, .moment, "Een traject begint vanzelf op dit moment, dat van een kenmerk afhangt."),
            .may(.yearly, .oneOrMore(.moment), "In elk schooljaar begint op deze momenten een traject."),
            .may(
                .after, .reference(.cardOrEnd),
                "Een traject begint nadat een traject van die kaart is afgelopen (met dat einde)."),
            .may(.over, .duration, only: .beside([.after]), "Hoe lang daarna het begint."),
            .may(.condition, .condition, "Voor wie het begint; alleen kenmerken."),
        ], alternatives: .exactlyOne([.manual, .at, .on, .yearly, .after]))

    static let change = Construct(
        "een wijziging", "Wat er in een versie van de kaart veranderde.",
        [
            .must(.version, .wholeNumber, "De versie."),
            .must(.what, .text, "Wat er veranderde en waarom."),
            .may(.on, .date, "De dag waarop de versie is vastgesteld."),
            .may(.by, .reference(.person), "Wie haar vaststelde."),
        ])

    /// The words of a field and of a column, but for those of a list.
    private static func fieldWords(_ kinds: [String], limited: [String]) -> [Entry] {
        [
            .must(.title, .text, "Wat er op het formulier staat."),
            .must(.kind, .option(kinds), "Wat voor gegeven het is."),
            .must(
                .options, .list(of: .answer), when: .when(.kind, is: ["keuze", "meerkeuze"]),
                "De antwoorden waaruit men kiest."),
            .may(
                .sensitive, .yesNo,
                "Of het een bijzonder persoonsgegeven is (AVG art. 9); dan is `zichtbaar_voor` nodig."),
            .may(.visibleTo, .oneOrMore(.reference(.role)), "Welke rollen de waarde zien."),
            .may(
                .minimum, .anyOf([.number, .moment]), only: .when(.kind, is: limited),
                "Het minste: een getal, een aantal rijen, of het vroegste moment."),
            .may(
                .maximum, .anyOf([.number, .moment]), only: .when(.kind, is: limited),
                "Het meeste: een getal, een aantal rijen, of het laatste moment."),
        ]
    }

    private static let limited = ["getal", "geheel getal", "datum"]

    static let field = Construct(
        "een veld", "Een gegeven dat in een stap wordt ingevuld.",
        fieldWords(Vocabulary.fieldKinds.all, limited: limited + ["lijst"]) + [
            .must(
                .columns, .mapping(of: .ids, to: .construct(column)), when: .when(.kind, is: ["lijst"]),
                "De kolommen van een lijst."),
            .may(
                .rows,
                .anyOf([.option(Vocabulary.rowSources.all), .mapping(of: .ids, to: .list(of: .answer))]),
                only: .when(.kind, is: ["lijst"]),
                "Welke rijen er zijn: één voor elke leerling, of één voor elke waarde van een kolom."),
        ])

    static let column = Construct(
        "een kolom", "Een kolom van een lijst.",
        fieldWords(Vocabulary.cellKinds.all, limited: limited) + [
            .may(.mayBeEmpty, .yesNo, "Of een rij zonder kan.")
        ])

    static let end = Construct(
        "een einde", "Hoe een traject kan eindigen.",
        [
            .must(.title, .text, "Hoe het einde heet, voor mensen."),
            .must(
                .countsAs, .option(Vocabulary.endCounts.all),
                "Of het traject daarmee geslaagd is of afgebroken."),
        ])

    static let interrupt = Construct(
        "een onderbreking", "Wat op elk moment kan gebeuren; wat openstaat vervalt dan.",
        [
            .must(
                .to, .reference(.target), "Waar het traject dan heen gaat; `verder` laat het gewoon doorgaan."
            ),
            .may(.at, .option(Vocabulary.events.all), "Het gebeurt bij deze gebeurtenis."),
            .may(
                .withdrawn, .reference(.purpose),
                "Het gebeurt als de toestemming voor dit doel wordt ingetrokken of afloopt."),
            .may(.on, .moment, "Het gebeurt op dit moment."),
            .may(.outcome, .text, "Wat iemand meldt, met een reden."),
            .must(
                .by, .oneOrMore(.reference(.role)), when: .beside([.outcome]),
                "Welke rollen dat mogen melden."),
            .may(.condition, .condition, "Wat op dat moment moet gelden."),
        ], alternatives: .exactlyOne([.at, .withdrawn, .on, .outcome]))

    static let comparison = Construct(
        "een vergelijking", "Een grens waarmee een waarde wordt vergeleken.",
        [
            .may(.minimum, .value, "Zoveel of meer."),
            .may(.maximum, .value, "Zoveel of minder."),
            .may(.before, .moment, "Een dag voor dit moment."),
            .may(.after, .moment, "Een dag na dit moment."),
        ])

    /// `{veld: ...}`, where a role, a person or a pupil is meant.
    static let personField = Construct(
        "een verwijzing naar een veld", "Wie in een veld is ingevuld.",
        [.must(.field, .reference(.field), "Het veld waarin staat wie het is.")])
}
