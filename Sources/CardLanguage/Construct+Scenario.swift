/// Executable examples of a card (kaarttaal, section 10).
extension Construct {
    static let scenario = Construct(
        "een scenario", "Een voorbeeld dat wordt nagespeeld: wat er wanneer gebeurt, en wat daaruit volgt.",
        [
            .must(.scenario, .id, "De naam van het scenario; zo heet ook het bestand."),
            .must(.card, .reference(.card), "De kaart die wordt nagespeeld."),
            .must(.title, .text, "Wat het voorbeeld laat zien."),
            .must(.begin, .date, "De dag waarop het traject begint."),
            .may(
                .occasion, .anyOf([.date, .reference(.attribute)]),
                "De aanleiding, als die een andere dag is: een datum, of de naam van een kenmerk, dag of periode."
            ),
            .may(.by, .reference(.performer), "Wie met de hand begint; zonder dit woord wie dat mag."),
            .may(
                .consent, .list(of: .construct(scenarioConsent)),
                "De toestemmingen die al gelden, elders gegeven."),
            .may(.pupil, subject, "Het gaat over een leerling, met deze kenmerken."),
            .may(.group, subject, "Het gaat over een groep, met deze kenmerken."),
            .may(.school, subject, "Het gaat over de school, met deze kenmerken."),
            .may(.staffMember, subject, "Het gaat over een medewerker, met deze kenmerken."),
            .may(
                .happens, .list(of: .construct(scenarioLine)),
                "Wat er gebeurt, regel voor regel; alleen als het begin geweigerd wordt gebeurt er niets."),
            .may(.expected, .construct(scenarioExpectation), "Wat er aan het eind moet gelden."),
        ], alternatives: .exactlyOne([.pupil, .group, .school, .staffMember]))

    private static let subject = Shape.construct(scenarioSubject)

    static let scenarioSubject = Construct(
        "een onderwerp van een scenario", "Over wie of wat het gaat.",
        [.may(.parents, .parentCount, "Hoeveel ouders gezag hebben.")],
        free: FreeEntries(
            names: .references(.attribute), shape: .value, meaning: "Een kenmerk, met zijn waarde."))

    static let scenarioConsent = Construct(
        "een toestemming van een scenario", "Een toestemming die elders gegeven is.",
        [
            .must(.purpose, .reference(.purpose), "Waarvoor."),
            .may(.recipient, .reference(.externalRole), "Voor wie; zonder dit woord de school zelf."),
            .may(.until, .date, "Tot en met welke dag; zonder dit woord tot zij wordt ingetrokken."),
        ])

    /// What the owner of the card does, unless the line says who.
    static let ownersActs: [Keyword] = [
        .assign, .reopen, .correct, .postpone, .suspend, .resume, .stop, .addItem,
    ]

    private static let always = Shape.option(["ja"])

    /// `ja`, or why.
    private static let refusal = Shape.anyOf([.yesNo, .option(Vocabulary.refusals.all)])

