import CardEngine
import SchoolTime

extension DeclarationReader {
    /// An ambition card, with each place where it names a card.
    ///
    /// - Parameter school: the school whose roles it names; nil to leave them unchecked.
    mutating func ambitionCard(_ node: SyntaxNode, school: School?) -> (AmbitionCard?, [NamedCard]) {
        let words = words(of: node, .ambitionCard)
        var reading = AmbitionReading(school: school)
        let instruments = entries(words[.instruments], of: "meetinstrumenten").map { entry in
            instrument(entry.id, entry.value, &reading)
        }
        reading.instruments = instruments.map(\.id)
        let indicators = entries(words[.indicators], of: "indicatoren").map { entry in
            indicator(entry.id, entry.value, &reading)
        }
        let activities = items(words[.activities], of: "activiteiten").map { activity($0, &reading) }
        let planning = items(words[.yearsPlanned], of: "regels").compactMap { plannedYear($0, &reading) }
        let card = AmbitionCard(
            id: id(word(words[.ambitionCard])).value, title: runningText(words[.title]).value,
            version: wholeNumber(words[.version]), status: option(words[.status], .statuses) ?? .draft,
            owners: oneOrMore(words[.owner]).map { role($0, reading) },
            ambition: runningText(words[.ambition]).value, legalBasis: runningTexts(words[.legalBasis]),
            sources: runningTexts(words[.sources]), indicators: indicators, instruments: instruments,
            activities: activities, planning: planning, partners: runningTexts(words[.partners]),
            evaluationMonth: option(words[.evaluation], .months),
            changes: items(words[.changes], of: "wijzigingen").map { change($0) })
        return (card, reading.named)
    }

    private mutating func instrument(
        _ id: Located<String>, _ node: SyntaxNode, _ reading: inout AmbitionReading
    ) -> AmbitionCard.Instrument {
        let words = words(of: node, .instrument)
        return AmbitionCard.Instrument(
            id: id.value, title: runningText(words[.title]).value, card: cardNamed(words[.card], &reading),
            when: words[.when].map { runningText($0).value })
    }

    private mutating func indicator(
        _ id: Located<String>, _ node: SyntaxNode, _ reading: inout AmbitionReading
    ) -> AmbitionCard.Indicator {
        let words = words(of: node, .indicator)
        let norm = words[.norm].map { runningText($0) }
        if let node = words[.norm], words[.card] == nil {
            report(
                .wordDoesNotFit, at: SourceRange(at: node.range.start),
                "`norm` hoort bij `kaart`: de norm van die kaart. Zet erbij welke kaart het is.")
        }
        let names = oneOrMore(words[.instrument])
        for name in names where !name.value.isEmpty && !reading.instruments.contains(name.value) {
            report(
                .unknownInstrument, at: name.range,
                "\(name.value.quoted) staat niet onder `meetinstrumenten`."
                    + hint(name.value, among: reading.instruments, otherwise: "Zet het daar bij."))
        }
        return AmbitionCard.Indicator(
            id: id.value, title: runningText(words[.title]).value,
            card: cardNamed(words[.card], norm: norm, &reading), norm: norm?.value,
            instruments: names.map(\.value))
    }

    private mutating func activity(
        _ node: SyntaxNode, _ reading: inout AmbitionReading
    ) -> AmbitionCard.Activity {
        let words = words(of: node, .activity)
        return AmbitionCard.Activity(
            what: runningText(words[.what]).value, card: cardNamed(words[.card], &reading),
            performers: oneOrMore(words[.performers]).map { role($0, reading) },
            when: words[.when].map { runningText($0).value })
    }

    private mutating func plannedYear(
        _ node: SyntaxNode, _ reading: inout AmbitionReading
    ) -> AmbitionCard.PlannedYear? {
        let words = words(of: node, .yearPlanned)
        let (what, card) = (runningText(words[.what]).value, cardNamed(words[.card], &reading))
        return schoolYearName(word(words[.schoolYear])).map {
            AmbitionCard.PlannedYear(year: $0, what: what, card: card)
        }
    }

    // MARK: - Names

    private mutating func cardNamed(
        _ node: SyntaxNode?, norm: Located<String>? = nil, _ reading: inout AmbitionReading
    ) -> CardID? {
        guard let node else { return nil }
        let name = id(word(node))
        guard !name.value.isEmpty else { return nil }
        reading.named.append(NamedCard(card: name, norm: norm))
        return CardID(name.value)
    }

    private mutating func role(_ name: Located<String>, _ reading: AmbitionReading) -> RoleID {
        if let school = reading.school, !name.value.isEmpty, school.role(RoleID(name.value)) == nil {
            let known = school.roles.flatMap { [$0.id] + $0.aliases }.map(\.rawValue)
            report(
                .unknownRole, at: name.range,
                "De rol \(name.value.quoted) staat niet in het schoolbestand."
                    + hint(
                        name.value, among: known,
                        otherwise: "Kies uit: \(known.prefix(20).joined(separator: ", "))."))
        }
        return RoleID(name.value)
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

    init(school: School?) {
        self.school = school
    }
}
