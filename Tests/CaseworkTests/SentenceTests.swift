import CardEngine
import CardLanguage
import CaseStore
import SchoolTime
import Testing

@testable import Casework

@Suite("Sentences")
struct SentenceTests {
    private let desk = SchoolDesk()
    private let card: Card
    private let sentences: Sentences
    private let time = Timestamp(secondsSince1970: 1_793_620_800, offsetSeconds: 3_600)
    /// What somebody typed and no sentence may repeat.
    private let secret = "GEHEIM"

    init() throws {
        card = try #require(desk.shelf.cards["meldcode"]?.card)
        sentences = Sentences(school: desk.shelf.school)
    }

    private var stamp: Stamp { Stamp(day: time.day, time: time, actor: "femke", enteredBy: nil) }

    private var faults: [ValueFault] {
        [
            .empty, .notANumber(secret), .notWhole(secret), .notADate(secret), .notYesOrNo(secret),
            .notAnOption(secret, known: ["ja", "nee"]), .unknownPerson(secret), .unknownPupil(secret),
            .wrongKind, .tooSmall(least: Number(2)), .tooLarge(most: Number(9)), .tooSoon(least: time.day),
            .tooSoon(least: nil),
            .tooLate(most: time.day), .tooLate(most: nil), .tooLong(limit: 20), .tooFewRows(least: Number(1)),
            .tooFewRows(least: Number(2)), .tooManyRows(most: Number(1)), .tooManyRows(most: Number(3)),
            .cellNeeded(row: 2, "actie"),
            .wrongCell(row: 2, "actie", .notADate(secret)), .rowInUse(3), .rowNeeded("rekenen"),
            .rowTwice("rekenen"),
        ]
    }

    private var refusals: [Refusal] {
        let fields: [Refusal] = faults.map { .wrongValue("feiten", $0) }
        return fields + [
            .notOpened, .alreadyOpened, .caseEnded("hulp-gevolgd", stamp), .caseEnded("weg", stamp),
            .unknownVisit(9), .stepCancelled("acuut", stamp), .stepPassed("besluit"),
            .roleNeeded(["aandachtsfunctionaris", "directeur"]), .roleNeeded(["weg"]),
            .otherPersonNeeded("bas", "acuut"), .samePersonNeeded("weg", "acuut"),
            .tooEarly("acuut", time.day), .outcomeNeeded(["ja", "nee"]),
            .unknownOutcome("misschien", known: ["ja"]), .fieldsNeeded(["feiten", "weging"]),
            .fieldsNotAsked(["weging"]), .checklistOpen(["eerst dit", "dan dat"]), .presenceNeeded(["smw"]),
            .presenceNotAsked(["ouders"]), .notOfRole(["bas"], "smw"),
            .dayOutside(from: time.day, to: time.day), .dayOutside(from: time.day + 1, to: time.day),
            .clockBehind(time.day),
            .reasonNeeded, .unknownInterrupt("acuut", known: []),
            .unknownInterrupt("acuut", known: ["acuut onveilig"]), .interruptNotNow("acuut onveilig"),
            .notChosen([.test(.attribute(.grade), .atLeast(Number(7)))]),
            .wrongSubject(expected: .pupil), .wrongSubject(expected: .staffMember), .notByHand,
            .choiceUndecided("besluit"), .choiceOnUndone("besluit", "acuut"),
            .occasionUnknown("besluit", "acuut"), .fieldMissing("besluit", "feiten", at: "besluit", 1),
            .occasionLost("besluit", "acuut"), .cannotOpen("besluit"),
            .openAgain("acuut", 3), .endless("acuut"),
            .notCallable("acuut", "hulp"), .stepClosed("acuut", "verlopen", time.day), .wrongAct("acuut"),
            .notDone("acuut"), .nothingToCorrect("acuut"), .noCorrection(["feiten"]),
            .doneAgain("acuut", 7), .filledElsewhere("feiten", "acuut", 7), .sameValue(["feiten"]),
            .neverEmpty("feiten", "acuut"), .awaited("feiten", "acuut"),
            .closedBlock("acuut"), .closedBranch("acuut", of: "acuut"), .notThere("acuut"),
            .personNeeded("bas"),
            .takenBy("bas"), .someoneQualifies("acuut"),
            .notOnStaff("weg"), .cannotTake("bas", ["directeur"]), .alreadyTaken("acuut", "bas"),
            .notTaken("acuut"),
            .notASigner(Signer(role: "ouders", number: 3), known: [Signer(role: "ouders")]),
            .proofNeeded("acuut"), .unknownItem("acuut"), .itemThere("acuut"), .noTerm, .notLater(time.day),
            .alreadySuspended, .notSuspended, .occasionNeeded, .remarkNeeded,
            .behalfNeeded(["ouders", "scp"]), .waitsByItself("acuut"), .reasonTooLong(limit: 2_000),
        ] + migrations.map { .cannotMigrate($0) }
    }

