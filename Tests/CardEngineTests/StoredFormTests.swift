import Foundation
import SchoolTime
import Testing

@testable import CardEngine

/// What is written is read back in the random walks; here is how it looks, and what is refused.
@Suite("The stored form")
struct StoredFormTests {
    @Test(
        "a value is an object with one key that names its kind",
        arguments: [
            (.text("x"), #"{"text":"x"}"#), (.number(Number("-7,50")!), #"{"number":"-7,5"}"#),
            (.date(september(8)), #"{"date":"2026-09-08"}"#), (.yesNo(true), #"{"yesNo":true}"#),
            (.choice("x"), #"{"choice":"x"}"#), (.choices(["x", "y"]), #"{"choices":["x","y"]}"#),
            (.document("x"), #"{"document":"x"}"#), (.person("lea"), #"{"person":"lea"}"#),
            (.pupil("12"), #"{"pupil":"12"}"#), (.rows([]), #"{"rows":[]}"#),
            (
                .rows([Row(number: 2, cells: ["f": .yesNo(true)])]),
                #"{"rows":[{"cells":{"f":{"yesNo":true}},"number":2}]}"#
            ),
        ] as [(FieldValue, String)])
    func value(value: FieldValue, json: String) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        #expect(String(decoding: try encoder.encode(value), as: UTF8.self) == json)
        #expect(try JSONDecoder().decode(FieldValue.self, from: Data(json.utf8)) == value)
    }

    @Test(
        "a damaged value is refused",
        arguments: [
            "{}", #"{"text":"x","choice":"x"}"#, #"{"number":"veel"}"#, #"{"number":7}"#,
            #"{"date":"2026-02-30"}"#,
            #"{"date":"10000-01-01"}"#, #"{"kleur":"x"}"#, "[]",
        ])
    func damagedValue(json: String) {
        #expect(throws: DecodingError.self) {
            try JSONDecoder().decode(FieldValue.self, from: Data(json.utf8))
        }
    }

    @Test(
        "a damaged fact is refused",
        arguments: [
            "{}", #"{"type":"case-ended"}"#, #"{"type":"case-lost","data":{}}"#,
            #"{"type":"case-ended","data":{"end":"x","countsAs":"?"}}"#,
        ])
    func damagedFact(json: String) {
        #expect(throws: DecodingError.self) { try JSONDecoder().decode(Fact.self, from: Data(json.utf8)) }
    }

    @Test("content writes only what there is")
    func content() throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        func json(_ content: Content) throws -> String {
            String(decoding: try encoder.encode(content), as: UTF8.self)
        }
        #expect(try json(Content()) == "{}")
        #expect(Content().ifAny == nil)
        #expect(try JSONDecoder().decode(Content.self, from: Data("{}".utf8)) == Content())
        let there: [RoleID: Presence] = ["kc": .present(["kim"]), "smw": .absent(reason: "ziek")]
        let full = Content(values: ["f": .yesNo(true)], presence: there, reason: "r")
        #expect(
            try json(full)
                == #"{"presence":{"kc":{"present":["kim"]},"smw":{"absent":"ziek"}},"reason":"r","values":{"f":{"yesNo":true}}}"#
        )
    }

    // MARK: - Facts

    @Test("every fact is read back as it was written", arguments: facts)
    func fact(fact: Fact) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        let json = try encoder.encode(fact)
        let back = try JSONDecoder().decode(Fact.self, from: json)
        #expect(back == fact)
        #expect(try encoder.encode(back) == json)
    }

    @Test("the list above holds every kind of fact, and each has a name of its own")
    func complete() throws {
        let kinds = Set(Self.facts.map { Mirror(reflecting: $0).children.first?.label })
        #expect(kinds.count == 48)
        let names = try Self.facts.map { fact in
            let object = try JSONSerialization.jsonObject(with: JSONEncoder().encode(fact)) as? [String: Any]
            return object?["type"] as? String
        }
        #expect(Set(names).count == 48)
    }

