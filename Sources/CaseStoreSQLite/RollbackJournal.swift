import CaseStore
import Foundation
import GRDB

/// The journal that a kill left beside a store: with it SQLite undoes what was not finished, before anything reads the file.
///
/// Of which file it is SQLite does not look at. After a copy was put over the file, it would bring pages of the file of
/// before into the copy. The form is section 3 of the file format of SQLite.
struct RollbackJournal {
    /// How many pages the file had when it was begun.
    private let pages: UInt64
    private let pageSize: UInt64
    /// How the first page of the file began; nil when that is not to be put back.
    private let head: [UInt8]?

    /// Refuses a store with the journal of another file beside it, having changed nothing. Before the connection reads anything.
    ///
    /// What is in the journal says nothing as long as somebody is writing, so this asks for the lock of a reader first, of
    /// SQLite itself: another descriptor of the file would take along the locks of this process when it is closed.
    static func check(beside path: String, in database: Database) throws {
        guard Self(of: path) != nil else { return }
        guard let file = DatabaseFile(of: database), file.lock() else { return }
        defer { file.unlock() }
        // Who is writing has undone first what there was; and who begins does not touch the file while we read it.
        guard !file.isReserved, let journal = Self(of: path) else { return }
        guard journal.belongs(to: file) else { throw StoreFailure.strangeJournal(path: path) }
    }

    /// Whether the file is as it was when the journal was begun, or as the transaction wrote it: that puts the first page on
    /// the disk once, with a counter of changes that is one higher.
    private func belongs(to file: DatabaseFile) -> Bool {
        // What the disk does not give, SQLite tells in a moment.
        guard let length = file.size, let found = file.head(of: Self.headLength) else { return true }
        guard let head else { return length >= pages * pageSize }
        return found == head || Self.changes(in: found) == Self.changes(in: head) &+ 1
    }

    /// The counter of changes of a database.
    private static func changes(in head: [UInt8]) -> UInt32 { number(in: head, at: 24) }

    // MARK: - The file of the journal

    /// The part of the first page that tells of the whole file; it lies within one sector, so no crash leaves half of it.
    private static let headLength = 100
    private static let magic: [UInt8] = [0xd9, 0xd5, 0x05, 0xf9, 0x20, 0xa1, 0x63, 0xd7]

    /// What the journal of this store tells; nil when there is none, or it is not on the disk yet: then it has zeros for a
    /// beginning, the file is as it was, and SQLite does nothing with it.
    private init?(of path: String) {
        let descriptor = open(path + "-journal", O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        guard let header = Self.read(28, at: 0, of: descriptor), header.starts(with: Self.magic) else {
            return nil
        }
        let numbers = stride(from: 8, to: 28, by: 4).map { Self.number(in: header, at: $0) }
        (pages, pageSize) = (UInt64(numbers[2]), UInt64(numbers[4]))
        let sectorSize = UInt64(numbers[3])
        guard (512...65_536).contains(pageSize), (32...65_536).contains(sectorSize) else { return nil }
        head = Self.firstPage(in: descriptor, pageSize: pageSize, sectorSize: sectorSize)
    }

    /// The beginning of the first page, from among the pages that are to be put back; nil when it is not one of them.
    private static func firstPage(in descriptor: Int32, pageSize: UInt64, sectorSize: UInt64) -> [UInt8]? {
        var place: UInt64 = 0
        while let header = read(12, at: place, of: descriptor), header.starts(with: magic) {
            let count = number(in: header, at: 8)
            place += sectorSize
            for _ in 0..<count {
                guard let page = read(4, at: place, of: descriptor) else { return nil }
                if number(in: page, at: 0) == 1 { return read(headLength, at: place + 4, of: descriptor) }
                place += pageSize + 8
            }
            place = (place + sectorSize - 1) / sectorSize * sectorSize
        }
        return nil
    }

    private static func read(_ count: Int, at place: UInt64, of descriptor: Int32) -> [UInt8]? {
        var bytes = [UInt8](repeating: 0, count: count)
        return pread(descriptor, &bytes, count, off_t(place)) == count ? bytes : nil
    }

    private static func number(in bytes: [UInt8], at place: Int) -> UInt32 {
        bytes[place..<place + 4].reduce(0) { $0 << 8 | UInt32($1) }
    }
}
