public import Foundation

/// A file in the making: it stands on the disk beside its place, under a hidden name, until all of it is there. Who writes it
/// keeps a lock on it; the system lets go of that when the program is killed. What was left then is taken away by the next
/// who writes the same file, and by who looks for it in the folders of the school.
public enum DraftFile {
    /// What the system answered.
    public struct Failure: Error, Hashable {
        /// Its `errno`.
        public let code: Int32

        static var last: Failure { Failure(code: errno) }
    }

    /// Puts these bytes in the place of a file, or where there is none, whole or not at all. The rights are those of the file
    /// itself where they are given, else of a new file.
    ///
    /// - Parameter check: right before it takes its place; what this throws keeps it from that.
    /// - Throws: `Failure`, and what the check throws.
    public static func write(
        _ bytes: some Collection<UInt8>, over file: String, mode: mode_t = 0o600, rights: stat? = nil,
        check: () throws -> Void = {}
    ) throws {
        try withDraft(of: bytes, for: file, mode: mode, rights: rights) { draft in
            try check()
            guard rename(draft, file) == 0 else { throw Failure.last }
        }
    }

    /// Makes a file of these bytes that is not there yet, whole or not at all.
    ///
    /// - Returns: false when there is one; it stays as it is.
    /// - Throws: `Failure`.
    public static func write(_ bytes: some Collection<UInt8>, asNew file: String, mode: mode_t) throws -> Bool
    {
        var isNew = true
        try withDraft(of: bytes, for: file, mode: mode, rights: nil) { draft in
            isNew = try place(draft, asNew: file)
        }
        return isNew
    }

