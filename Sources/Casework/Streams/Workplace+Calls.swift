import CardEngine
import CardLanguage
import CaseStore

extension Workplace {
    /// The called cases that run and are about a group in which the pupil of the caller is no more: about the group of now a
    /// new visit begins another (docs/kaarttaal.md, choice 34).
    func callsElsewhere(
        of state: CaseState, on card: Card, knowing histories: [Subject: SubjectHistory],
        from reading: any CaseReading
    ) throws -> Set<CaseID> {
        var found: Set<CaseID> = []
        for visit in state.visits {
            guard let called = visit.calledCase, state.endedCalls[called] == nil,
                let about = visit.calledAbout,
                about.kind == .pupil, case .call(let call)? = card.step(visit.step)?.kind,
                // A card that is about pupils itself is about the same one in every group.
                shelf.contents.unproved(call.card)?.subject != .pupil,
                case .caseOpened(let opening)? = try reading.events(of: called).first?.fact,
                opening.subject.kind == .group
            else { continue }
            let history = try histories[about] ?? history(of: about, from: reading)
            if Subject(group: history.facts.group ?? about.group ?? "") != opening.subject {
                found.insert(called)
            }
        }
        return found
    }

    /// What a step proposes to the case that it calls, without what there more roles would see than here. Of the cards as they
    /// are that is proved; the text by which the caller lives may be older than what the called card, or the school, is now.
    func passed(
        _ proposals: [FieldID: FieldValue], by step: StepID?, of caller: Card, to called: Card
    ) -> [FieldID: FieldValue] {
        guard !proposals.isEmpty, case .call(let call)? = step.flatMap({ caller.step($0) })?.kind else {
            return [:]
        }
        let cards = CardsTogether([], school: school)
        return proposals.filter { field, _ in
            guard let theirs = called.field(field),
                let ours = call.proposals.first(where: { $0.theirs == field }).flatMap({
                    caller.field($0.ours)
                })
            else { return false }
            return !cards.seenByMore(theirs, of: called, than: ours, of: caller)
        }
    }

    /// What is proposed to a case, without what its text shows by now to more roles than that of its caller: either may have gone
    /// over to another since.
    func proposals(to called: LoadedCase, from reading: any CaseReading) throws -> [FieldID: FieldValue] {
        try passed(called.state.proposals, to: called, from: reading)
    }

    /// The command as a running case gets it: so much for a call that takes it up again.
    func passed(_ command: Command, to called: LoadedCase, from reading: any CaseReading) throws -> Command {
        guard case .calledAgain(let again) = command else { return command }
        return .calledAgain(again.proposing(try passed(again.proposals, to: called, from: reading)))
    }

    private func passed(
        _ proposals: [FieldID: FieldValue], to called: LoadedCase, from reading: any CaseReading
    ) throws -> [FieldID: FieldValue] {
        guard !proposals.isEmpty, let caller = called.opening.facts.origin?.caller,
            let from = try loadUnlessLost(caller.caseID, reading.events(of: caller.caseID), from: reading)
        else { return [:] }
        let step = from.state.visit(caller.visit)?.step
        return passed(proposals, by: step, of: from.card, to: called.card)
    }
}
