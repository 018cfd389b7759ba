import CaseStore
import SchoolTime

@testable import CardEngine

/// Facts and contents of every kind. A new kind of fact that is not here fails to compile in `name(of:)`.
enum Samples {
    static let day = Day(number: 20_780)
    static let stamp = Stamp(
        day: day, time: Timestamp(secondsSince1970: 1_795_458_900, offsetSeconds: 3_600), actor: "jansen")
    static let opening = opened()

    static func opened(
        card: CardID = "verzuim", group: GroupID? = "groep-7", subject: String = "1042",
        deadline: Day? = day + 40
    ) -> Fact {
        .caseOpened(
            CaseOpened(
                card: card, version: 3, textHash: String(repeating: "ab", count: 32),
                subject: Subject(kind: .pupil, id: subject, group: group), role: "leerkracht",
                deadline: deadline))
    }

    static func stepOpened(
        _ visit: Int, step: StepID = "bespreken", performers: [RoleID] = ["intern-begeleider", "leerkracht"],
        earliest: Day? = nil, deadline: Day? = day + 7
    ) -> Fact {
        .stepOpened(
            StepOpened(
                visit: visit, step: step, openedOn: day, performers: performers, earliest: earliest,
                deadline: deadline))
    }

    static func completed(_ visit: Int, step: StepID = "bespreken", filled: [FieldID] = []) -> Fact {
        .stepCompleted(
            StepCompleted(
                visit: visit, step: step, outcome: "gereed", doneOn: day, role: "leerkracht", onBehalfOf: nil,
                filled: filled))
    }

    static let ended = Fact.caseEnded(CaseEnded(end: "voltooid", countsAs: .completed))

    /// Every kind of value, presence and reason.
    static let content = Content(
        values: [
            "toelichting": .text("Moeder belt \"morgen\" / terug\nna school"), "cijfer": .number(Number(-75)),
            "gemiddelde": .number(Number("7,5") ?? Number(0)), "gespreksdatum": .date(day + 3),
            "gebeld": .yesNo(true), "soort": .choice("ziek"), "zorgen": .choices(["taal", "rekenen"]),
            "verslag": .document("https://school.example/verslag?id=1"), "collega": .person("de-vries"),
        ],
        presence: [
            "ouders": .present([]), "leerkracht": .present(["jansen", "de-vries"]),
            "arts": .absent(reason: "ziek"),
        ],
        reason: "Op verzoek van ouders")

    /// One event of each kind of fact, and of each with content where there can be any; they follow each other.
    static let everyKind: [Event] = [
        Event(stamp: stamp, fact: opening),
        Event(stamp: stamp, fact: stepOpened(1, earliest: day + 1)),
        Event(
            stamp: Stamp(day: day + 1, time: stamp.time, actor: "jansen", enteredBy: "administratie"),
            fact: .stepCompleted(
                StepCompleted(
                    visit: 1, step: "bespreken", outcome: "gereed", doneOn: day, role: "leerkracht",
                    onBehalfOf: "ouders", filled: content.values.keys.sorted())),
            content: content),
        Event(stamp: stamp, fact: .stepSkipped(StepSkipped(visit: 2, step: "melden", day: day))),
        Event(stamp: stamp, fact: stepOpened(3, step: "bellen", performers: ["leerkracht"], deadline: nil)),
        Event(stamp: stamp, fact: .stepCancelled(StepCancelled(visit: 3, step: "bellen"))),
        Event(stamp: stamp, fact: .choiceMade(ChoiceMade(visit: 4, step: "keuze", day: day, row: 2))),
        Event(
            stamp: stamp,
            fact: .dateMoved(
                DateMoved(visit: nil, kind: .deadline, from: day + 40, to: day + 50, cause: .calendar))),
        Event(
            stamp: stamp,
            fact: .dateMoved(DateMoved(visit: 3, kind: .earliest, from: nil, to: day + 2, cause: .anchor))),
        Event(
            stamp: stamp,
            fact: .dataDisclosed(
                DataDisclosed(
                    visit: 1, recipient: "arts", fields: ["cijfer", "soort"], legalBasis: "Jeugdwet 7.3.11"))),
        Event(
            stamp: stamp, fact: .caseInterrupted(CaseInterrupted(outcome: "verhuisd", role: "directeur")),
            content: Content(reason: "Verhuisd naar Utrecht")),
        Event(
            stamp: stamp, fact: .caseEnded(CaseEnded(end: "vervallen", countsAs: .aborted)),
            content: Content(reason: "Verhuisd")),
    ]

    /// What a reader calls the kind of a fact.
    static func name(of fact: Fact) -> String {
        switch fact {
        case .caseOpened: "caseOpened"
        case .stepOpened: "stepOpened"
        case .stepCompleted: "stepCompleted"
        case .stepSkipped: "stepSkipped"
        case .stepCancelled: "stepCancelled"
        case .choiceMade: "choiceMade"
        case .dateMoved: "dateMoved"
        case .dataDisclosed: "dataDisclosed"
        case .caseInterrupted: "caseInterrupted"
        case .caseEnded: "caseEnded"
        }
    }

    static let kindCount = 10
}

extension CaseStore {
    /// Appends facts to a case as somebody would who has just read it.
    func add(_ facts: Fact..., to id: CaseID, content: Content? = nil, on day: Day = Samples.day) throws {
        let stamp = Stamp(day: day, time: Samples.stamp.time, actor: "jansen")
        try write { transaction in
            let state = replay(try transaction.events(of: id))
            let events = facts.map { Event(stamp: stamp, fact: $0, content: content) }
            try transaction.append(events, to: id, after: state)
        }
    }
}
