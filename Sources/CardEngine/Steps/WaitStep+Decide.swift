extension Decision {
    /// Opens a wait; when its moment is past the case goes on at once.
    mutating func open(_ step: Step, _ wait: WaitStep, at place: Place?) -> Target? {
        let number = nextVisit
        emitOpened(step, performers: wait.earlier, at: place)
        guard let until = state.visit(number)?.until, until <= day else { return nil }
        return close(number, step, with: Outcome.done)
    }
}
