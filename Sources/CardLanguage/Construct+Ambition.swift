import CardEngine

/// An ambition card and what stands in it, and norms (kaarttaal, sections 1 and 9).
extension Construct {
    static let ambitionConstructs = [ambitionCard, indicator, instrument, activity, yearPlanned]

    static let ambitionCard = Construct(
        "een ambitiekaart", "Waar de school heen wil en hoe zij ziet of dat lukt; zij verwijst naar kaarten.",
        [
            .must(.ambitionCard, .id, "De naam van de ambitiekaart; zo heet ook het bestand."),
            .must(.title, .text, "Hoe de ambitiekaart heet, voor mensen."),
            .must(
                .version, .wholeNumber,
                "De hoeveelste vastgestelde tekst dit is; een herziene kaart krijgt de volgende."),
            .must(
                .status, .option(Vocabulary.statuses.all),
                "Of de ambitiekaart nog in de maak is, geldt of vervallen is."),
            .must(.owner, .oneOrMore(.reference(.role)), "De rollen die de ambitiekaart onderhouden."),
            .must(.ambition, .text, "Waar de school heen wil."),
            .may(.legalBasis, .list(of: .text), "De wetten en regels waarop de ambitie berust."),
            .may(.sources, .list(of: .text), "Waar de ambitiekaart op is gebaseerd."),
            .may(
                .indicators, .mapping(of: .ids, to: .construct(indicator)),
                "Waaraan te zien is of het lukt."),
            .may(.instruments, .mapping(of: .ids, to: .construct(instrument)), "Waarmee gemeten wordt."),
            .may(.activities, .list(of: .construct(activity)), "Wat de school ervoor doet."),
            .may(
                .yearsPlanned, .list(of: .construct(yearPlanned)),
                "Wat in welk schooljaar gepland is: invoeren, verdiepen, borgen, evalueren."),
            .may(.partners, .list(of: .text), "Met wie buiten de school."),
            .may(
                .evaluation, .option(Vocabulary.months.all),
                "De maand waarin de ambitiekaart elk jaar bekeken wordt."),
            .may(.changes, .list(of: .construct(change)), "Per versie wat er veranderde en waarom."),
        ])

    static let indicator = Construct(
        "een indicator", "Waaraan te zien is of de ambitie lukt.",
        [
            .must(.title, .text, "Wat er te zien moet zijn."),
            .may(.card, .reference(.card), "De kaart waarvan de trajecten het laten zien."),
            .may(
                .norm, .text, only: .beside([.card]),
                "De norm van die kaart waaraan het gemeten wordt, zoals zij daar heet."),
            .may(.instrument, .oneOrMore(.reference(.instrument)), "Met welke meetinstrumenten."),
        ])

    static let instrument = Construct(
        "een meetinstrument", "Waarmee gemeten wordt: een toets, een vragenlijst, een observatie.",
        [
            .must(.title, .text, "Hoe het heet."),
            .may(.card, .reference(.card), "De kaart waarin staat hoe het gebruikt wordt."),
            .may(.when, .text, "Wanneer, in woorden."),
        ])

    static let activity = Construct(
        "een activiteit", "Wat de school doet om er te komen.",
        [
            .must(.what, .text, "Wat er gedaan wordt."),
            .may(.card, .reference(.card), "De kaart waarin staat hoe."),
            .may(.performers, .oneOrMore(.reference(.role)), "Wie het doet."),
            .may(.when, .text, "Wanneer, in woorden."),
        ])

    static let yearPlanned = Construct(
        "een gepland jaar", "Wat er in een schooljaar gepland is.",
        [
            .must(.schoolYear, .schoolYearName, "Het schooljaar."),
            .must(.what, .text, "Wat er dan gebeurt."),
            .may(.card, .reference(.card), "De kaart waar het over gaat."),
        ])

    static let norm = Construct(
        "een norm", "Wat de jaarlijkse evaluatie meet, en wanneer het goed genoeg is.",
        [
            .must(.norm, .text, "Hoe de norm heet, voor mensen."),
            .must(.measure, .measure, "Wat er gemeten wordt."),
            .may(.condition, .condition, "Voor wie het telt; alleen kenmerken."),
            .may(.minimum, .normLimit, "Zoveel of meer is goed."),
            .may(.maximum, .normLimit, "Zoveel of minder is goed."),
        ], alternatives: .exactlyOne([.minimum, .maximum]))
}
