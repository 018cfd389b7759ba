public import CardEngine

extension ParsedFile {
    /// The card that a scenario plays, whatever else is wrong with it. Nil when it is no scenario, or does not say.
    public var playedCard: CardID? {
        let name =
            switch kind {
            case .scenario: texts(behind: .card).first
            case nil:
                unreadableWords(of: .scenario)?.value(behind: .card).map { word in
                    word.filter { !["\"", "'"].contains($0) }
                }
            case .card, .school, .schoolYear, .ambitionCard: String?.none
            }
        return name.map { CardID($0) }
    }
}
