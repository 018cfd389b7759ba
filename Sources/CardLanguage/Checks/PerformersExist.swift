import CardEngine

extension CardCheck {
    /// A step that nobody in the school can do, or an `anders_dan` for which there is nobody else.
    static let performersExist = CardCheck(name: "PerformersExist") { checked in
        guard let school = checked.school else { return [] }
        var holders: [RoleID: Set<PersonID>] = [:]
        for person in school.staff {
            for assignment in person.assignments { holders[assignment.role, default: []].insert(person.id) }
        }
        func people(_ roles: [RoleID]) -> Set<PersonID> {
            roles.reduce(into: []) { people, name in
                guard let role = school.role(name) else { return }
                for own in role.isExternal ? role.registrars.map({ school.role($0)?.id ?? $0 }) : [role.id] {
                    people.formUnion(holders[own] ?? [])
                }
            }
        }
        return checked.card.steps.enumerated().compactMap { index, step in
            for asked in step.askedRoles
            where asked.allSatisfy({ school.role($0) != nil }) && people(asked).isEmpty {
                let roles = asked.map { "`\($0)`" }.joined(separator: " of ")
                return Diagnostic(
                    .nobodyCan, at: checked.place(ofStep: index),
                    "Niemand in de school kan de stap `\(step.id)` doen: \(roles) heeft geen medewerker. Geef iemand die "
                        + "rol in het schoolbestand.")
            }
            // An unknown role has been complained about.
            guard case .task(let task) = step.kind, case .roles(let performers) = task.performers,
                performers.allSatisfy({ school.role($0) != nil })
            else { return nil }
            let able = people(performers)
            if let same = task.sameAs, case .task(let before)? = checked.card.step(same)?.kind,
                !before.performers.roles.isEmpty,
                task.otherThan == same || people(before.performers.roles).isDisjoint(with: able)
            {
                return Diagnostic(
                    .nobodyCan, at: checked.place(ofStep: index),
                    "Wie de stap `\(same)` doet, kan de stap `\(step.id)` nooit doen, en toch vraagt `zelfde_als` dat. Noem een "
                        + "rol die beide kan doen, of laat `zelfde_als` weg.")
            }
            guard able.count == 1, let other = task.otherThan, other != step.id,
                case .task(let before)? = checked.card.step(other)?.kind,
                people(before.performers.roles) == able
            else { return nil }
            return Diagnostic(
                .nobodyCan, at: checked.place(ofStep: index),
                "De stap `\(step.id)` vraagt een ander dan wie `\(other)` deed, maar er is maar één medewerker die deze "
                    + "stappen kan doen. Noem een rol erbij, of laat `anders_dan` weg.")
        }
    }
}

extension Step {
    /// The roles that are asked: of each list any one is enough.
    fileprivate var askedRoles: [[RoleID]] {
        switch kind {
        case .task(let task): task.performers.roles.isEmpty ? [] : [task.performers.roles]
        case .register(let register): register.performers.roles.isEmpty ? [] : [register.performers.roles]
        case .sign(let sign): sign.signers.map { [$0] }
        case .choice, .parallel, .forEach, .call, .wait: []
        }
    }
}
