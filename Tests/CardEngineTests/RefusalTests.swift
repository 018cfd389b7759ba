import CardEngine
import SchoolTime
import Testing

/// One way to meet each refusal.
struct RefusalCase: Sendable, CustomTestStringConvertible {
    let play: Play
    let command: Command
    let actor: PersonID
    let day: Day
    let refusal: Refusal

    init(
        _ play: Play, _ command: Command, by actor: PersonID = "lea", on day: Day = september(7),
        _ refusal: Refusal
    ) {
        self.play = play
        self.command = command
        self.actor = actor
        self.day = day
        self.refusal = refusal
    }

    var name: String { Mirror(reflecting: refusal).children.first?.label ?? "\(refusal)" }
    var testDescription: String { name }
}

@Suite("Given events, when a command, then a refusal")
struct RefusalTests {
    @Test("every refusal", arguments: cases)
    func refused(_ refusal: RefusalCase) {
        let play = refusal.play
        let now = play.now(refusal.actor, refusal.day)
        #expect(decide(refusal.command, in: play.state, on: play.card, at: now) == .failure(refusal.refusal))
    }

    @Test("the table holds every refusal")
    func complete() {
        #expect(Set(Self.cases.map(\.name)).count == 49)
    }

    private static let yesOrNo = Field(id: "ok", title: "Ok", kind: .yesNo)

    /// One task that asks for everything that a task can ask for.
    private static let asking = Play(
        Sketch(
            steps: [
                .task("a") {
                    $0.together = ["kc"]
                    $0.required = ["ok"]
                    $0.checklist = ["Gelezen"]
                    $0.outcomes = [("ja", "verder", []), ("nee", "verder", [])]
                }
            ], fields: [yesOrNo])
    ).opened()

    private static let two = Play(
        Sketch(
            steps: [
                .task("a") { $0.earliest = .span(days(2)) }, .task("b") { $0.otherThan = "a" },
                .task("c") { $0.sameAs = "a" },
            ],
            interrupts: [.report("acuut", when: .test(.outcome("a"), .filled), to: "c")])
    ).opened()

    private static func after(_ play: Play, _ command: Command, by actor: PersonID = "lea", on day: Int = 9)
        -> Play
    {
        var play = play
        guard case .facts = play.when(command, by: actor, on: september(day)) else {
            fatalError("given a refused command")
        }
        return play
    }

    private static let plain = Play(Sketch(steps: [.task("a")]))
    private static let empty = Play(
        Sketch(
            steps: [.task("a"), .choice("c", [(.test(.field("ok"), .oneOf([.yesNo(true)])), "voltooid")])],
            fields: [yesOrNo]))
    private static let round = Play(
        Sketch(steps: [.task("a"), .choice("b", [(nil, "c")]), .choice("c", [(nil, "b")])]))

    private static let ended = after(
        Play(Sketch(steps: [.wait("w", .span(days(2))), .task("b")])).opened(), .catchUp, on: 10)
    private static let signing = Play(Sketch(steps: [.sign("s", ["ouders"]) { $0.needsProof = true }]))
        .opened()
    private static let agreeing = Play(Sketch(steps: [.sign("s", ["ouders"])])).opened()
    /// Dik records for both; lea, who holds a role of her own, needs not say for whom.
    private static let outside = Play(
        Sketch(steps: [.task("a", by: ["leerkracht", "veilig-thuis", "vo-school"])])
    ).opened()
    private static let waiting = Play(Sketch(steps: [.wait("w", .span(days(2))), .task("b")])).opened()
    private static let branchDone = after(
        Play(Sketch(steps: [.parallel("p", [.only(.task("a")), .only(.task("b"))])])).opened(), .done(2),
        on: 7)
    private static let nobodys = Play(Sketch(steps: [.task("a", by: ["smw"])])).opened()
    private static let assigned = after(nobodys, .assign(1, to: "ann"), by: "kim")
    private static let items = Play(
        Sketch(steps: [.forEach("elk", .fixed("vak", ["x"]), [.task("a")]) { $0.term = .span(days(3)) }])
    ).opened()
    private static let backwards = Play(
        Sketch(steps: [.task("a") { $0.term = .relative(days(2), .before, .occasion) }]))

