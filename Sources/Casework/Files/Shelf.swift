public import CardEngine
public import CardLanguage
public import CaseStore
public import SchoolTime

/// All files of a school, read and checked together; for work the cards only as far as they are needed.
public struct Shelf: Sendable {
    /// A card with the text it was compiled from.
    public struct ShelvedCard: Hashable, Sendable {
        /// The card, compiled and without faults.
        public let card: Card
        /// The text, with the hash by which cases name it.
        public let text: CardText
    }

    /// One file and what there is to say of it, in order of place.
    public struct Report: Hashable, Sendable {
        /// The file as it was read.
        public let source: SourceText
        /// The complaints; empty when it is in order.
        public let diagnostics: [Diagnostic]
    }

    /// The school; nil when its file is missing or can't be used.
    public let school: School?
    /// The school years together.
    public let calendar: SchoolCalendar
    /// The cards that can be used, by id.
    public var cards: [CardID: ShelvedCard] { contents.checked.cards }
    /// The concepts that can't be used, with their version: they keep nobody from working by the version before.
    var faultyConcepts: [CardID: Int] { contents.checked.faultyConcepts }
    /// The scenarios that can be played, each with the file that it stands in, in order of path.
    public var scenarios: [(scenario: Scenario, source: SourceText)] { contents.checked.scenarios }
    /// Every file, in order of path.
    public var reports: [Report] { contents.checked.reports }
    /// The text of the school; nil when it can't be used, or stands elsewhere.
    let schoolSource: SourceText?
    /// The school and its years, as far as they can be used: what decisions rest on beside the cards.
    let usedFiles: [FileText]
    /// The folder of which this is the whole; nil for files that were given.
    let folder: CardFolder?
    /// What it was made of.
    private let items: [CardFolder.Item]
    private let around: [CardFolder.Item]
    private let isBesideFolder: Bool
    private let leavesScenarios: Bool
    private let isForWork: Bool
    /// The texts by which cards in other forms are known.
    private let kept: Set<TextOfCases>
    /// The cards and what there is to say of the files.
    let contents: ShelfContents

    /// Whether some file can't be used.
    public var hasErrors: Bool { reports.contains { $0.diagnostics.hasErrors } }

    /// Everything in a folder; what is missing there is a complaint as well.
    public init(_ folder: CardFolder) {
        self.init(folder.items(), wholeOf: folder, around: [])
    }

    /// What cases need of a folder. A card is read when it is asked for, and all are checked when one asks what can be used.
    /// Scenarios, which are most of the files, are left unread, unless there is an error elsewhere, for whether it is one may
    /// depend on them.
    public init(forWorkIn folder: CardFolder) {
        self.init(folder.items(), wholeOf: folder, around: [], leavesScenarios: true, isForWork: true)
    }

    /// The same with the scenarios.
    var whole: Shelf { folder.map { Shelf($0) } ?? self }

    /// The files given, beside the school of a folder when there is none among them. Nothing is said of other files.
    public init(_ items: [CardFolder.Item], beside folder: CardFolder?) {
        self.init(items, wholeOf: nil, isBesideFolder: folder != nil, around: folder?.items() ?? [])
    }

    /// The same, where other texts serve than stand in the files.
    func serving(_ texts: [CardText]) -> Shelf {
        guard !texts.isEmpty else { return self }
        return Shelf(
            items, wholeOf: folder, isBesideFolder: isBesideFolder, around: around,
            leavesScenarios: leavesScenarios && !hasErrors, serving: texts.map(\.source), kept: kept)
    }

    /// The same, where a card that is one of these texts but for how its lines end, or for a byte order mark, is that text.
    func recognizing(_ kept: Set<TextOfCases>) -> Shelf {
        guard contents.holdsOtherForm(of: kept) else { return self }
        return Shelf(
            items, wholeOf: folder, isBesideFolder: isBesideFolder, around: around,
            leavesScenarios: leavesScenarios, isForWork: isForWork, kept: kept)
    }

