import CardEngine
import Foundation

extension DeclarationReader {
    /// A school file. It refers only to itself, so it is read and looked up in one go.
    mutating func school(_ node: SyntaxNode) -> School {
        let words = words(of: node, .school)
        let id = id(word(words[.school]))
        let roles = entries(words[.roles], of: "rollen").map { role($0.id, $0.value) }
        let groups = entries(words[.groups], of: "groepen").map { group($0.id, $0.value) }
        let people = entries(words[.staff], of: "medewerkers")
        let table = SchoolTable(
            roles: roles, groups: groups, people: people.map(\.id.value),
            unscoped: rolesWithoutScope(of: words[.roles]))
        checkRoles(of: words[.roles], table)
        let staff = people.map { staffMember($0.id, $0.value, table) }
        checkLogins(words[.staff])
        if let node = words[.region] { _ = runningText(node) }
        _ = runningTexts(words[.partners])
        let contacts = entries(words[.contacts], of: "contacten").map { contact($0.id, $0.value, table) }
        let registry = words[.registry].map { node in
            oneOrMore(node).compactMap { internalRole($0, table)?.id }
        }
        let adoptionRule = words[.adoption].map { adoption($0, table) }
        return School(
            id: Identifier(id.value), name: runningText(words[.name]).value,
            timeZone: timeZone(words[.timeZone]),
            roles: roles, groups: groups, staff: staff,
            attributes: entries(words[.attributes], of: "kenmerken").map { attribute($0.id, $0.value) },
            contacts: contacts, registry: registry, adoption: adoptionRule)
    }

    /// How the school adopts cards.
    private mutating func adoption(_ node: SyntaxNode, _ table: SchoolTable) -> AdoptionRule {
        let words = words(of: node, .adoption)
        let roles = words[.by].map { node in oneOrMore(node).compactMap { internalRole($0, table)?.id } }
        return AdoptionRule(roles: roles, isNotByAuthor: yesNo(words[.notByAuthor]))
    }

    /// Something that this school keeps of a subject besides what every school does.
    private mutating func attribute(_ id: Located<String>, _ node: SyntaxNode) -> Attribute {
        if reservedFieldNames.contains(id.value)
            || Attribute.given.contains(where: { $0.id.rawValue == id.value })
        {
            report(
                .reservedName, at: id.range,
                "\(id.value.quoted) heeft in de kaarttaal een eigen betekenis. Kies een andere naam.")
        }
        let (title, kind) = attributeKind(node, at: id.range)
        return Attribute(id: AttributeID(id.value), title: title, kind: kind)
    }

    private mutating func contact(
        _ id: Located<String>, _ node: SyntaxNode, _ table: SchoolTable
    ) -> Contact {
        let words = words(of: node, .contact)
        reportProgramName(id)
        if table.people.contains(id.value) {
            report(
                .duplicateName, at: id.range,
                "\(id.value.quoted) is al een medewerker. Geef de contactpersoon een andere naam.")
        }
        let role = word(words[.role])
        if let known = lookUpRole(role, table), !known.isExternal {
            report(
                .roleDoesNotFit, at: role.range,
                "De rol `\(known.id)` is in de school. Een contactpersoon heeft een rol met `extern: ja`.")
        }
        return Contact(
            id: PersonID(id.value), name: runningText(words[.name]).value, role: RoleID(role.value))
    }

    /// The names of a school, to be looked up.
    struct SchoolTable {
        let roles: [String: Role]
        let roleNames: [String]
        let groups: Set<String>
        let groupNames: [String]
        let people: Set<String>
        let peopleNames: [String]
        /// What was meant by roles, groups and staff with a name that can't be one, of which was complained.
        let meantNames: Set<String>
        /// The roles of which could not be read for whom they hold.
        let unscoped: Set<RoleID>

        init(roles: [Role], groups: [Group], people: [String], unscoped: Set<RoleID>) {
            let named = roles.flatMap { role in ([role.id] + role.aliases).map { ($0.rawValue, role) } }
            self.roles = Dictionary(named, uniquingKeysWith: { first, _ in first })
            let groups = groups.map(\.id.rawValue)
            roleNames = named.map(\.0).filter(\.isID)
            groupNames = groups.filter(\.isID)
            self.groups = Set(groups)
            peopleNames = people.filter(\.isID)
            self.people = Set(people)
            meantNames = (named.map(\.0) + groups + people).meantIDs
            self.unscoped = unscoped
        }
    }

    private mutating func timeZone(_ node: SyntaxNode?) -> String {
        guard let node else { return School.usualTimeZone }
        let name = word(node)
        guard !name.value.isEmpty, name.value != School.usualTimeZone else { return name.value }
        // Only names from the list: a name is looked up as a file on some systems. A computer that has no list says nothing
        // about the file; who needs the zone finds that it is not there.
        let known = TimeZone.knownTimeZoneIdentifiers
        if !known.isEmpty, !known.contains(name.value) {
            report(
                .unknownTimeZone, at: name.range,
                "\(name.value.quoted) is geen tijdzone. In Nederland is het \(School.usualTimeZone).")
        }
        return name.value
    }

