public import CardEngine

extension ParsedFile {
    /// The card that a scenario plays, whatever else is wrong with it. Nil when it is no scenario, or does not say.
    public var playedCard: CardID? {
        let name =
            switch kind {
            case .scenario: texts(behind: .card).first
            case nil: unreadableWords(of: .scenario)?.value(behind: .card)
            case .card, .school, .schoolYear, .ambitionCard: String?.none
            }
        return name.map { CardID($0) }
    }
}
