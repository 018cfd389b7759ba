public import CardEngine

/// The cards of a folder, looked at together: what one says of another (kaarttaal, section 8). A card that is itself
/// broken has been complained about; of it only is known that it is there.
public struct CardsTogether: Sendable {
    /// A card that others can name.
    struct Known: Sendable {
        /// As written; nil when not even that could be read.
        let declaration: CardDeclaration?
        /// With every name looked up; nil when some name means nothing.
        let checked: CheckedCard?

        var card: Card? { checked?.card }
    }

    let school: School?
    let cards: [String: Known]
    /// The names of the cards, in order.
    let names: [String]
    /// Whether every text could be read: else what is not found may stand in one that could not.
    let isComplete: Bool
    /// What the cards do in a day without anybody.
    let alone: Alone
    /// Every consent that some card asks for, in the order of the cards.
    let grants: [ConsentGrantDeclaration]
    /// The roles that a card or ambition card names, by their own names; nil when some card can't be told.
    let namedRoles: Set<RoleID>?

    /// Takes the files of a folder.
    ///
    /// - Parameters:
    ///   - files: each text as it was read by itself; what is no card is left aside.
    ///   - school: the school whose roles the cards name; nil when it is not known.
    public init(_ files: [(source: SourceText, read: ReadFile)], school: School?) {
        self.school = school
        var cards: [String: Known] = [:]
        for (source, read) in files where read.kind == .card || read.kind == nil {
            let known = Known(declaration: read.written, checked: read.checked)
            // A file that is named otherwise has been complained about; under both names it is there.
            for name in [read.written?.id.value, source.baseName].compactMap(\.self) where cards[name] == nil
            {
                cards[name] = known
            }
        }
        self.cards = cards
        names = cards.keys.sorted()
        let inUse = files.filter { $0.read.written?.status != .withdrawn }
        let areKnown = inUse.allSatisfy { _, read in
            read.kind == .card ? read.checked != nil : read.kind != nil
        }
        let own = { (role: RoleID) in school?.own(role) ?? role }
        namedRoles = areKnown ? Set(inUse.flatMap(\.read.namedRoles).map(own)) : nil
        isComplete = cards.values.allSatisfy { $0.declaration.map { !$0.unread.steps } ?? false }
        alone = Alone(cards.compactMapValues(\.checked))
        grants = names.compactMap { cards[$0]?.declaration }.flatMap(\.allSteps).compactMap { step in
            if case .sign(let sign) = step.kind { sign.grant } else { nil }
        }
    }

    /// A file with what is to say of it beside the others; a card with a new error has no value any more.
    public func check(_ file: ReadFile) -> ReadFile { check(file, rolesBesides: []) }

    /// - Parameter others: the roles that are named besides in what serves; nil when those are not known.
    private func check(_ file: ReadFile, rolesBesides others: Set<RoleID>?) -> ReadFile {
        guard let declaration = file.written else {
            let unused = others.map { unusedRoles(among: file.roles, besides: $0) } ?? []
            return file.adding(diagnostics(of: file.named) + stepsOfOne(among: file.staff) + unused)
        }
        let among = CardAmongOthers(declaration: declaration, checked: file.checked, others: self)
        let found = CardAmongOthers.checks.flatMap { $0.run(among) }
        // A row that asks for an end that is not there never decides; that is the same mistake.
        let misnamed = found.filter { $0.code == .unknownOutcome }.map(\.range.start)
        let rows = declaration.choiceRows.filter { row in
            misnamed.contains { place in row.start <= place && place < row.end }
        }
        // What goes round by itself through other cards is worse than a round that nothing counts.
        let goesRound = found.contains { $0.code == .endlessRound }
        let rounds =
            goesRound ? file.diagnostics.filter { $0.code == .uncountedRound }.map(\.range.start) : []
        return file.without(.rowNeverDecides, at: rows.map(\.start)).without(.uncountedRound, at: rounds)
            .adding(found)
    }

    /// A file with what is to say of it, where other texts serve than stand in the files: an adopted card beside those that
    /// serve. A concept is looked at beside the files as they are, for they may be adopted with it; what it does not fit there
    /// while it fits what serves, is a warning.
    ///
    /// - Parameter serving: the cards by which cases begin, for those of which a next version is being written.
    public func check(_ file: ReadFile, whereServe serving: CardsTogether) -> ReadFile {
        guard let status = file.checked?.card.status, status != .withdrawn else {
            return check(file, rolesBesides: serving.namedRoles)
        }
        let beside = serving.check(file)
        guard status == .draft else { return beside }
        let found = check(file)
        guard found.diagnostics.hasErrors, !beside.diagnostics.hasErrors else { return found }
        return file.adding(
            found.diagnostics.filter { !file.diagnostics.contains($0) }.map {
                Diagnostic($0.code, .warning, at: $0.range, $0.message, notes: $0.notes)
            })
    }

    /// The one name of a role that may have several.
    func own(_ role: RoleID) -> RoleID { school?.own(role) ?? role }

    /// Where a card leads for others: each card that it waits for or calls, with the step.
    func waits(of name: String) -> [(card: String, step: Located<String>)] {
        (cards[name]?.declaration?.allSteps ?? []).compactMap { step in
            switch step.kind {
            // A case about another child, or one that is not waited for, holds nobody up.
            case .call(let call) where !call.goesOn && call.about == nil: (call.card.value, step.id)
            case .wait(let wait):
                if case .card(let card, _) = wait.goal { (card.value, step.id) } else { nil }
            case .task, .sign, .choice, .parallel, .forEach, .call, .register, .unread: nil
            }
        }
    }
}

extension CardDeclaration {
    /// Where the rows of its choices stand.
    fileprivate var choiceRows: [SourceRange] {
        allSteps.flatMap { step -> [SourceRange] in
            if case .choice(let rows) = step.kind { rows.map(\.range) } else { [] }
        }
    }
}

/// A card with the others of its folder.
struct CardAmongOthers: Sendable {
    let declaration: CardDeclaration
    /// With every name looked up; nil when some name means nothing.
    let checked: CheckedCard?
    let others: CardsTogether

    /// What is proved of a card beside the others; one per file, as of a card by itself.
    static let checks: [TogetherCheck] = [
        .attributesKept, .calledCards, .consentOnEveryWay, .hiddenLimits, .namedCards, .passedFields,
        .purposesGiven, .roundsThroughCalls, .seenElsewhere, .toldByTheWay, .waitingCircles,
    ]

    var name: String { declaration.id.value }

    /// The card of that name, if it is there.
    func card(_ name: String) -> CardsTogether.Known? { others.cards[name] }

    /// The steps that call another card, each with its place among the steps of the card.
    var calls: [(index: Int, step: StepDeclaration, call: CallDeclaration)] {
        declaration.allSteps.enumerated().compactMap { index, step in
            if case .call(let call) = step.kind { (index, step, call) } else { nil }
        }
    }
}

/// What is proved of a card beside the others.
struct TogetherCheck: Sendable {
    /// The name of its file.
    let name: String
    let run: @Sendable (CardAmongOthers) -> [Diagnostic]
}
