import CaseStore

extension CardFolder {
    /// Takes away the drafts that a killed program left among the files of the school: names of staff may stand in them.
    public func removeLeftDrafts() {
        for folder in folders() {
            DraftFile.removeLeft(in: folder) { name in
                [".yaml", ".yml"].contains { name.utf8.reversed().starts(with: $0.utf8.reversed()) }
            }
        }
    }
}
