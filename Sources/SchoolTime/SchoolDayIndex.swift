/// Counts school days without a walk over the days between: those of the school years that follow each other from the
/// first one on. Terms are counted anew before and after each command, so this is asked all the time.
struct SchoolDayIndex: Sendable {
    /// More than any school plans ahead; what lies beyond is walked.
    private static let longest = 20_000

    /// The first day that it knows.
    private var first = Day(number: 0)
    /// For each day from the first one on how many school days came before it, and at last how many there are.
    private var passed: [Int32] = []
    /// The school days, each as the number of days after the first one.
    private var offsets: [Int32] = []

    /// One that knows no day.
    init() {}

    /// The index of a calendar.
    init(of calendar: SchoolCalendar) {
        guard let year = calendar.years.first, year.firstDay <= year.lastDay else { return }
        first = year.firstDay
        var last = year.lastDay
        for year in calendar.years where year.firstDay <= last + 1 { last = max(last, year.lastDay) }
        for offset in 0...min(last - first, Self.longest) {
            passed.append(Int32(offsets.count))
            if calendar.kind(of: first + offset) == .schoolDay { offsets.append(Int32(offset)) }
        }
        passed.append(Int32(offsets.count))
    }

    /// The day so many school days, at least one, from this one; nil when not all days between are known here.
    func day(_ amount: Int, _ direction: Direction, from day: Day) -> Day? {
        let offset = day - first
        guard offset >= 0, offset < passed.count - 1, amount <= offsets.count else { return nil }
        let place =
            switch direction {
            case .after: Int(passed[offset + 1]) + amount - 1
            case .before: Int(passed[offset]) - amount
            }
        return offsets.indices.contains(place) ? first + Int(offsets[place]) : nil
    }
}
