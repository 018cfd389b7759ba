/// What one person may see of one case (kaarttaal, section 2, "Who sees it").
public struct CaseView: Hashable, Sendable {
    /// Whether the whole case may be seen; else only that it runs, and the steps in `doable`.
    public let seesCase: Bool
    /// The open visits that the person can do.
    public let doable: [Int]
    /// The fields of which the value may be seen, of every item that has one.
    public let fields: Set<FieldID>
    /// The fields of one item that the person is asked for: nobody else's value of them may be seen.
    private let ofItems: [Place: Set<FieldID>]
    /// Of lists: the columns that may be seen by who may see the list. One that the card does not have, as it had by an
    /// earlier text, is none of them.
    private let columns: [FieldID: Set<FieldID>]
    /// Of lists: all columns, for who fills in the list.
    private let allColumns: [FieldID: Set<FieldID>]

    init(
        seesCase: Bool, doable: [Int], fields: Set<FieldID>, ofItems: [Place: Set<FieldID>] = [:],
        columns: [FieldID: Set<FieldID>] = [:], allColumns: [FieldID: Set<FieldID>] = [:]
    ) {
        self.seesCase = seesCase
        self.doable = doable
        self.fields = fields
        self.ofItems = ofItems
        self.columns = columns
        self.allColumns = allColumns
    }

    /// What may be seen by both.
    public func intersection(_ other: CaseView?) -> CaseView {
        guard let other else { return CaseView(seesCase: false, doable: [], fields: []) }
        func both(
            _ ours: [FieldID: Set<FieldID>], _ theirs: [FieldID: Set<FieldID>]
        ) -> [FieldID: Set<FieldID>] {
            ours.reduce(into: [:]) { $0[$1.key] = $1.value.intersection(theirs[$1.key] ?? []) }
        }
        return CaseView(
            seesCase: seesCase && other.seesCase, doable: doable.filter(other.doable.contains),
            fields: fields.intersection(other.fields),
            ofItems: ofItems.reduce(into: [:]) {
                $0[$1.key] = $1.value.intersection(other.ofItems[$1.key] ?? [])
            },
            columns: both(columns, other.columns), allColumns: both(allColumns, other.allColumns))
    }

    /// Whether the value of a field may be seen.
    ///
    /// - Parameter home: the branch of whose item it is; nil for the whole case.
    public func sees(_ field: FieldID, at home: Place?) -> Bool {
        fields.contains(field) || home.flatMap { ofItems[$0] }?.contains(field) == true
    }

    /// Whether a cell in the rows of a list that may be seen may be seen too: one of a column, or of a field that was filled
    /// in for the row later.
    ///
    /// - Parameter home: the branch of whose item the list is; nil for the whole case.
    public func sees(_ cell: FieldID, of list: Field, at home: Place?) -> Bool {
        if case .list(let columns, _) = list.kind, columns.contains(where: { $0.id == cell }) {
            // Who fills in a list fills in all its columns.
            return self.columns[list.id]?.contains(cell) == true
                || home.flatMap { ofItems[$0] }?.contains(list.id) == true
                    && allColumns[list.id]?.contains(cell) == true
        }
        return fields.contains(cell)
    }

    /// Whether the day on which an interrupt happens may be told: what it counts from may be seen.
    public func seesMoment(ofInterrupt number: Int, on card: Card) -> Bool {
        guard card.interrupts.indices.contains(number),
            case .moment(let moment) = card.interrupts[number].trigger
        else { return false }
        return moment.anchor.map { sees($0, on: card) { _ in nil } } ?? seesCase
    }

    /// Whether the day that a moment counts from may be seen: of a field who may see that, of a step and what is known of
    /// the subject who may see the case.
    ///
    /// - Parameter home: the branch of whose item a field is, as seen from what counts from it.
    func sees(_ anchor: Anchor, on card: Card, home: (FieldID) -> Place?) -> Bool {
        switch anchor {
        case .start, .occasion: true
        case .step, .named: seesCase
        case .field(let field):
            // Who may not see a list sees none of its columns.
            sees(field, at: home(field))
                && card.fields.allSatisfy { list in
                    guard case .list(let columns, _) = list.kind, columns.contains(where: { $0.id == field })
                    else { return true }
                    let home = home(list.id)
                    return sees(list.id, at: home) && sees(field, of: list, at: home)
                }
        }
    }
}

/// What the person may see; nil when for this person the case does not exist.
///
/// The roles of `zichtbaar_voor` see it as held for this subject; the owner always does; who can do an open step sees
/// that step and the fields it asks for, of an item only those of that item; who started the case sees that it runs, as long as
/// he works at the school.
///
/// - Parameter parts: who holds which role for the pupils and groups of items.
public func view(
    of state: CaseState, on card: Card, for person: PersonID, in roster: Roster,
    parts: [Subject: Roster] = [:]
) -> CaseView? {
    let seesCase = roster.sees(person, card)
    var doable: [Int] = []
    var fields: Set<FieldID> = []
    var ofItems: [Place: Set<FieldID>] = [:]
    var columns: [FieldID: Set<FieldID>] = [:]
    let allColumns = card.fields.reduce(into: [FieldID: Set<FieldID>]()) { found, field in
        if case .list(let columns, _) = field.kind { found[field.id] = Set(columns.map(\.id)) }
    }
    func isVisible(_ field: Field) -> Bool { field.visibleTo.map { roster.holdsAny(person, $0) } ?? true }
    if seesCase {
        for field in card.fields where isVisible(field) {
            fields.insert(field.id)
            if case .list(let all, _) = field.kind {
                columns[field.id] = Set(all.filter(isVisible).map(\.id))
            }
        }
    }
    for visit in state.isRunning ? state.openVisits : [] {
        let subject = state.subject(at: visit.place)
        let held = subject == state.opening?.facts.subject ? roster : subject.flatMap { parts[$0] } ?? roster
        guard let step = card.step(visit.step), visit.canBeDone(by: person, step, in: state, held) else {
            continue
        }
        doable.append(visit.number)
        for field in step.asked {
            if let home = state.home(of: field, at: visit.place, on: card) {
                ofItems[home, default: []].insert(field)
            } else {
                fields.insert(field)
                columns[field] = allColumns[field]
            }
        }
    }
    let started = state.opening?.stamp.actor == person && roster.staff.contains(person)
    guard seesCase || started || !doable.isEmpty else { return nil }
    return CaseView(
        seesCase: seesCase, doable: doable, fields: fields, ofItems: ofItems, columns: columns,
        allColumns: allColumns)
}

extension Roster {
    /// Whether the person sees the cases of a card about that subject as a whole.
    public func sees(_ person: PersonID, _ card: Card) -> Bool {
        holds(person, card.owner) || holdsAny(person, card.visibleTo ?? Array(holders.keys))
    }
}

extension Visit {
    /// Whether the person can do it, leaving aside when.
    public func canBeDone(
        by person: PersonID, _ step: Step, in state: CaseState, _ roster: Roster
    ) -> Bool {
        guard exclusion(of: person, from: step, in: state) == nil else { return false }
        if self.person == person { return roster.staff.contains(person) }
        let open = self.person == nil ? performers : escalatedTo
        return roster.capacity(of: person, among: open) != nil
    }
}
