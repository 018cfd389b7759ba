import ArgumentParser
import Casework

/// Whether a command is only to tell what it would lead to.
struct TrialOption: ParsableArguments {
    @Flag(name: .customLong("proef"), help: "Laat zien wat er zou gebeuren, en doe niets.")
    var isTrial = false
}

extension Terminal {
    /// The last line of a command that keeps data of the school: whether anything was recorded.
    ///
    /// - Parameter isMeant: false where it records with `--voer-uit` only, and that was not given.
    func tellRecorded(isMeant: Bool, isChanged: Bool) {
        guard isChanged else { return write("Er valt niets vast te leggen.") }
        write(isMeant ? "Vastgelegd." : "Er is niets veranderd. Met --voer-uit wordt dit vastgelegd.")
    }
}

extension Session {
    /// Does the work of a command that has consequences. At a terminal these are shown first, and it is asked whether it is
    /// meant; with `--proef` they are shown and nothing is done.
    ///
    /// - Parameters:
    ///   - done: what to say when it is done.
    ///   - question: what to ask; nil when it was asked before.
    /// - Throws: `Refused` when it is not meant.
    func carryOut(
        _ trial: TrialOption, question: TerminalText? = "Vastleggen?", done: TerminalText,
        _ work: (Workplace) throws -> [Progress]
    ) throws {
        if trial.isTrial {
            let foreseen = try perform { try work($0.trial) }
            terminal.write("Dit zou er gebeuren; er is niets veranderd.")
            for progress in foreseen { ProgressText(self, isForeseen: true).show(progress) }
            return
        }
        if terminal.isInteractive, let question {
            try foresee(work)
            try terminal.confirm(question, else: "Er is niets vastgelegd.")
        }
        let reached = try perform(work)
        terminal.write(done)
        for progress in reached { ProgressText(self).show(progress) }
    }

    /// Shows what some work would lead to, before it is asked whether it is meant.
    func foresee(_ work: (Workplace) throws -> [Progress]) throws {
        let foreseen = try perform { try work($0.trial) }
        terminal.remark("Dit gebeurt er dan:")
        for progress in foreseen { ProgressText(self, isForeseen: true, isAside: true).show(progress) }
    }
}
