import Foundation

/// What libFuzzer drives: one reader, and what must hold of whatever it makes of the bytes. `./setup fuzz` builds it.
enum FuzzTarget: String, CaseIterable {
    case card, school, year, scenario, moment, csv, event

    /// The one that `FUZZ_TARGET` names.
    static let chosen = ProcessInfo.processInfo.environment["FUZZ_TARGET"].flatMap {
        FuzzTarget(rawValue: $0)
    }

    func run(_ bytes: [UInt8]) {
        switch self {
        case .card: Readers.card(bytes)
        case .school: Readers.school(bytes)
        case .year: Readers.year(bytes)
        case .scenario: Readers.scenario(bytes)
        case .moment: Readers.moment(bytes)
        case .csv: Readers.csv(bytes)
        case .event: Readers.event(bytes)
        }
    }
}

/// Stops the run: libFuzzer keeps the bytes.
func hold(_ condition: Bool, _ what: @autoclosure () -> String) {
    if !condition { fatalError(what()) }
}

@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzOneInput(_ data: UnsafePointer<UInt8>?, _ size: Int) -> CInt {
    guard let target = FuzzTarget.chosen else {
        fatalError("FUZZ_TARGET is none of \(FuzzTarget.allCases.map(\.rawValue))")
    }
    target.run(Array(UnsafeBufferPointer(start: data, count: size)))
    return 0
}
