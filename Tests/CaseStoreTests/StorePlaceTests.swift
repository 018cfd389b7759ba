import CaseStore
import Foundation
import Testing

@testable import CaseStoreSQLite

@Suite("SQLite: places where a store is not safe")
struct StorePlaceTests {
    private static let path = "/srv/school/gegevens/trajecten.sqlite"

    /// A computer with a disk of its own, and another kind of file system at `/srv` and at `/srv/een map`.
    private func machine(
        kind: String = "ext4", root: String = "ext4", marks: [String] = [],
        from source: String = "server:/school rw,vers=4.2"
    ) -> StorePlace.Machine {
        let mounts = """
            21 26 0:20 / /proc rw,nosuid shared:12 - proc proc rw
            26 1 8:1 / / rw,relatime shared:1 - \(root) /dev/sda1 rw
            40 26 0:40 / /sr rw - nfs4 server:/a rw
            41 26 0:41 / /srv rw shared:4 master:2 - tmpfs tmpfs rw
            42 41 0:42 / /srv rw shared:5 - \(kind) \(source)
            43 42 0:43 / /srv/een\\040map rw - cifs //server/map rw
            een regel die Linux niet schrijft -
            """
        return StorePlace.Machine(mounts: { Array(mounts.utf8) }, exists: { marks.contains($0) })
    }

    private func check(
        _ folder: String = "/srv/school/gegevens", kind: String = "ext4", root: String = "ext4",
        marks: [String] = []
    ) throws {
        try StorePlace(folder: folder, on: machine(kind: kind, root: root, marks: marks)).check(
            path: Self.path)
    }

