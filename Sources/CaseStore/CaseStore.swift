public import CardEngine

/// Where the histories of cases are kept: the event log, the texts of the cards they live by, and what is folded
/// from them.
///
/// One contract, several stores: the suite in `Tests/CaseStoreTests` holds for each of them.
public protocol CaseStore: Sendable {
    /// Whether this is a practice store, in which a person may act as another and name the day.
    var isPractice: Bool { get }

    /// Reads as of one moment.
    ///
    /// - Throws: `StoreFailure`, or what `work` throws.
    func read<Result>(_ work: (any CaseReading) throws -> Result) throws -> Result

    /// One transaction: all that `work` appends is kept, or, when it throws, nothing.
    ///
    /// No other write comes between what `work` reads and what it appends.
    /// - Throws: `StoreFailure`, or what `work` throws.
    func write<Result>(_ work: (any CaseWriting) throws -> Result) throws -> Result
}

/// What can be asked of a store.
public protocol CaseReading {
    /// The history of a case in order; empty when there is no such case.
    func events(of id: CaseID) throws -> [Event]

    /// Every entry of the log, in the one order of the store.
    func entries() throws -> [LogEntry]

    /// The entry that the log begins with; nil as long as nothing was recorded.
    func firstEntry() throws -> LogEntry?

    /// The entry that the log ends with; nil as long as nothing was recorded.
    func lastEntry() throws -> LogEntry?

    /// The text of a card that was used, by the SHA-256 of that text in hexadecimal.
    func cardText(hash: String) throws -> CardText?

    /// The texts that were used of one version of a card.
    func cardTexts(card: CardID, version: Int) throws -> [CardText]

    /// The text of a school or school year file that was used, by its SHA-256 in hexadecimal.
    func fileText(hash: String) throws -> FileText?

    /// The cases with an open work item of which one of these roles is asked, for the group of the subject that the step is
    /// about, or of which this person is the only one who can do it; in order of id.
    func casesWithWork(for holdings: [Holding], person: PersonID) throws -> [CaseID]

    /// The open work items of a case, by deadline (none last) and visit.
    func workItems(of id: CaseID) throws -> [WorkItem]

    /// The ids of all histories that begin like that, in order. The streams of subjects and of the daily run are
    /// histories too; of these there is no `CaseRecord`.
    func streams(startingWith prefix: String) throws -> [CaseID]

    /// The cases that were asked for, newest first; within a day by id.
    func cases(_ wanted: CaseFilter) throws -> [CaseRecord]

    /// The texts by which the cases live that were asked for.
    func texts(of wanted: CaseFilter) throws -> Set<TextOfCases>

    /// One of the cases that were asked for, whichever; nil when there is none.
    func someCase(_ wanted: CaseFilter) throws -> CaseRecord?

    /// Every text of a card that is kept.
    func keptTexts() throws -> Set<TextOfCases>
}

extension CaseReading {
    /// All cases, newest first; within a day by id.
    public func cases() throws -> [CaseRecord] { try cases(CaseFilter()) }
}

/// What can be done within a transaction.
public protocol CaseWriting: CaseReading {
    /// Appends what happened to the history that led to `state`, and brings the projections up to date.
    ///
    /// - Throws: `StoreFailure.versionConflict` when the history is longer or shorter than `state.eventCount`.
    func append(_ events: [Event], to id: CaseID, after state: CaseState) throws

    /// A part of the transaction: all that `work` writes is kept, or, when it throws, nothing of it; what was written
    /// before stays.
    ///
    /// - Throws: `StoreFailure`, or what `work` throws.
    func attempt<Result>(_ work: () throws -> Result) throws -> Result

    /// Keeps the text of a card; keeping the same text again changes nothing.
    func keep(_ text: CardText) throws

    /// Keeps the text of a school or school year file; keeping the same text again changes nothing.
    func keep(_ text: FileText) throws

    /// Verifies log and texts, makes the projections anew from the log and tells which rows were not as they should be.
    func rebuild() throws -> RebuildReport
}

/// A role that somebody holds: for all subjects (`group` nil) or those of one group.
public struct Holding: Hashable, Sendable {
    /// The role.
    public let role: RoleID
    /// The group, or nil for all subjects.
    public let group: GroupID?

    /// Takes what it holds.
    public init(role: RoleID, group: GroupID?) {
        self.role = role
        self.group = group
    }
}

/// The text of a version of a card, as it was when a case was started by it.
public struct CardText: Hashable, Sendable {
    /// SHA-256 of `text` in UTF-8, in hexadecimal.
    public let hash: String
    /// The card.
    public let card: CardID
    /// Its version.
    public let version: Int
    /// The text, as the file held it.
    public let text: String

    /// Takes the text and works out its hash.
    public init(card: CardID, version: Int, text: String) {
        self.hash = Digest.of(text).hexadecimal
        self.card = card
        self.version = version
        self.text = text
    }
}

/// One entry of the event log.
public struct LogEntry: Hashable, Sendable {
    /// The place in the one order of the store, from 1 without gaps.
    public let position: Int
    /// The case in which it happened.
    public let caseID: CaseID
    /// The place in the history of its case, from 1 without gaps.
    public let number: Int
    /// What happened.
    public let event: Event
    /// The hash of this entry, over the one before it (hash format 1).
    public let hash: Digest

    /// Takes what it holds.
    public init(position: Int, caseID: CaseID, number: Int, event: Event, hash: Digest) {
        self.position = position
        self.caseID = caseID
        self.number = number
        self.event = event
        self.hash = hash
    }
}

/// What `rebuild` found.
public struct RebuildReport: Hashable, Sendable {
    /// How many events the log holds.
    public let eventCount: Int
    /// Of how many cases.
    public let caseCount: Int
    /// The cases of which a projection differed from the log, in order of id. They are right now.
    public let differing: [CaseID]
    /// Whether what is personal in an event is there no more.
    public let hasLostContent: Bool

    /// Takes what it holds.
    public init(eventCount: Int, caseCount: Int, differing: [CaseID], hasLostContent: Bool = false) {
        self.eventCount = eventCount
        self.caseCount = caseCount
        self.differing = differing
        self.hasLostContent = hasLostContent
    }
}
