extension Timestamp: CustomStringConvertible {
    /// The moment of an ISO 8601 text of exactly the form `2026-11-23T19:36:40+01:00` or
    /// `2026-11-23T18:36:40Z`; nil for any other text. A leap second, and `-00:00` ("offset unknown" in RFC
    /// 3339), are refused.
    public init?(iso text: String) {
        let length = text.utf8.count
        guard length == 20 || length == 25 else { return nil }
        var reader = ISOReader(text)
        guard
            let day = Day(reader: &reader), reader.skip("T"),
            let hour = reader.number(digits: 2), hour < 24, reader.skip(":"),
            let minute = reader.number(digits: 2), minute < 60, reader.skip(":"),
            let second = reader.number(digits: 2), second < 60,
            let offset = length == 20 ? reader.skip("Z") ? 0 : nil : Timestamp.offset(&reader)
        else { return nil }
        let local = day.number * 86_400 + hour * 3_600 + minute * 60 + second
        self.init(secondsSince1970: local - offset, offsetSeconds: offset)
    }

    /// The seconds ahead of UTC that the next six bytes, such as `+01:00`, write.
    private static func offset(_ reader: inout ISOReader) -> Int? {
        guard
            let sign = reader.sign(),
            let hours = reader.number(digits: 2), hours < 24, reader.skip(":"),
            let minutes = reader.number(digits: 2), minutes < 60
        else { return nil }
        let seconds = hours * 3_600 + minutes * 60
        guard sign > 0 || seconds > 0 else { return nil }
        return sign * seconds
    }

    /// The ISO 8601 text, such as `2026-11-23T19:36:40+01:00`, with `Z` for no offset. `init(iso:)` reads it
    /// back, for local days in the years 1...9999.
    public var description: String {
        let second = secondOfDay
        let hours = (second / 3_600).padded(to: 2)
        let minutes = (second / 60 % 60).padded(to: 2)
        return "\(day)T\(hours):\(minutes):\((second % 60).padded(to: 2))\(offsetText)"
    }

    private var offsetText: String {
        guard offsetSeconds != 0 else { return "Z" }
        let sign = offsetSeconds < 0 ? "-" : "+"
        let minutes = abs(offsetSeconds) / 60
        return "\(sign)\((minutes / 60).padded(to: 2)):\((minutes % 60).padded(to: 2))"
    }
}
