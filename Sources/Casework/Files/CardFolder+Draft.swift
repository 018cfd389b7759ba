import CardLanguage
import Glibc

extension CardFolder {
    /// Puts a text on the disk beside where it will stand, under a name of its own.
    ///
    /// - Parameter rights: those of the file that it will replace; nil when there is none.
    /// - Returns: the path of the draft.
    /// - Throws: `CaseworkFailure.fileNotWritten`, having left nothing.
    static func draft(of text: SourceText, for file: String, rights: stat? = nil) throws -> String {
        let (folder, name) = split(file)
        let draft = "\(folder)/.\(name).\(UInt64.random(in: 0...UInt64.max))"
        let descriptor = open(
            draft, O_CREAT | O_EXCL | O_WRONLY | O_NOFOLLOW | O_CLOEXEC, rights == nil ? 0o644 : 0o600)
        guard descriptor >= 0 else { throw CaseworkFailure.fileNotWritten(text.name, .last) }
        var failure = write(text.bytes, to: descriptor) ? nil : WriteFailure.last
        if let rights {
            // Another owner can be kept only by who may give files away; the rights can always.
            _ = fchown(descriptor, rights.st_uid, rights.st_gid)
            if fchmod(descriptor, rights.st_mode & 0o7777) != 0 { failure = failure ?? .last }
        }
        if fsync(descriptor) != 0 { failure = failure ?? .last }
        if close(descriptor) != 0 { failure = failure ?? .last }
        guard let failure else { return draft }
        _ = unlink(draft)
        throw CaseworkFailure.fileNotWritten(text.name, failure)
    }

    /// Sees to it that a name that was put in the folder of this file is on the disk, as far as that can be.
    static func synchronizeFolder(of file: String) {
        let directory = open(split(file).folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard directory >= 0 else { return }
        _ = fsync(directory)
        close(directory)
    }

    private static func split(_ file: String) -> (folder: String, name: String) {
        guard let slash = file.utf8.lastIndex(of: UInt8(ascii: "/")) else { return (".", file) }
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
