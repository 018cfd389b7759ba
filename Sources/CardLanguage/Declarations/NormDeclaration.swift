import CardEngine
import SchoolTime

/// A norm as written.
struct NormDeclaration: Hashable, Sendable {
    /// `meet`, with its names not looked up.
    enum Measure: Hashable, Sendable {
        case onTime(Located<String>?, isStatutory: Bool)
        case coverage(Int?)
        case completed
        case caseTime
        case visitTime(Located<String>)
        case timeUntil(Located<String>)
        case outcome(Located<String>, Located<String>)
        case attendance(Located<String>, Located<String>)
        case repetition(Located<String>)

        /// The step of which it is measured; nil: of the whole case.
        var step: Located<String>? {
            switch self {
            case .onTime(let step, _): step
            case .visitTime(let step), .timeUntil(let step), .outcome(let step, _), .attendance(let step, _),
                .repetition(let step):
                step
            case .coverage, .completed, .caseTime: nil
            }
        }
    }

    let title: Located<String>
    /// Nil when it could not be read.
    let measure: Measure?
    let measureRange: SourceRange
    let condition: ConditionDeclaration?
    let minimum: Norm.Limit?
    let maximum: Norm.Limit?
}

/// The words with which `meet` begins.
enum MeasureWord: String, CaseIterable {
    case onTime = "op tijd"
    case statutoryOnTime = "wettelijk op tijd"
    case coverage = "dekking"
    case completed = "voltooid"
    case timeUntil = "doorlooptijd tot"
    case time = "doorlooptijd"
    case outcome = "uitkomst"
    case attendance = "aanwezig"
    case repetition = "herhaling"

    /// What may stand behind `dekking` besides a number.
    static let ever = "ooit"

    /// Each with its parts, the longest first: `doorlooptijd tot` before `doorlooptijd`.
    fileprivate static let longestFirst = allCases.map { (word: $0, parts: $0.rawValue.words) }
        .sorted { $0.parts.count > $1.parts.count }
}

extension DeclarationReader {
    mutating func norms(_ node: SyntaxNode?) -> [NormDeclaration] {
        let norms = items(node, of: "normen").map { norm($0) }
        reportDuplicates(norms.map(\.title), "De norm")
        return norms
    }

    private mutating func norm(_ node: SyntaxNode) -> NormDeclaration {
        let words = words(of: node, .norm)
        let measured = word(words[.measure])
        let measure = words[.measure] == nil || measured.value.isEmpty ? nil : measure(measured)
        if case .mapping(let entries) = node.content, !entries.isEmpty, words[.minimum] == nil,
            words[.maximum] == nil, entries.count == words.count
        {
            report(
                .missingWord, at: SourceRange(at: node.range.start),
                "Een norm heeft `minstens` of `hoogstens`, en die ontbreekt hier. Zet erbij wat goed genoeg is, zoals "
                    + "`minstens: 90%`.")
        }
        if words[.minimum] != nil, let maximum = words[.maximum] {
            report(
                .notOneKind, at: SourceRange(at: maximum.range.start),
                "Een norm heeft `minstens` of `hoogstens`, niet allebei. Maak er twee normen van.")
        }
        return NormDeclaration(
            title: runningText(words[.norm]), measure: measure, measureRange: measured.range,
            condition: condition(words[.condition]), minimum: limit(words[.minimum], of: measure),
            maximum: limit(words[.maximum], of: measure))
    }

    // MARK: - What is measured

