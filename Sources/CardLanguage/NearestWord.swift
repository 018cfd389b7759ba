extension Sequence<String> {
    /// The word that the author probably meant: the nearest by edits, if it is near enough. A very long word has none,
    /// and of very many known words only the first are looked at.
    ///
    /// - Parameter share: how many letters of the word may differ: one in so many.
    public func nearest(to word: String, share: Int = 3) -> String? {
        guard word.utf8.count <= 200 else { return nil }
        let typed = Array(word.lowercased().unicodeScalars)
        let limit = Swift.max(1, typed.count / share)
        var best: (word: String, distance: Int)?
        for candidate in prefix(300) where abs(candidate.utf8.count - word.utf8.count) <= 2 * limit {
            let known = Array(candidate.lowercased().unicodeScalars)
            guard abs(known.count - typed.count) <= limit else { continue }
            let distance = Self.distance(typed, known)
            if distance <= limit, distance < best?.distance ?? .max { best = (candidate, distance) }
        }
        if let best { return best.word }
        // Or the one word that goes on where this one stops, or the other way round: `plan` and `plan-opp`.
        let longer = prefix(300).filter { $0.goesOn(from: word) || word.goesOn(from: $0) }
        return Set(longer).count == 1 ? longer.first : nil
    }

    /// How many letters must be put in, left out, changed or swapped with their neighbour (optimal string alignment).
    private static func distance(_ left: [Unicode.Scalar], _ right: [Unicode.Scalar]) -> Int {
        var beforeLast: [Int] = []
        var last = Array(0...right.count)
        for (row, letter) in left.enumerated() {
            var current = [row + 1]
            for (column, other) in right.enumerated() {
                let changed = last[column] + (letter == other ? 0 : 1)
                var cost = Swift.min(last[column + 1] + 1, current[column] + 1, changed)
                if row > 0, column > 0, letter == right[column - 1], left[row - 1] == other {
                    cost = Swift.min(cost, beforeLast[column - 1] + 1)
                }
                current.append(cost)
            }
            (beforeLast, last) = (last, current)
        }
        return last[right.count]
    }
}

extension String {
    /// Whether it is another name with more behind it.
    fileprivate func goesOn(from name: String) -> Bool {
        !name.isEmpty && utf8.starts(with: Array(name.utf8) + [UInt8(ascii: "-")])
    }
}

/// " Bedoelde u 'titel'?", or nothing.
public func didYouMean(_ word: String, among known: some Sequence<String>) -> String {
    didYouMean(known.nearest(to: word))
}

/// The same of a word that has been found, or not.
public func didYouMean(_ nearest: String?) -> String { nearest.map { " Bedoelde u '\($0)'?" } ?? "" }

/// How many near words are still looked for in one file: in a file with hundreds of strange words a hint for each
/// would cost much and help nobody.
struct HintBudget: Hashable, Sendable {
    private var left = 50

    /// Whether one more may be looked for.
    mutating func take() -> Bool {
        guard left > 0 else { return false }
        left -= 1
        return true
    }

    mutating func nearest(to word: String, among known: some Sequence<String>, share: Int = 3) -> String? {
        guard take() else { return nil }
        return known.nearest(to: word, share: share)
    }

    mutating func hint(_ word: String, among known: some Sequence<String>, share: Int = 3) -> String {
        didYouMean(nearest(to: word, among: known, share: share))
    }
}
