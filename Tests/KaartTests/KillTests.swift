import Foundation
import Testing

/// The program is killed at any moment of a day's work. What it confirmed is there, what it did not confirm is there whole or
/// not at all, and the next command works.
@Suite("A day's work, killed")
struct KillTests {
    private static let parts = 2
    private static let harness = HarnessRun("kills", count: 300)

    @Test("at any moment", arguments: 0..<parts)
    func killed(part: Int) throws {
        let day = try Workday.shared.get()
        let share = Self.harness.share(of: part, among: Self.parts)
        var kills = 0
        var journals = 0
        var failed: [UInt64] = []
        var seed = Self.harness.firstSeed &+ UInt64(part)
        while kills < share {
            var shift = try Shift(day, seed: seed, limit: share - kills)
            let fault = try shift.work()
            if let fault {
                failed.append(seed)
                Issue.record("seed \(seed), \(Workday.steps[shift.position].name): \(fault)")
            }
            kills += shift.kills
            journals += shift.journals
            seed &+= UInt64(Self.parts)
        }
        Self.harness.tell(kills - failed.count, failed: failed)
        // Some in the midst of a transaction, which the next command takes back.
        #expect(share < 100 || journals > 0)
    }
}

/// A workday in which the program is killed as often as chance wants, until all of it is done.
private struct Shift {
    let day: Workday
    let practice: Practice
    private let limit: Int
    private var chance: Chance
    private var state: Workday.State
    private(set) var position = 0
    private(set) var kills = 0
    /// How often a kill left a journal.
    private(set) var journals = 0

    /// - Parameter limit: after so many it is left in peace.
    init(_ day: Workday, seed: UInt64, limit: Int) throws {
        self.day = day
        self.limit = limit
        practice = try Practice(copying: day.schools[0])
        chance = Chance(seed: seed)
        state = day.states[0]
    }

    /// The first fault, or nil when all was done and nothing was amiss.
    mutating func work() throws -> String? {
        while position < Workday.steps.count {
            if let fault = try round() { return fault }
            if state == day.states[position + 1] { position += 1 }
        }
        position -= 1
        let checked = try practice.kaart("nazien")
        return checked.status == 0 && checked.remarks.isEmpty ? nil : "\(checked)"
    }

    private mutating func round() throws -> String? {
        let step = Workday.steps[position]
        let usual = day.lengths[position]
        let isWithin = chance.next(below: 2) == 0
        let earliest = isWithin && !step.isMany ? 0 : chance.next(below: usual + usual / 10)
        // A transaction takes some milliseconds.
        let further = isWithin ? chance.next(below: 8_000_000) : 0
        let journal = practice.storePath + "-journal"
        let process = try RunningProcess(
            BuiltProgram.path, step.arguments(after: state.log), in: practice.folder.url)
        let start = monotonicTime()
        var seen: Int?
        let isKilled =
            kills < limit
            && process.kill {
                let now = monotonicTime()
                guard now - start >= earliest else { return false }
                guard isWithin else { return true }
                if seen == nil, access(journal, F_OK) == 0 { seen = now }
                return seen.map { now - $0 >= further } ?? false
            }
        if isKilled {
            kills += 1
            if access(journal, F_OK) == 0 { journals += 1 }
        }
        let outcome = try process.finish()
        do {
            state = try Workday.State(of: practice, known: day.known)
        } catch {
            return "\(error)"
        }
        if !isKilled {
            guard outcome.status == 0 else { return "\(outcome)" }
            if let left = try day.leftOver(in: practice) { return left }
        }
        return day.fault(
            in: state, afterStep: position, isConfirmed: !isKilled || !outcome.output.isEmpty)
    }
}
