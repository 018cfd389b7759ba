import CardEngine
import Foundation
import GRDB
import SchoolTime

/// A row of a table, and not of a list in a card.
typealias Row = GRDB.Row

/// A value of a row is not of the form in which we write it.
struct UnreadableRow: Error {}

extension Row {
    /// A text that was written by `DatabaseValue.exact`.
    func text(_ column: String) throws -> String {
        guard let text = try optionalText(column) else { throw UnreadableRow() }
        return text
    }

    private func optionalText(_ column: String) throws -> String? {
        guard let bytes = try optionalBytes(column) else { return nil }
        // Not String(data:encoding:): that drops a byte order mark.
        let text = String(decoding: bytes, as: UTF8.self)
        guard text.utf8.elementsEqual(bytes) else { throw UnreadableRow() }
        return text
    }

    func id<Kind>(_ column: String) throws -> Identifier<Kind> { Identifier(try text(column)) }

    func optionalID<Kind>(_ column: String) throws -> Identifier<Kind>? {
        try optionalText(column).map { Identifier($0) }
    }

    func day(_ column: String) throws -> Day {
        guard let day = try optionalDay(column) else { throw UnreadableRow() }
        return day
    }

    func optionalDay(_ column: String) throws -> Day? {
        let value: DatabaseValue = self[column]
        guard !value.isNull else { return nil }
        guard let text = String.fromDatabaseValue(value), let day = Day(iso: text) else {
            throw UnreadableRow()
        }
        return day
    }

    func whole(_ column: String) throws -> Int {
        guard let number = Int.fromDatabaseValue(self[column]) else { throw UnreadableRow() }
        return number
    }

    func bytes(_ column: String) throws -> [UInt8] {
        guard let bytes = try optionalBytes(column) else { throw UnreadableRow() }
        return bytes
    }

    func optionalBytes(_ column: String) throws -> [UInt8]? {
        let value: DatabaseValue = self[column]
        guard !value.isNull else { return nil }
        guard let data = Data.fromDatabaseValue(value) else { throw UnreadableRow() }
        return Array(data)
    }
}

// By place, for what is read of many rows: a name is looked for among all columns of each row.
extension Row {
    func whole(at index: Int) throws -> Int {
        guard let number = Int.fromDatabaseValue(self[index]) else { throw UnreadableRow() }
        return number
    }

    func optionalBytes(at index: Int) throws -> [UInt8]? {
        try withUnsafeData(atIndex: index) { data in data.map { Array($0) } }
    }

    func bytes(at index: Int) throws -> [UInt8] {
        guard let bytes = try optionalBytes(at: index) else { throw UnreadableRow() }
        return bytes
    }

    func id<Kind>(at index: Int) throws -> Identifier<Kind> {
        guard let text = String(validating: try bytes(at: index), as: UTF8.self) else {
            throw UnreadableRow()
        }
        return Identifier(text)
    }
}
