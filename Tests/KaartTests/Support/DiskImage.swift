import Foundation

/// A folder with all that is in it, as it may be on a disk.
struct DiskImage {
    /// A file, or a folder. One without a name is nowhere to be found.
    struct Node {
        var rights: mode_t
        var bytes: [UInt8] = []
        /// What is in it, if it is a folder.
        var names: [String: Int]?
    }

    /// A change, which is on the disk at the latest when its node is synchronized.
    enum Change {
        case write(node: Int, offset: Int, bytes: [UInt8])
        case resize(node: Int, length: Int)
        case rights(node: Int, rights: mode_t)
        /// Names given and taken, all at once: what renames within a folder does both.
        case names(node: Int, names: [String: Int?])

        var node: Int {
            switch self {
            case .write(let node, _, _), .resize(let node, _), .rights(let node, _), .names(let node, _): node
            }
        }
    }

    /// The folder itself is the first.
    private(set) var nodes: [Node]

    /// What is in a folder now.
    init(of folder: URL) throws {
        nodes = []
        _ = try add(folder.path)
    }

    private mutating func add(_ path: String) throws -> Int {
        var status = stat()
        guard lstat(path, &status) == 0 else { throw CocoaError(.fileReadNoSuchFile) }
        let node = make(rights: status.st_mode & 0o7777, isFolder: status.st_mode & S_IFMT == S_IFDIR)
        if nodes[node].names == nil {
            nodes[node].bytes = [UInt8](try Data(contentsOf: URL(filePath: path)))
        } else {
            for name in try FileManager.default.contentsOfDirectory(atPath: path) {
                let named = try add(path + "/" + name)
                nodes[node].names?[name] = named
            }
        }
        return node
    }

    /// A new one, which has no name yet.
    mutating func make(rights: mode_t, isFolder: Bool) -> Int {
        nodes.append(Node(rights: rights, names: isFolder ? [:] : nil))
        return nodes.count - 1
    }

    mutating func apply(_ change: Change) {
        switch change {
        case .write(let node, let offset, let bytes):
            grow(node, to: offset + bytes.count)
            nodes[node].bytes.withUnsafeMutableBytes { $0[offset...].copyBytes(from: bytes) }
        case .resize(let node, let length):
            grow(node, to: length)
            nodes[node].bytes.removeLast(nodes[node].bytes.count - length)
        case .rights(let node, let rights):
            nodes[node].rights = rights
        case .names(let node, let names):
            for (name, named) in names { nodes[node].names?[name] = named }
        }
    }

    /// Makes a file at least so long; what is added is zero.
    mutating func grow(_ node: Int, to length: Int) {
        let count = nodes[node].bytes.count
        if count < length { nodes[node].bytes += [UInt8](repeating: 0, count: length - count) }
    }

    /// Which node has this path; nil when none has.
    func node(at path: some StringProtocol) -> Int? {
        var node: Int? = 0
        for name in path.split(separator: "/") where name != "." {
            node = node.flatMap { nodes[$0].names?[String(name)] }
        }
        return node
    }

    /// Every path but that of the folder itself, what is in a folder behind it.
    var paths: [(path: String, node: Int)] {
        var paths: [(path: String, node: Int)] = []
        func add(_ node: Int, _ prefix: String) {
            for (name, node) in (nodes[node].names ?? [:]).sorted(by: { $0.key < $1.key }) {
                paths.append((prefix + name, node))
                add(node, prefix + name + "/")
            }
        }
        add(0, "")
        return paths
    }

    /// Makes a folder like this one.
    ///
    /// - Parameters:
    ///   - folder: holds what the other image does.
    ///   - changed: the nodes in which they may differ.
    func write(to folder: URL, over other: DiskImage, changed: Set<Int>) throws {
        let files = FileManager.default
        let paths = paths
        let own = Dictionary(uniqueKeysWithValues: paths.map { ($0.path, $0.node) })
        let there = Dictionary(uniqueKeysWithValues: other.paths.map { ($0.path, $0.node) })
        for (path, node) in there.sorted(by: { $0.key > $1.key }) where own[path] != node {
            try files.removeItem(at: folder.appending(path: path))
        }
        for (path, node) in paths where there[path] != node || changed.contains(node) {
            let place = folder.appending(path: path)
            if nodes[node].names == nil {
                try Data(nodes[node].bytes).write(to: place)
            } else if there[path] != node {
                try files.createDirectory(at: place, withIntermediateDirectories: false)
            }
            chmod(place.path, nodes[node].rights)
        }
    }

    /// The same for images that are the same in all but what has no name.
    func fingerprint(changed: Set<Int>) -> Int {
        var hasher = Hasher()
        for (path, node) in paths {
            hasher.combine(path)
            hasher.combine(node)
            guard changed.contains(node) else { continue }
            hasher.combine(nodes[node].rights)
            nodes[node].bytes.withUnsafeBytes { hasher.combine(bytes: $0) }
        }
        return hasher.finalize()
    }
}