    private init(
        _ items: [CardFolder.Item], wholeOf folder: CardFolder?, isBesideFolder: Bool = false,
        around: [CardFolder.Item], leavesScenarios: Bool = false, isForWork: Bool = false,
        serving: [SourceText] = [], kept: Set<TextOfCases> = []
    ) {
        var builder = ShelfBuilder(
            knowsAll: folder != nil || isBesideFolder, leavesScenarios: leavesScenarios,
            putsCardsOff: isForWork, serving: serving, kept: kept)
        for item in items { builder.add(item) }
        for item in around { builder.lookAround(in: item) }
        builder.readSchool()
        self.items = items
        self.around = around
        self.isBesideFolder = isBesideFolder
        self.leavesScenarios = leavesScenarios
        self.isForWork = isForWork
        self.kept = kept
        contents =
            isForWork
            ? ShelfContents(builder, of: folder) {
                Shelf(items, wholeOf: folder, around: around, kept: kept)
            }
            : ShelfContents(checking: builder, of: folder)
        school = builder.school
        calendar = SchoolCalendar(years: builder.years)
        schoolSource = builder.schoolSource
        usedFiles =
            (builder.schoolSource.map { [FileText(.school, $0)] } ?? [])
            + builder.yearSources.map { FileText(.schoolYear, $0) }
        self.folder = folder
    }
}

/// Puts the files together: first the school, for the cards name its roles.
struct ShelfBuilder {
    private(set) var school: School?
    private(set) var schoolSource: SourceText?
    private(set) var yearSources: [SourceText] = []
    private(set) var years: [SchoolYear] = []
    /// The names of what is planned in the years; nil when there is none that was read.
    private(set) var plannedNames: Set<String>?
    private(set) var cards: [CardID: Shelf.ShelvedCard] = [:]
    private(set) var faultyConcepts: [CardID: Int] = [:]
    private(set) var scenarios: [(scenario: Scenario, source: SourceText)] = []
    private(set) var reports: [Shelf.Report] = []
    /// The texts that are cards, by name. Of two of a name it is the first; neither begins a case.
    private(set) var cardTexts: [CardID: SourceText] = [:]
    /// Each text with what it says; a card is read only when the school is known.
    private var files: [(parsed: ParsedFile, read: ReadFile?)] = []
    private var twins = Twins([])
    /// The cards that were put off, with their places among the files.
    private var unparsed: [(place: Int, source: SourceText)] = []
    /// Cards that are not themselves looked at, and texts that may be one.
    private var around: [ParsedFile] = []
    /// How many schools there are that are not themselves looked at.
    private var schoolsAround = 0
    /// School years that are not themselves looked at.
    private var yearsAround: [ParsedFile] = []
    /// Whether all cards of a school are among the files.
    private let knowsAll: Bool
    private let leavesScenarios: Bool
    private let putsCardsOff: Bool
    /// The texts by which cases begin, of cards of which a next version is being written.
    private let serving: [SourceText]
    /// The texts by which cards in other forms are known.
    let kept: Set<TextOfCases>
    private var unread: [Shelf.Report] = []

    init(
        knowsAll: Bool, leavesScenarios: Bool, putsCardsOff: Bool, serving: [SourceText],
        kept: Set<TextOfCases>
    ) {
        self.knowsAll = knowsAll
        self.leavesScenarios = leavesScenarios
        self.putsCardsOff = putsCardsOff
        self.serving = serving
        self.kept = kept
    }

    mutating func add(_ item: CardFolder.Item) {
        switch item {
        case .text(let source) where leavesScenarios && source.begins(as: "scenario: "):
            unread.append(Shelf.Report(source: source, diagnostics: []))
        case .text(let source) where putsCardsOff && source.begins(as: "kaart: "):
            unparsed.append((files.count, source))
            note(card: source)
        case .text(let source):
            let parsed = ParsedFile(source)
            if parsed.kind == .card || parsed.unreadableConcept != nil { note(card: source) }
            files.append((parsed, parsed.kind == .school ? parsed.read(school: nil) : nil))
        case .unreadable(let name, let reason):
            let diagnostic = Diagnostic(.notReadable, at: .firstLetter, "Dit wordt niet gelezen: \(reason).")
            unread.append(
                Shelf.Report(source: SourceText(name: name, text: ""), diagnostics: [diagnostic]))
        }
    }

    private mutating func note(card source: SourceText) {
        let id = CardID(source.baseName)
        if cardTexts[id] == nil { cardTexts[id] = source }
    }

