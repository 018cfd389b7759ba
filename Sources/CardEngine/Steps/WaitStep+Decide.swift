import SchoolTime

extension Decision {
    /// Opens a wait; when its moment is past, or what it waits for is there, the case goes on at once.
    mutating func open(_ step: Step, _ wait: WaitStep, at place: Place?) -> Target? {
        let number = nextVisit
        emitOpened(step, performers: wait.earlier, at: place)
        guard let visit = state.visit(number) else { return nil }
        let over: Day? =
            switch wait.goal {
            case .moment: visit.until
            case .card(let awaited, let since): completion(of: awaited, since: since, for: visit)
            }
        guard let over, over <= day else { return nil }
        return close(number, step, with: Outcome.done)
    }
}
