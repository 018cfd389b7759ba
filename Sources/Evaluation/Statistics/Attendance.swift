import CardEngine

/// The share of the visits of a step at which somebody of a role was there.
struct Attendance: Statistic {
    let step: StepID
    let role: RoleID

    func figure(of sample: Sample) -> Figure {
        let visits = sample.visits(of: step)
        let done = visits.filter { $0.doneWith != nil }
        let wanted = sample.role(role)
        let answers = done.compactMap { visit in
            visit.presence.first { sample.role($0.key) == wanted }?.value
        }
        return Figure(
            name: "aanwezig \(step) \(role)", title: "\(role) bij: \(sample.title(of: step))",
            label: "Aanwezig",
            definition:
                "Van de keren dat de stap gedaan is en gevraagd is wie erbij was: die waarbij iemand van deze rol er was.",
            value: .share(answers.count { $0 }), count: answers.count, of: .visits,
            excluded: [
                Figure.Part("nog open", visits.count { $0.course == .open }),
                Figure.Part("vervallen", visits.count { $0.course == .cancelled }),
                Figure.Part("niet vastgelegd wie erbij was", done.count - answers.count),
            ])
    }
}
