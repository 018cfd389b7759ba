/// Executable examples of a card (kaarttaal, section 10).
extension Construct {
    static let scenario = Construct(
        "een scenario", "Een voorbeeld dat wordt nagespeeld: wat er wanneer gebeurt, en wat daaruit volgt.",
        [
            .must(.scenario, .id, "De naam van het scenario; zo heet ook het bestand."),
            .must(.card, .reference(.card), "De kaart die wordt nagespeeld."),
            .must(.title, .text, "Wat het voorbeeld laat zien."),
            .must(.begin, .date, "De dag waarop het traject begint."),
            .may(.occasion, .date, "De aanleiding, als die een andere dag is."),
            .may(.pupil, subject, "Het gaat over een leerling, met deze kenmerken."),
            .may(.group, subject, "Het gaat over een groep, met deze kenmerken."),
            .may(.school, subject, "Het gaat over de school, met deze kenmerken."),
            .may(.staffMember, subject, "Het gaat over een medewerker, met deze kenmerken."),
            .must(.happens, .list(of: .construct(scenarioLine)), "Wat er gebeurt, regel voor regel."),
            .may(.expected, .construct(scenarioExpectation), "Wat er aan het eind moet gelden."),
        ], alternatives: .exactlyOne([.pupil, .group, .school, .staffMember]))

    private static let subject = Shape.construct(scenarioSubject)

    static let scenarioSubject = Construct(
        "een onderwerp van een scenario", "Over wie of wat het gaat.",
        [.may(.parents, .wholeNumber, "Hoeveel ouders gezag hebben.")],
        free: FreeEntries(
            names: .references(.attribute), shape: .value, meaning: "Een kenmerk, met zijn waarde."))

    /// The words of which a line has exactly one.
    static let scenarioLineKinds: [Keyword] = [
        .step, .event, .interrupts, .withdrawn, .expectedOpen, .attribute, .reopen, .postpone, .suspend,
        .resume,
        .stop, .addItem, .card, .assign,
    ]

    private static let always = Shape.option(["ja"])

    static let scenarioLine = Construct(
        "een regel van een scenario", "Wat er gebeurt, of wat er dan moet gelden.",
        [
            .may(.after, .duration, "Hoe lang na de vorige regel; zonder dit woord op dezelfde dag."),
            .may(.step, .reference(.step), "Deze stap wordt gedaan."),
            .may(.event, .option(Vocabulary.events.all), "Dit gebeurt."),
            .may(.interrupts, .text, "Iemand meldt dit."),
            .may(.withdrawn, .reference(.purpose), "De toestemming voor dit doel wordt ingetrokken."),
            .may(.assign, .reference(.step), "De eigenaar wijst deze stap, die niemand kan doen, toe."),
            .may(
                .recipient, .reference(.performer), only: .beside([.assign, .withdrawn]),
                "Aan wie de stap wordt toegewezen, of voor wie de toestemming gold."),
            .may(.expectedOpen, .oneOrMore(.reference(.step)), "Precies deze stappen staan nu open."),
            .may(
                .attribute, .mapping(of: .references(.attribute), to: .value),
                "Een kenmerk krijgt een andere waarde; `ouders` is hoeveel personen gezag hebben."),
            .may(.reopen, .reference(.step), "De eigenaar heropent deze stap."),
            .may(.postpone, .reference(.step), "De eigenaar geeft uitstel voor deze stap."),
            .may(.suspend, always, "De eigenaar schort het traject op."),
            .may(.resume, always, "De eigenaar hervat het traject."),
            .may(.stop, always, "De eigenaar stopt het traject."),
            .may(
                .addItem, .reference(.step),
                "De eigenaar voegt aan deze `voor_elke` toe wat `item` zegt, van alles waar zij over gaat."),
            .may(.card, .reference(.card), "Een traject van een andere kaart, waar dit op wacht, loopt af."),
            .may(
                .by, .reference(.performer), only: .beside([.step, .interrupts]),
                "Wie het doet: een rol, of één van de ouders."),
            .may(.outcome, .text, only: .beside([.step]), "De uitkomst, of het antwoord van wie tekent."),
            .may(
                .input,
                .mapping(of: .references(.field), to: .anyOf([.value, .list(of: .anyOf([.value, cells]))])),
                only: .beside([.step]), "Wat er wordt ingevuld: elk veld met zijn waarde."),
            .may(.on, .date, only: .beside([.step]), "De dag waarop het gedaan is, als dat eerder was."),
            .may(
                .item, .wholeNumber, only: .beside([.step, .event, .attribute, .addItem]),
                "De hoeveelste tak van `voor_elke`."),
            .may(
                .end, .reference(.end), only: .beside([.step, .card]),
                "Het einde van het traject van de andere kaart."),
            .may(
                .row, cells, only: .beside([.step]), "Een regel in een register: elke kolom met zijn waarde."),
            .may(
                .present, .oneOrMore(.reference(.role)), only: .beside([.step]), "Welke rollen erbij waren."),
            .may(
                .absent, .mapping(of: .references(.role), to: .text), only: .beside([.step]),
                "Welke rollen er niet bij waren, elk met de reden."),
            .must(.days, .wholeNumber, when: .beside([.postpone]), "Hoeveel dagen uitstel."),
            .may(.refused, .yesNo, "Of het geweigerd moet worden; dan verandert er niets."),
        ], alternatives: .exactlyOne(scenarioLineKinds))

    /// A row: its cells by column.
    private static let cells = Shape.mapping(of: .references(.field), to: .oneOrMore(.value))

    static let scenarioExpectation = Construct(
        "een verwachting", "Wat er na de laatste regel moet gelden.",
        [
            .may(.end, .reference(.end), "Het einde waarmee het traject is afgelopen."),
            .may(.onTime, .yesNo, "Of het traject op tijd was."),
            .may(.path, .list(of: .reference(.step)), "Wat mensen deden, op volgorde."),
            .may(.open, .anyList(of: .reference(.step)), "De stappen die nog openstaan."),
        ])
}
