/// A condition (`als`): data, so that a card can be checked, drawn and explained without running it.
public indirect enum Condition: Hashable, Sendable {
    case all([Condition])
    case any([Condition])
    case not(Condition)
    case test(Operand, Test)
}

/// What a condition looks at.
public enum Operand: Hashable, Sendable {
    case field(FieldID)
    /// `uitkomst.<stap>`: the outcome of the latest visit; empty when there was none, or it is open or cancelled.
    case outcome(StepID)
    /// `keer.<stap>`: how many visits were done or expired.
    case visits(StepID)
    /// `toestemming.<doel>`: whether a consent of that purpose holds.
    case consent(PurposeID)
    /// An attribute of the subject; the values that it is compared with are `.text`, for its kind is the school's.
    case attribute(AttributeID)
}

/// What must hold of the operand. An empty value fits nothing but `empty`.
public enum Test: Hashable, Sendable {
    /// One of these; a multiple choice fits when it holds one of them.
    case oneOf([FieldValue])
    case atLeast(Number)
    case atMost(Number)
    case before(Moment)
    case after(Moment)
    case empty
    case filled
}
