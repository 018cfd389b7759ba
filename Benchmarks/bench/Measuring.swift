import Foundation
import Glibc

/// The seconds that some work takes, waiting included.
func seconds(_ work: () throws -> Void) rethrows -> Double {
    let start = ContinuousClock.now
    try work()
    return (ContinuousClock.now - start) / .seconds(1)
}

/// The seconds that a core is busy with some work: what else the machine does meanwhile does not count.
func coreSeconds(_ work: () throws -> Void) rethrows -> Double {
    let start = coreTime()
    try work()
    return coreTime() - start
}

private func coreTime() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
}

/// Two pieces of work by turns, so that what disturbs the machine disturbs both.
struct Rounds {
    private(set) var ours: [Double] = []
    private(set) var theirs: [Double] = []

    mutating func add(_ ours: Double, _ theirs: Double) {
        self.ours.append(ours)
        self.theirs.append(theirs)
    }

    /// In each round ours as a multiple of theirs.
    var ratio: Spread { Spread(zip(ours, theirs).map { $0 / $1 }) }
}

/// What was measured several times: the middle one, and the outermost.
struct Spread {
    let median: Double
    let least: Double
    let most: Double

    init(_ values: [Double]) {
        let sorted = values.sorted()
        median = sorted.isEmpty ? .nan : sorted[sorted.count / 2]
        least = sorted.first ?? .nan
        most = sorted.last ?? .nan
    }
}

/// A line that is there at once, also in a file.
func say(_ line: String) { FileHandle.standardOutput.write(Data((line + "\n").utf8)) }

/// One line of the outcome: what was measured, the figure, the goal.
func tell(_ what: String, _ figure: String, goal: String? = nil, isMet: Bool? = nil) {
    let verdict = isMet.map { $0 ? "  met" : "  MISSED" } ?? ""
    say("  \(what): \(figure)" + (goal.map { "  (goal: \($0))" } ?? "") + verdict)
}

extension Double {
    /// With so many digits behind the point.
    func rounded(to digits: Int) -> String { String(format: "%.\(digits)f", self) }

    /// 1234567 as 1,234,567.
    var grouped: String {
        var digits = String(Int(self.rounded()))
        var parts: [String] = []
        while digits.count > 3 {
            parts.insert(String(digits.suffix(3)), at: 0)
            digits.removeLast(3)
        }
        return ([digits] + parts).joined(separator: ",")
    }

    /// Seconds as milliseconds.
    var milliseconds: String { (self * 1_000).rounded(to: 1) + " ms" }
}

extension Spread {
    /// `1.83 (1.79 to 2.10)`.
    func text(digits: Int = 2) -> String {
        "\(median.rounded(to: digits)) (\(least.rounded(to: digits)) to \(most.rounded(to: digits)))"
    }
}
