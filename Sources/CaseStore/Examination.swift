public import CardEngine
public import SchoolTime

/// What was found when a store was looked over (`kaart nazien`). It tells of no case: not everyone may know of each.
public struct Examination: Hashable, Sendable {
    /// What is wrong with a store.
    public enum Fault: Hashable, Sendable {
        /// The file does not begin as one of ours: it is damaged there, or another one.
        case head
        /// There is nothing in the file: it was cut off, or an `init` was killed before it put anything there.
        case empty
        /// The file tells that a later release made it; that may be damage too.
        case laterForm
        /// The pages of the file do not fit together.
        case file
        /// Tables, triggers or settings of the file are not the ones that we made.
        case tables
        /// After the last entry that is right comes one that was changed, moved, put in or taken out, or the entries can't
        /// be read any further.
        case log
        /// What is personal in an event is there no more; of which first, by the day that it was written.
        case contentLost(since: Day)
        /// A kept text is not what it was when it was kept, or is kept as that of another; nil when the log does not name
        /// it.
        case textChanged(NamedText?)
        /// A text that the log names is not kept.
        case textMissing(NamedText)
        /// What is looked up is not what follows from the log.
        case lists
    }

    /// What is wrong, without repeats; empty when all is well.
    public let faults: [Fault]
    /// The last entry that is right.
    public let head: LogHead
    /// When that was written; nil when there is none.
    public let written: Stamp?
    /// Whether the log, as far as it is right, once ended with the mark that was sought; nil when none was.
    public let holdsMark: Bool?
    /// Whether the file has the form of an earlier release: then only the file and its log were looked at.
    public let isOfEarlierForm: Bool

    /// Takes what it holds.
    public init(
        faults: [Fault], head: LogHead, written: Stamp?, holdsMark: Bool?, isOfEarlierForm: Bool
    ) {
        self.faults = faults
        self.head = head
        self.written = written
        self.holdsMark = holdsMark
        self.isOfEarlierForm = isOfEarlierForm
    }
}

/// A text that the log names by its hash.
public enum NamedText: Hashable, Comparable, Sendable {
    /// A version of a card that the school adopted.
    case adoptedCard(CardID, version: Int)
    /// A school or school year file that was used.
    case file(FileUsed.Kind, name: String)
    /// A version of a card that a case lives or lived by.
    case cardOfCase(CardID, version: Int)

    /// What everyone may know comes first, and that is what a fault names; then by name.
    public static func < (left: Self, right: Self) -> Bool { left.order < right.order }

    private var order: (Int, String, Int) {
        switch self {
        case .adoptedCard(let card, let version): (0, card.rawValue, version)
        case .file(let kind, let name): (1, kind.rawValue + name, 0)
        case .cardOfCase(let card, let version): (2, card.rawValue, version)
        }
    }
}
