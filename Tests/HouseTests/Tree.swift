import Foundation

/// The checkout that this test was built from.
enum Tree {
    static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    /// A file of the checkout: its path from the root, and what it holds.
    struct File: CustomStringConvertible {
        let path: String
        let text: String

        var name: String { path.split(separator: "/").last.map(String.init) ?? path }
        var lines: [String] { text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) }
        var description: String { path }
        /// The target of a file in `Sources`.
        var target: String { path.split(separator: "/").dropFirst().first.map(String.init) ?? "" }

        /// What it imports: `import X`, `public import X`, `import struct X.Y`.
        var imports: [String] {
            text.matches(
                of:
                    #/(?m)^(?:@\w+\s+)*(?:public |internal |package |private |fileprivate )?import (?:struct |enum |class |protocol |func )?(\w+)/#
            ).map { String($0.output.1) }
        }

        /// The lines without remarks and without texts between quotes.
        var code: [String] {
            lines.map { line in
                let bare = line.replacing(#/"(?:[^"\\]|\\.)*"/#, with: "\"\"")
                return bare.split(separator: "//", maxSplits: 1, omittingEmptySubsequences: false).first
                    .map(String.init) ?? ""
            }
        }
    }

    /// The text files below a folder that end with one of these, in order of path.
    static func files(in folder: String, ending endings: String...) -> [File] {
        let start = root.appending(path: folder).resolvingSymlinksInPath()
        guard let paths = FileManager.default.enumerator(atPath: start.path) else { return [] }
        return paths.compactMap { $0 as? String }
            .filter { path in endings.contains { path.hasSuffix($0) } && !path.hasPrefix(".") }.sorted()
            .compactMap { path in
                guard let text = try? String(contentsOf: start.appending(path: path), encoding: .utf8) else {
                    return nil
                }
                return File(path: folder + "/" + path, text: text)
            }
    }

    static let sources = files(in: "Sources", ending: ".swift")

    /// The pages at the top, and what builds and tests it all.
    static let top = ["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGELOG.md", "setup"].compactMap {
        path in
        (try? String(contentsOf: root.appending(path: path), encoding: .utf8)).map {
            File(path: path, text: $0)
        }
    }
}
