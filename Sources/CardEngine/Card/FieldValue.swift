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
}

/// The stored form: an object with one key that names the kind. The keys are a file format and never change.
extension FieldValue: Codable {
    private enum CodingKeys: String, CodingKey {
        case text, number, date, yesNo, choice, choices, document, person
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
        }
    }
}
