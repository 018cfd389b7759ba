public import SchoolTime

/// What was filled in in a field.
public enum FieldValue: Hashable, Sendable {
    case text(String)
    case number(Number)
    case date(Day)
    case yesNo(Bool)
    case choice(String)
    case choices([String])
    case document(String)
    case person(PersonID)
    /// A pupil's number.
    case pupil(String)
    case rows([Row])
}

/// A row of a list.
public struct Row: Hashable, Sendable, Codable {
    /// Its number in the list, from 1; a row keeps it for good.
    public let number: Int
    /// The cells that are filled in, by column.
    public let cells: [FieldID: FieldValue]

    /// A row of these cells.
    public init(number: Int, cells: [FieldID: FieldValue]) {
        self.number = number
        self.cells = cells
    }

    private enum CodingKeys: String, CodingKey {
        case number, cells
    }

    /// Reads the object.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        number = try container.decode(Int.self, forKey: .number)
        cells = .keyed(by: try container.decode([String: FieldValue].self, forKey: .cells))
    }

    /// Writes the cells as an object by column.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(number, forKey: .number)
        try container.encode(cells.plain(), forKey: .cells)
    }
}

extension Dictionary {
    /// The same with ids for keys: a dictionary of them is stored as an object.
    static func keyed<Kind>(by plain: [String: Value]) -> Self where Key == Identifier<Kind> {
        Dictionary(plain.map { (Key($0.key), $0.value) }, uniquingKeysWith: { first, _ in first })
    }

    /// The same with plain texts for keys.
    func plain<Kind>() -> [String: Value] where Key == Identifier<Kind> {
        [String: Value](map { ($0.key.rawValue, $0.value) }, uniquingKeysWith: { first, _ in first })
    }
}

/// The stored form: an object with one key that names the kind. The keys are a file format and never change.
extension FieldValue: Codable {
    private enum CodingKeys: String, CodingKey {
        case text, number, date, yesNo, choice, choices, document, person, pupil, rows
    }

    /// Writes the object; a number as text, so that it stays exact.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        switch self {
        case .text(let text): try container.encode(text, forKey: .text)
        case .number(let number): try container.encode(number.description, forKey: .number)
        case .date(let day): try container.encode(day, forKey: .date)
        case .yesNo(let answer): try container.encode(answer, forKey: .yesNo)
        case .choice(let option): try container.encode(option, forKey: .choice)
        case .choices(let options): try container.encode(options, forKey: .choices)
        case .document(let reference): try container.encode(reference, forKey: .document)
        case .person(let person): try container.encode(person, forKey: .person)
        case .pupil(let number): try container.encode(number, forKey: .pupil)
        case .rows(let rows): try container.encode(rows, forKey: .rows)
        }
    }

    /// Reads the object; more or fewer than one kind is a damaged file.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        guard container.allKeys.count == 1, let key = container.allKeys.first else {
            throw DecodingError.dataCorrupted(
                .init(codingPath: decoder.codingPath, debugDescription: "a value has exactly one kind"))
        }
        switch key {
        case .text: self = .text(try container.decode(String.self, forKey: key))
        case .number:
            guard let number = Number(try container.decode(String.self, forKey: key)) else {
                throw DecodingError.dataCorruptedError(
                    forKey: key, in: container, debugDescription: "not a number")
            }
            self = .number(number)
        case .date: self = .date(try container.decode(Day.self, forKey: key))
        case .yesNo: self = .yesNo(try container.decode(Bool.self, forKey: key))
        case .choice: self = .choice(try container.decode(String.self, forKey: key))
        case .choices: self = .choices(try container.decode([String].self, forKey: key))
        case .document: self = .document(try container.decode(String.self, forKey: key))
        case .person: self = .person(try container.decode(PersonID.self, forKey: key))
        case .pupil: self = .pupil(try container.decode(String.self, forKey: key))
        case .rows: self = .rows(try container.decode([Row].self, forKey: key))
        }
    }
}
