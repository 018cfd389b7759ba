import Foundation

/// What a run of the program asked of the disk, in its order, and what may be there when the power fails in the midst of it.
///
/// The model is stricter than any file system at hand: nothing is on the disk for certain but the bytes of a file that was
/// synchronized, and the names in a folder that was. A new file that was synchronized may be without its name; what was not
/// synchronized may be there or not, in any order.
struct DiskRecord {
    enum Event {
        case change(DiskImage.Change)
        /// Of a node.
        case sync(Int)
        /// The program told something.
        case answer
    }

    /// What becomes of that which was not synchronized.
    enum Loss: CaseIterable {
        /// All of it is lost.
        case all
        /// Nothing is.
        case nothing
        /// Chance says of each change.
        case some
        /// So too, and of the last write that is there chance says of each sector of 512 bytes.
        case torn
        /// Chance says of each change, and of each write whether only the length of the file tells of it.
        case hollow
    }

    /// A call that changes something in a way that is not known here.
    struct Unknown: Error {
        let call: TracedCall
    }

    let start: DiskImage
    private(set) var events: [Event] = []
    /// The nodes of which something was changed.
    let changed: Set<Int>

    /// - Parameters:
    ///   - start: the folder before.
    ///   - folder: where it was.
    init(_ calls: [TracedCall], in folder: String, from start: DiskImage) throws {
        var reader = Reader(folder: folder, image: start)
        for call in calls where call.result >= 0 { try reader.read(call) }
        // A node that is made later is nowhere to be found before it has a name.
        var first = start
        for node in reader.image.nodes.dropFirst(start.nodes.count) {
            _ = first.make(rights: reader.firstRights[first.nodes.count] ?? 0, isFolder: node.names != nil)
        }
        self.start = first
        events = reader.events
        changed = Set(
            reader.events.compactMap { if case .change(let change) = $0 { change.node } else { nil } })
    }

    /// The folder as the program saw it at a moment.
    func seen(at moment: Int) -> DiskImage {
        var chance = Chance(seed: 0)
        return image(at: moment, losing: .nothing, by: &chance)
    }

    /// A folder that may be found when the power failed after so many events.
    func image(at moment: Int, losing loss: Loss, by chance: inout Chance) -> DiskImage {
        var image = start
        var open: [DiskImage.Change] = []
        for event in events.prefix(moment) {
            switch event {
            case .change(let change):
                open.append(change)
            case .sync(let node):
                for change in open where change.node == node { image.apply(change) }
                open.removeAll { $0.node == node }
            case .answer:
                break
            }
        }
        if loss == .all { return image }
        let kept = open.filter { _ in loss == .nothing || chance.next(below: 2) == 0 }
        let last = kept.lastIndex { if case .write = $0 { true } else { false } }
        for (index, change) in kept.enumerated() {
            switch (change, loss) {
            case (.write(let node, let offset, let bytes), .torn) where index == last:
                Self.tear(node, offset, bytes, in: &image, by: &chance)
            case (.write(let node, let offset, let bytes), .hollow) where chance.next(below: 2) == 0:
                image.grow(node, to: offset + bytes.count)
            default:
                image.apply(change)
            }
        }
        return image
    }

    /// Sectors lie where the file is divided by 512.
    private static func tear(
        _ node: Int, _ offset: Int, _ bytes: [UInt8], in image: inout DiskImage, by chance: inout Chance
    ) {
        var place = offset
        while place < offset + bytes.count {
            let end = min((place / 512 + 1) * 512, offset + bytes.count)
            if chance.next(below: 2) == 0 {
                let part = Array(bytes[(place - offset)..<(end - offset)])
                image.apply(.write(node: node, offset: place, bytes: part))
            }
            place = end
        }
    }

    /// The places of what synchronizes.
    var syncs: [Int] { events.indices.filter { if case .sync = events[$0] { true } else { false } } }

    /// The same, had that been forgotten: what synchronizes at this place. There nothing is changed instead.
    func without(syncAt place: Int) -> DiskRecord {
        var record = self
        record.events[place] = .change(.names(node: 0, names: [:]))
        return record
    }

