public import CardEngine
public import CardLanguage
import SchoolTime

/// What is said of a new card, as typed.
public struct NewCardAnswers: Sendable {
    /// The name of the card, and of its file.
    public var name = ""
    /// What people read.
    public var title = ""
    /// What a case is about: `leerling`.
    public var subject = ""
    /// The role that maintains it, by its id or alias.
    public var owner = ""
    /// What it is for.
    public var purpose = ""
    /// Who begins a case by hand; without any the owner.
    public var starters: [String] = []
    /// The steps, each a title and a role; without a role the owner.
    public var steps: [(title: String, role: String)] = []

    /// Nothing said yet.
    public init() {}
}

/// What is wrong with an answer about a new card.
public enum NewCardFault: Hashable, Sendable {
    case noName
    /// No card can be called so.
    /// With the name that will do, where one can be made of it.
    case notAName(String, instead: String?)
    /// There is a file of that name; nothing is overwritten.
    case nameTaken(String, file: String)
    /// A text that must be there is not, or holds a sign that can't be seen; which text.
    case noText(String)
    case textCannotBeSeen(String)
    case textTooLong(String, limit: Int)
    case unknownSubject(String, known: [String])
    /// A role that does nothing itself.
    case externalRole(RoleID)
    /// Nobody on the staff has the role.
    case nobodyHas(RoleID)
    /// Nobody can have the role for what the card is about.
    case roleDoesNotFit(RoleID, SubjectKind)
    case noSteps
    /// The card would not be in order; the complaint about it.
    case wouldHaveFaults(String)
}

extension Workplace {
    /// Writes the first text of a card beside the others (`kaart nieuw`); it is in order, and a concept.
    ///
    /// - Returns: the file, as the school knows it.
    /// - Throws: `CaseworkFailure`.
    public func writeNewCard(_ answers: NewCardAnswers) throws -> SourceText {
        try check(name: answers.name)
        guard let subject = NewCardText.subject(of: answers.subject) else {
            throw CaseworkFailure.newCard(
                .unknownSubject(answers.subject, known: NewCardText.subjects))
        }
        let owner = try newCardRole(answers.owner, about: subject)
        guard !answers.steps.isEmpty else { throw CaseworkFailure.newCard(.noSteps) }
        let text = NewCardText(
            name: answers.name, title: try newCardText(answers.title, "titel"), subject: subject,
            owner: owner,
            purpose: try newCardText(answers.purpose, "doel"),
            starters: answers.starters.isEmpty
                ? [owner] : try answers.starters.map { try newCardRole($0, about: subject) },
            steps: try answers.steps.map { step in
                NewCardText.Step(
                    title: try newCardText(step.title, "titel van een stap"),
                    role: step.role.hasText ? try newCardRole(step.role, about: subject) : owner)
            }, author: identity.actor)
        guard let folder = shelf.folder else {
            throw CaseworkFailure.fileNotWritten(answers.name + ".yaml", .notAllowed)
        }
        let place = folder.placeForNewCard
        let taken = Set((Attribute.given + school.attributes).map(\.id.rawValue))
            .union(shelf.calendar.plannedNames)
        let source = text.source(schema: place.schema, besides: taken)
        let named = SourceText(name: place.name + source.name, bytes: source.bytes)
        try requireInOrder(named)
        try folder.create(named)
        return named
    }

    /// Whether a new card can have that name.
    ///
    /// - Throws: `CaseworkFailure`.
    public func check(name: String) throws {
        guard name.hasText else { throw CaseworkFailure.newCard(.noName) }
        guard name.isID else { throw CaseworkFailure.newCard(.notAName(name, instead: name.asID)) }
        if let taken = shelf.reports.first(where: { $0.source.baseName == name }) {
            throw CaseworkFailure.newCard(.nameTaken(name, file: taken.source.name))
        }
    }

    /// The text as it will stand in the file: without spaces around it.
    ///
    /// - Throws: `CaseworkFailure`.
    public func newCardText(_ text: String, _ what: String) throws -> String {
        let scalars = text.unicodeScalars.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed()
        let text = String(String.UnicodeScalarView(scalars))
        guard text.hasText else { throw CaseworkFailure.newCard(.noText(what)) }
        guard text.canStandInFile else { throw CaseworkFailure.newCard(.textCannotBeSeen(what)) }
        guard text.unicodeScalars.count <= Self.newCardTextLimit else {
            throw CaseworkFailure.newCard(.textTooLong(what, limit: Self.newCardTextLimit))
        }
        return text
    }

    private static let newCardTextLimit = 500

    /// A role that somebody on the staff has.
    ///
    /// - Parameter subject: what the card is about; nil when that is not known.
    /// - Throws: `CaseworkFailure`.
    public func newCardRole(_ name: String, about subject: SubjectKind?) throws -> RoleID {
        let inside = school.roles.filter { !$0.isExternal }.map(\.id.rawValue)
        guard let role = try? school.role(named: name) else {
            throw CaseworkFailure.unknownRole(name, known: inside)
        }
        guard !role.isExternal else { throw CaseworkFailure.newCard(.externalRole(role.id)) }
        guard school.staff.contains(where: { $0.assignments.contains { $0.role == role.id } }) else {
            throw CaseworkFailure.newCard(.nobodyHas(role.id))
        }
        if let subject, !role.scope.fits(subject) {
            throw CaseworkFailure.newCard(.roleDoesNotFit(role.id, subject))
        }
        return role.id
    }

    /// A step as typed: `Besluiten:directeur`. What stands behind the last colon is who does it, as far as that can be: a
    /// role of the school, or what can be no more of the title, for no space stands before it. A title may hold a colon itself.
    public func newCardStep(_ entry: String) -> (title: String, role: String) {
        let scalars = entry.unicodeScalars
        guard let colon = scalars.lastIndex(of: ":") else { return (entry, "") }
        let behind = scalars[scalars.index(after: colon)...]
        let name = String(behind)
        let role = try? school.role(named: name).id.rawValue
        guard role != nil || behind.first?.properties.isAlphabetic == true else { return (entry, "") }
        return (String(scalars[..<colon]), role ?? name)
    }

    /// The card must give no complaint, beside all that is there.
    private func requireInOrder(_ source: SourceText) throws {
        let items = shelf.reports.filter { !$0.source.bytes.isEmpty }.map { CardFolder.Item.text($0.source) }
        let report = Shelf(items + [.text(source)], beside: nil).reports.first { $0.source == source }
        if let fault = report?.diagnostics.first {
            throw CaseworkFailure.newCard(.wouldHaveFaults(fault.message))
        }
    }
}
