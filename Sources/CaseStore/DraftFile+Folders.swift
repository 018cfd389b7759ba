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

    /// Copies a folder with the folders and files in it, so that it is on the disk with all of that; not yet its own name. The
    /// copy is of whoever makes it, whose the original may be: to give it to another only the administrator may.
    ///
    /// - Throws: `Failure`, also when there is something of that name; and what reading the folder throws.
    public static func copyFolder(_ source: String, to folder: String) throws {
        var folders = [folder]
        guard mkdir(folder, 0o755) == 0 else { throw Failure.last }
        for name in try FileManager.default.subpathsOfDirectory(atPath: source).sorted() {
            let (original, copy) = (source + "/" + name, folder + "/" + name)
            var status = stat()
            guard stat(original, &status) == 0 else { throw Failure.last }
            if status.st_mode & S_IFMT == S_IFDIR {
                guard mkdir(copy, 0o755) == 0 else { throw Failure.last }
                folders.append(copy)
            } else {
                try writeNew([UInt8](try Data(contentsOf: URL(filePath: original))), to: copy)
            }
        }
        for folder in folders { try synchronize(folder) }
    }

    /// Makes a file of these bytes, and puts it on the disk.
    private static func writeNew(_ bytes: [UInt8], to file: String) throws(Failure) {
        let descriptor = open(file, O_CREAT | O_EXCL | O_WRONLY | O_NOFOLLOW | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw .last }
        defer { close(descriptor) }
        guard put(bytes, in: descriptor), fsync(descriptor) == 0 else { throw .last }
    }
}