    /// The moments at which a transaction of the store was on the disk: the name of its journal is gone, for certain.
    var commits: [Int] {
        var folder: Int?
        return events.indices.compactMap { index in
            switch events[index] {
            case .change(.names(let node, let names)):
                let isGone = names.contains { $0.key == "trajecten.sqlite-journal" && $0.value == nil }
                if isGone { folder = node }
                return nil
            case .sync(let node) where node == folder:
                folder = nil
                return index + 1
            case .change, .sync, .answer:
                return nil
            }
        }
    }

    /// The moments from which on the program has told something, each a line or more.
    var answers: [Int] {
        events.indices.filter { if case .answer = events[$0] { true } else { false } }.map { $0 + 1 }
    }
}

/// Reads what calls do, and keeps up how the folder is meanwhile.
private struct Reader {
    /// An open file, and where its next bytes go.
    struct Opened {
        let node: Int
        var offset = 0
        var isAppending = false
    }

    let folder: String
    var image: DiskImage
    var events: [DiskRecord.Event] = []
    /// With which rights each new node was made.
    var firstRights: [Int: mode_t] = [:]
    private var opened: [Int: Opened] = [:]

    init(folder: String, image: DiskImage) {
        self.folder = folder
        self.image = image
    }

    mutating func read(_ call: TracedCall) throws {
        switch call.name {
        case "openat":
            try open(call, at: path(call, 1, from: 0), flags: call.arguments[2])
        case "mkdir":
            if let path = path(call, 0) { make(path, rights(call, 1), isFolder: true) }
        case "write", "pwrite64", "sendfile":
            try write(call)
        case "lseek":
            if let descriptor = file(call, 0) { opened[descriptor]?.offset = call.result }
        case "ftruncate":
            guard let node = try node(call) else { return }
            change(.resize(node: node, length: call.number(1) ?? 0))
        case "fsync", "fdatasync":
            if let node = try node(call) { events.append(.sync(node)) }
        case "chmod":
            guard let node = path(call, 0).flatMap({ image.node(at: $0) }) else { return }
            change(.rights(node: node, rights: rights(call, 1)))
        case "fchmod":
            if let node = try node(call) { change(.rights(node: node, rights: rights(call, 1))) }
        case "unlink", "rmdir":
            try name(nil, path(call, 0), taking: nil, in: call)
        case "unlinkat":
            try name(nil, path(call, 1, from: 0), taking: nil, in: call)
        case "link":
            try name(path(call, 0), path(call, 1), taking: nil, in: call)
        case "rename":
            try name(path(call, 0), path(call, 1), taking: path(call, 0), in: call)
        case "renameat2":
            let from = path(call, 1, from: 0)
            try name(from, path(call, 3, from: 2), taking: from, in: call)
        default:
            guard call.arguments.indices.allSatisfy({ isOutside(call, $0) }) else {
                throw DiskRecord.Unknown(call: call)
            }
        }
    }

    private mutating func change(_ change: DiskImage.Change) {
        image.apply(change)
        events.append(.change(change))
    }

    /// The place of a path within the folder; nil when it is elsewhere.
    ///
    /// - Parameter origin: the argument that says from where it is told.
    private func path(_ call: TracedCall, _ index: Int, from origin: Int? = nil) -> String? {
        let text = call.text(index)
        guard !text.hasPrefix("/") else { return within(text) }
        let base = origin.flatMap { call.path($0) } ?? folder
        return within(base + "/" + text)
    }

    private func within(_ path: String) -> String? {
        guard path.hasPrefix(folder), path.dropFirst(folder.count).hasPrefix("/") || path == folder else {
            return nil
        }
        return String(path.dropFirst(folder.count))
    }

    private func isOutside(_ call: TracedCall, _ index: Int) -> Bool {
        let isText = call.arguments[index].hasPrefix("\"")
        return isText ? path(call, index) == nil : call.path(index).flatMap(within) == nil
    }

    private func rights(_ call: TracedCall, _ index: Int) -> mode_t {
        mode_t(call.arguments[index], radix: 8) ?? 0
    }

