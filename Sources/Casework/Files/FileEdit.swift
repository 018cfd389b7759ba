import CardLanguage
import CaseStore

/// A file of the school that gets another text.
struct FileEdit {
    let before: SourceText
    let after: SourceText
}

extension Workplace {
    /// One transaction that also gives files another text: all of it, or, as far as the disk allows, nothing.
    ///
    /// - Parameter work: what is recorded; the edits that it returns are carried out right before the commit.
    /// - Throws: what the work and the store throw; `CaseworkFailure.fileNotWritten`, `.fileChanged`, `.onlyFilesWritten`.
    func writeWithFiles<Result>(
        _ work: (any CaseWriting) throws -> (result: Result, edits: [FileEdit])
    ) throws -> Result {
        var done: [FileEdit] = []
        do {
            return try store.write { writing in
                let (result, edits) = try work(writing)
                for edit in edits {
                    guard let folder = shelf.folder else {
                        throw CaseworkFailure.fileNotWritten(edit.before.name, .notAllowed)
                    }
                    try folder.replace(edit.before, by: edit.after)
                    done.append(edit)
                }
                return result
            }
        } catch {
            // The commit can fail too, when the files have their new text.
            let left = done.reversed().filter { edit in
                (try? shelf.folder?.replace(edit.after, by: edit.before)) == nil
            }
            guard left.isEmpty else {
                throw CaseworkFailure.onlyFilesWritten(
                    left.map(\.before.name).sorted(), Sentences(school: school).cause(of: error))
            }
            throw error
        }
    }
}
