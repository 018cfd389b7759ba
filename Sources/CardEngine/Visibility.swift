/// What one person may see of one case (kaarttaal, section 2, "Who sees it").
public struct CaseView: Hashable, Sendable {
    /// Whether the whole case may be seen; else only that it runs, and the steps in `doable`.
    public let seesCase: Bool
    /// The open visits that the person can do.
    public let doable: [Int]
    /// The fields of which the value may be seen.
    public let fields: Set<FieldID>
}

/// What the person may see; nil when for this person the case does not exist.
///
/// The roles of `zichtbaar_voor` see it as held for this subject; the owner always does; who can do an open step sees
/// that step and the fields it asks for; who started the case sees that it runs.
public func view(of state: CaseState, on card: Card, for person: PersonID, in roster: Roster) -> CaseView? {
    let seesCase =
        roster.holds(person, card.owner)
        || roster.holdsAny(person, card.visibleTo ?? Array(roster.holders.keys))
    var doable: [Int] = []
    var fields: Set<FieldID> = []
    if seesCase {
        for field in card.fields where field.visibleTo.map({ roster.holdsAny(person, $0) }) ?? true {
            fields.insert(field.id)
        }
    }
    for visit in state.isRunning ? state.openVisits : [] {
        guard roster.capacity(of: person, among: visit.performers) != nil,
            case .task(let task)? = card.step(visit.step)?.kind, task.refusal(of: person, in: state) == nil
        else { continue }
        doable.append(visit.number)
        fields.formUnion(task.required + task.optional + task.outcomes.flatMap(\.required))
    }
    let started = state.opening?.stamp.actor == person
    guard seesCase || started || !doable.isEmpty else { return nil }
    return CaseView(seesCase: seesCase, doable: doable, fields: fields)
}
