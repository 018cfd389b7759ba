// One text for each code, behind each other: a switch without a rest, so that the compiler asks for the text of a new code.

extension DiagnosticCode {
    /// What it means, why it matters and what to do.
    public var explanation: Explanation {
        switch self {
        // MARK: - The text

        case .notUTF8:
            Explanation(
                "Het bestand is geen UTF-8",
                "De tekens van het bestand zijn op een andere manier bewaard dan deze taal vraagt.",
                why: "Letters als é en ë zouden verkeerd gelezen worden.",
                todo: "Bewaar het bestand in uw tekstverwerker als UTF-8.")
        case .forbiddenCharacter:
            Explanation(
                "Een onzichtbaar teken",
                "Er staat een teken dat niet te zien is: een stuurteken, of een dat de schrijfrichting omdraait.",
                why: "Wat u leest is dan niet wat er staat, en dat kan misleiden.",
                todo: "Haal het teken weg: wis de letters eromheen en typ ze opnieuw.")
        case .hardSpace:
            Explanation(
                "Een vaste spatie",
                "Er staat een vaste spatie, meestal meegekopieerd uit een webpagina of Word.",
                why: "Bij het inspringen leest het programma haar niet als spatie, en klopt de opbouw niet.",
                todo: "Vervang haar door een gewone spatie.")
        case .tooLarge:
            Explanation(
                "Het bestand is te groot",
                "Een bestand is hoogstens 1 MiB, met hoogstens 50.000 woorden en lijsten.",
                why: "Zo groot is geen kaart; waarschijnlijk is het een ander soort bestand.",
                todo: "Haal het uit de map, of splits het.")
        case .tooDeep:
            Explanation(
                "Te diep in elkaar", "Er staan meer dan 64 lagen in elkaar.",
                why: "Niemand kan dat nog lezen, en het programma ook niet veilig.",
                todo: "Maak er meer kaarten van, of zet blokken achter elkaar.")
        case .notYAML:
            Explanation(
                "De tekst is niet te lezen",
                "De opbouw van de regels klopt niet: een teken staat waar het niet kan, of de inspringing verspringt.",
                why: "Dan is niet te zeggen wat bij wat hoort.",
                todo:
                    "Kijk naar de regel die genoemd is en naar die erboven. Spring in met spaties, nooit met tabs.",
                wrong: """
                    stappen:
                      - stap: doen
                       titel: Doen
                        wie: kc
                    """,
                right: """
                    stappen:
                      - stap: doen
                        titel: Doen
                        wie: kc
                    """)
        case .unclosedQuote:
            Explanation(
                "Een aanhalingsteken is niet gesloten",
                "Een tekst begint met een aanhalingsteken, en er komt er geen meer.",
                why: "Alles wat volgt zou bij die tekst horen.",
                todo: "Zet het tweede aanhalingsteken aan het eind van de tekst.",
                wrong: "doel: \"Iedereen weet: het mag.", right: "doel: \"Iedereen weet: het mag.\"")
        case .anchorOrAlias:
            Explanation(
                "Een anker of verwijzing",
                "Een waarde begint met `&` of `*`. In YAML verwijst dat naar een andere plek.",
                why:
                    "Wat er staat zou dan ergens anders bepaald worden; een kaart leest u van boven naar beneden.",
                todo: "Zet aanhalingstekens om de tekst, of schrijf voluit wat er staat.",
                wrong: "doel: *belangrijk", right: "doel: \"*belangrijk\"")
        case .tag:
            Explanation(
                "Een uitroepteken vooraan",
                "Een waarde begint met `!`. In YAML zegt dat van welke soort zij is.",
                why: "Hier bepaalt de kaarttaal de soort.", todo: "Zet aanhalingstekens om de tekst.",
                wrong: "doel: !Let op.", right: "doel: \"!Let op.\"")
        case .mergeKey:
            Explanation(
                "Samenvoegen met <<", "`<<` neemt in YAML woorden van een andere plek over.",
                why: "Wat er staat zou dan ergens anders bepaald worden.", todo: "Schrijf de woorden voluit.",
                wrong: """
                    stappen:
                      - {stap: doen, titel: Doen, wie: kc, <<: {termijn: 1 week}}
                    """,
                right: """
                    stappen:
                      - {stap: doen, titel: Doen, wie: kc, termijn: 1 week}
                    """)
        case .severalDocuments:
            Explanation(
                "Meer documenten in één bestand", "Een regel `---` begint een nieuw document.",
                why: "In elk bestand staat één kaart: dan is zij te vinden.",
                todo: "Maak er twee bestanden van.",
                wrong: "doel: Iets.\n---\nkaart: nog-een", right: "doel: Iets.")
        case .duplicateKey:
            Explanation(
                "Een woord staat er twee keer", "Hetzelfde woord staat twee keer op dezelfde plek.",
                why: "Dan is niet te zeggen welk van de twee geldt.", todo: "Haal er één weg.",
                wrong: """
                    stappen:
                      - {stap: doen, titel: Doen, wie: kc, termijn: 1 week, termijn: 2 weken}
                    """,
                right: """
                    stappen:
                      - {stap: doen, titel: Doen, wie: kc, termijn: 2 weken}
                    """)
        case .emptyValue:
            Explanation(
                "Een lege waarde",
                "Achter een woord staat niets. Vaak komt dat door een komma in een tekst tussen `{}`.",
                why: "De tekst na de komma zou stil verloren gaan.",
                todo: "Vul iets in, of zet aanhalingstekens om de tekst.",
                wrong: """
                    stappen:
                      - {stap: doen, titel: Hulp, steun en zorg, wie: kc}
                    """,
                right: """
                    stappen:
                      - {stap: doen, titel: "Hulp, steun en zorg", wie: kc}
                    """)
        case .commentBehindText:
            Explanation(
                "Een opmerking achter tekst",
                "Achter een tekst zonder aanhalingstekens staat ` #`, en daarna begint een opmerking.",
                why: "Wat erachter staat hoort dan niet bij de tekst, en dat is zelden bedoeld.",
                todo: "Zet aanhalingstekens om de tekst, of de opmerking op een eigen regel.",
                wrong: "titel: Groep 5 #extra", right: "titel: \"Groep 5 #extra\"")
        case .emptyFile:
            Explanation(
                "Een leeg bestand", "In het bestand staat niets, of alleen opmerkingen.",
                why: "Het programma weet dan niet wat het is.",
                todo: "Schrijf er een kaart in, of haal het weg.")
        case .curlyQuotes:
            Explanation(
                "Kromme aanhalingstekens",
                "Word maakt van rechte aanhalingstekens kromme; die tellen hier niet als aanhalingsteken.",
                why: "De tekst wordt dan gelezen alsof er geen omheen staan.",
                todo: "Typ rechte aanhalingstekens, in een tekstverwerker voor gewone tekst.",
                wrong: "titel: “Een titel uit Word”", right: "titel: \"Een titel uit Word\"")

        // MARK: - Words and shapes

        case .unknownFileKind:
            Explanation(
                "Onbekend soort bestand",
                "De eerste regel zegt wat voor bestand het is, en dat woord is er niet.",
                why: "Daaraan is te zien hoe de rest gelezen moet worden.",
                todo: "Begin met `kaart:`, `ambitiekaart:`, `school:`, `schooljaar:` of `scenario:`.")
        case .unknownWord:
            Explanation(
                "Een woord dat er niet is", "Dit woord kent de kaarttaal niet, of niet op deze plek.",
                why: "Een woord dat stil overgeslagen wordt, doet niet wat u bedoelt.",
                todo: "Verbeter de spelling; docs/woorden.md noemt alle woorden.",
                wrong: """
                    stappen:
                      - {stap: doen, titel: Doen, wie: kc, termeijn: 1 week}
                    """,
                right: """
                    stappen:
                      - {stap: doen, titel: Doen, wie: kc, termijn: 1 week}
                    """)
        case .missingWord:
            Explanation(
                "Een woord ontbreekt", "Hier hoort een woord bij dat er niet staat.",
                why: "Zonder is het niet compleet.",
                todo: "Zet het genoemde woord erbij.",
                wrong: """
                    stappen:
                      - {stap: doen, wie: kc}
                    """,
                right: """
                    stappen:
                      - {stap: doen, titel: Doen, wie: kc}
                    """)
        case .wrongShape:
            Explanation(
                "Een andere vorm",
                "Hier staat een tekst waar een lijst of een rijtje woorden hoort, of andersom.",
                why: "Dan is niet te lezen wat bij wat hoort.",
                todo: "Schrijf het zoals in het goede voorbeeld.",
                wrong: "start: met de hand", right: "start: [{handmatig: [kc]}]")
        case .notAnID:
            Explanation(
                "Geen goede naam",
                "Een naam heeft kleine letters, cijfers en streepjes, en begint met een letter.",
                why: "Namen staan in bestandsnamen en opdrachten, en moeten overal hetzelfde zijn.",
                todo: "Schrijf de naam zo, en zet wat mensen lezen bij `titel`.",
                wrong: """
                    stappen:
                      - {stap: Eerste stap, titel: Eerste stap, wie: kc}
                    """,
                right: """
                    stappen:
                      - {stap: eerste-stap, titel: Eerste stap, wie: kc}
                    """)
        case .fileNameDiffers:
            Explanation(
                "Het bestand heet anders", "De naam achter het eerste woord is niet die van het bestand.",
                why: "Andere kaarten vinden haar bij haar naam.", todo: "Geef beide dezelfde naam.")
        case .notYesOrNo:
            Explanation(
                "Geen ja of nee", "Hier hoort precies `ja` of `nee` te staan.",
                why: "Bij elk ander woord zou het programma moeten raden.", todo: "Schrijf `ja` of `nee`.",
                wrong: "verborgen: false", right: "verborgen: nee")
        case .notANumber:
            Explanation(
                "Geen getal", "Hier hoort een getal te staan.", why: "Er wordt mee geteld of vergeleken.",
                todo: "Schrijf het in cijfers.", wrong: "versie: een", right: "versie: 1")
        case .notAnOption:
            Explanation(
                "Geen keuze uit de lijst",
                "Hier kan maar een klein aantal woorden staan, en dit is er geen van.",
                why: "Het programma kent alleen deze.", todo: "Kies een van de woorden die genoemd worden.",
                wrong: "status: klaar", right: "status: concept")
        case .notAMoment:
            Explanation(
                "Geen moment", "Een termijn of moment is zo niet geschreven.",
                why: "Zonder is er geen dag uit te rekenen.",
                todo:
                    "Schrijf een tijd (`2 weken`), een tijd met waar zij van telt (`2 weken na start`), of een dag (`1 februari`).",
                wrong: """
                    stappen:
                      - {stap: doen, titel: Doen, wie: kc, termijn: 2 wekn}
                    """,
                right: """
                    stappen:
                      - {stap: doen, titel: Doen, wie: kc, termijn: 2 weken}
                    """)
        case .notADate:
            Explanation(
                "Geen datum", "Hier hoort een datum te staan, met jaar, maand en dag.",
                why: "Een andere schrijfwijze kan twee dagen betekenen.",
                todo: "Schrijf de datum als 2026-09-01.",
                wrong: "schooljaar: 2030-2031\neerste_dag: 1 augustus 2030",
                right: "schooljaar: 2030-2031\neerste_dag: 2030-08-01")
        case .notOneKind:
            Explanation(
                "Geen of meer soorten",
                "Er staat geen woord dat zegt wat voor stap dit is, of er staan er twee.",
                why: "Een stap is van één soort.",
                todo:
                    "Houd één woord over: `wie`, `teken`, `kies`, `tegelijk`, `voor_elke`, `kaart`, `wacht` of `registreer` (met `wie`).",
                wrong: """
                    stappen:
                      - {stap: doen, titel: Doen, wie: kc, teken: [ouders]}
                    """,
                right: """
                    stappen:
                      - {stap: doen, titel: Doen, teken: [ouders]}
                    """)
        case .wordDoesNotFit:
            Explanation(
                "Een woord past hier niet", "Het woord bestaat, maar niet naast wat er verder staat.",
                why: "Het zou niets doen.", todo: "Haal het weg, of zet erbij waar het op rust.",
                wrong: """
                    stappen:
                      - {stap: doen, titel: Doen, wie: kc, herinner: [1 dag]}
                    """,
                right: """
                    stappen:
                      - {stap: doen, titel: Doen, wie: kc, termijn: 1 week, herinner: [1 dag]}
                    """)
        case .limitsReversed:
            Explanation(
                "Grenzen verkeerd om", "Wat er minstens moet zijn is meer dan wat er hoogstens mag zijn.",
                why: "Geen enkele waarde past daartussen.", todo: "Draai ze om.",
                wrong: """
                    gegevens: {aantal: {titel: Aantal, soort: getal, minstens: 9, hoogstens: 2}}
                    stappen:
                      - {stap: doen, titel: Doen, wie: kc, vul_in: [aantal]}
                    """,
                right: """
                    gegevens: {aantal: {titel: Aantal, soort: getal, minstens: 2, hoogstens: 9}}
                    stappen:
                      - {stap: doen, titel: Doen, wie: kc, vul_in: [aantal]}
                    """)
        case .notAMeasure:
            Explanation(
                "Geen maat", "Wat achter `meet` staat, kan niet gemeten worden.",
                why: "De evaluatie zou over deze norm niets kunnen zeggen.",
                todo: "Kies een van de maten in docs/kaarttaal.md.",
                wrong: "normen: [{norm: Snel, meet: snelheid, minstens: 90%}]",
                right: "normen: [{norm: Voltooid, meet: voltooid, minstens: 90%}]")

        // MARK: - Names

        case .duplicateName:
            Explanation(
                "Een naam twee keer", "Twee stappen, velden, einden of rollen heten hetzelfde.",
                why: "Wie de naam noemt, kan dan twee dingen bedoelen.", todo: "Geef er één een andere naam.",
                wrong: """
                    stappen:
                      - {stap: doen, titel: Doen, wie: kc}
                      - {stap: doen, titel: Nog eens doen, wie: kc}
                    """,
                right: """
                    stappen:
                      - {stap: doen, titel: Doen, wie: kc}
                      - {stap: nog-eens, titel: Nog eens doen, wie: kc}
                    """)
        case .reservedName:
            Explanation(
                "Een naam met een eigen betekenis",
                "Woorden als `start`, `verder` en `klaar` betekenen zelf iets.",
                why: "Een stap met die naam zou niet te noemen zijn.", todo: "Kies een andere naam.",
                wrong: """
                    stappen:
                      - {stap: start, titel: Beginnen, wie: kc}
                    """,
                right: """
                    stappen:
                      - {stap: beginnen, titel: Beginnen, wie: kc}
                    """)
        case .nameWithTwoMeanings:
            Explanation(
                "Een naam met twee betekenissen",
                "Een stap heet net als een einde, of als iets anders waar ook van geteld of heen gegaan kan worden.",
                why: "Wie de naam noemt, kan dan twee dingen bedoelen.", todo: "Geef er één een andere naam.",
                wrong: """
                    stappen:
                      - {stap: afgerond, titel: Afronden, wie: kc, daarna: afgerond}
                    einden: {afgerond: {titel: Afgerond, telt_als: voltooid}}
                    """,
                right: """
                    stappen:
                      - {stap: afronden, titel: Afronden, wie: kc, daarna: afgerond}
                    einden: {afgerond: {titel: Afgerond, telt_als: voltooid}}
                    """)
        case .unknownTarget:
            Explanation(
                "Waarheen is onbekend", "Een uitkomst gaat naar een stap of einde dat er niet is.",
                why: "Het traject zou daar niet verder kunnen.",
                todo: "Noem een stap of einde van deze kaart.",
                wrong: """
                    stappen:
                      - {stap: doen, titel: Doen, wie: kc, daarna: afrondne}
                      - {stap: afronden, titel: Afronden, wie: kc}
                    """,
                right: """
                    stappen:
                      - {stap: doen, titel: Doen, wie: kc, daarna: afronden}
                      - {stap: afronden, titel: Afronden, wie: kc}
                    """)
        case .unknownField:
            Explanation(
                "Een veld dat er niet is", "Dit veld staat niet onder `gegevens`.",
                why: "Er is dan niets om in te vullen of naar te kijken.",
                todo: "Zet het onder `gegevens`, of verbeter de naam.",
                wrong: """
                    stappen:
                      - {stap: doen, titel: Doen, wie: kc, vul_in: [plan]}
                    """,
                right: """
                    gegevens: {plan: {titel: Plan, soort: tekst}}
                    stappen:
                      - {stap: doen, titel: Doen, wie: kc, vul_in: [plan]}
                    """)
        case .unknownRole:
            Explanation(
                "Een rol die er niet is", "Deze rol staat niet in het schoolbestand.",
                why: "Niemand zou de stap kunnen doen.",
                todo: "Kies een rol uit het schoolbestand, of zet haar daarbij.",
                wrong: """
                    stappen:
                      - {stap: doen, titel: Doen, wie: kwaliteitscoordinator}
                    """,
                right: """
                    stappen:
                      - {stap: doen, titel: Doen, wie: kc}
                    """)
        case .unknownStep:
            Explanation(
                "Een stap die er niet is", "Er wordt een stap genoemd die niet in deze kaart staat.",
                why: "Er is dan niets om naar te kijken of van te tellen.", todo: "Verbeter de naam.",
                wrong: """
                    stappen:
                      - {stap: doen, titel: Doen, wie: kc}
                      - {stap: nakijken, titel: Nakijken, wie: kc, anders_dan: deon}
                    """,
                right: """
                    stappen:
                      - {stap: doen, titel: Doen, wie: kc}
                      - {stap: nakijken, titel: Nakijken, wie: kc, anders_dan: doen}
                    """)
        case .unknownOutcome:
            Explanation(
                "Een uitkomst die er niet is", "De stap kan niet met deze uitkomst eindigen.",
                why: "Wat daarvan afhangt zou nooit gebeuren.", todo: "Noem een uitkomst die de stap heeft.",
                wrong: """
                    stappen:
                      - {stap: vragen, titel: Vragen, wie: kc, uitkomsten: {ja: verder, nee: verder}}
                      - {stap: doen, titel: Doen, wie: kc, als: {uitkomst.vragen: goed}}
                    """,
                right: """
                    stappen:
                      - {stap: vragen, titel: Vragen, wie: kc, uitkomsten: {ja: verder, nee: verder}}
                      - {stap: doen, titel: Doen, wie: kc, als: {uitkomst.vragen: ja}}
                    """)
        case .unknownAnchor:
            Explanation(
                "Waar een termijn van telt is onbekend",
                "Er is geen stap, datumveld, kenmerk of dag van het schooljaar die zo heet.",
                why: "De termijn zou nooit een dag krijgen.", todo: "Noem iets waar een dag bij hoort.",
                wrong: """
                    stappen:
                      - {stap: doen, titel: Doen, wie: kc, termijn: 2 weken na gesprekk}
                    """,
                right: """
                    stappen:
                      - {stap: doen, titel: Doen, wie: kc, termijn: 2 weken na start}
                    """)
        case .valueOutsideField:
            Explanation(
                "Een waarde die het veld niet kent",
                "Er wordt gevraagd naar een waarde die in dit veld niet kan staan.",
                why: "Het antwoord zou altijd nee zijn.", todo: "Kies een van de opties van het veld.",
                wrong: """
                    gegevens: {ernst: {titel: Ernst, soort: keuze, opties: [licht, zwaar]}}
                    stappen:
                      - {stap: vragen, titel: Vragen, wie: kc, vul_in: [ernst]}
                      - {stap: doen, titel: Doen, wie: kc, als: {ernst: erg}}
                    """,
                right: """
                    gegevens: {ernst: {titel: Ernst, soort: keuze, opties: [licht, zwaar]}}
                    stappen:
                      - {stap: vragen, titel: Vragen, wie: kc, vul_in: [ernst]}
                      - {stap: doen, titel: Doen, wie: kc, als: {ernst: zwaar}}
                    """)
        case .testDoesNotFit:
            Explanation(
                "Een vraag die niet past", "Van dit soort veld kan dit niet gevraagd worden.",
                why: "Van een tekst is bijvoorbeeld niet te zeggen of die minstens 2 is.",
                todo: "Vraag iets dat bij de soort past, of kies een andere soort.",
                wrong: """
                    gegevens: {ernst: {titel: Ernst, soort: keuze, opties: [licht, zwaar]}}
                    stappen:
                      - {stap: vragen, titel: Vragen, wie: kc, vul_in: [ernst]}
                      - {stap: doen, titel: Doen, wie: kc, als: {ernst: {minstens: 2}}}
                    """,
                right: """
                    gegevens: {aantal: {titel: Aantal, soort: getal}}
                    stappen:
                      - {stap: vragen, titel: Vragen, wie: kc, vul_in: [aantal]}
                      - {stap: doen, titel: Doen, wie: kc, als: {aantal: {minstens: 2}}}
                    """)
        case .roleDoesNotFit:
            Explanation(
                "Een rol die hier niet kan",
                "Hier hoort een rol in de school te staan, of juist een van buiten.",
                why: "Een rol van buiten kan zelf niets in het programma doen.",
                todo: "Noem een rol die past.",
                wrong: "eigenaar: ouders", right: "eigenaar: kc")
        case .wrongEnd:
            Explanation(
                "Een einde dat zo niet kan",
                "`voltooid` en `vervallen` heeft elke kaart, en wat zij tellen staat vast.",
                why: "Overal moet hetzelfde woord hetzelfde betekenen.",
                todo: "Laat `telt_als` kloppen, of kies een andere naam.",
                wrong: "einden: {vervallen: {titel: Gestopt, telt_als: voltooid}}",
                right: "einden: {vervallen: {titel: Gestopt, telt_als: afgebroken}}")
        case .intoBlock:
            Explanation(
                "Naar binnen in een blok", "Een uitkomst gaat naar een stap die in een blok staat.",
                why: "Niets springt midden in een blok: dan zouden andere takken niet lopen.",
                todo: "Ga naar het blok zelf.",
                wrong: """
                    stappen:
                      - {stap: doen, titel: Doen, wie: kc, daarna: lezen}
                      - stap: samen
                        titel: Samen
                        tegelijk:
                          - {stap: lezen, titel: Lezen, wie: kc}
                          - {stap: bellen, titel: Bellen, wie: kc}
                    """,
                right: """
                    stappen:
                      - {stap: doen, titel: Doen, wie: kc, daarna: samen}
                      - stap: samen
                        titel: Samen
                        tegelijk:
                          - {stap: lezen, titel: Lezen, wie: kc}
                          - {stap: bellen, titel: Bellen, wie: kc}
                    """)
        case .onlyInsideForEach:
            Explanation(
                "Alleen binnen voor_elke",
                "Wat binnen `voor_elke` gebeurt, is er voor elk onderdeel apart; buiten is het niet te noemen.",
                why: "Er is niet te zeggen van welk onderdeel.", todo: "Kijk ernaar binnen dat blok.",
                wrong: """
                    gegevens: {gezien: {titel: Gezien, soort: ja-nee}}
                    stappen:
                      - stap: elk
                        titel: Elk vak
                        voor_elke: {vakgebied: [rekenen, spelling]}
                        stappen:
                          - {stap: kijken, titel: Kijken, wie: kc, vul_in: [gezien]}
                      - {stap: doen, titel: Doen, wie: kc, als: {gezien: ja}}
                    """,
                right: """
                    gegevens: {gezien: {titel: Gezien, soort: ja-nee}}
                    stappen:
                      - stap: elk
                        titel: Elk vak
                        voor_elke: {vakgebied: [rekenen, spelling]}
                        stappen:
                          - {stap: kijken, titel: Kijken, wie: kc, vul_in: [gezien]}
                          - {stap: doen, titel: Doen, wie: kc, als: {gezien: ja}}
                    """)
        case .filledInsideAndOutside:
            Explanation(
                "Binnen en buiten ingevuld",
                "Een veld wordt zowel binnen als buiten een `voor_elke` ingevuld.",
                why: "Binnen is er een voor elk onderdeel, buiten één voor het hele traject.",
                todo: "Maak er twee velden van.",
                wrong: """
                    gegevens: {gezien: {titel: Gezien, soort: ja-nee}}
                    stappen:
                      - {stap: doen, titel: Doen, wie: kc, vul_in: [gezien]}
                      - stap: elk
                        titel: Elk vak
                        voor_elke: {vakgebied: [rekenen, spelling]}
                        stappen:
                          - {stap: kijken, titel: Kijken, wie: kc, vul_in: [gezien]}
                    """,
                right: """
                    gegevens: {vooraf: {titel: Vooraf gezien, soort: ja-nee}, gezien: {titel: Gezien, soort: ja-nee}}
                    stappen:
                      - {stap: doen, titel: Doen, wie: kc, vul_in: [vooraf]}
                      - stap: elk
                        titel: Elk vak
                        voor_elke: {vakgebied: [rekenen, spelling]}
                        stappen:
                          - {stap: kijken, titel: Kijken, wie: kc, vul_in: [gezien]}
                    """)
        case .unknownAttribute:
            Explanation(
                "Een kenmerk dat er niet is", "Dit kenmerk houdt de school niet bij.",
                why: "Het zou altijd leeg zijn.",
                todo: "Zet het onder `kenmerken` in het schoolbestand, of verbeter de naam.",
                wrong: "start: [{handmatig: [kc]}, {jaarlijks: [september], als: {haarkleur: rood}}]",
                right: "start: [{handmatig: [kc]}, {jaarlijks: [september], als: {jaargroep: 8}}]")
        case .kindDoesNotFit:
            Explanation(
                "Een veld van de verkeerde soort", "Hier hoort een veld van een andere soort.",
                why: "Een naam van een persoon staat bijvoorbeeld niet in een tekstveld.",
                todo: "Noem een veld dat past.",
                wrong: """
                    gegevens: {wie-doet: {titel: Wie doet het, soort: tekst}}
                    stappen:
                      - {stap: kiezen, titel: Kiezen, wie: kc, vul_in: [wie-doet]}
                      - {stap: doen, titel: Doen, wie: {veld: wie-doet}}
                    """,
                right: """
                    gegevens: {wie-doet: {titel: Wie doet het, soort: persoon}}
                    stappen:
                      - {stap: kiezen, titel: Kiezen, wie: kc, vul_in: [wie-doet]}
                      - {stap: doen, titel: Doen, wie: {veld: wie-doet}}
                    """)
        case .unknownInstrument:
            Explanation(
                "Een meetinstrument dat er niet is",
                "Een indicator van de ambitiekaart noemt een meetinstrument dat er niet staat.",
                why: "De indicator zou nergens aan gemeten worden.",
                todo: "Zet het onder `meetinstrumenten`, of verbeter de naam.")

        // MARK: - Proofs

        case .unreachableStep:
            Explanation(
                "Een stap waar niets heen leidt", "Geen enkele weg komt bij deze stap.",
                why: "De stap zou nooit gedaan worden.",
                todo: "Laat een uitkomst erheen gaan, of haal de stap weg.",
                wrong: """
                    stappen:
                      - {stap: doen, titel: Doen, wie: kc, daarna: voltooid}
                      - {stap: nakijken, titel: Nakijken, wie: kc}
                    """,
                right: """
                    stappen:
                      - {stap: doen, titel: Doen, wie: kc}
                      - {stap: nakijken, titel: Nakijken, wie: kc}
                    """)
        case .noWayOut:
            Explanation(
                "Geen einde te bereiken", "Vanaf deze stappen leidt geen enkele weg naar een einde.",
                why: "Een traject zou altijd blijven lopen.", todo: "Laat een uitkomst naar een einde gaan.",
                wrong: """
                    stappen:
                      - {stap: doen, titel: Doen, wie: kc}
                      - {stap: nakijken, titel: Nakijken, wie: kc, daarna: doen}
                    """,
                right: """
                    stappen:
                      - {stap: doen, titel: Doen, wie: kc}
                      - {stap: nakijken, titel: Nakijken, wie: kc}
                    """)
        case .endlessRound:
            Explanation(
                "Eindeloos rond zonder iemand",
                "Het programma zou deze stappen op één dag steeds opnieuw doen, zonder dat iemand iets doet.",
                why: "Er komt dan nooit een eind aan die dag.",
                todo: "Zet er een stap tussen die iemand doet.",
                wrong: """
                    stappen:
                      - {stap: doen, titel: Doen, wie: kc, als: {jaargroep: 8}}
                      - {stap: route, titel: Route, kies: [{als: {jaargroep: 7}, naar: doen}, {anders: voltooid}]}
                    """,
                right: """
                    stappen:
                      - {stap: doen, titel: Doen, wie: kc, als: {jaargroep: 8}}
                      - {stap: route, titel: Route, kies: [{als: {jaargroep: 7}, naar: afronden}, {anders: voltooid}]}
                      - {stap: afronden, titel: Afronden, wie: kc}
                    """)
        case .uncoveredChoice:
            Explanation(
                "Een keuze die niet alles dekt", "Er is een geval waarin geen enkele regel van `kies` geldt.",
                why: "Het programma maakt de keuze zelf; in dat geval zou het traject niet verder kunnen.",
                todo:
                    "Zet er een regel voor dat geval bij, of een laatste met `anders`. Voor een leeg veld is een regel met `leeg` nodig.",
                wrong: """
                    gegevens: {ernst: {titel: Ernst, soort: keuze, opties: [licht, zwaar, acuut]}}
                    stappen:
                      - {stap: vragen, titel: Vragen, wie: kc, vul_in: [ernst]}
                      - {stap: route, titel: Route, kies: [{als: {ernst: licht}, naar: voltooid}, {als: {ernst: zwaar}, naar: doen}]}
                      - {stap: doen, titel: Doen, wie: kc}
                    """,
                right: """
                    gegevens: {ernst: {titel: Ernst, soort: keuze, opties: [licht, zwaar, acuut]}}
                    stappen:
                      - {stap: vragen, titel: Vragen, wie: kc, vul_in: [ernst]}
                      - {stap: route, titel: Route, kies: [{als: {ernst: licht}, naar: voltooid}, {anders: doen}]}
                      - {stap: doen, titel: Doen, wie: kc}
                    """)
        case .fieldMayBeEmpty:
            Explanation(
                "Misschien nog leeg",
                "Een keuze, termijn of naam kijkt naar iets dat op een van de wegen nog leeg kan zijn.",
                why:
                    "Dan kan de keuze niet gemaakt worden, is er geen termijn, of is niet bekend wie het doet.",
                todo:
                    "Laat het eerder invullen (`vul_in`), of vraag met `leeg` wat er dan moet gebeuren. Bij de fout staat de weg waarop het leeg blijft.",
                wrong: """
                    gegevens: {akkoord: {titel: Akkoord, soort: ja-nee}}
                    stappen:
                      - {stap: vragen, titel: Vragen, wie: kc, vul_aan: [akkoord]}
                      - {stap: route, titel: Route, kies: [{als: {akkoord: ja}, naar: doen}, {anders: voltooid}]}
                      - {stap: doen, titel: Doen, wie: kc}
                    """,
                right: """
                    gegevens: {akkoord: {titel: Akkoord, soort: ja-nee}}
                    stappen:
                      - {stap: vragen, titel: Vragen, wie: kc, vul_in: [akkoord]}
                      - {stap: route, titel: Route, kies: [{als: {akkoord: ja}, naar: doen}, {anders: voltooid}]}
                      - {stap: doen, titel: Doen, wie: kc}
                    """)
        case .sensitiveForAll:
            Explanation(
                "Gevoelig, en door iedereen te zien",
                "Een bijzonder gegeven of een verborgen kaart is voor elke rol in de school te zien.",
                why: "Gegevens over bijvoorbeeld gezondheid (AVG art. 9) mag alleen zien wie ze nodig heeft.",
                todo: "Noem met `zichtbaar_voor` welke rollen het mogen zien.",
                wrong: """
                    gegevens: {diagnose: {titel: Diagnose, soort: tekst, bijzonder: ja}}
                    stappen:
                      - {stap: doen, titel: Doen, wie: kc, vul_in: [diagnose]}
                    """,
                right: """
                    gegevens: {diagnose: {titel: Diagnose, soort: tekst, bijzonder: ja, zichtbaar_voor: [kc]}}
                    stappen:
                      - {stap: doen, titel: Doen, wie: kc, vul_in: [diagnose]}
                    """)
        case .interruptByOutsider:
            Explanation(
                "Onderbreken door wie het niet ziet",
                "Een rol mag het traject onderbreken, maar mag het niet zien.",
                why: "Wie het niet ziet, weet niet dat er iets te onderbreken is.",
                todo: "Zet de rol ook bij `zichtbaar_voor`, of noem een rol die daar staat.",
                wrong: """
                    zichtbaar_voor: [kc]
                    onderbreek: [{uitkomst: gestopt, door: [smw], naar: vervallen}]
                    """,
                right: """
                    zichtbaar_voor: [kc, smw]
                    onderbreek: [{uitkomst: gestopt, door: [smw], naar: vervallen}]
                    """)
        case .nobodyCan:
            Explanation(
                "Niemand kan het",
                "Niemand in de school heeft een rol die deze stap mag doen, of `anders_dan` vraagt meer mensen dan er zijn.",
                why: "De stap blijft openstaan, tot de eigenaar iemand aanwijst.",
                todo:
                    "Geef iemand die rol in het schoolbestand, noem een rol erbij, of laat `anders_dan` weg.",
                wrong: """
                    stappen:
                      - {stap: doen, titel: Doen, wie: smw}
                      - {stap: nakijken, titel: Nakijken, wie: smw, anders_dan: doen}
                    """,
                right: """
                    stappen:
                      - {stap: doen, titel: Doen, wie: smw}
                      - {stap: nakijken, titel: Nakijken, wie: [smw, kc], anders_dan: doen}
                    """)
        case .unused:
            Explanation(
                "Nergens gebruikt", "Geen enkele stap vraagt naar dit veld, of niets leidt naar dit einde.",
                why: "Waarschijnlijk is er iets vergeten.", todo: "Gebruik het, of haal het weg.",
                wrong: "gegevens: {plan: {titel: Plan, soort: tekst}}",
                right: """
                    gegevens: {plan: {titel: Plan, soort: tekst}}
                    stappen:
                      - {stap: doen, titel: Doen, wie: kc, vul_in: [plan]}
                    """)
        case .tooLargeToProve:
            Explanation(
                "Te groot om na te gaan",
                "De kaart heeft te veel stappen, wegen of velden, of een keuze kijkt naar te veel tegelijk.",
                why: "Wat niet nagegaan is, kan vastlopen.",
                todo: "Splits de kaart, of zet bij de keuze een laatste regel met `anders`.")
        case .rowNeverDecides:
            Explanation(
                "Een regel die nooit beslist", "De regels erboven gaan altijd voor.",
                why: "Wat deze regel wil, gebeurt dan nooit.", todo: "Zet hem hoger, of haal hem weg.",
                wrong: """
                    gegevens: {goed: {titel: Goed, soort: ja-nee}}
                    stappen:
                      - {stap: vragen, titel: Vragen, wie: kc, vul_in: [goed]}
                      - {stap: route, titel: Route, kies: [{als: {goed: ja}, naar: doen}, {als: {goed: nee}, naar: voltooid}, {anders: doen}]}
                      - {stap: doen, titel: Doen, wie: kc}
                    """,
                right: """
                    gegevens: {goed: {titel: Goed, soort: ja-nee}}
                    stappen:
                      - {stap: vragen, titel: Vragen, wie: kc, vul_in: [goed]}
                      - {stap: route, titel: Route, kies: [{als: {goed: ja}, naar: doen}, {anders: voltooid}]}
                      - {stap: doen, titel: Doen, wie: kc}
                    """)
        case .branchesCollide:
            Explanation(
                "Takken die elkaar raken",
                "Twee takken van een `tegelijk` vullen hetzelfde veld in, of de ene gebruikt wat in de andere gebeurt: een stap, een veld (ook als grens, of om te verstrekken), een toestemming of een kenmerk.",
                why: "Wat het eerst gebeurt zou beslissen, en dat is niet te zeggen.",
                todo: "Laat één tak het veld invullen, of zet de stap achter het blok.",
                wrong: """
                    gegevens: {plan: {titel: Plan, soort: tekst}}
                    stappen:
                      - stap: samen
                        titel: Samen
                        tegelijk:
                          - {stap: een, titel: Een, wie: kc, vul_in: [plan]}
                          - {stap: twee, titel: Twee, wie: kc, vul_in: [plan]}
                    """,
                right: """
                    gegevens: {plan: {titel: Plan, soort: tekst}}
                    stappen:
                      - stap: samen
                        titel: Samen
                        tegelijk:
                          - {stap: een, titel: Een, wie: kc, vul_in: [plan]}
                          - {stap: twee, titel: Twee, wie: kc}
                    """)
        case .noNorms:
            Explanation(
                "Geen normen", "Een vastgestelde kaart zegt niet wanneer het goed gaat.",
                why: "De jaarlijkse evaluatie heeft dan niets om mee te vergelijken.",
                todo: "Zet er een norm bij.",
                wrong: "status: vastgesteld",
                right: "status: vastgesteld\nnormen: [{norm: Voltooid, meet: voltooid, minstens: 90%}]")
        case .neverBegins:
            Explanation(
                "Zo begint er nooit een traject",
                "Bij een uitschrijving wordt gevraagd naar wie niet ingeschreven is, of een tijd erna niet.",
                why:
                    "Op de dag van zijn uitschrijving is een leerling nog ingeschreven, daarna niet meer; en vanzelf begint alleen iets voor wie ingeschreven is, tenzij `als` er zelf naar vraagt.",
                todo:
                    "Haal bij `bij: uitschrijving` `ingeschreven` weg uit `als`. Zet bij `op: 2 weken na uitschrijving` juist `als: {ingeschreven: nee}`.",
                wrong: "start: [{bij: uitschrijving, als: {ingeschreven: nee}}]",
                right: "start: [{bij: uitschrijving}]")
        case .uncountedRound:
            Explanation(
                "Een ronde die niets telt",
                "Mensen kunnen deze stappen steeds opnieuw doen, en niets in de kaart telt hoe vaak.",
                why: "Een traject kan maanden heen en weer gaan zonder dat iemand het merkt.",
                todo:
                    "Laat een keuze met `keer.<stap>` na een aantal keer iets anders doen, of meet het met een norm `herhaling <stap>`.",
                wrong: """
                    stappen:
                      - {stap: concept, titel: Concept, wie: kc}
                      - {stap: bespreken, titel: Bespreken, wie: kc, uitkomsten: {eens: verder, oneens: concept}}
                    """,
                right: """
                    stappen:
                      - {stap: concept, titel: Concept, wie: kc}
                      - {stap: bespreken, titel: Bespreken, wie: kc, uitkomsten: {eens: voltooid, oneens: verder}}
                      - {stap: nog-eens, titel: Nog eens, kies: [{als: {keer.bespreken: {minstens: 3}}, naar: hulp}, {anders: concept}]}
                      - {stap: hulp, titel: De directeur helpt, wie: directeur}
                    """)
        case .termTooShort:
            Explanation(
                "Een termijn die niet past",
                "Als elke stap zijn hele termijn gebruikt, is deze termijn al voorbij. Of een `termijn` is langer dan de `wettelijk` die erbij staat. "
                    + "Van een kaart met meer dan zo'n tweehonderd termijnen worden alleen de eerste opgeteld.",
                why:
                    "De kaart belooft dan iets wat zij zelf niet haalt: iedereen is op tijd, en toch is het te laat, of te laat voor de wet.",
                todo:
                    "Maak de termijnen ervoor korter, of deze langer: bij de waarschuwing staan de weg en de som. Een `termijn` die langer is dan `wettelijk` maakt u korter.",
                wrong: """
                    termijn: 4 weken
                    stappen:
                      - {stap: concept, titel: Concept, wie: kc, termijn: 3 weken}
                      - {stap: bespreken, titel: Bespreken, wie: kc, termijn: 2 weken}
                    """,
                right: """
                    termijn: 5 weken
                    stappen:
                      - {stap: concept, titel: Concept, wie: kc, termijn: 3 weken}
                      - {stap: bespreken, titel: Bespreken, wie: kc, termijn: 2 weken}
                    """)
        case .remindsTooEarly:
            Explanation(
                "Een herinnering langer dan de termijn",
                "De herinnering komt meer dagen voor het eind van de termijn dan de termijn zelf telt.",
                why: "Zij komt dan meteen als de stap opengaat, en herinnert niemand meer.",
                todo: "Maak de herinnering korter, of laat haar weg.",
                wrong: """
                    stappen:
                      - {stap: concept, titel: Concept, wie: kc, termijn: 2 schooldagen, herinner: [4 weken]}
                    """,
                right: """
                    stappen:
                      - {stap: concept, titel: Concept, wie: kc, termijn: 2 schooldagen, herinner: [1 schooldag]}
                    """)

        case .ofPupilsOnly:
            Explanation(
                "Iets van een leerling, gevraagd van wie of wat geen leerling is",
                "Kenmerken en gebeurtenissen zijn van leerlingen; hier gaat het over een groep, de school of een medewerker.",
                why:
                    "Die heeft geen jaargroep of inschrijving: de voorwaarde zou nooit gelden, de termijn nooit tellen en het traject nooit beginnen.",
                todo:
                    "Vraag het in een `voor_elke: leerling`, of haal het weg. Een kenmerk van de school mag wel, als een kaart het van een groep vastlegt met `leg_vast`.",
                wrong: """
                    betreft: groep
                    start: [{jaarlijks: [november], als: {jaargroep: 5}}]
                    """,
                right: """
                    betreft: groep
                    start: [{jaarlijks: [november], als: {groep: groep-5}}]
                    """)
        case .fixedItemFilled:
            Explanation(
                "Een vaste waarde wordt ingevuld",
                "Een stap in een `voor_elke` vult de waarde in waarvoor die tak er is.",
                why: "Die waarde staat vast: wat iemand invult, zou nergens blijven.",
                todo: "Haal het daar weg, of vul een ander veld in.",
                wrong: """
                    stappen:
                      - stap: per-vak
                        titel: Per vak
                        voor_elke: {vak: [rekenen, lezen]}
                        stappen: [{stap: kijken, titel: Kijken, wie: kc, vul_in: [vak]}]
                    """,
                right: """
                    gegevens: {niveau: {titel: Niveau, soort: tekst}}
                    stappen:
                      - stap: per-vak
                        titel: Per vak
                        voor_elke: {vak: [rekenen, lezen]}
                        stappen: [{stap: kijken, titel: Kijken, wie: kc, vul_in: [niveau]}]
                    """)
        case .escalatedInVain:
            Explanation(
                "Opgeschaald naar wie niet kan tekenen",
                "`escaleer` van een stap `teken` noemt alleen rollen die daar niet tekenen en niets namens een ander vastleggen.",
                why: "Zij horen dat de stap te laat is, en kunnen er niets aan doen.",
                todo:
                    "Noem een rol die tekent, of die namens een rol van buiten vastlegt (`geregistreerd_door` in het schoolbestand).",
                wrong: """
                    stappen:
                      - {stap: tekenen, titel: Tekenen, teken: [kc], termijn: 1 week,
                         escaleer: {na: 3 dagen, aan: [leerkracht]}}
                    """,
                right: """
                    stappen:
                      - {stap: tekenen, titel: Tekenen, teken: [leerkracht, kc], termijn: 1 week,
                         escaleer: {na: 3 dagen, aan: [kc]}}
                    """)

        case .alreadyOver:
            Explanation(
                "Een dag die al voorbij is",
                "Een `termijn`, `vanaf` of `wacht` noemt een dag die al voorbij is als het traject vanzelf begint, of als de stap gedaan mag worden; of het traject telt in een schooljaar dat dan al voorbij is.",
                why:
                    "De stap is dan meteen te laat, of er wordt niet gewacht. Een dag of maand is er een van het schooljaar van de aanleiding, van augustus tot en met juli: wat in juni begint, heeft `1 september` al gehad.",
                todo:
                    "Schrijf een duur (`wacht: 3 maanden`, `termijn: 15 weken na start`), of laat voor wat in het volgende schooljaar komt een andere kaart beginnen (`jaarlijks: [september]`). Voor een leeftijd is er `jaarlijks` met `als: {leeftijd: 5}`.",
                wrong: """
                    start: [{jaarlijks: [juni]}]
                    stappen:
                      - {stap: overdragen, titel: Overdragen, wie: kc, termijn: 2 weken}
                      - {stap: zomer, titel: Tot na de zomer, wacht: 1 september}
                      - {stap: nabespreken, titel: Nabespreken, wie: kc, termijn: 1 week}
                    """,
                right: """
                    start: [{jaarlijks: [juni]}]
                    stappen:
                      - {stap: overdragen, titel: Overdragen, wie: kc, termijn: 2 weken}
                      - {stap: zomer, titel: Tot na de zomer, wacht: 3 maanden na start}
                      - {stap: nabespreken, titel: Nabespreken, wie: kc, termijn: 1 week}
                    """)
        case .notYetDone:
            Explanation(
                "Kijkt naar een stap die nog niet gedaan is",
                "Een `als`, een regel van `kies`, `anders_dan` of `zelfde_als` kijkt naar een stap die dan nog nooit gedaan is: hij komt later, ligt op een andere weg of is deze stap zelf, en er gaat geen weg terug.",
                why:
                    "Wat er gevraagd wordt, geldt dan nooit: de stap wordt altijd overgeslagen, of de regel beslist nooit. Achter `niet` geldt het juist altijd, en bij `of` telt alleen de rest. `anders_dan` en `zelfde_als` sluiten niemand uit.",
                todo: "Kijk naar een stap die eerder komt, of zet de stap die kijkt erachter.",
                wrong: """
                    stappen:
                      - {stap: bellen, titel: Bellen, wie: kc, als: {uitkomst.vragen: ja}}
                      - {stap: vragen, titel: Vragen, wie: kc, uitkomsten: {ja: verder, nee: verder}}
                    """,
                right: """
                    stappen:
                      - {stap: vragen, titel: Vragen, wie: kc, uitkomsten: {ja: verder, nee: verder}}
                      - {stap: bellen, titel: Bellen, wie: kc, als: {uitkomst.vragen: ja}}
                    """)

        case .attributeMayBeEmpty:
            Explanation(
                "Er wordt gewacht op een kenmerk dat leeg kan zijn",
                "`vanaf` of `wacht` telt van een kenmerk van de leerling, en op een van de wegen naar die stap is niet zeker dat het er is.",
                why:
                    "Zolang het leeg is, houdt `vanaf` niets tegen en kan de stap meteen gedaan worden; `wacht` houdt niet op. Niemand krijgt daar een seintje van.",
                todo:
                    "Zet er `als: {...: ingevuld}` bij, laat het traject beginnen met `op:` en dat kenmerk, of leg het in een eerdere stap vast met `leg_vast`.",
                wrong: """
                    stappen: [{stap: doen, titel: Doen, wie: kc, vanaf: 1 maand voor geboortedatum}]
                    """,
                right: """
                    stappen: [{stap: doen, titel: Doen, wie: kc, vanaf: 1 maand voor geboortedatum, als: {geboortedatum: ingevuld}}]
                    """)

        case .itemEndsAll:
            Explanation(
                "Eén beëindigt het voor allen",
                "Een stap in een `voor_elke` gaat naar een einde of een stap buiten dat blok.",
                why:
                    "Gebeurt dat voor één leerling, groep of rij, dan vervalt wat voor alle andere nog openstaat.",
                todo:
                    "Schrijf `klaar` als alleen deze ene klaar is, en kies pas achter het blok waar het heen gaat.",
                wrong: """
                    betreft: groep
                    stappen:
                      - stap: elk
                        titel: Elke leerling
                        voor_elke: leerling
                        stappen:
                          - {stap: kijken, titel: Kijken, wie: kc, uitkomsten: {goed: voltooid, hulp: verder}}
                          - {stap: helpen, titel: Helpen, wie: kc}
                    """,
                right: """
                    betreft: groep
                    stappen:
                      - stap: elk
                        titel: Elke leerling
                        voor_elke: leerling
                        stappen:
                          - {stap: kijken, titel: Kijken, wie: kc, uitkomsten: {goed: klaar, hulp: verder}}
                          - {stap: helpen, titel: Helpen, wie: kc}
                    """)

        case .outcomeCannotOccur:
            Explanation(
                "Een uitkomst die niet voorkomt",
                "Hier staat waar een uitkomst heen gaat, en die uitkomst kan er nooit uit komen: `verlopen` terwijl er dan nog geen "
                    + "termijn is, `anders` terwijl alle antwoorden genoemd zijn, of een einde waar in de andere kaart niets heen leidt.",
                why: "Wie de kaart leest, rekent op een weg die niemand ooit gaat.",
                todo:
                    "Haal de uitkomst weg, of zorg dat zij kan voorkomen. Dat iemand een stap heropent telt niet mee.",
                wrong: """
                    stappen:
                      - {stap: doen, titel: Doen, wie: kc, termijn: 2 weken na nabellen, uitkomsten: {gereed: verder, verlopen: voltooid}}
                      - {stap: nabellen, titel: Nabellen, wie: kc}
                    """,
                right: """
                    stappen:
                      - {stap: doen, titel: Doen, wie: kc, termijn: 2 weken, uitkomsten: {gereed: verder, verlopen: voltooid}}
                      - {stap: nabellen, titel: Nabellen, wie: kc}
                    """)
        case .consentNotAsked:
            Explanation(
                "Niet om toestemming gevraagd",
                "Er is een weg naar een verstrekking waarop niemand om de toestemming vroeg die daarvoor nodig is.",
                why:
                    "Op die weg eindigt de stap met `geen toestemming`, ook als de ouders ja gezegd zouden hebben.",
                todo:
                    "Vraag de toestemming vóór deze stap, op elke weg, of kijk eerst met `als` of `kies` of zij er al is. Vraagt "
                    + "een andere kaart haar ook, dan kan zij er al zijn, en staat deze melding er niet.",
                wrong: """
                    gegevens: {advies: {titel: Advies, soort: tekst}}
                    stappen:
                      - {stap: kiezen, titel: Kiezen, wie: kc, vul_in: [advies], uitkomsten: {vragen: verder, meteen: geven}}
                      - {stap: vragen, titel: Vragen, teken: [ouders], geeft_toestemming: {doel: advies-delen, aan: vo-school}}
                      - {stap: geven, titel: Geven, wie: kc, verstrekt: {aan: vo-school, gegevens: [advies], toestemming: advies-delen}, uitkomsten: {gereed: verder, geen toestemming: verder}}
                    """,
                right: """
                    gegevens: {advies: {titel: Advies, soort: tekst}}
                    stappen:
                      - {stap: kiezen, titel: Kiezen, wie: kc, vul_in: [advies]}
                      - {stap: vragen, titel: Vragen, teken: [ouders], geeft_toestemming: {doel: advies-delen, aan: vo-school}}
                      - {stap: geven, titel: Geven, wie: kc, verstrekt: {aan: vo-school, gegevens: [advies], toestemming: advies-delen}, uitkomsten: {gereed: verder, geen toestemming: verder}}
                    """)
        case .evaluationOverdue:
            Explanation(
                "De kaart is nog niet geëvalueerd",
                "De maand van `evaluatie` is voorbij, en sinds het begin van die maand staat er onder `wijzigingen` niets met een dag (`op`).",
                why: "Een kaart die niemand meer bekijkt, gaat afwijken van hoe het op school echt gaat.",
                todo:
                    "Bekijk de kaart met `kaart evaluatie`, en stel haar opnieuw vast als volgende versie (`kaart stel-vast`), ook als er "
                    + "weinig verandert. Past de maand niet, zet dan in die versie een andere.")

        // MARK: - The school and its years

        case .unknownTimeZone:
            Explanation(
                "Onbekende tijdzone", "De tijdzone van de school bestaat niet.",
                why: "Zij bepaalt welke dag het is.",
                todo: "Schrijf Europe/Amsterdam, of laat het woord weg.",
                wrong: "school: proef\ntijdzone: Europa/Amsterdam",
                right: "school: proef\ntijdzone: Europe/Amsterdam")
        case .loginTwice:
            Explanation(
                "Een login twee keer", "Twee medewerkers hebben hetzelfde account.",
                why: "Dan is niet te zeggen wie iets deed.", todo: "Geef elk zijn eigen login.",
                wrong: """
                    school: proef
                    medewerkers:
                      anna: {naam: Anna, login: anna, rollen: [kc]}
                      bob: {naam: Bob, login: anna, rollen: [kc]}
                    """,
                right: """
                    school: proef
                    medewerkers:
                      anna: {naam: Anna, login: anna, rollen: [kc]}
                      bob: {naam: Bob, login: bob, rollen: [kc]}
                    """)
        case .unknownGroup:
            Explanation(
                "Een groep die er niet is", "Deze groep staat niet onder `groepen`.",
                why: "De rol zou voor niemand gelden.", todo: "Zet de groep erbij, of verbeter de naam.",
                wrong: """
                    school: proef
                    medewerkers:
                      anna: {naam: Anna, rollen: [{leerkracht: groep-9}]}
                    """,
                right: """
                    school: proef
                    medewerkers:
                      anna: {naam: Anna, rollen: [{leerkracht: groep-5}]}
                    """)
        case .groupDoesNotFit:
            Explanation(
                "Een rol met of zonder groep",
                "Een rol per groep heeft een groep nodig; een rol voor de hele school heeft er geen.",
                why: "Anders is niet te zeggen voor wie zij geldt.",
                todo: "Zet de groep erbij, of haal haar weg.",
                wrong: """
                    school: proef
                    medewerkers:
                      anna: {naam: Anna, rollen: [leerkracht]}
                    """,
                right: """
                    school: proef
                    medewerkers:
                      anna: {naam: Anna, rollen: [{leerkracht: groep-5}]}
                    """)
        case .unknownPerson:
            Explanation(
                "Een medewerker die er niet is",
                "Er wordt iemand genoemd die niet onder `medewerkers` staat.",
                why: "Namens iemand die er niet is, kan niemand handelen.",
                todo: "Verbeter de naam, of zet de medewerker erbij.",
                wrong: """
                    school: proef
                    medewerkers:
                      anna: {naam: Anna, rollen: [kc], mag_als: [bobb]}
                    """,
                right: """
                    school: proef
                    medewerkers:
                      anna: {naam: Anna, rollen: [kc]}
                    """)
        case .hangsOnOne:
            Explanation(
                "Een stap die van één persoon afhangt",
                "Alleen deze medewerker heeft een rol die deze stappen mag doen.",
                why: "Is hij of zij ziek of weg, dan liggen die stappen stil, in alle trajecten.",
                todo:
                    "Geef nog iemand die rol, ook als invaller (`vervangt`); noem in de kaart een tweede rol; of laat met `escaleer` na de termijn een ander het ook doen. "
                    + "Wie de rol alleen gehad heeft, of later krijgt, telt hier als een ander: kijk dus zelf als er iemand vertrekt. "
                    + "Dat een school één directeur heeft is gewoon: dan zegt deze waarschuwing wat er bij ziekte geregeld moet worden."
            )
        case .unusedRole:
            Explanation(
                "Een rol die niets doet",
                "Een rol in het schoolbestand wordt door geen enkele kaart genoemd die niet vervallen is, en in het schoolbestand verder ook "
                    + "niet.",
                why:
                    "Wie haar heeft, krijgt er geen werk door; vaak heet zij in de kaarten net anders.",
                todo:
                    "Haal de rol weg, of noem haar in een kaart. Noemen kaarten haar onder een andere naam, zet die dan bij `ook`."
            )
        case .adoptedFileGone:
            Explanation(
                "Een vastgestelde kaart zonder bestand",
                "Een kaart is vastgesteld, en een bestand met haar naam is er niet meer.",
                why:
                    "Er begint niets meer door, en een kaart die haar aanroept blijft daar staan. Wat al loopt gaat door, met de tekst die "
                    + "bewaard is.",
                todo:
                    "Zet het bestand terug: `kaart versies` toont de tekst. Gebruikt de school de kaart niet meer, zet er dan `status: vervallen` in; "
                    + "het bestand blijft."
            )
        case .earlierSchoolRules:
            Explanation(
                "Een eerder schoolbestand geldt weer",
                "In het schoolbestand staat weer een tekst die eerder gold, en niet die waarmee het laatst is gewerkt.",
                why: "Wie intussen een rol kwijt was, heeft die dan weer, en ziet wat daarbij hoort.",
                todo:
                    "Is dat de bedoeling, dan hoeft u niets te doen. Zo niet, zet de laatste tekst terug: die staat in `kaart versies`."
            )
        case .plannedNoMore:
            Explanation(
                "Niet meer gepland",
                "Een naam waar vastgestelde kaarten van tellen, staat in het vorige schooljaar bij `planning` en in dit niet.",
                why:
                    "In dit schooljaar krijgt wat ervan telt dan geen dag: een termijn begint niet te lopen, en er begint niets vanzelf.",
                todo:
                    "Zet de dag of periode erbij zodra zij bekend is. Heet zij anders, noem haar dan zoals in de kaarten; doet de school het niet meer, "
                    + "haal haar dan uit die kaarten, in een volgende versie.")
        case .notAPupilNumber:
            Explanation(
                "Geen leerlingnummer",
                "Bij een rol per leerling staat een naam, of een nummer dat op een burgerservicenummer lijkt.",
                why:
                    "Namen van kinderen en burgerservicenummers horen niet in deze bestanden: iedereen die ze leest ziet ze, en oude teksten blijven bewaard.",
                todo: "Zet er het leerlingnummer van de school.",
                wrong: """
                    school: proef
                    rollen: {kc: {titel: kc}, coach: {titel: coach, per: leerling}}
                    medewerkers:
                      anna: {naam: Anna, rollen: [{coach: ["Jan de Vries"]}]}
                    """,
                right: """
                    school: proef
                    rollen: {kc: {titel: kc}, coach: {titel: coach, per: leerling}}
                    medewerkers:
                      anna: {naam: Anna, rollen: [{coach: ["1023"]}]}
                    """)
        case .limitByHiddenDay:
            Explanation(
                "Een grens die een verborgen dag verraadt",
                "`minstens` of `hoogstens` van een veld telt van een ander veld, en niet ieder die het invult mag dat andere zien.",
                why:
                    "De grens moet gelden, dus wordt een dag die niet mag geweigerd. Dat zegt niet waarom, maar wie dagen probeert vindt zo de dag die hij niet mag zien.",
                todo:
                    "Zet bij het veld waar van geteld wordt ook die rollen in `zichtbaar_voor`, of laat de grens tellen van iets wat zij wel zien.",
                wrong: """
                    gegevens:
                      keuring: {titel: Keuring, soort: datum, zichtbaar_voor: [kc]}
                      gesprek: {titel: Gesprek, soort: datum, hoogstens: 2 weken na keuring}
                    stappen:
                      - {stap: keuren, titel: Keuren, wie: kc, vul_in: [keuring]}
                      - {stap: plannen, titel: Plannen, wie: leerkracht, vul_in: [gesprek]}
                    """,
                right: """
                    gegevens:
                      keuring: {titel: Keuring, soort: datum, zichtbaar_voor: [kc, leerkracht]}
                      gesprek: {titel: Gesprek, soort: datum, hoogstens: 2 weken na keuring}
                    stappen:
                      - {stap: keuren, titel: Keuren, wie: kc, vul_in: [keuring]}
                      - {stap: plannen, titel: Plannen, wie: leerkracht, vul_in: [gesprek]}
                    """)
        case .toldByTheWay:
            Explanation(
                "De weg verraadt een bijzonder veld",
                "Een bijzonder veld bepaalt welke stap opengaat of wie hem krijgt, en meer mensen zien het traject dan dat veld.",
                why:
                    "Wie ziet welke stap openging, weet wat er in het veld staat. Zo komt een bijzonder gegeven (AVG art. 9) bij wie het niet mag zien.",
                todo:
                    "Zet bij de kaart een smaller `zichtbaar_voor`, zoals in de meldcode. Of zet wat volgt in een eigen kaart die alleen ziet wie ook het veld mag zien.",
                wrong: """
                    zichtbaar_voor: [kc, leerkracht]
                    gegevens:
                      ernst: {titel: Ernst, soort: keuze, opties: [licht, acuut], bijzonder: ja, zichtbaar_voor: [kc]}
                    stappen:
                      - {stap: wegen, titel: Wegen, wie: kc, vul_in: [ernst]}
                      - {stap: spoed, titel: Spoed, wie: kc, als: {ernst: acuut}}
                    """,
                right: """
                    zichtbaar_voor: [kc]
                    gegevens:
                      ernst: {titel: Ernst, soort: keuze, opties: [licht, acuut], bijzonder: ja, zichtbaar_voor: [kc]}
                    stappen:
                      - {stap: wegen, titel: Wegen, wie: kc, vul_in: [ernst]}
                      - {stap: spoed, titel: Spoed, wie: kc, als: {ernst: acuut}}
                    """)

        case .wrongYearName:
            Explanation(
                "Een schooljaar heet anders", "Een schooljaar heet naar zijn twee jaren.",
                why: "Daaraan wordt het gevonden.", todo: "Schrijf het als 2026-2027.",
                wrong: "schooljaar: 2030-2032", right: "schooljaar: 2030-2031")
        case .daysReversed:
            Explanation(
                "Dagen verkeerd om", "De laatste dag komt voor de eerste, of een vakantie is langer dan kan.",
                why: "Termijnen zouden verkeerd geteld worden.", todo: "Kijk de jaartallen en de dagen na.",
                wrong: """
                    schooljaar: 2030-2031
                    vakanties:
                      - {naam: Kerstvakantie, eerste_dag: 2031-01-05, laatste_dag: 2030-12-21}
                      - {naam: Zomervakantie 2030, eerste_dag: 2030-07-20, laatste_dag: 2030-09-01}
                      - {naam: Zomervakantie 2031, eerste_dag: 2031-07-12, laatste_dag: 2031-08-24}
                    """,
                right: """
                    schooljaar: 2030-2031
                    vakanties:
                      - {naam: Kerstvakantie, eerste_dag: 2030-12-21, laatste_dag: 2031-01-05}
                      - {naam: Zomervakantie 2030, eerste_dag: 2030-07-20, laatste_dag: 2030-09-01}
                      - {naam: Zomervakantie 2031, eerste_dag: 2031-07-12, laatste_dag: 2031-08-24}
                    """)
        case .outsideYear:
            Explanation(
                "Buiten het schooljaar", "Deze dag valt niet in dit schooljaar.",
                why: "Waarschijnlijk is een jaartal verkeerd.",
                todo: "Kijk het jaartal na, of zet de dag in het andere schooljaar.",
                wrong: """
                    schooljaar: 2030-2031
                    studiedagen: [{naam: Studiedag, dag: 2029-11-24}]
                    """,
                right: """
                    schooljaar: 2030-2031
                    studiedagen: [{naam: Studiedag, dag: 2030-11-25}]
                    """)
        case .summerMissing:
            Explanation(
                "Geen zomervakantie", "In dit schooljaar staat geen zomervakantie.",
                why: "Termijnen in schooldagen zouden in de zomer gewoon doorlopen.",
                todo: "Zet haar bij `vakanties`.",
                wrong: """
                    schooljaar: 2030-2031
                    vakanties:
                      - {naam: Kerstvakantie, eerste_dag: 2030-12-21, laatste_dag: 2031-01-05}
                    """,
                right: """
                    schooljaar: 2030-2031
                    vakanties:
                      - {naam: Zomervakantie 2030, eerste_dag: 2030-07-20, laatste_dag: 2030-09-01}
                      - {naam: Kerstvakantie, eerste_dag: 2030-12-21, laatste_dag: 2031-01-05}
                      - {naam: Zomervakantie 2031, eerste_dag: 2031-07-12, laatste_dag: 2031-08-24}
                    """)
        case .studyDayInWeekend:
            Explanation(
                "Een studiedag in het weekend", "Deze studiedag valt op een zaterdag of zondag.",
                why:
                    "Dan is er toch geen les: waarschijnlijk is de datum verkeerd getypt, en telt de echte dag als lesdag.",
                todo: "Kijk de datum na.",
                wrong: """
                    schooljaar: 2030-2031
                    vakanties:
                      - {naam: Zomervakantie 2030, eerste_dag: 2030-07-20, laatste_dag: 2030-09-01}
                      - {naam: Zomervakantie 2031, eerste_dag: 2031-07-12, laatste_dag: 2031-08-24}
                    studiedagen:
                      - {naam: Studiedag, dag: 2030-11-23}
                    """,
                right: """
                    schooljaar: 2030-2031
                    vakanties:
                      - {naam: Zomervakantie 2030, eerste_dag: 2030-07-20, laatste_dag: 2030-09-01}
                      - {naam: Zomervakantie 2031, eerste_dag: 2031-07-12, laatste_dag: 2031-08-24}
                    studiedagen:
                      - {naam: Studiedag, dag: 2030-11-22}
                    """)

        // MARK: - The files together

        case .sameIDTwice:
            Explanation(
                "Twee bestanden met dezelfde naam",
                "Twee kaarten, schooljaren of scenario's heten hetzelfde, of er zijn twee scholen.",
                why: "Dan is niet te zeggen welke geldt, en wordt geen van beide gebruikt.",
                todo: "Haal er één weg, of geef hem een andere naam.")
        case .notReadable:
            Explanation(
                "Een bestand is niet te lezen",
                "Het programma mag het bestand niet openen, of het is geen gewoon bestand.",
                why: "Wat erin staat telt niet mee.", todo: "Kijk wie het bestand mag lezen.")
        case .noSchool:
            Explanation(
                "Geen schoolbestand", "In de map staat geen bestand dat met `school:` begint.",
                why: "Zonder zijn rollen en mensen niet bekend.",
                todo: "Maak er een; `kaart init` zet een voorbeeld klaar.")
        case .noSchoolYear:
            Explanation(
                "Geen schooljaar", "In de map staat geen bestand dat met `schooljaar:` begint.",
                why: "Termijnen in schooldagen krijgen dan geen dag.",
                todo: "Zet het schooljaar erbij, met vakanties en studiedagen.")

        // MARK: - Other cards

        case .unknownCard:
            Explanation(
                "Een kaart die er niet is", "Er wordt een kaart genoemd die niet in de map staat.",
                why: "De stap zou niets kunnen beginnen.",
                todo: "Schrijf die kaart eerst, of verbeter de naam.",
                wrong: """
                    stappen:
                      - {stap: horen, titel: Horen, kaart: horrecht}
                    """,
                right: """
                    stappen:
                      - {stap: horen, titel: Horen, kaart: hoorrecht}
                    """)
        case .unknownEnd:
            Explanation(
                "Een einde dat die kaart niet heeft", "De aangeroepen kaart kan niet zo eindigen.",
                why: "Wat daarop wacht zou nooit gebeuren.", todo: "Noem een einde van die kaart.",
                wrong: """
                    stappen:
                      - {stap: horen, titel: Horen, kaart: hoorrecht, uitkomsten: {gehoort: verder, anders: verder}}
                    """,
                right: """
                    stappen:
                      - {stap: horen, titel: Horen, kaart: hoorrecht, uitkomsten: {gehoord: verder, anders: verder}}
                    """)
        case .endsNotCovered:
            Explanation(
                "Niet alle einden genoemd",
                "De aangeroepen kaart kan ook anders eindigen dan bij `uitkomsten` staat.",
                why: "Dan zou het traject niet weten hoe het verder moet.",
                todo: "Noem ze alle, ook `vervallen`, of de rest met `anders`.",
                wrong: """
                    stappen:
                      - {stap: horen, titel: Horen, kaart: hoorrecht, uitkomsten: {gehoord: verder}}
                    """,
                right: """
                    stappen:
                      - {stap: horen, titel: Horen, kaart: hoorrecht, uitkomsten: {gehoord: verder, anders: verder}}
                    """)
        case .hiddenCardNamed:
            Explanation(
                "Een verborgen kaart genoemd", "Een andere kaart noemt een kaart die verborgen is.",
                why: "Daaruit zou blijken dat er zo'n traject loopt.",
                todo: "Haal de stap weg; wie zich zorgen maakt begint haar zelf.",
                wrong: """
                    stappen:
                      - {stap: melden, titel: Melden, kaart: geheim}
                    """,
                right: """
                    stappen:
                      - {stap: melden, titel: Bedenken of er iets te melden is, wie: kc}
                    """)
        case .calledCardNotAdopted:
            Explanation(
                "De aangeroepen kaart is niet vastgesteld",
                "Deze kaart is vastgesteld, en roept er een aan die dat niet is.",
                why: "Het traject kan bij die stap blijven steken.",
                todo: "Stel die kaart ook vast, of roep haar niet aan.",
                wrong: """
                    status: vastgesteld
                    normen: [{norm: Voltooid, meet: voltooid, minstens: 90%}]
                    stappen:
                      - {stap: horen, titel: Horen, kaart: hoorrecht}
                    """,
                right: """
                    status: vastgesteld
                    normen: [{norm: Voltooid, meet: voltooid, minstens: 90%}]
                    stappen:
                      - {stap: horen, titel: Horen, wie: kc}
                    """)
        case .subjectDoesNotFollow:
            Explanation(
                "Over wie gaat het dan",
                "De andere kaart gaat over iets anders, en over wie of wat is niet te zeggen.",
                why: "Het traject zou niet kunnen beginnen.",
                todo:
                    "Noem met `betreft: {veld: ...}` over wie, of roep haar aan vanuit een kaart die over hetzelfde gaat.",
                wrong: """
                    betreft: groep
                    stappen:
                      - {stap: horen, titel: Horen, kaart: hoorrecht}
                    """,
                right: """
                    betreft: groep
                    stappen:
                      - stap: elk
                        titel: Elke leerling
                        voor_elke: leerling
                        stappen:
                          - {stap: horen, titel: Horen, kaart: hoorrecht}
                    """)
        case .occasionNotGiven:
            Explanation(
                "De aanleiding wordt niet gegeven",
                "De aangeroepen kaart telt terug van haar aanleiding, en krijgt er geen.",
                why: "Haar termijnen zouden geen dag krijgen.",
                todo: "Zet bij de stap `aanleiding: <moment>`.",
                wrong: """
                    stappen:
                      - {stap: vooraf, titel: Vooraf, kaart: voorbereiden}
                    """,
                right: """
                    stappen:
                      - {stap: vooraf, titel: Vooraf, kaart: voorbereiden, aanleiding: 6 weken na start}
                    """)
        case .moreEyes:
            Explanation(
                "Meer mensen zouden het zien",
                "Een gegeven gaat naar een plek die meer rollen zien: met `neem_mee` naar een veld van een andere kaart, met `leg_vast` naar "
                    + "een kenmerk van de leerling, als `aanleiding` naar een andere kaart, of met `tot` naar een toestemming.",
                why: "Wat hier afgeschermd is, zou daar te lezen zijn.",
                todo:
                    "Scherm het veld van de andere kaart ook af, laat hen ook dit veld zien, of geef het niet door."
            )
        case .waitsInCircle:
            Explanation(
                "Kaarten wachten op elkaar", "Deze kaarten roepen elkaar aan en wachten op elkaar.",
                why: "Geen van alle zou ooit verder gaan.",
                todo: "Laat er één niet wachten (`meteen_verder: ja`), of haal een aanroep weg.",
                wrong: """
                    stappen:
                      - {stap: horen, titel: Horen, wie: kc}
                      - {stap: nog-eens, titel: Nog eens, kaart: proef}
                    """,
                right: """
                    stappen:
                      - {stap: horen, titel: Horen, wie: kc}
                      - {stap: nog-eens, titel: Nog eens, kaart: proef, meteen_verder: ja}
                    """)
        case .unknownPurpose:
            Explanation(
                "Een doel waar niemand toestemming voor vraagt",
                "Er wordt gekeken naar een toestemming die geen enkele kaart vraagt.",
                why: "Het antwoord zou altijd nee zijn.",
                todo: "Laat een stap `teken` haar vragen, met `geeft_toestemming`.",
                wrong: """
                    stappen:
                      - {stap: doen, titel: Doen, wie: kc, als: {toestemming.foto: ja}}
                    """,
                right: """
                    stappen:
                      - {stap: vragen, titel: Vragen, teken: [ouders], geeft_toestemming: {doel: foto}}
                      - {stap: doen, titel: Doen, wie: kc, als: {toestemming.foto: ja}}
                    """)
        case .consentNeverGiven:
            Explanation(
                "Toestemming die niemand geeft",
                "Gegevens gaan naar buiten op een toestemming die niemand voor die ontvanger kan geven.",
                why: "De stap zou altijd met `geen toestemming` eindigen.",
                todo: "Vraag haar met `geeft_toestemming` voor die ontvanger (`aan`).",
                wrong: """
                    gegevens: {advies: {titel: Advies, soort: tekst}}
                    stappen:
                      - {stap: vragen, titel: Vragen, teken: [ouders], geeft_toestemming: {doel: delen}}
                      - {stap: delen, titel: Delen, wie: kc, vul_in: [advies], verstrekt: {aan: vo-school, gegevens: [advies], toestemming: delen},
                         uitkomsten: {gereed: verder, geen toestemming: verder}}
                    """,
                right: """
                    gegevens: {advies: {titel: Advies, soort: tekst}}
                    stappen:
                      - {stap: vragen, titel: Vragen, teken: [ouders], geeft_toestemming: {doel: delen, aan: vo-school}}
                      - {stap: delen, titel: Delen, wie: kc, vul_in: [advies], verstrekt: {aan: vo-school, gegevens: [advies], toestemming: delen},
                         uitkomsten: {gereed: verder, geen toestemming: verder}}
                    """)
        case .calledCardStartsToo:
            Explanation(
                "Er beginnen er twee", "De aangeroepen kaart begint op hetzelfde moment ook vanzelf.",
                why: "Dan lopen er twee trajecten over hetzelfde.",
                todo: "Laat haar niet vanzelf beginnen, of roep haar hier niet aan.",
                wrong: """
                    start: [{bij: inschrijving}]
                    stappen:
                      - {stap: welkom, titel: Welkom, kaart: welkom}
                    """,
                right: """
                    start: [{bij: inschrijving}]
                    stappen:
                      - {stap: horen, titel: Horen, kaart: hoorrecht}
                    """)
        case .unknownNorm:
            Explanation(
                "Een norm die er niet is", "De ambitiekaart noemt een norm die de kaart niet heeft.",
                why: "De indicator zou nergens aan gemeten worden.",
                todo: "Noem een norm zoals zij in die kaart heet.")
        case .earlierTextRules:
            Explanation(
                "Een eerdere tekst geldt weer",
                "In het bestand staat een tekst die eerder is vastgesteld, terwijl daarna een nieuwere versie is vastgesteld.",
                why:
                    "De school werkt dan weer volgens de oude afspraken, misschien zonder dat iemand dat bedoelde.",
                todo:
                    "Is dat de bedoeling, dan hoeft u niets te doen. Zo niet, zet de nieuwste tekst terug: die staat in `kaart versies`."
            )
        case .adoptedTextDiffers:
            Explanation(
                "Wat er staat past niet bij wat is vastgesteld",
                "Deze versie is vastgesteld met een andere tekst dan er nu staat, of er is al een latere versie vastgesteld dan het nummer dat er staat.",
                why:
                    "Een vastgestelde versie is één tekst; anders weet niemand volgens welke tekst een traject gaat.",
                todo: "Zet de oude tekst terug, of verhoog `versie` en zet `status: concept`.")
        }
    }
}
