public import CardEngine
import CardLanguage

/// The columns of the tables of groups and of staff, as a table writes them.
public enum TableColumn: String, Hashable, Sendable, CaseIterable {
    case group = "groep"
    case title = "titel"
    case person = "medewerker"
    case name = "naam"
    case login = "login"
    case role = "rol"
    case scope = "per"
    case firstDay = "vanaf"
    case lastDay = "tot_en_met"
    case substituteFor = "vervangt"

    static let ofGroups: [TableColumn] = [.group, .title]
    static let ofStaff: [TableColumn] = [
        .person, .name, .login, .role, .scope, .firstDay, .lastDay, .substituteFor,
    ]
}

/// Something wrong in a cell of a table, or in what was typed in its place.
public struct TableFault: Hashable, Sendable {
    /// The line of the table, from 1; nil on the command line.
    public let line: Int?
    /// The column.
    public let column: TableColumn
    /// What is wrong; the sentences are in `Sentences/`.
    public let what: What

    /// What can be wrong.
    public enum What: Hashable, Sendable {
        case missing, notAnID, isProgram, cannotBeSeen, saidOtherwise, loginTaken, isContact, withoutRole
        case unknownRole(String, known: [String])
        case externalRole(RoleID)
        case wholeSchool(RoleID)
        case groupNeeded(RoleID)
        case unknownGroup(String, known: [String])
        case pupilNeeded(RoleID)
        case looksLikeBSN, notADate, daysReversed, standsInForSelf
        case unknownPerson(String, known: [String])
        /// The role is held longer by another line of the school file.
        case goesOnAnyway(RoleAssignment)
    }
}

/// What a table is about: known by its first line.
public enum TableKind: Hashable, Sendable {
    case pupils, groups, staff

    /// The kind of a table, by the column that only it has.
    ///
    /// - Throws: `CaseworkFailure.notACSV`, `.unknownTable`.
    public init(_ text: String) throws {
        let columns = try CSVTable(text, naming: Self.telling).columns
        if columns.contains("nummer") {
            self = .pupils
        } else if columns.contains(where: { Self.isPupilColumn($0) }) {
            // It is what our lists call that column, so somebody will.
            throw CaseworkFailure.unknownTable(columns)
        } else if columns.contains(TableColumn.person.rawValue) {
            self = .staff
        } else if columns.contains(TableColumn.group.rawValue) {
            self = .groups
        } else {
            throw CaseworkFailure.unknownTable(columns)
        }
    }

    /// Whether it is what people, and other programs, call the column of the numbers of pupils.
    static func isPupilColumn(_ name: String) -> Bool {
        ["leerling", "leerlingnummer"].contains(name.asTyped.lowercased())
    }

    /// The column by which each kind is known.
    static let telling = ["nummer", TableColumn.person.rawValue, TableColumn.group.rawValue]
}

extension Workplace {
    /// Keeps the groups or the staff of a table (`kaart inlezen`): all or nothing.
    ///
    /// - Parameter isTrial: tells what would change, and changes nothing.
    /// - Throws: `CaseworkFailure`, `StoreFailure`.
    public func importPeople(_ text: String, isTrial: Bool) throws -> PeopleReport {
        let known = try TableKind(text) == .staff ? TableColumn.ofStaff : TableColumn.ofGroups
        let table = try CSVTable(text, naming: known.map(\.rawValue))
        let columns = try table.columns.map { name in
            guard let column = known.first(where: { $0.rawValue == name }) else {
                throw CaseworkFailure.unknownColumn(name, known: known.map(\.rawValue))
            }
            return column
        }
        let days: Set = [TableColumn.firstDay.rawValue, TableColumn.lastDay.rawValue]
        try table.checkDays { _ in days.contains }
        let texts = table.rows.map { row in
            let cells = Dictionary(zip(columns, row.cells), uniquingKeysWith: { first, _ in first })
            return (line: Int?.some(row.line), text: PeopleText(cells))
        }
        return try keepPeople(texts, isTrial: isTrial)
    }
}

extension PeopleText {
    fileprivate init(_ cells: [TableColumn: String]) {
        func cell(_ column: TableColumn) -> String { cells[column] ?? "" }
        guard cells[.person] != nil else {
            self = .group(id: cell(.group), title: cell(.title))
            return
        }
        var text = StaffText(person: cell(.person))
        text.name = cell(.name)
        text.login = cell(.login)
        text.role = cell(.role)
        text.scope = cell(.scope)
        text.firstDay = cell(.firstDay)
        text.lastDay = cell(.lastDay)
        text.substituteFor = cell(.substituteFor)
        self = .staff(text)
    }
}
