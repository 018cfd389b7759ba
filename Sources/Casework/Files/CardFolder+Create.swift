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
        try Self.withDraft(of: source, for: file) { draft in
            // A second name for the draft: unlike renaming, this never takes the place of a file.
            guard link(draft, file) == 0 else {
                throw errno == EEXIST
                    ? CaseworkFailure.newCard(.nameTaken(source.baseName, file: source.name))
                    : CaseworkFailure.fileNotWritten(source.name, .last)
            }
        }
        Self.synchronizeFolder(of: file)
    }
}
