import CardLanguage

/// The words of the argument parser (swift-argument-parser 1.8) in Dutch: its help headings and its complaints.
enum DutchUsage {
    /// What it says, translated; a complaint that is not known gets a sentence that is always right.
    static func translate(_ text: String) -> TerminalText {
        var lines: [TerminalText] = []
        for line in text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false).map({
            String($0)
        }) {
            lines.append("\(translate(line: line))")
        }
        return lines.joined("\n")
    }

    private static func translate(line: String) -> String {
        if line.hasPrefix("Error: ") { return "Fout: " + complaint(String(line.dropFirst("Error: ".count))) }
        var bytes = Array(line.utf8)
        for (english, dutch) in phrases { bytes.replace(english.utf8, by: dutch.utf8) }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Phrases of the help page, the longer ones first.
    private static let phrases: [(String, String)] = [
        ("OVERVIEW: ", ""),
        ("USAGE: ", "GEBRUIK: "),
        ("Usage: ", "Gebruik: "),
        ("Help:  ", "Uitleg: "),
        ("ARGUMENTS:", "WAT ERBIJ HOORT:"),
        ("OPTIONS:", "OPTIES:"),
        ("SUBCOMMANDS:", "COMMANDO'S:"),
        ("<options>", "<opties>"),
        ("<subcommand>", "<commando>"),
        ("Show help information.", "Laat deze uitleg zien."),
        ("Show the version.", "Laat zien welke uitgave dit is."),
        ("Show subcommand help information.", "Laat de uitleg van een commando zien."),
        (" for detailed help.", " voor de uitleg van een commando."),
        (" for more information.", " voor uitleg."),
        ("  See '", "  Typ '"),
        ("(default: ", "(anders: "),
        (" (default)", "          "),
    ]

    private static func complaint(_ text: String) -> String {
        let quoted = text.split(separator: "'", omittingEmptySubsequences: false).enumerated()
            .filter { $0.offset % 2 == 1 }.map { String($0.element) }
        let first = quoted.first ?? ""
        if text.hasPrefix("Unknown option") {
            // The nearest word would be another option.
            let meant = first == "--hulp" ? "--help" : quoted.count > 1 ? quoted[1] : nil
            return "De optie '\(first)' bestaat niet." + didYouMean(meant)
        }
        if text.hasPrefix("Missing value for") { return "Achter '\(first)' ontbreekt wat erbij hoort." }
        if text.hasPrefix("Missing expected argument") { return "Hier ontbreekt nog '\(first)'." }
        if text.hasPrefix("Missing one of") {
            return "Hier ontbreekt nog een van: \(quoted.joined(separator: ", "))."
        }
        if text.hasPrefix("Unexpected argument") || text.contains("unexpected arguments") {
            return "Dit hoort hier niet: \(quoted.joined(separator: ", "))."
        }
        if text.contains("does not take any value") { return "Achter '\(first)' hoort niets." }
        if text.hasPrefix("The value"), quoted.count > 1 { return "'\(first)' kan niet bij '\(quoted[1])'." }
        if text.hasPrefix("Value to be set with") { return "Deze twee opties gaan niet samen." }
        return "Dit commando wordt zo niet begrepen."
    }
}

extension [UInt8] {
    /// Puts a text in the place of another, wherever that stands. The search of the standard library, by `Character`, takes a
    /// third of the time of a help page.
    fileprivate mutating func replace(_ text: String.UTF8View, by other: String.UTF8View) {
        var place = startIndex
        while let start = self[place...].firstIndex(where: { $0 == text.first }) {
            guard self[start...].starts(with: text) else {
                place = start + 1
                continue
            }
            replaceSubrange(start..<(start + text.count), with: other)
            place = start + other.count
        }
    }
}
