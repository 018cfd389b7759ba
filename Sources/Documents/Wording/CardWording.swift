public import CardEngine

/// How people read what a card says: its names looked up, its moments and conditions in words.
///
/// The extensions hold one kind of thing each: `+Moments`, `+Conditions`, `+Steps`, `+Fields`, `+Starts`, `+Norms`.
public struct CardWording: Sendable {
    /// The card.
    public let card: Card
    /// For the titles of roles and attributes; nil: their names are shown.
    let school: School?
    /// For the titles of other cards and of their ends.
    let others: [CardID: Card]
    /// The number of each step, by its place in the card: `4`, `4.1` within a `voor_elke`, `4a` for a branch.
    let numbers: [String]

    /// The words for a card, beside the school and the other cards that give its names their titles.
    public init(_ card: Card, school: School?, beside others: [CardID: Card] = [:]) {
        self.card = card
        self.school = school
        self.others = others
        numbers = Self.numbers(of: card)
    }

    private static func numbers(of card: Card) -> [String] {
        var numbers = Array(repeating: "", count: card.steps.count)
        func number(_ list: Int, after prefix: String) {
            for (place, step) in card.lists[list].steps.enumerated() {
                let own = prefix + String(place + 1)
                numbers[step] = own
                switch card.steps[step].kind {
                case .parallel(let block):
                    for (index, branch) in block.branches.enumerated() {
                        let name = own + letter(index)
                        number(branch.list, after: name + ".")
                        // A branch of one step is known by its letter.
                        if let only = card.onlyStep(of: branch) { numbers[only] = name }
                    }
                case .forEach(let block): number(block.list, after: own + ".")
                case .task, .sign, .choice, .call, .wait, .register: break
                }
            }
        }
        number(0, after: "")
        return numbers
    }

    /// a, b, ... z, a2, b2, ...
    private static func letter(_ index: Int) -> String {
        String(UnicodeScalar(UInt8(97 + index % 26))) + (index < 26 ? "" : String(index / 26 + 1))
    }

    /// The number of a step, as the page and the diagram show it.
    public func number(of place: Int) -> String { numbers[place] }

    /// `stap 3`.
    func reference(to step: StepID) -> String {
        card.place(of: step).map { "stap \(numbers[$0])" } ?? "stap ‘\(step)’"
    }

    /// `stap 3 (Gesprek met ouders)`.
    func name(of step: StepID) -> String {
        reference(to: step) + (card.step(step).map { " (\($0.title.onOneLine))" } ?? "")
    }

    /// The title of a role.
    func title(of role: RoleID) -> String { school?.role(role)?.title.onOneLine ?? role.rawValue }

    /// The name of a member of staff; the id of who is not in the school file.
    func name(of person: PersonID) -> String { school?.person(person)?.name.onOneLine ?? person.rawValue }

    /// `leerkracht of directeur`.
    func anyOf(_ roles: [RoleID]) -> String { roles.map { title(of: $0) }.listed("of") }

    /// `leerkracht en directeur`.
    func allOf(_ roles: [RoleID]) -> String { roles.map { title(of: $0) }.listed("en") }

    /// `‘Datum van het gesprek’`: the title of a field, or of a column.
    func title(of field: FieldID) -> String { "‘\(find(field)?.title.onOneLine ?? field.rawValue)’" }

    /// A field of the card, or a column of one of its lists.
    func find(_ id: FieldID) -> Field? {
        if let field = card.field(id) { return field }
        for field in card.fields {
            if case .list(let columns, _) = field.kind, let column = columns.first(where: { $0.id == id }) {
                return column
            }
        }
        return nil
    }

    /// `‘Hoorrecht’`: the title of another card, or its name when it is not there.
    func title(of other: CardID) -> String { "‘\(others[other]?.title.onOneLine ?? other.rawValue)’" }

    /// An attribute of the subject, as it stands in a sentence.
    func title(of attribute: AttributeID) -> String {
        switch attribute {
        case .enrolment: "de inschrijving"
        case .placement: "de plaatsing"
        case .departure: "de uitschrijving"
        case .groupChange: "de groepswissel"
        case .birth: "de geboortedatum"
        case .grade: "de jaargroep"
        case .group: "de groep"
        case .age: "de leeftijd"
        default: school?.attribute(attribute).map { "‘\($0.title.onOneLine)’" } ?? "‘\(attribute)’"
        }
    }

    /// What a case is about: `een leerling`.
    var subject: String {
        switch card.subject {
        case .pupil: "een leerling"
        case .group: "een groep"
        case .school: "de school"
        case .staffMember: "een medewerker"
        }
    }
}

extension Card {
    /// The step of a branch that is one step, and no block; then that stands for the branch.
    func onlyStep(of branch: Branch) -> Int? {
        let steps = lists[branch.list].steps
        return steps.count == 1 && !self.steps[steps[0]].isBlock ? steps[0] : nil
    }
}

extension Step {
    /// Whether it holds steps of its own.
    var isBlock: Bool {
        switch kind {
        case .parallel, .forEach: true
        case .task, .sign, .choice, .call, .wait, .register: false
        }
    }
}

extension [String] {
    /// `a, b en c`.
    func listed(_ conjunction: String) -> String {
        guard count > 1, let last else { return first ?? "" }
        return dropLast().joined(separator: ", ") + " \(conjunction) " + last
    }
}

extension String {
    /// The text with each line end, and what stands around it, as one space.
    var onOneLine: String { lines.joined(separator: " ") }

    /// The lines that are not empty, without the spaces around them. Split by scalar: a mark on a line end hides none.
    var lines: [String] {
        unicodeScalars.split { $0 == "\n" || $0 == "\r" }
            .map { String(Substring($0)).withoutSpacesAround }.filter { !$0.isEmpty }
    }

    private var withoutSpacesAround: String {
        var scalars = unicodeScalars[...]
        while scalars.first == " " { scalars.removeFirst() }
        while scalars.last == " " { scalars.removeLast() }
        return String(Substring(scalars))
    }

    /// The text with a capital as its first letter, when that is a plain small letter.
    var capitalised: String {
        guard let first = unicodeScalars.first, ("a"..."z").contains(first) else { return self }
        return first.properties.uppercaseMapping + String(Substring(unicodeScalars.dropFirst()))
    }
}
