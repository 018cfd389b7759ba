public import CardLanguage
import CaseStore
import Foundation
import Glibc

extension CardFolder {
    /// Where a new card goes: beside the others, in `kaarten` if there is such a folder.
    var placeForNewCard: (name: String, schema: String) {
        let base = (path as NSString).lastPathComponent
        var status = stat()
        guard lstat(path + "/kaarten", &status) == 0, status.st_mode & S_IFMT == S_IFDIR else {
            return (base + "/", "../Schemas/kaart.schema.json")
        }
        return (base + "/kaarten/", "../../Schemas/kaart.schema.json")
    }

    /// Writes a file that is not there yet, whole or not at all.
    ///
    /// - Throws: `CaseworkFailure.newCard(.nameTaken)` when it is there, `.fileNotWritten`.
    func create(_ source: SourceText) throws {
        // Files are named as seen from the folder's parent.
        let file = (path as NSString).deletingLastPathComponent + "/" + source.name
        guard try Self.write(source, asNewFile: file) else {
            throw CaseworkFailure.newCard(.nameTaken(source.baseName, file: source.name))
        }
    }

    /// Writes a file that is not there yet, whole or not at all.
    ///
    /// - Returns: false when there is one; it stays as it is.
    /// - Throws: `CaseworkFailure.fileNotWritten`.
    public static func write(_ text: SourceText, asNewFile file: String) throws -> Bool {
        do {
            let isNew = try DraftFile.write(text.bytes, asNew: file, mode: 0o644)
            if isNew { try? DraftFile.synchronizeFolder(of: file) }
            return isNew
        } catch let failure as DraftFile.Failure {
            throw CaseworkFailure.fileNotWritten(text.name, WriteFailure(code: failure.code))
        }
    }
}
