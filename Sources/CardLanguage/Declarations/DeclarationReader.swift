import CardEngine
import SchoolTime

/// Syntax tree to declaration: the words and shapes. Each construct has a file with its part.
///
/// Reading goes on after a fault: what could not be read gets a stand-in, and the complaint keeps the whole from
/// being used.
struct DeclarationReader {
    var diagnostics: [Diagnostic] = []
    var hints = HintBudget()

    init(diagnostics: [Diagnostic] = []) {
        self.diagnostics = diagnostics
    }

    /// " Bedoelde u 'titel'?", or nothing.
    mutating func hint(_ word: String, among known: some Sequence<String>) -> String {
        hints.hint(word, among: known)
    }

    mutating func report(
        _ code: DiagnosticCode, at range: SourceRange, _ message: String, notes: [Diagnostic.Note] = [],
        isOfLaterRule: Bool = false
    ) {
        guard !diagnostics.isEnough else { return }
        diagnostics.append(
            Diagnostic(code, at: range, message, notes: notes, isOfLaterRule: isOfLaterRule))
    }

    // MARK: - Shapes

    /// The words of a mapping with their values; complains about strange and missing words.
    ///
    /// - Parameter keywords: those of the mapping, of who has looked them up already.
    mutating func words(
        of node: SyntaxNode, _ construct: Construct, _ keywords: [Keyword?]? = nil
    ) -> Words {
        guard case .mapping(let entries) = node.content, !entries.isEmpty else {
            if !node.isEmpty {
                let example = (construct.known.first?.rawValue ?? Keyword.title.rawValue) + ": ..."
                report(
                    .wrongShape, at: SourceRange(at: node.range.start),
                    "Hier hoort \(construct.title) te staan: regels als `\(example)`.")
            }
            return Words()
        }
        if !construct.knows(.step), let first = entries.first, first.key.value == Keyword.step.rawValue,
            entries.contains(where: { [Keyword.title, .performers].map(\.rawValue).contains($0.key.value) })
        {
            report(
                .wordDoesNotFit, at: first.key.range,
                "Dit is een stap, en hier hoort \(construct.title). Zet hem onder `stappen`.")
            return Words()
        }
        var known = keywords ?? node.keywords
        // A word that was misspelt is not missed as well.
        var excused: Set<String> = []
        for index in entries.indices where !(known[index].map { construct.knows($0) } ?? false) {
            excused.formUnion(reportStrange(entries[index], known[index], in: construct))
            known[index] = nil
        }
        let words = Words(entries, known: known)
        for keyword in construct.required where !words.has(keyword) && !excused.contains(keyword.rawValue) {
            report(
                .missingWord, at: SourceRange(at: node.range.start),
                "In \(construct.title) ontbreekt `\(keyword.rawValue)`. Zet erbij: `\(keyword.rawValue): ...`."
            )
        }
        return words
    }

    /// Complains about a word that can't be read here; gives back the required words that it may stand for.
    private mutating func reportStrange(
        _ entry: SyntaxNode.Entry, _ keyword: Keyword?, in construct: Construct
    ) -> [String] {
        guard !diagnostics.isEnough else { return [] }
        let key = entry.key
        let known = construct.known.map(\.rawValue)
        if let keyword {
            let nearest = hints.nearest(to: key.value, among: known)
            report(
                .wordDoesNotFit, at: key.range,
                "`\(keyword.rawValue)` hoort niet bij \(construct.title). Hier kan staan: "
                    + "\(known.joined(separator: ", ")).\(didYouMean(nearest))")
            return nearest.map { [$0] } ?? []
        }
        let nearest = hints.nearest(to: key.value, among: known)
        // A strange word with nothing behind it is a piece of text cut off by a comma: that has been said.
        if entry.value.isEmpty { return nearest.map { [$0] } ?? [] }
        let hint =
            nearest == nil ? " Hier kan staan: \(known.joined(separator: ", "))." : didYouMean(nearest)
        report(
            .unknownWord, at: key.range, "\(key.value.quoted) is geen woord van \(construct.title).\(hint)")
        return nearest.map { [$0] } ?? []
    }

    /// A list or mapping without anything in it.
    private mutating func reportNothing(in node: SyntaxNode) {
        report(
            .emptyValue, at: SourceRange(at: node.range.start),
            "Hier staat niets in. Vul het, of laat het woord weg.")
    }

