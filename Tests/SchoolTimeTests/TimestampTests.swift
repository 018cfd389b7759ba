import SchoolTime
import Testing

@Suite struct TimestampTests {
    @Test func readsAndWrites() throws {
        let text = "2026-11-23T19:36:40+01:00"
        let stamp = try #require(Timestamp(iso: text))
        #expect(stamp.description == text)
        #expect(stamp.offsetSeconds == 3_600)
        #expect(stamp.day == day("2026-11-23"))
        #expect(stamp.secondOfDay == 19 * 3_600 + 36 * 60 + 40)
        #expect(stamp == Timestamp(secondsSince1970: 1_795_459_000, offsetSeconds: 3_600))
        #expect(Timestamp(iso: "2026-11-23T18:36:40Z")?.secondsSince1970 == stamp.secondsSince1970)
    }

    @Test(arguments: [
        "1970-01-01T00:00:00Z", "1969-12-31T23:59:59Z", "2026-12-31T23:59:59+01:00",
        "2027-01-01T00:00:00+01:00",
        "2027-01-01T00:30:00+01:00", "2028-02-29T12:00:00-05:30", "0001-01-01T00:00:00+23:59",
        "9999-12-31T23:59:59-23:59", "2026-10-25T02:30:00+02:00", "2026-10-25T02:30:00+01:00",
    ])
    func roundTrips(text: String) throws {
        let stamp = try #require(Timestamp(iso: text))
        #expect(stamp.description == text)
        #expect(stamp.day.description == text.prefix(10))
        #expect(Timestamp(iso: stamp.description) == stamp)
    }

    @Test func theLocalDayFollowsTheOffset() {
        #expect(Timestamp(secondsSince1970: -1, offsetSeconds: 0).day == day("1969-12-31"))
        #expect(Timestamp(secondsSince1970: -1, offsetSeconds: 0).secondOfDay == 86_399)
        #expect(Timestamp(secondsSince1970: -1, offsetSeconds: 3_600).day == day("1970-01-01"))
        #expect(Timestamp(secondsSince1970: 0, offsetSeconds: -60).description == "1969-12-31T23:59:00-00:01")
        #expect(Timestamp(iso: "2026-11-23T00:00:00+00:00")?.description == "2026-11-23T00:00:00Z")
    }

    @Test func offsetsAreWholeMinutes() {
        let stamp = Timestamp(secondsSince1970: 0, offsetSeconds: 1_172)
        #expect(stamp.offsetSeconds == 1_140)
        #expect(Timestamp(iso: stamp.description) == stamp)
        #expect(Timestamp(secondsSince1970: 0, offsetSeconds: -1_172).offsetSeconds == -1_140)
        #expect(
            Timestamp(secondsSince1970: 0, offsetSeconds: .max).description == "1970-01-01T23:59:00+23:59")
        #expect(
            Timestamp(secondsSince1970: 0, offsetSeconds: .min).description == "1969-12-31T00:01:00-23:59")
    }

    @Test(arguments: [UInt64(11), 12])
    func randomRoundTrips(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        for _ in 0..<3_000 {
            let stamp = Timestamp(
                secondsSince1970: Int.random(in: -62_135_000_000...253_402_000_000, using: &random),
                offsetSeconds: Int.random(in: -1_439...1_439, using: &random) * 60)
            let local = stamp.day.number * 86_400 + stamp.secondOfDay
            #expect(local == stamp.secondsSince1970 + stamp.offsetSeconds, "seed \(seed)")
            #expect(Timestamp(iso: stamp.description) == stamp, "seed \(seed), \(stamp)")
        }
    }

    @Test(arguments: [
        "", "2026-11-23", "2026-11-23T19:36:40", "2026-11-23T19:36:40z", "2026-11-23t19:36:40Z",
        "2026-11-23 19:36:40Z", "2026-11-23T24:00:00Z", "2026-11-23T19:60:00Z", "2026-12-31T23:59:60Z",
        "2026-02-30T19:36:40Z", "2026-11-23T19:36Z", "2026-11-23T19:36:40.5Z", "2026-11-23T19:36:40.123456Z",
        "2026-11-23T19:36:40+0100", "2026-11-23T19:36:40+01", "2026-11-23T19:36:40+24:00",
        "2026-11-23T19:36:40+01:60", "2026-11-23T19:36:40-00:00", "2026-11-23T19:36:40 01:00",
        "2026-11-23T19:36:40Z01:00", "2026-11-23T19:36:40−1:00", "2026-11-23T19:36:4０Z",
        "2026-11-23T19:36:40++1:00", "2026-11-23T+9:36:40Z", "2026-11-23T19:36:40+01:0\u{0301}",
        "2026-11-23T19:36:40ZZZZZZ", "2026-11-23T19:36:4\u{0660}", "0000-01-01T00:00:00Z",
    ])
    func refusesTextThatIsNoMoment(text: String) {
        #expect(Timestamp(iso: text) == nil)
    }
}
