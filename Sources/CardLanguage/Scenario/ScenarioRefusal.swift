/// Why something must be refused, as a scenario says it: which kind of thing is wrong.
public enum ScenarioRefusal: Hashable, Sendable, CaseIterable {
    /// None of the roles that may do it.
    case role
    /// It is somebody else's alone.
    case person
    /// `anders_dan` and `zelfde_als`.
    case otherPerson, samePerson
    /// Before `vanaf`.
    case early
    /// A day on which it can't have been.
    case day
    /// A required field that is empty.
    case fieldNeeded
    /// A field that is not asked.
    case fieldNotAsked
    /// A value that does not fit its field.
    case value
    case outcome, checklist, presence, proof
    /// Nothing of the kind is open, for whatever reason.
    case notOpen
    /// Not open because the case never came to the step, or because the step is over.
    case notReached, over
    /// The case has ended.
    case ended
    case item, term, suspension, occasion
    /// Somebody can do what was to be assigned.
    case notNobodys
    /// The condition of what may happen at any moment, or of a start by hand, does not hold now.
    case notNow
    /// No row of a choice holds.
    case choice

    /// How a scenario writes it.
    public var word: String { Vocabulary.refusals.word(of: self) }
}

extension Vocabulary where Value == ScenarioRefusal {
    static let refusals = Vocabulary([
        ("rol", .role), ("persoon", .person), ("andere persoon", .otherPerson),
        ("zelfde persoon", .samePerson), ("te vroeg", .early), ("dag", .day), ("veld leeg", .fieldNeeded),
        ("veld niet gevraagd", .fieldNotAsked), ("waarde", .value), ("uitkomst", .outcome),
        ("punten", .checklist), ("aanwezigheid", .presence), ("bewijs", .proof), ("niet open", .notOpen),
        ("nog niet aan de beurt", .notReached), ("voorbij", .over), ("afgelopen", .ended), ("item", .item),
        ("termijn", .term), ("opschorting", .suspension),
        ("aanleiding", .occasion), ("iemand kan het", .notNobodys), ("niet nu", .notNow), ("keuze", .choice),
    ])

    /// The same words, where there may be none.
    var optional: [(word: String, value: ScenarioRefusal?)] { words.map { ($0.word, $0.value) } }
}