    private var migrations: [MigrationFault] {
        [
            .sameText, .otherSubject, .hiddenChanged, .stepGone("acuut"), .kindChanged("acuut"),
            .stepMoved("acuut"), .branchesChanged("acuut"), .itemsChanged("acuut"), .signersChanged("acuut"),
            .callChanged("acuut"), .valueUnfit("feiten"), .fieldMoved("feiten"), .outcomeGone("acuut", "ja"),
            .dayMissing("acuut", "feiten"), .stepNotDone("acuut", "acuut"),
        ]
    }

    private var adoptions: [AdoptionFault] {
        [
            .adoptedTextChanged("meldcode", 1, newest: 2), .adoptedTextUnfit("meldcode", 1),
            .fileGone("meldcode", 1), .adoptionNotOnRecord("meldcode", 1),
            .withdrawnOnRecord("meldcode", time.day), .versionPassed("meldcode", 1, newest: 2),
            .withdrawnNotAdopted("meldcode"), .adopterNeeded("meldcode", ["directeur", "kc"]),
            .authorUnknown("meldcode"), .authorNotOnStaff("meldcode", "karla"), .adoptedByAuthor("meldcode"),
            .namedCardsNotAdopted(
                "meldcode", ["opp", "mdo"], together: ["mdo", "meldcode", "opp"], first: []),
            .namedCardsNotAdopted(
                "meldcode", ["opp"], together: [], first: [AwaitedAdoption(card: "opp", roles: ["kc"])]),
            .doesNotFit("meldcode", 2, "Iets klopt niet."),
            .notOnOneLine, .cardFileByHand("meldcode.yaml"),
        ]
    }

    private var newCards: [NewCardFault] {
        [
            .noName, .notAName("Plan", instead: "verlof-aanvragen"), .notAName("ß", instead: nil),
            .nameTaken("plan", file: "k/plan.yaml"), .noText("titel"),
            .textCannotBeSeen("titel"), .textTooLong("titel", limit: 500),
            .unknownSubject("leerlin", known: ["leerling"]), .externalRole("ouders"), .nobodyHas("smw"),
            .roleDoesNotFit("leerkracht", .school), .noSteps, .wouldHaveFaults("Iets klopt niet."),
        ]
    }

    private var failures: [CaseworkFailure] {
        var failures: [CaseworkFailure] = refusals.map { .refused($0, card: card) }
        if let field = card.field("feiten") {
            failures += faults.map { .wrongValue(field, $0) }
            failures += [[], [field]].map { .cellsNeeded([field], optional: $0) }
        }
        failures += adoptions.map { .adoption($0) } + newCards.map { .newCard($0) }
        return failures + failuresOfCases + failuresOfFiles + failuresOfPeople
    }

    private let step = CaseReference(caseID: "k7m3", visit: 2)

    private var failuresOfCases: [CaseworkFailure] {
        [
            .pastNotSeen(card: card), .notOnBehalfOf("ouders", "acuut", card: card), .answeredOtherwise([]),
            .heldUp, .noSuchCase("k7m3"), .notACaseReference("k7"), .stepNeeded("k7m3", open: []),
            .wholeCaseNeeded("k7m3"), .closesRegister(step, ["gereed"]),
            .noSuchStep("k7m3", owner: "kc"), .noSuchStep("k7m3", owner: nil), .roleOfPerson("bas"),
            .otherAct(step, "acuut", card: card),
            .aboutAnother(Subject(kind: .pupil, id: "1003")), .atStep(step, line: 3, "Iets klopt niet."),
            .atStep(step, line: nil, "Iets klopt niet."), .atSteps([.noSuchCase("k7m3")]),
            .atSubject(nil, place: 2, "Iets klopt niet."),
            .atSubject(Subject(kind: .pupil, id: "1003"), place: 1, "Iets klopt niet."),
            .notAList("aktes", known: ["acties"]), .notAList("x", known: []), .itemNeeded("acties"),
            .calledInstead("k7m4"), .nothingToMigrate("meldcode"), .notBegunOn(time.day),
            .unknownAnswer("ja", known: ["akkoord"]),
            .signerNeeded([]), .signerNeeded([Signer(role: "ouders", number: 1), Signer(role: "kc")]),
            .notARegister(step), .notOverRows(step), .noSubjectForCall("mdo"), .endless,
            .givenTwice("feiten"), .unknownField("feitn", known: ["feiten"], titled: nil),
            .unknownField("De feiten", known: ["feiten"], titled: "feiten"),
            .unknownRole("smv", known: ["smw"]), .unknownRole("x", known: []), .presenceOf("smw"),
        ]
    }

