import CardEngine
import Casework
import Synchronization

/// Chance that falls the same way every time, so that the demo tells the same year to everyone (SplitMix64).
struct DemoDice: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) {
        state = seed
    }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    /// Whether something happens that happens so many times in a hundred.
    mutating func happens(_ percentage: Int) -> Bool {
        Int.random(in: 0..<100, using: &self) < percentage
    }
}

/// The ids of the cases of the demo: drawn as always, but the same every time.
final class DemoCaseIDs: Sendable {
    private let dice = Mutex(DemoDice(seed: 2026))

    func next() -> CaseID {
        dice.withLock { CaseID.random(using: &$0) }
    }
}
