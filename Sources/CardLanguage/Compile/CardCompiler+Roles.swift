import CardEngine

/// Roles, looked up in the school.
extension CardCompiler {
    /// The role as written, known to the school.
    mutating func role(_ name: Located<String>) -> RoleID {
        if let school, !name.value.isEmpty, roles[name.value] == nil {
            report(
                .unknownRole, at: name.range,
                "De rol \(name.value.quoted) staat niet in het schoolbestand."
                    + hints.advice(insteadOfRole: name.value, among: roleNames, in: school))
        }
        namedRoles.insert(RoleID(name.value))
        return RoleID(name.value)
    }

    /// A role of which the school must have somebody who acts by itself.
    mutating func internalRole(_ name: Located<String>) -> RoleID {
        let role = role(name)
        if roles[name.value]?.isExternal == true {
            report(
                .roleDoesNotFit, at: name.range,
                "De rol `\(role)` is van buiten de school en kan dit niet zelf. Noem hier een rol in de school."
            )
        }
        return role
    }

    /// A role outside the school, to which data go.
    mutating func externalRole(
        _ name: Located<String>, for what: String = "Een verstrekking gaat naar"
    ) -> RoleID {
        let role = role(name)
        if roles[name.value]?.isExternal == false {
            report(
                .roleDoesNotFit, at: name.range,
                "De rol `\(role)` is in de school. \(what) een rol met `extern: ja`.")
        }
        return role
    }

    mutating func performers(_ performers: PerformersDeclaration) -> Performers {
        switch performers {
        case .roles(let names): .roles(names.map { role($0) })
        case .field(let name): .field(fieldID(name, of: [.person], "persoon"))
        }
    }
}
