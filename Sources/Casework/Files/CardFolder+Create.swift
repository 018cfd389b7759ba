import CardLanguage
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
        let draft = try Self.draft(of: source, for: file)
        // A second name for the draft: unlike renaming, this never takes the place of a file.
        let isPlaced = link(draft, file) == 0
        let isTaken = errno == EEXIST
        let failure = WriteFailure.last
        _ = unlink(draft)
        guard isPlaced else {
            throw isTaken
                ? CaseworkFailure.newCard(.nameTaken(source.baseName, file: source.name))
                : CaseworkFailure.fileNotWritten(source.name, failure)
        }
        Self.synchronizeFolder(of: file)
    }
}
