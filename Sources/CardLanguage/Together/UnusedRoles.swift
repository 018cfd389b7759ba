import CardEngine

extension CardsTogether {
    /// The roles of the school that nothing names: no card that is not withdrawn, no ambition card, and nothing else in the
    /// school file (kaarttaal, section 8). That somebody holds a role is no use of it, but where no `beheer` is named: then who
    /// holds a role for the whole school keeps the pupils by it.
    ///
    /// - Parameter others: the roles that are named by what serves besides these cards.
    func unusedRoles(among roles: [Located<String>], besides others: Set<RoleID>) -> [Diagnostic] {
        guard let school, let namedRoles else { return [] }
        let used = namedRoles.union(others).union(school.rolesNamedInItself).union(rolesFieldsMayName)
        let unused = roles.filter { name in
            let id = RoleID(name.value)
            return school.role(id) != nil && !used.contains(own(id))
        }
        guard let first = unused.first else { return [] }
        // One message: a school that begins with a few cards has most of its roles already.
        let limit = 10
        let names = unused.prefix(limit).map { "`\($0.value)`" }.joined(separator: ", ")
        let more = unused.count > limit ? " en nog \(unused.count - limit)" : ""
        let (roles, them) = unused.count == 1 ? ("de rol", "haar") : ("deze rollen", "ze")
        return [
            Diagnostic(
                .unusedRole, .warning, at: first.range,
                "Geen enkele kaart noemt \(roles), en dit bestand verder ook niet: \(names)\(more). Haal \(them) weg, of noem \(them) "
                    + "waar iemand er iets mee doet. Loopt er nog iets op een eerdere versie van een kaart, laat \(them) dan staan."
            )
        ]
    }

    /// The roles outside the school to which a field may send a consent: those among its options.
    private var rolesFieldsMayName: Set<RoleID> {
        var found: Set<RoleID> = []
        for card in cards.values.compactMap(\.card) where card.status != .withdrawn {
            for step in card.steps {
                guard case .sign(let sign) = step.kind, case .field(let id)? = sign.grant?.recipient else {
                    continue
                }
                switch card.field(id)?.kind {
                case .choice(let options): found.formUnion(options.map { own(RoleID($0)) })
                case .text, .longText, .number, .wholeNumber, .date, .yesNo, .multipleChoice, .document,
                    .person,
                    .pupil, .list, nil:
                    continue
                }
            }
        }
        return found
    }
}

extension School {
    /// The roles that the school file itself names, by their own names.
    fileprivate var rolesNamedInItself: Set<RoleID> {
        let keeping =
            registry
            ?? staff.flatMap(\.assignments).map(\.role).filter { role($0)?.scope == .school }
        return Set(
            (roles.flatMap(\.registrars) + contacts.map(\.role) + keeping + (adoption?.roles ?? [])).map(own))
    }
}
