/// The school and its school years (kaarttaal, section 1).
extension Construct {
    static let school = Construct(
        "een school", "De school: wie er werkt, in welke rol, en wat er van een leerling bewaard wordt.",
        [
            .must(.school, .id, "De naam van de school; zo heet ook het bestand."),
            .must(.name, .text, "Hoe de school heet, voor mensen."),
            .must(.roles, .mapping(of: .ids, to: .construct(role)), "De rollen, elk met een naam."),
            .must(.staff, .mapping(of: .ids, to: .construct(staffMember)), "Wie er werkt, elk met een naam."),
            .may(.timeZone, .text, "De tijdzone; zonder dit woord Europe/Amsterdam."),
            .may(.region, .text, "De regio van de schoolvakanties."),
            .may(.groups, .mapping(of: .ids, to: .construct(group)), "De groepen, elk met een naam."),
            .may(
                .registry, .oneOrMore(.reference(.role)),
                "Wie leerlingen en hun kenmerken vastlegt; zonder dit woord elke rol voor de hele school."),
            .may(
                .adoption, .construct(adoption),
                "Hoe de school een kaart vaststelt; dan geldt een kaart pas als dat met `kaart stel-vast` is gedaan."
            ),
            .may(.partners, .list(of: .text), "Met wie buiten de school wordt samengewerkt."),
            .may(
                .contacts, .mapping(of: .ids, to: .construct(contact)),
                "Personen buiten de school die in een veld genoemd kunnen worden."),
            .may(
                .attributes, .mapping(of: .ids, to: .construct(attribute)),
                "Wat de school van een leerling bewaart, naast wat elke school bewaart."),
        ])

    static let adoption = Construct(
        "een afspraak over vaststellen", "Hoe de school een kaart vaststelt.",
        [
            .may(
                .by, .oneOrMore(.reference(.role)),
                "Welke rollen een kaart vaststellen; zonder dit woord de eigenaar van de kaart."),
            .may(.notByAuthor, .yesNo, "Of het een ander moet zijn dan wie de tekst het laatst schreef."),
        ])

    static let role = Construct(
        "een rol", "Een rol waaraan kaarten stappen geven.",
        [
            .must(.title, .text, "Hoe de rol heet, voor mensen."),
            .may(.aliases, .oneOrMore(.id), "Andere namen voor dezelfde rol."),
            .may(
                .scope, .option(Vocabulary.scopes.all),
                "Waarvoor iemand de rol heeft; zonder dit woord de hele school."),
            .may(.external, .yesNo, "Of de rol buiten de school is."),
            .must(
                .registrars, .oneOrMore(.reference(.role)), when: .when(.external, is: ["ja"]),
                "Wie in de school vastlegt wat een rol van buiten doet."),
        ])

    static let group = Construct(
        "een groep", "Een groep van de school.", [.must(.title, .text, "Hoe de groep heet, voor mensen.")])

    static let staffMember = Construct(
        "een medewerker", "Iemand die op de school werkt.",
        [
            .must(.name, .text, "Hoe iemand heet."),
            .must(
                .roles, .list(of: .anyOf([.reference(.role), .construct(assignment)])),
                "De rollen die iemand heeft."),
            .may(.login, .text, "Het account op de computer."),
            .may(.actsFor, .oneOrMore(.reference(.person)), "Namens wie iemand mag handelen."),
        ])

    static let assignment = Construct(
        "een rol van een medewerker", "Een rol voor een groep of leerling, of in een periode.",
        [
            .may(.role, .reference(.role), "Een rol voor de hele school."),
            .may(.earliest, .date, "De eerste dag waarop iemand de rol heeft."),
            .may(.lastDayIncluded, .date, "De laatste dag waarop iemand de rol heeft."),
            .may(.substitutes, .reference(.person), "Voor wie iemand invalt."),
        ],
        free: FreeEntries(
            names: .references(.role), shape: .oneOrMore(.value),
            meaning:
                "Een rol, met de groep of groepen, of de nummers van de leerlingen, waarvoor iemand haar heeft."
        ))

    static let contact = Construct(
        "een contact", "Iemand buiten de school die in een veld genoemd kan worden.",
        [
            .must(.name, .text, "Hoe iemand heet."),
            .must(.role, .reference(.externalRole), "De rol buiten de school."),
        ])

    static let attribute = Construct(
        "een kenmerk", "Wat de school van een leerling bewaart, voor alle kaarten.",
        [
            .must(.title, .text, "Hoe het kenmerk heet, voor mensen."),
            .must(.kind, .option(Vocabulary.cellKinds.all), "Wat voor gegeven het is."),
            .must(
                .options, .list(of: .answer), when: .when(.kind, is: ["keuze", "meerkeuze"]),
                "De waarden die het kan hebben."),
        ])

    static let schoolYear = Construct(
        "een schooljaar", "Een schooljaar: wanneer er geen les is, en wat er wanneer gepland staat.",
        [
            .must(.schoolYear, .schoolYearName, "De twee jaren; zo heet ook het bestand."),
            .must(.firstDay, .date, "De eerste dag, altijd 1 augustus."),
            .must(.lastDay, .date, "De laatste dag, altijd 31 juli."),
            .must(.holidays, .list(of: .construct(holiday)), "De schoolvakanties."),
            .may(.region, .text, "De regio van de schoolvakanties."),
            .may(.source, .text, "Waar de vakanties vandaan komen."),
            .may(.studyDays, .list(of: .construct(studyDay)), "Losse dagen zonder les."),
            .may(
                .planning, .mapping(of: .ids, to: .construct(plannedPeriod)),
                "Dagen en periodes met een naam, waar kaarten van tellen."),
        ])

    static let holiday = Construct(
        "een vakantie", "Een periode zonder les.",
        [
            .must(.name, .text, "Hoe de vakantie heet."),
            .must(.firstDay, .date, "De eerste dag zonder les."),
            .must(.lastDay, .date, "De laatste dag zonder les."),
        ])

    static let studyDay = Construct(
        "een studiedag", "Een dag zonder les.",
        [
            .must(.name, .text, "Hoe de dag heet."),
            .must(.day, .date, "De dag."),
        ])

    static let plannedPeriod = Construct(
        "een geplande dag of periode",
        "Een dag of periode van het schooljaar, voor de hele school of per groep.",
        plannedDays + [
            .may(
                .groups, .mapping(of: .references(.group), to: .construct(plannedForGroup)),
                "Wanneer het voor een groep is, als dat anders is of alleen voor die groep geldt.")
        ], alternatives: .atMostOne([.day, .firstDay]))

    static let plannedForGroup = Construct(
        "een dag of periode van een groep", "Wanneer het voor deze groep is.", plannedDays,
        alternatives: .exactlyOne([.day, .firstDay]))

    private static let plannedDays: [Entry] = [
        .may(.day, .date, "De dag."),
        .must(.firstDay, .date, when: .beside([.lastDay]), "De eerste dag van de periode."),
        .must(.lastDay, .date, when: .beside([.firstDay]), "De laatste dag van de periode."),
    ]
}
