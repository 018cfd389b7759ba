public import CardEngine

/// A text read as YAML, of which only the kind is known yet. What is left to do for a card needs the school, which
/// may stand in another of the files.
public struct ParsedFile: Sendable {
    /// The text.
    public let source: SourceText
    /// The tree with the name behind the first key; nil when there is no tree of a known kind.
    private let found: (kind: FileKind, name: SyntaxNode, root: SyntaxNode)?
    /// What has been complained about so far.
    private let reader: DeclarationReader

    /// Nil when the first key names no kind that is read.
    public var kind: FileKind? { found?.kind }

    /// Reads the text as YAML and looks at its first key.
    public init(_ source: SourceText) { self.init(source, isKept: false) }

    init(_ source: SourceText, isKept: Bool) {
        let (root, complaints) = YAMLReader.read(source, isKept: isKept)
        var reader = DeclarationReader(diagnostics: complaints)
        found = root.flatMap { root in reader.kind(of: root).map { ($0.0, $0.1, root) } }
        self.source = source
        self.reader = reader
    }

    /// Reads on.
    ///
    /// - Parameters:
    ///   - school: the school whose roles and attributes the cards name; nil to leave them unchecked.
    ///   - plannedNames: the names of dates and periods in the school years; nil to leave them unchecked.
    ///   - cards: the cards that scenarios play, nil for one that has errors; without it of a scenario only words and
    ///     shapes are looked at, and it has no value.
    ///   - isFollowed: of a school year whether a later one is there; then groups that it names may be gone.
    public func read(
        school: School?, plannedNames: Set<String>? = nil, cards: [CardID: Card?]? = nil,
        isFollowed: Bool = false
    ) -> ReadFile {
        var reader = reader
        guard let (kind, name, root) = found else {
            return ReadFile(kind: nil, value: nil, diagnostics: reader.diagnostics.inOrder)
        }
        var value: FileValue?
        var written: CardDeclaration?
        var checked: CheckedCard?
        var named: [NamedCard] = []
        var namedRoles: Set<RoleID> = []
        var staff: [Located<String>] = []
        var roles: [Located<String>] = []
        switch kind {
        case .card:
            let declaration = reader.card(root)
            let (card, complaints) = Self.compile(
                declaration, school: school, plannedNames, after: reader.diagnostics)
            reader.diagnostics += complaints
            value = card.map { .card($0.card) }
            written = declaration
            checked = card
            namedRoles = card?.namedRoles ?? []
        case .school:
            value = .school(reader.school(root))
            staff = Self.names(behind: .staff, in: root)
            roles = Self.names(behind: .roles, in: root)
        case .schoolYear:
            let year = reader.schoolYear(root, school: school, isFollowed: isFollowed)
            value = year.map { .schoolYear($0) }
        case .ambitionCard:
            (named, namedRoles) = reader.ambitionCard(root, school: school)
            value = .ambitionCard
        case .scenario:
            value = reader.scenario(root, cards: cards, school: school).map { .scenario($0) }
        }
        reader.checkFileName(of: source, against: name)
        return ReadFile(
            kind: kind, value: reader.diagnostics.hasErrors ? nil : value,
            diagnostics: reader.diagnostics.inOrder, written: written, checked: checked,
            named: named, staff: staff, roles: roles, namedRoles: namedRoles)
    }

    /// Where the members of staff or the roles of a school stand.
    private static func names(behind word: Keyword, in root: SyntaxNode) -> [Located<String>] {
        guard case .mapping(let words) = root.content,
            case .mapping(let entries)? = words.first(where: { $0.key.value == word.rawValue })?.value.content
        else { return [] }
        return entries.map(\.key)
    }

    /// What is wrong with the words and shapes of a card, before any name is looked up: a stage by itself for who measures
    /// what reading takes.
    package var complaintsOfShape: [Diagnostic] {
        guard let found, found.kind == .card else { return reader.diagnostics }
        var reader = reader
        _ = reader.card(found.root)
        return reader.diagnostics
    }

    /// The card with every name looked up and nothing proved of it; nil when a word or name is wrong.
    public func unprovedCard(school: School?, plannedNames: Set<String>?) -> Card? {
        guard let found, found.kind == .card else { return nil }
        var reader = reader
        var compiler = CardCompiler(reader.card(found.root), school: school, plannedNames: plannedNames)
        let card = compiler.compile()
        reader.checkFileName(of: source, against: found.name)
        return reader.diagnostics.hasErrors || compiler.diagnostics.hasErrors ? nil : card
    }

    /// Who looks after the card, as it is written: whether there is such a role is not looked at. Nil when it does not say.
    public var owner: RoleID? { kind == .card ? texts(behind: .owner).first.map { RoleID($0) } : nil }

