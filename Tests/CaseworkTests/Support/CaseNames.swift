import Foundation

/// The names of the cases of an enum, as its file declares them: a test that tries each one notices a new one by that.
struct CaseNames {
    /// In the order of the file.
    let declared: [String]

    private struct NotThere: Error {}

    /// - Parameter file: below `Sources`.
    init(of type: String, in file: String) throws {
        let folder = URL(fileURLWithPath: #filePath).appendingPathComponent("../../../../Sources")
        let text = try String(
            contentsOf: folder.appendingPathComponent(file).standardizedFileURL, encoding: .utf8)
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        guard let start = lines.firstIndex(where: { $0.contains("enum \(type):") }) else { throw NotThere() }
        let indent = String(lines[start].prefix { $0 == " " })
        let body = lines[(start + 1)...].prefix { $0 != indent + "}" }
        declared = body.flatMap { line -> [String] in
            let words = line.drop { $0 == " " }
            guard line.prefix(while: { $0 == " " }).count == indent.count + 4,
                let list = ["case ", "indirect case "].first(where: { words.hasPrefix($0) })
            else { return [] }
            // What a case holds stands in brackets.
            var depth = 0
            let names = words.dropFirst(list.count).filter { character in
                if character == "(" { depth += 1 }
                defer { if character == ")" { depth -= 1 } }
                return depth == 0
            }
            return names.split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }
        }
    }

    /// The name of the case that a value is.
    static func name(of value: Any) -> String {
        Mirror(reflecting: value).children.first?.label ?? "\(value)"
    }

    /// Those that none of the values is.
    func missing(among values: [Any]) -> [String] {
        let tried = Set(values.map(Self.name(of:)))
        return declared.filter { !tried.contains($0) }
    }
}
