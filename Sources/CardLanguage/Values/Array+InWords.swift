extension [String] {
    /// `a, b en c`.
    var inWords: String {
        guard count > 1, let last else { return first ?? "" }
        return dropLast().joined(separator: ", ") + " en " + last
    }
}
