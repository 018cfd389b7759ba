import CardEngine
import CaseStore
public import SchoolTime

/// A step that a meeting does, with what was decided about it.
public struct MeetingLine: Sendable {
    /// The line of the table in which it stands; nil when there is no table.
    public let line: Int?
    /// The step.
    public let reference: CaseReference
    /// The answers, as typed.
    public let answers: StepAnswers

    /// What was decided about a step.
    public init(line: Int? = nil, reference: CaseReference, answers: StepAnswers) {
        self.line = line
        self.reference = reference
        self.answers = answers
    }
}

/// What a table of a meeting says.
public struct MeetingDecisions: Sendable {
    /// The steps of which something was decided.
    public internal(set) var lines: [MeetingLine] = []
    /// The steps in whose line nothing was filled in.
    public internal(set) var undecided: [CaseReference] = []
}

// A meeting does a step in many cases at once, all or nothing (kaarttaal, section 4.1).
extension Workplace {
    /// Completes many steps (`kaart klaar` with more than one step, or with a table): one transaction with all that
    /// follows. A refusal refuses all, and says at which step; of a table all refusals are told at once.
    ///
    /// - Returns: where each case stands, each once, in the order in which they were named.
    /// - Throws: `CaseworkFailure`, `StoreFailure`.
    public func completeSteps(_ lines: [MeetingLine]) throws -> [Progress] {
        do {
            return try inEach(lines.map { ($0.line, $0.reference) }) { reference, index, act, writing in
                try complete(reference, lines[index].answers, &act, writing)
            }
        } catch let failure as CaseworkFailure where lines.contains(where: { $0.line != nil }) {
            let failures = try failures(of: lines)
            throw failures.count > 1 ? CaseworkFailure.atSteps(failures) : failure
        }
    }

    /// Why each of many steps would be refused, in order; nothing is kept.
    private func failures(of lines: [MeetingLine]) throws -> [CaseworkFailure] {
        try inTransaction(true) { writing in
            var failures: [CaseworkFailure] = []
            for line in lines {
                do {
                    try writing.attempt {
                        try telling(which: line.reference, line.line, among: lines.count) {
                            var act = Act(self, writing)
                            try complete(line.reference, line.answers, &act, writing)
                        }
                    }
                } catch let failure as CaseworkFailure {
                    failures.append(failure)
                }
            }
            return failures
        }
    }

    /// What a table of a meeting decides (`kaart klaar --tabel`), see `MeetingTable`.
    ///
    /// - Throws: `CaseworkFailure` when it can't be read.
    public func readMeeting(_ text: String) throws -> MeetingDecisions {
        try MeetingTable.decisions(of: text, daysOf: fieldsThatMayBeDays) { line, failure in
            CaseworkFailure.inLine(line, Sentences(school: school).casework(failure))
        }
    }

    /// Which columns of a table of a meeting may be a day for a step that was done on that day. Of a step that is not for the
    /// actor all may, as of one that is not there.
    private func fieldsThatMayBeDays(of step: String, doneOn: Day?) -> (String) -> Bool {
        let card = try? store.read { reading in
            try loadToComplete(CaseReference(step), doneOn: doneOn, from: reading).0.card
        }
        guard let card else { return { _ in true } }
        return { card.field(FieldID($0))?.kind == .date }
    }

    /// An empty table for these steps, to fill in at the meeting.
    ///
    /// - Parameter doneOn: the day on which they were done; nil: today.
    /// - Throws: `CaseworkFailure`, among them every reason why the actor can't do one of them.
    public func meetingForm(
        _ references: [CaseReference], doneOn: Day? = nil
    ) throws -> (table: String, forms: [StepForm]) {
        try checkOnce(references)
        let forms = try references.map { reference in
            try telling(which: reference, nil, among: references.count) {
                try form(for: reference, doneOn: doneOn)
            }
        }
        let sentences = Sentences(school: school)
        let external = Set(school.roles.filter(\.isExternal).map(\.id))
        return (
            MeetingTable.form(forms, external: external) { sentences.title(of: $0) }, forms
        )
    }

    /// One transaction for many steps; a failure names the step when there are more.
    func inEach(
        _ steps: [(line: Int?, reference: CaseReference)],
        _ work: (CaseReference, Int, inout Act, any CaseWriting) throws -> Void
    ) throws -> [Progress] {
        try checkOnce(steps.map(\.reference))
        return try store.write { writing in
            var act = Act(self, writing)
            for (index, step) in steps.enumerated() {
                try telling(which: step.reference, step.line, among: steps.count) {
                    try work(step.reference, index, &act, writing)
                }
            }
            var seen: Set<CaseID> = []
            let ids = steps.map(\.reference.caseID).filter { seen.insert($0).inserted }
            return try progress(ofEach: ids, after: act, in: writing)
        }
    }

    func checkOnce(_ references: [CaseReference]) throws {
        var seen: Set<CaseReference> = []
        for reference in references where !seen.insert(reference).inserted {
            throw CaseworkFailure.givenTwice(reference.description)
        }
    }

    /// Says at which of several steps something went wrong.
    func telling<Result>(
        which reference: CaseReference, _ line: Int?, among count: Int, _ work: () throws -> Result
    ) throws -> Result {
        do {
            return try work()
        } catch let failure as CaseworkFailure {
            guard count > 1 || line != nil else { throw failure }
            throw CaseworkFailure.atStep(
                reference, line: line, Sentences(school: school).casework(failure))
        }
    }
}
