extension Day: CustomStringConvertible {
    /// The day of an ISO 8601 date of exactly the form `2026-11-23`, in ASCII digits; nil for any other text
    /// and for a day that does not exist.
    public init?(iso text: String) {
        guard text.utf8.count == 10 else { return nil }
        var reader = ISOReader(text)
        self.init(reader: &reader)
    }

    /// The day that the next ten bytes of a text write down.
    init?(reader: inout ISOReader) {
        guard
            let year = reader.number(digits: 4), reader.skip("-"),
            let month = reader.number(digits: 2), reader.skip("-"),
            let day = reader.number(digits: 2)
        else { return nil }
        self.init(year: year, month: month, day: day)
    }

    /// The ISO 8601 date, such as `2026-11-23`.
    public var description: String {
        let date = civil
        return "\(date.year.padded(to: 4))-\(date.month.padded(to: 2))-\(date.day.padded(to: 2))"
    }
}
