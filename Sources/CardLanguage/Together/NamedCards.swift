import CardEngine

extension TogetherCheck {
    /// A card or an end that is not there, an outcome of a call that is no end or not named, an end to which nothing in that
    /// card leads, and a hidden card that is named: then its cases would show.
    static let namedCards = TogetherCheck(name: "NamedCards") { among in
        var reader = NamedCardsReader(among: among)
        reader.read()
        return reader.diagnostics
    }
}

private struct NamedCardsReader {
    let among: CardAmongOthers
    var diagnostics: [Diagnostic] = []
    private var hints = HintBudget()

    init(among: CardAmongOthers) {
        self.among = among
    }

    mutating func read() {
        for rule in among.declaration.starts {
            guard case .after(let name, let end, _) = rule.trigger, let card = find(name) else { continue }
            if let end { checkEnd(end, of: card, name.value) }
        }
        for step in among.declaration.allSteps {
            switch step.kind {
            case .call(let call):
                if let card = find(call.card), !call.goesOn { checkOutcomes(of: step, card, call.card.value) }
            case .wait(let wait):
                if case .card(let name, _) = wait.goal, let card = find(name) {
                    checkCompletion(of: card, name.value, awaitedBy: step)
                }
            case .task, .sign, .choice, .parallel, .forEach, .register, .unread: break
            }
            checkValues(step.condition)
            if case .choice(let rows) = step.kind { for row in rows { checkValues(row.condition) } }
        }
        for interrupt in among.declaration.interrupts { checkValues(interrupt.condition) }
    }

    /// The card of that name; nil with a complaint when there is none, or it is hidden.
    private mutating func find(_ name: Located<String>) -> CardsTogether.Known? {
        guard name.value.isID else { return nil }
        guard let card = among.card(name.value) else {
            let hint = hints.hint(name.value, among: among.others.names)
            report(
                .unknownCard, at: name.range,
                "Er is geen kaart \(name.value.quoted)."
                    + (hint.isEmpty ? " Schrijf die kaart eerst, of noem een kaart uit deze map." : hint))
            return nil
        }
        if name.value != among.name, card.declaration?.isHidden == true {
            report(
                .hiddenCardNamed, at: name.range,
                "De kaart `\(name.value)` is verborgen: geen andere kaart begint haar, volgt haar of wacht erop, want zo zou "
                    + "te zien zijn dat er een traject is. Laat dit weg.")
            return nil
        }
        return card
    }

    // MARK: - Ends

    private mutating func checkEnd(_ end: Located<String>, of card: CardsTogether.Known, _ name: String) {
        guard end.value.isID, let ends = card.ends else { return }
        guard ends.contains(end.value) else {
            report(.unknownEnd, at: end.range, noEnd(end.value, of: name, ends))
            return
        }
        checkPossible(end, of: card, name, "begint er hierna dus nooit een traject")
    }

    /// Warns of an end to which nothing leads.
    private mutating func checkPossible(
        _ end: Located<String>, of card: CardsTogether.Known, _ name: String, _ consequence: String
    ) {
        guard let possible = card.possibleEnds, !possible.contains(end.value) else { return }
        warn(
            at: end.range,
            "In de kaart `\(name)` leidt niets naar het einde `\(end.value)`: \(consequence). Laat daar een uitkomst erheen "
                + "gaan, of haal dit weg.")
    }

    /// Warns of a wait for what never ends as `voltooid`.
    private mutating func checkCompletion(
        of card: CardsTogether.Known, _ name: String, awaitedBy step: StepDeclaration
    ) {
        guard let outcome = step.outcomes?.first(where: { $0.name.value == Outcome.done }),
            let called = card.card,
            !called.possibleEnds.contains(where: { called.end($0)?.countsAs == .completed })
        else { return }
        warn(
            at: outcome.name.range,
            "In de kaart `\(name)` leidt niets naar een einde dat telt als voltooid: hier komt dus nooit `\(Outcome.done)` uit. "
                + "Laat daar een uitkomst erheen gaan, of wacht op een andere kaart.")
    }

