import Foundation
import Testing

/// The power fails at any moment of a command: what was not synchronized is lost, there in another order, or torn. What the
/// program told is there, what it did not tell is there whole or not at all, and the next command works.
@Suite("A command, and the power fails")
struct PowerTests {
    private static let parts = 2
    /// Its seeds are the places in the list of all moments and losses, over and over, each time with another chance.
    private static let harness = HarnessRun("power", count: 2000)

    /// After how many events of which command, and what is lost then.
    private struct Place {
        let scene: PowerScene
        let moment: Int
        let loss: DiskRecord.Loss
    }

    private static let places: Result<[Place], any Error> = Result {
        try PowerScene.all.get().flatMap { scene in
            (1...scene.record.events.count).flatMap { moment in
                DiskRecord.Loss.allCases.map { Place(scene: scene, moment: moment, loss: $0) }
            }
        }
    }

    @Test("what was told is there, and the rest whole or not at all", arguments: 0..<parts)
    func failing(part: Int) throws {
        let places = try Self.places.get()
        var seen: Set<[Int]> = []
        var passed = 0
        var failed: [UInt64] = []
        for number in stride(from: part, to: Self.harness.count, by: Self.parts) {
            // Few lie apart.
            let further = max(number, number * places.count / Self.harness.count)
            let seed = Self.harness.firstSeed &+ UInt64(further)
            let place = places[Int(seed % UInt64(places.count))]
            if let fault = try Self.fault(at: place, seed: seed, seen: &seen) {
                failed.append(seed)
                Issue.record(
                    "seed \(seed), \(place.scene.name), event \(place.moment), \(place.loss): \(fault)")
            } else {
                passed += 1
            }
        }
        print("power, part \(part): \(seen.count) images differ, and were looked at")
        Self.harness.tell(passed, failed: failed)
    }

    @Test(
        "a sync that never happened is noticed: of the store's commit, of a file, of a folder that was made",
        arguments: [
            ("klaar", [1, 2, 3, 4]), ("medewerkers.csv", [0, 1]), ("toon", [0, 1]), ("init", [0, 12, 18]),
        ])
    func forgotten(word: String, syncs: [Int]) throws {
        let scene = try #require(try PowerScene.all.get().first { $0.arguments.contains(word) })
        for number in syncs {
            let places = scene.record.syncs
            try #require(number < places.count)
            #expect(try Self.isNoticed(scene, without: places[number]), "\(word), sync \(number)")
        }
    }

    /// Whether anything is found when the program forgets to synchronize at a place.
    private static func isNoticed(_ scene: PowerScene, without sync: Int) throws -> Bool {
        let record = scene.record.without(syncAt: sync)
        var seen: Set<Int> = []
        for moment in (sync + 1...record.events.count).reversed() {
            for (number, loss) in DiskRecord.Loss.allCases.enumerated() {
                var chance = Chance(seed: UInt64(moment * 10 + number))
                let image = record.image(at: moment, losing: loss, by: &chance)
                guard seen.insert(scene.fingerprint(of: image, at: moment)).inserted else { continue }
                if try scene.fault(in: image, at: moment, of: record, isProgramRun: false) != nil {
                    return true
                }
            }
        }
        return false
    }

    private static func fault(at place: Place, seed: UInt64, seen: inout Set<[Int]>) throws -> String? {
        let (scene, record) = (place.scene, place.scene.record)
        var chance = Chance(seed: seed)
        let image = record.image(at: place.moment, losing: place.loss, by: &chance)
        // The program takes its time.
        let isProgramRun = chance.next(below: 16) == 0
        let fingerprint = scene.fingerprint(of: image, at: place.moment)
        guard seen.insert([fingerprint, isProgramRun ? 1 : 0]).inserted else { return nil }
        return try scene.fault(in: image, at: place.moment, of: record, isProgramRun: isProgramRun)
    }
}
