public import CardEngine
import SchoolTime

/// The text of a school file with other groups and staff.
///
/// A KC'er wrote it by hand: it is changed by span, so that comments, order and layout stay. What can't be changed so
/// with certainty is left alone: the new text is read, and must mean exactly the school that was asked for.
public enum SchoolFileText {
    /// Why a text could not be changed; nothing was.
    public enum Failure: Error, Hashable, Sendable {
        /// It is laid out in a way that only a person can change.
        case onlyByHand
    }

    /// The text that means `new`, made from the one that means `old`.
    ///
    /// Groups and people may be added at the end, groups and people renamed, logins set, roles added at the end of those of
    /// a person, and the last day of a role changed.
    ///
    /// - Throws: `Failure`.
    public static func revised(_ source: SourceText, from old: School, to new: School) throws -> SourceText {
        guard old != new else { return source }
        let (root, _) = YAMLReader.read(source)
        guard let root, case .mapping(let entries) = root.content else { throw Failure.onlyByHand }
        var editor = Editor(text: EditableText(source), entries: entries)
        try editor.changeGroups(from: old.groups, to: new.groups)
        try editor.changeStaff(from: old.staff, to: new.staff)
        let revised = SourceText(name: source.name, bytes: editor.text.bytes)
        guard case .school(new)? = ReadFile.read(revised, school: nil).value else { throw Failure.onlyByHand }
        return revised
    }

    private struct Editor {
        var text: EditableText
        let entries: [SyntaxNode.Entry]

        private func entry(_ keyword: Keyword, in entries: [SyntaxNode.Entry]) -> SyntaxNode.Entry? {
            entries.first { $0.key.value == keyword.rawValue }
        }

        private func words(of node: SyntaxNode) throws -> [SyntaxNode.Entry] {
            guard case .mapping(let words) = node.content else { throw Failure.onlyByHand }
            return words
        }

        private func spaces(_ column: Int) -> String { String(repeating: " ", count: max(0, column - 1)) }

        // MARK: - Groups

        mutating func changeGroups(from old: [Group], to new: [Group]) throws {
            guard old != new else { return }
            let found = entry(.groups, in: entries)
            for (group, before) in zip(new, old) where group != before {
                guard
                    let node = try found.map({ try words(of: $0.value) })?
                        .first(where: { $0.key.value == group.id.rawValue })?.value,
                    let title = entry(.title, in: try words(of: node))
                else { throw Failure.onlyByHand }
                text.replace(title.value.range, by: group.title.asScalar)
            }
            let added = new.dropFirst(old.count).map { group in
                (id: group.id.rawValue, value: "{\(Keyword.title.rawValue): \(group.title.asScalar)}")
            }
            guard !added.isEmpty else { return }
            if let found {
                try add(
                    added.map { ["\($0.id): \($0.value)"] }, asFlow: added.map { "\($0.id): \($0.value)" },
                    to: found.value)
            } else {
                guard let staff = entry(.staff, in: entries) else { throw Failure.onlyByHand }
                text.insertLines(
                    ["\(Keyword.groups.rawValue):"] + added.map { "  \($0.id): \($0.value)" } + [""],
                    above: staff.key.range.start)
            }
        }

        /// Adds entries at the end of a mapping, each as lines or, between brackets, as one text.
        private mutating func add(_ blocks: [[String]], asFlow flows: [String], to node: SyntaxNode) throws {
            guard let last = try words(of: node).last, let first = try words(of: node).first else {
                throw Failure.onlyByHand
            }
            if let close = node.close {
                text.insert(flows.map { ", " + $0 }.joined(), beforeBracketAt: close)
            } else {
                let indent = spaces(first.key.range.start.column)
                text.insertLines(blocks.joined().map { indent + $0 }, below: last.value.end)
            }
        }

        // MARK: - Staff

        mutating func changeStaff(from old: [StaffMember], to new: [StaffMember]) throws {
            guard old != new else { return }
            guard let found = entry(.staff, in: entries) else { throw Failure.onlyByHand }
            let people = try words(of: found.value)
            for (person, before) in zip(new, old) where person != before {
                guard let node = people.first(where: { $0.key.value == person.id.rawValue })?.value else {
                    throw Failure.onlyByHand
                }
                try change(try words(of: node), node.close != nil, from: before, to: person)
            }
            let added = new.dropFirst(old.count)
            guard !added.isEmpty else { return }
            let blocks = added.map { person in
                ["\(person.id):"] + person.entries.map { "  \($0)" }
            }
            try add(
                blocks, asFlow: added.map { "\($0.id): {\($0.entries.joined(separator: ", "))}" },
                to: found.value)
        }

