/// Which way a duration is counted from a day.
public enum Direction: Hashable, Sendable {
    /// Into the future.
    case after
    /// Into the past.
    case before

    /// The step to the next day that is met: 1 or -1.
    var step: Int {
        switch self {
        case .after: 1
        case .before: -1
        }
    }
}
