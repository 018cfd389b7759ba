import CardEngine
import SchoolTime
import Testing

@Suite("What is known of the subject")
struct SubjectTests {
    @Test("no more of a child is noted than the card names")
    func onlyNamed() {
        var play = Play(
            Sketch(steps: [.task("a", when: .attribute(.grade, is: "6")), .task("b")]))
        play.know {
            $0.attributes = [
                .grade: .number(Number(6)), .birth: .date(day(2016, 1, 1)), "kleur": .text("x"),
                .group: .text("groep-geel"),
            ]
            $0.authorities = 2
            $0.consents = [Consent(purpose: "x", recipient: nil, until: nil)]
        }
        play = play.opened()
        #expect(play.latest == ["start as leerkracht", "note 1: jaargroep", "open 1 a"])
        #expect(play.dawn(september(8)) == .facts([]))
        play.know { $0.attributes["kleur"] = nil }
        #expect(play.dawn(september(8)) == .facts([]))
        play.know { $0.attributes[.grade] = nil }
        #expect(play.dawn(september(8)) == .facts(["note 1: jaargroep"]))
        #expect(play.state.subjects[.pupil]?.attributes[.grade] == nil)
    }

    @Test("a pupil without a known group stays in that in which the case was opened; one that moves is noted")
    func group() {
        var play = Play(Sketch(steps: [.task("a")]))
        play.know { _ in }
        play = play.opened()
        #expect(play.latest == ["start as leerkracht", "open 1 a"])
        play.know { $0.attributes[.group] = .text("groep-rood") }
        #expect(play.dawn(september(8)) == .facts(["note 1: groep"]))
        #expect(play.state.subject(at: nil)?.group == "groep-rood")
        play.know { $0.attributes[.group] = nil }
        #expect(play.dawn(september(9)) == .facts(["note 1: groep"]))
        #expect(play.dawn(september(10)) == .facts([]))
    }

    @Test("`leeftijd` and `ingeschreven` are those of the day", arguments: [(7, true), (8, false)])
    func onTheDay(birthday: Int, isNine: Bool) {
        let nine = Condition.test(.attribute(.age), .atLeast(Number(9)))
        var play = Play(Sketch(steps: [.task("a", when: nine), .task("b")]))
        play.know { $0.attributes[.birth] = .date(day(2017, 9, birthday)) }
        #expect(play.opened().latest.last == (isNine ? "open 1 a" : "open 2 b"))
    }

    @Test(
        "enrolled up to and including the last day",
        arguments: [(6, false), (7, true), (9, true), (10, false)])
    func enrolled(today: Int, isEnrolled: Bool) {
        var play = Play(Sketch(steps: [.task("a", when: .attribute(.isEnrolled, is: "ja")), .task("b")]))
        play.know { $0.attributes = [.enrolment: .date(september(7)), .departure: .date(september(9))] }
        #expect(play.opened(on: september(today)).latest.last == (isEnrolled ? "open 1 a" : "open 2 b"))
    }

    @Test(
        "`leg_vast` keeps a field as an attribute; the state knows it at once, before the subject's stream does"
    )
    func records() {
        var play = Play(
            Sketch(
                steps: [
                    .task("a") {
                        $0.optional = ["einddatum"]
                        $0.records = [AttributeRecord(attribute: "tlv", field: "einddatum")]
                    }, .task("b") { $0.term = .relative(weeks(1), .before, .named("tlv")) },
                ], fields: [Field(id: "einddatum", title: "", kind: .date)]))
        play.know { $0.attributes["tlv"] = .date(september(14)) }
        play = play.opened()
        var silent = play
        #expect(silent.when(.done(1)) == .facts(["done 1 a gereed on 7 as leerkracht", "open 2 b until 7"]))
        #expect(
            play.when(.done(1, ["einddatum": .date(september(28))]))
                == .facts([
                    "done 1 a gereed on 7 as leerkracht with einddatum", "record tlv of 1",
                    "open 2 b until 21",
                ]))
        play.know { $0.attributes["tlv"] = .date(september(28)) }
        #expect(play.dawn(september(8)) == .facts([]))
        play.know { $0.attributes["tlv"] = .date(september(30)) }
        #expect(play.dawn(september(8)) == .facts(["note 1: tlv", "move 2 deadline 21 to 23 by anchor"]))
    }

    @Test("a consent that is given in a step holds at once, and stays when the subject's stream has it")
    func consentGiven() {
        var play = Play(
            Sketch(
                steps: [
                    .sign("geef", ["directeur"]) { $0.grant = ConsentGrant(purpose: "foto") }, .task("b"),
                ], interrupts: [.withdrawn("foto", to: "voltooid")]))
        play.know { _ in }
        play = play.opened()
        #expect(
            play.when(.signed(1, "directeur"), by: "dik")
                == .facts([
                    "sign 1 directeur agreed on 7", "consent foto of 1", "close 1 geef akkoord on 7",
                    "open 2 b",
                ]))
        play.know { $0.consents = [Consent(purpose: "foto", recipient: nil, until: nil)] }
        #expect(play.dawn(september(8)) == .facts([]))
        play.know { $0.consents = [] }
        #expect(play.dawn(september(9)).facts?.last == "end voltooid completed")
    }

    @Test("a consent that ran out before the case began does not lapse in it")
    func ranOutBefore() {
        var play = Play(Sketch(steps: [.task("a")], interrupts: [.withdrawn("foto", to: "voltooid")]))
        play.know { $0.consents = [Consent(purpose: "foto", recipient: nil, until: september(1))] }
        #expect(
            play.opened().latest == ["start as leerkracht", "note 1: consents [foto until 1]", "open 1 a"])
    }
}
