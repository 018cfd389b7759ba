import CardEngine

extension CardCheck {
    /// A step that nobody in the school can do.
    static let performersExist = CardCheck(name: "PerformersExist") { checked in
        guard let school = checked.school else { return [] }
        let held = Set(school.staff.flatMap(\.assignments).map(\.role))
        func isHeld(_ role: RoleID) -> Bool {
            guard let role = school.role(role) else { return true }
            return role.isExternal ? role.registrars.contains(where: isHeld) : held.contains(role.id)
        }
        return checked.card.steps.enumerated().compactMap { index, step in
            guard case .task(let task) = step.kind, !task.performers.contains(where: isHeld) else { return nil }
            return Diagnostic(
                .nobodyCan, at: checked.place(ofStep: index),
                "Niemand in de school kan de stap `\(step.id)` doen: \(task.performers.map { "`\($0)`" }.joined(separator: " of ")) heeft "
                    + "geen medewerker. Geef iemand die rol in het schoolbestand.")
        }
    }
}
