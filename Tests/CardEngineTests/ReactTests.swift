import SchoolTime
import Testing

@testable import CardEngine

/// Events in, reactions out.
@Suite("What an event of one stream asks of others")
struct ReactTests {
    private static let pupil = Subject(kind: .pupil, id: "1")
    private static let stamp = Stamp(
        day: september(7), time: Timestamp(secondsSince1970: 0, offsetSeconds: 0), actor: "anna")
    private static let caller = Origin.Caller(caseID: "c1", visit: 3)
    private static let consent = ConsentDecided(
        subject: pupil, consent: Consent(purpose: "delen", recipient: nil, until: nil), given: true)

    private static func opened(by origin: Origin?) -> Stream {
        .ofCase(
            "c2",
            CaseOpened(
                card: "gesprek", version: 1, textHash: "", subject: pupil, role: nil, deadline: nil,
                statutory: nil, origin: origin, occasion: nil, limit: nil))
    }

    private static func called(resumes: CaseID?) -> CardCalled {
        CardCalled(
            visit: 4, card: "ander", subject: pupil, occasion: Occasion(day: september(7)), limit: nil,
            resumes: resumes)
    }

    struct Row: Sendable, CustomTestStringConvertible {
        let name: String
        let fact: Fact
        var content: Content?
        var stream = ReactTests.opened(by: nil)
        let asked: [Reaction]
        var testDescription: String { name }
    }

    private static func met(_ event: SubjectEvent, _ day: Day) -> SubjectEventMet {
        SubjectEventMet(subject: pupil, event: event, day: day)
    }

    static let rows: [Row] = [
        Row(
            name: "a call opens a case, with what is proposed", fact: .cardCalled(called(resumes: nil)),
            content: Content(values: ["vraag": .text("x")]),
            asked: [
                .open(
                    called(resumes: nil), by: Origin.Caller(caseID: "c2", visit: 4),
                    proposals: ["vraag": .text("x")])
            ]),
        Row(
            name: "a call that takes up a case opens none, and gives it its deadline and what it proposes",
            fact: .cardCalled(called(resumes: "c9")), content: Content(values: ["vraag": .text("x")]),
            asked: [
                .tell("c9", .calledAgain(CallAgain(limit: nil, proposals: ["vraag": .text("x")])))
            ]),
        Row(
            name: "a call that takes up a case and says what it counts from, gives it that",
            fact: .cardCalled(
                CardCalled(
                    visit: 4, card: "ander", subject: pupil, occasion: Occasion(day: september(9)),
                    limit: nil,
                    resumes: "c9", movesOccasion: true)),
            asked: [
                .tell("c9", .calledAgain(CallAgain(limit: nil, occasion: Occasion(day: september(9)))))
            ]),
        Row(
            name: "a deadline that moves is that of the called case too",
            fact: .dateMoved(
                DateMoved(
                    visit: 4, kind: .deadline, from: september(9), to: september(10), cause: .anchor,
                    called: "c9")),
            asked: [.tell("c9", .limit(september(10)))]),
        Row(
            name: "another date that moves asks nothing",
            fact: .dateMoved(
                DateMoved(visit: 4, kind: .deadline, from: september(9), to: nil, cause: .anchor)),
            asked: []),
        Row(
            name: "the end of a case tells its caller, and who waits",
            fact: .caseEnded(CaseEnded(end: "gehoord", countsAs: .completed, day: september(3))),
            stream: opened(by: Origin(caller: caller)),
            asked: [.tell("c1", .endCall("c2", "gehoord", september(3))), .refreshWaiting("gesprek")]),
        Row(
            name: "a case that nobody called tells only who waits, as of today",
            fact: .caseEnded(CaseEnded(end: "vervallen", countsAs: .aborted, day: nil)),
            asked: [.refreshWaiting("gesprek")]),
        Row(
            name: "a case that goes on tells its caller",
            fact: .caseReopened(CaseReopened(visit: 1, step: "a")),
            stream: opened(by: Origin(caller: caller)),
            asked: [.tell("c1", .reopenCall("c2"))]),
        Row(
            name: "a case that nobody called and that goes on tells nobody",
            fact: .caseReopened(CaseReopened(visit: 1, step: "a")), asked: []),
        Row(
            name: "an attribute is kept, with its value",
            fact: .attributeRecorded(AttributeRecorded(subject: pupil, attribute: "kleur")),
            content: Content(attributes: ["kleur": .text("rood")]),
            asked: [
                .keep(
                    pupil, .attributesSet(AttributesSet(attributes: ["kleur"])),
                    Content(attributes: ["kleur": .text("rood")]))
            ]),
        Row(
            name: "an attribute that is the day of an event, is the event",
            fact: .attributeRecorded(AttributeRecorded(subject: pupil, attribute: .departure)),
            content: Content(attributes: [.departure: .date(september(30))]),
            asked: [
                .keep(
                    pupil, .attributesSet(AttributesSet(attributes: [.departure])),
                    Content(attributes: [.departure: .date(september(30))])),
                .keep(pupil, .subjectEventMet(met(.left, september(30))), nil),
            ]),
        Row(
            name: "a consent is kept", fact: .consentDecided(consent),
            asked: [.keep(pupil, .consentDecided(consent), nil)]),
        Row(
            name: "what a case meets asks nothing", fact: .subjectEventMet(met(.left, september(7))),
            asked: []),
        Row(
            name: "a subject of which something else is known",
            fact: .attributesSet(AttributesSet(attributes: [])),
            stream: .ofSubject(pupil), asked: [.refresh(pupil)]),
        Row(
            name: "a subject with other persons in authority",
            fact: .authoritiesSet(AuthoritiesSet(count: 2)),
            stream: .ofSubject(pupil), asked: [.refresh(pupil)]),
        Row(
            name: "a subject with another consent", fact: .consentDecided(consent), stream: .ofSubject(pupil),
            asked: [.refresh(pupil)]),
    ]

    @Test("each event asks exactly this", arguments: rows)
    func asks(row: Row) {
        #expect(
            react(to: Event(stamp: Self.stamp, fact: row.fact, content: row.content), of: row.stream)
                == row.asked)
    }

    @Test("what happens to a subject is met by its cases, on its day", arguments: SubjectEvent.allCases)
    func happens(event: SubjectEvent) {
        for (day, isMet) in [(september(1), true), (september(7), true), (september(8), false)] {
            let fact = Fact.subjectEventMet(Self.met(event, day))
            let asked = react(to: Event(stamp: Self.stamp, fact: fact), of: .ofSubject(Self.pupil))
            #expect(asked == [.refresh(Self.pupil)] + (isMet ? [.meet(Self.pupil, event, day)] : []))
        }
    }
}
