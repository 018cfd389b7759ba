/// What the program ends with.
enum ExitStatus: Int32 {
    /// Done, or it was so already.
    case done = 0
    /// Refused, failed, or faults found: a sentence tells why.
    case refused = 1
    /// Wrong use of the command line.
    case wrongUse = 2
}

/// Wrong use that the argument parser can't see.
struct WrongUse: Error {
    let message: TerminalText
}

/// A reason to stop that has been told, or is told by this sentence.
struct Refused: Error {
    let message: TerminalText?

    /// Of who breaks off at a question, with Ctrl-C or Ctrl-D.
    static let brokenOff = Refused(message: "\nAfgebroken; er is niets vastgelegd.")
}
