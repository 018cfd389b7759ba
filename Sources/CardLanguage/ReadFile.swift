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
}

/// The kinds of file that this release reads, by their first key.
public enum FileKind: Hashable, Sendable {
    /// `kaart`, `school` or `schooljaar`.
    case card, school, schoolYear

    fileprivate static let words: [Keyword: FileKind] = [
        .card: .card, .school: .school, .schoolYear: .schoolYear,
    ]
}

/// The result of reading a text: never a failure, always all complaints.
public struct ReadFile: Hashable, Sendable {
    /// Nil when the first key names no kind that is read.
    public let kind: FileKind?
    /// Nil when a complaint keeps it from being used.
    public let value: FileValue?
    /// In order of place.
    public let diagnostics: [Diagnostic]

    /// Reads a text.
    ///
    /// - Parameter school: the school whose roles the cards name; nil to leave roles unchecked.
    public static func read(_ source: SourceText, school: School?) -> ReadFile {
        let (root, complaints) = YAMLReader.read(source)
        guard let root else { return ReadFile(kind: nil, value: nil, diagnostics: complaints.inOrder) }
        var reader = DeclarationReader(diagnostics: complaints)
        guard let (kind, name) = reader.kind(of: root) else {
            return ReadFile(kind: nil, value: nil, diagnostics: reader.diagnostics.inOrder)
        }
        var value: FileValue?
        switch kind {
        case .card:
            let declaration = reader.card(root)
            let (card, complaints) = compile(
                declaration, school: school, after: reader.diagnostics)
            reader.diagnostics += complaints
            value = card.map { .card($0) }
        case .school: value = .school(reader.school(root))
        case .schoolYear: value = reader.schoolYear(root).map { .schoolYear($0) }
        }
        reader.checkFileName(of: source, against: name)
        return ReadFile(
            kind: kind, value: reader.diagnostics.hasErrors ? nil : value,
            diagnostics: reader.diagnostics.inOrder)
    }

    /// The card of a text that a case was started by; nil when it can't be read any more.
    ///
    /// The roles of its day may be gone from the school, and a later release may prove more than it did then: what has
    /// begun goes on all the same, so roles are not looked up and nothing is proved anew.
    public static func archivedCard(_ source: SourceText) -> Card? {
        let (root, complaints) = YAMLReader.read(source)
        guard let root else { return nil }
        var reader = DeclarationReader(diagnostics: complaints)
        guard case (.card, _)? = reader.kind(of: root) else { return nil }
        var compiler = CardCompiler(reader.card(root), school: nil)
        let card = compiler.compile()
        return reader.diagnostics.hasErrors || compiler.diagnostics.hasErrors ? nil : card
    }

    /// A card is proved only when its steps, ways and values are known for certain: one mistake, one message.
    private static func compile(
        _ declaration: CardDeclaration, school: School?, after complaints: [Diagnostic]
    ) -> (Card?, [Diagnostic]) {
        var compiler = CardCompiler(declaration, school: school)
        let card = compiler.compile()
        let errors = (complaints + compiler.diagnostics).filter { $0.severity == .error }
        guard errors.allSatisfy(\.code.leavesWaysKnown) else { return (nil, compiler.diagnostics) }
        return (card, compiler.diagnostics + CardCheck.diagnostics(of: card, declaration, school: school))
    }
}

extension DeclarationReader {
    /// The kind of a file by its first key, with the name that stands behind it.
    fileprivate mutating func kind(of root: SyntaxNode) -> (FileKind, SyntaxNode)? {
        let kinds: [Keyword] = [.card, .school, .schoolYear]
        guard case .mapping(let entries) = root.content, let first = entries.first else {
            report(
                .unknownFileKind, at: SourceRange(at: root.range.start),
                "Een bestand begint met wat het is: `kaart: <naam>`, `school: <naam>` of `schooljaar: <jaren>`."
            )
            return nil
        }
        if let keyword = Keyword(rawValue: first.key.value) {
            if let kind = FileKind.words[keyword] { return (kind, first.value) }
            if keyword == .ambitionCard || keyword == .scenario {
                reportLater("Een bestand van de soort `\(keyword.rawValue)`", at: first.key.range)
                return nil
            }
        }
        report(
            .unknownFileKind, at: first.key.range,
            "De eerste regel zegt wat voor bestand dit is: `kaart: <naam>`, `school: <naam>` of `schooljaar: <jaren>`."
                + hint(first.key.value, among: kinds.map(\.rawValue)))
        return nil
    }

    /// A file is named after what is in it, so that it can be found (kaarttaal, section 1).
    fileprivate mutating func checkFileName(of source: SourceText, against node: SyntaxNode) {
        // A name that can't be one has been complained about.
        guard case .text(let scalar) = node.content, source.baseName != scalar.text,
            scalar.text.isID || scalar.text.utf8.first.map({ (0x30...0x39).contains($0) }) ?? false
        else { return }
        report(
            .fileNameDiffers, at: node.range,
            "Het bestand heet \(source.baseName.quoted), maar hier staat \(scalar.text.quoted). Geef beide dezelfde naam."
        )
    }
}
