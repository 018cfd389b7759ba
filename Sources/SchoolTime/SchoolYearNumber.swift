/// Which school year: the one that begins on 1 August of a civil year. It needs no file of the school.
///
/// Source: Wet op het primair onderwijs, article 1: 1 August up to and including 31 July of the next year.
public struct SchoolYearNumber: Hashable, Comparable, Sendable {
    private static let firstMonth = 8

    /// The civil year in which the school year begins.
    public let startYear: Int

    /// The school year that begins on 1 August of this civil year.
    public init(startYear: Int) {
        self.startYear = startYear
    }

    /// The school year that holds the day.
    public init(of day: Day) {
        let date = day.civil
        startYear = date.month >= SchoolYearNumber.firstMonth ? date.year : date.year - 1
    }

    /// The name, such as "2026-2027".
    public var name: String { "\(startYear.padded(to: 4))-\((startYear + 1).padded(to: 4))" }

    /// 1 August.
    public var firstDay: Day {
        Day(civil: CivilDate(year: startYear, month: SchoolYearNumber.firstMonth, day: 1))
    }

    /// 31 July of the next civil year, included.
    public var lastDay: Day { next.firstDay - 1 }

    /// The school year after this one.
    public var next: SchoolYearNumber { SchoolYearNumber(startYear: startYear + 1) }

    /// The school year before this one.
    public var previous: SchoolYearNumber { SchoolYearNumber(startYear: startYear - 1) }

    /// Whether the left school year is the earlier one.
    public static func < (left: SchoolYearNumber, right: SchoolYearNumber) -> Bool {
        left.startYear < right.startYear
    }

    /// The civil year in which a month, 1...12, of this school year lies.
    func civilYear(ofMonth month: Int) -> Int {
        month >= SchoolYearNumber.firstMonth ? startYear : startYear + 1
    }
}
