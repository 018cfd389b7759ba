public import CardEngine

/// Why a store could not do what was asked. Nothing has changed.
///
/// No personal data in it; the sentences are in `Casework`.
public enum StoreFailure: Error, Hashable, Sendable {
    /// The history of the case is not as long as the caller thought.
    case versionConflict(CaseID, expected: Int, found: Int)
    /// There is no store at this path yet.
    case absent(path: String)
    /// There is a store at this path already.
    case exists(path: String)
    /// The file is something else than a store of ours.
    case notAStore(path: String)
    /// What stands there, in the place of the file or of what SQLite keeps beside it, is a folder, a link, or nothing that is
    /// on a disk.
    case noOrdinaryFile(path: String)
    /// The file has more names than one: who writes under the other does not see the journal of this one.
    case secondName(path: String)
    /// The file was replaced or taken away after it was opened.
    case replaced(path: String)
    /// The store was written by a newer release.
    case newer(path: String, format: Int)
    /// The file or its folder can't be written.
    case readOnly(path: String)
    /// This account may not do that with the file or its folder.
    case noAccess(path: String)
    /// The file, or what must stand beside it while it is written, can't be opened; why is not known.
    case notOpened(path: String)
    /// The disk could not do it.
    case disk(DiskFault, path: String)
    /// Another process held the store for longer than we wait.
    case busy(path: String)
    /// The file is, or would be, on a network share: there the locks of other computers do not count.
    case onShare(path: String, kind: String)
    /// The file is, or would be, on a disk of the Windows that this Linux runs under, which comes in by a protocol for shares.
    case onWindowsDisk(path: String)
    /// The file is, or would be, in a folder that a program keeps the same on several computers.
    case inSyncFolder(path: String, folder: String)
    /// SQLite does not keep to the settings that make a confirmed step safe.
    case unsafeSettings(path: String, setting: String)
    /// The journal beside the file is of another one: undoing what it holds would damage the file.
    case strangeJournal(path: String)
    /// What is stored can't be read back, or its hash does not follow from what it holds.
    case damaged(path: String, position: Int?)
    case other(path: String, code: Int)
}

extension StoreFailure {
    /// An event that could not be read back if it were stored; the code is that of SQLite for a value that does not
    /// fit.
    public static func unstorable(path: String) -> StoreFailure { .other(path: path, code: 20) }
}
