import CardEngine
import CardLanguage
import CaseStore

extension Set<TextOfCases> {
    /// The bytes of a file, with their hash; of a file that holds one of these texts in another form, those of that text.
    func form(of source: SourceText, as card: CardID) -> (bytes: [UInt8], hash: String) {
        let hash = Digest.of(source.bytes).hexadecimal
        guard !contains(TextOfCases(card: card, hash: hash)), contains(where: { $0.card == card }) else {
            return (source.bytes, hash)
        }
        let forms = source.forms.lazy.map { ($0, Digest.of($0).hexadecimal) }
        return forms.first { contains(TextOfCases(card: card, hash: $0.1)) } ?? (source.bytes, hash)
    }
}
