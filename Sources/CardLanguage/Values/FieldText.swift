public import CardEngine
public import SchoolTime

/// How people write values of fields: the same in cards, scenarios and on the command line.
public enum FieldText {
    /// The value that a text means for a field, or what is wrong with it.
    ///
    /// A date is `2026-11-23` or `23-11-2026`; several options of a multiple choice are separated by commas.
    public static func value(of text: String, for field: Field) -> Result<FieldValue, ValueFault> {
        guard text.hasText else { return .failure(.empty) }
        switch field.kind {
        case .text, .longText: return .success(.text(text))
        case .document: return .success(.document(text))
        case .person: return .success(.person(PersonID(text)))
        case .pupil: return .success(.pupil(text))
        // Rows are given one by one, cell by cell.
        case .list: return .failure(.wrongKind)
        case .number: return Number(text).map { .success(.number($0)) } ?? .failure(.notANumber(text))
        case .wholeNumber:
            guard let number = Number(text) else { return .failure(.notANumber(text)) }
            return number.isWhole ? .success(.number(number)) : .failure(.notWhole(text))
        case .date: return day(of: text).map { .success(.date($0)) } ?? .failure(.notADate(text))
        case .yesNo:
            return Vocabulary.yesNo.value(of: text).map { .success(.yesNo($0)) }
                ?? .failure(.notYesOrNo(text))
        case .choice(let options):
            // As the card writes it, however the accents were composed.
            return options.first { $0 == text }.map { .success(.choice($0)) }
                ?? .failure(.notAnOption(text, known: options))
        case .multipleChoice(let options):
            return choices(in: text, options)
        }
    }

    /// The options that a text names, separated by commas. An option may hold commas itself: where one begins, the longest
    /// that can be meant counts.
    ///
    /// - Parameter meant: what somebody means by a word among others.
    static func choices(
        in text: String, _ options: [String],
        meant: (String, [String]) -> String = { word, _ in word }
    ) -> Result<FieldValue, ValueFault> {
        func parts(_ text: String) -> [String] {
            text.unicodeScalars.split(separator: ",").map {
                String(
                    String.UnicodeScalarView($0.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed()))
            }
        }
        let known = Dictionary(
            options.map { (parts($0).joined(separator: ", "), $0) }, uniquingKeysWith: { first, _ in first })
        let names = known.keys.sorted()
        var rest = parts(text)[...]
        var chosen: Set<String> = []
        while let first = rest.first {
            var length = rest.count
            var option: String?
            while option == nil, length > 0 {
                option = known[meant(rest.prefix(length).joined(separator: ", "), names)]
                if option == nil { length -= 1 }
            }
            guard let option else { return .failure(.notAnOption(first, known: options)) }
            chosen.insert(option)
            rest = rest.dropFirst(length)
        }
        return chosen.isEmpty ? .failure(.empty) : .success(.choices(options.filter { chosen.contains($0) }))
    }

    /// The answer of a signer, as people write it; nil when it is none.
    public static func signatureAnswer(of text: String) -> SignatureAnswer? {
        Vocabulary.answers.value(of: text)
    }

    /// Every answer of a signer, as people write it.
    public static var signatureAnswers: [String] { Vocabulary.answers.all }

    /// How people write the answer of a signer.
    public static func text(of answer: SignatureAnswer) -> String {
        Vocabulary.answers.words.first { $0.value == answer }?.word ?? answer.rawValue
    }

    /// What can happen to a subject, as people write it; nil when it is none of these.
    public static func subjectEvent(of text: String) -> SubjectEvent? { Vocabulary.events.value(of: text) }

    /// Everything that can happen to a subject, as people write it.
    public static var subjectEvents: [String] { Vocabulary.events.all }

    /// How people write what happened to a subject.
    public static func text(of event: SubjectEvent) -> String {
        Vocabulary.events.words.first { $0.value == event }?.word ?? event.rawValue
    }

    /// How a value is written.
    public static func text(of value: FieldValue) -> String {
        switch value {
        case .text(let text), .choice(let text), .document(let text): text
        case .number(let number): number.description
        case .date(let day): day.description
        case .yesNo(let answer): answer ? "ja" : "nee"
        case .choices(let options): options.joined(separator: ", ")
        case .person(let person): person.rawValue
        case .pupil(let number): number
        case .rows(let rows): rows.count == 1 ? "1 rij" : "\(rows.count) rijen"
        }
    }

    /// `2026-11-23` or `23-11-2026`.
    public static func day(of text: String) -> Day? {
        if let day = Day(iso: text) { return day }
        let parts = text.utf8.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
            .map { String(decoding: $0, as: UTF8.self) }
        guard parts.count == 3, parts[2].utf8.count == 4, parts[0].utf8.count <= 2, parts[1].utf8.count <= 2
        else {
            return nil
        }
        let padded = parts[0..<2].map { $0.utf8.count == 1 ? "0" + $0 : $0 }
        return Day(iso: "\(parts[2])-\(padded[1])-\(padded[0])")
    }
}
