public import CardEngine
import SchoolTime

// The orders that `CaseReading` promises. Ids go by their UTF-8 bytes, as in a database: how Swift compares texts
// depends on the version of Unicode.

extension Identifier {
    /// Whether the bytes of this id come before those of another.
    public func comesBefore(_ other: Self) -> Bool {
        rawValue.utf8.lexicographicallyPrecedes(other.rawValue.utf8)
    }
}

extension CaseRecord {
    /// Newest first; within a day by id.
    public static func comesBefore(_ left: CaseRecord, _ right: CaseRecord) -> Bool {
        left.startedOn == right.startedOn
            ? left.caseID.comesBefore(right.caseID) : left.startedOn > right.startedOn
    }
}

extension WorkItem {
    /// By deadline (none last), case and visit.
    public static func comesBefore(_ left: WorkItem, _ right: WorkItem) -> Bool {
        switch (left.deadline, right.deadline) {
        case (let leftDay?, let rightDay?) where leftDay != rightDay: leftDay < rightDay
        case (.some, nil): true
        case (nil, .some): false
        case (.some, .some), (nil, nil):
            left.caseID == right.caseID ? left.visit < right.visit : left.caseID.comesBefore(right.caseID)
        }
    }
}
