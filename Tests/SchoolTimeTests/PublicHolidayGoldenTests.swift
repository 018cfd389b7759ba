import Foundation
import SchoolTime
import Testing

/// The public holidays as a file, which the judges in `Tests/Judges` hold against other calendars.
@Suite struct PublicHolidayGoldenTests {
    /// A changed file is read like code: RECORD_GOLDEN=1 writes it anew, and the difference is reviewed.
    @Test func agreesWithTheGoldenFile() throws {
        let days = day("1995-01-01").number...day("2050-12-31").number
        let lines = days.map { Day(number: $0) }.compactMap { day in
            PublicHoliday.on(day).map { "\(day) \($0.title)\n" }
        }
        let text = lines.joined()
        let file = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "Golden/feestdagen.txt")
        let recorded = try? String(contentsOf: file, encoding: .utf8)
        if recorded == nil || ProcessInfo.processInfo.environment["RECORD_GOLDEN"] == "1" {
            try FileManager.default.createDirectory(
                at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
            try text.write(to: file, atomically: true, encoding: .utf8)
        }
        let known = Set(recorded?.split(separator: "\n") ?? [])
        let found = Set(text.split(separator: "\n"))
        #expect(known.symmetricDifference(found).sorted() == [])
        let isSame = recorded == text
        #expect(isSame)
    }
}
