public import CaseStore

extension Sentences {
    /// What is the matter with a disk, as a clause that goes behind a colon.
    public func clause(for fault: DiskFault) -> String {
        switch fault {
        case .full: "de schijf is vol"
        case .quotaUsedUp: "wat u op de schijf mag bewaren is op (quotum)"
        case .readOnly: "de schijf kan nu alleen gelezen worden"
        case .failing(let code): "de schijf geeft een fout bij lezen of schrijven (code \(code))"
        }
    }

    /// What is the matter with the disk of a file, and what to do.
    func sentence(for fault: DiskFault, at file: String) -> String {
        let advice =
            switch fault {
            case .full: "maak ruimte en probeer het opnieuw"
            case .quotaUsedUp: "maak ruimte, of vraag de beheerder om meer"
            case .readOnly, .failing: "waarschuw de beheerder"
            }
        return "\(file) kan niet gebruikt worden: \(clause(for: fault)).\(Self.nothingChanged); \(advice)."
    }

    private static let nothingChanged = " Er is niets veranderd"

    /// What went wrong, without what follows from it and what to do.
    func cause(of error: any Error) -> String {
        guard let sentence = sentence(for: error) else { return "Er ging iets mis." }
        return sentence.firstRange(of: Self.nothingChanged).map { String(sentence[..<$0.lowerBound]) }
            ?? sentence
    }
}
