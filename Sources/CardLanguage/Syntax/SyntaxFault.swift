/// What libyaml (0.2.5) says when it can't go on, in words for a teacher.
struct SyntaxFault {
    let problem: String
    let context: String
    /// Where it stopped.
    let place: SourcePosition
    /// Where the piece began that it was reading.
    let began: SourcePosition
    /// Where the text began that runs on to `place` and has no colon on its own line; nil when there is none.
    let beginning: SourcePosition?
    /// What stands at `place` and behind it on its line.
    let rest: String.UnicodeScalarView
    /// Whether a value begins there: something that a value follows stands before it on its line.
    let isBehindColon: Bool
    /// Within brackets: where a comment begins that holds the bracket which should close.
    let comment: SourcePosition?
    /// Within brackets: whether the bracket with which they begin was left open.
    let isLeftOpen: Bool
    /// How the text is quoted that ends right before it; nil when there is none.
    let quote: Quote?

    enum Quote {
        case single, double
    }

    private var character: Unicode.Scalar? { rest.first }

    /// The place to look at: a line without a colon is noticed only on the next one.
    var range: SourcePosition {
        if context == "while scanning a simple key" || startsBlockText { return began }
        if let comment { return comment }
        if isLeftOpen { return began }
        return problem == Self.strangeColon ? beginning ?? place : place
    }

    private static let strangeColon = "mapping values are not allowed in this context"

    var notes: [Diagnostic.Note] {
        guard context.hasPrefix("while parsing a flow"), began < range else { return [] }
        return [.init(range: SourceRange(at: began), message: "Het haakje dat hierbij hoort staat hier.")]
    }

    private var isClosingBracket: Bool { character == "}" || character == "]" }

    /// How the item of a list that stands here should begin: nil when it is none, or begins well.
    private var dashAdvice: String? {
        guard let character, let next = rest.dropFirst().first else { return nil }
        if ["\u{2013}", "\u{2014}", "\u{2022}"].contains(character) {
            return
                "Hier staat `\(character)`, zoals Word het zet. Typ het streepje van het toetsenbord: `-`, met een spatie erachter."
        }
        guard character == "-", next != "-" else { return nil }
        return next == " "
            ? "Dit past niet bij de regels erboven. Kijk of de streepjes recht onder elkaar staan, en of de regel waarmee de lijst "
                + "begint ook een streepje heeft."
            : "Achter het streepje ontbreekt een spatie. Zet die erbij."
    }

    /// Whether `>` or `|` begins the text.
    private var startsBlockText: Bool { context == "while scanning a block scalar" }

    /// What stands in the way of closing a bracket, or of a text that is quoted or begins with a sign.
    private var adviceOnBeginning: String? {
        if startsBlockText { return "Een tekst die met `>` of `|` begint, hoort tussen aanhalingstekens." }
        if comment != nil, isLeftOpen {
            return
                "Vanaf `#` telt de rest van de regel niet mee, ook het haakje niet. Zet de tekst tussen aanhalingstekens, of de "
                + "opmerking op een eigen regel."
        }
        if let quote, problem != Self.strangeColon {
            return
                "De tekst tussen aanhalingstekens eindigt hier al. Staat er een aanhalingsteken in de tekst, zet er dan "
                + (quote == .double ? "enkele (`'`) omheen" : "dubbele (`\"`) omheen")
                + (context.hasPrefix("while parsing a flow")
                    ? "; ontbreekt er een komma, zet die erbij." : ".")
        }
        if isLeftOpen {
            return context.hasSuffix("sequence")
                ? "Dit haakje wordt niet gesloten. Zet er `]` achter, waar de lijst eindigt."
                : "Dit haakje wordt niet gesloten. Zet er `}` achter, waar het eindigt."
        }
        if isBehindColon, let character, ["-", "?"].contains(character) {
            return "Een tekst die met `\(character)` begint, hoort tussen aanhalingstekens."
                + (character == "-" && rest.dropFirst().first == " "
                    ? context.hasPrefix("while parsing a flow")
                        ? " Is het een lijst, zet die hier dan tussen haken: `[een, twee]`."
                        : " Begint hier een lijst, zet haar eerste streepje dan op de volgende regel." : "")
        }
        return nil
    }

    var sentence: String { adviceOnBeginning ?? adviceOnProblem }

    private var adviceOnProblem: String {
        switch problem {
        case Self.strangeColon where beginning != nil:
            "Hier hoort een woord met een dubbele punt en een spatie erachter, zoals `titel: ...`."
        case Self.strangeColon:
            "Deze dubbele punt past hier niet. Hoort hij bij een tekst, zet die dan tussen aanhalingstekens; "
                + "kijk anders of de regel goed inspringt."
        case "could not find expected ':'":
            "Hier hoort een woord met een dubbele punt en een spatie erachter, zoals `titel: ...`."
        case "did not find expected key" where isClosingBracket,
            "did not find expected '-' indicator" where isClosingBracket,
            "did not find expected <document start>" where isClosingBracket:
            "Hier staat een haakje te veel, of het haakje waarmee het begint ontbreekt."
        case "did not find expected key", "block sequence entries are not allowed in this context",
            "did not find expected '-' indicator":
            dashAdvice
                ?? "Dit past niet bij de regels erboven. Kijk of de regel recht onder de regels staat waar hij bij hoort, en "
                + "of een tekst met aanhalingstekens ook met een aanhalingsteken eindigt."
        case "did not find expected ',' or ']'":
            "Hier ontbreekt een komma of het sluitende `]` van een lijst."
        case "did not find expected ',' or '}'":
            "Hier ontbreekt een komma of de sluitende `}`. Zet tekst met een komma of haakje tussen aanhalingstekens."
        case "did not find expected <document start>":
            "Dit hoort nergens bij. Kijk of de regel goed inspringt, en of er geen haakje te veel staat."
        case "did not find expected node content":
            "Hier ontbreekt iets tussen haakjes en komma's. Vul het in, of haal de komma weg."
        case "found character that cannot start any token" where character == "\t",
            "found a tab character that violates indentation",
            "found a tab character where an indentation space is expected":
            "Hier staat een tab. Spring in met spaties."
        case "found character that cannot start any token":
            "Een tekst kan niet met dit teken beginnen. Zet de tekst tussen aanhalingstekens."
        case "found unknown escape character", "did not find expected hexdecimal number",
            "found invalid Unicode character escape code":
            "Tussen dubbele aanhalingstekens heeft `\\` een eigen betekenis. Gebruik enkele aanhalingstekens."
        case "found unknown directive name", "could not find expected directive name",
            "found incompatible YAML document", "found duplicate %YAML directive":
            "Een regel die met `%` begint mag niet. Laat hem weg."
        case "did not find expected alphabetic or numeric character":
            "Een tekst die met `&` of `*` begint, hoort tussen aanhalingstekens."
        case "did not find expected whitespace or line break", "did not find expected '!'",
            "did not find expected tag URI":
            "Een tekst die met `!` begint, hoort tussen aanhalingstekens."
        default:
            "Hier is niet te volgen wat er staat. Kijk naar het inspringen, de dubbele punten en de haakjes."
        }
    }
}
