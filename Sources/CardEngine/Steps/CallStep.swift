/// Another card (`kaart`): starts a case of it and waits for that; the outcomes are the ends of that card.
public struct CallStep: Hashable, Sendable {
    /// About whom or what the called case is.
    public enum About: Hashable, Sendable {
        /// The same subject, or the group or school it is part of: the card that is called decides.
        case same
        /// The pupil or person that a field names (`betreft: {veld: ...}`).
        case field(FieldID)
    }

    /// The card of which a case is started.
    public let card: CardID
    /// About whom.
    public let about: About
    /// The occasion that the called case is given.
    public let occasion: Moment?
    /// What is proposed in the forms of the called case, in the order of the card.
    public let proposals: [Proposal]
    /// Whether the case goes on at once (`meteen_verder`).
    public let goesOn: Bool

    /// Takes what it holds.
    public init(
        card: CardID, about: About = .same, occasion: Moment? = nil, proposals: [Proposal] = [],
        goesOn: Bool = false
    ) {
        self.card = card
        self.about = about
        self.occasion = occasion
        self.proposals = proposals
        self.goesOn = goesOn
    }

    /// A field of ours that is proposed as the value of a field of the called case (`neem_mee`).
    public struct Proposal: Hashable, Sendable {
        /// The field of the called card.
        public let theirs: FieldID
        /// The field of this card.
        public let ours: FieldID

        /// Proposes `ours` as `theirs`.
        public init(theirs: FieldID, ours: FieldID) {
            self.theirs = theirs
            self.ours = ours
        }
    }
}
