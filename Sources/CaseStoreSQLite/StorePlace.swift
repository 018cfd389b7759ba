import CaseStore
import Foundation

/// Where a store is, or would be. What keeps it safe on a disk of this computer does not hold on a network share, where
/// locks of other computers do not count, nor in a folder that a program keeps the same on several computers: there two
/// copies go apart.
struct StorePlace {
    /// What this computer tells of places; a test says something else.
    struct Machine: Sendable {
        /// What is mounted where, as Linux tells it (`/proc/self/mountinfo`); nil when it does not.
        let mounts: @Sendable () -> [UInt8]?
        let exists: @Sendable (_ path: String) -> Bool
    }

    /// The folder of the store, without links on the way.
    let folder: String
    private let machine: Machine

    /// - Parameter folder: of the store; it need not be there yet.
    init(folder: String, on machine: Machine = .this) {
        self.folder = Self.withoutLinks(folder)
        self.machine = machine
    }

    /// Refuses a place where a store is not safe, unless somebody took that on himself.
    func check(path: String) throws {
        guard !isAccepted else { return }
        if isWindowsDisk { throw StoreFailure.onWindowsDisk(path: path) }
        if let kind = share { throw StoreFailure.onShare(path: path, kind: kind) }
        if let synced { throw StoreFailure.inSyncFolder(path: path, folder: synced) }
    }

    /// Whether it can't be told if the place is safe: a program of its own, or the host of this machine, serves these files,
    /// from a disk or from elsewhere.
    var isDoubtful: Bool {
        guard let kind = foreignFileSystem?.kind, share == nil, !isWindowsDisk,
            !Self.disksByProgram.contains(kind)
        else { return false }
        return kind.utf8.starts(with: "fuse".utf8) || kind == "virtiofs"
    }

    /// Whether a file may count as having two names where it was given one: Windows gives it a short one as well
    /// (`TRAJEC~1.SQL`), and not every driver leaves that out of the count.
    var givesShortNames: Bool {
        foreignFileSystem.map { ["fuseblk", "ntfs", "ntfs3"].contains($0.kind) } ?? false
    }

    // MARK: - Shares

    /// Network file systems by the name that Linux has for them, with the one that people know.
    private static let shares = [
        "nfs": "NFS", "nfs4": "NFS", "cifs": "SMB", "smb3": "SMB", "smbfs": "SMB", "9p": "9P", "afs": "AFS",
        "coda": "Coda", "ceph": "Ceph", "lustre": "Lustre", "vboxsf": "VirtualBox", "ncpfs": "NetWare",
        "fuse.sshfs": "SSHFS", "fuse.rclone": "rclone", "fuse.gvfsd-fuse": "GVFS", "fuse.davfs": "WebDAV",
        "fuse.glusterfs": "GlusterFS", "fuse.ceph-fuse": "Ceph", "fuse.s3fs": "S3",
        "fuse.onedriver": "OneDrive",
        "fuse.google-drive-ocamlfuse": "Google Drive",
    ]

    /// Disks of this computer that a program serves.
    private static let disksByProgram: Set = [
        "fuseblk", "fuse.fuse-overlayfs", "fuse.mergerfs", "fuse.gocryptfs",
    ]

    private var share: String? { foreignFileSystem.flatMap { Self.shares[$0.kind] } }

    /// WSL 1 has a file system of this name for them; WSL 2 takes one for shares, and says there whose disk it is.
    private var isWindowsDisk: Bool {
        guard let system = foreignFileSystem else { return false }
        let name = "drvfs"
        return system.kind == name || system.source.utf8.starts(with: name.utf8)
            || system.options.utf8.split(whereSeparator: {
                [UInt8(ascii: ","), UInt8(ascii: ";")].contains($0)
            })
            .contains { $0.elementsEqual("aname=\(name)".utf8) }
    }

    private struct FileSystem {
        let kind: String
        let source: String
        let options: String
    }

    /// The file system, unless it is the one that the whole computer is on: that is its own, as in a container.
    private var foreignFileSystem: FileSystem? {
        guard let mounts = machine.mounts() else { return nil }
        var nearest: (point: [UInt8], system: FileSystem)?
        for line in mounts.split(separator: UInt8(ascii: "\n")) {
            let words = line.split(separator: UInt8(ascii: " "))
            // Five words, options, a hyphen, and then the kind, the source and what the file system has to say.
            guard words.count > 5, let hyphen = words.dropFirst(5).firstIndex(of: Self.hyphen),
                words.indices.contains(hyphen + 1)
            else { continue }
            let point = Self.unescaped(words[4])
            // Of two at the same place the later hides the earlier.
            if Self.holds(point, folder), point.count >= nearest?.point.count ?? 0 {
                let about =
                    words.dropFirst(hyphen + 1).map { String(decoding: $0, as: UTF8.self) } + ["", ""]
                nearest = (point, FileSystem(kind: about[0], source: about[1], options: about[2]))
            }
        }
        return nearest.flatMap { $0.point == [UInt8(ascii: "/")] ? nil : $0.system }
    }

    private static let hyphen: ArraySlice<UInt8> = [UInt8(ascii: "-")]

    private static func holds(_ point: [UInt8], _ folder: String) -> Bool {
        let slash = UInt8(ascii: "/")
        return point == [slash] || folder.utf8.elementsEqual(point)
            || folder.utf8.starts(with: point + [slash])
    }

