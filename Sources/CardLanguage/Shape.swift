/// What may stand behind a word.
indirect enum Shape: Sendable {
    /// Running text, for people.
    case text
    /// A value of a fixed list, whatever it looks like: also `nee`, `3` and `null`.
    case answer
    /// The name of the thing itself, `[a-z][a-z0-9-]*`.
    case id
    /// The name of a school year: `2026-2027`.
    case schoolYearName
    case yesNo
    /// 1 or more.
    case wholeNumber
    /// How many persons have authority over a pupil: 0 to 9.
    case parentCount
    case date
    /// A limit or a value: a number as a card writes it.
    case number
    /// The grammar of section 6 of the card language.
    case moment
    case duration
    /// What a norm measures.
    case measure
    /// What is good enough for a norm: a share, a duration or a number.
    case normLimit
    /// One of the words of a vocabulary.
    case option([String])
    /// The name of something that is made known elsewhere.
    case reference(Reference)
    /// A value of a field, an attribute or an item, whatever its kind.
    case value
    /// `als`.
    case condition
    /// A step of any kind.
    case step
    case construct(Construct)
    case list(of: Shape)
    /// A list that may be empty.
    case anyList(of: Shape)
    /// A list, or one without a list.
    case oneOrMore(Shape)
    /// Names, each with something behind it.
    case mapping(of: Names, to: Shape)
    case anyOf([Shape])
}

/// What a name refers to.
enum Reference: Sendable {
    case role, step, field, listField, card, end, group, person, externalRole, purpose, attribute, instrument
    /// A step, an end, `verder` or `klaar`.
    case target
    /// `cito-lib` or `medicijnprotocol.jaar-om`.
    case cardOrEnd
    /// `leerkracht`, or `ouders 1`.
    case performer
}

/// What stands before the colon in a mapping whose words are chosen by the author.
enum Names: Sendable {
    /// New names for things: fields, ends, roles.
    case ids
    /// The names of what is made known elsewhere.
    case references(Reference)
    /// Any text: outcomes.
    case texts
    /// Some of these words: the outcomes of a step that gives no others.
    case words([String])
}
