import CaseStore
import CaseStoreSQLite
import Foundation
import Synchronization
import Testing

@testable import CardEngine

@Suite("SQLite: several connections")
struct RaceTests {
    let folder = TemporaryFolder()

    @Test("of two that append to the same history, exactly one wins")
    func race() throws {
        try SQLiteCaseStore.create(at: folder.storePath, isPractice: false).add(Samples.opening, to: "t-1")
        let stores = try (0..<2).map { _ in try SQLiteCaseStore.open(at: folder.storePath) }
        for round in 1...40 {
            let state = replay(try stores[0].read { try $0.events(of: "t-1") })
            let results = Mutex<[StoreFailure?]>([])
            DispatchQueue.concurrentPerform(iterations: 2) { index in
                var failure: StoreFailure?
                do {
                    try stores[index].write { transaction in
                        let event = Event(stamp: Samples.stamp, fact: Samples.stepOpened(round))
                        try transaction.append([event], to: "t-1", after: state)
                    }
                } catch {
                    failure = error as? StoreFailure ?? .other(path: "", code: 0)
                }
                results.withLock { $0.append(failure) }
            }
            let outcomes = results.withLock { $0 }
            #expect(outcomes.count { $0 == nil } == 1)
            #expect(outcomes.contains(.versionConflict("t-1", expected: round, found: round + 1)))
        }
        #expect(
            try stores[1].write { try $0.rebuild() }
                == RebuildReport(eventCount: 41, caseCount: 1, differing: []))
    }

    @Test("of two that make the same store, exactly one wins")
    func creation() throws {
        let path = folder.storePath
        let failures = Mutex<[StoreFailure]>([])
        DispatchQueue.concurrentPerform(iterations: 4) { _ in
            do {
                try SQLiteCaseStore.create(at: path, isPractice: false)
            } catch {
                failures.withLock { $0.append(error as? StoreFailure ?? .other(path: "", code: 0)) }
            }
        }
        #expect(failures.withLock { $0 } == Array(repeating: .exists(path: path), count: 3))
        #expect(try SQLiteCaseStore.open(at: path).read { try $0.cases() }.isEmpty)
    }
}
