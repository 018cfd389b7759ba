import CardEngine
import Foundation
import SchoolTime
import Testing

@testable import CardLanguage

@Suite("What a text compiles to")
struct CompiledCardTests {
    private func card(_ name: String) throws -> Card {
        let fixture = Fixture(url: Fixture.folder.appendingPathComponent("goed/\(name).yaml"))
        guard case .card(let card)? = try fixture.read().value else { throw Fixture.Unusable() }
        return card
    }

    private func place(_ step: StepID, _ card: Card) throws -> Int { try #require(card.place(of: step)) }

    @Test("steps stand in preorder, each in its list")
    func lists() throws {
        let card = try card("blok-in-een-blok")
        #expect(card.steps.map(\.id) == ["buiten", "binnen", "a", "b", "daarna-nog", "c", "slot"])
        #expect(
            card.lists == [
                StepList(steps: [0, 6], block: nil), StepList(steps: [1, 4], block: 0),
                StepList(steps: [2], block: 1), StepList(steps: [3], block: 1),
                StepList(steps: [5], block: 0),
            ])
        #expect(card.steps.map(\.list) == [0, 1, 2, 3, 1, 4, 0])
        guard case .parallel(let block) = card.steps[0].kind else { throw Fixture.Unusable() }
        #expect(
            block.branches == [
                Branch(id: "een", title: "Eerste tak", list: 1), Branch(id: "c", title: "C", list: 4),
            ])
    }

    @Test("the declaration has the steps in the same order", arguments: Fixture.all(in: "goed"))
    func order(_ fixture: Fixture) throws {
        guard case .card(let card)? = try fixture.read().value else { return }
        let (root, _) = YAMLReader.read(try fixture.source)
        var reader = DeclarationReader()
        let declaration = reader.card(try #require(root))
        #expect(declaration.allSteps.map(\.id.value) == card.steps.map(\.id.rawValue))
        #expect(
            declaration.fields.map(\.id.value)
                == card.fields.prefix(declaration.fields.count).map(\.id.rawValue))
    }

    @Test("an archived card is the card without the school", arguments: Fixture.all(in: "goed"))
    func archived(_ fixture: Fixture) throws {
        guard case .card(let card)? = try fixture.read().value else { return }
        #expect(ReadFile.archivedCard(try fixture.source) == card)
    }

    /// What this release refuses and an earlier one took: a case that lives by such a text goes on.
    @Test(
        "a kept text is read by the rules of its day",
        arguments: [
            ("titel: Verlof", "titel: \"Verlof\\e\""), ("titel: Verlof", "titel: Ver\u{3164}lof"),
            ("opties: [ja, nee]", "opties: [ja, Ja]"), ("doel: Iets.", "doel: Iets\n  - en nog iets."),
        ])
    func keptText(_ old: String, _ new: String) throws {
        let text = """
            kaart: verlof
            titel: Verlof
            versie: 1
            status: concept
            betreft: leerling
            eigenaar: kc
            doel: Iets.
            termijn: 2 weken
            start: [{handmatig: [kc]}]
            gegevens:
              mag: {titel: Mag het, soort: keuze, opties: [ja, nee]}
            stappen:
              - {stap: vragen, titel: Vragen, wie: kc, vul_in: [mag]}
            """
        let kept = SourceText(name: "verlof.yaml", text: text.replacingOccurrences(of: old, with: new))
        #expect(ReadFile.read(kept, school: nil).diagnostics.hasErrors)
        #expect(ReadFile.archivedCard(kept) != nil)
    }

    @Test(
        "by a text that a later release refuses a case goes on",
        arguments: [
            "gezien-is-geen-toestemming", "vaste-waarde-ingevuld",
            "kenmerk-van-een-leerling-bij-een-medewerker",
            "kenmerk-van-een-leerling-bij-een-groep", "toestemming-van-een-groep", "vaste-rijen",
            "lijst-heet-als-haar-rijen", "waarde-die-geen-leerling-heeft",
            "onderbreking-van-een-groep", "toestemming-aan-een-tekst", "datumgrenzen",
        ])
    func refusedLater(name: String) throws {
        let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "fout/\(name).yaml")
        let source = SourceText(name: name + ".yaml", text: try String(contentsOf: file, encoding: .utf8))
        #expect(ReadFile.archivedCard(source) != nil)
    }

    @Test("a list that runs out closes the branch, and from a branch the case can leave the block")
    func targets() throws {
        let card = try card("blok-in-een-blok")
        let slot = try place("slot", card)
        #expect(card.steps[2].next == .branchDone)
        #expect(
            card.steps[2].outcomes.map(\.target)
                == [.branchDone, .step(try place("daarna-nog", card)), .step(slot)])
        #expect(card.steps[1].next == .step(try place("daarna-nog", card)))
        #expect(card.steps[slot].next == .end(try #require(card.ends.firstIndex { $0.id == End.completed })))
    }

    @Test("columns and what is filled in within a block belong to its items")
    func homes() throws {
        let rows = try card("voor-elke-rij")
        let block = try place("per-actie", rows)
        #expect(rows.fields.map(\.id) == ["acties", "actie", "wie-doet", "klaar-op", "gedaan"])
        #expect(rows.fields.map(\.home) == [nil, block, block, block, block])
        let values = try card("voor-elke-waarde")
        #expect(values.field("score")?.home == 0)
        #expect(values.field("vakgebied")?.kind == .choice(["rekenen", "lezen", "spelling"]))
        #expect(values.field("vakgebied")?.home == 0)
    }

    @Test("fixed rows have a column that says which row it is")
    func rows() throws {
        let card = try card("lijst-met-rijen")
        guard case .list(let pupils, .pupils)? = card.field("niveaus")?.kind,
            case .list(let fixed, .fixed("vak", ["rekenen", "lezen"]))? = card.field("scores")?.kind
        else { throw Fixture.Unusable() }
        #expect(pupils.map(\.id) == ["leerling", "niveau"])
        #expect(pupils.first?.kind == .pupil)
        #expect(fixed.map(\.id) == ["vak", "score", "toelichting"])
        #expect(fixed.map(\.mayBeEmpty) == [false, false, true])
    }

    @Test("every moment of the grammar")
    func moments() throws {
        let card = try card("momenten-van-elke-soort")
        let terms = Dictionary(uniqueKeysWithValues: card.steps.map { ($0.id, $0.terms) })
        #expect(terms["a"]?.term == .period(.day(month: 2, day: 1)))
        #expect(terms["b"]?.term == .dayBefore(.day(month: 2, day: 1)))
        #expect(terms["c"]?.term == .period(.week(ordinal: 3, month: 9)))
        #expect(terms["d"]?.earliest == .period(.month(9)))
        #expect(terms["d"]?.term == .dayBefore(.month(10)))
        #expect(
            terms["f"]?.term
                == .relative(SchoolDuration(amount: 3, unit: .weeks), .before, .named("lib-midden")))
        #expect(terms["h"]?.term == .anchor(.named("tlv-einddatum")))
        #expect(
            terms["i"]?.term == .relative(SchoolDuration(amount: 3, unit: .weeks), .after, .occasion))
        #expect(terms["l"]?.earliest == .next(.month(9), after: .step("a")))
        #expect(terms["l"]?.term == .next(.week(ordinal: 3, month: 9), after: .field("gesprek-op")))
        #expect(terms["l"]?.statutory == .next(.day(month: 7, day: 31), after: .occasion))
        #expect(
            terms["k"]?.escalation
                == Escalation(delay: SchoolDuration(amount: 3, unit: .schoolDays), roles: ["directeur"]))
        #expect(
            terms["k"]?.reminders == [
                .before(SchoolDuration(amount: 1, unit: .weeks)), .at(.anchor(.field("gesprek-op")), nil),
            ])
    }

    @Test("every way to begin, and everything that can interrupt")
    func startsAndInterrupts() throws {
        let starts = try card("begin-van-elke-soort").startRules
        #expect(starts[1].trigger == .event(.enrolled))
        #expect(
            starts[4].trigger
                == .yearly([
                    .period(.month(9)),
                    .relative(SchoolDuration(amount: 3, unit: .weeks), .before, .named("lib-midden")),
                    .anchor(.named("lib-eind")),
                ]))
        #expect(
            starts[6].trigger
                == .after("meldcode", end: nil, delay: SchoolDuration(amount: 4, unit: .weeks)))
        #expect(
            starts[7].trigger
                == .after(
                    "begin-van-elke-soort", end: "voltooid", delay: SchoolDuration(amount: 1, unit: .years)))
        #expect(
            starts[7].condition
                == .all([
                    .test(.attribute(.isEnrolled), .oneOf([.text("nee")])),
                    .test(.attribute(.group), .oneOf([.text("groep-5")])),
                ]))
        let interrupts = try card("onderbreking-van-elke-soort").interrupts
        #expect(
            interrupts.map(\.trigger).prefix(3) == [
                .event(.left), .event(.groupChanged), .withdrawn("helpen"),
            ])
        #expect(interrupts[1].target == nil)
    }

    @Test("the outcomes of signatures and calls, with the rest")
    func otherwise() throws {
        let signatures = try card("handtekeningen")
        let seen = try #require(signatures.step("gezien"))
        #expect(seen.outcomes.map(\.name) == [SignStep.refused])
        #expect(seen.otherwise == seen.next)
        #expect(signatures.step("ander-doel")?.outcomes == [])
        let calls = try card("andere-kaart")
        #expect(calls.step("horen")?.otherwise == .step(try place("stoppen", calls)))
        #expect(calls.step("doorgeven")?.outcomes.map(\.name) == [Outcome.done])
    }
}
