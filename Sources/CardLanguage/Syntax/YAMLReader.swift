// One file: the reader is one state that every event of the parser passes through.
import CLibYAML
import CardEngine

/// Text to syntax tree, through the events of libyaml. The only file that knows libyaml.
///
/// Anchors, aliases, tags, merge keys, directives, several documents, duplicate keys and empty values are refused
/// (kaarttaal, section 1), each with a complaint of its own. What is not a text stays out: no scalar gets a type here.
struct YAMLReader {
    /// Deeper nesting is refused.
    static let depthLimit = 64
    /// Of more words and lists the rest is not read: many times what the largest card has that people write.
    static let eventLimit = 50_000

    private var lines: SourceLines
    private var diagnostics: [Diagnostic] = []
    private var root: SyntaxNode?
    private var stack: [Frame] = []
    /// Whether an earlier release may have taken the text.
    private let isKept: Bool
    private var documents = 0
    private var events = 0
    /// The line that was last looked at for curly quotes, and whether it has them.
    private var curlyLine: (line: Int, isCurly: Bool)?
    /// The latest quoted text, when it runs over several lines: probably an unclosed quote.
    private var longQuote: SourceRange?
    /// Where the latest text stands, when that was quoted, and whether by double quotes.
    private var latestQuote: (range: SourceRange, isDouble: Bool)?

    /// A list or mapping that is still being read.
    private struct Frame {
        let isMapping: Bool
        let isFlow: Bool
        let start: SourcePosition
        var items: [SyntaxNode] = []
        var entries: [SyntaxNode.Entry] = []
        /// The keys so far, each at its place in `entries`.
        var keys = FoldedNames()
        var key: Located<String>?
        /// A mapping as a key: skipped, complained about once.
        var keyWasNoText = false
        /// A second file in the same text began: the rest is that.
        var isOver = false
    }

    /// The tree, as far as there is one, and all complaints.
    ///
    /// - Parameter isKept: a text that an earlier release may have taken: rules that came later do not stop it.
    static func read(_ source: SourceText, isKept: Bool = false) -> (
        root: SyntaxNode?, diagnostics: [Diagnostic]
    ) {
        guard source.bytes.count <= SourceText.sizeLimit else {
            let place = SourceRange(at: .start)
            return (
                nil,
                [
                    Diagnostic(
                        .tooLarge, at: place,
                        "Dit bestand is groter dan 1 MiB. Een kaart past in veel minder.")
                ]
            )
        }
        let lines = SourceLines(source)
        let characters = CharacterCheck.diagnostics(of: lines)
        guard isKept ? !characters.haveKeptErrors : !characters.hasErrors else {
            return (nil, characters.sayingThatTheRestIsUnread { $0.severity == .error })
        }
        var reader = YAMLReader(lines, isKept: isKept)
        reader.parse()
        if reader.root?.isEmpty ?? true, !reader.diagnostics.hasErrors {
            reader.report(
                .emptyFile, at: SourceRange(at: .start),
                "Dit bestand is leeg. Begin met wat het is, zoals `kaart: <naam>`.")
            return (nil, characters + reader.diagnostics)
        }
        let isStopped = reader.diagnostics.contains {
            stopping.contains($0.code) && !(isKept && $0.isOfLaterRule)
        }
        guard isStopped else { return (reader.root, characters + reader.diagnostics) }
        let told = reader.diagnostics.sayingThatTheRestIsUnread { stopping.contains($0.code) }
        return (nil, characters + told)
    }

    private init(_ lines: SourceLines, isKept: Bool) {
        self.lines = lines
        self.isKept = isKept
    }

