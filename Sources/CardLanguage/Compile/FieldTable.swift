import CardEngine

/// The fields of a card by name: those of `gegevens`, those that a `voor_elke` makes, and the columns of the lists of
/// which it takes the rows.
struct FieldTable {
    struct Entry {
        let declaration: FieldDeclaration
        /// The `voor_elke` steps within which it can be named; none: everywhere.
        var homes: [Int] = []
        /// The list that it is a column of.
        var list: String?
    }

    /// A field that is filled in within a `voor_elke` and elsewhere too.
    struct Conflict {
        let name: Located<String>
        let other: Located<String>
    }

    private(set) var entries: [Entry]
    private(set) var index: [String: Int]
    private(set) var conflicts: [Conflict] = []
    /// A column that two lists have of which a `voor_elke` takes the rows.
    private(set) var twins: [Conflict] = []

    init(_ fields: [FieldDeclaration], _ layout: CardLayout) {
        entries = fields.map { Entry(declaration: $0) }
        index = Dictionary(
            fields.indices.map { (fields[$0].id.value, $0) }, uniquingKeysWith: { first, _ in first })
        for (place, step) in layout.steps.enumerated() {
            guard case .forEach(let forEach) = step.kind else { continue }
            switch forEach.source {
            case .fixed(let name, let values): addItem(name, values, at: place)
            case .rows(let name): addColumns(of: name, at: place)
            case .pupils, .groups, .unread: continue
            }
        }
        findHomes(layout)
    }

    subscript(_ name: String) -> Entry? { index[name].map { entries[$0] } }

    /// The field of `{vakgebied: [...]}`: declared, or made by the block.
    private mutating func addItem(_ name: Located<String>, _ values: [Located<String>], at place: Int) {
        guard !name.value.isEmpty else { return }
        if let known = index[name.value] {
            // A field that can't hold the values has been complained about, and stays what it is.
            switch entries[known].declaration.kind {
            case .choice, .text, nil: entries[known].homes.append(place)
            case .longText, .number, .wholeNumber, .date, .yesNo, .multipleChoice, .document, .person, .pupil,
                .list:
                break
            }
            return
        }
        index[name.value] = entries.count
        entries.append(
            Entry(
                declaration: FieldDeclaration(
                    id: name, title: name, kind: .choice, options: values, isSensitive: false, visibleTo: nil,
                    minimum: nil, maximum: nil, mayBeEmpty: false, columns: [], rows: nil),
                homes: [place]))
    }

    private mutating func addColumns(of list: Located<String>, at place: Int) {
        guard let declared = index[list.value].map({ entries[$0].declaration }) else { return }
        for column in declared.allColumns where !column.id.value.isEmpty {
            if let known = index[column.id.value] {
                if entries[known].list == list.value {
                    entries[known].homes.append(place)
                } else if entries[known].list != nil {
                    twins.append(Conflict(name: column.id, other: entries[known].declaration.id))
                }
                continue
            }
            index[column.id.value] = entries.count
            entries.append(Entry(declaration: column, homes: [place], list: list.value))
        }
    }

    /// A field belongs to the `voor_elke` within which it is filled in.
    private mutating func findHomes(_ layout: CardLayout) {
        var first: [String: (home: Int?, name: Located<String>)] = [:]
        for (place, step) in layout.steps.enumerated() {
            for name in step.filled {
                guard let known = index[name.value], entries[known].homes.isEmpty else { continue }
                guard let earlier = first[name.value] else {
                    first[name.value] = (layout.home[place], name)
                    continue
                }
                if earlier.home != layout.home[place] {
                    conflicts.append(Conflict(name: name, other: earlier.name))
                }
            }
        }
        for (name, filled) in first {
            if let home = filled.home, let known = index[name] { entries[known].homes = [home] }
        }
    }
}

/// The column that says about which pupil a row of `rijen: leerling` is.
let pupilColumn = "leerling"

extension FieldDeclaration {
    /// The columns, with those that `rijen` makes.
    var allColumns: [FieldDeclaration] {
        func column(
            _ id: Located<String>, _ title: String, _ kind: FieldWord, _ options: [Located<String>] = []
        ) -> FieldDeclaration {
            FieldDeclaration(
                id: id, title: Located(value: title, range: id.range), kind: kind, options: options,
                isSensitive: false, visibleTo: nil,
                minimum: nil, maximum: nil, mayBeEmpty: false, columns: [], rows: nil)
        }
        switch rows {
        case .fixed(let name, let values) where !columns.contains { $0.id.value == name.value }:
            return [column(name, name.value, .choice, values)] + columns
        case .pupils where !columns.contains { $0.kind == .pupil }:
            return [column(Located(value: pupilColumn, range: id.range), "Leerling", .pupil)] + columns
        case .fixed, .pupils, nil:
            return columns
        }
    }
}

extension StepDeclaration {
    /// The fields that somebody fills in here.
    var filled: [Located<String>] {
        let own: [Located<String>] =
            switch kind {
            case .task(let task): task.required + task.optional
            case .register(let register): [register.list]
            case .sign, .choice, .parallel, .forEach, .call, .wait, .unread: []
            }
        return own + (outcomes ?? []).flatMap(\.required)
    }
}
