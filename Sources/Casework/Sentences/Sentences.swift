public import CardEngine
import CaseStore
import SchoolTime

/// Refusals and failures in Dutch: the one place where they become words. Shared by every way in.
///
/// A sentence says what is wrong and what to do. It never holds what somebody filled in.
public struct Sentences: Sendable {
    let school: School?

    /// - Parameter school: for the names of persons and roles; without it their ids are shown.
    public init(school: School?) {
        self.school = school
    }

    /// The sentence for an error of ours; nil for one of somebody else.
    public func sentence(for error: any Error) -> String? {
        switch error {
        case let failure as CaseworkFailure: casework(failure)
        case let failure as StoreFailure: store(failure)
        default: nil
        }
    }

    /// The same, where each thing that is wrong has a line of its own; none for an error of somebody else.
    public func sentences(for error: any Error) -> [String] {
        if case CaseworkFailure.atSteps(let failures) = error {
            let end = " Er is niets veranderd."
            return failures.prefix(50).map { failure in
                let sentence = casework(failure)
                return sentence.hasSuffix(end) ? String(sentence.dropLast(end.count)) : sentence
            }
                + (failures.count > 50
                    ? ["En nog \(failures.count - 50) andere \(failures.count == 51 ? "regel" : "regels")."]
                    : [])
                + ["Er is niets veranderd."]
        }
        return if case CaseworkFailure.inTable(let faults) = error {
            faults.prefix(50).map { sentence(for: $0) }
                + (faults.count > 50
                    ? ["En nog \(faults.count - 50) andere \(faults.count == 51 ? "fout" : "fouten")."] : [])
                + ["Er is niets veranderd."]
        } else {
            sentence(for: error).map { [$0] } ?? []
        }
    }

    /// The name of a person, or the id of one who has left the school file.
    public func name(of person: PersonID) -> String {
        school?.person(person)?.name ?? school?.contacts.first { $0.id == person }?.name ?? person.rawValue
    }

    /// The title of an attribute, as it stands within a sentence: `einddatum van de TLV`.
    public func title(of attribute: AttributeID) -> String {
        let title = school?.attribute(attribute)?.title ?? attribute.rawValue
        let isWord = title.unicodeScalars.dropFirst().first?.properties.isLowercase == true
        return isWord ? title.prefix(1).lowercased() + title.dropFirst() : title
    }

    /// Who is at a step: `opgepakt door Bas Berends`, or `bij Gijs Groen` where a colleague handed it over.
    public func phrase(for taken: Visit.Taken) -> String {
        (taken.stamp.actor == taken.person ? "opgepakt door " : "bij ") + name(of: taken.person)
    }

    /// The title of a role.
    public func title(of role: RoleID) -> String { school?.role(role)?.title ?? role.rawValue }

    /// `leerling 0412 (Groep Geel)`.
    public func title(of subject: Subject) -> String {
        switch subject.kind {
        case .pupil: "leerling \(subject.id)" + (subject.group.map { " (\(title(of: $0)))" } ?? "")
        case .group: title(of: GroupID(subject.id))
        case .school: school?.name ?? subject.id
        case .staffMember: name(of: PersonID(subject.id))
        }
    }

    /// `ouders 2`.
    public func title(of signer: Signer) -> String {
        title(of: signer.role) + (signer.number.map { " \($0)" } ?? "")
    }

    /// What one types for a signer.
    public func typed(_ signer: Signer) -> String {
        signer.role.rawValue + (signer.number.map { " \($0)" } ?? "")
    }

    /// What one types for a column, and what people read for it: `verloop=…` (Hoe ging het: gegeven of vergeten).
    func told(_ column: Field) -> String {
        let options: String =
            switch column.kind {
            case .choice(let options), .multipleChoice(let options): ": " + list(options, "of")
            case .yesNo: ": ja of nee"
            case .text, .longText, .number, .wholeNumber, .date, .document, .person, .pupil, .list: ""
            }
        return "`--veld \(column.id)=…` (\(column.title)\(options))"
    }

    func title(of group: GroupID) -> String {
        school?.groups.first { $0.id == group }?.title ?? group.rawValue
    }

    func roles(_ roles: [RoleID]) -> String { list(roles.map { title(of: $0) }, "of") }

    /// `a, b en c`.
    public func list(_ words: [String], _ conjunction: String) -> String {
        guard words.count > 1, let last = words.last else { return words.first ?? "" }
        return words.dropLast().joined(separator: ", ") + " \(conjunction) " + last
    }

    func options(_ words: [String]) -> String { list(words.map { "'\($0)'" }, "of") }
}