    private mutating func report(
        _ code: DiagnosticCode, at range: SourceRange, _ message: String, notes: [Diagnostic.Note] = [],
        isOfLaterRule: Bool = false
    ) {
        guard !diagnostics.isEnough else { return }
        var message = message
        if code == .notYAML || code == .emptyValue, hasCurlyQuote(onLine: range.start.line) {
            message +=
                " Op deze regel staan kromme aanhalingstekens, zoals Word ze zet. Typ rechte: `\"`."
        }
        diagnostics.append(
            Diagnostic(code, at: range, message, notes: notes, isOfLaterRule: isOfLaterRule))
    }

    private mutating func hasCurlyQuote(onLine line: Int) -> Bool {
        guard (1...lines.count).contains(line) else { return false }
        // All complaints of a file may be of one line.
        if let looked = curlyLine, looked.line == line { return looked.isCurly }
        let isCurly = String(decoding: lines.bytes(ofLine: line), as: UTF8.self).unicodeScalars.contains(
            where: \.isCurlyQuote)
        curlyLine = (line, isCurly)
        return isCurly
    }

    // MARK: - Events

    private mutating func parse() {
        var parser = yaml_parser_t()
        guard yaml_parser_initialize(&parser) == 1 else {
            report(.notYAML, at: SourceRange(at: .start), "Er is te weinig geheugen om dit bestand te lezen.")
            return
        }
        defer { yaml_parser_delete(&parser) }
        yaml_parser_set_encoding(&parser, YAML_UTF8_ENCODING)
        let bytes = lines.bytes
        bytes.withUnsafeBufferPointer { buffer in
            yaml_parser_set_input_string(&parser, buffer.baseAddress, buffer.count)
            while true {
                var event = yaml_event_t()
                guard yaml_parser_parse(&parser, &event) == 1 else {
                    reportSyntax(parser)
                    return
                }
                defer { yaml_event_delete(&event) }
                guard take(event) else { return }
            }
        }
    }

    /// Takes one event in; false when there is nothing more to read.
    private mutating func take(_ event: yaml_event_t) -> Bool {
        let range = SourceRange(start: position(event.start_mark), end: position(event.end_mark))
        events += 1
        guard isKept || events <= Self.eventLimit else {
            report(
                .tooLarge, at: SourceRange(at: range.start),
                "Er staat te veel in dit bestand: hooguit \(Self.eventLimit) woorden en lijsten worden gelezen. Splits het."
            )
            return false
        }
        switch event.type {
        case YAML_STREAM_END_EVENT, YAML_NO_EVENT:
            return false
        case YAML_DOCUMENT_START_EVENT:
            return startDocument(event, range)
        case YAML_ALIAS_EVENT:
            report(
                .anchorOrAlias, at: range,
                "Een verwijzing met `*` mag niet. Schrijf de tekst hier uit, of zet hem tussen aanhalingstekens."
            )
            return false
        case YAML_SCALAR_EVENT:
            let scalar = event.data.scalar
            guard isBare(scalar.anchor, scalar.tag, range) else { return false }
            let text = String(
                decoding: UnsafeBufferPointer(start: scalar.value, count: scalar.length), as: UTF8.self)
            let isPlain = scalar.style == YAML_PLAIN_SCALAR_STYLE
            let isQuoted =
                scalar.style == YAML_SINGLE_QUOTED_SCALAR_STYLE
                || scalar.style == YAML_DOUBLE_QUOTED_SCALAR_STYLE
            if scalar.style == YAML_DOUBLE_QUOTED_SCALAR_STYLE { refuseHidden(in: text, at: range) }
            longQuote = isQuoted && range.start.line < range.end.line ? range : nil
            latestQuote =
                isQuoted ? (range, scalar.style == YAML_DOUBLE_QUOTED_SCALAR_STYLE) : nil
            if isPlain {
                refuseSwallowedDash(in: range)
                warnOfCurlyQuotes(around: text, at: range)
            }
            let comment = isPlain ? comment(behind: range.end) : nil
            return add(SyntaxNode(content: .text(.init(text: text, comment: comment)), range: range), isPlain)
        case YAML_SEQUENCE_START_EVENT:
            let sequence = event.data.sequence_start
            return isBare(sequence.anchor, sequence.tag, range)
                && push(
                    isMapping: false, isFlow: sequence.style == YAML_FLOW_SEQUENCE_STYLE, range)
        case YAML_MAPPING_START_EVENT:
            let mapping = event.data.mapping_start
            return isBare(mapping.anchor, mapping.tag, range)
                && push(
                    isMapping: true, isFlow: mapping.style == YAML_FLOW_MAPPING_STYLE, range)
        case YAML_SEQUENCE_END_EVENT, YAML_MAPPING_END_EVENT:
            return pop(end: range.end)
        default:
            return true
        }
    }

