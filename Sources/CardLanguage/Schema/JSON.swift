/// A piece of JSON that keeps its order, so that a schema reads in the order of the table.
indirect enum JSON: Sendable {
    case string(String)
    case integer(Int)
    case bool(Bool)
    case array([JSON])
    case object([(String, JSON)])

    /// Indented by two spaces, with a line ending; what is short stands on one line.
    var text: String { written(indent: "", behind: 0) + "\n" }

    private static let lineLength = 110

    /// - Parameter behind: how many characters stand before it on the line.
    private func written(indent: String, behind: Int) -> String {
        let line = onOneLine
        guard behind + line.unicodeScalars.count > Self.lineLength else { return line }
        let inner = indent + "  "
        switch self {
        case .string, .integer, .bool: return line
        case .array(let items):
            let lines = items.map { inner + $0.written(indent: inner, behind: inner.utf8.count) }
            return "[\n" + lines.joined(separator: ",\n") + "\n\(indent)]"
        case .object(let entries):
            let lines = entries.map { key, value in
                let start = inner + JSON.string(key).onOneLine + ": "
                return start + value.written(indent: inner, behind: start.unicodeScalars.count)
            }
            return "{\n" + lines.joined(separator: ",\n") + "\n\(indent)}"
        }
    }

    private var onOneLine: String {
        switch self {
        case .string(let text): "\"" + text.unicodeScalars.map(Self.escaped).joined() + "\""
        case .integer(let number): String(number)
        case .bool(let value): value ? "true" : "false"
        case .array(let items): "[" + items.map(\.onOneLine).joined(separator: ", ") + "]"
        case .object(let entries):
            "{" + entries.map { JSON.string($0).onOneLine + ": " + $1.onOneLine }.joined(separator: ", ")
                + "}"
        }
    }

    private static func escaped(_ scalar: Unicode.Scalar) -> String {
        switch scalar {
        case "\"": "\\\""
        case "\\": "\\\\"
        case "\n": "\\n"
        default: String(scalar)
        }
    }
}

extension JSON: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByBooleanLiteral {
    init(stringLiteral text: String) { self = .string(text) }

    init(integerLiteral number: Int) { self = .integer(number) }

    init(booleanLiteral value: Bool) { self = .bool(value) }
}

extension JSON: ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral {
    init(arrayLiteral items: JSON...) { self = .array(items) }

    init(dictionaryLiteral entries: (String, JSON)...) { self = .object(entries) }

    static func strings(_ texts: [String]) -> JSON { .array(texts.map { .string($0) }) }
}