    private mutating func measure(_ text: Located<String>) -> NormDeclaration.Measure? {
        let words = text.value.words
        guard let (word, parts) = MeasureWord.longestFirst.first(where: { words.starts(with: $0.parts) })
        else {
            report(
                .notAMeasure, at: text.range,
                "\(text.value.quoted) is niet te meten. Kies uit: \(MeasureWord.allCases.map(\.rawValue).joined(separator: ", "))."
                    + hint(words.first ?? "", among: MeasureWord.allCases.map(\.rawValue)))
            return nil
        }
        let rest = Array(words.dropFirst(parts.count))
        let names = rest.map { Located(value: $0, range: text.range(ofWord: $0)) }
        switch (word, rest.count) {
        case (.onTime, 0): return .onTime(nil, isStatutory: false)
        case (.onTime, 1): return .onTime(names[0], isStatutory: false)
        case (.statutoryOnTime, 0): return .onTime(nil, isStatutory: true)
        case (.statutoryOnTime, 1): return .onTime(names[0], isStatutory: true)
        case (.coverage, 0): return .coverage(1)
        case (.coverage, 1) where rest[0] == MeasureWord.ever: return .coverage(nil)
        case (.coverage, 1):
            if let count = rest[0].wholeNumber(in: 1...1_000) { return .coverage(count) }
        case (.completed, 0): return .completed
        case (.time, 0): return .caseTime
        case (.time, 1): return .visitTime(names[0])
        case (.timeUntil, 1): return .timeUntil(names[0])
        case (.outcome, 2...):
            let outcome = rest.dropFirst().joined(separator: " ")
            return .outcome(names[0], Located(value: outcome, range: text.range(ofWord: outcome)))
        case (.attendance, 2): return .attendance(names[0], names[1])
        case (.repetition, 1): return .repetition(names[0])
        case (.onTime, _), (.statutoryOnTime, _), (.coverage, _), (.completed, _), (.time, _),
            (.timeUntil, _), (.outcome, _), (.attendance, _), (.repetition, _):
            break
        }
        report(
            .notAMeasure, at: text.range, "\(text.value.quoted) is zo niet te meten. Schrijf \(word.form).")
        return nil
    }

    // MARK: - What is good enough

    private mutating func limit(_ node: SyntaxNode?, of measure: NormDeclaration.Measure?) -> Norm.Limit? {
        guard let node, let measure else { return nil }
        let text = word(node)
        guard !text.value.isEmpty else { return nil }
        switch measure {
        case .caseTime, .visitTime, .timeUntil: return duration(node).map { .time($0) }
        case .repetition:
            if let number = Number(text.value), Number(0) <= number { return .number(number) }
            report(
                .notANumber, at: text.range,
                "Bij `herhaling` hoort een getal, zoals `2` of `\"1,5\"`, geen \(text.value.quoted).")
        case .onTime, .coverage, .completed, .outcome, .attendance:
            let digits = String(text.value.unicodeScalars.dropLast()).words
            if text.value.unicodeScalars.last == "%", digits.count == 1, let share = Number(digits[0]),
                Number(0) <= share, share <= Number(100)
            {
                return .share(share)
            }
            report(
                .notANumber, at: text.range,
                "Hier hoort een deel van het geheel te staan, van 0% tot en met 100%, geen \(text.value.quoted). Schrijf "
                    + "bijvoorbeeld `90%`.")
        }
        return nil
    }
}

extension MeasureWord {
    /// How it is written, as complaints say it.
    fileprivate var form: String {
        switch self {
        case .onTime: "`op tijd` of `op tijd <stap>`"
        case .statutoryOnTime: "`wettelijk op tijd` of `wettelijk op tijd <stap>`"
        case .coverage: "`dekking`, `dekking 2` of `dekking ooit`"
        case .completed: "alleen `voltooid`"
        case .timeUntil: "`doorlooptijd tot <stap>`"
        case .time: "`doorlooptijd`, `doorlooptijd <stap>` of `doorlooptijd tot <stap>`"
        case .outcome: "`uitkomst <stap> <uitkomst>`"
        case .attendance: "`aanwezig <stap> <rol>`"
        case .repetition: "`herhaling <stap>`"
        }
    }
}

extension Located<String> {
    /// The place of a piece of a text that stands on one line without quotes; else that of the whole. Of a piece that
    /// stands there twice, the last.
    func range(ofWord piece: String) -> SourceRange {
        let scalars = Array(value.unicodeScalars)
        let wanted = Array(piece.unicodeScalars)
        guard range.start.line == range.end.line, range.end.column - range.start.column == scalars.count,
            let offset = (0...max(0, scalars.count - wanted.count)).last(where: { offset in
                scalars.dropFirst(offset).starts(with: wanted)
                    && (offset == 0 || scalars[offset - 1] == " ")
                    && (offset + wanted.count == scalars.count || scalars[offset + wanted.count] == " ")
            })
        else { return range }
        let line = range.start.line
        let column = range.start.column + offset
        return SourceRange(
            start: SourcePosition(line: line, column: column),
            end: SourcePosition(line: line, column: column + wanted.count))
    }
}
