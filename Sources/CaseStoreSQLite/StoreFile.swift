import CaseStore
import Foundation

/// The file of a store, and what this account may do with it.
struct StoreFile: Sendable {
    let path: String
    /// Why it, or its folder, can't be written; nil when it can.
    let refusal: StoreFailure?
    /// Whether there was nothing in it.
    let isEmpty: Bool

    var isReadOnly: Bool { refusal != nil }

    /// Looks at the file at this path: a regular file and nothing that leads elsewhere, under no other name, and with nothing
    /// but files beside it where SQLite looks for what a kill left.
    init(existingAt path: String) throws {
        self.path = path
        let status = try StoreFile.status(of: path)
        isEmpty = status.st_size == 0
        for companion in ["-journal", "-wal", "-shm"] {
            var other = stat()
            guard lstat(path + companion, &other) != 0 || other.st_mode & S_IFMT == S_IFREG else {
                throw StoreFailure.noOrdinaryFile(path: path + companion)
            }
        }
        guard access(path, R_OK) == 0 else { throw StoreFailure.noAccess(path: path) }
        refusal =
            try StoreFile.refusal(of: path, in: path)
            ?? StoreFile.refusal(of: StoreFile.folder(of: path), in: path)
        if !isReadOnly, status.st_uid == geteuid(), status.st_mode & 0o077 != 0 {
            // A copy that was put back may be open to others. If it can't be closed, it can still be used.
            _ = chmod(path, status.st_mode & 0o700)
        }
    }

    /// What the system tells of the file, when it is one of one name.
    private static func status(of path: String) throws -> stat {
        var status = stat()
        guard lstat(path, &status) == 0 else { throw failure(errno, path: path) }
        guard status.st_mode & S_IFMT == S_IFREG else { throw StoreFailure.noOrdinaryFile(path: path) }
        if status.st_nlink > 1 {
            // An `init` gives it its name beside that of the draft; of one that was killed right then both stay.
            let name = (path as NSString).lastPathComponent
            DraftFile.removeLeft(in: folder(of: path)) { $0.utf8.elementsEqual(name.utf8) }
            guard lstat(path, &status) == 0 else { throw failure(errno, path: path) }
            let names: nlink_t = StorePlace(folder: folder(of: path)).givesShortNames ? 2 : 1
            guard status.st_nlink <= names else { throw StoreFailure.secondName(path: path) }
        }
        return status
    }

    /// Why a file or folder can't be written: its permission bits, this account or the disk. The bits count on their own
    /// since the administrator of a machine can write whatever they say, but a school that took them away means it.
    private static func refusal(of file: String, in path: String) throws -> StoreFailure? {
        var status = stat()
        guard stat(file, &status) == 0 else { throw failure(errno, path: path) }
        if access(file, W_OK) != 0 {
            return errno == EROFS ? .disk(.readOnly, path: path) : .readOnly(path: path)
        }
        return status.st_mode & S_IWUSR != 0 ? nil : .readOnly(path: path)
    }

    /// Whether anything is at this path, if only a link that leads nowhere.
    static func isTaken(_ path: String) throws -> Bool {
        var status = stat()
        if lstat(path, &status) == 0 { return true }
        guard errno == ENOENT else { throw failure(errno, path: path) }
        return false
    }

    /// Makes the folder of a file, and those it lies in, for this account alone.
    static func makeFolder(of path: String) throws {
        try naming(path) { try DraftFile.makeFolder(folder(of: path)) }
    }

    /// Makes a store beside where it will be, and puts it there when it is whole: after a crash there is either a
    /// store or none.
    static func make(at path: String, filling: (_ draft: String) throws -> Void) throws {
        let draft = DraftFile.name(for: path)
        let descriptor = open(draft, O_CREAT | O_EXCL | O_RDWR | O_NOFOLLOW | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw failure(errno, path: path) }
        defer {
            _ = unlink(draft)
            _ = unlink(draft + "-journal")
        }
        let isPrivate = fchmod(descriptor, 0o600) == 0
        let reason = errno
        close(descriptor)
        guard isPrivate else { throw failure(reason, path: path) }
        try filling(draft)
        try naming(path) {
            do {
                guard try DraftFile.place(draft, asNew: path) else { throw StoreFailure.exists(path: path) }
            } catch let failure as DraftFile.Failure where failure.code == ENOENT {
                // Who found another store there took this draft for one that was left.
                throw try isTaken(path) ? StoreFailure.exists(path: path) : failure
            }
            try DraftFile.synchronizeFolder(of: path)
        }
    }

    /// Puts a text beside the store, whole or not at all: what stood there stays until then.
    ///
    /// - Parameter path: of the store, which a failure names.
    static func replace(_ file: String, by text: Data, of path: String) throws {
        try naming(path) {
            try DraftFile.write(text, over: file)
            try DraftFile.synchronizeFolder(of: file)
        }
    }

    /// What the system says of a file beside the store, or of the store in the making, is told of the store.
    private static func naming(_ path: String, _ work: () throws -> Void) throws {
        do {
            try work()
        } catch let failure as DraftFile.Failure {
            throw Self.failure(failure.code, path: path)
        }
    }

    static func folder(of path: String) -> String {
        guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }

    private static func failure(_ code: Int32, path: String) -> StoreFailure {
        switch code {
        case ENOENT, ENOTDIR: .absent(path: path)
        case EACCES, EPERM, ELOOP: .noAccess(path: path)
        default: .disk(DiskFault(code: code), path: path)
        }
    }
}
