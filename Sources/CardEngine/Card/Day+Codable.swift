public import SchoolTime

/// A day is stored as text, `2026-11-23`: only of the years 1...9999.
extension Day: Codable {
    /// Reads the text; anything else is a damaged file.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let day = Day(iso: try container.decode(String.self)) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "not a day")
        }
        self = day
    }

    /// Writes the text.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }

    /// Whether the day can be stored and read back. Counting can lead outside the years that can be written.
    var isStorable: Bool { Self.storable.contains(self) }

    /// 1 January of the year 1 up to and including 31 December 9999.
    private static let storable = Day(number: -719_162)...Day(number: 2_932_896)
}