    private static let cases: [RefusalCase] = {
        let kc: [RoleID: Presence] = ["kc": .present(["kim"])]
        let ok: [FieldID: FieldValue] = ["ok": .yesNo(true)]
        let doneA = after(two, .done(1))
        let completion = doneA.state.visits[0].completion!
        let last = after(plain.opened(), .done(1))
        let stopped = after(plain.opened(), .stop("klaar"), by: "kim")
        let acute = after(doneA, .report("acuut"), by: "kim")
        let group = Subject(kind: .group, id: "geel", group: "geel")
        let noStart = Play(Sketch(steps: [.task("a")], start: []))
        return [
            RefusalCase(plain, .done(1), .notOpened),
            RefusalCase(plain.opened(), .open(.ofPupil), .alreadyOpened),
            RefusalCase(
                plain, .open(OpenCase(subject: group, textHash: "")), .wrongSubject(expected: .pupil)),
            RefusalCase(noStart, .open(.ofPupil), .notByHand),
            RefusalCase(plain, .open(.ofPupil), by: "ann", .roleNeeded(["leerkracht", "kc"])),
            RefusalCase(last, .done(1), by: "kim", .stepDone("a", last.state.visits[0].completion!)),
            RefusalCase(stopped, .done(1), .caseEnded("vervallen", stopped.state.ending!.stamp)),
            RefusalCase(plain.opened(), .done(2), .unknownVisit(2)),
            RefusalCase(plain.opened(), .done(0), .unknownVisit(0)),
            RefusalCase(plain.opened(), .done(.min), .unknownVisit(.min)),
            RefusalCase(plain.opened(), .done(.max), .unknownVisit(.max)),
            RefusalCase(doneA, .done(1), by: "kim", .stepDone("a", completion)),
            RefusalCase(acute, .done(2), .stepCancelled("b", acute.events.last!.stamp)),
            RefusalCase(after(skipping, .done(1)), .done(2), .stepPassed("b")),
            RefusalCase(plain.opened(), .done(1), by: "dik", .roleNeeded(["leerkracht"])),
            RefusalCase(plain.opened(), .done(1, for: "ouders"), .roleNeeded(["leerkracht"])),
            RefusalCase(doneA, .done(2), on: september(9), .otherPersonNeeded("lea", "a")),
            RefusalCase(acute, .done(3), by: "leo", on: september(9), .samePersonNeeded("lea", "a")),
            RefusalCase(two, .done(1), on: september(8), .tooEarly("a", september(9))),
            RefusalCase(two, .done(1, on: september(8)), on: september(10), .tooEarly("a", september(9))),
            RefusalCase(asking, .done(1, ok, ticked: true, there: kc), .outcomeNeeded(["ja", "nee"])),
            RefusalCase(
                asking, .done(1, "eh", ok, ticked: true, there: kc),
                .unknownOutcome("eh", known: ["ja", "nee"])),
            RefusalCase(asking, .done(1, "ja", ticked: true, there: kc), .fieldsNeeded(["ok"])),
            RefusalCase(
                asking, .done(1, "ja", ["ok": .yesNo(true), "x": .yesNo(true)]), .fieldsNotAsked(["x"])),
            RefusalCase(asking, .done(1, "ja", ["ok": .text("ja")]), .wrongValue("ok", .wrongKind)),
            RefusalCase(asking, .done(1, "ja", ok, there: kc), .checklistOpen(["Gelezen"])),
            RefusalCase(asking, .done(1, "ja", ok, ticked: true), .presenceNeeded(["kc"])),
            RefusalCase(
                asking, .done(1, "ja", ok, ticked: true, there: ["kc": .present([])]), .presenceNeeded(["kc"])
            ),
            RefusalCase(
                asking,
                .done(1, "ja", ok, ticked: true, there: ["kc": .present(["kim"]), "smw": .present([])]),
                .presenceNotAsked(["smw"])),
            RefusalCase(
                asking, .done(1, "ja", ok, ticked: true, there: ["kc": .present(["kim", "lea"])]),
                .notOfRole(["lea"], "kc")),
            RefusalCase(
                asking, .done(1, "ja", ok, ticked: true, there: ["kc": .absent(reason: " ")]),
                .presenceNeeded(["kc"])),
            RefusalCase(
                asking,
                .done(
                    1, "ja", ok, ticked: true,
                    there: ["kc": .absent(reason: String(repeating: "é", count: 20_001))]),
                .reasonTooLong(limit: 20_000)),
            RefusalCase(
                plain.opened(), .done(1, on: september(6)), on: september(8),
                .dayOutside(from: september(7), to: september(8))),
            RefusalCase(
                plain.opened(), .done(1, on: september(9)), on: september(8),
                .dayOutside(from: september(7), to: september(8))),
            RefusalCase(plain.opened(), .stop("\u{2003}\n"), by: "kim", .reasonNeeded),
            RefusalCase(plain.opened(), .stop("klaar"), by: "lea", .roleNeeded(["kc"])),
            RefusalCase(two, .report("acuut"), by: "lea", .roleNeeded(["kc"])),
            RefusalCase(two, .report("brand"), by: "kim", .unknownInterrupt("brand", known: ["acuut"])),
            RefusalCase(two, .report("acuut"), by: "kim", .interruptNotNow("acuut")),
            RefusalCase(doneA, .report("acuut", ""), by: "kim", .reasonNeeded),
            RefusalCase(
                plain.opened(), .stop(String(repeating: "é", count: 20_001)), by: "kim",
                .reasonTooLong(limit: 20_000)),
            RefusalCase(ended, .done(1), on: september(11), .stepClosed("w", Outcome.done, september(9))),
            RefusalCase(signing, .done(1), .wrongAct("s")),
            RefusalCase(doneA, .reopen(2), by: "kim", on: september(9), .notDone("b")),
            RefusalCase(
                after(plain.opened(), .stop("Klaar."), by: "kim"), .reopen(1), by: "kim",
                on: september(8), .clockBehind(september(9))),
            RefusalCase(branchDone, .reopen(2), by: "kim", .closedBranch("a", of: "p")),
            RefusalCase(assigned, .done(1), .personNeeded("ann")),
            // Nobody does a step of one's own on behalf of a role that was never asked.
            RefusalCase(assigned, .done(1, for: "ouders"), by: "ann", on: september(9), .personNeeded("ann")),
            RefusalCase(plain.opened(), .assign(1, to: "ann"), by: "kim", .someoneQualifies("a")),
            RefusalCase(nobodys, .assign(1, to: "eve"), by: "kim", .notOnStaff("eve")),
            RefusalCase(
                signing, .signed(1, "kc"), by: "kim",
                .notASigner(Signer(role: "kc"), known: [Signer(role: "ouders")])),
            RefusalCase(signing, .signed(1, "ouders"), .proofNeeded("s")),
            RefusalCase(agreeing, .signed(1, "ouders", nil, .agreedWithRemark), .remarkNeeded),
            RefusalCase(agreeing, .signed(1, "ouders", nil, .agreedWithRemark, remark: " "), .remarkNeeded),
            RefusalCase(agreeing, .signed(1, "ouders", nil, .agreed, remark: " "), .remarkNeeded),
            RefusalCase(outside, .done(1), by: "dik", .behalfNeeded(["veilig-thuis", "vo-school"])),
            RefusalCase(waiting, .done(1), by: "kim", .waitsByItself("w")),
            RefusalCase(items, .add(Item(value: "z"), to: 1), by: "kim", .unknownItem("elk")),
            RefusalCase(items, .add(Item(value: "x"), to: 1), by: "kim", .itemThere("elk")),
            RefusalCase(plain.opened(), .postpone(1, to: september(30)), by: "kim", .noTerm),
            RefusalCase(
                items, .postpone(1, to: september(9)), by: "kim", .notLater(september(10))),
            RefusalCase(
                after(plain.opened(), .suspended, by: "kim"), .suspended, by: "kim", on: september(9),
                .alreadySuspended),
            RefusalCase(plain.opened(), .resumed, by: "kim", .notSuspended),
            RefusalCase(backwards, .open(.ofPupil), .occasionNeeded),
            RefusalCase(empty.opened(), .done(1), .choiceUndecided("c")),
            RefusalCase(round.opened(), .done(1), .endless("b")),
        ]
    }()