    /// Text that runs: a `#` behind it would silently cut it off.
    mutating func runningText(_ node: SyntaxNode?) -> Located<String> {
        guard let node else { return Located(value: "", range: SourceRange(at: .start)) }
        if case .text(let scalar) = node.content, let comment = scalar.comment {
            report(
                .commentBehindText, at: SourceRange(at: comment),
                "Vanaf `#` telt de tekst niet mee. Zet de tekst tussen aanhalingstekens, of de opmerking op een eigen "
                    + "regel.")
        }
        return text(node)
    }

    /// Text behind which a comment may stand.
    mutating func text(_ node: SyntaxNode) -> Located<String> {
        let text = word(node)
        if !text.value.isEmpty, !text.value.hasText {
            report(.emptyValue, at: text.range, "Hier staan alleen spaties. Vul een tekst in.")
        }
        return text
    }

    /// One scalar.
    mutating func word(_ node: SyntaxNode?) -> Located<String> {
        guard let node else { return Located(value: "", range: SourceRange(at: .start)) }
        let found: String
        switch node.content {
        case .text(let scalar): return Located(value: scalar.text, range: node.range)
        case .list: found = "geen lijst"
        case .mapping: found = "geen woorden met een dubbele punt"
        }
        report(
            .wrongShape, at: SourceRange(at: node.range.start),
            "Hier hoort één tekst te staan, \(found). Zet tekst met haakjes tussen aanhalingstekens.")
        return Located(value: "", range: node.range)
    }

    mutating func items(_ node: SyntaxNode?, of what: String) -> [SyntaxNode] {
        guard let node, !node.isEmpty else { return [] }
        guard case .list(let items) = node.content else {
            report(
                .wrongShape, at: SourceRange(at: node.range.start),
                "Hier hoort een lijst te staan: \(what), elk achter een streepje op een eigen regel; tussen accolades zo: `[..., ...]`."
            )
            return []
        }
        if items.isEmpty { reportNothing(in: node) }
        return items
    }

    /// The longest list of answers that is read: each is compared with each.
    private static let answerLimit = 200

    /// The first so many answers; more are complained about.
    mutating func bounded<Item>(_ items: [Item], _ what: String, at range: SourceRange) -> [Item] {
        guard items.count > Self.answerLimit else { return items }
        report(
            .tooLargeToProve, at: SourceRange(at: range.start),
            "Hier staan \(items.count) \(what); hooguit \(Self.answerLimit) worden gelezen. Maak de lijst korter."
        )
        return Array(items.prefix(Self.answerLimit))
    }

    /// A list of words, or one word without a list.
    mutating func oneOrMore(_ node: SyntaxNode?) -> [Located<String>] {
        guard let node else { return [] }
        if case .text = node.content { return [word(node)] }
        let names = items(node, of: "namen").map { word($0) }
        reportTwice(names)
        return names
    }

    /// Complains about each name that a list holds twice.
    mutating func reportTwice(_ names: [Located<String>]) {
        guard names.count > 1 else { return }
        var seen: Set<String> = []
        for name in names where !name.value.isEmpty && !seen.insert(name.value).inserted {
            report(
                .duplicateName, at: name.range,
                "\(name.value.quoted) staat hier twee keer. Laat er één staan.")
        }
    }

    mutating func runningTexts(_ node: SyntaxNode?) -> [String] {
        items(node, of: "teksten").map { runningText($0).value }
    }

    /// A mapping of ids to something.
    mutating func entries(_ node: SyntaxNode?, of what: String) -> [(id: Located<String>, value: SyntaxNode)]
    {
        guard let node, !node.isEmpty else { return [] }
        guard case .mapping(let entries) = node.content else {
            report(
                .wrongShape, at: SourceRange(at: node.range.start),
                "Hier horen \(what) te staan, elk met een naam en een dubbele punt\(withoutDash(node)).")
            return []
        }
        if entries.isEmpty { reportNothing(in: node) }
        return entries.map { (id($0.key), $0.value) }
    }

    /// What to leave out where a list stands for names with something behind them.
    func withoutDash(_ node: SyntaxNode) -> String {
        if case .list = node.content { ", zonder streepje ervoor" } else { "" }
    }

    // MARK: - Values

