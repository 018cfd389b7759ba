import CardEngine

extension CardsTogether {
    /// The members of staff on whom steps hang: nobody else can do them (kaarttaal, section 8). One warning a person, in the
    /// school file: there it is changed, and a warning at each step would be one at half of all.
    func stepsOfOne(among staff: [Located<String>]) -> [Diagnostic] {
        guard let school, !staff.isEmpty else { return [] }
        let table = StaffTable(school)
        var steps: [PersonID: [(card: CardID, step: StepID)]] = [:]
        // A file that is named otherwise is there under two names.
        var seen: Set<CardID> = []
        for name in names {
            guard let card = cards[name]?.card, card.status != .withdrawn, seen.insert(card.id).inserted
            else { continue }
            for (index, step) in card.steps.enumerated() {
                for person in card.onlyOnes(for: step, at: index, table) {
                    steps[person, default: []].append((card.id, step.id))
                }
            }
        }
        return staff.compactMap { person in
            steps[PersonID(person.value)].map { Self.diagnostic(of: person, $0) }
        }
    }

    private static func diagnostic(
        of person: Located<String>, _ steps: [(card: CardID, step: StepID)]
    ) -> Diagnostic {
        let limit = 6
        var shown: [(card: CardID, steps: [String])] = []
        for (card, step) in steps.prefix(limit) {
            if shown.last?.card != card { shown.append((card, [])) }
            shown[shown.count - 1].steps.append("`\(step)`")
        }
        let told = shown.map { "\($0.steps.joined(separator: ", ")) (\($0.card))" }.joined(separator: ", ")
        let left = steps.count - limit
        let more = left > 0 ? " en nog \(left) \(left == 1 ? "stap" : "stappen")" : ""
        let (these, they) = steps.count == 1 ? ("deze stap", "ligt die") : ("deze stappen", "liggen die")
        return Diagnostic(
            .hangsOnOne, .warning, at: person.range,
            "Alleen `\(person.value)` kan \(these) doen: \(told)\(more). Bij afwezigheid \(they) stil. Geef nog iemand "
                + "die rol (ook een invaller, met `vervangt`), of zet er `escaleer` bij.")
    }
}

extension Card {
    /// Who alone can do a step, of those for whom that is so: of signatures there may be more.
    fileprivate func onlyOnes(for step: Step, at index: Int, _ staff: StaffTable) -> [PersonID] {
        let kind = subject(at: index)
        let asked = step.askedRoles.filter { staff.knows($0) }
        // Whoever may do it later as well keeps it from hanging.
        let later = step.terms.escalation.map { staff.people($0.roles, for: kind) } ?? []
        var found: [PersonID] = []
        for roles in asked {
            let able = able(step, roles, kind, staff)
            guard able.count == 1, let only = able.first, later.isSubset(of: able), !found.contains(only)
            else { continue }
            found.append(only)
        }
        return found
    }

    /// Who can do a step, when the step that it looks back at hangs on one person too.
    private func able(_ step: Step, _ roles: [RoleID], _ kind: SubjectKind, _ staff: StaffTable) -> Set<
        PersonID
    > {
        let able = staff.people(roles, for: kind)
        guard case .task(let task) = step.kind,
            let before = (task.otherThan ?? task.sameAs).flatMap({ place(of: $0) }),
            case .task(let earlier) = steps[before].kind
        else { return able }
        let others = staff.people(earlier.performers.roles, for: subject(at: before))
        guard others.count == 1 else { return able }
        return task.otherThan == nil ? able.intersection(others) : able.subtracting(others)
    }
}
