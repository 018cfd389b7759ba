import CardEngine

extension TogetherCheck {
    /// What `neem_mee` puts in the called case: into a field that is not there, that can't hold it, or that more roles see.
    static let passedFields = TogetherCheck(name: "PassedFields") { among in
        var hints = HintBudget()
        return among.calls.flatMap { index, _, call -> [Diagnostic] in
            guard let known = among.card(call.card.value), let declared = known.declaration else { return [] }
            if declared.isHidden, call.card.value != among.name { return [] }
            return call.proposals.compactMap { proposal in
                among.diagnostic(of: proposal, into: known, call.card.value, &hints)
            }
        }
    }
}

extension CardAmongOthers {
    fileprivate func diagnostic(
        of proposal: ProposalDeclaration, into called: CardsTogether.Known, _ name: String,
        _ hints: inout HintBudget
    ) -> Diagnostic? {
        let (theirs, ours) = (proposal.theirs, proposal.ours)
        guard let declared = called.declaration, !theirs.value.isEmpty else { return nil }
        let names = declared.fields.map(\.id.value)
        guard names.contains(theirs.value) else {
            guard !declared.unread.fields else { return nil }
            let hint = hints.hint(theirs.value, among: names)
            return Diagnostic(
                .unknownField, at: theirs.range,
                "De kaart `\(name)` heeft geen veld \(theirs.value.quoted)."
                    + (hint.isEmpty ? " Noem een veld dat daar onder `gegevens` staat." : hint))
        }
        guard let card = called.card, let field = card.field(FieldID(theirs.value)), let from = checked?.card,
            let own = from.field(FieldID(ours.value))
        else { return nil }
        if field.home != nil {
            return Diagnostic(
                .onlyInsideForEach, at: theirs.range,
                "Het veld `\(theirs.value)` hoort in de kaart `\(name)` bij een `voor_elke`: elk onderdeel heeft zijn eigen "
                    + "waarde. Noem een veld van het hele traject.")
        }
        guard field.kind.holds(own.kind) else {
            return Diagnostic(
                .kindDoesNotFit, at: theirs.range,
                "Het veld `\(ours.value)` past niet in `\(theirs.value)` van de kaart `\(name)`: dat is van een andere soort, of "
                    + "heeft andere opties.")
        }
        let more = others.viewers(of: field, on: card).subtracting(others.viewers(of: own, on: from))
        guard more.isEmpty else {
            return Diagnostic(
                .moreEyes, at: theirs.range,
                "In de kaart `\(name)` zien ook anderen het veld `\(theirs.value)`: \(more.shown). Zij mogen `\(ours.value)` hier "
                    + "niet zien. Zet bij dat veld hetzelfde `zichtbaar_voor`, of neem het niet mee.")
        }
        // A column may be for fewer than its list.
        for (theirColumn, ourColumn) in zip(field.columns, own.columns) {
            let more = others.viewers(of: theirColumn, in: field, on: card)
                .subtracting(others.viewers(of: ourColumn, in: own, on: from))
            guard !more.isEmpty else { continue }
            return Diagnostic(
                .moreEyes, at: theirs.range,
                "In de kaart `\(name)` zien ook anderen de kolom `\(theirColumn.id)` van `\(theirs.value)`: \(more.shown). Zij "
                    + "mogen die van `\(ours.value)` hier niet zien. Zet bij die kolom hetzelfde `zichtbaar_voor`, of neem de lijst "
                    + "niet mee.")
        }
        return nil
    }
}

extension Field {
    fileprivate var columns: [Field] { if case .list(let columns, _) = kind { columns } else { [] } }
}

extension FieldKind {
    /// Whether every value of a field of that kind can stand in one of this kind, as it is.
    fileprivate func holds(_ other: FieldKind) -> Bool {
        if case .choice(let known) = self, case .choice(let options) = other {
            return Set(options).isSubset(of: known)
        }
        if case .multipleChoice(let known) = self, case .multipleChoice(let options) = other {
            return Set(options).isSubset(of: known)
        }
        if case .list(let columns, nil) = self, case .list(let others, nil) = other {
            return columns.map(\.id) == others.map(\.id)
                && zip(columns, others).allSatisfy { $0.kind.holds($1.kind) }
        }
        return self == other || self == .longText && other == .text
            || self == .number && other == .wholeNumber
    }
}
