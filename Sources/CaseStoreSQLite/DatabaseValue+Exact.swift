import CardEngine
import Foundation
import GRDB
import SchoolTime

extension DatabaseValue {
    /// A text in UTF-8 as a BLOB: a TEXT would end at its first NUL.
    static func exact(_ text: String) -> DatabaseValue { Data(text.utf8).databaseValue }

    static func exact<Kind>(_ id: Identifier<Kind>) -> DatabaseValue { exact(id.rawValue) }

    static func exact<Kind>(_ id: Identifier<Kind>?) -> DatabaseValue { id.map { exact($0) } ?? .null }

    /// A day as it sorts: `2026-11-23`.
    static func day(_ day: Day?) -> DatabaseValue { day?.description.databaseValue ?? .null }
}
