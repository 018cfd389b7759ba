public import CardEngine
public import SchoolTime

/// What a file turned out to be.
public enum FileValue: Hashable, Sendable {
    /// A quality card.
    case card(Card)
    /// The school: roles, groups and staff.
    case school(School)
    /// One school year.
    case schoolYear(SchoolYear)
    /// An executable example of a card.
    case scenario(Scenario)
    /// The document above the cards, of which nothing is used.
    case ambitionCard
}

/// The kinds of file that this release reads, by their first key.
public enum FileKind: Hashable, Sendable {
    /// `kaart`, `school`, `schooljaar`, `scenario` or `ambitiekaart`.
    case card, school, schoolYear, scenario, ambitionCard

    static let words: [Keyword: FileKind] = [
        .card: .card, .school: .school, .schoolYear: .schoolYear, .scenario: .scenario,
        .ambitionCard: .ambitionCard,
    ]
}

/// The result of reading a text: never a failure, always all complaints.
public struct ReadFile: Sendable {
    /// Nil when the first key names no kind that is read.
    public let kind: FileKind?
    /// Nil when a complaint keeps it from being used.
    public let value: FileValue?
    /// In order of place.
    public let diagnostics: [Diagnostic]
    /// A card as written, whatever is wrong with it.
    let written: CardDeclaration?
    /// A card with every name looked up; nil when some name means nothing.
    let checked: CheckedCard?
    /// The cards that an ambition card names.
    let named: [NamedCard]
    /// The members of staff that a school file names.
    let staff: [Located<String>]
    /// The roles that a school file has.
    let roles: [Located<String>]
    /// The roles that a card or ambition card names, as it writes them.
    let namedRoles: Set<RoleID>

    init(
        kind: FileKind?, value: FileValue?, diagnostics: [Diagnostic], written: CardDeclaration? = nil,
        checked: CheckedCard? = nil, named: [NamedCard] = [], staff: [Located<String>] = [],
        roles: [Located<String>] = [], namedRoles: Set<RoleID> = []
    ) {
        self.kind = kind
        self.value = value
        self.diagnostics = diagnostics
        self.written = written
        self.checked = checked
        self.named = named
        self.staff = staff
        self.roles = roles
        self.namedRoles = namedRoles
    }

    /// The same without the warnings of a code at some places.
    func without(_ code: DiagnosticCode, at places: [SourcePosition]) -> ReadFile {
        ReadFile(
            kind: kind, value: value,
            diagnostics: diagnostics.filter { $0.code != code || !places.contains($0.range.start) },
            written: written, checked: checked, named: named, staff: staff, roles: roles,
            namedRoles: namedRoles)
    }

    /// The same with more complaints; with an error it has no value.
    func adding(_ more: [Diagnostic]) -> ReadFile {
        guard !more.isEmpty else { return self }
        return ReadFile(
            kind: kind, value: more.hasErrors ? nil : value, diagnostics: (diagnostics + more).inOrder,
            written: written, checked: checked, named: named, staff: staff, roles: roles,
            namedRoles: namedRoles)
    }

    /// Reads a text.
    ///
    /// - Parameters:
    ///   - source: the text.
    ///   - school: the school whose roles and attributes the cards name; nil to leave them unchecked.
    ///   - plannedNames: the names of dates and periods in the school years; nil to leave them unchecked.
    ///   - cards: the cards that scenarios play, nil for one that has errors; without it of a scenario only words and
    ///     shapes are looked at, and it has no value.
    public static func read(
        _ source: SourceText, school: School?, plannedNames: Set<String>? = nil, cards: [CardID: Card?]? = nil
    ) -> ReadFile {
        ParsedFile(source).read(school: school, plannedNames: plannedNames, cards: cards)
    }

    /// The card of a text that a case was started by; nil when it can't be read any more.
    ///
    /// The roles of its day may be gone from the school, and a later release may prove more than it did then: what has
    /// begun goes on all the same, so roles are not looked up and nothing is proved anew.
    public static func archivedCard(_ source: SourceText) -> Card? {
        ParsedFile(source, isKept: true).archivedCard
    }

    /// The school of a text that was used; nil when it can't be read any more. A later release may ask more of it than was
    /// asked then: what is in it was so all the same.
    public static func archivedSchool(_ source: SourceText) -> School? {
        ParsedFile(source, isKept: true).archivedSchool
    }
}
