import CardEngine
import SchoolTime

/// Declaration to card: looks up every name, and complains where a name means nothing.
///
/// The parts are in extensions: `+Names`, `+Roles`, `+Starts`, `+Steps`, `+Blocks`, `+Terms`, `+Conditions`,
/// `+Values`, `+Moments`, `+Fields`.
struct CardCompiler {
    let declaration: CardDeclaration
    /// Nil for the text of an old case: the roles of its day may be gone, and the case goes on all the same.
    let school: School?
    /// The names of dates and periods in the school years; nil to leave them unchecked.
    let plannedNames: Set<String>?
    var diagnostics: [Diagnostic] = []
    var hints = HintBudget()
    /// The roles that the card names, as it writes them.
    var namedRoles: Set<RoleID> = []

    let layout: CardLayout
    let fields: FieldTable
    let roles: [String: Role]
    let roleNames: [String]
    /// What every school keeps of a subject, and what this one does besides.
    let attributes: [String: Attribute]
    let attributeNames: [String]
    /// What a case can go to, as it is written; kept, as the other lists of names are, since a hint may be asked for
    /// each name.
    let targetNames: [String]
    let fieldNames: [String]
    /// What a moment can count from.
    let anchorNames: [String]
    let stepIndex: [String: Int]
    /// The ids of branches that are no single step.
    let branchNames: Set<String>
    let endIndex: [String: Int]
    let ends: [End]
    /// What was meant by steps and fields with a name that can't be one, of which was complained.
    let meantNames: Set<String>
    /// The innermost `voor_elke` that holds what is compiled now.
    var scope: Int?
    /// What the school keeps of pupils and this card asks of something else.
    var askedOfOthers: [AskedOfOther] = []

    init(_ declaration: CardDeclaration, school: School?, plannedNames: Set<String>? = nil) {
        self.declaration = declaration
        self.school = school
        self.plannedNames = plannedNames
        let layout = CardLayout(declaration.steps)
        self.layout = layout
        let fields = FieldTable(declaration.fields, layout)
        self.fields = fields
        let declared = fields.entries.map(\.declaration.id.value)
        fieldNames = declared.filter(\.isID)
        let named = (school?.roles ?? []).flatMap { role in
            ([role.id] + role.aliases).map { ($0.rawValue, role) }
        }
        roles = Dictionary(named, uniquingKeysWith: { first, _ in first })
        roleNames = named.map(\.0)
        let kept = Attribute.given + (school?.attributes ?? [])
        attributes = Dictionary(kept.map { ($0.id.rawValue, $0) }, uniquingKeysWith: { first, _ in first })
        attributeNames = kept.map(\.id.rawValue)
        let steps = layout.steps.map(\.id.value)
        stepIndex = Dictionary(steps.indices.map { (steps[$0], $0) }, uniquingKeysWith: { first, _ in first })
        branchNames = Set(layout.steps.flatMap(\.branchIDs).map(\.value))
        ends = Self.ends(of: declaration)
        let names = ends.map(\.id.rawValue)
        meantNames = (declared + steps + names).meantIDs
        targetNames = ["verder"] + (steps + names).filter(\.isID)
        anchorNames =
            ["start", "aanleiding"] + steps.filter(\.isID)
            + fields.entries.filter { $0.declaration.kind == .date }.map(\.declaration.id.value).filter(
                \.isID)
            + kept.filter { $0.kind == .date }.map(\.id.rawValue) + (plannedNames ?? []).sorted()
        endIndex = Dictionary(names.indices.map { (names[$0], $0) }, uniquingKeysWith: { first, _ in first })
    }

    /// The ends as written, and those that every card has (kaarttaal, section 4.10).
    private static func ends(of declaration: CardDeclaration) -> [End] {
        let written = declaration.ends.map { end in
            End(id: EndID(end.id.value), title: end.title.value, countsAs: end.countsAs ?? .completed)
        }
        let given = [
            End(id: End.completed, title: "Voltooid", countsAs: .completed),
            End(id: End.lapsed, title: "Vervallen", countsAs: .aborted),
        ]
        let names = Set(written.map(\.id))
        return written + given.filter { !names.contains($0.id) }
    }

    /// " Bedoelde u 'titel'?", else what to do instead.
    mutating func hint(
        _ word: String, among known: some Sequence<String>, share: Int = 3, otherwise advice: String = ""
    ) -> String {
        let hint = hints.hint(word, among: known, share: share)
        return hint.isEmpty && !advice.isEmpty ? " " + advice : hint
    }

    /// The same of a name that stands in this card, with the place where it is given: who gave something another name
    /// must look there.
    mutating func suggestion(
        _ word: String, among known: some Sequence<String>, otherwise advice: String = ""
    ) -> (text: String, notes: [Diagnostic.Note]) {
        guard let nearest = name(titled: word, among: known) ?? hints.nearest(to: word, among: known) else {
            return (advice.isEmpty ? "" : " " + advice, [])
        }
        let place =
            stepIndex[nearest].map { layout.steps[$0].id.range }
            ?? declaration.ends.first { $0.id.value == nearest }?.id.range
            ?? fields[nearest]?.declaration.id.range
        let notes = place.map { [Diagnostic.Note(range: $0, message: "`\(nearest)` staat hier.")] }
        return (didYouMean(nearest), notes ?? [])
    }

    /// The name of the one thing in this card that has a text as its title.
    private mutating func name(titled title: String, among known: some Sequence<String>) -> String? {
        guard !title.isID, hints.take() else { return nil }
        let titled =
            layout.steps.map { ($0.id.value, $0.title.value) }
            + fields.entries.map { ($0.declaration.id.value, $0.declaration.title.value) }
            + declaration.ends.map { ($0.id.value, $0.title.value) }
        let plain = title.plainLetters
        let names = titled.filter { $0.1.plainLetters == plain && known.contains($0.0) }.map(\.0)
        return names.count == 1 ? names.first : nil
    }

    mutating func report(
        _ code: DiagnosticCode, at range: SourceRange, _ message: String, notes: [Diagnostic.Note] = []
    ) {
        guard !diagnostics.isEnough else { return }
        diagnostics.append(Diagnostic(code, at: range, message, notes: notes))
    }

    /// The card; worth having only when there are no complaints.
    mutating func compile() -> Card {
        checkNames()
        checkHidden()
        let owner = internalRole(declaration.owner)
        let visibleTo = declaration.visibleTo.map { $0.map { role($0) } }
        let starts = declaration.starts.compactMap { startRule($0) }
        let fields = fields.entries.map { field($0) }
        let steps = layout.steps.indices.map { step(at: $0) }
        let interrupts = declaration.interrupts.compactMap { interrupt($0) }
        let norms = declaration.norms.compactMap { norm($0) }
        return Card(
            id: CardID(declaration.id.value), title: declaration.title.value, version: declaration.version,
            status: declaration.status ?? .draft, subject: declaration.subject ?? .pupil, owner: owner,
            purpose: declaration.purpose, legalBasis: declaration.legalBasis, sources: declaration.sources,
            visibleTo: visibleTo, isHidden: declaration.isHidden, startRules: starts,
            terms: terms(declaration.terms), retention: declaration.retention, fields: fields, steps: steps,
            lists: layout.lists, ends: ends, interrupts: interrupts, norms: norms,
            evaluationMonth: declaration.evaluationMonth, authors: declaration.authors,
            changes: declaration.changes)
    }
}

extension StepDeclaration {
    /// The ids of the branches that have one of their own.
    var branchIDs: [Located<String>] {
        if case .parallel(let parallel) = kind { parallel.branches.compactMap(\.id) } else { [] }
    }
}
