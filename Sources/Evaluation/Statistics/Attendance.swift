import CardEngine

/// The share of the visits of a step at which somebody of a role was there.
struct Attendance: Statistic {
    let step: StepID
    let role: RoleID

    func figure(of sample: Sample) -> Figure {
        let visits = sample.visits(of: step)
        let wanted = sample.role(role)
        func answer(_ visit: VisitFacts) -> Bool? {
            visit.doneOn == nil ? nil : visit.presence.first { sample.role($0.key) == wanted }?.value
        }
        let present = Figure.Part("erbij", visits.sources { answer($0) == true })
        return Figure(
            name: "aanwezig \(step) \(role)", title: "\(role) bij: \(sample.title(of: step))",
            label: "Aanwezig",
            definition:
                "Van de keren dat de stap gedaan is en gevraagd is wie erbij was: die waarbij iemand van deze rol er was.",
            value: .share(present.count), of: .visits,
            tally: [present, Figure.Part("niet erbij", visits.sources { answer($0) == false })],
            excluded: visits.undone + sample.withoutStep(step) + [
                Figure.Part(
                    "niet vastgelegd wie erbij was",
                    visits.sources { $0.doneOn != nil && answer($0) == nil }),
                visits.withoutConsent,
            ])
    }
}
