public import CardEngine

/// The first text of a card: what its author said, in a form that suits what it is about.
public struct NewCardText: Hashable, Sendable {
    /// A step as its author named it.
    public struct Step: Hashable, Sendable {
        /// What people read.
        public let title: String
        /// Who does it.
        public let role: RoleID

        /// A step that somebody of a role does.
        public init(title: String, role: RoleID) {
            self.title = title
            self.role = role
        }
    }

    /// The name of the card, and of its file.
    public var name: String
    /// What people read.
    public var title: String
    /// What a case is about.
    public var subject: SubjectKind
    /// The role that maintains the card.
    public var owner: RoleID
    /// What the card is for.
    public var purpose: String
    /// Who begins a case by hand.
    public var starters: [RoleID]
    /// The steps, one after another; at least one.
    public var steps: [Step]
    /// Who writes it.
    public var author: PersonID

    /// A card that is to be written.
    public init(
        name: String, title: String, subject: SubjectKind, owner: RoleID, purpose: String,
        starters: [RoleID], steps: [Step], author: PersonID
    ) {
        self.name = name
        self.title = title
        self.subject = subject
        self.owner = owner
        self.purpose = purpose
        self.starters = starters
        self.steps = steps
        self.author = author
    }

    /// What a card can be about, as people write it; nil when it is none of these.
    public static func subject(of text: String) -> SubjectKind? { Vocabulary.subjects.value(of: text) }

    /// Everything that a card can be about, as people write it.
    public static var subjects: [String] { Vocabulary.subjects.all }

    /// The text, as a file of that name.
    ///
    /// - Parameters:
    ///   - schema: where an editor finds the schema of a card, as seen from the file.
    ///   - taken: names that mean something else at this school.
    public func source(schema: String, besides taken: Set<String>) -> SourceText {
        let stepNames = names(of: steps.map(\.title), besides: taken)
        let head = [
            "# yaml-language-server: $schema=\(schema)", say(.card, name), say(.title, title.asScalar),
            say(.version, "1"), say(.status, word(for: .draft, Vocabulary.statuses)),
            say(.subject, word(for: subject, Vocabulary.subjects)), say(.owner, owner.rawValue),
            say(.author, author.rawValue), say(.purpose, purpose.asScalar),
            "# Wanneer moet het klaar zijn? Ook `10 schooldagen` of `1 februari` kan.", say(.term, term), "",
            say(.start, ""), "  # " + startAdvice,
            "  - \(Keyword.manual.rawValue): [\(starters.map(\.rawValue).joined(separator: ", "))]", "",
            say(.steps, ""),
        ]
        let body = zip(steps, stepNames).flatMap { step, name in
            [
                "  - \(Keyword.step.rawValue): \(name)",
                "    \(Keyword.title.rawValue): \(step.title.asScalar)",
                "    \(Keyword.performers.rawValue): \(step.role)",
            ]
        }
        let tail = ["", "# Waaraan ziet u of het goed gaat?", say(.norms, "")] + norms
        let lines = (head + body + tail).map { line in line.hasSuffix(": ") ? String(line.dropLast()) : line }
        return SourceText(name: name + ".yaml", text: lines.joined(separator: "\n") + "\n")
    }

    private func say(_ word: Keyword, _ text: String) -> String { "\(word.rawValue): \(text)" }

    private func word<Value: Equatable>(for value: Value, _ vocabulary: Vocabulary<Value>) -> String {
        vocabulary.words.first { $0.value == value }?.word ?? ""
    }

    // MARK: - What suits what the card is about

    private var term: String {
        switch subject {
        case .pupil, .staffMember: "6 weken"
        case .group: "4 weken"
        case .school: "3 maanden"
        }
    }

    private var startAdvice: String {
        switch subject {
        case .pupil: "Of vanzelf: `- bij: inschrijving`. Anders begint iemand met deze rol."
        case .group:
            "Of in elke groep vanzelf, elk jaar: `- jaarlijks: [1 oktober]`. Anders begint iemand met deze rol."
        case .school: "Of vanzelf, elk jaar: `- jaarlijks: [1 februari]`. Anders begint iemand met deze rol."
        case .staffMember: "Wie begint? Iemand met deze rol."
        }
    }

    private var norms: [String] {
        let second =
            switch subject {
            case .pupil: ("Afgemaakt", MeasureWord.completed, "90%")
            case .group: ("Elke groep", MeasureWord.coverage, "100%")
            case .school: ("Elk jaar", MeasureWord.completed, "100%")
            case .staffMember: ("Elke medewerker", MeasureWord.coverage, "100%")
            }
        return [("Op tijd klaar", MeasureWord.onTime, "90%"), second].map { title, measure, limit in
            "  - {\(Keyword.norm.rawValue): \(title), \(Keyword.measure.rawValue): \(measure.rawValue), "
                + "\(Keyword.minimum.rawValue): \(limit)}"
        }
    }

    // MARK: - Names

    /// A name for each step, made of its title: letters without accents and digits, each name once.
    private func names(of titles: [String], besides taken: Set<String>) -> [String] {
        var taken = taken.union(reservedNames).union([End.completed.rawValue, End.lapsed.rawValue])
        return titles.map { title in
            let words = title.plainLetters.utf8.split { byte in
                !(UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
                    && !(UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
            }
            var name = words.map { String(decoding: $0, as: UTF8.self) }.joined(separator: "-")
            name = String(decoding: Array(name.utf8.prefix(40)), as: UTF8.self)
            if name.utf8.last == UInt8(ascii: "-") {
                name = String(decoding: Array(name.utf8.dropLast()), as: UTF8.self)
            }
            if !name.isID { name = name.isEmpty ? "stap" : "stap-" + name }
            var (unique, number) = (name, 1)
            while !taken.insert(unique).inserted {
                number += 1
                unique = "\(name)-\(number)"
            }
            return unique
        }
    }
}
