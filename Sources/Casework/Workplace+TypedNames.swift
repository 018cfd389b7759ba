import CardEngine
import CardLanguage

// Whom or what a typed name stands for.
extension Workplace {
    /// A pupil by its number.
    ///
    /// - Throws: `CaseworkFailure.notASubject`, `.looksLikeBSN`.
    func pupil(_ number: String?) throws -> Subject {
        guard let number, number.isPupilNumber else { throw CaseworkFailure.notASubject(number ?? "") }
        guard !number.holdsBSN else { throw CaseworkFailure.looksLikeBSN }
        return Subject(kind: .pupil, id: number)
    }

    /// A group of the school.
    ///
    /// - Throws: `CaseworkFailure.unknownGroup`.
    func group(_ name: String) throws -> GroupID {
        let ids = school.groups.map(\.id.rawValue)
        let id = name.meant(among: ids)
        let title = name.meant(among: school.groups.map(\.title))
        // People write a title too.
        let found = school.groups.first { $0.id.rawValue == id }.map { [$0] }
        let groups = found ?? school.groups.filter { $0.title == title }
        guard let group = groups.first, groups.count == 1 else {
            throw CaseworkFailure.unknownGroup(name, known: ids)
        }
        return group.id
    }

    /// A card as the school has it now.
    ///
    /// - Throws: `CaseworkFailure` when there is none, or it has faults.
    func shelvedCard(_ id: CardID) throws -> Shelf.ShelvedCard {
        if let shelved = shelf.cards[id] { return shelved }
        if shelf.hasFile(id) { throw CaseworkFailure.cardHasFaults(id.rawValue) }
        throw CaseworkFailure.noSuchCard(id.rawValue, known: shelf.cards.keys.map(\.rawValue).sorted())
    }

    /// Who works at the school.
    ///
    /// - Throws: `CaseworkFailure.unknownPerson`.
    func staffMember(_ name: String) throws -> StaffMember { try school.staffMember(name) }
}

extension School {
    /// Who works here and is meant by what somebody typed: an id, or a name.
    ///
    /// - Throws: `CaseworkFailure.unknownPerson`.
    func staffMember(_ name: String) throws -> StaffMember {
        if let person = person(PersonID(name.asTyped)) { return person }
        // People write a name too.
        let full = name.meant(among: staff.map(\.name))
        let named = staff.filter { $0.name == full || $0.id.rawValue == name.asTyped.lowercased() }
        guard let person = named.first, named.count == 1 else {
            throw CaseworkFailure.unknownPerson(name, known: staff.map(\.id.rawValue))
        }
        return person
    }

    /// A role by its id, an alias or, if only one has it, its title.
    ///
    /// - Throws: `CaseworkFailure.unknownRole`.
    func role(named name: String) throws -> Role {
        if let role = role(RoleID(name.asTyped)) { return role }
        let title = name.meant(among: roles.map(\.title))
        let titled = roles.filter { $0.title == title }
        guard let role = titled.first, titled.count == 1 else {
            throw CaseworkFailure.unknownRole(name, known: roles.map(\.id.rawValue))
        }
        return role
    }
}
