public import CardEngine

/// A part of a whole, exactly: shares and averages are compared as counts and rounded only to be read.
public struct Fraction: Hashable, Sendable {
    /// How one number stands to another.
    public enum Order: Hashable, Sendable {
        case less, equal, more

        init<Value: Comparable>(_ left: Value, _ right: Value) {
            self = left < right ? .less : left == right ? .equal : .more
        }
    }

    private let part: Int128
    private let whole: Int128

    /// So many of so many; the whole must be more than 0.
    public init(_ part: Int, of whole: Int) {
        self.part = Int128(part)
        self.whole = Int128(whole)
    }

    /// How it stands to a number.
    public func order(to number: Number) -> Order {
        let unit = Self.power(number.scale)
        return Order(part * unit, Int128(number.coefficient) * whole)
    }

    /// How it stands to so many percents.
    public func order(toPercent percent: Number) -> Order {
        let unit = Self.power(percent.scale)
        return Order(100 * part * unit, Int128(percent.coefficient) * whole)
    }

    /// In percents as a Dutch reader writes it, `87%`: rounded half up, but never `100%` when one is missing, never `0%` when
    /// one is there, and never on the other side of a limit than where it is.
    public func percentText(besides limit: Number? = nil) -> String {
        for decimals in 0...6 {
            let unit = Self.power(decimals)
            var rounded = (2 * 100 * part * unit + whole) / (2 * whole)
            if part < whole { rounded = min(rounded, 100 * unit - 1) }
            if part > 0 { rounded = max(rounded, 1) }
            let shown = Fraction(part: rounded, whole: 100 * unit)
            if limit.map({ shown.order(toPercent: $0) == order(toPercent: $0) }) ?? true || decimals == 6 {
                return Self.text(rounded, decimals) + "%"
            }
        }
        return ""
    }

    /// As a number with at most two decimals, `1,25`; with more where it would else seem on the other side of a limit.
    public func text(besides limit: Number? = nil) -> String {
        for decimals in 2...6 {
            let unit = Self.power(decimals)
            let rounded = (2 * part * unit + whole) / (2 * whole)
            let shown = Fraction(part: rounded, whole: unit)
            if limit.map({ shown.order(to: $0) == order(to: $0) }) ?? true || decimals == 6 {
                return Self.text(rounded, decimals)
            }
        }
        return ""
    }

    private init(part: Int128, whole: Int128) {
        self.part = part
        self.whole = whole
    }

    private static func power(_ exponent: Int) -> Int128 {
        (0..<exponent).reduce(1) { power, _ in power * 10 }
    }

    /// So many units of 10^-`decimals`, without zeros at the end.
    private static func text(_ number: Int128, _ decimals: Int) -> String {
        var (number, decimals) = (number, decimals)
        while decimals > 0, number % 10 == 0 {
            number /= 10
            decimals -= 1
        }
        let unit = power(decimals)
        guard decimals > 0 else { return String(number) }
        let rest = String(number % unit)
        return "\(number / unit)," + String(repeating: "0", count: decimals - rest.utf8.count) + rest
    }
}
