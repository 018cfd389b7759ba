import CardEngine
import SchoolTime

extension DeclarationReader {
    /// The dates and periods that the school gave a name (`planning`): for the school, and else for groups.
    ///
    /// - Parameter mayNameGone: whether it may name groups that the school has no more.
    mutating func planning(
        _ node: SyntaxNode?, school: School?, mayNameGone: Bool
    ) -> [Located<PlannedPeriod>] {
        let groups = school?.groups.map(\.id.rawValue)
        return entries(node, of: "namen van dagen of periodes").flatMap { entry in
            checkPlanned(entry.id, school)
            return planned(entry.id, entry.value, known: groups, mayNameGone)
        }
    }

    private mutating func planned(
        _ name: Located<String>, _ node: SyntaxNode, known: [String]?, _ mayNameGone: Bool
    ) -> [Located<PlannedPeriod>] {
        let words = words(of: node, .plannedPeriod)
        let groups = entries(words[.groups], of: "groepen")
        var found: [Located<PlannedPeriod>] = []
        if words[.groups] == nil || words[.day] != nil || words[.firstDay] != nil || words[.lastDay] != nil {
            found += plannedDays(words, node).map { [located($0, name, group: nil, node)] } ?? []
        }
        for group in groups {
            if let known, !known.contains(group.id.value), !diagnostics.isEnough {
                let advice = mayNameGone ? " Is zij er niet meer, dan mag dit blijven staan." : ""
                diagnostics.append(
                    Diagnostic(
                        .unknownGroup, mayNameGone ? .warning : .error, at: group.id.range,
                        "De groep \(group.id.value.quoted) staat niet onder `groepen`."
                            + hint(group.id.value, among: known) + advice))
            }
            let words = self.words(of: group.value, .plannedForGroup)
            found +=
                plannedDays(words, group.value).map {
                    [located($0, name, group: group.id.value, group.value)]
                } ?? []
        }
        return found
    }

    private func located(
        _ days: DaySpan, _ name: Located<String>, group: String?, _ node: SyntaxNode
    ) -> Located<PlannedPeriod> {
        Located(
            value: PlannedPeriod(name: name.value, firstDay: days.first, lastDay: days.last, group: group),
            range: node.range)
    }

    /// `dag`, or `eerste_dag` and `laatste_dag`.
    private mutating func plannedDays(_ words: Words, _ node: SyntaxNode) -> DaySpan? {
        if let single = words[.day] {
            if let other = words[.firstDay] ?? words[.lastDay] {
                report(
                    .wordDoesNotFit, at: SourceRange(at: other.range.start),
                    "Een dag heeft alleen `dag`; een periode heeft `eerste_dag` en `laatste_dag`. Kies één van beide."
                )
                return nil
            }
            return day(single).map { DaySpan(first: $0.value, last: $0.value) }
        }
        guard let firstNode = words[.firstDay], let lastNode = words[.lastDay] else {
            if case .mapping(let entries) = node.content, entries.count == words.count, !entries.isEmpty {
                report(
                    .missingWord, at: SourceRange(at: node.range.start),
                    "Hier ontbreekt wanneer het is. Zet erbij `dag: ...`, of `eerste_dag: ...` en `laatste_dag: ...`."
                )
            }
            return nil
        }
        guard let first = day(firstNode), let last = day(lastNode) else { return nil }
        guard checkOrder(first, last) else { return nil }
        return DaySpan(first: first.value, last: last.value)
    }

    /// A name of the school year may mean nothing else.
    private mutating func checkPlanned(_ name: Located<String>, _ school: School?) {
        if reservedFieldNames.contains(name.value)
            || Attribute.given.contains(where: { $0.id.rawValue == name.value })
        {
            report(
                .reservedName, at: name.range,
                "\(name.value.quoted) heeft in de kaarttaal een eigen betekenis. Kies een andere naam.")
        } else if school?.attributes.contains(where: { $0.id.rawValue == name.value }) == true {
            report(
                .nameWithTwoMeanings, at: name.range,
                "\(name.value.quoted) is in het schoolbestand een kenmerk. Geef een van de twee een andere naam."
            )
        }
    }
}
