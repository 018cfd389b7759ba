import CardEngine
import Foundation

/// The one door to JSON.
enum JSONOutput {
    /// Sorted keys, one value per line, no scalar in it that a terminal could take for a command.
    static func text(of value: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        let text = String(decoding: try encoder.encode(value), as: UTF8.self)
        var escaped = String.UnicodeScalarView()
        // The encoder has escaped what stands below a space; what is left can only stand within a string.
        for scalar in text.unicodeScalars {
            if scalar.isTreacherous, scalar != "\n" {
                for unit in UTF16.encode(scalar).map(Array.init) ?? [] {
                    let digits = String(unit, radix: 16)
                    escaped.append(
                        contentsOf: "\\u\(String(repeating: "0", count: 4 - digits.utf8.count))\(digits)"
                            .unicodeScalars)
                }
            } else {
                escaped.append(scalar)
            }
        }
        return String(escaped)
    }
}