    private mutating func startDocument(_ event: yaml_event_t, _ range: SourceRange) -> Bool {
        documents += 1
        let start = event.data.document_start
        if start.version_directive != nil || start.tag_directives.start != start.tag_directives.end {
            report(.severalDocuments, at: range, "Een regel die met `%` begint mag niet. Laat hem weg.")
            return false
        }
        guard documents == 1 else {
            report(
                .severalDocuments, at: range,
                "Hier begint met `---` een tweede document. Zet in elk bestand één kaart.")
            return false
        }
        return true
    }

    private mutating func isBare(
        _ anchor: UnsafeMutablePointer<yaml_char_t>?, _ tag: UnsafeMutablePointer<yaml_char_t>?,
        _ range: SourceRange
    ) -> Bool {
        if anchor != nil {
            report(
                .anchorOrAlias, at: SourceRange(at: range.start),
                "Een naam met `&` mag niet. Zet de tekst tussen aanhalingstekens als het `&` erbij hoort.")
            return false
        }
        if tag != nil {
            report(
                .tag, at: SourceRange(at: range.start),
                "Een woord dat met `!` begint mag hier niet. Zet de tekst tussen aanhalingstekens.")
            return false
        }
        return true
    }

    /// Between double quotes a `\` can write what must not stand in a file.
    private mutating func refuseHidden(in text: String, at range: SourceRange) {
        guard let hidden = text.unicodeScalars.first(where: { $0.isHidden && $0 != "\n" && $0 != "\t" })
        else { return }
        report(
            .forbiddenCharacter, at: range,
            "Met `\\` staat hier een onzichtbaar teken, \(hidden.visibleEscape). Haal het weg, of gebruik enkele "
                + "aanhalingstekens als het `\\` bij de tekst hoort.", isOfLaterRule: true)
    }

    /// A line with a dash that is indented further than the one before belongs to the text of that one.
    private mutating func refuseSwallowedDash(in range: SourceRange) {
        guard range.start.line < range.end.line, stack.last?.isFlow != true else { return }
        for line in (range.start.line + 1)...range.end.line {
            let bytes = lines.bytes(ofLine: line)
            let rest = bytes.drop { $0 == UInt8(ascii: " ") }
            guard rest.starts(with: "- ".utf8) else { continue }
            let column = rest.startIndex - bytes.startIndex + 1
            report(
                .notYAML, at: SourceRange(at: SourcePosition(line: line, column: column)),
                "Dit streepje hoort zo bij de tekst op de regel erboven. Zet het recht onder de andere streepjes, of de "
                    + "tekst tussen aanhalingstekens.", isOfLaterRule: true)
            return
        }
    }

    /// Word makes curly quotes of straight ones, and those mean nothing here.
    private mutating func warnOfCurlyQuotes(around text: String, at range: SourceRange) {
        guard text.unicodeScalars.first?.isCurlyQuote == true, text.unicodeScalars.last?.isCurlyQuote == true,
            !diagnostics.isEnoughToWarn
        else { return }
        diagnostics.append(
            Diagnostic(
                .curlyQuotes, .warning, at: range,
                "Deze aanhalingstekens zijn krom, zoals Word ze zet, en horen zo bij de tekst. Typ rechte: `\"`."
            ))
    }

    // MARK: - The tree

