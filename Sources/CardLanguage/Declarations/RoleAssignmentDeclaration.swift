import CardEngine
import SchoolTime

extension DeclarationReader {
    /// `kc`; `{leerkracht: groep-5}` for a role that goes by group, `{kc-zorgregisseur: ["1023"]}` for one by pupil;
    /// `{rol: kc, vanaf: 2026-08-01}` for a role with a period.
    mutating func assignments(_ node: SyntaxNode, _ table: SchoolTable) -> [RoleAssignment] {
        guard case .mapping(let entries) = node.content, !entries.isEmpty else {
            let name = word(node)
            return forTheSchool(name, table).map { [RoleAssignment(role: $0)] } ?? []
        }
        let period = period(of: entries, table)
        if entries.allSatisfy({ Self.periodWords.contains($0.key.value) }) {
            report(
                .missingWord, at: SourceRange(at: node.range.start),
                "Hier ontbreekt welke rol het is. Zet erbij: `rol: ...`.")
        }
        var found: [RoleAssignment] = []
        for entry in entries where !Self.periodWords.contains(entry.key.value) {
            if entry.key.value == Keyword.role.rawValue {
                let role = forTheSchool(word(entry.value), table)
                found += role.map { [RoleAssignment(role: $0)] } ?? []
            } else if let advice = periodAdvice(for: entry, beside: entries, table) {
                report(
                    .unknownWord, at: entry.key.range,
                    "\(entry.key.value.quoted) hoort niet bij een rol.\(advice)")
            } else {
                found += assignments(entry, table)
            }
        }
        return found.map { assignment in
            RoleAssignment(
                role: assignment.role, group: assignment.group, pupil: assignment.pupil,
                firstDay: period.first, lastDay: period.last, substituteFor: period.substituteFor)
        }
    }

    /// The words beside the role.
    private static let periodWords = [Keyword.earliest, .lastDayIncluded, .substitutes].map(\.rawValue)

    /// Which word beside a role was meant by what is no role: one that is near, or goes on where this one stops, or any when a
    /// date stands behind it or there is a role already; nil when it was a role.
    private func periodAdvice(
        for entry: SyntaxNode.Entry, beside entries: [SyntaxNode.Entry], _ table: SchoolTable
    ) -> String? {
        let name = entry.key.value
        guard table.roles[name] == nil, table.roleNames.nearest(to: name) == nil else { return nil }
        let longer = Self.periodWords.first { $0.utf8.starts(with: (name + "_").utf8) }
        if let meant = longer ?? Self.periodWords.nearest(to: name) { return didYouMean(meant) }
        let hasRole = entries.contains {
            $0.key.value == Keyword.role.rawValue || table.roles[$0.key.value] != nil
        }
        let isDated =
            if case .text(let scalar) = entry.value.content { Day(iso: scalar.text) != nil } else { false }
        guard hasRole || isDated else { return nil }
        return " Daar kan staan: \(Self.periodWords.joined(separator: ", "))."
    }

    private mutating func period(
        of entries: [SyntaxNode.Entry], _ table: SchoolTable
    ) -> (first: Day?, last: Day?, substituteFor: PersonID?) {
        func value(_ keyword: Keyword) -> SyntaxNode? {
            entries.first { $0.key.value == keyword.rawValue }?.value
        }
        let first = day(value(.earliest))
        let last = day(value(.lastDayIncluded))
        if let first, let last { checkOrder(first, last) }
        guard let node = value(.substitutes) else { return (first?.value, last?.value, nil) }
        let person = word(node)
        // Who was replaced may be gone; who replaces is there all the same.
        reportStranger(person, table, .warning, " Werkt die hier niet meer, laat `vervangt` dan weg.")
        return (first?.value, last?.value, PersonID(person.value))
    }

    /// Complains about somebody who is not on the staff.
    mutating func reportStranger(
        _ name: Located<String>, _ table: SchoolTable, _ severity: Diagnostic.Severity = .error,
        _ advice: String = ""
    ) {
        guard !name.value.isEmpty, !table.people.contains(name.value),
            !table.meantNames.contains(name.value), !diagnostics.isEnough
        else { return }
        let hint = hint(name.value, among: table.peopleNames)
        diagnostics.append(
            Diagnostic(
                .unknownPerson, severity, at: name.range,
                "\(name.value.quoted) staat niet onder `medewerkers`." + (hint.isEmpty ? advice : hint)))
    }

    /// A role for the whole school.
    private mutating func forTheSchool(_ name: Located<String>, _ table: SchoolTable) -> RoleID? {
        guard !name.value.isEmpty, let role = internalRole(name, table) else { return nil }
        switch role.scope {
        case .school: return role.id
        case .group:
            report(
                .groupDoesNotFit, at: name.range,
                "De rol `\(role.id)` geldt per groep. Schrijf erbij welke, zoals `{\(role.id): groep-5}`.")
        case .pupil:
            report(
                .groupDoesNotFit, at: name.range,
                "De rol `\(role.id)` geldt per leerling. Schrijf erbij welke, zoals `{\(role.id): [\"1023\"]}`."
            )
        }
        return nil
    }

    /// A role for some groups or pupils.
    private mutating func assignments(
        _ entry: SyntaxNode.Entry, _ table: SchoolTable
    ) -> [RoleAssignment] {
        let names = oneOrMore(entry.value)
        guard let role = internalRole(entry.key, table), !table.unscoped.contains(role.id) else { return [] }
        switch role.scope {
        case .school:
            report(
                .groupDoesNotFit, at: entry.key.range,
                "De rol `\(role.id)` geldt voor de hele school. Laat de groep weg, of zet bij de rol `per: groep`."
            )
            return []
        case .group:
            for group in names
            where !group.value.isEmpty && !table.groups.contains(group.value)
                && !table.meantNames.contains(group.value)
            {
                report(
                    .unknownGroup, at: group.range,
                    "De groep \(group.value.quoted) staat niet onder `groepen`."
                        + hint(group.value, among: table.groupNames))
            }
            return names.map { RoleAssignment(role: role.id, group: GroupID($0.value)) }
        case .pupil:
            for pupil in names where !pupil.value.isEmpty { checkPupil(pupil) }
            return names.map { RoleAssignment(role: role.id, pupil: $0.value) }
        }
    }

    /// No name of a child and no citizen service number is kept. A file of an earlier release may hold one.
    private mutating func checkPupil(_ number: Located<String>) {
        if !number.value.isPupilNumber {
            report(
                .notAPupilNumber, at: number.range,
                "Hier hoort een leerlingnummer te staan, geen naam: cijfers, met hoogstens vier letters en streepjes.",
                isOfLaterRule: true)
        } else if number.value.holdsBSN {
            report(
                .notAPupilNumber, at: number.range,
                "Dit nummer lijkt op een burgerservicenummer. Dat mag hier niet staan; gebruik het leerlingnummer van de school.",
                isOfLaterRule: true)
        }
    }
}
