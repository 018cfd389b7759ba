import CardEngine
import SchoolTime
import Testing

@Suite("Moments: the law's terms, the school year, the occasion")
struct MomentTests {
    /// What the opening of a step with this term says.
    private static func opened(
        _ moment: Moment, byLaw: Bool = false, on opening: Day = september(7), occasion: Occasion? = nil,
        subject: Subject = .pupil, _ facts: SubjectFacts = SubjectFacts()
    ) -> String? {
        var play = Play(
            Sketch(steps: [.task("a") { if byLaw { $0.statutory = moment } else { $0.term = moment } }]))
        play.calendar = .whole
        play.world.facts[.pupil] = facts
        let command = OpenCase(subject: subject, textHash: "00", occasion: occasion)
        return play.opened(on: opening, command).latest.last
    }

    @Test("an OPP within six weeks of enrolment, by the Algemene termijnenwet: a Saturday moves to Monday")
    func opp() {
        // 1 August 2026 is a Saturday, and so is the day six weeks later.
        let facts = SubjectFacts(attributes: [.enrolment: .date(day(2026, 8, 1))])
        let term = Moment.relative(weeks(6), .after, .named(.enrolment))
        #expect(Self.opened(term, byLaw: true, facts) == "open 1 a by law 14")
        #expect(Self.opened(term, facts) == "open 1 a until 12")
        // Thirteen weeks are too long a term for that law.
        let long = Moment.relative(weeks(13), .after, .named(.enrolment))
        #expect(Self.opened(long, byLaw: true, facts) == "open 1 a by law 2026-10-31")
    }

    @Test(
        "days and names of the school year: a period counts by its last day as a term",
        arguments: [
            (.period(.day(month: 2, day: 1)), "2027-02-01"),
            (.dayBefore(.day(month: 2, day: 1)), "2027-01-31"),
            (.period(.month(9)), "30"), (.dayBefore(.month(10)), "30"),
            (.period(.week(ordinal: 3, month: 9)), "27"), (.dayBefore(.week(ordinal: 3, month: 9)), "20"),
            (.period(.planned("ronde")), "2027-02-12"), (.anchor(.named("ronde")), "2027-02-12"),
            (.relative(weeks(1), .before, .named("ronde")), "2027-01-25"),
            (.relative(weeks(1), .after, .named("ronde")), "2027-02-19"), (.today, "7"),
        ] as [(Moment, String)])
    func schoolYear(moment: Moment, day: String) {
        #expect(Self.opened(moment) == "open 1 a until \(day)")
    }

    @Test("a planned name goes by group; without an entry of its own that of the school")
    func byGroup() {
        let other = Subject(kind: .pupil, id: "1", group: "groep-rood")
        #expect(Self.opened(.anchor(.named("ronde")), subject: other) == "open 1 a until 2027-01-29")
    }

    @Test("the school year is that of the occasion, or that in which the step opens if later")
    func year() {
        let february = Moment.period(.day(month: 2, day: 1))
        let next = Occasion(day: day(2027, 9, 6))
        #expect(Self.opened(february, on: day(2027, 6, 1), occasion: next) == "open 1 a until 2028-02-01")
        let previous = Occasion(day: day(2026, 5, 1))
        #expect(Self.opened(february, occasion: previous) == "open 1 a until 2027-02-01")
    }

    @Test(
        "a day `na` something is the first that is not over then, in whichever school year the step opens",
        arguments: [
            (.day(month: 7, day: 31), day(2027, 6, 14), "2027-07-31"),
            (.day(month: 7, day: 31), day(2027, 7, 31), "2027-07-31"),
            (.day(month: 7, day: 31), day(2027, 8, 1), "2028-07-31"),
            (.day(month: 2, day: 29), day(2027, 3, 1), "2028-02-29"),
            (.month(6), day(2027, 6, 14), "2027-06-30"), (.month(5), day(2027, 6, 14), "2028-05-31"),
            // That week begins on Monday 31 July, and so is one of the school year that ends then.
            (.week(ordinal: 5, month: 7), day(2028, 8, 3), "2028-08-06"),
            (.week(ordinal: 5, month: 2), day(2028, 8, 3), "2044-03-06"),
        ] as [(YearPeriod, Day, String)])
    func next(period: YearPeriod, from: Day, last: String) {
        let moment = Moment.next(period, after: .occasion)
        let late = Self.opened(moment, on: day(2028, 9, 4), occasion: Occasion(day: from))
        #expect(late == "open 1 a until \(last)")
    }

    @Test("a month `na` a day within it begins that day")
    func nextRuns() {
        let sketch = Sketch(steps: [.task("a") { $0.earliest = .next(.month(10), after: .occasion) }])
        let play = Play(sketch).opened(.of(Occasion(day: day(2026, 10, 10))))
        #expect(play.latest.last == "open 1 a from 2026-10-10")
    }