    /// Takes the school of a file that is not itself looked at, and keeps a card for those that name it, and a school year for
    /// what is planned in it.
    mutating func lookAround(in item: CardFolder.Item) {
        guard case .text(let source) = item else { return }
        let parsed = ParsedFile(source)
        if [.card, .ambitionCard, nil].contains(parsed.kind) { around.append(parsed) }
        if parsed.kind == .schoolYear { yearsAround.append(parsed) }
        guard parsed.kind == .school else { return }
        // Of two schools none counts.
        school = nil
        schoolsAround += 1
        guard schoolsAround == 1, case .school(let found)? = parsed.read(school: nil).value else { return }
        school = found
    }

    /// The school and then its years.
    mutating func readSchool() {
        if schools.count == 1, let only = schools.first {
            school = if case .school(let found)? = only.read?.value { found } else { nil }
            schoolSource = school.map { _ in only.parsed.source }
        }
        twins = Twins(files.map(\.parsed))
        var planned: [SchoolYear] = []
        let last = (files.map(\.parsed) + yearsAround).compactMap(\.year).max()
        func read(_ parsed: ParsedFile) -> ReadFile {
            // What was planned for a group that is gone stays what it was.
            parsed.read(school: school, isFollowed: parsed.year.map { $0 != last } ?? false)
        }
        for index in files.indices where files[index].parsed.kind == .schoolYear {
            let source = files[index].parsed.source
            files[index].read = read(files[index].parsed)
            guard case .schoolYear(let year)? = files[index].read?.value else { continue }
            planned.append(year)
            guard twins.isFirst(files[index].parsed) else { continue }
            years.append(year)
            yearSources.append(source)
        }
        for parsed in yearsAround {
            guard case .schoolYear(let year)? = read(parsed).value else { continue }
            planned.append(year)
        }
        plannedNames = planned.isEmpty ? nil : SchoolCalendar(years: planned).plannedNames
    }

    private var schools: [(parsed: ParsedFile, read: ReadFile?)] {
        files.filter { $0.parsed.kind == .school }
    }

    /// The cards, and then the scenarios, with all that there is to say of them.
    mutating func readCards() {
        // From the last on, so that the places of the others stay what they are.
        for (place, source) in unparsed.reversed() { files.insert((ParsedFile(source), nil), at: place) }
        for index in files.indices where [.card, .ambitionCard, .school].contains(files[index].parsed.kind) {
            files[index].read = files[index].parsed.read(school: school, plannedNames: plannedNames)
        }
        let beside = around.map { ($0.source, $0.read(school: school, plannedNames: plannedNames)) }
        checkTogether(beside)
        var known: [CardID: Card?] = [:]
        for (source, read) in beside { known.take(read, from: source) }
        for (parsed, read) in files { if let read { known.take(read, from: parsed.source) } }
        for (source, read) in beside where read.kind == nil { known.take(unreadable: source) }
        for (parsed, _) in files where parsed.kind == nil { known.take(unreadable: parsed.source) }
        if !unparsed.isEmpty { twins = Twins(files.map(\.parsed)) }
        // Scenarios come last, for they name steps and fields of cards.
        let ordered =
            files.filter { $0.parsed.kind != .scenario } + files.filter { $0.parsed.kind == .scenario }
        for (parsed, first) in ordered {
            let source = parsed.source
            // A scenario by itself, without any card beside it: then only its words are looked at.
            let read =
                first
                ?? parsed.read(
                    school: school, plannedNames: plannedNames, cards: known.isEmpty ? nil : known)
            var diagnostics = read.diagnostics
            if let fault = twins.fault(of: parsed) { diagnostics.append(fault) }
            take(read.value, from: source, unless: diagnostics.hasErrors)
            if let concept = read.faultyConcept ?? parsed.unreadableConcept, twins.isAlone(parsed),
                concept.card.rawValue == source.baseName
            {
                faultyConcepts[concept.card] = concept.version
            }
            reports.append(Shelf.Report(source: source, diagnostics: diagnostics))
        }
        reports = (reports + unread).sorted { $0.source.name < $1.source.name }
    }

    /// What cards say of each other; only beside a folder is known which there are.
    private mutating func checkTogether(_ beside: [(SourceText, ReadFile)]) {
        guard knowsAll else { return }
        let named: [FileKind?] = [.card, .ambitionCard, nil]
        let given = files.filter { named.contains($0.parsed.kind) }.map { file in
            (file.parsed.source, file.read ?? file.parsed.read(school: school))
        }
        // A file that is looked at goes before one of the same name beside it.
        let together = CardsTogether(given + beside, school: school)
        let kept = serving.map { ($0, ReadFile.read($0, school: school, plannedNames: plannedNames)) }
        let whatServes = kept.isEmpty ? nil : CardsTogether(kept + given + beside, school: school)
        for index in files.indices where [.card, .ambitionCard, .school].contains(files[index].parsed.kind) {
            files[index].read = files[index].read.map { file in
                whatServes.map { together.check(file, whereServe: $0) } ?? together.check(file)
            }
        }
    }

