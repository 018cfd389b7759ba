import CardEngine
import CardLanguage
import SchoolTime

/// What a line of a scenario says that must hold then.
extension ScenarioPlay {
    /// What is otherwise than expected, in Dutch; nil when all is as it says.
    func difference(from expectation: ScenarioLine.Expectation, _ line: ScenarioLine) -> String? {
        switch expectation {
        case .open(let steps): return isOpen(exactly: steps) ? nil : whereItStands
        case .terms(let days):
            return difference(of: days, line, of: \.deadline, ofCase: state.deadline)
        case .statutory(let days):
            return difference(of: days, line, of: \.statutory, ofCase: state.statutory)
        case .fields(let values):
            return Self.all(values, inOrder: \.rawValue) { field, expected in
                let value = value(of: field, line)
                return value.isSame(as: expected) ? nil : "in `\(field)` staat \(Self.text(value))"
            }
        case .attributes(let values):
            guard let subject = subject(of: line) else { return noItem.text }
            let facts = facts(of: subject)
            return Self.all(values, inOrder: \.rawValue) { attribute, expected in
                let value = facts.attributes[attribute]
                return value == expected ? nil : "`\(attribute)` is \(Self.text(value))"
            }
        case .consents(let consents, let recipient):
            guard let subject = subject(of: line) else { return noItem.text }
            let facts = facts(of: subject)
            return Self.all(consents, inOrder: \.rawValue) { purpose, expected in
                let holds = facts.consents(to: purpose, for: recipient.map(school.roster.own), on: today)
                guard holds != expected else { return nil }
                return holds
                    ? "er geldt toestemming voor `\(purpose)`" : "er geldt geen toestemming voor `\(purpose)`"
            }
        case .reminded(let parts):
            guard Set(parts) != Set(reminded) else { return nil }
            let names = Set(reminded).map(\.name).sorted()
            return names.isEmpty
                ? "er is nergens aan herinnerd" : "herinnerd is aan: \(names.joined(separator: ", "))"
        case .takenAlong(let expected):
            return Self.all(expected, inOrder: \.rawValue) { step, values in
                let visit = visit(of: step, line) { takenAlong[$0.number] != nil }
                guard let visit, let taken = takenAlong[visit.number] else {
                    return "de stap `\(step)` startte nog geen kaart"
                }
                return Self.all(values, inOrder: \.rawValue) { field, value in
                    taken[field].isSame(as: value)
                        ? nil : "voor `\(field)` ging mee: \(Self.text(taken[field]))"
                }
            }
        case .disclosed(let fields, let recipient):
            let given = disclosed[recipient] ?? []
            guard given != Set(fields) else { return nil }
            return Self.title(of: .disclosed(given.sorted(), to: recipient))
        }
    }

    /// What differs, of all that is expected, one after the other.
    private static func all<Key, Value>(
        _ expected: [Key: Value], inOrder name: (Key) -> String, difference: (Key, Value) -> String?
    ) -> String? {
        let found = expected.sorted { name($0.key) < name($1.key) }.compactMap {
            difference($0.key, $0.value)
        }
        return found.isEmpty ? nil : found.joined(separator: "; ")
    }

    private func difference(
        of days: [ScenarioLine.Part: Day?], _ line: ScenarioLine, of kind: (Visit) -> Day?, ofCase: Day?
    ) -> String? {
        Self.all(days, inOrder: \.name) { part, expected in
            var day = ofCase
            if case .step(let step) = part {
                guard let visit = visit(of: step, line) else { return neverHere(step).text }
                day = kind(visit)
            }
            guard day != expected else { return nil }
            return "`\(part.name)`: " + (day.map { "uiterlijk \($0.shortDutch)" } ?? "geen laatste dag")
        }
    }

    /// The value of a field: of one that belongs to an item, of the branch that the line means.
    private func value(of field: FieldID, _ line: ScenarioLine) -> FieldValue? {
        guard card.field(field)?.home != nil else { return state.value(of: field, at: nil, on: card) }
        let places = state.visits.reversed().compactMap { block -> Place? in
            let index = (line.item ?? 1) - 1
            guard block.branches.indices.contains(index), block.branches[index].item != nil else {
                return nil
            }
            return Place(block: block.number, branch: index)
        }
        let place = places.first { state.home(of: field, at: $0, on: card) != nil }
        return state.value(of: field, at: place, on: card)
    }

    private static func text(_ value: FieldValue?) -> String {
        value.map { "'\(FieldText.text(of: $0))'" } ?? "niets"
    }

    // MARK: - In Dutch

    /// What is expected, in Dutch.
    static func title(of expectation: ScenarioLine.Expectation) -> String {
        switch expectation {
        case .open(let steps): "open staat: \(list(steps))"
        case .terms(let days): title(of: days, "termijn")
        case .statutory(let days): title(of: days, "wettelijk")
        case .fields(let values):
            values.sorted { $0.key.rawValue < $1.key.rawValue }.map {
                "in `\($0.key)` staat \(text($0.value))"
            }
            .joined(separator: "; ")
        case .attributes(let values):
            values.sorted { $0.key.rawValue < $1.key.rawValue }.map { "`\($0.key)` is \(text($0.value))" }
                .joined(separator: "; ")
        case .consents(let consents, let recipient):
            consents.sorted { $0.key.rawValue < $1.key.rawValue }.map {
                "er geldt \($0.value ? "" : "geen ")toestemming voor `\($0.key)`"
                    + (recipient.map { " aan \($0)" } ?? "")
            }.joined(separator: "; ")
        case .reminded(let parts):
            parts.isEmpty
                ? "er is nergens aan herinnerd"
                : "herinnerd is aan: \(parts.map(\.name).joined(separator: ", "))"
        case .takenAlong(let steps):
            steps.sorted { $0.key.rawValue < $1.key.rawValue }.map { step, values in
                "`\(step)` neemt mee: "
                    + values.sorted { $0.key.rawValue < $1.key.rawValue }
                    .map { "\(text($0.value)) voor `\($0.key)`" }.joined(separator: ", ")
            }.joined(separator: "; ")
        case .disclosed(let fields, let recipient):
            "aan \(recipient) is verstrekt: "
                + (fields.isEmpty ? "niets" : fields.map(\.rawValue).joined(separator: ", "))
        }
    }

    private static func title(of days: [ScenarioLine.Part: Day?], _ what: String) -> String {
        days.sorted { $0.key.name < $1.key.name }.map { part, day in
            "\(what) van `\(part.name)`: " + (day.map { "uiterlijk \($0.shortDutch)" } ?? "geen laatste dag")
        }.joined(separator: "; ")
    }
}

extension FieldValue? {
    /// Whether it is the same; of a list by what stands in its rows, for a scenario does not number them.
    fileprivate func isSame(as other: FieldValue?) -> Bool {
        guard case .rows(let rows)? = self, case .rows(let others)? = other else { return self == other }
        return rows.map(\.cells) == others.map(\.cells)
    }
}
