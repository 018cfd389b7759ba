public import CardLanguage
import Foundation
import Glibc

/// The folder with a school's files: cards, school and school years, in subfolders as the school likes.
public struct CardFolder: Hashable, Sendable {
    /// Absolute, or from where the program runs.
    public let path: String

    /// The folder at a path; nothing is read yet.
    public init(path: String) {
        self.path = path
    }

    /// A text, or what kept it from being read.
    public enum Item: Hashable, Sendable {
        case text(SourceText)
        case unreadable(name: String, reason: String)
    }

    /// Every `.yaml` file below the folder, sorted by path, named as seen from the folder's parent.
    ///
    /// Links are not followed: what stands elsewhere is not part of the school's files.
    public func items() -> [Item] {
        var items: [Item] = []
        collect(below: path, as: (path as NSString).lastPathComponent, depth: 0, into: &items)
        return items
    }

    /// One file, by its path.
    public static func item(at path: String) -> Item { read(path, as: path) }

    /// This folder and those below it that may hold files of the school.
    func folders() -> [String] {
        var found: [String] = []
        var folders = [(path: path, depth: 0)]
        while let (folder, depth) = folders.popLast() {
            guard depth <= Self.depthLimit, let directory = opendir(folder) else { continue }
            defer { closedir(directory) }
            found.append(folder)
            while let entry = readdir(directory) {
                let kind = Int32(entry.pointee.d_type)
                let name = withUnsafePointer(to: &entry.pointee.d_name) {
                    $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
                }
                guard name.utf8.first != UInt8(ascii: ".") else { continue }
                let path = folder + "/" + name
                // Not every disk tells in its list what a name stands for.
                if kind == DT_DIR || kind == DT_UNKNOWN && isFolder(path) {
                    folders.append((path, depth + 1))
                }
            }
        }
        return found
    }

    private static let depthLimit = 16
    /// The subfolders as they are shipped: what is called so and is none was meant to be.
    private static let usualFolders = ["kaarten", "scenarios", "schooljaren"]

    private func collect(below folder: String, as name: String, depth: Int, into items: inout [Item]) {
        guard depth <= Self.depthLimit else {
            items.append(.unreadable(name: name, reason: "deze map zit dieper dan zestien lagen"))
            return
        }
        let names: [String]
        do {
            names = try FileManager.default.contentsOfDirectory(atPath: folder)
        } catch {
            items.append(.unreadable(name: name, reason: "deze map kan niet gelezen worden"))
            return
        }
        for entry in names.sorted() where !entry.utf8.starts(with: [UInt8(ascii: ".")]) {
            let path = folder + "/" + entry
            let shown = name + "/" + entry
            let isNamedSo = entry.hasSuffix(".yaml") || entry.hasSuffix(".yml")
            // Nearly all are files: what could be read is not asked whether it is a folder.
            let item = isNamedSo ? Self.read(path, as: shown) : nil
            if case .text(let source)? = item {
                items.append(.text(source))
            } else if isFolder(path) {
                collect(below: path, as: shown, depth: depth + 1, into: &items)
            } else if let item {
                items.append(item)
            } else if isFolder(path, followingLinks: true) {
                items.append(
                    .unreadable(
                        name: shown,
                        reason: "dit is een verwijzing naar een map, en die telt niet. Zet de map zelf hier"))
            } else if depth == 0, Self.usualFolders.contains(entry) {
                items.append(.unreadable(name: shown, reason: "hier hoort een map te staan"))
            } else if let meant = Self.nameMeant(by: entry) {
                items.append(
                    .unreadable(
                        name: shown,
                        reason: names.contains(meant)
                            ? "`\(meant)` is er al. Haal dit weg"
                            : "de naam moet op `.yaml` eindigen. Noem het `\(meant)`, of haal het weg"))
            }
        }
    }

    /// The name that a file of the school should have that would be passed over: Notepad puts `.txt` behind a name, and does not
    /// show it.
    private static func nameMeant(by name: String) -> String? {
        let base = name.lowercased().hasSuffix(".txt") ? String(name.dropLast(4)) : name
        let ending = [".yaml", ".yml"].first { base.lowercased().hasSuffix($0) }
        return ending.map { base.dropLast($0.count) + ".yaml" }
    }

    /// Whether a folder stands there, or what leads to one.
    private func isFolder(_ path: String, followingLinks: Bool = false) -> Bool {
        var status = stat()
        return (followingLinks ? stat(path, &status) : lstat(path, &status)) == 0
            && status.st_mode & S_IFMT == S_IFDIR
    }

    private static func read(_ path: String, as name: String) -> Item {
        do {
            let bytes = try RegularFile.read(path, limit: SourceText.sizeLimit, followsLinks: false)
            return .text(SourceText(name: name, bytes: bytes))
        } catch {
            return .unreadable(name: name, reason: error.reason)
        }
    }
}
