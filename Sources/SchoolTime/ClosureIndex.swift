/// Finds the closure on a day quickly: the closures cut into spans that are sorted and do not overlap.
struct ClosureIndex: Sendable {
    private struct Span {
        let firstDay: Day
        let closure: Closure
    }

    private let spans: [Span]

    /// Where closures overlap, the one that began first is given; of two that began together, the first in
    /// the list as long as it lasts.
    init(_ closures: [Closure]) {
        var spans: [Span] = []
        let sorted = closures.sorted { $0.firstDay < $1.firstDay }
        for closure in sorted where closure.firstDay <= closure.lastDay {
            guard let previous = spans.last?.closure.lastDay, previous >= closure.firstDay else {
                spans.append(Span(firstDay: closure.firstDay, closure: closure))
                continue
            }
            if closure.lastDay > previous {
                spans.append(Span(firstDay: previous + 1, closure: closure))
            }
        }
        self.spans = spans
    }

    /// The closure on this day, if any.
    func closure(on day: Day) -> Closure? {
        var low = 0
        var high = spans.count
        while low < high {
            let middle = low + (high - low) / 2
            if spans[middle].firstDay <= day {
                low = middle + 1
            } else {
                high = middle
            }
        }
        guard low > 0 else { return nil }
        let closure = spans[low - 1].closure
        return day <= closure.lastDay ? closure : nil
    }
}
