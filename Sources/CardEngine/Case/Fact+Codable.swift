/// The stored form of a fact: its name under `type`, the rest under `data`. Names are a file format and never change.
extension Fact: Codable {
    private enum Name: String, Codable {
        case caseOpened = "case-opened"
        case stepOpened = "step-opened"
        case stepCompleted = "step-completed"
        case stepSkipped = "step-skipped"
        case stepCancelled = "step-cancelled"
        case choiceMade = "choice-made"
        case dateMoved = "date-moved"
        case dataDisclosed = "data-disclosed"
        case caseInterrupted = "case-interrupted"
        case caseEnded = "case-ended"
    }

    private enum CodingKeys: String, CodingKey {
        case type, data
    }

    /// Writes the name and the data.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        func put(_ name: Name, _ data: some Encodable) throws {
            try container.encode(name, forKey: .type)
            try container.encode(data, forKey: .data)
        }
        switch self {
        case .caseOpened(let data): try put(.caseOpened, data)
        case .stepOpened(let data): try put(.stepOpened, data)
        case .stepCompleted(let data): try put(.stepCompleted, data)
        case .stepSkipped(let data): try put(.stepSkipped, data)
        case .stepCancelled(let data): try put(.stepCancelled, data)
        case .choiceMade(let data): try put(.choiceMade, data)
        case .dateMoved(let data): try put(.dateMoved, data)
        case .dataDisclosed(let data): try put(.dataDisclosed, data)
        case .caseInterrupted(let data): try put(.caseInterrupted, data)
        case .caseEnded(let data): try put(.caseEnded, data)
        }
    }

    /// Reads them; a name that is not known is a damaged file, or one of a later release.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        func data<Data: Decodable>() throws -> Data { try container.decode(Data.self, forKey: .data) }
        switch try container.decode(Name.self, forKey: .type) {
        case .caseOpened: self = .caseOpened(try data())
        case .stepOpened: self = .stepOpened(try data())
        case .stepCompleted: self = .stepCompleted(try data())
        case .stepSkipped: self = .stepSkipped(try data())
        case .stepCancelled: self = .stepCancelled(try data())
        case .choiceMade: self = .choiceMade(try data())
        case .dateMoved: self = .dateMoved(try data())
        case .dataDisclosed: self = .dataDisclosed(try data())
        case .caseInterrupted: self = .caseInterrupted(try data())
        case .caseEnded: self = .caseEnded(try data())
        }
    }
}