        private mutating func change(
            _ words: [SyntaxNode.Entry], _ isFlow: Bool, from old: StaffMember, to new: StaffMember
        ) throws {
            guard let name = entry(.name, in: words), let roles = entry(.roles, in: words) else {
                throw Failure.onlyByHand
            }
            if new.name != old.name { text.replace(name.value.range, by: new.name.asScalar) }
            if let login = new.login, login != old.login {
                let line = "\(Keyword.login.rawValue): \(login.asScalar)"
                if let found = entry(.login, in: words) {
                    text.replace(found.value.range, by: login.asScalar)
                } else if isFlow {
                    text.insert(", " + line, at: name.value.range.end)
                } else {
                    text.insertLines(
                        [spaces(name.key.range.start.column) + line], below: name.value.end)
                }
            }
            try change(roles.value, from: old.assignments, to: new.assignments)
        }

        // MARK: - Roles

        private mutating func change(
            _ node: SyntaxNode, from old: [RoleAssignment], to new: [RoleAssignment]
        ) throws {
            guard old != new else { return }
            guard case .list(let items) = node.content else { throw Failure.onlyByHand }
            let dash = spaces(node.range.start.column) + "- "
            var next = 0
            for item in items {
                let count = try countOfAssignments(in: item)
                guard next + count <= min(old.count, new.count) else { throw Failure.onlyByHand }
                let (before, after) = (old[next..<next + count], new[next..<next + count])
                if before != after {
                    if case .mapping(let words) = item.content, item.close == nil {
                        try changeLastDay(in: words, to: after)
                    } else {
                        let separator = node.close == nil ? text.lineEnd + dash : ", "
                        text.replace(
                            SourceRange(start: item.range.start, end: item.end),
                            by: after.map(\.asItem).joined(separator: separator))
                    }
                }
                next += count
            }
            let added = new.dropFirst(next)
            guard let last = items.last, next == old.count, !added.isEmpty else { return }
            if let close = node.close {
                text.insert(added.map { ", " + $0.asItem }.joined(), beforeBracketAt: close)
            } else {
                text.insertLines(added.map { dash + $0.asItem }, below: last.end)
            }
        }

        /// A role that is written over several lines: only its last day is touched.
        private mutating func changeLastDay(
            in words: [SyntaxNode.Entry], to assignments: ArraySlice<RoleAssignment>
        ) throws {
            guard assignments.count == 1, let day = assignments.first?.lastDay, let first = words.first,
                let last = words.last
            else { throw Failure.onlyByHand }
            if let found = entry(.lastDayIncluded, in: words) {
                text.replace(found.value.range, by: day.description)
            } else {
                text.insertLines(
                    [spaces(first.key.range.start.column) + "\(Keyword.lastDayIncluded.rawValue): \(day)"],
                    below: last.value.end)
            }
        }

        /// How many roles one item of `rollen` gives.
        private func countOfAssignments(in item: SyntaxNode) throws -> Int {
            guard case .mapping(let words) = item.content else { return 1 }
            let besides = [Keyword.earliest, .lastDayIncluded, .substitutes].map(\.rawValue)
            return words.filter { !besides.contains($0.key.value) }.reduce(0) { count, word in
                if case .list(let names) = word.value.content { count + names.count } else { count + 1 }
            }
        }
    }
}

extension StaffMember {
    /// The words of a new member of staff.
    fileprivate var entries: [String] {
        let login = login.map { ["\(Keyword.login.rawValue): \($0.asScalar)"] } ?? []
        let roles = assignments.map(\.asItem).joined(separator: ", ")
        return ["\(Keyword.name.rawValue): \(name.asScalar)"] + login + [
            "\(Keyword.roles.rawValue): [\(roles)]"
        ]
    }
}

extension RoleAssignment {
    /// As it stands in a list: `kc`, `{leerkracht: groep-geel, vanaf: 2027-08-01}`.
    fileprivate var asItem: String {
        var parts: [String] = []
        if let firstDay { parts.append("\(Keyword.earliest.rawValue): \(firstDay)") }
        if let lastDay { parts.append("\(Keyword.lastDayIncluded.rawValue): \(lastDay)") }
        if let substituteFor { parts.append("\(Keyword.substitutes.rawValue): \(substituteFor)") }
        if let group {
            parts.insert("\(role): \(group)", at: 0)
        } else if let pupil {
            parts.insert("\(role): [\"\(pupil)\"]", at: 0)
        } else if parts.isEmpty {
            return role.rawValue
        } else {
            parts.insert("\(Keyword.role.rawValue): \(role)", at: 0)
        }
        return "{" + parts.joined(separator: ", ") + "}"
    }
}
