import CardEngine
import Evaluation
import Testing

@Suite("Rounding")
struct RoundingTests {
    @Test(
        "a share is rounded to be read: never to all when one is missing, never to nothing when one is there",
        arguments: [
            (0, 3, "0%"), (1, 3, "33%"), (2, 3, "67%"), (3, 3, "100%"), (5, 8, "63%"), (1, 8, "13%"),
            (999, 1000, "99%"), (1999, 2000, "99%"), (1, 2000, "1%"), (1, 1_000_000, "1%"),
            (2000, 2000, "100%"),
            (1, 200, "1%"), (13, 15, "87%"),
        ])
    func percents(part: Int, whole: Int, text: String) {
        #expect(Fraction(part, of: whole).percentText() == text)
    }

    @Test(
        "beside a limit a share stays on its side of it",
        arguments: [
            (8, 9, "89", "88,9%"), (8, 9, "88", "89%"), (179, 200, "90", "89,5%"), (899, 1000, "90", "89,9%"),
            (89_999, 100_000, "90", "89,999%"), (9, 10, "90", "90%"), (1, 3, "33", "33,3%"),
            (999, 1000, "100", "99%"), (1, 1000, "0", "1%"), (1, 3, "33,3", "33,33%"),
        ])
    func besides(part: Int, whole: Int, limit: String, text: String) throws {
        let limit = try #require(Number(limit))
        #expect(Fraction(part, of: whole).percentText(besides: limit) == text)
    }

    @Test(
        "an average has two decimals, and more where it would seem to meet its limit",
        arguments: [
            (10, 8, "2", "1,25"), (4, 3, "2", "1,33"), (6, 3, "2", "2"), (2001, 1000, "2", "2,001"),
            (5, 2, "2", "2,5"),
        ])
    func averages(total: Int, count: Int, limit: String, text: String) throws {
        let limit = try #require(Number(limit))
        #expect(Fraction(total, of: count).text(besides: limit) == text)
    }

    @Test("a limit of fifteen digits is compared exactly")
    func exact() throws {
        let almost = try #require(Number("99,9999999999999"))
        #expect(Fraction(1_000_000, of: 1_000_000).order(toPercent: almost) == .more)
        #expect(Fraction(999_999, of: 1_000_000).order(toPercent: almost) == .less)
        let third = try #require(Number("33,3333333333333"))
        #expect(Fraction(1, of: 3).order(toPercent: third) == .more)
    }
}
