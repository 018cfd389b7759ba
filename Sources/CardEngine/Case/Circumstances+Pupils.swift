extension Circumstances {
    /// The pupils of whom or what a case is about at a place, in the order of the world: within `voor_elke: groep` those of
    /// that group, within `voor_elke: leerling` those of the group of that pupil (kaarttaal, sections 4.5 and 5).
    public func pupils(at place: Place?, in state: CaseState) -> [Subject] {
        let about = state.subject(at: place)
        return switch about?.kind {
        case .group, .pupil: world.pupils.filter { $0.group == about?.group }
        case .school, .staffMember, nil: world.pupils
        }
    }
}
