import Glibc

/// The contents of a file that may be anything: a pipe that never ends, a device, a film.
public enum RegularFile {
    /// What kept a file from being read, in words that go behind "Dit wordt niet gelezen:".
    public struct Unreadable: Error, Hashable {
        /// A Dutch clause without a full stop.
        public let reason: String
    }

    /// Reads no more than the limit and some: who asks finds more than the limit when it was too large.
    ///
    /// Opens without waiting, for a pipe would wait for ever.
    ///
    /// - Throws: `Unreadable`.
    public static func read(_ path: String, limit: Int, followsLinks: Bool) throws(Unreadable) -> [UInt8] {
        let descriptor = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC | (followsLinks ? 0 : O_NOFOLLOW))
        guard descriptor >= 0 else {
            let reason =
                switch errno {
                case ENOENT: "dit bestand is er niet"
                case EACCES: "u mag dit bestand niet lezen"
                case ELOOP: "dit is een verwijzing naar een ander bestand; zet het bestand zelf hier"
                default: "dit bestand kan niet geopend worden"
                }
            throw Unreadable(reason: reason)
        }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            let isFolder = status.st_mode & S_IFMT == S_IFDIR
            throw Unreadable(reason: isFolder ? "dit is een map" : "dit is geen gewoon bestand")
        }
        var bytes: [UInt8] = []
        let size = 65_536
        while bytes.count <= limit {
            var failed = false
            let chunk = [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
                let read = Glibc.read(descriptor, buffer.baseAddress, size)
                failed = read < 0
                count = max(0, read)
            }
            if failed { throw Unreadable(reason: "de schijf kan dit bestand niet lezen") }
            if chunk.isEmpty { break }
            bytes += chunk
            // All that was there when it was opened: most files are small, and to ask for more takes as long again.
            if bytes.count == Int(status.st_size) { break }
        }
        return bytes
    }
}
