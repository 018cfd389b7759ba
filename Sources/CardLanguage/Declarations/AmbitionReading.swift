import CardEngine
import SchoolTime

/// A card that an ambition card names, with the norm of it that it names.
struct NamedCard: Hashable, Sendable {
    let card: Located<String>
    let norm: Located<String>?
}

/// The document above the cards (`ambitiekaart`; kaarttaal, section 1): where the school wants to go, and how it sees whether it
/// gets there. It has no cases, and nothing goes by it: it is read to be checked.
extension DeclarationReader {
    /// Each place where an ambition card names a card, and the roles that it names.
    ///
    /// - Parameter school: the school whose roles it names; nil to leave them unchecked.
    mutating func ambitionCard(_ node: SyntaxNode, school: School?) -> (
        cards: [NamedCard], roles: Set<RoleID>
    ) {
        let words = words(of: node, .ambitionCard)
        var reading = AmbitionReading(school: school)
        reading.instruments = entries(words[.instruments], of: "meetinstrumenten").map { entry in
            checkInstrument(entry.value, &reading)
            return entry.id.value
        }
        for entry in entries(words[.indicators], of: "indicatoren") { checkIndicator(entry.value, &reading) }
        for activity in items(words[.activities], of: "activiteiten") { checkActivity(activity, &reading) }
        for year in items(words[.yearsPlanned], of: "regels") { checkPlannedYear(year, &reading) }
        _ = id(word(words[.ambitionCard]))
        _ = wholeNumber(words[.version])
        _ = option(words[.status], .statuses)
        for role in oneOrMore(words[.owner]) { checkRole(role, &reading) }
        for word in [Keyword.title, .ambition] { _ = runningText(words[word]) }
        for word in [Keyword.legalBasis, .sources, .partners] { _ = runningTexts(words[word]) }
        _ = option(words[.evaluation], .months)
        for item in items(words[.changes], of: "wijzigingen") { _ = change(item) }
        return (reading.named, reading.roles)
    }

    private mutating func checkInstrument(_ node: SyntaxNode, _ reading: inout AmbitionReading) {
        let words = words(of: node, .instrument)
        _ = runningText(words[.title])
        noteCard(words[.card], &reading)
        _ = words[.when].map { runningText($0) }
    }

    private mutating func checkIndicator(_ node: SyntaxNode, _ reading: inout AmbitionReading) {
        let words = words(of: node, .indicator)
        let norm = words[.norm].map { runningText($0) }
        if let node = words[.norm], words[.card] == nil {
            report(
                .wordDoesNotFit, at: SourceRange(at: node.range.start),
                "`norm` hoort bij `kaart`: de norm van die kaart. Zet erbij welke kaart het is.")
        }
        for name in oneOrMore(words[.instrument])
        where !name.value.isEmpty && !reading.instruments.contains(name.value) {
            report(
                .unknownInstrument, at: name.range,
                "\(name.value.quoted) staat niet onder `meetinstrumenten`."
                    + hint(name.value, among: reading.instruments, otherwise: "Zet het daar bij."))
        }
        _ = runningText(words[.title])
        noteCard(words[.card], norm: norm, &reading)
    }

    private mutating func checkActivity(_ node: SyntaxNode, _ reading: inout AmbitionReading) {
        let words = words(of: node, .activity)
        _ = runningText(words[.what])
        noteCard(words[.card], &reading)
        for role in oneOrMore(words[.performers]) { checkRole(role, &reading) }
        _ = words[.when].map { runningText($0) }
    }

    private mutating func checkPlannedYear(_ node: SyntaxNode, _ reading: inout AmbitionReading) {
        let words = words(of: node, .yearPlanned)
        _ = runningText(words[.what])
        noteCard(words[.card], &reading)
        _ = schoolYearName(word(words[.schoolYear]))
    }

    // MARK: - Names

    private mutating func noteCard(
        _ node: SyntaxNode?, norm: Located<String>? = nil, _ reading: inout AmbitionReading
    ) {
        guard let node else { return }
        let name = id(word(node))
        guard !name.value.isEmpty else { return }
        reading.named.append(NamedCard(card: name, norm: norm))
    }

    private mutating func checkRole(_ name: Located<String>, _ reading: inout AmbitionReading) {
        reading.roles.insert(RoleID(name.value))
        if let school = reading.school, !name.value.isEmpty, school.role(RoleID(name.value)) == nil {
            let known = school.roles.flatMap { [$0.id] + $0.aliases }.map(\.rawValue)
            report(
                .unknownRole, at: name.range,
                "De rol \(name.value.quoted) staat niet in het schoolbestand."
                    + hints.advice(insteadOfRole: name.value, among: known, in: school))
        }
    }

    /// " Bedoelde u 'titel'?", else what to do instead.
    private mutating func hint(
        _ word: String, among known: some Sequence<String>, otherwise advice: String
    ) -> String {
        let hint = hint(word, among: known)
        return hint.isEmpty ? " " + advice : hint
    }
}

/// What is known while an ambition card is read.
private struct AmbitionReading {
    let school: School?
    var instruments: [String] = []
    var named: [NamedCard] = []
    var roles: Set<RoleID> = []

    init(school: School?) {
        self.school = school
    }
}
