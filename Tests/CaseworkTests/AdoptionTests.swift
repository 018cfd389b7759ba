import CardEngine
import CardLanguage
import CaseStore
import Casework
import Evaluation
import Foundation
import SchoolTime
import Testing

/// A school on the disk, where cards are adopted.
struct Office {
    let folder: CardFolder
    let store: WatchedStore
    private let ids = Mutexed((0...99).map { CaseID("k7m" + String($0)) })

    static let school = """
        school: eik
        naam: De Eik
        vaststellen: {door: [directeur], niet_door_auteur: ja}
        rollen:
          kc: {titel: kc}
          directeur: {titel: directeur}
        medewerkers:
          kim: {naam: Kim, rollen: [kc]}
          dik: {naam: Dik, rollen: [directeur], mag_als: [dora]}
          dora: {naam: Dora, rollen: [{rol: directeur, tot_en_met: 2026-12-31}]}

        """

    static func card(_ id: String, _ more: String = "", status: String = "concept", version: Int = 1)
        -> String
    {
        """
        kaart: \(id)
        titel: Kaart \(id)
        versie: \(version)
        status: \(status)
        betreft: school
        eigenaar: kc
        auteur: dik
        doel: Iets bereiken.
        termijn: 2 weken
        start: [{handmatig: [kc]}]
        stappen:
          - {stap: maken, titel: Maken, wie: kc}
        \(more)
        normen: [{norm: Op tijd, meet: op tijd, minstens: 90%}]

        """
    }

    init(isPractice: Bool = false, _ files: [String: String]) throws {
        let path = FileManager.default.temporaryDirectory.appending(path: "kantoor-\(UUID())")
        try FileManager.default.createDirectory(at: path, withIntermediateDirectories: true)
        folder = CardFolder(path: path.path)
        store = WatchedStore(isPractice: isPractice)
        try write(Self.school, to: "eik")
        for (name, text) in files { try write(text, to: name) }
    }

    func write(_ text: String, to name: String) throws {
        try text.write(toFile: folder.path + "/\(name).yaml", atomically: true, encoding: .utf8)
    }

    func text(of name: String) throws -> String {
        try String(contentsOfFile: folder.path + "/\(name).yaml", encoding: .utf8)
    }

    func desk(
        of person: PersonID, enteredBy: PersonID? = nil, on day: Day? = nil, mayHaveFaults: Bool = false
    ) throws -> Workplace {
        let day = day ?? Day(year: 2026, month: 11, day: 2)
        let time = Timestamp(secondsSince1970: (day?.number ?? 0) * 86_400 + 36_000, offsetSeconds: 3_600)
        let shelf = try Shelf(folder).knowing(store)
        try #require(
            mayHaveFaults == shelf.reports.flatMap(\.diagnostics).contains { $0.severity == .error })
        return try Workplace(
            store: store, shelf: shelf, clock: Clock { time },
            identity: Identity(actor: person, enteredBy: enteredBy), drawCaseID: { ids.next() })
    }

    func start(_ card: String, by person: PersonID = "kim") throws {
        _ = try desk(of: person).startCase(card, subject: nil, group: nil)
    }
}

@Suite("Adopting cards")
struct AdoptionTests {
    @Test("outside a practice folder a concept starts once it is adopted, and only then")
    func adopt() throws {
        let office = try Office(["plan": Office.card("plan")])
        #expect(throws: CaseworkFailure.cardNotAdopted("plan")) { try office.start("plan") }
        let report = try #require(try office.desk(of: "dora").adoptCards(["plan"], reason: "Besproken").first)
        #expect(report.card.status == .adopted && !report.wasKnown && report.isRewritten)
        #expect(report.card.changes.map(\.text) == ["Besproken"])
        try office.start("plan")
        #expect(try office.text(of: "plan").contains("status: vastgesteld"))
    }