    /// Gives a draft the name of a file that is not there yet.
    ///
    /// - Returns: false when there is one; it stays as it is.
    public static func place(_ draft: String, asNew file: String) throws(Failure) -> Bool {
        // A second name for the draft: unlike renaming, this never takes the place of a file.
        if link(draft, file) == 0 { return true }
        var reason = errno
        guard reason == EPERM || reason == ENOTSUP || reason == ENOSYS else {
            return try requireTaken(reason)
        }
        // A disk that knows no second names, such as a stick.
        if renameToNew(draft, file) == 0 { return true }
        reason = errno
        guard reason == EINVAL || reason == ENOTSUP || reason == ENOSYS else {
            return try requireTaken(reason)
        }
        // Nor how to rename so, as some that another program offers: there an empty file of this name comes first, and stays
        // when the program is killed right then.
        let descriptor = open(file, O_CREAT | O_EXCL | O_WRONLY | O_NOFOLLOW | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { return try requireTaken(errno) }
        guard close(descriptor) == 0, rename(draft, file) == 0 else {
            let failure = Failure.last
            unlink(file)
            throw failure
        }
        return true
    }

    /// False when a name was refused because it is taken; else the refusal is a failure.
    private static func requireTaken(_ reason: Int32) throws(Failure) -> Bool {
        guard reason == EEXIST else { throw Failure(code: reason) }
        return false
    }

    /// Sees to it that a name that was put in the folder of this file is on the disk.
    public static func synchronizeFolder(of file: String) throws(Failure) {
        try synchronize(split(file).folder)
    }

    static func synchronize(_ path: String) throws(Failure) {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw .last }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw .last }
    }

    /// A name for a draft of this file, which nobody has.
    public static func name(for file: String) -> String {
        let (folder, name) = split(file)
        // So that every number has as many digits that nobody gives a file such a name himself.
        return "\(folder)/.\(name).\(UInt64.random(in: 1_000_000_000_000_000_000...UInt64.max))"
    }

    // MARK: - What was left

    /// Takes away the drafts in a folder that a killed program left. Those that somebody is writing stay, and so does what
    /// can't be taken away.
    ///
    /// - Parameter isOurs: of which files.
    public static func removeLeft(in folder: String, of isOurs: (_ name: String) -> Bool = { _ in true }) {
        guard let directory = opendir(folder) else { return }
        var left: [String] = []
        while let entry = readdir(directory) {
            guard Int8(bitPattern: UInt8(ascii: ".")) == entry.pointee.d_name.0 else { continue }
            let name = withUnsafePointer(to: &entry.pointee.d_name) {
                $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if let file = fileDrafted(by: name), isOurs(file) { left.append(folder + "/" + name) }
        }
        closedir(directory)
        for draft in left { removeIfLeft(draft) }
    }

    /// Of which file this is the name of a draft; nil when it is none. `.de-wilgen.yaml.1234567890123456789`, also with the
    /// fewer digits that earlier releases could draw; and the journal of a store that was being made.
    public static func fileDrafted(by name: String) -> String? {
        var bytes = name.utf8[...]
        if bytes.reversed().starts(with: journal.utf8.reversed()) {
            bytes = bytes.dropLast(journal.utf8.count)
        }
        let number = bytes.reversed().prefix { (48...57).contains($0) }.count
        guard bytes.first == UInt8(ascii: "."), (15...20).contains(number),
            bytes.dropLast(number).last == UInt8(ascii: ".")
        else { return nil }
        let file = bytes.dropFirst().dropLast(number + 1)
        return file.isEmpty ? nil : String(file)
    }

    private static let journal = "-journal"

    private static func removeIfLeft(_ draft: String) {
        let descriptor = open(draft, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
        guard descriptor >= 0 else { return }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG,
            flock(descriptor, LOCK_EX | LOCK_NB) == 0
        else { return }
        unlink(draft)
    }

    // MARK: - The draft

    /// Puts the bytes on the disk beside where they will stand, and lets them be placed there. Of the draft nothing stays.
    private static func withDraft(
        of bytes: some Collection<UInt8>, for file: String, mode: mode_t, rights: stat?,
        place: (_ draft: String) throws -> Void
    ) throws {
        let (folder, name) = split(file)
        removeLeft(in: folder) { $0 == name }
        let (draft, descriptor) = try openDraft(for: file, mode: rights == nil ? mode : 0o600)
        defer {
            unlink(draft)
            close(descriptor)
        }
        var failure = put([UInt8](bytes), in: descriptor) ? nil : Failure.last
        if let rights {
            // Another owner can be kept only by who may give files away; the rights can always.
            _ = fchown(descriptor, rights.st_uid, rights.st_gid)
            if fchmod(descriptor, rights.st_mode & 0o7777) != 0 { failure = failure ?? .last }
        }
        if fsync(descriptor) != 0 { failure = failure ?? .last }
        if let failure { throw failure }
        try place(draft)
    }

    private static func openDraft(
        for file: String, mode: mode_t
    ) throws(Failure) -> (draft: String, descriptor: Int32) {
        while true {
            let draft = name(for: file)
            let descriptor = open(draft, O_CREAT | O_EXCL | O_WRONLY | O_NOFOLLOW | O_CLOEXEC, mode)
            guard descriptor >= 0 else { throw .last }
            // A disk that knows no locks keeps what is left there.
            _ = flock(descriptor, LOCK_EX)
            var status = stat()
            guard fstat(descriptor, &status) == 0, status.st_nlink == 0 else { return (draft, descriptor) }
            // Somebody took it away for one that was left, before it had its lock.
            close(descriptor)
        }
    }

    static func put(_ bytes: [UInt8], in descriptor: Int32) -> Bool {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Foundation.write(descriptor, $0.baseAddress, $0.count) }
            guard count >= 0 || errno == EINTR else { return false }
            rest = rest.dropFirst(max(0, count))
        }
        return true
    }

    static func split(_ file: String) -> (folder: String, name: String) {
        guard let slash = file.utf8.lastIndex(of: UInt8(ascii: "/")) else { return (".", file) }
        let folder = String(file[..<slash])
        return (folder.isEmpty ? "/" : folder, String(file[file.utf8.index(after: slash)...]))
    }

    // MARK: - Renaming to a name that is free

    private typealias Renaming =
        @convention(c) (
            Int32, UnsafePointer<CChar>, Int32, UnsafePointer<CChar>, UInt32
        ) -> Int32

    /// `renameat2` with `RENAME_NOREPLACE`, which the module of the C library does not tell of.
    private static func renameToNew(_ draft: String, _ file: String) -> Int32 {
        guard let symbol = dlsym(nil, "renameat2") else {
            errno = ENOSYS
            return -1
        }
        let replacingNothing: UInt32 = 1
        return unsafeBitCast(symbol, to: Renaming.self)(AT_FDCWD, draft, AT_FDCWD, file, replacingNothing)
    }
}
