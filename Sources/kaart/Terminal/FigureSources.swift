import CardEngine
import Casework
import Evaluation

/// What stands behind a figure, for who wants to count again (`kaart evaluatie --uitleg`). Whoever gets a figure may see every
/// case in it, and the attributes that a norm asks for.
struct FigureSources {
    private let school: School

    init(_ workplace: Workplace) { school = workplace.school }

    /// What was counted, by how it counted, and then what was not, each with its names.
    func groups(of figure: Figure) -> [(title: String, isCounted: Bool, names: [String])] {
        figure.tally.map { ($0.title, true, names(of: $0)) }
            + figure.excluded.map { ($0.title, false, names(of: $0)) }
    }

    /// `1023 (k7m3.2): 16`, `1023 (k7m3.2, Bespreken)`, by subject and then by case.
    func names(of part: Figure.Part) -> [String] {
        part.sources.sorted { key(of: $0) < key(of: $1) }.map { source in
            let place = source.caseID.map { CaseReference(caseID: $0, visit: source.visit).description }
            let step = source.step.map { ", \($0)" } ?? ""
            return title(of: source.subject) + (place.map { " (\($0)\(step))" } ?? "")
                + (source.amount.map { ": \($0)" } ?? "")
        }
    }

    private func key(of source: Figure.Source) -> (String, String, Int) {
        (source.subject.id, source.caseID?.rawValue ?? "", source.visit ?? 0)
    }

    /// `groep-goud (niet meer in het schoolbestand)`
    private func gone(_ subject: Subject) -> String { "\(subject.id) (niet meer in het schoolbestand)" }

    private func title(of subject: Subject) -> String {
        switch subject.kind {
        case .pupil, .school: subject.id
        case .group: school.groups.first { $0.id.rawValue == subject.id }?.title ?? gone(subject)
        case .staffMember: school.person(PersonID(subject.id))?.name ?? gone(subject)
        }
    }
}