    /// Without the `\040` that stands for a space.
    private static func unescaped(_ word: ArraySlice<UInt8>) -> [UInt8] {
        var bytes: [UInt8] = []
        var rest = word
        while let byte = rest.popFirst() {
            let digits = rest.prefix(3)
            let code = digits.reduce(0) { $0 * 8 + Int($1) - 48 }
            if byte == UInt8(ascii: "\\"), digits.count == 3, digits.allSatisfy({ (48...55).contains($0) }),
                code < 256
            {
                bytes.append(UInt8(code))
                rest = rest.dropFirst(3)
            } else {
                bytes.append(byte)
            }
        }
        return bytes
    }

    // MARK: - Folders that are kept the same elsewhere

    /// How such folders are called; a space and something may follow (`OneDrive - De Wilgen`).
    private static let syncNames = [
        "onedrive", "sharepoint", "dropbox", "google drive", "googledrive", "google-drive", "my drive",
        "mijn drive", "icloud", "iclouddrive", "mobile documents", "cloudstorage", "nextcloud", "owncloud",
        "surfdrive", "synologydrive", "pclouddrive", "proton drive", "box", "box sync", "mega", "megasync",
        "stack", "tresorit", "seafile", "hidrive", "resilio sync", "syncthing", "gvfs",
    ]

    /// What their programs leave in them: Dropbox, OneDrive, Nextcloud and ownCloud, Syncthing, Google Drive, Synology, MEGA.
    private static let syncMarks = [
        ".dropbox.cache", ".849C9593-D756-4E56-8D6E-42412F2A707B", ".nextcloudsync.log",
        ".owncloudsync.log", ".stfolder", ".tmp.driveupload", ".tmp.drivedownload",
        ".SynologyWorkingDirectory", ".megaignore",
    ]

    /// The nearest folder above, or this one, that is kept the same elsewhere.
    private var synced: String? {
        var candidate = folder
        while candidate != "/" {
            let name = Self.asciiLowercased(Self.name(of: candidate))
            if Self.syncNames.contains(where: {
                name.elementsEqual($0.utf8) || name.starts(with: ($0 + " ").utf8)
            })
                || Self.syncMarks.contains(where: { machine.exists(candidate + "/" + $0) })
            {
                return candidate
            }
            candidate = Self.parent(of: candidate)
        }
        return nil
    }

    private static func asciiLowercased(_ text: some StringProtocol) -> [UInt8] {
        text.utf8.map { (65...90).contains($0) ? $0 + 32 : $0 }
    }

    // MARK: - Taken on oneself

    /// A file beside the store that says who chose this place all the same. It names the place: in a copy elsewhere it means
    /// nothing.
    private var record: String { folder + "/" + StorePlace.recordName }

    static let recordName = "toch-hier.txt"

    private var isAccepted: Bool {
        guard let text = FileManager.default.contents(atPath: record) else { return false }
        return text.split(separator: UInt8(ascii: "\n")).contains { $0.elementsEqual(folder.utf8) }
    }

    /// Writes down that somebody takes this place on himself.
    ///
    /// - Parameter words: who, and when.
    func accept(_ words: String, path: String) throws {
        let earlier = FileManager.default.contents(atPath: record) ?? Data()
        try StoreFile.replace(record, by: earlier + Data("\(words)\n\(folder)\n".utf8), of: path)
    }

    // MARK: - Paths

    /// The path from the root on, as far as it is there without the links in it.
    private static func withoutLinks(_ folder: String) -> String {
        if let real = realpath(folder, nil) {
            defer { free(real) }
            return String(cString: real)
        }
        guard folder.utf8.first == UInt8(ascii: "/") else {
            return withoutLinks(FileManager.default.currentDirectoryPath + "/" + folder)
        }
        let parent = parent(of: folder)
        guard parent != folder else { return folder }
        let above = withoutLinks(parent)
        return (above == "/" ? "" : above) + "/" + name(of: folder)
    }

    private static func parent(of path: String) -> String {
        guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")), slash != path.startIndex else {
            return "/"
        }
        return String(path[..<slash])
    }

    private static func name(of path: String) -> Substring {
        guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return path[...] }
        return path[path.utf8.index(after: slash)...]
    }
}

extension StorePlace.Machine {
    /// The computer that the program runs on.
    static let this = StorePlace.Machine(
        mounts: { FileManager.default.contents(atPath: "/proc/self/mountinfo").map { Array($0) } },
        exists: { path in
            var status = stat()
            return lstat(path, &status) == 0
        })
}

extension SQLiteCaseStore {
    /// Refuses a place where a store is not safe: a network share, or a folder that a program keeps the same on several
    /// computers. There need be no store yet.
    ///
    /// - Throws: `StoreFailure`.
    public static func checkPlace(of path: String) throws {
        try StorePlace(folder: StoreFile.folder(of: path)).check(path: path)
    }

    /// Writes down beside the store that somebody takes such a place on himself; from then on it is not refused. It holds
    /// for this place only.
    ///
    /// - Parameter words: who, and when.
    /// - Returns: whether it is such a place; else nothing is written.
    /// - Throws: `StoreFailure`.
    public static func acceptPlace(of path: String, _ words: String) throws -> Bool {
        do {
            try checkPlace(of: path)
            return false
        } catch StoreFailure.onShare, StoreFailure.onWindowsDisk, StoreFailure.inSyncFolder {}
        try StoreFile.makeFolder(of: path)
        try StorePlace(folder: StoreFile.folder(of: path)).accept(words, path: path)
        return true
    }

    /// Whether it can't be told if the place is safe: a program of its own, or the host of this machine, serves its files.
    public static func isPlaceDoubtful(of path: String) -> Bool {
        StorePlace(folder: StoreFile.folder(of: path)).isDoubtful
    }
}
