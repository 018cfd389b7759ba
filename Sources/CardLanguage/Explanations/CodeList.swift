/// The page of all codes, `docs/fouten.md`.
enum CodeList {
    static var text: String {
        """
        <!-- Made by `swift run genereer-schema`; do not edit. -->
        # De codes van kaart controleer

        Elke melding heeft een code, die nooit iets anders gaat betekenen. `kaart controleer --uitleg F0304` laat er één zien. De voorbeelden zijn
        stukken van een bestand; de rest ervan is weggelaten.

        """ + DiagnosticCode.allCases.map(section).joined()
    }

    private static func section(_ code: DiagnosticCode) -> String {
        let explanation = code.explanation
        let example = explanation.example.map { example in
            "\n\nFout:\n\n```yaml\n\(example.wrong)\n```\n\nGoed:\n\n```yaml\n\(example.right)\n```"
        }
        return
            "\n## \(code.rawValue): \(explanation.title)\n\n\(explanation.meaning) \(explanation.reason)\n\n\(explanation.advice)\(example ?? "")\n"
    }
}