    @Test(
        "a network share is refused, by the kind of its file system",
        arguments: [
            ("nfs", "NFS"), ("nfs4", "NFS"), ("cifs", "SMB"), ("smb3", "SMB"), ("9p", "9P"), ("afs", "AFS"),
            ("ceph", "Ceph"), ("vboxsf", "VirtualBox"), ("fuse.sshfs", "SSHFS"), ("fuse.rclone", "rclone"),
        ])
    func shares(kind: String, name: String) {
        for folder in ["/srv", "/srv/school", "/srv/bestaat/nog/niet"] {
            #expect(throws: StoreFailure.onShare(path: Self.path, kind: name)) {
                try check(folder, kind: kind)
            }
        }
        #expect(throws: Never.self) { try check("/srvschool", kind: kind) }
        // What the whole computer is on is its own, as in a container.
        #expect(throws: Never.self) { try check("/var/school", root: kind) }
    }

    @Test(
        "a disk of Windows is called that, and refused",
        arguments: [
            ("9p", #"C:\134 rw,dirsync,aname=drvfs;path=C:\;uid=1000;symlinkroot=/mnt/,cache=5,trans=fd"#),
            ("9p", "drvfs rw,relatime"), ("drvfs", "C: rw,noatime"), ("virtiofs", "drvfsC rw"),
        ])
    func windows(kind: String, source: String) {
        let place = StorePlace(folder: "/srv/school", on: machine(kind: kind, from: source))
        #expect(throws: StoreFailure.onWindowsDisk(path: Self.path)) { try place.check(path: Self.path) }
        #expect(!place.isDoubtful)
    }

    @Test("the nearest mount decides, also with a space in its name")
    func nearest() {
        #expect(throws: StoreFailure.onShare(path: Self.path, kind: "SMB")) {
            try check("/srv/een map/school")
        }
        #expect(throws: Never.self) { try check("/srv/een mapje") }
    }

    @Test(
        "a disk of this computer is not refused; nor what may be one",
        arguments: [
            "ext4", "btrfs", "xfs", "zfs", "overlay", "tmpfs", "fuseblk", "fuse", "fuse.iets", "virtiofs",
        ])
    func disks(kind: String) throws {
        try check(kind: kind)
    }

    @Test(
        "where it can't be told, that is said",
        arguments: [
            ("fuse", true), ("fuse.iets", true), ("virtiofs", true), ("fuseblk", false), ("ext4", false),
            ("nfs", false),
            ("fuse.sshfs", false),
        ])
    func doubtful(kind: String, isDoubtful: Bool) {
        #expect(StorePlace(folder: "/srv/school", on: machine(kind: kind)).isDoubtful == isDoubtful)
        #expect(!StorePlace(folder: "/var/school", on: machine(root: kind)).isDoubtful)
    }

    @Test(
        "a disk of Windows counts the short name that a file has there",
        arguments: [
            ("fuseblk", true), ("ntfs", true), ("ntfs3", true), ("ext4", false), ("fuse.mergerfs", false),
        ])
    func shortNames(kind: String, givesThem: Bool) {
        #expect(StorePlace(folder: "/srv/school", on: machine(kind: kind)).givesShortNames == givesThem)
        #expect(!StorePlace(folder: "/var/school", on: machine(kind: kind)).givesShortNames)
    }

    @Test("where the computer does not tell what is mounted, nothing is refused for it")
    func untold() throws {
        let silent = StorePlace.Machine(mounts: { nil }, exists: { _ in false })
        try StorePlace(folder: "/srv/school", on: silent).check(path: Self.path)
        #expect(!StorePlace(folder: "/srv/school", on: silent).isDoubtful)
    }

    @Test(
        "a folder that is kept the same elsewhere is refused by its name, anywhere above",
        arguments: [
            "OneDrive", "OneDrive - De Wilgen", "onedrive", "SharePoint", "Dropbox", "Dropbox (De Wilgen)",
            "Google Drive", "Mijn Drive", "iCloudDrive", "Mobile Documents", "Nextcloud", "ownCloud",
            "SURFdrive",
        ])
    func names(name: String) {
        let folder = "/srv/\(name)"
        for below in ["", "/school/gegevens"] {
            #expect(throws: StoreFailure.inSyncFolder(path: Self.path, folder: folder)) {
                try check(folder + below)
            }
        }
    }

    @Test(
        "and by what its program leaves in it",
        arguments: [
            ".dropbox.cache", ".849C9593-D756-4E56-8D6E-42412F2A707B", ".nextcloudsync.log",
            ".stfolder",
            ".tmp.driveupload", ".SynologyWorkingDirectory",
        ])
    func marks(mark: String) {
        #expect(throws: StoreFailure.inSyncFolder(path: Self.path, folder: "/srv/school")) {
            try check(marks: ["/srv/school/\(mark)"])
        }
    }

    @Test(
        "what only looks like it is not refused",
        arguments: [
            "onedriver", "dropbox-uit", "mijn", "drive", "nextclouds", "Öne drive", "OneDrive\u{301}",
        ])
    func others(name: String) throws {
        try check("/srv/\(name)/gegevens")
    }

    @Test("a link does not hide where a store is")
    func links() throws {
        let folder = TemporaryFolder()
        let real = folder.path + "/Dropbox/school"
        try FileManager.default.createDirectory(atPath: real, withIntermediateDirectories: true)
        let link = folder.path + "/school"
        try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: real)
        let path = link + "/gegevens/trajecten.sqlite"
        #expect { try SQLiteCaseStore.create(at: path, isPractice: true) } throws: { error in
            guard case StoreFailure.inSyncFolder(path, let found) = error else { return false }
            return found.hasSuffix("/Dropbox")
        }
        #expect(try FileManager.default.contentsOfDirectory(atPath: real).isEmpty)
    }

    @Test("who takes it on himself is written down, for that place only, and then it is made and opened")
    func accepted() throws {
        let folder = TemporaryFolder()
        let home = folder.path + "/Nextcloud/school"
        let path = home + "/trajecten.sqlite"
        #expect(try SQLiteCaseStore.acceptPlace(of: path, "dirk koos dit"))
        #expect(
            try String(contentsOfFile: home + "/toch-hier.txt", encoding: .utf8).hasPrefix("dirk koos dit\n/")
        )
        try SQLiteCaseStore.create(at: path, isPractice: true)
        #expect(try SQLiteCaseStore.open(at: path).isPractice)
        #expect(try !SQLiteCaseStore.acceptPlace(of: path, "nog eens"))
        // A copy of it all elsewhere is not accepted.
        let copy = folder.path + "/Nextcloud/kopie"
        try FileManager.default.copyItem(atPath: home, toPath: copy)
        #expect(throws: StoreFailure.self) { try SQLiteCaseStore.open(at: copy + "/trajecten.sqlite") }
        // It can be looked at all the same.
        #expect(try SQLiteCaseStore.examine(at: copy + "/trajecten.sqlite").faults.isEmpty)
        #expect(try SQLiteCaseStore.acceptPlace(of: copy + "/trajecten.sqlite", "carla koos dit"))
        #expect(try SQLiteCaseStore.open(at: copy + "/trajecten.sqlite").isPractice)
    }

    @Test("where nobody need take anything on himself, nothing is written")
    func needless() throws {
        let folder = TemporaryFolder()
        #expect(try !SQLiteCaseStore.acceptPlace(of: folder.storePath, "dirk koos dit"))
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).isEmpty)
    }

    @Test("this computer tells what is mounted, and a disk in memory is one of its own")
    func thisComputer() throws {
        let machine = StorePlace.Machine.this
        #expect(machine.mounts() != nil)
        #expect(machine.exists("/") && !machine.exists("/bestaat-niet"))
        let memory = "/dev/shm"
        guard access(memory, W_OK) == 0 else { return }
        let folder = memory + "/casestore-\(UUID().uuidString)"
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let store = try SQLiteCaseStore.create(at: folder + "/trajecten.sqlite", isPractice: true)
        #expect(store.isPractice)
    }
}
