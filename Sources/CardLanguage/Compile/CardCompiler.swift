import CardEngine
import SchoolTime

/// Declaration to card: looks up every name, and complains where a name means nothing.
///
/// The parts are in extensions: `+Steps`, `+Conditions`, `+Moments`, `+Fields`.
struct CardCompiler {
    let declaration: CardDeclaration
    /// Nil for the text of an old case: the roles of its day may be gone, and the case goes on all the same.
    let school: School?
    var diagnostics: [Diagnostic] = []
    private var hints = HintBudget()

    let roles: [String: Role]
    private let roleNames: [String]
    /// What a case can go to, as it is written; kept, since a hint may be asked for each target.
    private let targetNames: [String]
    /// What a moment can count from.
    let anchorNames: [String]
    let stepIndex: [String: Int]
    let fieldIndex: [String: Int]
    let endIndex: [String: Int]
    let ends: [End]

    init(_ declaration: CardDeclaration, school: School?) {
        self.declaration = declaration
        self.school = school
        let named = (school?.roles ?? []).flatMap { role in
            ([role.id] + role.aliases).map { ($0.rawValue, role) }
        }
        roles = Dictionary(named, uniquingKeysWith: { first, _ in first })
        roleNames = named.map(\.0)
        let steps = declaration.steps.map(\.id.value)
        stepIndex = Dictionary(steps.indices.map { (steps[$0], $0) }, uniquingKeysWith: { first, _ in first })
        let fields = declaration.fields.map(\.id.value)
        fieldIndex = Dictionary(
            fields.indices.map { (fields[$0], $0) }, uniquingKeysWith: { first, _ in first })
        ends = Self.ends(of: declaration)
        let names = ends.map(\.id.rawValue)
        targetNames = ["verder"] + steps + names
        anchorNames =
            ["start"] + steps + declaration.fields.filter { $0.kind == .date }.map(\.id.value)
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

    mutating func report(
        _ code: DiagnosticCode, at range: SourceRange, _ message: String, notes: [Diagnostic.Note] = []
    ) {
        diagnostics.append(Diagnostic(code, at: range, message, notes: notes))
    }

    /// The card; worth having only when there are no complaints.
    mutating func compile() -> Card {
        checkNames()
        let owner = internalRole(declaration.owner)
        let visibleTo = declaration.visibleTo.map { $0.map { role($0) } }
        let starts = declaration.manualStarts.map { roles in StartRule.manual(roles.map { internalRole($0) })
        }
        let fields = declaration.fields.map { field($0) }
        let steps = declaration.steps.indices.map { step(at: $0) }
        let interrupts = declaration.interrupts.map { interrupt($0) }
        return Card(
            id: CardID(declaration.id.value), title: declaration.title.value, version: declaration.version,
            status: declaration.status ?? .draft, subject: declaration.subject ?? .pupil, owner: owner,
            purpose: declaration.purpose, legalBasis: declaration.legalBasis, sources: declaration.sources,
            visibleTo: visibleTo, isHidden: declaration.isHidden, startRules: starts,
            term: declaration.term.flatMap { moment($0) }, fields: fields, steps: steps, ends: ends,
            interrupts: interrupts, evaluationMonth: declaration.evaluationMonth)
    }

    private mutating func interrupt(_ interrupt: InterruptDeclaration) -> Interrupt {
        Interrupt(
            outcome: interrupt.outcome.value, performers: interrupt.performers.map { internalRole($0) },
            condition: interrupt.condition.flatMap { condition($0) },
            target: target(interrupt.target, next: nil) ?? .step(0))
    }

    // MARK: - Names

    /// A name that could mean two things (kaarttaal, section 2).
    private mutating func checkNames() {
        for end in declaration.ends { reportTwoMeanings(end.id, "een einde") }
        for field in declaration.fields where field.kind == .date {
            reportTwoMeanings(field.id, "een datumveld")
        }
        let written = Set(declaration.ends.map(\.id.value))
        for step in declaration.steps where endIndex[step.id.value] != nil && !written.contains(step.id.value)
        {
            report(
                .nameWithTwoMeanings, at: step.id.range,
                "`\(step.id.value)` is een einde dat elke kaart heeft, en kan geen stap zijn. Geef de stap een andere "
                    + "naam.")
        }
    }

    private mutating func reportTwoMeanings(_ name: Located<String>, _ one: String) {
        guard !name.value.isEmpty, let index = stepIndex[name.value] else { return }
        let twin = declaration.steps[index].id
        let (first, second) = twin.range.start < name.range.start ? (twin, name) : (name, twin)
        report(
            .nameWithTwoMeanings, at: second.range,
            "\(name.value.quoted) is \(one) en ook een stap. Geef een van de twee een andere naam.",
            notes: [.init(range: first.range, message: "De andere staat hier.")])
    }

    /// The role as written, known to the school.
    mutating func role(_ name: Located<String>) -> RoleID {
        if school != nil, !name.value.isEmpty, roles[name.value] == nil {
            report(
                .unknownRole, at: name.range,
                "De rol \(name.value.quoted) staat niet in het schoolbestand."
                    + hint(
                        name.value, among: roleNames,
                        otherwise: "Kies uit: \(roleNames.prefix(20).joined(separator: ", "))."))
        }
        return RoleID(name.value)
    }

    /// A role of which the school must have somebody who acts by itself.
    mutating func internalRole(_ name: Located<String>) -> RoleID {
        let role = role(name)
        if roles[name.value]?.isExternal == true {
            report(
                .roleDoesNotFit, at: name.range,
                "De rol `\(role)` is van buiten de school en kan dit niet zelf. Noem hier een rol in de school."
            )
        }
        return role
    }

    /// A role outside the school.
    mutating func externalRole(_ name: Located<String>) -> RoleID {
        let role = role(name)
        if roles[name.value]?.isExternal == false {
            report(
                .roleDoesNotFit, at: name.range,
                "De rol `\(role)` is in de school. Een verstrekking gaat naar een rol met `extern: ja`.")
        }
        return role
    }

    /// Where a name leads; `verder` only where there is a next.
    mutating func target(_ name: Located<String>, next: Target?) -> Target? {
        guard !name.value.isEmpty else { return nil }
        if name.value == "verder", let next { return next }
        if let index = stepIndex[name.value] { return .step(index) }
        if let index = endIndex[name.value] { return .end(index) }
        if name.value == "klaar" {
            report(
                .wordNotReadYet, at: name.range,
                "`klaar` hoort bij een blok (`tegelijk`, `voor_elke`), en dat wordt in deze uitgave nog niet gelezen. Noem "
                    + "een stap of een einde.")
            return nil
        }
        if name.value == "verder" {
            report(
                .unknownTarget, at: name.range,
                "`verder` kan hier niet: een onderbreking staat niet in de rij. Noem een stap of een einde.")
            return nil
        }
        guard !isUnreadStep(name), !declaration.unread.ends else { return nil }
        report(
            .unknownTarget, at: name.range,
            "Er is geen stap of einde \(name.value.quoted)."
                + hint(
                    name.value,
                    among: next == nil ? targetNames.dropFirst() : targetNames[...],
                    otherwise: "Zet die erbij, of noem een stap of einde van deze kaart."))
        return nil
    }

    /// Whether a name that is not found may be that of a step that could not be read, of which was complained.
    func isUnreadStep(_ name: Located<String>) -> Bool {
        declaration.unread.steps || declaration.unread.nestedSteps.contains(name.value)
    }

    mutating func fieldID(_ name: Located<String>) -> FieldID {
        if fieldIndex[name.value] == nil, !name.value.isEmpty, !declaration.unread.fields {
            report(
                .unknownField, at: name.range,
                "Het veld \(name.value.quoted) staat niet onder `gegevens`."
                    + hint(
                        name.value, among: declaration.fields.lazy.map(\.id.value),
                        otherwise: "Zet het erbij, of haal het hier weg."))
        }
        return FieldID(name.value)
    }

    mutating func stepID(_ name: Located<String>) -> StepID {
        if stepIndex[name.value] == nil, !name.value.isEmpty, !isUnreadStep(name) {
            report(
                .unknownStep, at: name.range,
                "Er is geen stap \(name.value.quoted)."
                    + hint(
                        name.value, among: declaration.steps.lazy.map(\.id.value),
                        otherwise: "Noem een stap van deze kaart."))
        }
        return StepID(name.value)
    }

    /// A step that somebody does, so that it can be asked who did.
    mutating func taskID(_ name: Located<String>) -> StepID {
        let step = stepID(name)
        if let index = stepIndex[name.value], case .choice = declaration.steps[index].kind {
            report(
                .wordDoesNotFit, at: name.range,
                "`\(name.value)` is een keuze; die maakt niemand. Noem een stap die iemand doet.")
        }
        return step
    }
}
