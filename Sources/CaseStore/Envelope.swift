import CardEngine
import SchoolTime

/// The stored form of an event without what is personal in it. The keys are a file format and never change.
struct Envelope {
    let caseID: CaseID
    let number: Int
    let stamp: Stamp
    let fact: Fact
    /// The hash of salt and content; nil when there is nothing personal in the event.
    let contentHash: String?
}

extension Envelope: Codable {
    private enum CodingKeys: String, CodingKey, CaseIterable {
        case format, day, time, actor, enteredBy, fact, number, content
        case caseID = "case"
    }

    /// Any key, to notice one that does not belong here.
    private struct AnyKey: CodingKey {
        let stringValue: String
        let intValue: Int? = nil

        init?(stringValue: String) {
            self.stringValue = stringValue
        }

        init?(intValue: Int) { nil }
    }

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        guard
            try container.decode(Int.self, forKey: .format) == EventCoding.format,
            let time = Timestamp(iso: try container.decode(String.self, forKey: .time))
        else {
            throw DecodingError.dataCorrupted(
                .init(codingPath: decoder.codingPath, debugDescription: "not an event of this format"))
        }
        caseID = try container.decode(CaseID.self, forKey: .caseID)
        number = try container.decode(Int.self, forKey: .number)
        stamp = Stamp(
            day: try container.decode(Day.self, forKey: .day), time: time,
            actor: try container.decode(PersonID.self, forKey: .actor),
            enteredBy: try container.decodeIfPresent(PersonID.self, forKey: .enteredBy))
        fact = try container.decode(Fact.self, forKey: .fact)
        contentHash = try container.decodeIfPresent(String.self, forKey: .content)
        let optional = (stamp.enteredBy == nil ? 0 : 1) + (contentHash == nil ? 0 : 1)
        guard try Self.keyCount(in: decoder) == CodingKeys.allCases.count - 2 + optional else {
            throw DecodingError.dataCorrupted(
                .init(codingPath: decoder.codingPath, debugDescription: "a key that does not belong here"))
        }
    }

    /// How many keys there are; to give their names takes longer.
    private static func keyCount(in decoder: any Decoder) throws -> Int {
        if let stored = decoder as? StoredDecoder { return stored.keyCount }
        return try decoder.container(keyedBy: AnyKey.self).allKeys.count
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(EventCoding.format, forKey: .format)
        try container.encode(caseID, forKey: .caseID)
        try container.encode(number, forKey: .number)
        try container.encode(stamp.day, forKey: .day)
        try container.encode(stamp.time.description, forKey: .time)
        try container.encode(stamp.actor, forKey: .actor)
        try container.encodeIfPresent(stamp.enteredBy, forKey: .enteredBy)
        try container.encode(fact, forKey: .fact)
        try container.encodeIfPresent(contentHash, forKey: .content)
    }
}