    private var failuresOfFiles: [CaseworkFailure] {
        [
            .noSuchCard("meldkode", known: ["meldcode"]), .noSuchCard("x", known: []),
            .cardHasFaults("meldcode"), .cardTextLost("meldcode", version: 1), .caseTextLost, .schoolTextLost,
            .cardNotAdopted("meldcode"), .cardWithdrawn("meldcode"), .versionReused("meldcode", 1),
            .noVersionToCompare("meldcode", 3, known: [1, 2]), .nothingToCompare("meldcode"), .noSchool,
            .timeZoneMissing("Europe/Amsterdam"),
            .inTable([TableFault(line: 2, column: .role, what: .unknownRole("kcc", known: ["kc"]))]),
            .unknownTable(["naam", "klas"]), .unknownColumn("klas", known: ["groep"]),
            .schoolFileByHand("school.yaml"), .breaksFile("school.yaml", line: 3, "Iets klopt niet."),
            .fileChanged("school.yaml"), .fileNotWritten("Kwaliteitskaarten/k.yaml", .notAllowed),
            .fileNotWritten("Kwaliteitskaarten/k.yaml", .noFolder),
            .fileNotWritten("Kwaliteitskaarten/k.yaml", .disk(.quotaUsedUp)),
            .onlyFilesWritten(["k.yaml"], "Iets ging mis."), .noSuchVersion("school", 4),
            .noSuchCardVersion("meldcode", 4), .inLine(3, "Iets klopt niet."),
            .inLine(3, sentences.say(CaseworkFailure.leavesAndStays)),
            .notACSV(.empty), .notACSV(.cutOff(line: 3)), .notACSV(.ragged(line: 3, cells: 2, columns: 4)),
            .notACSV(.quoteNotClosed(line: 3)),
            .notACSV(.textBehindQuote(line: 3)), .notACSV(.columnTwice("groep")),
            .notACSV(.columnMissing("nummer")),
            .notACSV(.meetingColumnMissing("Stap")), .notACSV(.noStep), .notACSV(.nothingDecided),
            .notACSV(.rowTwice(column: "nr", 3)), .notACSV(.unknownRow(line: 3, column: "nr")),
            .noSchoolYear(SchoolYearNumber(startYear: 2027)), .notAYear("2027"),
            .yearBegan(SchoolYearNumber(startYear: 2027)), .yearToCome(SchoolYearNumber(startYear: 2027)),
        ]
    }

    private var failuresOfPeople: [CaseworkFailure] {
        [
            .similarNumber("412", known: "0412"), .inThatGroup("groep-5", since: time.day),
            .inThatGroup("groep-5", since: nil),
            .noSuchConsent("zib", for: nil, known: ["zib-vo"]), .noSuchConsent("zib", for: "smw", known: []),
            .unknownLogin("x", isPractice: true), .unknownLogin("x", isPractice: false),
            .unknownPerson("fem", known: ["femke"]), .mayNotActAs("carla"), .mayNotActAs("weg"),
            .clockDoubted(today: time.day, since: time.day - 400), .clockNotTrusted,
            .onlyInPractice(option: "--vandaag"), .notASubject(""), .notASubject(secret), .looksLikeBSN,
            .unknownPupil, .nothingToSee, .unknownAttribute("jaargrop", known: ["jaargroep"]),
            .registryNeeded(["kc"]), .leftBeforeEnrolled(first: time.day, last: time.day - 1), .inOtherGroup,
            .groupToName(known: ["groep-geel"]), .groupToName(known: []), .staffMemberNeeded,
            .notLater(time.day), .onlyNow, .nothingPlanned(time.day), .noFigures,
            .noFiguresOf("x", known: ["meldcode"]), .noFiguresOf("x", known: []),
            .noStandingOf("x", known: ["meldcode"]), .namedTwice("1003"), .unknownPupilNumber("1003"),
            .emptyGroup("groep-geel"), .notAboutPupils("plan"), .groupNeeded,
            .groupOfNewNeeded("1003"),
            .doubtfulDay(3, "3/4/2015", [Day(iso: "2015-04-03"), Day(iso: "2015-03-04")].compactMap(\.self)),
            .groupChangeToCome("1003", group: "groep-geel", time.day),
            .unknownGroup("geel", known: ["groep-geel"]), .unknownGroup("x", known: []),
        ]
    }

