import CardEngine

/// The steps of a card, one construct for each kind (kaarttaal, sections 4 and 6).
extension Construct {
    /// The words of which a step has exactly one; a register has `wie` besides.
    static let stepKinds = StepWord.allCases.map(\.word)

    /// Each word that makes a kind of step, with the construct of that kind.
    static let kinds: [(word: Keyword, construct: Construct)] = StepWord.allCases.map {
        ($0.word, $0.construct)
    }

    static let stepConstructs =
        [step] + kinds.map(\.construct) + [
            branch, waitForCard, outcome, choiceRow, consentGrant, disclosure, reminder, escalation,
        ]

    /// What every step has, of whatever kind.
    static let step = Construct(
        "een stap", "Een stap van de kaart; één woord zegt van welke soort hij is.",
        head + aside
            + kinds.compactMap { kind in
                kind.construct.entries.first { $0.word == kind.word }.map {
                    .may($0.word, $0.shape, $0.meaning)
                }
            })

    private static let head: [Entry] = [
        .must(.step, .id, "De naam van de stap; elke stap van de kaart heeft een andere."),
        .must(.title, .text, "Hoe de stap heet, voor mensen."),
    ]

    private static let aside: [Entry] = [
        .may(.explanation, .text, "Hoe de stap gedaan wordt."),
        .may(.phase, .option(Vocabulary.phases.all), "Bij welke fase van de kwaliteitscirkel de stap hoort."),
        .may(.condition, .condition, "Wat moet gelden; anders wordt de stap overgeslagen."),
        .may(.documents, .list(of: .text), "Namen of verwijzingen van formulieren."),
    ]

    private static let earliest = Entry.may(.earliest, .moment, "Eerder kan de stap niet gedaan worden.")

    private static let terms: [Entry] = [
        .may(.term, .moment, "Wanneer de stap gedaan moet zijn, volgens de school."),
        .may(.statutory, .moment, "Wanneer de stap gedaan moet zijn, volgens de wet."),
        .may(.remind, reminders, "Wanneer er voor het eind van de termijn herinnerd wordt, en wie."),
        .may(.escalate, .construct(escalation), "Wie de stap ook mag doen als hij te laat is."),
    ]

    /// `uitkomsten` and `daarna`, of a step that gives these outcomes; nil: those that the card names.
    private static func ways(_ outcomes: [String]? = nil) -> [Entry] {
        [
            .may(
                .outcomes,
                .mapping(
                    of: outcomes.map { .words($0) } ?? .texts,
                    to: .anyOf([.reference(.target), .construct(outcome)])),
                "Elke uitkomst, met waar het dan heen gaat."),
            .may(.next, .reference(.target), "Waar `verder` heen gaat, als dat niet de volgende stap is."),
        ]
    }

    private static let doneOrExpired = [Outcome.done, Outcome.expired]

    private static let performers = Entry.must(
        .performers, .anyOf([.oneOrMore(.reference(.role)), .construct(personField)]),
        "Wie de stap doet: een rol, een lijst waarvan één het doet, of wie in een veld staat.")

    private static let closesAt = Entry.may(
        .closesAt, .anyOf([.option(Vocabulary.closingRules.all), .wholeNumber]),
        "Hoeveel er klaar moeten zijn; de rest vervalt dan. Zonder dit woord alle.")

    static let task = Construct(
        "een taak (`wie`)", "Een stap die iemand doet.",
        head + [performers] + aside + [
            .may(
                .together, .oneOrMore(.reference(.role)),
                "Met wie; wie afrondt zegt bij elke rol wie er was, of waarom niemand er was."),
            earliest,
        ] + terms + [
            .may(.fillIn, .oneOrMore(.reference(.field)), "De velden die ingevuld moeten worden."),
            .may(.fillAlso, .oneOrMore(.reference(.field)), "De velden die ingevuld mogen worden."),
            .may(.checklist, .list(of: .text), "Wat allemaal afgevinkt moet zijn."),
            .may(
                .record, .mapping(of: .references(.attribute), to: .reference(.field)),
                "Welk kenmerk de waarde van welk veld krijgt, voor andere kaarten."),
            .may(.discloses, .construct(disclosure), "Welke gegevens naar buiten de school gaan."),
            .may(.otherThan, .reference(.step), "Een ander dan wie die stap het laatst deed."),
            .may(.sameAs, .reference(.step), "Dezelfde als wie die stap het laatst deed."),
        ] + ways())

    static let sign = Construct(
        "een ondertekening (`teken`)", "Een stap waarin ieder apart tekent.",
        head + [.must(.sign, .oneOrMore(.reference(.role)), "Welke rollen tekenen.")] + aside + [
            .may(
                .asks, .option(Vocabulary.questions.all),
                "Of men akkoord moet gaan of het gezien moet hebben."),
            .may(.proof, .yesNo, "Of bij elke handtekening een document hoort."),
            .may(.givesConsent, .construct(consentGrant), "Welke toestemming een akkoord geeft."),
            earliest,
        ] + terms
            + ways([
                SignStep.agreed, SignStep.refused, SignStep.incomplete, Outcome.expired,
                Keyword.otherwise.rawValue,
            ]))

    static let choice = Construct(
        "een keuze (`kies`)", "Een stap die het programma zelf doet: de eerste regel die geldt beslist.",
        head + [.must(.choose, .list(of: .construct(choiceRow)), "De regels, van boven naar beneden.")]
            + aside)

