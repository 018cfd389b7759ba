/// What a code means, at more length than a complaint has room for (kaarttaal, section 8).
public struct Explanation: Hashable, Sendable {
    /// What goes wrong and how it is mended.
    public struct Example: Hashable, Sendable {
        /// A part of a file that gives a complaint of the code.
        public let wrong: String
        /// The same part as it should be.
        public let right: String
    }

    /// A few words.
    public let title: String
    /// What it means.
    public let meaning: String
    /// Why it matters.
    public let reason: String
    /// What to do.
    public let advice: String
    /// Nil for what stands in no part of a file, or can't be shown.
    public let example: Example?

    init(
        _ title: String, _ meaning: String, why reason: String, todo advice: String, wrong: String? = nil,
        right: String? = nil
    ) {
        self.title = title
        self.meaning = meaning
        self.reason = reason
        self.advice = advice
        example = wrong.flatMap { wrong in right.map { Example(wrong: wrong, right: $0) } }
    }
}

extension DiagnosticCode {
    /// The code as somebody types it; nil when there is none, or none any more.
    public init?(typed text: String) { self.init(rawValue: text.uppercased()) }

    /// What a code of an earlier release was; nil when it never was one.
    public static func retired(typed text: String) -> String? { retired[text.uppercased()] }
}