    /// What is only said behind the line of a table.
    private var parts: [CaseworkFailure] {
        [.leavesAndStays, .notYesOrNo("vertrekt"), .wrongCell("inschrijving", .notADate(secret))]
    }

    @Test("each case of what can go wrong is tried")
    func all() throws {
        func missing(_ type: String, _ file: String, _ values: [Any]) throws -> [String] {
            let names = try CaseNames(of: type, in: file)
            #expect(!names.declared.isEmpty)
            return names.missing(among: values)
        }
        #expect(try missing("CaseworkFailure", "Casework/CaseworkFailure.swift", failures + parts) == [])
        #expect(
            try missing("Refusal", "CardEngine/Case/Refusal.swift", refusals) == ["stepDone"], "whoWasFirst")
        #expect(try missing("ValueFault", "CardEngine/Case/Refusal.swift", faults) == [])
        #expect(try missing("MigrationFault", "CardEngine/Case/Fact+Migration.swift", migrations) == [])
        #expect(try missing("AdoptionFault", "Casework/AdoptionFault.swift", adoptions) == [])
        #expect(try missing("NewCardFault", "Casework/UseCases/WriteNewCard.swift", newCards) == [])
        #expect(try missing("StoreFailure", "CaseStore/StoreFailure.swift", storeFailures) == [])
    }

    private var storeFailures: [StoreFailure] {
        let path = "/school/gegevens/trajecten.sqlite"
        return [
            .versionConflict("k7m3", expected: 1, found: 2), .absent(path: path), .exists(path: path),
            .notAStore(path: path), .noOrdinaryFile(path: path), .secondName(path: path),
            .replaced(path: path), .newer(path: path, format: 2), .readOnly(path: path),
            .noAccess(path: path), .notOpened(path: path), .disk(.full, path: path), .busy(path: path),
            .disk(.quotaUsedUp, path: path), .disk(.readOnly, path: path),
            .disk(.failing(code: 5), path: path), .onWindowsDisk(path: path),
            .unsafeSettings(path: path, setting: "synchronous"),
            .onShare(path: path, kind: "NFS"), .inSyncFolder(path: path, folder: "/school/OneDrive"),
            .strangeJournal(path: path), .damaged(path: path, position: 7),
            .other(path: path, code: 21),
        ]
    }

    @Test("every failure has a sentence that ends, and repeats nothing of what was filled in")
    func failuresAreSaid() throws {
        let unknown = Sentences(school: nil)
        for error in failures + parts.map({ .inLine(3, sentences.say($0)) }) as [any Error] + storeFailures {
            for sentence in [sentences.say(error), unknown.say(error)] {
                #expect(sentence.count > 10, "\(error)")
                #expect(sentence.hasSuffix(".") || sentence.hasSuffix("?"), "\(sentence)")
                #expect(!sentence.contains(secret), "\(sentence)")
                #expect(!sentence.contains("Optional"), "\(sentence)")
                // A list of which there is nothing to name, and one of something.
                #expect(!sentence.contains(": ."), "\(sentence)")
                #expect(!sentence.contains(" 1 rijen"), "\(sentence)")
            }
            let first = try #require(sentences.say(error).unicodeScalars.first)
            #expect(!first.properties.isLowercase, "\(sentences.say(error))")
        }
    }

    @Test("all of them are different, so that each says what it is about")
    func allDifferent() {
        let spoken = (refusals.filter { if case .wrongValue = $0 { false } else { true } })
            .map { sentences.say(CaseworkFailure.refused($0, card: card)) }
        #expect(Set(spoken).count == spoken.count)
        #expect(Set(storeFailures.map { sentences.say($0) }).count == storeFailures.count)
    }

    @Test("who was first is named, with day and time")
    func whoWasFirst() throws {
        let id = try desk.start()
        try desk.complete(id, 1, outcome: "nee")
        let error = #expect(throws: CaseworkFailure.self) {
            try desk.complete(id, 1, by: "carla", outcome: "ja")
        }
        let expected =
            "Femke Faber heeft de stap 'Is er nu direct gevaar?' op maandag 2 november 2026 om 11.00 al "
            + "afgerond met 'nee'. Er is niets veranderd."
        #expect(try sentences.say(#require(error)) == expected)
    }

    @Test("an error of somebody else has no sentence of ours")
    func foreign() {
        #expect(sentences.sentence(for: WatchedStore.Failure()) == nil)
    }
}
