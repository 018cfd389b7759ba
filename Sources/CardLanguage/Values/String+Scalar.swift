import CardEngine

extension String {
    /// The text as a scalar that means the same in and outside brackets: bare when nobody can doubt it, else quoted.
    var asScalar: String {
        let scalars = Array(unicodeScalars)
        let isBare =
            scalars.first?.properties.isAlphabetic == true && scalars.last != " "
            && scalars.allSatisfy { scalar in
                scalar.properties.isAlphabetic
                    || scalar.isASCII && "0123456789 -.'".unicodeScalars.contains(scalar)
            }
        guard !isBare else { return self }
        var quoted = String.UnicodeScalarView()
        for scalar in scalars {
            if scalar == "\"" || scalar == "\\" { quoted.append("\\") }
            quoted.append(scalar)
        }
        return "\"" + String(quoted) + "\""
    }

    /// Whether it can stand in a file: text, without a sign that can't be seen.
    public var canStandInFile: Bool {
        hasText && CharacterCheck.diagnostics(of: SourceText(name: "", text: self)).isEmpty
            && !unicodeScalars.contains { $0 == "\n" || $0 == "\r" || $0 == "\t" }
    }
}
