import CardEngine
import SchoolTime

/// A moment as written; the name of its anchor is not looked up yet.
struct MomentDeclaration: Hashable, Sendable {
    enum Form: Hashable, Sendable {
        case span(SchoolDuration)
        case relative(SchoolDuration, Direction, Located<String>)
        case anchor(Located<String>)
        case today
        case period(YearPeriod)
        case dayBefore(YearPeriod)
        case next(YearPeriod, after: Located<String>)
        /// A stand-in for what could not be read; a complaint has been made.
        case unread
    }

    let form: Form
    let range: SourceRange
}

extension DeclarationReader {
    /// The grammar of moments (kaarttaal, section 6).
    mutating func moment(_ node: SyntaxNode?) -> MomentDeclaration? {
        guard let node else { return nil }
        return moment(word(node))
    }

    mutating func moment(_ text: Located<String>) -> MomentDeclaration {
        MomentDeclaration(form: text.value.isEmpty ? .unread : form(of: text), range: text.range)
    }

    private mutating func form(of text: Located<String>) -> MomentDeclaration.Form {
        let words = text.value.words
        if words == ["vandaag"] { return .today }
        if words == ["dezelfde", "dag"] { return .span(.sameDay) }
        if let plain = withPlainMonth(words) {
            report(
                .notAMoment, at: text.range,
                "\(text.value.quoted) is geen termijn. Schrijf de maand voluit, met kleine letters: `\(plain)`."
            )
            return .unread
        }
        if let next = next(words, in: text) { return next }
        if let last = words.last, let month = Vocabulary.months.value(of: last) {
            let isBefore = words[0] == Keyword.before.rawValue
            let period = period(isBefore ? Array(words.dropFirst()) : words, month, in: text)
            return period.map { isBefore ? .dayBefore($0) : .period($0) } ?? .unread
        }
        if words.count >= 2, let year = words.last, year.isDigits, year.utf8.count == 4,
            Vocabulary.months.value(of: words[words.count - 2]) != nil
        {
            let plain = words.dropLast().joined(separator: " ")
            report(
                .notAMoment, at: text.range,
                "Een kaart geldt voor elk schooljaar: laat het jaar weg en schrijf `\(plain)`. Valt de dag in één jaar, geef die dan in "
                    + "dat schooljaar een naam."
            )
            return .unread
        }
        if words.count == 2, words[0] == Keyword.before.rawValue, words[1].isID {
            report(
                .notAMoment, at: text.range,
                "Alleen voor een dag of maand kan `voor` zonder tijd staan. Schrijf `1 dag voor \(words[1])`."
            )
            return .unread
        }
        if words.count >= 2, words[0].isDigits { return counted(words, in: text) }
        if words.count == 1, words[0].isID { return .anchor(text) }
        reportNotAMoment(text)
        return .unread
    }

    /// `1 oktober`, where `1 Oktober` or `1 okt.` was written; nil when it is no such thing. A small word by itself may be a name.
    private func withPlainMonth(_ words: [String]) -> String? {
        let isBefore = words.first == Keyword.before.rawValue
        let day = isBefore ? Array(words.dropFirst()) : words
        guard let last = day.last, last.utf8.count <= 20, Vocabulary.months.value(of: last) == nil,
            day.count == 1 && !last.isID || day.count == 2 && day[0].isDigits
                || day.count == 3 && day[1] == "week"
        else { return nil }
        let plain = last.plainLetters.utf8.split(separator: UInt8(ascii: ".")).first ?? [][...]
        let months = Vocabulary.months.all.filter { $0.utf8.starts(with: plain) }
        guard plain.count >= 3, let month = months.first, months.count == 1 else { return nil }
        return (words.dropLast() + [month]).joined(separator: " ")
    }

    /// `31 juli na aanleiding`; nil when it is no such thing.
    private mutating func next(_ words: [String], in text: Located<String>) -> MomentDeclaration.Form? {
        guard words.count >= 3, let anchor = words.last, Vocabulary.months.value(of: anchor) == nil,
            let month = Vocabulary.months.value(of: words[words.count - 3])
        else { return nil }
        let (isBefore, way) = (words[0] == Keyword.before.rawValue, words[words.count - 2])
        let day = Array(words.dropLast(2).dropFirst(isBefore ? 1 : 0))
        guard way == Keyword.after.rawValue || way == Keyword.before.rawValue else { return nil }
        let plain = day.joined(separator: " ")
        guard anchor != "vandaag" else {
            report(
                .notAMoment, at: text.range, "Van `vandaag` wordt niet geteld. Schrijf alleen `\(plain)`.")
            return .unread
        }
        guard !isBefore, way == Keyword.after.rawValue else {
            report(
                .notAMoment, at: text.range,
                "Van een dag of maand kan alleen de eerste `na` iets bedoeld zijn. Schrijf `\(plain) na \(anchor)`, of alleen `\(plain)`: "
                    + "die van het schooljaar.")
            return .unread
        }
        return period(day, month, in: text).map { .next($0, after: anchorName(anchor, in: text)) } ?? .unread
    }

