import CardLanguage
import Foundation
import Glibc

/// A text on its way to a file of the school stands on the disk beside it, under a hidden name. Who writes it keeps a lock on
/// it until it has its place; the system lets go of that when the program is killed, and the next takes away what was left.
extension CardFolder {
    /// Puts a text on the disk beside where it will stand, and lets it be placed there. Of the draft nothing stays.
    ///
    /// - Parameters:
    ///   - rights: those of the file that it will replace; nil when there is none.
    ///   - place: gives the draft at this path its place.
    /// - Throws: `CaseworkFailure.fileNotWritten`, and what the placing throws.
    static func withDraft(
        of text: SourceText, for file: String, rights: stat? = nil, place: (_ draft: String) throws -> Void
    ) throws {
        let (draft, descriptor) = try openDraft(of: text, for: file, mode: rights == nil ? 0o644 : 0o600)
        defer {
            _ = unlink(draft)
            close(descriptor)
        }
        var failure = write(text.bytes, to: descriptor) ? nil : WriteFailure.last
        if let rights {
            // Another owner can be kept only by who may give files away; the rights can always.
            _ = fchown(descriptor, rights.st_uid, rights.st_gid)
            if fchmod(descriptor, rights.st_mode & 0o7777) != 0 { failure = failure ?? .last }
        }
        if fsync(descriptor) != 0 { failure = failure ?? .last }
        if let failure { throw CaseworkFailure.fileNotWritten(text.name, failure) }
        try place(draft)
    }

    private static func openDraft(
        of text: SourceText, for file: String, mode: mode_t
    ) throws -> (draft: String, descriptor: Int32) {
        let (folder, name) = split(file)
        while true {
            let draft = "\(folder)/.\(name).\(UInt64.random(in: smallestDraftNumber...UInt64.max))"
            let descriptor = open(draft, O_CREAT | O_EXCL | O_WRONLY | O_NOFOLLOW | O_CLOEXEC, mode)
            guard descriptor >= 0 else { throw CaseworkFailure.fileNotWritten(text.name, .last) }
            // A disk that knows no locks keeps what is left there.
            _ = flock(descriptor, LOCK_EX)
            var status = stat()
            guard fstat(descriptor, &status) == 0, status.st_nlink == 0 else { return (draft, descriptor) }
            // Somebody took it away for one that was left, before it had its lock.
            close(descriptor)
        }
    }

    /// So that every number has as many digits that nobody gives a file such a name himself.
    private static let smallestDraftNumber: UInt64 = 1_000_000_000_000_000_000

    /// Takes away the drafts that a killed program left: names of staff may stand in them. Those that somebody is writing
    /// stay, and so does what can't be taken away.
    public func removeLeftDrafts() {
        for draft in hiddenFiles() where Self.isDraftName(Self.split(draft).name) {
            let descriptor = open(draft, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
            guard descriptor >= 0 else { continue }
            if flock(descriptor, LOCK_EX | LOCK_NB) == 0 { _ = unlink(draft) }
            close(descriptor)
        }
    }

    /// `.de-wilgen.yaml.1234567890123456789`, also with the fewer digits that earlier releases could draw.
    private static func isDraftName(_ name: String) -> Bool {
        let parts = name.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        guard parts.count >= 4, parts.first?.isEmpty == true, let number = parts.last else { return false }
        return (15...20).contains(number.count) && number.allSatisfy { (48...57).contains($0) }
            && ["yaml", "yml"].contains { parts[parts.count - 2].elementsEqual($0.utf8) }
    }

    /// Sees to it that a name that was put in the folder of this file is on the disk, as far as that can be.
    static func synchronizeFolder(of file: String) {
        let directory = open(split(file).folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard directory >= 0 else { return }
        _ = fsync(directory)
        close(directory)
    }

    private static let slash = UInt8(ascii: "/")

    private static func split(_ file: String) -> (folder: String, name: String) {
        guard let slash = file.utf8.lastIndex(of: slash) else { return (".", file) }
        return (String(file[..<slash]), String(file[file.utf8.index(after: slash)...]))
    }

    private static func write(_ bytes: [UInt8], to descriptor: Int32) -> Bool {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            guard count >= 0 || errno == EINTR else { return false }
            rest = rest.dropFirst(max(0, count))
        }
        return true
    }
}