    /// Without a school no role can be looked up; without a school year no school day can be counted.
    mutating func reportMissing(in folder: CardFolder) {
        var diagnostics: [Diagnostic] = []
        if !files.contains(where: { $0.parsed.kind == .school }) {
            diagnostics.append(
                Diagnostic(
                    .noSchool, at: .firstLetter,
                    "Er is geen schoolbestand (`school: <naam>`); de rollen in de kaarten zijn niet nagekeken."
                ))
        }
        if !files.contains(where: { $0.parsed.kind == .schoolYear }) {
            diagnostics.append(
                Diagnostic(
                    .noSchoolYear, .warning, at: .firstLetter,
                    "Er is geen schooljaar (`schooljaar: 2026-2027`); termijnen in schooldagen krijgen nog geen dag."
                ))
        }
        guard !diagnostics.isEmpty else { return }
        let name = folder.path.split(separator: "/").last.map { String($0) } ?? folder.path
        reports.append(Shelf.Report(source: SourceText(name: name, text: ""), diagnostics: diagnostics))
    }

    private mutating func take(_ value: FileValue?, from source: SourceText, unless isWrong: Bool) {
        guard !isWrong else { return }
        switch value {
        case .card(let card):
            let text = CardText(
                card: card.id, version: card.version,
                text: String(decoding: kept.form(of: source, as: card.id).bytes, as: UTF8.self))
            cards[card.id] = Shelf.ShelvedCard(card: card, text: text)
        case .scenario(let scenario): scenarios.append((scenario, source))
        case .school, .schoolYear, .ambitionCard, nil: break
        }
    }
}

extension SourceRange {
    /// For what is said of a file as a whole.
    static let firstLetter = SourceRange(start: .start, end: SourcePosition(line: 1, column: 2))
}

extension ParsedFile {
    /// Of which school year it is by its name; nil for what is none.
    fileprivate var year: SchoolYearNumber? {
        kind == .schoolYear ? SchoolYearNumber(named: source.baseName) : nil
    }
}

extension SourceText {
    /// Whether its first line, but for empty ones and plain remarks, begins like that and says what it is: then it is that or
    /// has faults, and is nothing else.
    fileprivate func begins(as words: StaticString) -> Bool {
        var rest = bytes[...]
        while !rest.isEmpty {
            let line = rest.prefix { $0 != UInt8(ascii: "\n") }
            guard line.isEmpty || line.first == UInt8(ascii: "#") && !Self.mayEndEarlier(line) else {
                return line.starts(with: words.description.utf8)
            }
            rest = rest.dropFirst(line.count + 1)
        }
        return false
    }

    /// Whether YAML may take a line for more than one: by a carriage return, or one of three ends that are no ASCII.
    private static func mayEndEarlier(_ line: ArraySlice<UInt8>) -> Bool {
        zip(line, line.dropFirst()).contains { first, second in
            first == UInt8(ascii: "\r") || (first, second) == (0xC2, 0x85) || (first, second) == (0xE2, 0x80)
        }
    }
}

extension [CardID: Card?] {
    /// The card of a file, or that it can't be used.
    fileprivate mutating func take(_ read: ReadFile, from source: SourceText) {
        guard read.kind == .card else { return }
        let card: Card? = if case .card(let card)? = read.value { card } else { nil }
        self[card?.id ?? CardID(source.baseName)] = .some(card)
    }

    /// A file that can't be read at all may be the card that its name says.
    fileprivate mutating func take(unreadable source: SourceText) {
        let id = CardID(source.baseName)
        if !isEmpty, self[id] == nil { self[id] = .some(nil) }
    }
}

extension CardText {
    /// As the file that it was.
    var source: SourceText { SourceText(name: card.rawValue + ".yaml", text: text) }
}

extension FileText {
    /// The text of a file that was read without faults.
    init(_ kind: FileUsed.Kind, _ source: SourceText) {
        self.init(
            kind: kind, name: source.baseName, text: String(decoding: source.bytes, as: UTF8.self))
    }
}
