import CardEngine

extension CardCheck {
    /// An interrupt by a role that can't see the case.
    static let interruptPerformers = CardCheck(name: "InterruptPerformers") { checked in
        guard let visibleTo = checked.card.visibleTo else { return [] }
        // A role may be named by its alias here and by its own name there.
        func own(_ role: RoleID) -> RoleID { checked.school?.own(role) ?? role }
        let viewers = Set((visibleTo + [checked.card.owner]).map(own))
        return checked.declaration.interrupts.flatMap { interrupt -> [Diagnostic] in
            guard case .person(_, let performers) = interrupt.trigger else { return [] }
            return performers.filter { !viewers.contains(own(RoleID($0.value))) }.map { role in
                Diagnostic(
                    .interruptByOutsider, at: role.range,
                    "De rol `\(role.value)` mag het traject niet zien en kan het dus niet onderbreken. Zet haar bij "
                        + "`zichtbaar_voor`, of laat haar hier weg.")
            }
        }
    }
}
