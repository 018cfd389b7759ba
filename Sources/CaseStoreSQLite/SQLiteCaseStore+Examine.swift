import CardEngine
public import CaseStore
import GRDB
import SchoolTime

extension SQLiteCaseStore {
    /// Looks whether the store at this path is as it was written, without changing anything in it. Only what an
    /// interrupted write left behind is undone first, as whatever opens the file does.
    ///
    /// Also for a file that `open` would refuse, and where nothing can be written.
    /// - Parameter mark: a head that was written down earlier, to be looked for in the log.
    /// - Throws: `StoreFailure` when the file can't be looked at, has the journal of another file beside it, or has a second
    ///   name, as in copies that are made of hard links: what is undone in the one would be undone in each.
    public static func examine(at path: String, seeking mark: HeadMark? = nil) throws -> Examination {
        let file = try StoreFile(existingAt: path)
        do {
            let queue = try connect(to: path, of: path, isReadOnly: file.isReadOnly)
            return try queue.writeWithoutTransaction { database in
                try StoreFailure.naming(path, in: database) {
                    for setting in ConnectionSetting.ofConnection { try setting.make(in: database) }
                    return try database.readOnly {
                        try StoreFormat.check(database, path: path)
                        let looking = SQLiteExamination(database: database, path: path, mark: mark)
                        try looking.lookAtEverything()
                        return looking.examination
                    }
                }
            }
        } catch StoreFailure.notAStore {
            return unread(file.isEmpty ? .empty : .head)
        } catch StoreFailure.newer {
            return unread(.laterForm)
        } catch StoreFailure.damaged {
            // Nothing of it can be read.
            return Examination(
                faults: [.file, .log], head: .origin, written: nil, holdsMark: mark.map { _ in false },
                isOfEarlierForm: false)
        }
    }

    /// Of a file of which it is not known whether it is ours, or how to read it.
    private static func unread(_ fault: Examination.Fault) -> Examination {
        Examination(faults: [fault], head: .origin, written: nil, holdsMark: nil, isOfEarlierForm: false)
    }
}

/// A look at a database, part after part; what is wrong with one does not keep from the next.
private final class SQLiteExamination {
    let database: Database
    let path: String
    private var walk: LogWalk
    private var (head, written): (LogHead, Stamp?) = (.origin, nil)
    private var faults: [Examination.Fault] = []
    private var isOfEarlierForm = false
    /// How many entries are looked at in one transaction: who wants to write waits for no more.
    private static let part = 20_000

    init(database: Database, path: String, mark: HeadMark?) {
        self.database = database
        self.path = path
        walk = LogWalk(seeking: mark)
    }

    var examination: Examination {
        var seen: Set<Examination.Fault> = []
        return Examination(
            faults: faults.filter { seen.insert($0).inserted }, head: head, written: written,
            holdsMark: walk.holdsMark, isOfEarlierForm: isOfEarlierForm)
    }

    private var transaction: SQLiteTransaction {
        SQLiteTransaction(database: database, path: path, salt: { Salt.random() })
    }

    func lookAtEverything() throws {
        var strange: Set<String>?
        try look {
            isOfEarlierForm = try StoreFormat.version(of: database) < StoreFormat.newest
            strange = try StoreFormat.strangeNames(in: database)
        }
        // Nothing is read of a table that is not ours: it could be a view that never ends.
        guard let strange else { return faults.append(.log) }
        if strange.isEmpty { try look { try lookAtFile() } } else { faults.append(.tables) }
        // The first command that opens a file of an earlier form looks at its texts, and makes its lists anew.
        let hasLists = strange.isEmpty && !isOfEarlierForm
        // Nil when they can't be read.
        var areListsRight: Bool? = true
        var isLogWhole = false
        if strange.isDisjoint(with: ["event", "content"]) {
            try look {
                isLogWhole = try goAlongLog { id, projection in
                    guard hasLists, areListsRight == true else { return }
                    areListsRight = nil
                    try look { areListsRight = try !transaction.differs(id, from: projection) }
                }
            }
        }
        guard isLogWhole else { return faults.append(.log) }
        guard walk.hasReplayedAll else { return faults.append(.file) }
        if let loss = walk.replay.firstLoss { faults.append(.contentLost(since: loss.written.time.day)) }
        guard !isOfEarlierForm else { return }
        if strange.isDisjoint(with: ["card_text", "file_text"]) {
            try look { faults += try transaction.textFaults(in: walk.replay.texts) }
        }
        guard hasLists, let areListsRight else { return }
        try look {
            if try !areListsRight || !transaction.withoutHistory().isEmpty { faults.append(.lists) }
        }
    }

    /// Whether all of the log is right; each history is told of with what is to be looked up of it. Entries that an index
    /// does not lead to are there all the same, but not all are replayed then.
    private func goAlongLog(_ work: (CaseID, Projection?) throws -> Void) throws -> Bool {
        do {
            try inParts { try walk.follow(atMost: Self.part, in: transaction) }
        } catch StoreFailure.damaged(_, let position) {
            if position == nil { faults.append(.file) }
            (head, written) = try transaction.lastRight()
            return false
        }
        do {
            try inParts { try walk.replay(atLeast: Self.part, in: transaction, work) }
            (head, written) = (walk.head, try transaction.written(at: walk.head))
            return true
        } catch StoreFailure.damaged(_, let position) {
            (head, written) = try transaction.lastRight()
            guard head.position < walk.head.position else { return true }
            if position == nil { faults.append(.file) }
            return false
        }
    }

    private func inParts(_ part: () throws -> Bool) throws {
        var hasMore = true
        while hasMore {
            try StoreFailure.naming(path, in: database) {
                try database.inTransaction(.deferred) {
                    hasMore = try part()
                    return .commit
                }
            }
        }
    }

    /// Does a part of the work, and notes when the pages of the file do not allow it.
    private func look(_ work: () throws -> Void) throws {
        do {
            try StoreFailure.naming(path, in: database, work)
        } catch StoreFailure.damaged {
            faults.append(.file)
        }
    }

    private func lookAtFile() throws {
        let report = try String.fetchAll(database, sql: "PRAGMA integrity_check(1)")
        if report != ["ok"] {
            // Of what the disk does not give SQLite tells as of what is damaged.
            if let code = database.refusedRead {
                throw StoreFailure.disk(DiskFault(code: code), path: path)
            }
            faults.append(.file)
        }
        try StoreFormat.checkHead(of: database, path: path)
        let journal = ConnectionSetting.journalMode
        let mode = try DatabaseValue.fetchOne(database, sql: journal.get)
        let stray = try Row.fetchOne(database, sql: "PRAGMA foreign_key_check")
        if mode != journal.expected || stray != nil { faults.append(.tables) }
        _ = try StoreFormat.isPractice(database, path: path)
    }
}
