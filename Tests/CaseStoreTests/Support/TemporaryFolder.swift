import Foundation

/// A folder of its own for one test, gone afterwards.
final class TemporaryFolder {
    let path: String

    init() {
        path = FileManager.default.temporaryDirectory.path + "/casestore-\(UUID().uuidString)"
        try? FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit {
        chmod(path, 0o700)
        try? FileManager.default.removeItem(atPath: path)
    }

    /// Where a test keeps its store: in a folder that is not there yet.
    var storePath: String { path + "/school/kaarten.db" }
}
