import CardEngine
import CaseStore

/// A spreadsheet takes the zeros before a number away, and makes another pupil of it (docs/kaarttaal.md, choice 99).
extension Workplace {
    /// Refuses a number of which nothing is known, while a pupil is known by the same one with more or fewer zeros before it.
    ///
    /// - Throws: `CaseworkFailure.similarNumber`.
    func requireOwnNumber(_ pupil: Subject, from reading: any CaseReading) throws {
        guard let other = try similar(to: pupil, from: reading) else { return }
        throw CaseworkFailure.similarNumber(pupil.id, known: other.id)
    }

    /// That nothing is known of a pupil, or which number may have been meant.
    func unknown(
        _ pupil: Subject, or failure: CaseworkFailure, from reading: any CaseReading
    ) throws -> CaseworkFailure {
        try similar(to: pupil, from: reading).map { .similarNumber(pupil.id, known: $0.id) } ?? failure
    }

    /// The pupil whose number is the same but for zeros before it, if the actor may know of that one; nil when something is
    /// known by this number itself. Cases that the actor does not see are as if they were not there.
    private func similar(to pupil: Subject, from reading: any CaseReading) throws -> Subject? {
        guard try history(of: pupil, from: reading).isEmpty,
            try overview(of: reading.cases(CaseFilter(subject: pupil)), from: reading).isEmpty
        else { return nil }
        let digits = String(pupil.id.unicodeScalars.drop { $0 == "0" })
        return try (0...Self.zeros).lazy.map { String(repeating: "0", count: $0) + digits }
            .filter { $0 != pupil.id && $0.isPupilNumber }
            .map { Subject(kind: .pupil, id: $0) }
            .first { other in
                let known = try history(of: other, from: reading)
                return !known.isEmpty && (keepsRegistry || holdsRole(for: other.moved(to: known.facts.group)))
            }
    }

    /// With more zeros before it no school numbers its pupils.
    private static let zeros = 8
}