    static let parallel = Construct(
        "een stap met `tegelijk`", "Takken die naast elkaar lopen.",
        head + [
            .must(
                .parallel, .list(of: .anyOf([.step, .construct(branch)])),
                "De takken: elk een stap, of een rijtje stappen.")
        ] + aside + [closesAt] + terms + ways(doneOrExpired))

    static let branch = Construct(
        "een tak", "Een rijtje stappen dat naast andere loopt.",
        [
            .must(.branch, .id, "De naam van de tak."),
            .may(.title, .text, "Hoe de tak heet, voor mensen."),
            .must(.steps, .list(of: .step), "De stappen van de tak."),
        ])

    static let forEach = Construct(
        "een stap met `voor_elke`", "Dezelfde stappen voor elke leerling, groep, rij of waarde.",
        head + [
            .must(
                .forEach,
                .anyOf([
                    .option(Vocabulary.itemSources.all), .reference(.listField),
                    .mapping(of: .ids, to: .list(of: .answer)),
                ]), "Waarvoor: elke leerling of groep, elke rij van een lijst, of elke waarde die hier staat."
            ),
            .must(.steps, .list(of: .step), "De stappen die voor elk gedaan worden."),
        ] + aside + [closesAt] + terms + ways(doneOrExpired))

    static let call = Construct(
        "een stap met `kaart`", "Begint een traject van een andere kaart en wacht daarop.",
        head + [.must(.card, .reference(.card), "De kaart waarvan een traject begint.")] + aside + [
            .may(.subject, .construct(personField), "Over wie dat traject gaat, als dat een ander is."),
            .may(.occasion, .moment, "De aanleiding van dat traject."),
            .may(
                .passAlong, .mapping(of: .references(.field), to: .reference(.field)),
                "Wat wij voorstellen: links een veld van die kaart, rechts een veld van deze."),
            .may(.goOn, .yesNo, "Met `ja` wacht deze stap niet tot dat traject klaar is."),
        ] + terms + ways())

    static let wait = Construct(
        "een stap met `wacht`", "Wacht op een moment of op een andere kaart.",
        head + [
            .must(.wait, .anyOf([.moment, .construct(waitForCard)]), "Tot wanneer, of op welke kaart.")
        ] + aside + [
            .may(.earlier, .oneOrMore(.reference(.role)), "Welke rollen het wachten eerder mogen beëindigen.")
        ] + terms + ways(doneOrExpired))

    static let waitForCard = Construct(
        "een kaart om op te wachten", "Wacht tot een traject van een andere kaart voltooid is.",
        [
            .must(.card, .reference(.card), "De kaart."),
            .may(
                .since, .moment, "Sinds wanneer dat voltooid moet zijn; zonder dit woord in dit schooljaar."),
        ])

    static let register = Construct(
        "een register (`registreer`)", "Een lijst die open blijft tot iemand haar sluit.",
        head + [
            .must(
                .register, .reference(.listField),
                "De lijst waar de regels bij komen; `wie` staat er dan ook bij."), performers,
        ]
            + aside + [earliest] + terms + ways())

    static let outcome = Construct(
        "een uitkomst", "Waar een uitkomst heen gaat, en wat er dan bij moet.",
        [
            .must(
                .to, .reference(.target),
                "Waar het heen gaat: `verder`, een stap, een einde, of in een tak `klaar`."),
            .may(
                .fillIn, .oneOrMore(.reference(.field)),
                "De velden die bij deze uitkomst ingevuld moeten worden."),
        ])

    static let choiceRow = Construct(
        "een regel van `kies`", "Wanneer het waarheen gaat.",
        [
            .must(.condition, .condition, when: .beside([.to]), "Wanneer deze regel geldt."),
            .may(.to, .reference(.target), "Waar het dan heen gaat."),
            .may(.otherwise, .reference(.target), "Waar het heen gaat als geen regel erboven geldt."),
        ], alternatives: .exactlyOne([.to, .otherwise]))

    static let consentGrant = Construct(
        "een toestemming", "De toestemming die met een akkoord wordt gegeven.",
        [
            .must(.purpose, .reference(.purpose), "Waarvoor; in elke kaart betekent dit doel hetzelfde."),
            .may(
                .recipient, .anyOf([.oneOrMore(.reference(.externalRole)), .construct(personField)]),
                "Aan wie buiten de school, of wie een veld noemt (een medewerker is de school zelf); zonder dit woord de school zelf."
            ),
            .may(.until, .moment, "Tot wanneer; zonder dit woord tot zij wordt ingetrokken."),
        ])

    static let disclosure = Construct(
        "een verstrekking", "Gegevens die naar buiten de school gaan; dat wordt vastgelegd.",
        [
            .must(.recipient, .reference(.externalRole), "Aan wie buiten de school."),
            .must(.fields, .oneOrMore(.reference(.field)), "Welke velden."),
            .may(.consent, .reference(.purpose), "Het doel waarvoor toestemming nodig is."),
            .may(.legalBasis, .text, "De wet die zegt dat er geen toestemming nodig is."),
        ], alternatives: .exactlyOne([.consent, .legalBasis]))

    static let reminder = Construct(
        "een herinnering", "Een herinnering op een eigen moment.",
        [
            .must(.on, .moment, "Wanneer."),
            .may(
                .recipient, .oneOrMore(.reference(.role)),
                "Aan wie; zonder dit woord aan wie de stap kan doen."),
        ])

    static let escalation = Construct(
        "een escalatie", "Wie een stap ook mag doen als hij te laat is.",
        [
            .must(.after, .duration, "Hoe lang na de termijn."),
            .must(
                .recipient, .oneOrMore(.reference(.role)),
                "Deze rollen mogen de stap dan ook doen, en horen het."),
        ])
}
