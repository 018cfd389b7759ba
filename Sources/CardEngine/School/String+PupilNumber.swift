extension String {
    /// A number by which a school knows a pupil: digits, with at most four letters and dashes, so that few names fit.
    public var isPupilNumber: Bool {
        let bytes = Array(utf8)
        guard (1...32).contains(bytes.count), bytes.contains(where: \.isDigit) else { return false }
        let letters = bytes.count(where: \.isLetter)
        let dash = UInt8(ascii: "-")
        return letters <= 4 && bytes.first != dash
            && bytes.allSatisfy { $0.isDigit || $0.isLetter || $0 == dash }
    }

    /// Whether it holds what could be a citizen service number: nine digits, dashes left out, that pass the test of
    /// eleven (elfproef).
    public var holdsBSN: Bool {
        let runs = utf8.filter { $0 != UInt8(ascii: "-") }.split { !$0.isDigit }
        return runs.contains { run in
            guard run.count == 9 else { return false }
            let sum = zip(run, [9, 8, 7, 6, 5, 4, 3, 2, -1]).reduce(0) { $0 + (Int($1.0) - 48) * $1.1 }
            return sum != 0 && sum % 11 == 0
        }
    }
}

extension UInt8 {
    fileprivate var isDigit: Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(self) }
    fileprivate var isLetter: Bool { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(self | 0x20) }
}
