import Foundation

/// What `./setup` asks of a check at length, and the line in which it hears how it went.
struct HarnessRun {
    let name: String
    /// How much is tried, in all parts together.
    let count: Int
    let firstSeed: UInt64

    /// - Parameter count: how much when nobody asks.
    init(_ name: String, count: Int) {
        let environment = ProcessInfo.processInfo.environment
        self.name = name
        let asked = environment["HARNESS_COUNT"]
        self.count = asked == "all" ? .max : Int(asked ?? "") ?? count
        firstSeed = UInt64(environment["HARNESS_SEED"] ?? "") ?? 0
    }

    /// How much a part does.
    func share(of part: Int, among parts: Int) -> Int { (count + parts - 1 - part) / parts }

    func tell(_ passed: Int, failed: [UInt64]) {
        print("seed \(firstSeed), \(name): \(passed) passed, \(failed.count) failed: \(failed)")
    }
}
