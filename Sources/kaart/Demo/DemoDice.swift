import CardEngine
import Casework
import Synchronization

/// Chance that falls the same way every time, so that the demo tells the same year to everyone (SplitMix64).
struct DemoDice: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) {
        state = seed
    }

    /// What falls to these names together, whatever else was drawn before (FNV-1a).
    init(of names: [String]) {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in names.joined(separator: "\n").utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
        self.init(seed: hash)
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
