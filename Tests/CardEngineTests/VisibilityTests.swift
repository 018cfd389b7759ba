import SchoolTime
import Testing

@testable import CardEngine

@Suite("Who sees what")
struct VisibilityTests {
    private static let fields = [
        Field(id: "open", title: "", kind: .text),
        Field(id: "secret", title: "", kind: .text, isSensitive: true, visibleTo: ["directeur"]),
        Field(id: "asked", title: "", kind: .text, isSensitive: true, visibleTo: ["directeur"]),
    ]

    private static func play(visibleTo: [RoleID]?) -> Play {
        Play(
            Sketch(
                steps: [
                    .task("a", by: ["ouders"]) { $0.outcomes = [("ok", "verder", ["asked"])] },
                    .task("b", by: ["leerkracht"]) {
                        $0.optional = ["asked"]
                        $0.otherThan = "a"
                    },
                ], fields: fields, visibleTo: visibleTo)
        ).opened(by: "leo")
    }

    @Test("the case: the roles of `zichtbaar_voor` and the owner; the rest only what they can do or began")
    func matrix() {
        let play = Self.play(visibleTo: ["directeur"])
        #expect(
            play.sees("dik") == CaseView(seesCase: true, doable: [], fields: ["open", "secret", "asked"]))
        // The owner, who may also record for the parents.
        #expect(play.sees("kim") == CaseView(seesCase: true, doable: [1], fields: ["open", "asked"]))
        #expect(play.sees("lea") == CaseView(seesCase: false, doable: [1], fields: ["asked"]))
        #expect(play.sees("ann") == nil)
    }

    @Test(
        "left out, every internal role as held for this subject sees the case, and a person without a role does not"
    )
    func everyInternalRole() {
        let play = Self.play(visibleTo: nil)
        #expect(play.sees("lea")?.seesCase == true)
        #expect(play.sees("dik")?.seesCase == true)
        #expect(play.sees("ann") == nil)
    }

    @Test(
        "who may not do the step by `anders_dan` does not see it either; who began the case sees that it runs"
    )
    func notByOtherThan() {
        var play = Self.play(visibleTo: ["directeur"])
        play.when(.done(1, ["asked": .text("x")]), by: "lea")
        #expect(play.may("lea") == [])
        #expect(play.sees("lea") == nil)
        #expect(play.sees("leo") == CaseView(seesCase: false, doable: [2], fields: ["asked"]))
        play.when(.stop("weg"), by: "kim")
        #expect(play.sees("leo") == CaseView(seesCase: false, doable: [], fields: []))
        #expect(play.sees("dik")?.seesCase == true)
    }

    @Test(
        "a column or a field of a row may be for fewer eyes than its list; who fills in the list sees the columns"
    )
    func cells() throws {
        let list = Field(
            id: "list", title: "",
            kind: .list(
                [
                    Field(id: "what", title: "", kind: .text),
                    Field(id: "cost", title: "", kind: .number, visibleTo: ["directeur"]),
                ], nil))
        let secret = Field(id: "secret", title: "", kind: .text, visibleTo: ["directeur"])
        let sketch = Sketch(
            steps: [
                .task("a") { $0.required = ["list"] },
                .forEach("b", .rows("list"), [.task("c", by: ["directeur"]) { $0.required = ["secret"] }]),
            ], fields: [list, secret])
        var play = Play(sketch).opened()
        func seen(by person: PersonID) throws -> [FieldID] {
            let view = try #require(play.sees(person))
            return ["what", "cost", "secret", "gone"].filter { view.sees($0, of: list, at: nil) }
        }
        #expect(try seen(by: "lea") == ["what", "cost"])
        #expect(try seen(by: "kim") == ["what"])
        #expect(try seen(by: "dik") == ["what", "cost", "secret"])
        play.when(
            .done(
                1, ["list": .rows([Row(number: 1, cells: ["what": .text("x"), "cost": .number(Number(1))])])])
        )
        #expect(try seen(by: "lea") == ["what"])
        #expect(try seen(by: "dik") == ["what", "cost", "secret"])
    }

    @Test("who does the step of one item sees what is asked there, and not what it says of another")
    func otherItems() throws {
        let note = Field(id: "note", title: "", kind: .text)
        let sketch = Sketch(
            steps: [
                .forEach("elk", .pupils, [.task("a") { $0.required = ["note"] }]),
                .task("z", by: ["directeur"]),
            ], fields: [note], subject: .group, visibleTo: ["directeur"])
        var play = Play(sketch)
        play.world.pupils = [.pupil(1), .pupil(2)]
        play.world.rosters[.pupil(1)] = Roster(
            holders: ["leerkracht": ["leo"], "kc": ["kim"]], registrars: [:], staff: ["leo", "kim"])
        play.world.rosters[.pupil(2)] = Roster(
            holders: ["leerkracht": ["lea"], "kc": ["kim"]], registrars: [:], staff: ["lea", "kim"])
        play = play.opened(.ofGroup)
        let homes = play.state.openVisits.compactMap(\.place)
        try #require(homes.count == 2)
        func seen(by person: PersonID) throws -> [Bool] {
            let view = try #require(play.sees(person))
            return homes.map { view.sees("note", at: $0) }
        }
        #expect(try seen(by: "leo") == [true, false])
        #expect(try seen(by: "dik") == [true, true])
        play.when(.done(2, ["note": .text("geheim")]), by: "leo")
        #expect(play.sees("leo") == nil)
        #expect(try seen(by: "dik") == [true, true])
    }

    @Test("roles go by group and by alias, and an external role is held by nobody")
    func roster() {
        let school = School(
            id: "s", name: "S", timeZone: "Europe/Amsterdam",
            roles: [
                Role(id: "leerkracht", title: "", scope: .group), Role(id: "kc", title: "", aliases: ["ib"]),
                Role(id: "ouders", title: "", aliases: ["gezag"], isExternal: true, registrars: ["ib"]),
            ], groups: [],
            staff: [
                StaffMember(
                    id: "lea", name: "Lea",
                    assignments: [
                        RoleAssignment(role: "leerkracht", group: "geel"),
                        RoleAssignment(role: "leerkracht", group: "geel"),
                    ]),
                StaffMember(
                    id: "kim", name: "Kim",
                    assignments: [RoleAssignment(role: "kc"), RoleAssignment(role: "ouders")]),
            ])
        let yellow = school.roster(for: Subject(kind: .pupil, id: "1", group: "geel"), on: september(7))
        #expect(yellow.holders["leerkracht"] == ["lea"])
        #expect(yellow.holds("kim", "ib"))
        #expect(!yellow.holds("kim", "ouders"))
        #expect(yellow.capacity(of: "kim", among: ["gezag"]) == Capacity(role: "ib", onBehalfOf: "gezag"))
        #expect(yellow.capacity(of: "lea", among: ["gezag"]) == nil)
        for group in ["blauw", nil] as [GroupID?] {
            #expect(
                !school.roster(for: Subject(kind: .pupil, id: "1", group: group), on: september(7)).holds(
                    "lea", "leerkracht"))
        }
        #expect(school.role("ib")?.id == "kc")
        #expect(school.person("lea")?.name == "Lea")
    }
}
