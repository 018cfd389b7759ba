/// Names of which none may be written twice, be it with other capitals: each by its small letters, with its place. Strings
/// that differ only in how accents are composed are equal, so such twins are found as well.
struct FoldedNames {
    private var names: [String] = []
    /// By name, once there are so many that going along them would take longer than to hash.
    private var places: [String: Int] = [:]
    private static let fewNames = 12

    /// Takes a name as the next; when it is there already, gives its first place and takes nothing.
    mutating func add(_ name: String) -> Int? {
        let folded = name.lowercased()
        if names.count < Self.fewNames {
            if let first = names.firstIndex(of: folded) { return first }
        } else {
            if places.isEmpty {
                places = Dictionary(
                    names.enumerated().map { ($0.element, $0.offset) },
                    uniquingKeysWith: { first, _ in first })
            }
            if let first = places[folded] { return first }
            places[folded] = names.count
        }
        names.append(folded)
        return nil
    }
}