    @Test("where the school puts adoption on record, a file that calls itself adopted is not")
    func byHand() throws {
        let office = try Office(["plan": Office.card("plan", status: "vastgesteld")])
        #expect(throws: CaseworkFailure.adoption(.adoptionNotOnRecord("plan", 1))) {
            try office.start("plan")
        }
        let before = try office.text(of: "plan")
        _ = try office.desk(of: "dora").adoptCards(["plan"], reason: "Besproken")
        #expect(try office.text(of: "plan") == before)
        try office.start("plan")
        // Where it does not, nothing is asked of the school; once used, the text is that of its version.
        let other = try Office(["plan": Office.card("plan", status: "vastgesteld")])
        try other.write(Office.school.replacing("vaststellen:", with: "# "), to: "eik")
        try other.start("plan")
        try other.write(Office.card("plan", "# anders", status: "vastgesteld"), to: "plan")
        #expect(throws: CaseworkFailure.versionReused("plan", 1)) { try other.start("plan") }
        #expect(
            try other.desk(of: "kim").shelf.disagreements(knowing: other.store)
                == [.versionReused("plan", 1)])
        try other.write(Office.card("plan", "# anders"), to: "plan")
        #expect(throws: CaseworkFailure.versionReused("plan", 1)) {
            try other.desk(of: "kim").adoptCards(["plan"], reason: "Alsnog")
        }
    }

    @Test(
        "how an editor ends its lines, and a mark at its beginning, make no other text", arguments: 0...3,
        0...3)
    func sameText(adopted: Int, saved: Int) throws {
        func write(_ text: String, as form: Int, in office: Office) throws {
            let lines = form % 2 == 0 ? text : text.replacing("\n", with: "\r\n")
            try office.write((form < 2 ? "" : "\u{FEFF}") + lines, to: "plan")
        }
        let office = try Office([:])
        try write(Office.card("plan"), as: adopted, in: office)
        _ = try office.desk(of: "dora").adoptCards(["plan"], reason: "Besproken")
        try office.start("plan")
        let text = try office.text(of: "plan").replacing("\r\n", with: "\n").replacing("\u{FEFF}", with: "")
        try write(text, as: saved, in: office)
        try office.start("plan")
        let desk = try office.desk(of: "dora")
        #expect(try desk.shelf.disagreements(knowing: office.store) == [])
        #expect(try desk.adoptCards(["plan"], reason: "Nog eens").map(\.wasKnown) == [true])
        #expect(try office.desk(of: "kim").compareVersions(of: "plan", nil, nil).cases?.isEmpty == true)
        #expect(try office.store.read { try $0.keptTexts() }.count == 1)
        try write(text + "# anders\n", as: saved, in: office)
        #expect(throws: CaseworkFailure.adoption(.adoptedTextChanged("plan", 1, newest: 1))) {
            try office.start("plan")
        }
    }

    @Test("while a next version is being written, cases begin by the one that was adopted last")
    func nextVersion() throws {
        let office = try Office(["plan": Office.card("plan")])
        _ = try office.desk(of: "dora").adoptCards(["plan"], reason: "Besproken")
        try office.write(Office.card("plan", "# anders", version: 2), to: "plan")
        try office.start("plan")
        let adopted = try office.store.read { try $0.events(of: "kaart:plan") }.compactMap { event in
            if case .cardAdopted(let fact) = event.fact { fact.textHash } else { nil }
        }
        let begun = try office.store.read { try $0.cases() }
        #expect(begun.map(\.version) == [1] && begun.map(\.textHash) == adopted)
        // It runs on by that text, and the card is in use: it is asked for and counted.
        #expect(try office.desk(of: "kim").showStanding().cards.map(\.card.version) == [1])
        _ = try office.desk(of: "dora").adoptCards(["plan"], reason: "Beter")
        #expect(try office.desk(of: "kim").showStanding().cards.map(\.card.version) == [2])
    }

    @Test("a next version that calls itself adopted gets its line too, unless something goes by its text")
    func lineOfNextVersion() throws {
        let office = try Office(["plan": Office.card("plan")])
        _ = try office.desk(of: "dora").adoptCards(["plan"], reason: "Besproken")
        let next = try office.text(of: "plan").replacing("versie: 1\n", with: "versie: 2\n")
            .replacing("2 weken", with: "3 weken")
        try office.write(next, to: "plan")
        let report = try office.desk(of: "dora").adoptCards(["plan"], reason: "Langer")
        #expect(report.map(\.isRewritten) == [true])
        #expect(
            try office.text(of: "plan")
                == next.replacing(
                    "door: dora}\n",
                    with: "door: dora}\n  - {versie: 2, wat: Langer, op: 2026-11-02, door: dora}\n"))
        // Once more is nothing new.
        #expect(
            try office.desk(of: "dora").adoptCards(["plan"], reason: "Nog eens").map(\.wasKnown) == [true])

        // Where cards need no adopting, cases may go by the text as it is.
        let free = try Office(["plan": Office.card("plan")])
        try free.write(
            Office.school.replacing("vaststellen: {door: [directeur], niet_door_auteur: ja}\n", with: ""),
            to: "eik")
        _ = try free.desk(of: "kim").adoptCards(["plan"], reason: "Besproken")
        let used = try free.text(of: "plan").replacing("versie: 1\n", with: "versie: 2\n")
        try free.write(used, to: "plan")
        try free.start("plan")
        #expect(try free.desk(of: "kim").adoptCards(["plan"], reason: "Langer").map(\.isRewritten) == [false])
        #expect(try free.text(of: "plan") == used)
    }

    @Test("an adopted version serves only beside the next one, and only while it fits the school")
    func notTheNextVersion() throws {
        let office = try Office(["plan": Office.card("plan")])
        _ = try office.desk(of: "dora").adoptCards(["plan"], reason: "Besproken")
        // Who writes the next one counts a number too far.
        let third = Office.card("plan", "# anders", version: 3)
        try office.write(third, to: "plan")
        try office.start("plan")
        #expect(try office.store.read { try $0.cases().map(\.version) } == [1])
        // Version 2 was used by who writes `status` by hand.
        let second = Office.card("plan", "# door de week", status: "vastgesteld", version: 2)
        try office.store.write { try $0.keep(CardText(card: "plan", version: 2, text: second)) }
        #expect(throws: CaseworkFailure.cardNotAdopted("plan")) { try office.start("plan") }
        // A concept by the number of the adopted version is not the next one.
        try office.write(Office.card("plan", "# anders"), to: "plan")
        #expect(throws: CaseworkFailure.adoption(.adoptedTextChanged("plan", 1, newest: 1))) {
            try office.start("plan")
        }
        // The role that the adopted text names is gone.
        let next = Office.card("plan", version: 2).replacing("kc", with: "ib")
        try office.write(next, to: "plan")
        try office.write(Office.school.replacing("kc", with: "ib"), to: "eik")
        let unfit = CaseworkFailure.adoption(.adoptedTextUnfit("plan", 1))
        #expect(throws: unfit) { try office.start("plan") }
        #expect(try office.desk(of: "kim").runDay().failures.map(\.failure) == [unfit])
    }

    @Test(
        "the daily run tells each night of an adopted card by which nothing can begin, and makes up for it",
        arguments: [
            ("\tstappen: 1", CaseworkFailure.cardHasFaults("plan")),
            ("", .adoption(.fileGone("plan", 1))),
            (
                Office.card("plan", "# anders").replacing("handmatig: [kc]", with: "jaarlijks: [9 november]"),
                .adoption(.adoptedTextChanged("plan", 1, newest: 1))
            ),
        ])
    func tellsOfUnusable(text: String, failure: CaseworkFailure) throws {
        let card = Office.card("plan").replacing("handmatig: [kc]", with: "jaarlijks: [9 november]")
        let office = try Office(["plan": card])
        func run(_ day: Int) throws -> DayReport {
            let day = Day(year: 2026, month: 11, day: day)
            return try office.desk(of: "dora", on: day, mayHaveFaults: text.hasPrefix("\t")).runDay()
        }
        _ = try office.desk(of: "dora").adoptCards(["plan"], reason: "Besproken")
        let adopted = try office.text(of: "plan")
        _ = try office.desk(of: "dora", on: Day(year: 2026, month: 11, day: 7)).runDay()
        if text.isEmpty {
            try FileManager.default.removeItem(atPath: office.folder.path + "/plan.yaml")
        } else {
            try office.write(text, to: "plan")
        }
        for day in 8...10 { #expect(try run(day).failures.map(\.failure) == [failure]) }
        try office.write(adopted, to: "plan")
        let mended = try office.desk(of: "dora", on: Day(year: 2026, month: 11, day: 11)).runDay()
        #expect(mended.failures.isEmpty && mended.starts.map(\.card) == ["plan"])
        // A card that its file calls withdrawn is no fault.
        try office.write(adopted.replacing("status: vastgesteld", with: "status: vervallen"), to: "plan")
        let after = try office.desk(of: "dora", on: Day(year: 2026, month: 11, day: 12)).runDay()
        #expect(after.failures.isEmpty)
    }

    @Test("what calls a card of which a next version is being written is adopted beside the earlier one")
    func calledNextVersion() throws {
        let office = try Office(["plan": Office.card("plan")])
        _ = try office.desk(of: "dora").adoptCards(["plan"], reason: "Besproken")
        try office.write(Office.card("plan", "# anders", version: 2), to: "plan")
        try office.write(
            Office.card("kern").replacing(
                "wie: kc}", with: "wie: kc}\n  - {stap: door, titel: Door, kaart: plan}"),
            to: "kern")
        _ = try office.desk(of: "dora").adoptCards(["kern"], reason: "Besproken")
        try office.start("kern")
    }

    @Test("not by its author, nor by one who enters it for another, nor in a role that has ended")
    func persons() throws {
        let office = try Office(["plan": Office.card("plan")])
        let reason = "Besproken"
        for author in [try office.desk(of: "dik"), try office.desk(of: "dora", enteredBy: "dik")] {
            #expect(throws: CaseworkFailure.adoption(.adoptedByAuthor("plan"))) {
                _ = try author.checkAdoption(of: ["plan"])
            }
            #expect(throws: CaseworkFailure.adoption(.adoptedByAuthor("plan"))) {
                try author.adoptCards(["plan"], reason: reason)
            }
        }
        let later = Day(year: 2027, month: 1, day: 1)
        for person in [try office.desk(of: "kim"), try office.desk(of: "dora", on: later)] {
            #expect(throws: CaseworkFailure.adoption(.adopterNeeded("plan", ["directeur"]))) {
                try person.adoptCards(["plan"], reason: reason)
            }
        }
        #expect(try office.text(of: "plan") == Office.card("plan"))
        #expect(try office.store.base.read { try $0.entries() }.isEmpty)
    }

    @Test("cards that call or await each other are adopted together, or not")
    func together() throws {
        let one = Office.card(
            "een", "  - {stap: twee-doen, titel: Twee, kaart: twee, uitkomsten: {anders: verder}}")
        let two = Office.card(
            "twee",
            "  - {stap: op-drie, titel: Op drie, wacht: {kaart: drie}, termijn: 2 weken, uitkomsten: {gereed: verder, verlopen: verder}}"
        )
        let office = try Office(["een": one, "twee": two, "drie": Office.card("drie")])
        let desk = try office.desk(of: "dora")
        #expect(
            throws: CaseworkFailure.adoption(
                .namedCardsNotAdopted("een", ["twee"], together: ["drie", "een", "twee"], first: []))
        ) {
            try desk.adoptCards(["een"], reason: "Samen")
        }
        #expect(
            throws: CaseworkFailure.adoption(
                .namedCardsNotAdopted("twee", ["drie"], together: ["drie", "een", "twee"], first: []))
        ) {
            try desk.adoptCards(["een", "twee"], reason: "Samen")
        }
        #expect(try office.text(of: "een") == one)
        #expect(try desk.adoptCards(["een", "twee", "drie"], reason: "Samen").count == 3)
        #expect(Shelf(office.folder).cards.values.allSatisfy { $0.card.status == .adopted })
    }

    /// A card that calls another and waits for nothing of it.
    private static func card(_ id: String, calls other: String) -> String {
        Office.card(
            id,
            "  - {stap: door, titel: Door, kaart: \(other), meteen_verder: ja, uitkomsten: {gereed: verder}}")
    }

    /// Each owner adopts his own; nobody could adopt both.
    @Test("cards of two owners that lead to each other are adopted one by one")
    func severalOwners() throws {
        func card(_ id: String, calls other: String, owner: String) -> String {
            Self.card(id, calls: other).replacingOccurrences(of: "eigenaar: kc", with: "eigenaar: \(owner)")
        }
        let office = try Office([
            "een": card("een", calls: "twee", owner: "kc"), "twee": card("twee", calls: "drie", owner: "kc"),
            "drie": card("drie", calls: "een", owner: "directeur"),
            "los": card("los", calls: "een", owner: "directeur"),
        ])
        let free = Office.school.replacingOccurrences(
            of: "vaststellen: {door: [directeur], niet_door_auteur: ja}\n", with: "")
        try office.write(free, to: "eik")
        let (kim, dora) = (try office.desk(of: "kim"), try office.desk(of: "dora"))
        // What does not lead back is adopted first, by who may.
        let first = CaseworkFailure.adoption(
            .namedCardsNotAdopted(
                "los", ["een"], together: ["drie", "los"],
                first: [
                    AwaitedAdoption(card: "een", roles: ["kc"]), AwaitedAdoption(card: "twee", roles: ["kc"]),
                ]))
        #expect(throws: first) { try dora.adoptCards(["los"], reason: "Besproken") }
        // Of what the actor may adopt all goes together.
        #expect(
            throws: CaseworkFailure.adoption(
                .namedCardsNotAdopted("een", ["twee"], together: ["een", "twee"], first: []))
        ) { try kim.adoptCards(["een"], reason: "Besproken") }
        let adopted = try kim.adoptCards(["een", "twee"], reason: "Besproken")
        let awaited = [AwaitedAdoption(card: "drie", roles: ["directeur"])]
        #expect(adopted.map(\.awaited) == [[], awaited])
        let report = try office.desk(of: "kim").runDay()
        #expect(report.failures.isEmpty)
        #expect(report.awaitingAdoption == [DayReport.Awaiting(card: "twee", awaited: awaited)])
        #expect(try office.desk(of: "dora").adoptCards(["drie"], reason: "Besproken").map(\.awaited) == [[]])
        #expect(try office.desk(of: "kim").runDay().awaitingAdoption.isEmpty)
        #expect(try office.desk(of: "dora").adoptCards(["los"], reason: "Besproken").count == 1)
    }

    @Test("nor is who wrote a card asked to adopt it together with one that he may")
    func authorsOfBoth() throws {
        func card(_ id: String, calls other: String, author: String) -> String {
            Self.card(id, calls: other).replacingOccurrences(of: "auteur: dik", with: "auteur: \(author)")
        }
        let office = try Office([
            "een": card("een", calls: "twee", author: "dik"),
            "twee": card("twee", calls: "een", author: "dora"),
        ])
        let awaited = [AwaitedAdoption(card: "een", roles: ["directeur"])]
        let adopted = try office.desk(of: "dik").adoptCards(["twee"], reason: "Besproken")
        #expect(adopted.map(\.awaited) == [awaited])
        #expect(try office.desk(of: "dora").adoptCards(["een"], reason: "Besproken").map(\.awaited) == [[]])
    }

    @Test("when the store fails at the very end, the file is as it was")
    func failedCommit() throws {
        let office = try Office(["plan": Office.card("plan")])
        office.store.failAtTheEnd(true)
        #expect(throws: WatchedStore.Failure.self) {
            try office.desk(of: "dora").adoptCards(["plan"], reason: "Besproken")
        }
        #expect(try office.text(of: "plan") == Office.card("plan"))
    }

    /// As after a crash between the two.
    @Test("a file that says so while the store does not is put right by saying it again")
    func lostCommit() throws {
        let other = try Office(["plan": Office.card("plan")])
        _ = try other.desk(of: "dora").adoptCards(["plan"], reason: "Besproken")
        let office = try Office(["plan": try other.text(of: "plan")])
        #expect(throws: CaseworkFailure.adoption(.adoptionNotOnRecord("plan", 1))) {
            try office.start("plan")
        }
        let written = try office.text(of: "plan")
        _ = try office.desk(of: "dora").adoptCards(["plan"], reason: "Besproken")
        #expect(try office.text(of: "plan") == written)
        try office.start("plan")
        #expect(try office.desk(of: "kim").listDecisions(of: "plan").count == 1)
        #expect(try office.desk(of: "kim").showVersion(1, of: "plan") == written)
    }

    @Test("an older version can't be adopted after a later one")
    func older() throws {
        let office = try Office(["plan": Office.card("plan", version: 3)])
        _ = try office.desk(of: "dora").adoptCards(["plan"], reason: "Besproken")
        try office.write(Office.card("plan", version: 2), to: "plan")
        let passed = CaseworkFailure.adoption(.versionPassed("plan", 2, newest: 3))
        #expect(throws: passed) { try office.desk(of: "dora").adoptCards(["plan"], reason: "Toch") }
        // Nor does anything begin by the version before it, and everybody is told why.
        #expect(throws: passed) { try office.start("plan") }
        let desk = try office.desk(of: "kim")
        #expect(try desk.shelf.disagreements(knowing: office.store) == [passed])
        #expect(try desk.runDay().failures.map(\.failure) == [passed])
    }
}