    private mutating func checkOutcomes(
        of step: StepDeclaration, _ card: CardsTogether.Known, _ name: String
    ) {
        guard let outcomes = step.outcomes, let ends = card.ends else { return }
        let named = outcomes.map(\.name).filter { !$0.value.isEmpty && $0.value != Outcome.expired }
        let strange = named.filter { !ends.contains($0.value) && !emptinessWords.contains($0.value) }
        for outcome in strange {
            report(.unknownEnd, at: outcome.range, noEnd(outcome.value, of: name, ends))
        }
        for outcome in named where ends.contains(outcome.value) {
            checkPossible(outcome, of: card, name, "deze uitkomst komt dus nooit voor")
        }
        // A misspelt end is not missed as well; that none is named at all has been said.
        guard strange.isEmpty, step.otherwise == nil, let first = named.first,
            let possible = card.possibleEnds
        else { return }
        let missing = possible.filter { end in !named.contains { $0.value == end } }
        guard !missing.isEmpty else { return }
        let shown = missing.map { "`\($0)`" }.inWords
        report(
            .endsNotCovered, at: first.range,
            "Een traject van `\(name)` kan ook eindigen als \(shown), en dat staat niet onder `uitkomsten`. Zet erbij waar het "
                + "dan heen gaat, of `anders: ...` voor de rest.")
    }

    private mutating func noEnd(_ word: String, of name: String, _ ends: [String]) -> String {
        "De kaart `\(name)` heeft geen einde \(word.quoted). Kies uit: \(ends.joined(separator: ", "))."
            + hints.hint(word, among: ends)
    }

    // MARK: - Conditions

    /// `uitkomst.<stap>` of a call: the ends of that card.
    private mutating func checkValues(_ condition: ConditionDeclaration?) {
        switch condition {
        case .all(let parts), .any(let parts): for part in parts { checkValues(part) }
        case .not(let part): checkValues(part)
        case .test(let key, .oneOf(let words)):
            let prefix = Keyword.outcome.rawValue + "."
            guard key.value.hasPrefix(prefix) else { return }
            let id = String(key.value.unicodeScalars.dropFirst(prefix.unicodeScalars.count))
            guard let step = among.declaration.allSteps.first(where: { $0.id.value == id }),
                case .call(let call) = step.kind, !call.goesOn, let called = among.card(call.card.value),
                let ends = called.ends
            else { return }
            // What the call names itself has been said there.
            let unnamed = words.filter { word in
                ends.contains(word.value)
                    && !(step.outcomes ?? []).contains { $0.name.value == word.value }
            }
            for word in unnamed {
                checkPossible(word, of: called, call.card.value, "deze uitkomst komt dus nooit voor")
            }
            let known =
                ends + (step.outcomes ?? []).map(\.name.value).filter { $0 == Outcome.expired }
                + (step.condition == nil ? [] : [Outcome.skipped])
            for word in words where !word.value.isEmpty && !known.contains(word.value) {
                report(
                    .unknownOutcome, at: word.range,
                    "De stap `\(id)` heeft geen uitkomst \(word.value.quoted). Kies uit: \(known.joined(separator: ", "))."
                        + hints.hint(word.value, among: known))
            }
        case .test(_, .compare), .test(_, .empty), .test(_, .filled), nil: return
        }
    }

    private mutating func report(_ code: DiagnosticCode, at range: SourceRange, _ message: String) {
        diagnostics.append(Diagnostic(code, at: range, message))
    }

    private mutating func warn(at range: SourceRange, _ message: String) {
        diagnostics.append(Diagnostic(.outcomeCannotOccur, .warning, at: range, message))
    }
}

extension CardsTogether.Known {
    /// The names of its ends; nil when they are not known for certain.
    fileprivate var ends: [String]? {
        guard let declaration, !declaration.unread.ends else { return nil }
        let written = declaration.ends.map(\.id.value)
        return written + [End.completed, End.lapsed].map(\.rawValue).filter { !written.contains($0) }
    }

    /// Nil when not known.
    fileprivate var possibleEnds: [String]? { card?.possibleEnds.map(\.rawValue) }
}
