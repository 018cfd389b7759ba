/// `naam=waarde`, as it is typed behind an option.
enum NamedValues {
    /// The name and the value.
    ///
    /// - Throws: `WrongUse` when there is no `=` or no name.
    static func pair(_ entry: String, option: TerminalText, form: TerminalText) throws -> (String, String) {
        let (name, value) = split(entry)
        guard let value, !name.isEmpty else {
            throw WrongUse(message: "Schrijf achter `\(option)`: \(form).")
        }
        return (name, value)
    }

    /// At the first `=`, found by scalar.
    static func split(_ entry: String) -> (name: String, value: String?) {
        let scalars = entry.unicodeScalars
        guard let equals = scalars.firstIndex(of: "=") else { return (entry, nil) }
        return (String(scalars[..<equals]), String(scalars[scalars.index(after: equals)...]))
    }
}
