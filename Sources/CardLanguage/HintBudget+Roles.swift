import CardEngine

/// What to say of a role that is not there.
extension HintBudget {
    /// What was meant in place of an unknown role: several in one text, one by its title or with capitals, a name that is near,
    /// or any.
    ///
    /// - Parameter known: the names by which cards know roles.
    mutating func advice(insteadOfRole name: String, among known: [String], in school: School) -> String {
        let limit = 20
        let more = known.count > limit ? ", en nog \(known.count - limit) in het schoolbestand" : ""
        let choices = " Kies uit: \(known.prefix(limit).joined(separator: ", "))\(more)."
        guard take(), name.utf8.count <= 200 else { return choices }
        let titles = school.roles.map { (title: $0.title.plainLetters, role: $0.id.rawValue) }
        func role(_ text: String) -> String? {
            let plain = text.plainLetters
            if known.contains(plain) { return plain }
            let titled = titles.filter { $0.title == plain }
            return titled.count == 1 ? titled.first?.role : nil
        }
        let words = name.unicodeScalars.split { $0 == "," || $0 == " " }.map { String($0) }
        let several = words.filter { !["en", "of"].contains($0) }
        let roles = several.prefix(10).compactMap { role($0) }
        if roles.count > 1, roles.count == several.count {
            return " Waar meer rollen mogen, staan zij in een lijst: `[\(roles.joined(separator: ", "))]`."
        }
        let near = titles.map(\.title).nearest(to: name.plainLetters).flatMap { role($0) }
        guard let meant = role(name) ?? known.nearest(to: name) ?? near else { return choices }
        return didYouMean(meant)
    }
}