    private mutating func push(isMapping: Bool, isFlow: Bool, _ range: SourceRange) -> Bool {
        guard stack.count < Self.depthLimit else {
            report(
                .tooDeep, at: SourceRange(at: range.start),
                "Dit is dieper genest dan \(Self.depthLimit) lagen. Een kaart heeft er hooguit tien nodig.")
            return false
        }
        stack.append(Frame(isMapping: isMapping, isFlow: isFlow, start: range.start))
        return true
    }

    private mutating func pop(end: SourcePosition) -> Bool {
        guard let frame = stack.popLast() else { return true }
        // The end of a block is where the next thing begins; its last child tells better where it stops.
        let last = frame.isMapping ? frame.entries.last?.value.range.end : frame.items.last?.range.end
        let range = SourceRange(start: frame.start, end: max(frame.start, last ?? end))
        return add(
            SyntaxNode(
                content: frame.isMapping ? .mapping(frame.entries) : .list(frame.items), range: range,
                close: frame.isFlow ? end : nil))
    }

    /// Puts a node where it belongs; false when there is no use in going on.
    private mutating func add(_ node: SyntaxNode, _ isPlain: Bool = false) -> Bool {
        guard let top = stack.indices.last else {
            root = node
            return true
        }
        guard stack[top].isMapping else {
            if node.isEmpty {
                report(
                    .emptyValue, at: SourceRange(at: node.range.start),
                    "Hier staat niets. Vul het in, of haal het streepje of de komma weg.")
            }
            stack[top].items.append(node)
            return true
        }
        if let key = stack[top].key {
            stack[top].key = nil
            addEntry(key, node, to: top)
        } else if stack[top].keyWasNoText {
            stack[top].keyWasNoText = false
        } else {
            return startEntry(node, isPlain, in: top)
        }
        return true
    }

    private mutating func startEntry(_ node: SyntaxNode, _ isPlain: Bool, in top: Int) -> Bool {
        guard case .text(let scalar) = node.content else {
            report(
                .wrongShape, at: node.range,
                "Voor de dubbele punt hoort één woord te staan, geen lijst. Zet tekst met haakjes tussen "
                    + "aanhalingstekens.")
            stack[top].keyWasNoText = true
            return true
        }
        if isPlain, scalar.text == "<<" {
            report(.mergeKey, at: node.range, "Samenvoegen met `<<` mag niet. Schrijf de regels hier uit.")
            return false
        }
        if scalar.text.isEmpty {
            report(
                .emptyValue, at: SourceRange(at: node.range.start),
                "Voor deze dubbele punt staat niets. Zet er een woord voor, of haal de regel weg.")
            stack[top].keyWasNoText = true
            return true
        }
        let begin = Array(scalar.text.unicodeScalars.prefix(2))
        let signs: [Unicode.Scalar] = ["\u{2013}", "\u{2014}", "\u{2022}"]
        if isPlain, begin.count == 2, signs.contains(begin[0]), begin[1] == " " {
            report(
                .notYAML, at: SourceRange(at: node.range.start),
                "Hier staat `\(begin[0])`, zoals Word het zet. Typ het streepje van het toetsenbord: `-`.",
                isOfLaterRule: true)
            return false
        }
        stack[top].key = Located(value: scalar.text, range: node.range)
        return true
    }

    private mutating func addEntry(_ key: Located<String>, _ value: SyntaxNode, to top: Int) {
        startAnew(with: key, in: top)
        guard !stack[top].isOver else { return }
        if let place = stack[top].keys.add(key.value) {
            let first = stack[top].entries[place].key
            let isSame = first.value == key.value
            report(
                .duplicateKey, at: key.range,
                isSame
                    ? "\(key.value.quoted) staat hier voor de tweede keer. Laat er één staan."
                    : "\(key.value.quoted) staat er al, met andere hoofdletters. Laat er één staan.",
                notes: [.init(range: first.range, message: "De eerste keer staat hier.")])
            return
        }
        if value.isEmpty { reportEmptyValue(of: key) }
        stack[top].entries.append(.init(key: key, value: value))
    }

