import CardLanguage
import Foundation
import Glibc

extension CardFolder {
    /// Puts another text in the place of a file, whole or not at all: a draft beside it, on the disk, takes its name. The
    /// rights of the file stay.
    ///
    /// - Throws: `CaseworkFailure.fileChanged` when it is not what was read any more, `.fileNotWritten`.
    func replace(_ source: SourceText, by revised: SourceText) throws {
        // Files are named as seen from the folder's parent.
        let file = (path as NSString).deletingLastPathComponent + "/" + source.name
        let folder = (file as NSString).deletingLastPathComponent
        guard case .text(let now) = CardFolder.item(at: file), now.bytes == source.bytes else {
            throw CaseworkFailure.fileChanged(source.name)
        }
        var status = stat()
        guard lstat(file, &status) == 0, status.st_mode & S_IFMT == S_IFREG, status.st_mode & S_IWUSR != 0,
            access(file, W_OK) == 0
        else { throw CaseworkFailure.fileNotWritten(source.name) }
        let draft = "\(folder)/.\((file as NSString).lastPathComponent).\(UInt64.random(in: 0...UInt64.max))"
        let descriptor = open(draft, O_CREAT | O_EXCL | O_WRONLY | O_NOFOLLOW | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw CaseworkFailure.fileNotWritten(source.name) }
        var isWritten = Self.write(revised.bytes, to: descriptor)
        // Another owner can be kept only by who may give files away; the rights can always.
        _ = fchown(descriptor, status.st_uid, status.st_gid)
        isWritten = isWritten && fchmod(descriptor, status.st_mode & 0o7777) == 0 && fsync(descriptor) == 0
        isWritten = close(descriptor) == 0 && isWritten
        // Once more, right before: somebody may have saved the file in an editor meanwhile.
        let isSame: Bool =
            if case .text(let now) = CardFolder.item(at: file) { now.bytes == source.bytes } else { false }
        guard isWritten, isSame, rename(draft, file) == 0 else {
            _ = unlink(draft)
            throw isSame ? CaseworkFailure.fileNotWritten(source.name) : .fileChanged(source.name)
        }
        let directory = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard directory >= 0 else { return }
        _ = fsync(directory)
        close(directory)
    }

    static func write(_ bytes: [UInt8], to descriptor: Int32) -> Bool {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            guard count >= 0 || errno == EINTR else { return false }
            rest = rest.dropFirst(max(0, count))
        }
        return true
    }
}