    private mutating func role(_ id: Located<String>, _ node: SyntaxNode) -> Role {
        let words = words(of: node, .role)
        let isExternal = yesNo(words[.external])
        if isExternal, let node = words[.scope] {
            report(.wordDoesNotFit, at: node.range, "Een rol buiten de school heeft geen `per`.")
        }
        if isExternal, words[.registrars] == nil {
            report(
                .missingWord, at: id.range,
                "Een rol buiten de school heeft `geregistreerd_door` nodig: wie in de school vastlegt wat zij doet."
            )
        }
        if !isExternal, let node = words[.registrars] {
            report(
                .wordDoesNotFit, at: node.range,
                "`geregistreerd_door` hoort alleen bij een rol met `extern: ja`.")
        }
        return Role(
            id: RoleID(id.value), title: runningText(words[.title]).value,
            aliases: oneOrMore(words[.aliases]).map { RoleID(self.id($0).value) },
            scope: option(words[.scope], .scopes) ?? .school, isExternal: isExternal,
            registrars: oneOrMore(words[.registrars]).map { RoleID($0.value) })
    }

    /// The roles that say for whom they hold by a word that is none, of which was complained.
    private func rolesWithoutScope(of node: SyntaxNode?) -> Set<RoleID> {
        guard case .mapping(let roles)? = node?.content else { return [] }
        let found = roles.filter { role in
            guard case .mapping(let words) = role.value.content,
                let word = words.first(where: { $0.key.value == Keyword.scope.rawValue })
            else { return false }
            guard case .text(let scalar) = word.value.content else { return true }
            return Vocabulary.scopes.value(of: scalar.text) == nil
        }
        return Set(found.map { RoleID($0.key.value) })
    }

    private mutating func checkRoles(of node: SyntaxNode?, _ table: SchoolTable) {
        guard case .mapping(let entries)? = node?.content else { return }
        var names: [Located<String>] = entries.map(\.key)
        for entry in entries {
            guard case .mapping(let words) = entry.value.content else { continue }
            for word in words where word.key.value == Keyword.registrars.rawValue {
                for name in located(word.value) {
                    let role = lookUpRole(name, table)
                    if role?.isExternal == true {
                        report(
                            .roleDoesNotFit, at: name.range,
                            "\(name.value.quoted) is zelf een rol buiten de school. Noem hier een rol in de school."
                        )
                    }
                }
            }
            for word in words where word.key.value == Keyword.aliases.rawValue {
                names += located(word.value)
            }
        }
        reportDuplicates(names, "De rol")
    }

    /// The words of a node that has been read, without complaining twice.
    private func located(_ node: SyntaxNode) -> [Located<String>] {
        switch node.content {
        case .text(let scalar): [Located(value: scalar.text, range: node.range)]
        case .list(let items): items.flatMap { located($0) }
        case .mapping: []
        }
    }

    private mutating func lookUpRole(_ name: Located<String>, _ table: SchoolTable) -> Role? {
        if let role = table.roles[name.value] { return role }
        guard !name.value.isEmpty, !table.roles.isEmpty, !table.meantNames.contains(name.value) else {
            return nil
        }
        report(
            .unknownRole, at: name.range,
            "De rol \(name.value.quoted) staat niet onder `rollen`."
                + hint(name.value, among: table.roleNames))
        return nil
    }

    private mutating func group(_ id: Located<String>, _ node: SyntaxNode) -> Group {
        let words = words(of: node, .group)
        return Group(id: GroupID(id.value), title: runningText(words[.title]).value)
    }

    private mutating func staffMember(
        _ id: Located<String>, _ node: SyntaxNode, _ table: SchoolTable
    ) -> StaffMember {
        let words = words(of: node, .staffMember)
        reportProgramName(id)
        let actsFor = oneOrMore(words[.actsFor])
        for name in actsFor { reportStranger(name, table) }
        return StaffMember(
            id: PersonID(id.value), name: runningText(words[.name]).value,
            login: words[.login].map { word($0).value },
            assignments: items(words[.roles], of: "rollen").flatMap { assignments($0, table) },
            actsFor: actsFor.map { PersonID($0.value) })
    }

    /// What the program does by itself stands in the log under a name that nobody else can have: who had it would be taken
    /// for the program, and see what it sees.
    private mutating func reportProgramName(_ id: Located<String>) {
        guard id.value == Stamp.engine.rawValue else { return }
        report(
            .reservedName, at: id.range,
            "\(id.value.quoted) is de naam waaronder het programma zelf iets vastlegt. Kies een andere naam.")
    }

    mutating func internalRole(_ name: Located<String>, _ table: SchoolTable) -> Role? {
        guard let role = lookUpRole(name, table) else { return nil }
        if role.isExternal {
            report(
                .roleDoesNotFit, at: name.range,
                "De rol `\(role.id)` is van buiten de school; een medewerker kan haar niet hebben. Kies een andere rol."
            )
            return nil
        }
        return role
    }

    private mutating func checkLogins(_ node: SyntaxNode?) {
        guard case .mapping(let people)? = node?.content else { return }
        let logins = people.flatMap { person -> [Located<String>] in
            guard case .mapping(let words) = person.value.content else { return [] }
            return words.filter { $0.key.value == Keyword.login.rawValue }.flatMap { located($0.value) }
        }
        reportRepeats(of: logins, .loginTwice) { _ in
            "Deze login hoort al bij een ander. Ieder heeft een eigen login."
        }
    }
}
