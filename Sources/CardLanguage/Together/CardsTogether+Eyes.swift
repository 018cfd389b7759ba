public import CardEngine

/// Which roles come to see what is filled in.
extension CardsTogether {
    /// Stands for every role in the school when those are not known.
    private static let everyone: RoleID = "iedereen"

    /// The roles that see a field: those that may see its value, and those that fill it in.
    ///
    /// - Parameter list: the list of which it is a column; nil: whichever list has it.
    func viewers(of field: Field, in list: Field? = nil, on card: Card) -> Set<RoleID> {
        let list = list ?? card.fields.first { $0.holds(column: field.id) }
        var roles = field.visibleTo.map { Set($0.map(own)) } ?? viewers(of: card)
        if let narrowed = list?.visibleTo { roles.formIntersection(narrowed.map(own)) }
        return roles.union(fillers(of: field, in: list, on: card))
    }

    /// Whether roles see a field of a card that do not see the one of another card from which its value would be taken, or so of
    /// a column of it.
    public func seenByMore(_ theirs: Field, of called: Card, than ours: Field, of caller: Card) -> Bool {
        guard viewers(of: theirs, on: called).isSubset(of: viewers(of: ours, on: caller)) else { return true }
        // By name: an older text may have others, or in another order.
        let columns = theirs.withColumns.dropFirst()
        return !ours.withColumns.dropFirst().allSatisfy { ourColumn in
            guard let theirColumn = columns.first(where: { $0.id == ourColumn.id }) else { return false }
            return viewers(of: theirColumn, in: theirs, on: called)
                .isSubset(of: viewers(of: ourColumn, in: ours, on: caller))
        }
    }

    /// The roles that fill in a field.
    func fillers(of field: Field, in list: Field? = nil, on card: Card) -> Set<RoleID> {
        let list = list ?? card.fields.first { $0.holds(column: field.id) }
        var roles: Set<RoleID> = []
        for step in card.steps
        where step.asked.contains(list?.id ?? field.id) || step.asked.contains(field.id) {
            roles.formUnion(((step.performers ?? []) + (step.terms.escalation?.roles ?? [])).flatMap(doers))
            // A field may name anybody in the school.
            if step.performers == nil { roles.formUnion(insiders) }
        }
        return roles
    }

    /// The roles that see the cases of a card.
    func viewers(of card: Card) -> Set<RoleID> {
        card.visibleTo.map { Set(($0 + [card.owner]).map(own)) } ?? insiders
    }

    /// The roles that see what is kept of a pupil: who keeps it, and who has a role for its group or for it; nil when they are not
    /// known.
    var viewersOfPupils: Set<RoleID>? {
        school.map { school in
            let near = school.roles.filter { !$0.isExternal && $0.scope != .school }.map(\.id)
            return Set((school.registryRoles + near).map(own))
        }
    }

    private var insiders: Set<RoleID> {
        school.map { Set($0.roles.filter { !$0.isExternal }.map { own($0.id) }) } ?? [Self.everyone]
    }

    /// Who acts for a role: itself, or who records for one outside the school.
    private func doers(_ name: RoleID) -> [RoleID] {
        guard let role = school?.role(name) else { return [name] }
        return role.isExternal ? role.registrars.map(own) : [own(role.id)]
    }
}

extension Set<RoleID> {
    /// The first few of them, as a complaint names them.
    var shown: String { sorted().prefix(5).map { "`\($0)`" }.joined(separator: ", ") }
}

extension Field {
    /// It, and its columns if it is a list.
    var withColumns: [Field] {
        if case .list(let columns, _) = kind { [self] + columns } else { [self] }
    }

    /// Whether it is a list with that column.
    func holds(column: FieldID) -> Bool {
        if case .list(let columns, _) = kind { columns.contains { $0.id == column } } else { false }
    }
}

extension Step {
    /// The roles that fill in what it asks; nil when a field names the person.
    fileprivate var performers: [RoleID]? {
        guard let performers = kind.performers else { return [] }
        return performers.field == nil ? performers.roles : nil
    }
}
