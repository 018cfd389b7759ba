import CardEngine

/// The numbers that make a difference for tests: each number that they compare with, and one on either side.
struct NumberPoints {
    private let points: Set<Number>

    var values: [FieldValue?] { points.sorted().map { .number($0) } }

    init(_ tests: [Test], isWhole: Bool, minimum: Number?, maximum: Number?) {
        var bounds = Set([minimum, maximum].compactMap { $0 })
        for test in tests {
            switch test {
            case .atLeast(let number), .atMost(let number): bounds.insert(number)
            case .oneOf(let values):
                bounds.formUnion(values.compactMap(\.asNumber))
            case .before, .after, .empty, .filled: break
            }
        }
        if bounds.isEmpty { bounds.insert(Number(0)) }
        let scale = bounds.map(\.scale).max() ?? 0
        var points: Set<Number> = []
        for bound in bounds {
            if isWhole {
                let whole = bound.coefficient / Self.power(bound.scale)
                points.formUnion([Number(whole - 1), Number(whole), Number(whole + 1)])
            } else {
                points.formUnion([bound] + Self.neighbours(of: bound, scale: scale + 1))
            }
        }
        self.points = points.filter { point in
            (minimum.map { $0 <= point } ?? true) && (maximum.map { point <= $0 } ?? true)
        }
    }

    private static func power(_ exponent: Int) -> Int { (0..<exponent).reduce(1) { power, _ in power * 10 } }

    /// One unit of the last decimal below and above; none when that takes more digits than a number has.
    private static func neighbours(of number: Number, scale: Int) -> [Number] {
        guard scale <= 15 else { return [] }
        let (coefficient, overflow) = number.coefficient.multipliedReportingOverflow(
            by: power(scale - number.scale))
        guard !overflow else { return [] }
        return [coefficient - 1, coefficient + 1].compactMap { value in
            let digits = String(value.magnitude)
            let padded = String(repeating: "0", count: max(0, scale + 1 - digits.utf8.count)) + digits
            return Number("\(value < 0 ? "-" : "")\(padded.dropLast(scale)).\(padded.suffix(scale))")
        }
    }
}

extension FieldValue {
    /// The number that is compared with; what is asked of an attribute is kept as it is written.
    fileprivate var asNumber: Number? {
        switch self {
        case .number(let number): number
        case .text(let text): Number(text)
        case .date, .yesNo, .choice, .choices, .document, .person, .pupil, .rows: nil
        }
    }
}