    private static let skipping = Play(
        Sketch(steps: [.task("a") { $0.earliest = .today }, .task("b", when: .any([])), .task("c")])
    ).opened()

    @Test("who records for one external role of several is believed when it is said which")
    func onBehalf() {
        var play = Self.outside
        #expect(
            play.when(.done(1, for: "vo-school"), by: "dik")
                == .facts(["done 1 a gereed on 7 as directeur for vo-school", "end voltooid completed"]))
        play = Self.outside
        #expect(
            play.when(.done(1)) == .facts(["done 1 a gereed on 7 as leerkracht", "end voltooid completed"]))
        #expect(
            Self.outside.may("dik").contains { if case .complete = $0 { true } else { false } })
    }

    @Test("when the clock has gone back to before a step opened, it is not offered and can't be done")
    func clockBack() {
        let play = Self.plain.opened(on: september(8))
        let refusal = Refusal.dayOutside(from: september(8), to: september(7))
        for day in [nil, september(7), september(8)] {
            let answer = decide(
                .done(1, on: day), in: play.state, on: play.card, at: play.now("lea", september(7)))
            #expect(answer == .failure(refusal))
        }
        #expect(play.may("lea", on: september(7)) == [])
        #expect(
            refusal
                == CardEngine.refusal(
                    toComplete: 1, in: play.state, on: play.card, at: play.now("lea", september(7))))
    }

    @Test("a card made by hand that leads nowhere is refused, never a trap")
    func leadsNowhere() {
        func card(steps: [Step], ends: [End] = []) -> Play {
            Play(
                Card(
                    id: "kapot", title: "", version: 1, status: .draft, subject: .pupil, owner: "kc",
                    purpose: "",
                    startRules: [.manual(["leerkracht"])], steps: steps, ends: ends))
        }
        func task(_ outcomes: [Outcome]) -> Step {
            Step(
                id: "a", title: "", kind: .task(TaskStep(performers: .roles(["leerkracht"]))),
                outcomes: outcomes, next: .end(-1))
        }
        var none = card(steps: [])
        #expect(none.when(.open(.ofPupil)) == .refused(.endless("start")))
        for target in [Target.end(0), .end(.min), .step(1), .step(-1), .step(.max)] {
            var play = card(steps: [task([Outcome(name: "x", target: target)])]).opened()
            #expect(play.when(.done(1)) == .refused(.endless("a")))
        }
        var mute = card(steps: [task([])]).opened()
        #expect(mute.when(.done(1)) == .refused(.outcomeNeeded([])))
        #expect(mute.when(.done(1, "x")) == .refused(.unknownOutcome("x", known: [])))
    }
}
