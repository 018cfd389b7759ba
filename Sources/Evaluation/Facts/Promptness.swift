import CardEngine
import SchoolTime

/// How something stands to its term (kaarttaal, section 6): a term is kept by who is done in time, and broken by its
/// passing; what stopped before that did neither.
public enum Promptness: Hashable, Sendable {
    /// It has no term, or one of which the day never became known.
    case withoutTerm
    /// It was done by the end of the last day.
    case onTime
    /// The last day passed before it was done, whatever became of it.
    case late
    /// It is open, and the last day has not passed; a term that stands still has not passed either.
    case pending
    /// It came to nothing before the last day had passed.
    case stopped
}

extension Promptness {
    /// Of a visit by the agreed term, or by that of the law.
    ///
    /// - Parameters:
    ///   - endedOn: of a visit that an older log says only to be cancelled: when what it stood in was over.
    ///   - lapsedOn: as of which day there was no need any more of what was not done: the case was broken off, or it was
    ///     done another time.
    init(of visit: Visit, byLaw: Bool, cancelledOn endedOn: Day?, lapsedOn: Day?, today: Day) {
        guard (byLaw ? visit.statutory : visit.deadline) != nil else {
            self = .withoutTerm
            return
        }
        func isPast(_ day: Day) -> Bool {
            (byLaw ? visit.daysPastStatutory(on: day) : visit.daysPastDeadline(on: day)) > 0
        }
        switch visit.status {
        case .open: self = isPast(today) ? .late : .pending
        case .done(let completion): self = isPast(completion.doneOn) ? .late : .onTime
        case .closed(Outcome.expired, let day):
            // It was never done. Where both terms are there the agreed one ended it, which breaks no law until that of the law
            // is over too.
            if !byLaw || visit.deadline == nil || isPast(max(day, min(lapsedOn ?? today, today))) {
                self = .late
            } else {
                self = lapsedOn == nil ? .pending : .stopped
            }
        // Without consent nothing was done: it came to nothing.
        case .closed(Outcome.noConsent, let day): self = isPast(day) ? .late : .stopped
        case .closed(_, let day): self = isPast(day) ? .late : .onTime
        case .cancelled(_, let day): self = isPast(min(day, endedOn ?? day)) ? .late : .stopped
        case .decided, .skipped: self = .withoutTerm
        }
    }

    /// Of a case as a whole.
    init(of state: CaseState, byLaw: Bool, today: Day) {
        guard let last = byLaw ? state.statutory : state.deadline else {
            self = .withoutTerm
            return
        }
        let day = state.ending?.day ?? today
        if byLaw ? day > last : state.daysPastDeadline(on: day) > 0 {
            self = .late
        } else if let ending = state.ending {
            self = ending.countsAs == .completed ? .onTime : .stopped
        } else {
            self = .pending
        }
    }
}
