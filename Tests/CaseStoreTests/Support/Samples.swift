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
                deadline: deadline, statutory: nil, origin: nil, occasion: nil, limit: nil))
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
                filled: filled, kept: nil))
    }

    static let ended = Fact.caseEnded(CaseEnded(end: "voltooid", countsAs: .completed, day: nil))

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
                    onBehalfOf: "ouders", filled: content.values.keys.sorted(), kept: nil)),
            content: content),
        Event(stamp: stamp, fact: .stepSkipped(StepSkipped(visit: 2, step: "melden", day: day, place: nil))),
        Event(stamp: stamp, fact: stepOpened(3, step: "bellen", performers: ["leerkracht"], deadline: nil)),
        Event(stamp: stamp, fact: .stepCancelled(StepCancelled(visit: 3, step: "bellen"))),
        Event(
            stamp: stamp, fact: .choiceMade(ChoiceMade(visit: 4, step: "keuze", day: day, row: 2, place: nil))
        ),
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
                    visit: 1, recipient: "arts", fields: ["cijfer", "soort"], legalBasis: "Jeugdwet 7.3.11",
                    consent: nil))),
        Event(
            stamp: stamp,
            fact: .caseInterrupted(CaseInterrupted(outcome: "verhuisd", role: "directeur", cause: nil)),
            content: Content(reason: "Verhuisd naar Utrecht")),
        Event(
            stamp: stamp, fact: .caseEnded(CaseEnded(end: "vervallen", countsAs: .aborted, day: nil)),
            content: Content(reason: "Verhuisd")),
    ]

    /// One event of each kind that came later, and of the earlier ones what they gained.
    static let laterKinds: [Event] = {
        let pupil = Subject(kind: .pupil, id: "1042", group: "groep-7")
        let place = Place(block: 1, branch: 0)
        let consent = Consent(purpose: "zib-vo", recipient: "vo-school", until: day + 365)
        let facts: [(Fact, Content?)] = [
            (
                .caseOpened(
                    CaseOpened(
                        card: "opp", version: 1, textHash: String(repeating: "cd", count: 32), subject: pupil,
                        role: nil, deadline: day + 40, statutory: day + 42,
                        origin: Origin(rule: Origin.Rule(rule: 1, item: 0, after: "k7m3")),
                        occasion: Occasion(firstDay: day, lastDay: day + 11, name: "opp-ronde"),
                        limit: day + 30)
                ), Content(values: ["vraag": .text("rekenen")])
            ),
            (
                .subjectNoted(
                    SubjectNoted(
                        subject: pupil, attributes: ["jaargroep", "tlv-einddatum"], consents: [consent],
                        authorities: 2)),
                Content(attributes: ["jaargroep": .number(Number(6)), "tlv-einddatum": .date(day + 90)])
            ),
            (
                .stepOpened(
                    StepOpened(
                        visit: 1, step: "per-punt", openedOn: day, performers: [], statutory: day + 42,
                        branches: [
                            OpenedBranch(id: nil, item: Item(row: 1)),
                            OpenedBranch(id: nil, item: Item(subject: pupil)),
                            OpenedBranch(id: "links", item: nil),
                            OpenedBranch(id: nil, item: Item(value: "rekenen")),
                        ], list: "punten")), nil
            ),
            (
                .stepOpened(
                    StepOpened(
                        visit: 2, step: "tekenen", openedOn: day, performers: ["ouders"], place: place,
                        person: "jansen", until: day + 5,
                        signers: [Signer(role: "ouders", number: 1), Signer(role: "directeur")])), nil
            ),
            (
                .signatureGiven(
                    SignatureGiven(
                        visit: 2, signer: Signer(role: "ouders", number: 1), answer: .agreedWithRemark,
                        day: day,
                        role: "leerkracht")), Content(reason: "Liever morgen", document: "ESIS-1")
            ),
            (.stepClosed(StepClosed(visit: 2, step: "tekenen", outcome: "akkoord", day: day)), nil),
            (.branchClosed(BranchClosed(place: place, counts: true)), nil),
            (.itemAdded(ItemAdded(visit: 1, branch: OpenedBranch(id: nil, item: Item(row: 2)))), nil),
            (
                .entryAdded(
                    EntryAdded(
                        visit: 3, list: "doses", row: 1, day: day, role: "kc", onBehalfOf: "ouders",
                        place: place)),
                Content(values: ["middel": .text("zalf"), "leerling": .pupil("1042")])
            ),
            (.personAssigned(PersonAssigned(visit: 3, person: "de-vries")), nil),
            (.termPostponed(TermPostponed(visit: 3, days: 7)), Content(reason: "ziek")),
            (.caseSuspended(CaseSuspended(day: day)), Content(reason: "wachten op stukken")),
            (.caseResumed(CaseResumed(day: day + 3)), Content(reason: "stukken binnen")),
            (.dateMoved(DateMoved(visit: 3, kind: .until, from: day, to: day + 3, cause: .suspended)), nil),
            (
                .dateMoved(DateMoved(visit: 3, kind: .statutory, from: day, to: day + 3, cause: .postponed)),
                nil
            ),
            (.reminderSent(ReminderSent(visit: nil, reminder: 0, day: day, roles: ["kc"])), nil),
            (.stepEscalated(StepEscalated(visit: 3, roles: ["directeur"], day: day)), nil),
            (
                .stepCompleted(
                    StepCompleted(
                        visit: 3, step: "doen", outcome: "gereed", doneOn: day, role: "kc", onBehalfOf: nil,
                        filled: ["punten"], kept: [KeptField(field: "punten", place: place)])),
                Content(values: ["punten": .rows([Row(number: 1, cells: ["wat": .text("lezen")])])])
            ),
            (
                .dataDisclosed(
                    DataDisclosed(
                        visit: 3, recipient: "vo-school", fields: ["okr"], legalBasis: nil, consent: "zib-vo")
                ), nil
            ),
            (
                .attributeRecorded(AttributeRecorded(subject: pupil, attribute: "uitstroom")),
                Content(attributes: ["uitstroom": .text("havo")])
            ),
            (.consentDecided(ConsentDecided(subject: pupil, consent: consent, given: false)), nil),
            (.consentLapsed(ConsentLapsed(purpose: "zib-vo", day: day)), nil),
            (
                .cardCalled(
                    CardCalled(
                        visit: 3, card: "hoorrecht", subject: pupil, occasion: Occasion(day: day),
                        limit: day + 9,
                        resumes: "k7m3")),
                nil
            ),
            (.callLinked(CallLinked(visit: 3, caseID: "k7m4")), nil),
            (.callEnded(CallEnded(caseID: "k7m4", end: "gehoord", day: day)), nil),
            (.subjectEventMet(SubjectEventMet(subject: pupil, event: .groupChanged, day: day)), nil),
            (.occasionMoved(OccasionMoved(occasion: Occasion(day: day + 1))), nil),
            (.momentPassed(MomentPassed(interrupt: 0, day: day)), nil),
            (.caseInterrupted(CaseInterrupted(outcome: "left", role: nil, cause: .event)), nil),
            (.caseEnded(CaseEnded(end: "voltooid", countsAs: .completed, day: day)), nil),
            (.caseReopened(CaseReopened(visit: 3, step: "doen")), Content(reason: "vergissing")),
            (
                .attributesSet(AttributesSet(attributes: ["groep"])),
                Content(attributes: ["groep": .text("groep-7")])
            ),
            (.authoritiesSet(AuthoritiesSet(count: 2)), nil),
            (.dayRun(DayRun(cards: ["opp"])), nil),
            (
                .changePlanned(ChangePlanned(day: day + 251, attributes: ["groep"])),
                Content(attributes: ["groep": .text("groep-8")])
            ),
            (.planClosed(PlanClosed(day: day + 251, carriedOut: true)), nil),
            (.dayForeseen(DayForeseen(day: day + 251, isOver: false)), nil),
            (
                .fileUsed(FileUsed(kind: .school, name: "eik", textHash: String(repeating: "ef", count: 32))),
                nil
            ),
            (.fileUsed(FileUsed(kind: .schoolYear, name: "2026-2027", textHash: nil)), nil),
            (
                .caseMigrated(
                    CaseMigrated(
                        version: 2, textHash: String(repeating: "ef", count: 32),
                        visits: [
                            MigratedVisit(
                                visit: 3, performers: ["kc"], person: "femke",
                                reminded: [ReminderMark(reminder: 1, day: day)]),
                            MigratedVisit(visit: 4, performers: [], person: nil, reminded: []),
                        ], reminded: [ReminderMark(reminder: 0, day: day)],
                        passed: [MomentPassed(interrupt: 1, day: day)], purposes: ["zib-vo"],
                        moments: nil)),
                Content(reason: "nieuwe afspraken")
            ),
            (
                .dateMoved(
                    DateMoved(visit: 3, kind: .deadline, from: day, to: nil, cause: .migrated)), nil
            ),
            (
                .consentLapsed(
                    ConsentLapsed(
                        purpose: "zib-vo", day: day,
                        scopes: [
                            Consent(purpose: "zib-vo", recipient: nil, until: nil).scope, consent.scope,
                        ])), nil
            ),
            (
                .itemAdded(
                    ItemAdded(
                        visit: 1, branch: OpenedBranch(id: nil, item: Item(row: 3)), isNewRow: true)),
                Content(values: ["wat": .text("rekenen")])
            ),
            (
                .caseInterrupted(CaseInterrupted(outcome: "left", role: nil, cause: .event, interrupt: 1)),
                nil
            ),
            (.momentMoved(MomentMoved(interrupt: 1, from: day, to: day + 7, day: nil)), nil),
            (.momentMoved(MomentMoved(interrupt: 0, from: nil, to: day, day: day - 1)), nil),
            (
                .caseMigrated(
                    CaseMigrated(
                        version: 3, textHash: String(repeating: "ef", count: 32), visits: [], reminded: [],
                        passed: [], purposes: [],
                        moments: [MomentMark(interrupt: 0, day: day, knownOn: day - 1)])),
                Content(reason: "nieuwe afspraken")
            ),
            (.personAssigned(PersonAssigned(visit: 3, person: "de-vries")), Content(reason: "ziek")),
            (.stepTaken(StepTaken(visit: 3, person: "jansen")), nil),
            (.stepTaken(StepTaken(visit: 3, person: nil)), Content(reason: "is er niet")),
            (
                .cardAdopted(
                    CardAdopted(card: "opp", version: 2, textHash: String(repeating: "ef", count: 32))),
                Content(reason: "nieuwe afspraken")
            ),
            (.cardWithdrawn(CardWithdrawn(card: "opp", version: 2)), nil),
            (
                .subjectNoted(
                    SubjectNoted(
                        subject: pupil, attributes: [], consents: [consent], authorities: nil, day: day - 3)),
                nil
            ),
            (.branchClosed(BranchClosed(place: place, counts: false, leftOn: day - 1)), nil),
            (
                .caseMigrated(
                    CaseMigrated(
                        version: 4, textHash: String(repeating: "ef", count: 32),
                        visits: [
                            MigratedVisit(
                                visit: 3, performers: ["kc"], person: nil, reminded: [], hasOtherTerms: true)
                        ], reminded: [], passed: [], purposes: [], moments: nil)),
                Content(reason: "nieuwe afspraken")
            ),
            (.callReopened(CallReopened(caseID: "k7m4")), nil),
            (
                .dateMoved(
                    DateMoved(
                        visit: 3, kind: .deadline, from: day, to: day + 3, cause: .anchor, called: "k7m4")),
                nil
            ),
            (.limitMoved(LimitMoved(limit: day + 3, since: nil)), nil),
            (.limitMoved(LimitMoved(limit: nil, since: day)), nil),
            (.subjectEventTakenBack(SubjectEventMet(subject: pupil, event: .left, day: day)), nil),
            (
                .valuesCorrected(
                    ValuesCorrected(
                        visit: 3, step: "concept", fields: ["einddatum", "vakken"],
                        kept: [KeptField(field: "vakken", place: place)])),
                Content(
                    values: ["einddatum": .date(day), "vakken": .choices(["taal"])],
                    reason: "verkeerde week getypt")
            ),
            (
                .valuesCorrected(
                    ValuesCorrected(visit: 1, step: "concept", fields: ["einddatum"], kept: nil)), nil
            ),
            (
                .consentDecided(ConsentDecided(subject: pupil, consent: consent, given: true, day: day - 9)),
                nil
            ),
            (
                .caseOpened(
                    CaseOpened(
                        card: "verzuim", version: 3, textHash: String(repeating: "ab", count: 32),
                        subject: pupil, role: nil, deadline: nil, statutory: nil,
                        origin: Origin(caller: Origin.Caller(caseID: "k7m4", visit: 2)),
                        occasion: Occasion(day: day - 9), limit: day, day: day - 9)), nil
            ),
            (.limitMoved(LimitMoved(limit: day, since: day, proposes: true)), nil),
            (
                .caseMigrated(
                    CaseMigrated(
                        version: 4, textHash: String(repeating: "cd", count: 32), visits: [], reminded: [],
                        passed: [], purposes: [], moments: nil, began: BeganBy(event: .left))),
                Content(reason: "nieuwe afspraken")
            ),
            (
                .caseMigrated(
                    CaseMigrated(
                        version: 5, textHash: String(repeating: "ef", count: 32), visits: [], reminded: [],
                        passed: [], purposes: [], moments: nil, began: BeganBy(event: nil))),
                Content(reason: "nieuwe afspraken")
            ),
            (
                .stepClosed(
                    StepClosed(visit: 3, step: "w", outcome: "gereed", day: day - 2, heardOn: day)), nil
            ),
        ]
        return facts.map { Event(stamp: stamp, fact: $0.0, content: $0.1) }
    }()

    /// What a reader calls the kind of a fact.
    static func name(of fact: Fact) -> String {
        switch fact {
        case .caseOpened: "caseOpened"
        case .stepOpened: "stepOpened"
        case .stepCompleted: "stepCompleted"
        case .stepClosed: "stepClosed"
        case .stepSkipped: "stepSkipped"
        case .stepCancelled: "stepCancelled"
        case .choiceMade: "choiceMade"
        case .branchClosed: "branchClosed"
        case .itemAdded: "itemAdded"
        case .signatureGiven: "signatureGiven"
        case .entryAdded: "entryAdded"
        case .personAssigned: "personAssigned"
        case .stepTaken: "stepTaken"
        case .dateMoved: "dateMoved"
        case .termPostponed: "termPostponed"
        case .caseSuspended: "caseSuspended"
        case .caseResumed: "caseResumed"
        case .reminderSent: "reminderSent"
        case .stepEscalated: "stepEscalated"
        case .dataDisclosed: "dataDisclosed"
        case .attributeRecorded: "attributeRecorded"
        case .consentDecided: "consentDecided"
        case .consentLapsed: "consentLapsed"
        case .cardCalled: "cardCalled"
        case .callLinked: "callLinked"
        case .callEnded: "callEnded"
        case .callReopened: "callReopened"
        case .subjectNoted: "subjectNoted"
        case .subjectEventMet: "subjectEventMet"
        case .subjectEventTakenBack: "subjectEventTakenBack"
        case .limitMoved: "limitMoved"
        case .occasionMoved: "occasionMoved"
        case .momentMoved: "momentMoved"
        case .momentPassed: "momentPassed"
        case .caseInterrupted: "caseInterrupted"
        case .caseReopened: "caseReopened"
        case .valuesCorrected: "valuesCorrected"
        case .caseMigrated: "caseMigrated"
        case .caseEnded: "caseEnded"
        case .attributesSet: "attributesSet"
        case .authoritiesSet: "authoritiesSet"
        case .dayRun: "dayRun"
        case .changePlanned: "changePlanned"
        case .planClosed: "planClosed"
        case .dayForeseen: "dayForeseen"
        case .fileUsed: "fileUsed"
        case .cardAdopted: "cardAdopted"
        case .cardWithdrawn: "cardWithdrawn"
        }
    }

    static let kindCount = 48
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