    private static let facts: [Fact] = {
        let today = september(7)
        let place = Place(block: 2, branch: 1)
        let consent = Consent(purpose: "zib-vo", recipient: "vo-school", until: today)
        return [
            .caseOpened(
                CaseOpened(
                    card: "c", version: 2, textHash: "00", subject: .pupil, role: nil, deadline: today,
                    statutory: today, origin: Origin(rule: Origin.Rule(rule: 1, item: 2)),
                    occasion: Occasion(firstDay: today, lastDay: today + 4, name: "ronde"), limit: today)),
            .caseOpened(
                CaseOpened(
                    card: "c", version: 2, textHash: "00", subject: .yellow, role: "kc", deadline: nil,
                    statutory: nil, origin: Origin(caller: Origin.Caller(caseID: "x", visit: 3)),
                    occasion: nil,
                    limit: nil, day: today)),
            .stepOpened(
                StepOpened(
                    visit: 3, step: "s", openedOn: today, performers: ["kc"], earliest: today,
                    deadline: today,
                    statutory: today, place: place, person: "lea", until: today,
                    branches: [
                        OpenedBranch(id: "t", item: nil), OpenedBranch(id: nil, item: Item(subject: .pupil)),
                        OpenedBranch(id: nil, item: Item(row: 3)),
                        OpenedBranch(id: nil, item: Item(value: "x")),
                    ], list: "l", signers: [Signer(role: "ouders", number: 2), Signer(role: "kc")])),
            .stepCompleted(
                StepCompleted(
                    visit: 3, step: "s", outcome: "gereed", doneOn: today, role: "kc", onBehalfOf: "ouders",
                    filled: ["f"], kept: [KeptField(field: "f", place: place)])),
            .stepClosed(StepClosed(visit: 3, step: "s", outcome: "verlopen", day: today)),
            .stepClosed(StepClosed(visit: 3, step: "s", outcome: "gereed", day: today, heardOn: today + 1)),
            .stepSkipped(StepSkipped(visit: 3, step: "s", day: today, place: place)),
            .stepCancelled(StepCancelled(visit: 3, step: "s")),
            .choiceMade(ChoiceMade(visit: 3, step: "s", day: today, row: 2, place: place)),
            .branchClosed(BranchClosed(place: place, counts: false)),
            .branchClosed(BranchClosed(place: place, counts: false, leftOn: today)),
            .itemAdded(ItemAdded(visit: 2, branch: OpenedBranch(id: nil, item: Item(row: 4)))),
            .itemAdded(
                ItemAdded(visit: 2, branch: OpenedBranch(id: nil, item: Item(row: 4)), isNewRow: true)),
            .signatureGiven(
                SignatureGiven(
                    visit: 3, signer: Signer(role: "ouders", number: 1), answer: .notReached, day: today,
                    role: "kc")),
            .entryAdded(
                EntryAdded(
                    visit: 3, list: "l", row: 1, day: today, role: "kc", onBehalfOf: "ouders", place: place)),
            .personAssigned(PersonAssigned(visit: 3, person: "lea")),
            .stepTaken(StepTaken(visit: 3, person: "lea")),
            .stepTaken(StepTaken(visit: 3, person: nil)),
            .dateMoved(
                DateMoved(visit: 3, kind: .until, from: nil, to: today, cause: .suspended, day: today)),
            .dateMoved(DateMoved(visit: nil, kind: .statutory, from: today, to: nil, cause: .anchor)),
            .termPostponed(TermPostponed(visit: nil, days: 4)), .caseSuspended(CaseSuspended(day: today)),
            .caseResumed(CaseResumed(day: today)),
            .reminderSent(ReminderSent(visit: 3, reminder: 1, day: today, roles: ["kc"])),
            .stepEscalated(StepEscalated(visit: 3, roles: ["directeur"], day: today)),
            .dataDisclosed(
                DataDisclosed(
                    visit: 3, recipient: "vo-school", fields: ["f"], legalBasis: nil, consent: "zib-vo")),
            .attributeRecorded(AttributeRecorded(subject: .pupil, attribute: "tlv")),
            .consentDecided(ConsentDecided(subject: .pupil, consent: consent, given: true)),
            .consentDecided(ConsentDecided(subject: .pupil, consent: consent, given: false, day: today - 2)),
            .consentLapsed(ConsentLapsed(purpose: "zib-vo", day: today)),
            .consentLapsed(ConsentLapsed(purpose: "zib-vo", day: today, scopes: [consent.scope])),
            .cardCalled(
                CardCalled(
                    visit: 3, card: "c", subject: .pupil, occasion: Occasion(day: today), limit: today,
                    resumes: "x")),
            .callLinked(CallLinked(visit: 3, caseID: "x")),
            .callEnded(CallEnded(caseID: "x", end: "voltooid", day: today)),
            .callReopened(CallReopened(caseID: "x")),
            .subjectNoted(
                SubjectNoted(subject: .pupil, attributes: ["tlv"], consents: [consent], authorities: 2)),
            .subjectNoted(
                SubjectNoted(
                    subject: .pupil, attributes: [], consents: [consent], authorities: nil, day: today)),
            .subjectEventMet(SubjectEventMet(subject: .pupil, event: .left, day: today)),
            .subjectEventTakenBack(SubjectEventMet(subject: .pupil, event: .left, day: today)),
            .limitMoved(LimitMoved(limit: today, since: nil)),
            .limitMoved(LimitMoved(limit: nil, since: today)),
            .limitMoved(LimitMoved(limit: nil, since: today, proposes: true)),
            .occasionMoved(OccasionMoved(occasion: Occasion(day: today))),
            .momentMoved(MomentMoved(interrupt: 1, from: nil, to: today, day: today)),
            .momentMoved(MomentMoved(interrupt: 0, from: today, to: nil, day: nil)),
            .momentPassed(MomentPassed(interrupt: 1, day: today)),
            .caseInterrupted(CaseInterrupted(outcome: "left", role: nil, cause: .event)),
            .caseInterrupted(CaseInterrupted(outcome: "left", role: nil, cause: .event, interrupt: 1)),
            .caseReopened(CaseReopened(visit: 3, step: "s")),
            .valuesCorrected(
                ValuesCorrected(
                    visit: 3, step: "s", fields: ["f"], kept: [KeptField(field: "f", place: place)])),
            .caseMigrated(
                CaseMigrated(
                    version: 3, textHash: "00",
                    visits: [
                        MigratedVisit(
                            visit: 3, performers: ["kc"], person: "lea",
                            reminded: [ReminderMark(reminder: 1, day: today)], hasOtherTerms: true)
                    ], reminded: [], passed: [MomentPassed(interrupt: 0, day: today)], purposes: ["zib-vo"],
                    moments: [MomentMark(interrupt: 1, day: today, knownOn: today)])),
            .dateMoved(
                DateMoved(visit: 3, kind: .deadline, from: today, to: nil, cause: .migrated, called: "x")),
            .caseEnded(CaseEnded(end: "voltooid", countsAs: .completed, day: today)),
            .attributesSet(AttributesSet(attributes: ["tlv"])), .authoritiesSet(AuthoritiesSet(count: 2)),
            .dayRun(DayRun(cards: ["c"])),
            .changePlanned(ChangePlanned(day: today, attributes: ["groep"])),
            .planClosed(PlanClosed(day: today, carriedOut: true)),
            .dayForeseen(DayForeseen(day: today, isOver: false)),
            .fileUsed(FileUsed(kind: .school, name: "eik", textHash: "ab")),
            .fileUsed(FileUsed(kind: .schoolYear, name: "2026-2027", textHash: nil)),
            .cardAdopted(CardAdopted(card: "opp", version: 2, textHash: "cd")),
            .cardWithdrawn(CardWithdrawn(card: "opp", version: 2)),
        ]
    }()

    @Test("what the first release stored is read as it was, and written the same")
    func firstRelease() throws {
        struct Line: Decodable { let fact: Fact }
        let golden = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .appending(path: "CaseStoreTests/Golden/events-format-1.txt")
        let text = String(decoding: try Data(contentsOf: golden), as: UTF8.self)
        var kinds: Set<String> = []
        for line in text.split(separator: "\n") {
            guard let start = line.firstIndex(of: "{"), line.first != " " else { continue }
            let json = Data(line[start...].utf8)
            let fact = try JSONDecoder().decode(Line.self, from: json).fact
            kinds.insert(Mirror(reflecting: fact).children.first?.label ?? "?")
            let stored = try JSONSerialization.jsonObject(with: json) as? [String: Any]
            let written = try JSONSerialization.jsonObject(with: JSONEncoder().encode(fact))
            #expect(
                NSDictionary(dictionary: ["fact": written])
                    == NSDictionary(dictionary: ["fact": stored!["fact"]!]))
        }
        // A case that was opened then began on that day, and counts from it.
        #expect(kinds.count >= 9)
    }
}
