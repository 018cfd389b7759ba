import Foundation

extension DraftFile {
    /// Makes a folder, and those it lies in, for this account alone; a folder that is there stays as it is. It is on the disk
    /// then, so that nothing that is put in it is lost with it.
    ///
    /// - Throws: `Failure`, also when something else has that name.
    public static func makeFolder(_ folder: String) throws(Failure) {
        var status = stat()
        if stat(folder, &status) == 0 {
            guard status.st_mode & S_IFMT == S_IFDIR else { throw Failure(code: EACCES) }
            // Who made it may have been killed before this. If not, it is not ours to complain of where it lies.
            try? synchronizeFolder(of: folder)
            return
        }
        guard errno == ENOENT else { throw .last }
        try makeFolder(split(folder).folder)
        if mkdir(folder, 0o700) == 0 {
            // The umask may have taken away more.
            guard chmod(folder, 0o700) == 0 else { throw .last }
        } else if errno != EEXIST {
            throw .last
        }
        do {
            try synchronizeFolder(of: folder)
        } catch let failure where failure.code == EACCES {
            // A folder in which one may put something, and not look.
        }
    }

    /// Sees to it that a folder with all that is in it is on the disk; not yet its own name.
    ///
    /// - Throws: `Failure`, and what reading the folder throws.
    public static func synchronizeAll(in folder: String) throws {
        for path in try FileManager.default.subpathsOfDirectory(atPath: folder) {
            try synchronize(folder + "/" + path)
        }
        try synchronize(folder)
    }
}
