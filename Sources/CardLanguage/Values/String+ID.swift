extension String {
    /// Whether there are digits in it and nothing else, judged by bytes.
    var isDigits: Bool {
        !utf8.isEmpty && utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    }

    /// The whole number that it is, in digits and nothing else; nil when it is another, or none.
    func wholeNumber(in bounds: ClosedRange<Int>) -> Int? {
        guard isDigits, let number = Int(self), bounds.contains(number) else { return nil }
        return number
    }

    /// The words between spaces, split by scalar.
    var words: [String] { unicodeScalars.split(separator: " ").map { String($0) } }

    /// The text in small letters without accents.
    var plainLetters: String {
        let accented = [
            "a": "áàäâãå", "e": "éèëê", "i": "íìïî", "o": "óòöôõø", "u": "úùüû", "c": "ç", "n": "ñ",
            "y": "ýÿ",
        ]
        return unicodeScalars.map { scalar in
            let lower = scalar.properties.lowercaseMapping
            return scalar.isASCII
                ? lower
                : accented.first { $0.value.unicodeScalars.contains { String($0) == lower } }?.key ?? lower
        }.joined()
    }

    /// Whether this is an id: `[a-z][a-z0-9-]{0,63}`, judged by bytes.
    public var isID: Bool {
        guard let first = utf8.first, utf8.count <= 64,
            (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(first)
        else {
            return false
        }
        return utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
                UInt8(ascii: "-"):
                true
            default: false
            }
        }
    }

    /// The id that was probably meant by a text that is none: `eerste-dag` for `Eerste dag`; nil when it is one, or has letters
    /// that no id can have.
    public var asID: String? {
        let plain = plainLetters.unicodeScalars
        guard !isID, plain.allSatisfy(\.isASCII) else { return nil }
        let words = plain.split { !String($0).isID && !String($0).isDigits }.map { String($0) }
        let id = words.joined(separator: "-")
        return id.isID ? id : nil
    }
}

extension Sequence<String> {
    /// What was meant by those that can't be a name: of who uses it the same need not be said again.
    var meantIDs: Set<String> { Set(compactMap(\.asID)) }
}
