public import CardEngine
import CardLanguage
import CaseStore

/// How people point at a case or one of its steps: `k7m3`, `k7m3.2`.
public struct CaseReference: Hashable, Sendable, CustomStringConvertible {
    /// The id by which people name the case.
    public let caseID: CaseID
    /// The number of the visit; nil when only the case is named.
    public let visit: Int?

    /// A case, or one of its visits.
    public init(caseID: CaseID, visit: Int?) {
        self.caseID = caseID
        self.visit = visit
    }

    /// - Throws: `CaseworkFailure.notACaseReference`.
    public init(_ text: String) throws {
        // People type capitals where the list has small letters.
        let bytes = text.asTyped.utf8.map {
            (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) ? $0 | 0x20 : $0
        }
        let parts = bytes.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        let letters = parts.first ?? []
        guard letters.count == CaseID.length, letters.allSatisfy(CaseID.alphabet.contains), parts.count <= 2
        else {
            throw CaseworkFailure.notACaseReference(text)
        }
        caseID = CaseID(String(decoding: letters, as: UTF8.self))
        guard parts.count == 2 else {
            visit = nil
            return
        }
        let digits = String(decoding: parts[1], as: UTF8.self)
        guard let number = Int(digits), number > 0, String(number) == digits, digits.utf8.count <= 6 else {
            throw CaseworkFailure.notACaseReference(text)
        }
        visit = number
    }

    /// The case, where a step of it makes no sense.
    ///
    /// - Throws: `CaseworkFailure.wholeCaseNeeded` when a visit is named.
    public var wholeCase: CaseID {
        get throws {
            guard visit == nil else { throw CaseworkFailure.wholeCaseNeeded(caseID) }
            return caseID
        }
    }

    /// By case, and then by visit.
    func comesBefore(_ other: CaseReference) -> Bool {
        caseID == other.caseID
            ? (visit ?? 0) < (other.visit ?? 0) : caseID.comesBefore(other.caseID)
    }

    /// As people write it.
    public var description: String { caseID.rawValue + (visit.map { ".\($0)" } ?? "") }
}
