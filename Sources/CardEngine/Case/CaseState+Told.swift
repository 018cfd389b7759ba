public import SchoolTime

extension CaseState {
    /// What a case keeps of what another one tells it, whatever follows from that here. It needs no card for it; nothing when
    /// that is no news, or no other case tells it.
    ///
    /// - Parameter day: as of when it is told.
    public func told(_ command: Command, on day: Day) -> [(fact: Fact, content: Content)] {
        if case .endCall(let call, let end, let ended) = command {
            guard endedCalls[call] == nil, visits.contains(where: { $0.calledCase == call }) else {
                return []
            }
            return [(.callEnded(CallEnded(caseID: call, end: end, day: ended)), Content())]
        }
        if case .reopenCall(let call) = command, endedCalls[call] != nil {
            return [(.callReopened(CallReopened(caseID: call)), Content())]
        }
        guard isRunning else { return [] }
        // The deadline of the step that called this case is also that of the case (kaarttaal, section 4.6).
        if case .limit(let limit) = command, limit != self.limit?.day {
            return [(.limitMoved(LimitMoved(limit: limit, since: nil)), Content())]
        }
        // A new visit of that step takes the case up: with a deadline, proposals and perhaps an occasion of its own
        // (docs/kaarttaal.md, choice 111).
        if case .calledAgain(let again) = command {
            let moved = LimitMoved(limit: again.limit, since: day, proposes: true)
            var told: [(fact: Fact, content: Content)] = [
                (.limitMoved(moved), Content(values: again.proposals))
            ]
            if let other = again.occasion, other != occasion {
                told.append((.occasionMoved(OccasionMoved(occasion: other)), Content()))
            }
            return told
        }
        return []
    }
}