    /// Complains where the word with which a file or an item of a list begins comes again behind others. What follows is another
    /// file, or an item of which the dash was forgotten, and is read as such.
    private mutating func startAnew(with key: Located<String>, in top: Int) {
        let frame = stack[top]
        guard !frame.isFlow, !frame.isOver, frame.entries.count > 1, let first = frame.entries.first,
            first.key.value == key.value
        else { return }
        let note = Diagnostic.Note(range: first.key.range, message: "De eerste keer staat hier.")
        if top == 0 {
            report(
                .duplicateKey, at: key.range,
                "\(key.value.quoted) staat hier weer. Begint hier een tweede kaart of ander bestand, zet die dan in een eigen bestand; "
                    + "haal anders deze regel weg.", notes: [note])
            stack[top].isOver = true
        }
        guard top > 0, !stack[top - 1].isMapping else { return }
        report(
            .duplicateKey, at: key.range,
            "\(key.value.quoted) staat hier weer. Begint hier iets nieuws, zet er dan een streepje en een spatie voor: "
                + "`- \(key.value): ...`; haal anders deze regel weg.", notes: [note])
        let end = frame.entries.last?.value.range.end ?? key.range.start
        stack[top - 1].items.append(
            SyntaxNode(
                content: .mapping(frame.entries), range: SourceRange(start: frame.start, end: end)))
        stack[top] = Frame(isMapping: true, isFlow: false, start: key.range.start)
    }

    private mutating func reportEmptyValue(of key: Located<String>) {
        let parts = key.value.unicodeScalars.split(separator: ":", maxSplits: 1).map { String($0) }
        if parts.count == 2 {
            report(
                .emptyValue, at: key.range,
                "Achter de dubbele punt ontbreekt een spatie. Schrijf `\(parts[0]): \(parts[1])`.")
        } else {
            report(
                .emptyValue, at: key.range,
                "Achter \(key.value.quoted) staat niets. Vul het in of laat het weg. Hoort dit bij de tekst ervoor, "
                    + "zet die dan tussen aanhalingstekens.")
        }
    }

    /// Where a comment begins on the line behind a text, if one does.
    private mutating func comment(behind end: SourcePosition) -> SourcePosition? {
        guard lines.hasNumberSign(onLine: end.line) else { return nil }
        let rest = lines.rest(from: end)
        let index = rest.firstIndex { $0 != UInt8(ascii: " ") && $0 != UInt8(ascii: "\t") }
        guard let index, rest[index] == UInt8(ascii: "#"), index != rest.startIndex else { return nil }
        return SourcePosition(line: end.line, column: end.column + index - rest.startIndex)
    }

    /// Where a text stops in the midst of a line, libyaml is on the next one, which is not there.
    private func position(_ mark: yaml_mark_t) -> SourcePosition {
        let line = Int(mark.line) + 1
        guard line <= lines.count else { return lines.end }
        return SourcePosition(line: line, column: Int(mark.column) + 1)
    }

    // MARK: - What libyaml could not read

    private mutating func reportSyntax(_ parser: yaml_parser_t) {
        let problem = parser.problem.map { String(cString: $0) } ?? ""
        let context = parser.context.map { String(cString: $0) } ?? ""
        let began = position(parser.context_mark)
        // Of a directive the whole line is wrong, wherever libyaml lost it.
        let place = context.contains("directive") ? began : position(parser.problem_mark)
        if context == "while scanning a quoted scalar" {
            reportUnclosedQuote(at: SourceRange(at: began))
        } else if let quote = longQuote, place.line <= quote.end.line + 1 {
            reportUnclosedQuote(at: SourceRange(at: quote.start))
        } else {
            let isFlow = context.hasPrefix("while parsing a flow")
            let fault = SyntaxFault(
                problem: problem, context: context, place: place, began: began,
                beginning: textWithoutColon(before: place, parser),
                rest: String(decoding: lines.rest(from: place).prefix(40), as: UTF8.self).unicodeScalars,
                isBehindColon: isBehindColon(place),
                comment: isFlow ? lines.comment(swallowingBracketFrom: began, before: place) : nil,
                isLeftOpen: isFlow && lines.isLeft(bracketAt: began, before: place),
                quote: quote(before: place))
            report(.notYAML, at: SourceRange(at: fault.range), fault.sentence, notes: fault.notes)
        }
    }