    /// The descriptor of what is open within the folder; nil when it is elsewhere.
    private func file(_ call: TracedCall, _ index: Int) -> Int? {
        call.path(index).flatMap(within) == nil ? nil : call.descriptor(index)
    }

    private func node(_ call: TracedCall) throws -> Int? {
        guard let descriptor = file(call, 0) else { return nil }
        guard let node = opened[descriptor]?.node else { throw DiskRecord.Unknown(call: call) }
        return node
    }

    private mutating func open(_ call: TracedCall, at path: String?, flags: String) throws {
        opened[call.result] = nil
        guard let path else { return }
        let flags = flags.split(separator: "|")
        if image.node(at: path) == nil {
            guard flags.contains("O_CREAT") else { throw DiskRecord.Unknown(call: call) }
            make(path, rights(call, 3) & ~Self.mask, isFolder: false)
        } else if flags.contains("O_TRUNC"), let node = image.node(at: path) {
            change(.resize(node: node, length: 0))
        }
        opened[call.result] = image.node(at: path).map {
            Opened(node: $0, isAppending: flags.contains("O_APPEND"))
        }
    }

    /// What this process takes from the rights of new files, and its children with it.
    private static let mask: mode_t = {
        let mask = umask(0o022)
        umask(mask)
        return mask
    }()

    private mutating func write(_ call: TracedCall) throws {
        guard let descriptor = file(call, 0) else {
            if call.name == "write", call.descriptor(0) == Int(STDOUT_FILENO) { events.append(.answer) }
            return
        }
        guard var file = opened[descriptor] else { throw DiskRecord.Unknown(call: call) }
        if file.isAppending { file.offset = image.nodes[file.node].bytes.count }
        let isPlaced = call.name == "pwrite64"
        let bytes = call.name == "sendfile" ? try sent(call) : Array(call.bytes(1).prefix(call.result))
        guard bytes.count == call.result else { throw DiskRecord.Unknown(call: call) }
        let offset = isPlaced ? call.number(3) ?? 0 : file.offset
        change(.write(node: file.node, offset: offset, bytes: bytes))
        if !isPlaced { file.offset += bytes.count }
        opened[descriptor] = file
    }

    /// What was sent from another file, which is outside the folder and the same now: `sendfile(4, 3<PATH>, [0] => [512], 512)`.
    private func sent(_ call: TracedCall) throws -> [UInt8] {
        let from = call.arguments[2].dropFirst().prefix { $0.isNumber }
        guard let path = call.path(1), within(path) == nil, let offset = Int(from) else {
            throw DiskRecord.Unknown(call: call)
        }
        return [UInt8](try Data(contentsOf: URL(filePath: path)).dropFirst(offset).prefix(call.result))
    }

    private mutating func make(_ path: String, _ rights: mode_t, isFolder: Bool) {
        let node = image.make(rights: rights, isFolder: isFolder)
        firstRights[node] = rights
        guard let (folder, name) = place(of: path) else { return }
        change(.names(node: folder, names: [name: node]))
    }

    /// The folder of a path, and what it is called there.
    private func place(of path: String) -> (folder: Int, name: String)? {
        let parts = path.split(separator: "/")
        guard let name = parts.last, let folder = image.node(at: parts.dropLast().joined(separator: "/"))
        else {
            return nil
        }
        return (folder, String(name))
    }

    /// Gives what has one path another one, or takes the name from what has it.
    private mutating func name(
        _ from: String?, _ path: String?, taking old: String?, in call: TracedCall
    ) throws {
        guard from != nil || path != nil else { return }
        guard let path, let new = place(of: path) else { throw DiskRecord.Unknown(call: call) }
        var names: [String: Int?] = [new.name: from.flatMap { image.node(at: $0) }]
        if let old {
            // From one folder to another would be two changes, of which one can be lost.
            guard let old = place(of: old), old.folder == new.folder else {
                throw DiskRecord.Unknown(call: call)
            }
            names[old.name] = .some(nil)
        }
        change(.names(node: new.folder, names: names))
    }
}