    /// Whether it may be the concept of a later version than the first. It surely is not when it says otherwise, whatever
    /// may be wrong with the rest.
    public var mayBeNextConcept: Bool {
        guard kind == .card else { return unreadableConcept != nil }
        let statuses = texts(behind: .status).map { Vocabulary<CardStatus>.statuses.value(of: $0) }
        let versions = texts(behind: .version)
        let isNoConcept = !statuses.isEmpty && statuses.allSatisfy { [.adopted, .withdrawn].contains($0) }
        let isFirst = !versions.isEmpty && versions.allSatisfy { $0 == "1" }
        return !isNoConcept && !isFirst
    }

    /// Whether there is something in it that nobody sees, such as an end of line that is none to an editor.
    var holdsForbiddenCharacters: Bool { reader.diagnostics.contains { $0.code == .forbiddenCharacter } }

    /// The texts that stand behind a word at the top of the file; one, unless it is there twice.
    func texts(behind word: Keyword) -> [String] {
        guard case .mapping(let entries)? = found?.root.content else { return [] }
        return entries.compactMap { entry in
            guard entry.key.value == word.rawValue, case .text(let scalar) = entry.value.content else {
                return nil
            }
            return scalar.text
        }
    }

    /// See `ReadFile.archivedCard`.
    var archivedCard: Card? {
        guard let found, found.kind == .card else { return nil }
        var reader = reader
        var compiler = CardCompiler(reader.card(found.root), school: nil)
        let card = compiler.compile()
        return reader.diagnostics.haveKeptErrors || compiler.diagnostics.haveKeptErrors ? nil : card
    }

    /// See `ReadFile.archivedSchool`.
    var archivedSchool: School? {
        guard let found, found.kind == .school else { return nil }
        var reader = reader
        return reader.school(found.root)
    }

    /// A card is proved only when its steps, ways and values are known for certain: one mistake, one message.
    private static func compile(
        _ declaration: CardDeclaration, school: School?, _ plannedNames: Set<String>?,
        after complaints: [Diagnostic]
    ) -> (CheckedCard?, [Diagnostic]) {
        var compiler = CardCompiler(declaration, school: school, plannedNames: plannedNames)
        let card = compiler.compile()
        let errors = (complaints + compiler.diagnostics).filter { $0.severity == .error }
        guard errors.allSatisfy(\.code.leavesWaysKnown) else { return (nil, compiler.diagnostics) }
        if let tooLarge = CardCheck.tooLarge(card, declaration) {
            return (nil, compiler.diagnostics + [tooLarge])
        }
        let checked = CheckedCard(
            card: card, declaration: declaration, school: school, namedRoles: compiler.namedRoles,
            askedOfOthers: compiler.askedOfOthers)
        return (checked, compiler.diagnostics + CardCheck.diagnostics(of: checked))
    }
}

extension DeclarationReader {
    /// The kind of a file by its first key, with the name that stands behind it.
    fileprivate mutating func kind(of root: SyntaxNode) -> (FileKind, SyntaxNode)? {
        let kinds: [Keyword] = [.card, .school, .schoolYear, .scenario, .ambitionCard]
        guard case .mapping(let entries) = root.content, let first = entries.first else {
            report(
                .unknownFileKind, at: SourceRange(at: root.range.start),
                "Een bestand begint met wat het is: `kaart: <naam>`, `school: <naam>`, `schooljaar: <jaren>`, `scenario: <naam>` of `ambitiekaart: <naam>`."
            )
            return nil
        }
        if let kind = Keyword(first.key.value).flatMap({ FileKind.words[$0] }) {
            return (kind, first.value)
        }
        report(
            .unknownFileKind, at: first.key.range,
            "De eerste regel zegt wat voor bestand dit is: `kaart: <naam>`, `school: <naam>`, `schooljaar: <jaren>`, `scenario: <naam>` of `ambitiekaart: <naam>`."
                + hint(first.key.value, among: kinds.map(\.rawValue)))
        return nil
    }

    /// A file is named after what is in it, so that it can be found (kaarttaal, section 1).
    fileprivate mutating func checkFileName(of source: SourceText, against node: SyntaxNode) {
        // A name that can't be one has been complained about.
        guard case .text(let scalar) = node.content, source.baseName != scalar.text,
            scalar.text.isID || "y\(scalar.text)".isID
        else { return }
        report(
            .fileNameDiffers, at: node.range,
            "Het bestand heet \(source.baseName.quoted), maar hier staat \(scalar.text.quoted). Geef beide dezelfde naam."
        )
    }
}
