import Casework
import Foundation
import SchoolTime
import Testing

/// Every day of ten years as we count them, and which day it is in Amsterdam at every hour of them, as a file that the judges
/// in `Tests/Judges` hold against Python.
///
/// A line for a month: its name, the number of its first day, the weekday of each day, at which hour in UTC each day began (`w`
/// at 23, `z` at 22 the day before), and which days fall otherwise a month later. And a line for each quarter around a change of
/// the clocks.
@Suite("Every day of ten years")
struct DaysGoldenTests {
    private static let first = 2021
    private static let last = 2030
    private let zone = TimeZone(identifier: "Europe/Amsterdam")

    private func timestamp(_ seconds: Int) throws -> Timestamp {
        Timestamp(Date(timeIntervalSince1970: TimeInterval(seconds)), in: try #require(zone))
    }

    private func month(_ month: Int, of year: Int) throws -> String {
        let first = try #require(Day(year: year, month: month, day: 1))
        let days = (0..<31).map { first + $0 }.filter { $0.month == month }
        for (index, day) in days.enumerated() {
            #expect(Day(year: year, month: month, day: index + 1) == day)
            #expect(Day(iso: "\(day)") == day && day.year == year)
        }
        let starts = try days.map { day in
            let noonBefore = (day.number - 1) * 86_400 + 43_200
            let hours = try (0..<24).map { try timestamp(noonBefore + $0 * 3_600).day }
            #expect(hours == hours.sorted() && Set(hours) == [day - 1, day])
            return switch hours.firstIndex(of: day) {
            case 10: "z"
            case 11: "w"
            default: "?"
            }
        }
        let later = days.filter { $0.adding(months: 1).dayOfMonth != $0.dayOfMonth }
            .map { " \($0.dayOfMonth)>\($0.adding(months: 1).dayOfMonth)" }
        let name = "\(first)".prefix(7)
        let weekdays = days.map { "\($0.weekday.rawValue)" }.joined()
        return "\(name) \(first.number) \(weekdays) \(starts.joined())\(later.joined())\n"
    }

    /// Each quarter from two hours before a change to two after it.
    private func changes(in year: Int) throws -> [String] {
        let begin = try #require(Day(year: year, month: 1, day: 1)).number * 86_400
        return try stride(from: begin, to: begin + 366 * 86_400, by: 3_600).filter { hour in
            try timestamp(hour - 1).offsetSeconds != timestamp(hour).offsetSeconds
        }.flatMap { change in
            try (-8...8).map { quarter in
                let now = try timestamp(change + quarter * 900)
                return "\(now.secondsSince1970) \(now.day) \(now.secondOfDay) \(now.offsetSeconds)\n"
            }
        }
    }

    @Test("is as in the golden file")
    func agreesWithTheGoldenFile() throws {
        var text = ""
        for year in Self.first...Self.last {
            for month in 1...12 { text += try self.month(month, of: year) }
            text += try changes(in: year).joined()
        }
        let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Golden/dagen.txt")
        let recorded = try? String(contentsOf: file, encoding: .utf8)
        if recorded == nil || ProcessInfo.processInfo.environment["RECORD_GOLDEN"] == "1" {
            try FileManager.default.createDirectory(
                at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
            try text.write(to: file, atomically: true, encoding: .utf8)
        }
        #expect(recorded == text)
    }
}
