public import CardEngine

/// Why a use case did not do what was asked. Nothing has changed; the sentences are in `Sentences/`.
public enum CaseworkFailure: Error, Hashable, Sendable {
    /// The engine refused; the card gives the words for it.
    case refused(Refusal, card: Card)
    /// There is no such case, or it does not exist for this person: the same answer, on purpose.
    case noSuchCase(String)
    case notACaseReference(String)
    /// A step must be named, not only its case: else the next step could be closed by mistake.
    case stepNeeded(CaseID, open: [OpenStep])
    case noSuchCard(String, known: [String])
    case cardHasFaults(String)
    case cardNotAdopted(CardID)
    case cardWithdrawn(CardID)
    /// This version was used before with another text.
    case versionReused(CardID, Int)
    case noSchool
    case unknownLogin(String, isPractice: Bool)
    case unknownPerson(String, known: [String])
    case mayNotActAs(PersonID)
    case onlyInPractice(option: String)
    case notASubject(String)
    /// A pupil's number looks like a citizen service number, which is never stored (AVG, UAVG art. 46).
    case looksLikeBSN
    case groupNeeded
    case unknownGroup(String, known: [String])
    case unknownField(String, known: [String])
    case wrongValue(Field, ValueFault)
    case unknownRole(String, known: [String])
    case presenceOf(String)

    /// An open step of a case, as a failure names it.
    public struct OpenStep: Hashable, Sendable {
        /// How people name the step: `k7m3.2`.
        public let reference: CaseReference
        /// The title of the step, in Dutch.
        public let title: String
    }
}

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
        let bytes = Array(text.utf8)
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
        guard let number = Int(String(decoding: parts[1], as: UTF8.self)), number > 0, parts[1].count <= 6
        else {
            throw CaseworkFailure.notACaseReference(text)
        }
        visit = number
    }

    /// As people write it.
    public var description: String { caseID.rawValue + (visit.map { ".\($0)" } ?? "") }
}

extension CaseID {
    static let length = 4
    /// No vowels, so that no words arise; nothing that looks like something else.
    static let alphabet = Array("23456789bcdfghjkmnpqrstvwxz".utf8)

    /// A new id. Numbers in a row would tell by their gaps that there are hidden cases.
    public static func random(using generator: inout some RandomNumberGenerator) -> CaseID {
        CaseID(
            String(
                decoding: (0..<length).map { _ in
                    alphabet[Int.random(in: alphabet.indices, using: &generator)]
                },
                as: UTF8.self))
    }
}
