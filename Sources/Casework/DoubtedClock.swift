import CardEngine
import CaseStore
public import SchoolTime

extension Workplace {
    /// The days that the clock of the machine may tell, from that on which anything was recorded last. Later than any holiday
    /// lasts, or earlier by more than a clock that is hours off, it is doubted.
    private static let trustedDays = -1...100

    /// The day on which anything was recorded last, when that is so far from today that the clock of the machine may be wrong;
    /// what begins, expires or becomes fact by such a clock does not come back when it is set right, and what it dates before
    /// what led to it stands still until the day comes. Where people practise any day may come after another.
    ///
    /// - Throws: `StoreFailure`.
    public func lastRecordedElsewhen() throws -> Day? {
        try store.read { try $0.lastEntry() }.map(\.event.stamp.day).flatMap { last in
            let days = clock.today - last
            return Self.trustedDays.contains(days) || store.isPractice && days < 0 ? nil : last
        }
    }

    /// The same as long as nobody said that the clock is right (`kaart dag --toch`): one reads, and records nothing.
    public func doubtingTheClock() -> Workplace { with(DoubtingStore(base: store)) }
}

/// A store in which nothing is recorded, for it is not sure on which day.
private struct DoubtingStore: CaseStore {
    let base: any CaseStore

    var isPractice: Bool { base.isPractice }

    func read<Result>(_ work: (any CaseReading) throws -> Result) throws -> Result { try base.read(work) }

    func write<Result>(_ work: (any CaseWriting) throws -> Result) throws -> Result {
        throw CaseworkFailure.clockNotTrusted
    }
}
