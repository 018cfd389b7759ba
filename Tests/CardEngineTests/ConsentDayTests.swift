import CardEngine
import SchoolTime
import Testing

/// As of which day a consent was decided, and until when (kaarttaal, section 4.2).
@Suite("The day of a consent")
struct ConsentDayTests {
    private static let given = Consent(purpose: "zib-vo", recipient: "vo-school", until: nil)

    /// A step that gives the consent, until that moment.
    private static func granting(until: Moment? = nil, _ change: (inout StepSketch) -> Void = { _ in })
        -> Play
    {
        Play(
            Sketch(steps: [
                .sign("geef", ["ouders"]) {
                    $0.grant = ConsentGrant(purpose: "zib-vo", recipient: .roles(["vo-school"]), until: until)
                    $0.outcomes = [("akkoord", "verder", []), ("niet akkoord", "verder", [])]
                    $0.otherwise = "verder"
                    change(&$0)
                }, .task("b"),
            ]))
    }

    private static func decided(_ play: inout Play, _ answer: SignatureAnswer, signedOn day: Day) -> [String]
    {
        let answer = play.when(.signed(1, "ouders", nil, answer, on: day), on: september(14))
        guard case .facts(let facts) = answer else { return ["\(answer)"] }
        return facts.filter { $0.contains("consent") }
    }

    @Test("what is recorded late does not undo what was decided on a later day", arguments: [8, 10, 12])
    func recordedLate(signedOn number: Int) {
        for answer in [SignatureAnswer.agreed, .refused] {
            var play = Self.granting().opened()
            play.know {
                $0.consents = answer == .agreed ? [] : [Self.given]
                $0.decidedOn = [Self.given.scope: september(10)]
            }
            let facts = Self.decided(&play, answer, signedOn: september(number)).filter {
                !$0.hasPrefix("note")
            }
            let told = (answer == .agreed ? "" : "no ") + "consent zib-vo to vo-school of 1"
            #expect(facts == (number < 10 ? [] : [told]), "\(answer)")
        }
    }

    @Test("until a day that can't be told nothing is given, and what was given stays")
    func untilNobodyKnows() {
        let until = Moment.relative(weeks(1), .after, .named("tlv"))
        var play = Self.granting(until: until).opened()
        #expect(Self.decided(&play, .agreed, signedOn: september(8)) == [])
        #expect(play.latest.contains("close 1 geef akkoord on 8"))
        var known = Self.granting(until: until).opened()
        known.know { $0.attributes["tlv"] = .date(september(20)) }
        #expect(
            Self.decided(&known, .agreed, signedOn: september(8)) == [
                "consent zib-vo to vo-school until 27 of 1"
            ])
        // A refusal needs no last day.
        var refused = Self.granting(until: until)
        refused.know { $0.consents = [Self.given] }
        refused = refused.opened()
        #expect(
            Self.decided(&refused, .refused, signedOn: september(8)) == [
                "no consent zib-vo to vo-school of 1"
            ])
    }

    @Test("who has only seen it agrees to nothing, also by a text of when a card might ask so")
    func seen() {
        var play = Self.granting { $0.question = .seen }
        play.know { $0.authorities = 2 }
        play = play.opened()
        play.when(.signed(1, "ouders", 1), on: september(8))
        play.when(.signed(1, "ouders", 2, .seen), on: september(8))
        #expect(play.latest.contains("close 1 geef akkoord on 8"))
        #expect(play.state.subjects[.pupil]?.consents == [])
    }

    @Test("who refused is heard, also when the others let the step run out")
    func refusedAndRunOut() {
        var play = Self.granting {
            $0.term = .span(weeks(1))
            $0.outcomes?.append(("verlopen", "verder", []))
        }
        play.know {
            $0.consents = [Self.given]
            $0.authorities = 2
        }
        play = play.opened()
        var silent = play
        play.when(.signed(1, "ouders", 1, .refused), on: september(8))
        play.dawn(september(20))
        #expect(play.state.subjects[.pupil]?.consents == [])
        silent.dawn(september(20))
        #expect(silent.state.subjects[.pupil]?.consents == [Self.given])
    }
}