    /// Checks that a name is an id. It is given back in any case, so that others can name it without a second
    /// complaint.
    mutating func id(_ name: Located<String>) -> Located<String> {
        if !name.value.isEmpty, !name.value.isID {
            report(
                .notAnID, at: name.range,
                "\(name.value.quoted) kan geen naam zijn. Gebruik kleine letters zonder accent, cijfers en streepjes, begin "
                    + "met een letter, en gebruik er hooguit 64."
                    + (name.value.asID.map { " Bijvoorbeeld `\($0)`." } ?? ""))
        }
        return name
    }

    mutating func option<Value>(_ node: SyntaxNode?, _ vocabulary: Vocabulary<Value>) -> Value? {
        guard let node else { return nil }
        let word = word(node)
        guard !word.value.isEmpty else { return nil }
        if let value = vocabulary.value(of: word.value) { return value }
        report(
            .notAnOption, at: word.range,
            "\(word.value.quoted) kan hier niet. Kies uit: \(vocabulary.all.joined(separator: ", "))."
                + hint(word.value, among: vocabulary.all))
        return nil
    }

    mutating func yesNo(_ node: SyntaxNode?) -> Bool {
        guard let node else { return false }
        let word = word(node)
        guard !word.value.isEmpty else { return false }
        if let answer = Vocabulary.yesNo.value(of: word.value) { return answer }
        let meant: String
        switch word.value.lowercased() {
        case "yes", "true", "on", "y", "j", "ja": meant = " Bedoelde u `ja`?"
        case "no", "false", "off", "n", "nee": meant = " Bedoelde u `nee`?"
        default: meant = ""
        }
        report(
            .notYesOrNo, at: word.range,
            "Hier hoort `ja` of `nee` te staan, geen \(word.value.quoted).\(meant)")
        return false
    }

    mutating func wholeNumber(_ node: SyntaxNode?) -> Int {
        guard let node else { return 0 }
        let word = word(node)
        guard !word.value.isEmpty else { return 0 }
        guard let number = word.value.wholeNumber(in: 1...1_000_000) else {
            // Of what is no number, or below one, nobody need hear of the highest.
            let isLarge = word.value.isDigits && word.value.contains { $0 != "0" }
            report(
                .notANumber, at: word.range,
                "Hier hoort een heel getal te staan, 1 of meer\(isLarge ? " en hooguit 1000000" : ""), geen \(word.value.quoted)."
            )
            return 0
        }
        return number
    }

    mutating func day(_ node: SyntaxNode?) -> Located<Day>? {
        guard let node else { return nil }
        let word = word(node)
        guard !word.value.isEmpty else { return nil }
        guard let day = Day(iso: word.value) else {
            report(
                .notADate, at: word.range,
                "\(word.value.quoted) is geen datum. Schrijf een dag die bestaat als jaar-maand-dag, zoals 2026-11-23."
            )
            return nil
        }
        return Located(value: day, range: word.range)
    }

    /// Whether a first and a last day stand in that order; complains when they don't.
    ///
    /// - Parameter longest: in days; what would be longer when it is turned round has a wrong year.
    @discardableResult
    mutating func checkOrder(_ first: Located<Day>, _ last: Located<Day>, longest: Int = .max) -> Bool {
        guard last.value < first.value else { return true }
        let advice = first.value - last.value < longest ? "Draai ze om." : "Klopt het jaartal?"
        report(.daysReversed, at: last.range, "De laatste dag valt voor de eerste. \(advice)")
        return false
    }

    /// Complains about each name that stands in a list for the second time.
    mutating func reportDuplicates(_ names: [Located<String>], _ what: String) {
        reportRepeats(of: names, .duplicateName) { name in
            "\(what) \(name.quoted) bestaat al. Geef deze een andere naam."
        }
    }

    /// Complains about each text that stands in a list for the second time, be it with other capitals.
    mutating func reportRepeats(
        of names: [Located<String>], _ code: DiagnosticCode, _ message: (String) -> String
    ) {
        // Twins that differ in capitals only are told apart by no reader.
        var known = FoldedNames()
        let names = names.filter { !$0.value.isEmpty }
        var firsts: [Located<String>] = []
        for name in names {
            guard let place = known.add(name.value) else {
                firsts.append(name)
                continue
            }
            report(
                code, at: name.range, message(name.value),
                notes: [.init(range: firsts[place].range, message: "De eerste staat hier.")],
                isOfLaterRule: firsts[place].value != name.value)
        }
    }
}