    static let scenarioLine = Construct(
        "een regel van een scenario", "Wat er gebeurt, of wat er dan moet gelden.",
        [
            .may(.after, .duration, "Hoe lang na de vorige regel; zonder dit woord op dezelfde dag."),
            .may(.step, .reference(.step), "Deze stap wordt gedaan."),
            .may(.event, .option(Vocabulary.events.all), "Dit gebeurt."),
            .may(
                .group, .reference(.group), only: .beside([.event]),
                "De nieuwe groep, bij een `groepswissel`."),
            .may(.interrupts, .text, "Iemand meldt dit."),
            .may(.withdrawn, .reference(.purpose), "De toestemming voor dit doel wordt ingetrokken."),
            .may(.assign, .reference(.step), "De eigenaar wijst deze stap, die niemand kan doen, toe."),
            .may(.consent, .reference(.purpose), "Er komt toestemming voor dit doel, buiten dit traject om."),
            .may(
                .recipient, .reference(.performer),
                only: .beside([.assign, .withdrawn, .consent, .expectedConsent, .expectedDisclosure]),
                "Aan wie de stap wordt toegewezen, voor wie de toestemming is, of aan wie er verstrekt is."),
            .may(.until, .date, only: .beside([.consent]), "Tot en met welke dag de toestemming geldt."),
            .may(
                .leaves, .reference(.performer),
                "Iemand, of ieder met deze rol, is niet meer op school en doet niets meer."),
            .may(.standsIn, .reference(.performer), "Iemand valt in, naast de eigen rol."),
            .must(.before, .reference(.role), when: .beside([.standsIn]), "De rol waarvoor iemand invalt."),
            .may(.expectedOpen, anySteps, "Precies deze stappen staan nu open."),
            .may(
                .expectedTerm, days,
                "De laatste dag van een `termijn`, van een stap of van het hele `traject`; `geen` als er geen is."
            ),
            .may(.expectedStatutory, days, "De laatste dag van een `wettelijk`, op dezelfde manier."),
            .may(.expectedField, input, "Wat er in een veld staat; `leeg` als er niets staat."),
            .may(
                .expectedAttribute, .mapping(of: .references(.attribute), to: .value),
                "Wat een kenmerk is; `leeg` als het er niet is."),
            .may(
                .expectedConsent, .mapping(of: .references(.purpose), to: .yesNo),
                "Of er toestemming geldt voor een doel, voor wie er achter `aan` staat of voor iemand."),
            .may(
                .expectedReminder, anySteps,
                "Precies aan deze stappen (of aan het `traject`) is sinds de vorige regel herinnerd."),
            .may(
                .expectedTakenAlong, .mapping(of: .references(.step), to: input),
                "Wat een stap die een andere kaart start het laatst meenam: elk veld van die kaart met zijn waarde, of `leeg`."
            ),
            .may(
                .expectedDisclosure, .anyOf([.reference(.field), .anyList(of: .reference(.field))]),
                "Precies deze velden zijn tot nu toe verstrekt aan wie er achter `aan` staat."),
            .may(
                .attribute, .mapping(of: .references(.attribute), to: .value),
                "Een kenmerk krijgt een andere waarde; `ouders` is hoeveel personen gezag hebben."),
            .may(.reopen, .reference(.step), "De eigenaar heropent deze stap."),
            .may(
                .correct, .reference(.step),
                "De eigenaar, of wie er achter `door` staat, verbetert wat bij deze stap is ingevuld."),
            .may(
                .postpone, .reference(.step),
                "De eigenaar geeft uitstel voor deze stap, of voor het hele `traject`."),
            .may(.suspend, always, "De eigenaar schort het traject op."),
            .may(.resume, always, "De eigenaar hervat het traject."),
            .may(.stop, always, "De eigenaar stopt het traject."),
            .may(
                .addItem, .reference(.step),
                "De eigenaar voegt aan deze `voor_elke` toe wat `item` zegt, van alles waar zij over gaat, of een nieuwe `rij`."
            ),
            .may(.card, .reference(.card), "Een traject van een andere kaart, waar dit op wacht, loopt af."),
            .may(
                .by, .reference(.performer), only: .beside([.step, .interrupts] + ownersActs),
                "Wie het doet: een rol, of één van de ouders."),
            .may(.outcome, .text, only: .beside([.step]), "De uitkomst, of het antwoord van wie tekent."),
            .may(
                .input, input, only: .beside([.step, .correct]),
                "Wat er wordt ingevuld of verbeterd: elk veld met zijn waarde."),
            .may(
                .on, .date, only: .beside([.step, .event]),
                "De dag waarop het gedaan is, als dat eerder was; van een gebeurtenis ook een dag die nog komt."
            ),
            .may(
                .item, .wholeNumber, only: .beside(itemKinds),
                "De hoeveelste tak van `voor_elke`; naast `kaart` de hoeveelste leerling of groep."),
            .may(
                .end, .reference(.end), only: .beside([.step, .card]),
                "Het einde van het traject van de andere kaart."),
            .may(
                .row, cells, only: .beside([.step, .addItem]),
                "Een regel in een register, of een nieuwe rij: elke kolom met zijn waarde."),
            .may(.checklist, .yesNo, only: .beside([.step]), "Met `nee` is de lijst met punten niet af."),
            .may(.proof, .yesNo, only: .beside([.step]), "Met `nee` is er geen bewijs bij wat getekend is."),
            .may(
                .present, .oneOrMore(.reference(.role)), only: .beside([.step]), "Welke rollen erbij waren."),
            .may(
                .absent, .mapping(of: .references(.role), to: .text), only: .beside([.step]),
                "Welke rollen er niet bij waren, elk met de reden."),
            .must(.days, .wholeNumber, when: .beside([.postpone]), "Hoeveel dagen uitstel."),
            .may(
                .refused, refusal,
                "Of het geweigerd moet worden, en als u wilt waarom; dan verandert er niets."),
        ], alternatives: .exactlyOne(ScenarioLineKind.allCases.map(\.word)))

    /// The kinds of line that can mean one of several branches.
    static let itemKinds: [Keyword] = [
        .step, .event, .attribute, .addItem, .card, .consent, .withdrawn, .reopen, .correct, .postpone,
        .assign,
        .expectedTerm, .expectedStatutory, .expectedField, .expectedAttribute, .expectedConsent,
        .expectedTakenAlong,
    ]

    /// One step, several or none.
    private static let anySteps = Shape.anyOf([.reference(.step), .anyList(of: .reference(.step))])

    /// The last day of each term.
    private static let days = Shape.mapping(
        of: .references(.step), to: .anyOf([.date, .option([ScenarioWords.none])]))

    private static let input = Shape.mapping(
        of: .references(.field), to: .anyOf([.value, .list(of: .anyOf([.value, cells]))]))

    /// A row: its cells by column.
    private static let cells = Shape.mapping(of: .references(.field), to: .oneOrMore(.value))

    static let scenarioExpectation = Construct(
        "een verwachting", "Wat er na de laatste regel moet gelden.",
        [
            .may(.end, .reference(.end), "Het einde waarmee het traject is afgelopen."),
            .may(.onTime, .yesNo, "Of het traject op tijd was."),
            .may(.path, .list(of: .reference(.step)), "Wat mensen deden, op volgorde."),
            .may(.open, .anyList(of: .reference(.step)), "De stappen die nog openstaan."),
            .may(.refused, refusal, "Of het begin geweigerd moet worden, en als u wilt waarom."),
        ])
}

/// Words that stand behind a colon in scenarios only.
enum ScenarioWords {
    /// There is no such day.
    static let none = "geen"
    /// Nothing is filled in.
    static let empty = "leeg"
}
