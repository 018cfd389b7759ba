import CardEngine

/// A compiled card with the places where its parts are written and the ways between its steps: what the checks look at.
struct CheckedCard: Sendable {
    let card: Card
    let declaration: CardDeclaration
    let school: School?
    /// The steps that ask for each field.
    let askers: [FieldID: [Int]]
    /// The roles that it names, as it writes them.
    let namedRoles: Set<RoleID>
    /// What the school keeps of pupils and this card asks of something else.
    let askedOfOthers: [AskedOfOther]
    /// The ways out of each step with how each is taken, in the order in which they are written.
    let ways: [[Way]]
    /// Where a case can be without having passed the steps before: the begin, and where an interrupt leads.
    let entries: [Entry]
    /// For each field that a choice, an `als` or a moment looks at: where a case can come without it.
    private let unfilled: [FieldID: Search]
    /// For each list that a `voor_elke` goes over: where a case can come before anybody could fill it in.
    private let unoffered: [FieldID: Search]

    /// A place where a case can be without having passed the steps before.
    struct Entry: Sendable {
        let label: String
        let target: Target
        /// The fields that surely have a value then.
        var fills: Set<FieldID> = []
        /// The attributes that surely have one.
        var knows: Set<AttributeID> = []
    }

    init(
        card: Card, declaration: CardDeclaration, school: School?, namedRoles: Set<RoleID>,
        askedOfOthers: [AskedOfOther]
    ) {
        self.card = card
        self.askedOfOthers = askedOfOthers
        self.declaration = declaration
        self.school = school
        self.namedRoles = namedRoles
        let ways = card.steps.map { Self.ways(from: $0, on: card) }
        let entries = [Entry(label: "Start", target: .step(0))] + card.interrupts.compactMap { $0.entry }
        let map = Search.Map(card: card, ways: ways)
        let filled = card.filledFromTheBegin
        func search(_ field: FieldID, without isFilled: (Way) -> Bool) -> Search {
            Search(map, from: entries.filter { !$0.fills.contains(field) }) { _, way in isFilled(way) }
        }
        var unfilled: [FieldID: Search] = [:]
        for field in card.fieldsLookedAt where !filled.contains(field) {
            unfilled[field] = search(field) { $0.fills.contains(field) }
        }
        var unoffered: [FieldID: Search] = [:]
        for list in card.listsGoneOver where !filled.contains(list) {
            unoffered[list] = search(list) { $0.fills.contains(list) || $0.offers.contains(list) }
        }
        var askers: [FieldID: [Int]] = [:]
        for (index, step) in card.steps.enumerated() {
            for field in step.asked { askers[field, default: []].append(index) }
        }
        self.askers = askers
        self.ways = ways
        self.entries = entries
        self.unfilled = unfilled
        self.unoffered = unoffered
    }

    var map: Search.Map { Search.Map(card: card, ways: ways) }

    /// The place of the id of a step.
    func place(ofStep index: Int) -> SourceRange { declaration.allSteps[index].id.range }

    // MARK: - What may be missing

    /// Whether a case can get to a step without the field being surely filled in.
    func mayLack(_ field: FieldID, at index: Int) -> Bool { unfilled[field]?.reaches(index) ?? false }

    /// A path to the point where a step opens along which the field is not surely filled in; nil when it always is.
    func pathWithout(_ field: FieldID, to index: Int) -> String? {
        unfilled[field].flatMap { path(to: index, in: $0) }
    }

    /// A path to a `voor_elke` along which nobody could fill in the list that it goes over; nil when somebody always could.
    func pathBeforeOffering(_ list: FieldID, to index: Int) -> String? {
        unoffered[list].flatMap { path(to: index, in: $0) }
    }

    /// Where a case can get without that step having been passed. A block is passed when it closes.
    func around(_ step: Int) -> Search {
        Search(map, from: entries) { at, way in at == step && way.kind != .enters }
    }

    /// Where a case can get without that step having been done: passed around, or skipped.
    func withoutDoing(_ step: Int) -> Search {
        Search(map, from: entries) { at, way in
            at == step && way.kind != .enters && way.label != Outcome.skipped
        }
    }

    /// A path to the point where a step opens along which that other step is not passed; nil when it always is.
    func pathAround(_ step: StepID, to index: Int) -> String? {
        card.place(of: step).flatMap { path(to: index, in: around($0)) }
    }

    /// The steps that some case can reach.
    func reached() -> Search { Search(map, from: entries) { _, _ in false } }

    /// Where a case can get after a step led to that target, without doing the step again.
    func after(_ step: Int, leadsTo target: Target) -> Search {
        var seeds = [target]
        // While the case is somewhere, it can be interrupted.
        if case .end = target {} else { seeds += card.interrupts.compactMap(\.target) }
        let home = card.home(of: step)
        for (block, list) in card.blocks(around: step) where block != home {
            guard card.stays(target, in: block) else { break }
            // The branches beside it are somewhere meanwhile, and the whole may expire.
            seeds += ways[block].filter { way in
                way.label == Outcome.expired || way.kind == .enters && way.target != card.first(of: list)
            }.map(\.target)
        }
        // What is inside a `voor_elke` is new for each item.
        return Search(map, from: step, to: seeds) { at, way in
            at == step || at == home && way.kind == .enters
        }
    }

    /// The path as complaints tell it: "Start → concept → bespreken [oneens] → ...".
    func path(to goal: Int, in search: Search) -> String? {
        guard search.reaches(goal) else { return nil }
        var parts = [card.steps[goal].id.rawValue]
        var step = goal
        while case .step(let before, let number)? = search.cameFrom[step] {
            parts.append(shown(before, leavingBy: number))
            step = before
        }
        if case .entry(let label)? = search.cameFrom[step] { parts.append(label) }
        return Self.shown(parts.reversed())
    }

    /// A step as a path tells it: with the outcome by which it is left, where there are more.
    func shown(_ step: Int, leavingBy number: Int) -> String {
        let way = ways[step][number]
        let isOnly = ways[step].count { $0.kind != .enters } == 1
        return card.steps[step].id.rawValue + (isOnly || way.kind == .enters ? "" : " [\(way.label)]")
    }

    /// Of a very long path the middle is left out.
    static func shown(_ path: [String]) -> String {
        let parts = path.count > 20 ? path.prefix(10) + ["..."] + path.suffix(9) : path[...]
        return parts.joined(separator: " → ")
    }
}

extension Interrupt {
    /// Where it leads; nil when the case goes on as if nothing happened.
    fileprivate var entry: CheckedCard.Entry? {
        guard let target else { return nil }
        var fills = condition?.filledFields(whenItHolds: true) ?? []
        var knows = condition?.filledAttributes(whenItHolds: true) ?? []
        let label: String
        switch trigger {
        case .person(let outcome, _): label = outcome.quoted
        case .event(let event):
            label = "bij \(FieldText.text(of: event))"
            knows.insert(event.attribute)
        case .withdrawn(let purpose): label = "ingetrokken \(purpose)"
        case .moment(let moment):
            label = "op een dag"
            // As long as there is no anchor there is no such day.
            if case .field(let field)? = moment.anchor { fills.insert(field) }
            if case .named(let attribute)? = moment.anchor { knows.insert(attribute) }
        }
        return CheckedCard.Entry(label: "Onderbreking \(label)", target: target, fills: fills, knows: knows)
    }
}
