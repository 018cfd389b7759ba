import CardEngine
import CardLanguage
import CaseStore
import Casework
import SchoolTime
import Testing

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
            .notAnOption(secret, known: ["ja", "nee"]), .unknownPerson(secret), .wrongKind,
            .tooSoon(least: time.day), .tooLate(most: time.day), .tooLong(limit: 20),
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
            .wrongSubject(expected: .pupil), .wrongSubject(expected: .staffMember), .notByHand,
            .choiceUndecided("besluit"), .endless("acuut"),
            .notCallable("acuut", "hulp"),
        ]
    }

    private var failures: [CaseworkFailure] {
        var failures: [CaseworkFailure] = refusals.map { .refused($0, card: card) }
        if let field = card.field("feiten") { failures += faults.map { .wrongValue(field, $0) } }
        return failures + [
            .noSuchConsent("zib", for: nil, known: ["zib-vo"]), .noSuchConsent("zib", for: "smw", known: []),
            .pastNotSeen(card: card), .notOnBehalfOf("ouders", "acuut", card: card), .answeredOtherwise([]),
            .noSuchCase("k7m3"), .notACaseReference("k7"), .stepNeeded("k7m3", open: []),
            .wholeCaseNeeded("k7m3"),
            .noSuchCard("meldkode", known: ["meldcode"]), .noSuchCard("x", known: []),
            .cardHasFaults("meldcode"), .cardTextLost("meldcode", version: 1), .caseTextLost,
            .givenTwice("feiten"),
            .cardNotAdopted("meldcode"), .cardWithdrawn("meldcode"),
            .versionReused("meldcode", 1), .adoption(.adoptedTextChanged("meldcode", 1, newest: 2)),
            .adoption(.adoptionNotOnRecord("meldcode", 1)),
            .adoption(.versionPassed("meldcode", 1, newest: 2)), .adoption(.withdrawnNotAdopted("meldcode")),
            .adoption(.adopterNeeded("meldcode", ["directeur", "kc"])), .adoption(.authorUnknown("meldcode")),
            .adoption(.authorNotOnStaff("meldcode", "karla")), .adoption(.adoptedByAuthor("meldcode")),
            .adoption(.namedCardsNotAdopted("meldcode", ["opp", "mdo"])), .adoption(.notOnOneLine),
            .newCard(.noName), .newCard(.notAName("Plan")), .newCard(.nameTaken("plan", file: "k/plan.yaml")),
            .newCard(.noText("titel")), .newCard(.textCannotBeSeen("titel")),
            .newCard(.textTooLong("titel", limit: 500)),
            .newCard(.unknownSubject("leerlin", known: ["leerling"])),
            .newCard(.externalRole("ouders")), .newCard(.nobodyHas("smw")), .newCard(.noSteps),
            .newCard(.wouldHaveFaults("Iets klopt niet.")),
            .noVersionToCompare("meldcode", 3, known: [1, 2]), .nothingToCompare("meldcode"),
            .adoption(.cardFileByHand("meldcode.yaml")), .noSchool, .unknownLogin("x", isPractice: true),
            .unknownLogin("x", isPractice: false), .unknownPerson("fem", known: ["femke"]),
            .mayNotActAs("carla"), .mayNotActAs("weg"), .onlyInPractice(option: "--vandaag"),
            .notASubject(""), .notASubject(secret), .looksLikeBSN, .groupNeeded,
            .unknownGroup("geel", known: ["groep-geel"]), .unknownField("feitn", known: ["feiten"]),
            .unknownRole("smv", known: ["smw"]), .presenceOf("smw"),
            .fileNotWritten("Kwaliteitskaarten/k.yaml", .notAllowed),
            .fileNotWritten("Kwaliteitskaarten/k.yaml", .noFolder),
            .fileNotWritten("Kwaliteitskaarten/k.yaml", .disk(.quotaUsedUp)),
            .onlyFilesWritten(["k.yaml"], "Iets ging mis."),
        ]
    }

    private var storeFailures: [StoreFailure] {
        let path = "/school/gegevens/trajecten.sqlite"
        return [
            .versionConflict("k7m3", expected: 1, found: 2), .absent(path: path), .exists(path: path),
            .notAStore(path: path), .newer(path: path, format: 2), .readOnly(path: path),
            .noAccess(path: path), .notOpened(path: path), .disk(.full, path: path), .busy(path: path),
            .disk(.quotaUsedUp, path: path), .disk(.readOnly, path: path),
            .disk(.failing(code: 5), path: path), .onWindowsDisk(path: path),
            .unsafeSettings(path: path, setting: "synchronous"),
            .onShare(path: path, kind: "NFS"), .inSyncFolder(path: path, folder: "/school/OneDrive"),
            .damaged(path: path, position: 7),
            .other(path: path, code: 21),
        ]
    }

    @Test("every failure has a sentence that ends, and repeats nothing of what was filled in")
    func failuresAreSaid() throws {
        let unknown = Sentences(school: nil)
        for error in failures as [any Error] + storeFailures {
            for sentence in [sentences.say(error), unknown.say(error)] {
                #expect(sentence.count > 10, "\(error)")
                #expect(sentence.hasSuffix(".") || sentence.hasSuffix("?"), "\(sentence)")
                #expect(!sentence.contains(secret), "\(sentence)")
                #expect(!sentence.contains("Optional"), "\(sentence)")
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