    /// Where the text began that runs on to a colon, when it has none on its own line: the key that was possible last.
    private mutating func textWithoutColon(before place: SourcePosition, _ parser: yaml_parser_t)
        -> SourcePosition?
    {
        guard parser.simple_keys.start != parser.simple_keys.top else { return nil }
        let began = position(parser.simple_keys.top[-1].mark)
        let line = lines.rest(from: began)
        let hasColon = zip(line, line.dropFirst() + [UInt8(ascii: " ")]).contains { byte, next in
            byte == UInt8(ascii: ":") && next == UInt8(ascii: " ")
        }
        return began.line < place.line && !hasColon ? began : nil
    }

    /// Whether something stands before a place on its line that a value follows.
    private func isBehindColon(_ place: SourcePosition) -> Bool {
        let line = String(decoding: lines.bytes(ofLine: place.line), as: UTF8.self).unicodeScalars
        let before = line.prefix(max(0, place.column - 1)).last { $0 != " " }
        return before.map { [":", ",", "{", "["].contains($0) } ?? false
    }

    /// How the text is quoted that ends right before a place, with nothing but spaces between.
    private func quote(before place: SourcePosition) -> SyntaxFault.Quote? {
        guard let latestQuote, latestQuote.range.end.line == place.line else { return nil }
        let line = String(decoding: lines.bytes(ofLine: place.line), as: UTF8.self).unicodeScalars
        let between = line.dropFirst(latestQuote.range.end.column - 1)
            .prefix(max(0, place.column - latestQuote.range.end.column))
        guard !between.isEmpty || latestQuote.range.end.column == place.column,
            between.allSatisfy({ $0 == " " })
        else { return nil }
        return latestQuote.isDouble ? .double : .single
    }

    private mutating func reportUnclosedQuote(at range: SourceRange) {
        report(
            .unclosedQuote, at: range,
            "Dit aanhalingsteken wordt op deze regel niet gesloten. Zet er een aan het eind van de tekst.")
    }
}

extension YAMLReader {
    /// After these complaints the tree is not worth looking at: what follows would be guesses.
    private static let stopping: Set<DiagnosticCode> = [
        .tooLarge, .notYAML, .unclosedQuote, .anchorOrAlias, .tag, .mergeKey, .severalDocuments, .tooDeep,
    ]
}

extension Unicode.Scalar {
    fileprivate var isCurlyQuote: Bool {
        switch self {
        case "\u{2018}", "\u{2019}", "\u{201A}", "\u{201C}", "\u{201D}", "\u{201E}": true
        default: false
        }
    }
}

extension [Diagnostic] {
    /// With the last of those that stop the reader saying so: what is not looked at may have faults too.
    fileprivate func sayingThatTheRestIsUnread(_ stops: (Diagnostic) -> Bool) -> [Diagnostic] {
        guard
            let last = indices.filter({ stops(self[$0]) }).max(by: {
                self[$0].range.start < self[$1].range.start
            })
        else { return self }
        var told = self
        let fault = told[last]
        told[last] = Diagnostic(
            fault.code, fault.severity, at: fault.range,
            fault.message + " Los dit eerst op: de rest van dit bestand is nog niet nagekeken.",
            notes: fault.notes, isOfLaterRule: fault.isOfLaterRule)
        return told
    }
}
