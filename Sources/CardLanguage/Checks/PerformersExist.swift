import CardEngine

extension CardCheck {
    /// A step that nobody in the school can do, a card that nobody can own or begin, a `zelfde_als` that can't be, or an
    /// `anders_dan` that the staff can't satisfy.
    static let performersExist = CardCheck(name: "PerformersExist") { checked in
        guard let school = checked.school else { return [] }
        let staff = StaffTable(school)
        let found = checked.card.steps.enumerated().compactMap { index, step in
            checked.nobody(for: step, at: index, staff) ?? checked.never(same: step, at: index, staff)
        }
        return checked.rolesOfParts(staff) + found + checked.conflicts(staff)
    }
}

extension SubjectKind {
    /// As a sentence about what something is about says it.
    var named: String {
        switch self {
        case .pupil: "een leerling"
        case .group: "een groep"
        case .school: "de hele school"
        case .staffMember: "een medewerker"
        }
    }
}

extension CheckedCard {
    /// Where the owner, or who begins by hand, has a role that nobody can hold for what the card is about.
    fileprivate func rolesOfParts(_ staff: StaffTable) -> [Diagnostic] {
        func misfit(_ roles: [Located<String>], _ what: String) -> Diagnostic? {
            let asked = roles.map { RoleID($0.value) }
            guard staff.knows(asked), let first = roles.first,
                let (why, _) = staff.misfit(asked, for: card.subject)
            else { return nil }
            return Diagnostic(
                .nobodyCan, .warning, at: first.range,
                "Niemand kan \(what): \(why), en deze kaart gaat over \(card.subject.named). Noem een rol die voor de hele "
                    + "school geldt.")
        }
        let starts = declaration.starts.compactMap { start in
            if case .manual(let roles) = start.trigger { misfit(roles, "dit traject beginnen") } else { nil }
        }
        return [misfit([declaration.owner], "deze kaart bewaken")].compactMap(\.self) + starts
    }

    fileprivate func nobody(for step: Step, at index: Int, _ staff: StaffTable) -> Diagnostic? {
        let kind = card.subject(at: index)
        for asked in step.askedRoles where staff.knows(asked) && staff.people(asked, for: kind).isEmpty {
            if let (why, over) = staff.misfit(asked, for: kind) {
                let elsewhere = kind == .staffMember ? "" : ", of zet de stap in een `voor_elke: \(over)`"
                return Diagnostic(
                    .nobodyCan, at: place(ofStep: index),
                    "Niemand kan de stap `\(step.id)` doen: \(why), en deze stap gaat over \(kind.named). Noem een rol die "
                        + "voor de hele school geldt\(elsewhere).")
            }
            let roles = asked.map { "`\($0)`" }.joined(separator: " of ")
            if staff.waitsForPupils(asked) {
                return Diagnostic(
                    .nobodyCan, .warning, at: place(ofStep: index),
                    "Nog niemand kan de stap `\(step.id)` doen: \(roles) heeft voor geen enkele leerling een medewerker. "
                        + "Zolang dat zo is, wijst de eigenaar iemand aan.")
            }
            return Diagnostic(
                .nobodyCan, at: place(ofStep: index),
                "Niemand in de school kan de stap `\(step.id)` doen: \(roles) heeft geen medewerker. Geef iemand die "
                    + "rol in het schoolbestand.")
        }
        return nil
    }

    fileprivate func never(same step: Step, at index: Int, _ staff: StaffTable) -> Diagnostic? {
        guard let able = able(index, staff), case .task(let task) = step.kind, let same = task.sameAs,
            let before = card.place(of: same).flatMap({ self.able($0, staff) }),
            task.otherThan == same || before.isDisjoint(with: able)
        else { return nil }
        return Diagnostic(
            .nobodyCan, at: place(ofStep: index),
            "Wie de stap `\(same)` doet, kan de stap `\(step.id)` nooit doen, en toch vraagt `zelfde_als` dat. Noem een "
                + "rol die beide kan doen, of laat `zelfde_als` weg.")
    }

    /// Who can do a task; nil when a field says who does it, or that has been complained about.
    private func able(_ index: Int, _ staff: StaffTable) -> Set<PersonID>? {
        guard case .task(let task) = card.steps[index].kind, !task.performers.roles.isEmpty,
            staff.knows(task.performers.roles)
        else { return nil }
        let able = staff.people(task.performers.roles, for: card.subject(at: index))
        return able.isEmpty ? nil : able
    }

    // MARK: - Somebody else

    /// Of each set of steps that must be done by others than each other, and can't, the smallest.
    fileprivate func conflicts(_ staff: StaffTable) -> [Diagnostic] {
        var people: [Int: [PersonID]] = [:]
        var others: [(Int, Int)] = []
        for (index, step) in card.steps.enumerated() {
            guard case .task(let task) = step.kind,
                let other = task.otherThan.flatMap({ card.place(of: $0) }),
                other != index, task.sameAs != task.otherThan,
                let able = able(index, staff), let before = self.able(other, staff)
            else { continue }
            others.append((index, other))
            people[index] = able.sorted()
            people[other] = before.sorted()
        }
        // Whoever can choose among more than are asked beside it is never the one that is stuck.
        let steps = people.keys.sorted().filter { step in
            (people[step]?.count ?? 0) <= others.count { $0.0 == step || $0.1 == step }
        }
        guard steps.count <= 16 else { return [] }
        var told: [Set<Int>] = []
        for size in 2...5 where steps.count >= size {
            for set in Self.sets(of: size, from: steps) where !told.contains(where: { $0.isSubset(of: set) })
            {
                let inner = others.filter { set.contains($0.0) && set.contains($0.1) }
                if !inner.isEmpty, !Self.canBeDone(set, inner, people) { told.append(Set(set)) }
            }
        }
        return told.map { conflict($0.sorted(), people) }
    }

    private func conflict(_ steps: [Int], _ people: [Int: [PersonID]]) -> Diagnostic {
        let names = Set(steps.flatMap { people[$0] ?? [] }).sorted()
        let last = steps.last ?? 0
        let shown = steps.map { "`\(card.steps[$0].id)`" }
        let able =
            names.count == 1
            ? "maar er is maar één medewerker die ze kan doen (\(names[0]))"
            : "maar er zijn maar \(names.count) medewerkers die ze kunnen doen (\(names.map(\.rawValue).joined(separator: ", ")))"
        return Diagnostic(
            .nobodyCan, at: place(ofStep: last),
            "De stappen \(shown.dropLast().joined(separator: ", ")) en \(shown.last ?? "") vragen met `anders_dan` elk iemand anders, "
                + "\(able). Noem een rol erbij, of laat `anders_dan` weg.")
    }

    private static func sets(of size: Int, from steps: [Int]) -> [[Int]] {
        guard size > 0 else { return [[]] }
        return steps.indices.flatMap { index in
            sets(of: size - 1, from: Array(steps[(index + 1)...])).map { [steps[index]] + $0 }
        }
    }

    /// Whether each step can get somebody such that those of a pair differ.
    private static func canBeDone(
        _ steps: [Int], _ pairs: [(Int, Int)], _ people: [Int: [PersonID]], _ chosen: [Int: PersonID] = [:]
    ) -> Bool {
        guard let step = steps.first else { return true }
        return (people[step] ?? []).contains { person in
            let isFree = pairs.allSatisfy { one, other in
                !(one == step && chosen[other] == person) && !(other == step && chosen[one] == person)
            }
            return isFree
                && canBeDone(Array(steps.dropFirst()), pairs, people, chosen.merging([step: person]) { $1 })
        }
    }
}