    @Test("a day `na` a planned name stays that of the year in which the case began")
    func nextPlanned() {
        let sketch = Sketch(steps: [
            .task("a"), .task("b") { $0.term = .next(.day(month: 7, day: 31), after: .named("ronde")) },
        ])
        var play = Play(sketch)
        play.calendar = .whole
        #expect(
            play.opened().after(.done(1), on: day(2027, 9, 10)).latest.last == "open 2 b until 2027-07-31")
    }

    @Test("a day `na` what has no day yet is none; it comes and moves with that")
    func nextAfterStep() {
        let sketch = Sketch(
            steps: [
                .task("a"), .task("b") { $0.term = .next(.day(month: 9, day: 20), after: .named("tlv")) },
            ])
        var play = Play(sketch).opened().after(.done(1))
        #expect(play.latest.last == "open 2 b")
        play.know { $0.attributes["tlv"] = .date(september(10)) }
        #expect(play.dawn(september(8)).facts?.last == "move 2 deadline - to 20 by anchor")
        play.know { $0.attributes["tlv"] = .date(september(21)) }
        #expect(play.dawn(september(9)).facts?.last == "move 2 deadline 20 to 2027-09-20 by anchor")
    }

    @Test("an occasion that a group has planned follows a pupil to another group")
    func occasionOfAnotherGroup() {
        let sketch = Sketch(steps: [.task("a") { $0.term = .anchor(.occasion) }])
        var play = Play(sketch)
        play.calendar = .whole
        play.know { $0.attributes[.group] = .text("groep-geel") }
        let planned = Occasion(firstDay: day(2027, 2, 1), lastDay: day(2027, 2, 12), name: "ronde")
        play = play.opened(.of(planned))
        #expect(play.latest.last == "open 1 a until 2027-02-12")
        play.know { $0.attributes[.group] = .text("groep-blauw") }
        #expect(
            play.dawn(september(8))
                == .facts([
                    "note 1: groep", "occasion 2027-01-18...2027-01-29",
                    "move 1 deadline 2027-02-12 to 2027-01-29 by anchor",
                ]))
    }

    @Test("what is planned moves when a pupil changes group, and not because the calendar changed")
    func plannedByAnotherGroup() {
        let sketch = Sketch(steps: [.task("a") { $0.term = .anchor(.named("ronde")) }])
        var play = Play(sketch)
        play.calendar = .whole
        play.know { $0.attributes[.group] = .text("groep-geel") }
        play = play.opened()
        play.know { $0.attributes[.group] = .text("groep-blauw") }
        #expect(
            play.dawn(september(8))
                == .facts(["note 1: groep", "move 1 deadline 2027-02-12 to 2027-01-29 by anchor"]))
    }

    @Test("who counts back from the occasion must give it")
    func needed() {
        let sketch = Sketch(steps: [.task("a") { $0.term = .relative(weeks(1), .before, .occasion) }])
        var play = Play(sketch)
        #expect(play.when(.open(.ofPupil)) == .refused(.occasionNeeded))
        #expect(
            play.when(.open(.of(Occasion(firstDay: september(21), lastDay: september(25)))))
                == .facts(["start as leerkracht", "open 1 a until 14"]))
        // Forwards it is the day on which the case starts.
        var forwards = Play(Sketch(steps: [.task("a") { $0.term = .relative(weeks(1), .after, .occasion) }]))
        #expect(forwards.when(.open(.ofPupil)) == .facts(["start as leerkracht", "open 1 a until 14"]))
    }

    @Test("an occasion that moves takes its terms along: an attribute, or a name of the school year")
    func moves() {
        let sketch = Sketch(steps: [.task("a") { $0.term = .relative(weeks(1), .before, .occasion) }])
        var attribute = Play(sketch)
        attribute.know { $0.attributes["tlv"] = .date(september(21)) }
        attribute.when(.open(.of(Occasion(firstDay: september(21), lastDay: september(21), name: "tlv"))))
        attribute.know { $0.attributes["tlv"] = .date(september(28)) }
        // The card does not name the attribute; it is the occasion.
        #expect(
            attribute.dawn(september(8)).facts?.suffix(2) == [
                "occasion 28...28", "move 1 deadline 14 to 21 by anchor",
            ])
        var planned = Play(sketch)
        planned.calendar = .whole
        let round = Occasion(firstDay: day(2027, 1, 25), lastDay: day(2027, 2, 5), name: "ronde")
        planned.when(.open(.of(round)))
        #expect(planned.latest.contains("occasion 2027-02-01...2027-02-12"))
        #expect(planned.state.visits[0].deadline == day(2027, 1, 25))
    }

    @Test("a step that is later: `vanaf` is the first day of a period, and a term counts from there")
    func window() {
        var play = Play(
            Sketch(steps: [
                .task("a") {
                    $0.earliest = .period(.week(ordinal: 3, month: 9))
                    $0.term = .period(.week(ordinal: 3, month: 9))
                }
            ]))
        play = play.opened()
        #expect(play.latest.last == "open 1 a from 21 until 27")
    }
}

extension Answer {
    var facts: [String]? {
        switch self {
        case .facts(let facts): facts
        case .refused: nil
        }
    }
}
