/// A complaint about a text: what is wrong, where, and what to do.
public struct Diagnostic: Hashable, Sendable {
    /// A second place that explains the first.
    public struct Note: Hashable, Sendable {
        /// The second place.
        public let range: SourceRange
        /// A Dutch sentence: what stands there.
        public let message: String
    }

    /// How bad it is.
    public enum Severity: Hashable, Sendable {
        /// The text can't be used.
        case error
        /// The text can be used, and its author should look.
        case warning
    }

    /// What kind of complaint it is.
    public let code: DiagnosticCode
    /// Whether the text can still be used.
    public let severity: Severity
    /// The place to look at.
    public let range: SourceRange
    /// A Dutch sentence, or two: what is wrong and what to do.
    public let message: String
    /// Other places that explain this one.
    public let notes: [Note]
    /// Whether an earlier release took the text all the same: then it keeps nobody from reading a text that was kept.
    let isOfLaterRule: Bool

    /// A complaint; an error unless told otherwise.
    public init(
        _ code: DiagnosticCode, _ severity: Severity = .error, at range: SourceRange, _ message: String,
        notes: [Note] = [], isOfLaterRule: Bool = false
    ) {
        self.code = code
        self.severity = severity
        self.range = range
        self.message = message
        self.notes = notes
        self.isOfLaterRule = isOfLaterRule
    }
}

extension [Diagnostic] {
    /// Whether nobody would read more of them: a text with so many faults is another kind of text. Warnings stop earlier, so
    /// that they never keep a fault from being told.
    var isEnough: Bool { count >= 2_000 }
    /// Whether nobody would read more warnings.
    var isEnoughToWarn: Bool { count >= 1_000 }
}

extension Sequence<Diagnostic> {
    /// Whether one of them keeps the text from being used.
    public var hasErrors: Bool { contains { $0.severity == .error } }

    /// Whether one of them keeps a text from being used that an earlier release may have kept.
    var haveKeptErrors: Bool { contains { $0.severity == .error && !$0.isOfLaterRule } }

    /// By place, then by code and words; the same complaint once.
    public var inOrder: [Diagnostic] {
        var seen: Set<Diagnostic> = []
        return filter { seen.insert($0).inserted }.sorted {
            ($0.range.start, $0.code.rawValue, $0.message) < ($1.range.start, $1.code.rawValue, $1.message)
        }
    }
}
