public import CardLanguage
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
        var isNew = true
        try withDraft(of: text, for: file) { draft in
            // A second name for the draft: unlike renaming, this never takes the place of a file.
            guard link(draft, file) != 0 else { return }
            switch errno {
            case EEXIST: isNew = false
            // A disk that knows no second names, such as a stick: there an empty file of this name comes first, and stays
            // when the program is killed right then.
            case EPERM, ENOTSUP, ENOSYS:
                let place = open(file, O_CREAT | O_EXCL | O_WRONLY | O_NOFOLLOW | O_CLOEXEC, 0o644)
                if place < 0, errno == EEXIST {
                    isNew = false
                    return
                }
                guard place >= 0, close(place) == 0, rename(draft, file) == 0 else {
                    let failure = CaseworkFailure.fileNotWritten(text.name, .last)
                    if place >= 0 { unlink(file) }
                    throw failure
                }
            default: throw CaseworkFailure.fileNotWritten(text.name, .last)
            }
        }
        if isNew { synchronizeFolder(of: file) }
        return isNew
    }
}
