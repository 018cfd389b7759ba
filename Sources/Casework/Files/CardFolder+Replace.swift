import CardLanguage
import CaseStore
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
        guard case .text(let now) = CardFolder.item(at: file), now.bytes == source.bytes else {
            throw CaseworkFailure.fileChanged(source.name)
        }
        var status = stat()
        guard lstat(file, &status) == 0, status.st_mode & S_IFMT == S_IFREG, status.st_mode & S_IWUSR != 0,
            access(file, W_OK) == 0
        else { throw CaseworkFailure.fileNotWritten(source.name, .notAllowed) }
        do {
            try DraftFile.write(revised.bytes, over: file, rights: status) {
                // Once more, right before: somebody may have saved the file in an editor meanwhile.
                guard case .text(let now) = CardFolder.item(at: file), now.bytes == source.bytes else {
                    throw CaseworkFailure.fileChanged(source.name)
                }
            }
        } catch let failure as DraftFile.Failure {
            throw CaseworkFailure.fileNotWritten(source.name, WriteFailure(code: failure.code))
        }
        // As far as that can be: the file is there.
        try? DraftFile.synchronizeFolder(of: file)
    }
}
