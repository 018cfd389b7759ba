import CardEngine

extension CardCheck {
    /// An interrupt by a role that can't see the case.
    static let interruptPerformers = CardCheck(name: "InterruptPerformers") { checked in
        guard let visibleTo = checked.card.visibleTo else { return [] }
        let viewers = visibleTo + [checked.card.owner]
        return checked.declaration.interrupts.flatMap { interrupt in
            interrupt.performers.filter { !viewers.contains(RoleID($0.value)) }.map { role in
                Diagnostic(
                    .interruptByOutsider, at: role.range,
                    "De rol `\(role.value)` mag het traject niet zien en kan het dus niet onderbreken. Zet haar bij `zichtbaar_voor`, of "
                        + "laat haar hier weg.")
            }
        }
    }
}
