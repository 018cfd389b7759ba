import CardEngine
import CaseStore
public import SchoolTime

extension Workplace {
    /// After so many days in which nothing was recorded the clock of the machine is doubted: longer than any holiday.
    private static let mostSilentDays = 100

    /// The day on which anything was recorded last, when that is so long ago that the clock of the machine may be wrong; what
    /// begins, expires or becomes fact by such a clock does not come back when it is set right.
    ///
    /// - Throws: `StoreFailure`.
    public func lastRecordedLongAgo() throws -> Day? {
        try store.read { try $0.lastEntry() }.flatMap { last in
            clock.today - last.event.stamp.day > Self.mostSilentDays ? last.event.stamp.day : nil
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
