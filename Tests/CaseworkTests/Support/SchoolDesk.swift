import CardEngine
import CardLanguage
import CaseStore
import Casework
import Foundation
import SchoolTime
import Synchronization

/// The fictional school with a store, at which people work on a day.
struct SchoolDesk {
    /// The files of the small school of the tests.
    static let files: [SourceText] = {
        let tests = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        return CardFolder(path: tests.appending(path: "Oefenschool/Kwaliteitskaarten").path).items()
            .compactMap {
                if case .text(let source) = $0 { source } else { nil }
            }
    }()

    static let everyone: [PersonID] = ["bas", "carla", "dirk", "elif", "femke", "gijs"]

    let store: WatchedStore
    var shelf: Shelf
    private let ids = Mutexed(["k7m3", "k7m4", "k7m5", "k7m6"])

    init(isPractice: Bool = true, changing text: String = "", to other: String = "") {
        store = WatchedStore(isPractice: isPractice)
        shelf = Self.shelf(changing: text, to: other)
    }

    /// The files, with one text replaced in all of them.
    static func shelf(changing text: String = "", to other: String = "") -> Shelf {
        Shelf(
            files.map { source in
                let contents = String(decoding: source.bytes, as: UTF8.self)
                let changed = text.isEmpty ? contents : contents.replacing(text, with: other)
                return .text(SourceText(name: source.name, text: changed))
            }, beside: nil)
    }

    /// The desk of a person on a day of November 2026.
    func desk(of person: PersonID, on day: Int = 2, enteredBy: PersonID? = nil) throws -> Workplace {
        let number = Day(year: 2026, month: 11, day: day)?.number ?? 0
        let time = Timestamp(secondsSince1970: number * 86_400 + 36_000, offsetSeconds: 3_600)
        return try Workplace(
            store: store, shelf: shelf, clock: Clock { time },
            identity: Identity(actor: person, enteredBy: enteredBy), drawCaseID: { ids.next() })
    }

    /// The ids that are drawn from now on, in this order.
    func draw(_ next: CaseID...) { ids.replace(with: next) }

    /// Bas starts the meldcode about a pupil who does not exist.
    @discardableResult
    func start(_ pupil: String = "0412") throws -> CaseID {
        try desk(of: "bas").startCase("meldcode", subject: pupil, group: "groep-geel").caseID
    }

    /// Somebody completes a step of a case.
    @discardableResult
    func complete(
        _ id: CaseID, _ visit: Int, by person: PersonID = "femke", on day: Int = 2, outcome: String? = nil,
        values: [(field: String, text: String)] = [], absent: [(role: String, reason: String)] = []
    ) throws -> Casework.Progress {
        var answers = StepAnswers()
        answers.outcome = outcome
        answers.values = values
        answers.absent = absent
        return try desk(of: person, on: day)
            .completeStep(CaseReference(caseID: id, visit: visit), answers)
    }

    /// Every entry of the log.
    func log() throws -> [LogEntry] { try store.base.read { try $0.entries() } }
}

/// Ids that come one by one; the last one goes on for ever.
final class Mutexed: Sendable {
    private let ids: Mutex<[CaseID]>

    init(_ ids: [CaseID]) { self.ids = Mutex(ids) }

    func next() -> CaseID { ids.withLock { $0.count > 1 ? $0.removeFirst() : $0[0] } }

    func replace(with next: [CaseID]) { ids.withLock { $0 = next } }
}

/// A store that counts its transactions, and can fail at the very end of one.
final class WatchedStore: CaseStore {
    struct Failure: Error {}

    let base: InMemoryCaseStore
    private let counts = Mutex((writes: 0, reads: 0))
    private let isFailing = Mutex(false)

    init(isPractice: Bool) { base = InMemoryCaseStore(isPractice: isPractice) }

    var isPractice: Bool { base.isPractice }
    var writes: Int { counts.withLock { $0.writes } }
    var reads: Int { counts.withLock { $0.reads } }

    func failAtTheEnd(_ fails: Bool) { isFailing.withLock { $0 = fails } }

    func read<Result>(_ work: (any CaseReading) throws -> Result) throws -> Result {
        counts.withLock { $0.reads += 1 }
        return try base.read(work)
    }

    func write<Result>(_ work: (any CaseWriting) throws -> Result) throws -> Result {
        counts.withLock { $0.writes += 1 }
        return try base.write { writing in
            let result = try work(writing)
            if isFailing.withLock({ $0 }) { throw Failure() }
            return result
        }
    }
}