    /// `1 februari`, `september`, `derde week september`.
    private mutating func period(_ words: [String], _ month: Int, in text: Located<String>) -> YearPeriod? {
        if words.count == 1 { return .month(month) }
        if words.count == 2, words[0].isDigits, let day = Int(words[0]) {
            if (1...Self.length(ofMonth: month)).contains(day) { return .day(month: month, day: day) }
            report(
                .notAMoment, at: text.range,
                "\("\(words[0]) \(words[1])".quoted) bestaat niet. Kies een andere dag.")
            return nil
        }
        if words.count == 3, words[1] == "week", let ordinal = Vocabulary.ordinals.value(of: words[0]) {
            return .week(ordinal: ordinal, month: month)
        }
        if words.count > 3, words[0].isDigits, words[2] == "voor" || words[2] == "na" {
            report(
                .notAMoment, at: text.range,
                "Van een dag of maand wordt niet geteld. Schrijf de dag zelf, of geef die in het schooljaar een naam."
            )
            return nil
        }
        if words.count == 3, words[1] == "week" {
            report(
                .notAMoment, at: text.range,
                "\(words[0].quoted) kan hier niet. Kies uit: \(Vocabulary.ordinals.all.joined(separator: ", "))."
                    + hint(words[0], among: Vocabulary.ordinals.all))
            return nil
        }
        reportNotAMoment(text)
        return nil
    }

    /// In a leap year, for 29 February may be meant.
    private static func length(ofMonth month: Int) -> Int {
        switch month {
        case 2: 29
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    /// `6 weken`, `10 schooldagen na bespreken`.
    private mutating func counted(_ words: [String], in text: Located<String>) -> MomentDeclaration.Form {
        if Vocabulary.months.value(of: words[1].lowercased()) != nil {
            report(
                .notAMoment, at: text.range,
                "\(text.value.quoted) is geen termijn. Achter een dag kan alleen `na` staan met één naam, zonder jaar of lidwoord en met kleine "
                    + "letters: `\(words[0]) \(words[1].lowercased()) na aanleiding`.")
            return .unread
        }
        guard let unit = Vocabulary.units.value(of: words[1]) else {
            report(
                .notAMoment, at: text.range,
                "\(words[1].quoted) is geen maat voor tijd. Kies uit: dagen, weken, maanden, jaar, werkdagen, "
                    + "schooldagen, schoolweken."
                    + hint(words[1], among: Vocabulary.units.all + Vocabulary.months.all))
            return .unread
        }
        guard let amount = Int(words[0]), amount <= Self.longest(unit) else {
            report(
                .notAMoment, at: text.range,
                "\(words[0].quoted) \(words[1]) is te veel. Een termijn is hooguit honderd jaar.")
            return .unread
        }
        let duration = SchoolDuration(amount: amount, unit: unit)
        let rest = Array(words.dropFirst(2))
        guard !rest.isEmpty else { return .span(duration) }
        guard rest.count == 2, rest[0] == Keyword.after.rawValue || rest[0] == Keyword.before.rawValue else {
            reportNotAMoment(text)
            return .unread
        }
        let isAfter = rest[0] == Keyword.after.rawValue
        if rest[1] == "vandaag" {
            report(
                .notAMoment, at: text.range,
                isAfter
                    ? "Van `vandaag` wordt niet geteld. Schrijf alleen `\(words[0]) \(words[1])`: dat telt van de dag zelf."
                    : "Van `vandaag` wordt niet teruggeteld: wat dan moest is altijd al voorbij. Noem een dag die nog komt, zoals "
                        + "`\(words[0]) \(words[1]) voor gespreksdatum`."
            )
            return .unread
        }
        return .relative(duration, isAfter ? .after : .before, anchorName(rest[1], in: text))
    }

    /// Some hundred years: more is a slip, and would leave the years that can be written down.
    private static func longest(_ unit: SchoolDuration.Unit) -> Int {
        switch unit {
        case .years: 100
        case .months: 1_200
        case .weeks, .schoolWeeks: 5_000
        case .days, .workingDays, .schoolDays: 36_500
        }
    }

    /// The last word of the text, with its own place when the text stands on one line without quotes.
    private func anchorName(_ name: String, in text: Located<String>) -> Located<String> {
        let (start, end) = (text.range.start, text.range.end)
        guard start.line == end.line, end.column - start.column == text.value.unicodeScalars.count else {
            return Located(value: name, range: text.range)
        }
        let first = SourcePosition(line: end.line, column: end.column - name.unicodeScalars.count)
        return Located(value: name, range: SourceRange(start: first, end: end))
    }

    private mutating func reportNotAMoment(_ text: Located<String>) {
        report(
            .notAMoment, at: text.range,
            "\(text.value.quoted) is geen termijn. Schrijf bijvoorbeeld `6 weken`, `10 schooldagen na gesprek`, "
                + "`3 werkdagen voor gespreksdatum`, `1 februari`, `derde week september`, `31 juli na aanleiding` of `dezelfde dag`."
        )
    }
}
