import ArgumentParser
import CardLanguage
import Casework

/// What people type that is no command, told in terms of what they want to do.
enum TypedCommand {
    /// - Throws: `WrongUse` when there is no such command, or a dash of a word processor stands before an option.
    static func check(_ arguments: [String]) throws {
        try checkName(arguments.first)
        if arguments.first == "help" { try checkName(arguments.dropFirst().first) }
        try checkDashes(arguments)
    }

    /// The parser calls an unknown command an unexpected argument; people call it a command that does not exist.
    private static func checkName(_ name: String?) throws {
        let known = Kaart.configuration.subcommands.map { $0._commandName }
        guard let name, !name.utf8.starts(with: [UInt8(ascii: "-")]), name != "help", !known.contains(name),
            option(in: name) == nil
        else { return }
        throw WrongUse(
            message:
                "Er is geen commando '\(name)'.\(hint(for: name, among: known)) Alle commando's: `kaart --help`."
        )
    }

    private static func hint(for name: String, among known: [String]) -> TerminalText {
        if let reference = try? CaseReference(name), reference.visit != nil || name.meansCase {
            return reference.visit == nil
                ? " Een traject bekijkt u met `kaart traject \(reference)`."
                : " Een stap rondt u af met `kaart klaar \(reference)`."
        }
        return meant(by: name.asTyped.lowercased()).map { " " + $0 + "." }
            ?? "\(didYouMean(name, among: known))"
    }

    /// Words by which people call what a command does, and that are not near its name.
    private static func meant(by word: String) -> TerminalText? {
        switch word {
        case "afronden", "rond-af", "afgerond", "gereed", "gedaan", "done", "af":
            "Een stap rondt u af met `kaart klaar k7m3.2`"
        case "begin", "beginnen", "begonnen", "open":
            "Een traject begint u met `kaart start <kaart> <leerling>`"
        case "todo", "werk", "list": "Wat er voor u open staat ziet u met `kaart taken`"
        case "tekenen", "onderteken", "ondertekenen", "handtekening", "akkoord":
            "Wat iemand antwoordt legt u vast met `kaart teken k7m3.2 <antwoord>`"
        case "hulp", "uitleg", "?": "Uitleg bij een commando geeft `kaart help <commando>`"
        default: nil
        }
    }

    /// A word processor, and some programs for chat, make one long dash of two short ones.
    private static func checkDashes(_ arguments: [String]) throws {
        var before: String?
        for argument in arguments {
            // Behind an option it may be what somebody says.
            if before?.utf8.starts(with: "--".utf8) != true, let option = option(in: argument) {
                throw WrongUse(message: "Typ twee gewone streepjes: `--\(option)`.")
            }
            before = argument
        }
    }

    /// The name of an option behind dashes of which one is no plain one; nil when it is something else.
    private static func option(in argument: String) -> String? {
        func isLong(_ scalar: Unicode.Scalar) -> Bool {
            ("\u{2010}"..."\u{2015}").contains(scalar) || scalar == "\u{2212}"
        }
        let scalars = argument.unicodeScalars
        let dashes = scalars.prefix { $0 == "-" || isLong($0) }
        let name = scalars.dropFirst(dashes.count).prefix { $0 != "=" }
        guard dashes.contains(where: isLong), dashes.count <= 2, !name.isEmpty,
            name.allSatisfy({ ("a"..."z").contains($0) || $0 == "-" })
        else { return nil }
        return String(name)
    }
}

extension String {
    /// Whether it can't be a word: the id of a case has a digit.
    fileprivate var meansCase: Bool { utf8.contains { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) } }
}
