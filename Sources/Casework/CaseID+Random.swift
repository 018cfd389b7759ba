public import CardEngine

extension CaseID {
    static let length = 4
    /// No vowels, so that no words arise; nothing that looks like something else.
    static let alphabet = Array("23456789bcdfghjkmnpqrstvwxz".utf8)

    /// A new id. Numbers in a row would tell by their gaps that there are hidden cases.
    public static func random(using generator: inout some RandomNumberGenerator) -> CaseID {
        CaseID(
            String(
                decoding: (0..<length).map { _ in
                    alphabet[Int.random(in: alphabet.indices, using: &generator)]
                },
                as: UTF8.self))
    }
}
