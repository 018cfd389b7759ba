import CardEngine
import SchoolTime
import Testing

@Suite("Signatures")
struct SignatureTests {
    private static func play(_ authorities: Int = 2, _ change: (inout StepSketch) -> Void = { _ in }) -> Play
    {
        var play = Play(
            Sketch(steps: [
                .sign("teken", ["ouders", "directeur"]) {
                    $0.outcomes = [(SignStep.agreed, "verder", []), (SignStep.refused, "nee", [])]
                    $0.otherwise = "later"
                    change(&$0)
                }, .task("b", then: "voltooid"), .task("nee", then: "voltooid"), .task("later"),
            ]))
        play.know { $0.authorities = authorities }
        return play.opened()
    }

    @Test("every person with authority over the pupil signs; none known: one signature")
    func signers() {
        #expect(Self.play(2).latest.last == "open 1 teken (ouders 1, ouders 2, directeur)")
        #expect(Self.play(1).latest.last == "open 1 teken (ouders, directeur)")
        #expect(Self.play(0).latest.last == "open 1 teken (ouders, directeur)")
    }

    @Test("in any order; when all have agreed the step closes, as of the day on which the last one signed")
    func agreed() {
        var play = Self.play()
        #expect(play.when(.signed(1, "directeur"), by: "dik") == .facts(["sign 1 directeur agreed on 7"]))
        #expect(
            play.when(.signed(1, "ouders", 2), on: september(9)) == .facts(["sign 1 ouders 2 agreed on 9"]))
        #expect(
            play.when(.signed(1, "ouders", 1, .agreedWithRemark, remark: "mits"), on: september(10))
                == .facts([
                    "sign 1 ouders 1 agreedWithRemark on 10", "close 1 teken akkoord on 10", "open 2 b",
                ]))
        #expect(play.state.visits[0].signatures[0].remark == "mits")
    }

    @Test("what was signed earlier and is recorded late counts by its day")
    func recordedLate() {
        var play = Self.play(0).after(.signed(1, "directeur", on: september(8)), by: "dik", on: september(11))
        #expect(
            play.when(.signed(1, "ouders", on: september(9)), on: september(11))
                == .facts(["sign 1 ouders agreed on 9", "close 1 teken akkoord on 9", "open 2 b"]))
        #expect(play.state.visits[1].openedOn == september(9))
    }

    @Test("without a number the answer is that of all persons of the role")
    func together() {
        var play = Self.play()
        #expect(
            play.when(.signed(1, "ouders"))
                == .facts(["sign 1 ouders 1 agreed on 7", "sign 1 ouders 2 agreed on 7"]))
        // Nobody of them is without an answer, so it is that of all once more.
        #expect(
            play.when(.signed(1, "ouders", nil, .seen), on: september(8))
                == .facts(["sign 1 ouders 1 seen on 8", "sign 1 ouders 2 seen on 8"]))
    }

    @Test("what one of them answered before is not given once more with that of the others")
    func togetherAfterOne() {
        var play = Self.play().after(.signed(1, "ouders", 1, .agreedWithRemark, remark: "mits"))
        #expect(
            play.when(.signed(1, "ouders"), on: september(9)) == .facts(["sign 1 ouders 2 agreed on 9"]))
        #expect(play.state.visits[0].signatures[0].answer == .agreedWithRemark)
        #expect(play.state.visits[0].signatures[0].day == september(7))
    }

    @Test("an answer may change while the step is open")
    func changed() {
        var play = Self.play(0).after(.signed(1, "ouders", nil, .refused))
        play.when(.signed(1, "ouders"), on: september(8))
        #expect(
            play.when(.signed(1, "directeur"), by: "dik", on: september(8))
                == .facts(["sign 1 directeur agreed on 8", "close 1 teken akkoord on 8", "open 2 b"]))
        #expect(
            play.when(.signed(1, "ouders", nil, .refused), on: september(8))
                == .refused(.stepClosed("teken", "akkoord", september(8))))
    }

    @Test(
        "what the answers come to",
        arguments: [
            ([.agreed, .agreed], "akkoord", "akkoord"), ([.agreed, .seen], "onvolledig", "akkoord"),
            ([.seen, .seen], "onvolledig", "akkoord"), ([.notReached, .seen], "onvolledig", "onvolledig"),
            ([.refused, .notReached], "niet akkoord", "niet akkoord"),
            ([.refused, .seen], "niet akkoord", "niet akkoord"),
        ] as [([SignatureAnswer], String, String)])
    func outcome(answers: [SignatureAnswer], agreement: String, seen: String) {
        for (question, outcome) in [(SignStep.Question.agreement, agreement), (.seen, seen)] {
            var play = Self.play(0) { $0.question = question }
            play.when(.signed(1, "ouders", nil, answers[0]))
            play.when(.signed(1, "directeur", nil, answers[1]), by: "dik")
            #expect(play.latest.dropFirst().first == "close 1 teken \(outcome) on 7")
            let step = outcome == "akkoord" ? "b" : outcome == "niet akkoord" ? "nee" : "later"
            #expect(play.latest.last == "open 2 \(step)")
        }
    }

    @Test("a proof is demanded each time, but not of who was not reached")
    func proof() {
        var play = Self.play(0) { $0.needsProof = true }
        #expect(play.when(.signed(1, "ouders")) == .refused(.proofNeeded("teken")))
        #expect(
            play.when(.signed(1, "ouders", nil, .notReached)) == .facts(["sign 1 ouders notReached on 7"]))
        #expect(
            play.when(.signed(1, "ouders", document: "ESIS")) == .facts(["sign 1 ouders agreed on 7"]))
    }

    @Test("who may not sign, and what is no signature")
    func refused() {
        var play = Self.play(0)
        #expect(play.when(.signed(1, "directeur")) == .refused(.roleNeeded(["directeur"])))
        #expect(
            play.when(.signed(1, "kc"), by: "kim")
                == .refused(
                    .notASigner(
                        Signer(role: "kc"), known: [Signer(role: "ouders"), Signer(role: "directeur")])))
        #expect(play.when(.done(1), by: "dik") == .refused(.wrongAct("teken")))
        #expect(play.when(.signed(1, "ouders", nil, .agreedWithRemark)) == .refused(.remarkNeeded))
        #expect(play.may("dik").map(\.signers) == [[Signer(role: "directeur")]])
    }

    @Test("each visit asks everyone anew")
    func anew() {
        var play = Self.play(0) {
            $0.outcomes = [(SignStep.agreed, "verder", []), (SignStep.refused, "teken", [])]
        }
        play.when(.signed(1, "ouders"))
        #expect(
            play.when(.signed(1, "directeur", nil, .refused), by: "dik")
                == .facts([
                    "sign 1 directeur refused on 7", "close 1 teken niet akkoord on 7",
                    "open 2 teken (ouders, directeur)",
                ]))
        #expect(play.state.visits[1].signatures.allSatisfy { $0.answer == nil })
    }

    // MARK: - Consent

    private static func granting(_ signer: RoleID = "ouders") -> Play {
        Play(
            Sketch(steps: [
                .sign("geef", [signer]) {
                    $0.grant = ConsentGrant(
                        purpose: "zib-vo", recipient: .roles(["vo-school"]), until: .span(weeks(1)))
                    $0.outcomes = [("akkoord", "verder", []), ("niet akkoord", "verder", [])]
                    $0.otherwise = "verder"
                }, .task("b", when: .test(.consent("zib-vo"), .oneOf([.yesNo(true)]))), .task("c"),
            ]))
    }

    @Test(
        "a field names for whom it is: of a contact his role, of a member of staff the school itself",
        arguments: [
            (.person("pim"), "consent zib-vo to veilig-thuis of 1"), (.person("ann"), "consent zib-vo of 1"),
            (.choice("vo-school"), "consent zib-vo to vo-school of 1"), (.person("weg"), nil),
        ] as [(FieldValue, String?)])
    func consentForWhomAFieldNames(value: FieldValue, told: String?) throws {
        var kind = FieldKind.choice(["vo-school"])
        if case .person = value { kind = .person }
        var play = Play(
            Sketch(
                steps: [
                    .task("a") { $0.required = ["wie"] },
                    .sign("geef", ["ouders"]) {
                        $0.grant = ConsentGrant(purpose: "zib-vo", recipient: .field("wie"))
                        $0.outcomes = [("akkoord", "verder", []), ("niet akkoord", "verder", [])]
                        $0.otherwise = "verder"
                    }, .task("b"),
                ], fields: [Field(id: "wie", title: "", kind: kind)])
        ).opened()
        guard let told else {
            // Who is not known can't be filled in; one who is not any more gets no consent.
            #expect(
                play.when(.done(1, ["wie": value])) == .refused(.wrongValue("wie", .unknownPerson("weg"))))
            play.when(.done(1, ["wie": .person("pim")]))
            play.roster = Roster(
                holders: ["leerkracht": ["lea"]], registrars: ["ouders": ["leerkracht"]], staff: ["lea"])
            var other = play
            #expect((play.when(.signed(2, "ouders")).facts ?? []).filter { $0.contains("consent") } == [])
            // What a refusal is about can't be told either, and so nothing of that purpose stays.
            other.know { $0.consents = [Consent(purpose: "zib-vo", recipient: "vo-school", until: nil)] }
            let refused = other.when(.signed(2, "ouders", nil, .refused)).facts ?? []
            #expect(refused.contains("no consent zib-vo to vo-school of 1"), "\(refused)")
            return
        }
        play.when(.done(1, ["wie": value]))
        #expect((play.when(.signed(2, "ouders")).facts ?? []).filter { $0.contains("consent") } == [told])
    }

    @Test(
        "a role is the same by each of its names: each with authority signs, and a refusal ends what was given"
    )
    func otherNames() {
        var play = Self.granting("verzorgers")
        play.roster = .wilgen.also(["verzorgers": "ouders", "vo": "vo-school"])
        // Of a text that knew the role by its other name.
        let given = Consent(purpose: "zib-vo", recipient: "vo", until: nil)
        play.know {
            $0.consents = [given]
            $0.authorities = 2
        }
        play = play.opened()
        #expect(play.state.visit(1)?.signatures.map(\.signer.number) == [1, 2])
        play.when(.signed(1, "ouders", 1))
        play.when(.signed(1, "verzorgers", 2, .refused))
        #expect(play.state.subjects[.pupil]?.consents == [])
        #expect(play.state.heldConsents == [])
    }

    @Test("agreement makes a standing consent, a refusal ends it, and an incomplete answer leaves it")
    func consent() {
        var play = Self.granting()
        let given = Consent(purpose: "zib-vo", recipient: "vo-school", until: nil)
        play.know { $0.consents = [given] }
        play = play.opened()
        #expect(
            play.latest == [
                "start as leerkracht", "note 1: consents [zib-vo to vo-school]", "open 1 geef (ouders)",
            ])
        var agreed = play
        #expect(
            agreed.when(.signed(1, "ouders"))
                == .facts([
                    "sign 1 ouders agreed on 7", "consent zib-vo to vo-school until 14 of 1",
                    "close 1 geef akkoord on 7", "open 2 b",
                ]))
        #expect(
            agreed.state.subjects[.pupil]?.consents(to: "zib-vo", for: "vo-school", on: september(14)) == true
        )
        #expect(agreed.state.subjects[.pupil]?.consents(to: "zib-vo", on: september(15)) == false)
        var refused = play
        #expect(
            refused.when(.signed(1, "ouders", nil, .refused))
                == .facts([
                    "sign 1 ouders refused on 7", "no consent zib-vo to vo-school until 14 of 1",
                    "close 1 geef niet akkoord on 7", "skip 2 b", "open 3 c",
                    "lapse zib-vo of vo-school on 7",
                ]))
        var incomplete = play
        #expect(
            incomplete.when(.signed(1, "ouders", nil, .notReached))
                == .facts(["sign 1 ouders notReached on 7", "close 1 geef onvolledig on 7", "open 2 b"]))
    }
}

extension Possibility {
    fileprivate var signers: [Signer] {
        if case .sign(_, _, let signers) = self { signers } else { [] }
    }
}
