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

    let stepIndex: [String: Int]
    let fieldIndex: [String: Int]
    let ends: [End]
    /// Some step has no readable id: then an unknown step may well be that one, and has been complained about.
    let hasNamelessSteps: Bool

    init(_ declaration: CardDeclaration, school: School?) {
        self.declaration = declaration
        self.school = school
        let steps = declaration.steps.map(\.id.value)
        stepIndex = Dictionary(steps.indices.map { (steps[$0], $0) }, uniquingKeysWith: { first, _ in first })
        let fields = declaration.fields.map(\.id.value)
        fieldIndex = Dictionary(fields.indices.map { (fields[$0], $0) }, uniquingKeysWith: { first, _ in first })
        ends = Self.ends(of: declaration)
        hasNamelessSteps = steps.contains("") || steps.isEmpty
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
        return written + given.filter { end in !written.contains { $0.id == end.id } }
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
        let starts = declaration.manualStarts.map { roles in StartRule.manual(roles.map { internalRole($0) }) }
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
        for end in declaration.ends {
            reportTwoMeanings(end.id, "een einde", among: declaration.steps.map(\.id), "een stap")
        }
        for field in declaration.fields where field.kind == .date {
            reportTwoMeanings(field.id, "een datumveld", among: declaration.steps.map(\.id), "een stap")
        }
    }

    private mutating func reportTwoMeanings(
        _ name: Located<String>, _ one: String, among others: [Located<String>], _ other: String
    ) {
        guard !name.value.isEmpty, let twin = others.first(where: { $0.value == name.value }) else { return }
        let (first, second) = twin.range.start < name.range.start ? (twin, name) : (name, twin)
        report(
            .nameWithTwoMeanings, at: second.range,
            "\(name.value.quoted) is \(one) en ook \(other). Geef een van de twee een andere naam.",
            notes: [.init(range: first.range, message: "De andere staat hier.")])
    }

    /// The role as written, known to the school.
    mutating func role(_ name: Located<String>) -> RoleID {
        if let school, !name.value.isEmpty, school.role(RoleID(name.value)) == nil {
            let known = school.roles.flatMap { [$0.id.rawValue] + $0.aliases.map(\.rawValue) }
            report(
                .unknownRole, at: name.range,
                "De rol \(name.value.quoted) staat niet in het schoolbestand." + didYouMean(name.value, among: known))
        }
        return RoleID(name.value)
    }

    /// A role of which the school must have somebody who acts by itself.
    mutating func internalRole(_ name: Located<String>) -> RoleID {
        let role = role(name)
        if school?.role(role)?.isExternal == true {
            report(
                .roleDoesNotFit, at: name.range,
                "De rol `\(role)` is van buiten de school en kan dit niet zelf. Noem hier een rol in de school.")
        }
        return role
    }

    /// A role outside the school.
    mutating func externalRole(_ name: Located<String>) -> RoleID {
        let role = role(name)
        if school?.role(role)?.isExternal == false {
            report(
                .roleDoesNotFit, at: name.range,
                "De rol `\(role)` is in de school. Een verstrekking gaat naar een rol met `extern: ja`.")
        }
        return role
    }

    /// Where a name leads; `verder` only where there is a next.
    mutating func target(_ name: Located<String>, next: Target?) -> Target? {
        if name.value == "verder", let next { return next }
        if let index = stepIndex[name.value] { return .step(index) }
        if let index = ends.firstIndex(where: { $0.id.rawValue == name.value }) { return .end(index) }
        guard !name.value.isEmpty, !hasNamelessSteps else { return nil }
        if name.value == "klaar" {
            report(.unknownTarget, at: name.range, "`klaar` kan alleen binnen een blok. Noem een stap of een einde.")
            return nil
        }
        let known = declaration.steps.map(\.id.value) + ends.map(\.id.rawValue) + (next == nil ? [] : ["verder"])
        report(
            .unknownTarget, at: name.range,
            "Er is geen stap of einde \(name.value.quoted)." + didYouMean(name.value, among: known))
        return nil
    }

    mutating func fieldID(_ name: Located<String>) -> FieldID {
        if fieldIndex[name.value] == nil, !name.value.isEmpty {
            report(
                .unknownField, at: name.range,
                "Het veld \(name.value.quoted) staat niet onder `gegevens`."
                    + didYouMean(name.value, among: declaration.fields.map(\.id.value)))
        }
        return FieldID(name.value)
    }

    mutating func stepID(_ name: Located<String>) -> StepID {
        if stepIndex[name.value] == nil, !hasNamelessSteps {
            report(
                .unknownStep, at: name.range,
                "Er is geen stap \(name.value.quoted)." + didYouMean(name.value, among: declaration.steps.map(\.id.value)))
        }
        return StepID(name.value)
    }
}
