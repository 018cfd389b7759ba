public import CardEngine
public import SchoolTime

/// Why a card was not adopted, or can't be used beside the version that was.
public enum AdoptionFault: Hashable, Sendable {
    /// This version was adopted with another text; with the version that was adopted last.
    case adoptedTextChanged(CardID, Int, newest: Int)
    /// A kept adopted text that the school of now can't use, while the next version is a concept.
    case adoptedTextUnfit(CardID, Int)
    /// This version is adopted, and the card has no file any more.
    case fileGone(CardID, Int)
    /// The school puts adoption on record, and of this version there is none.
    case adoptionNotOnRecord(CardID, Int)
    /// It was adopted, and withdrawn since.
    case withdrawnOnRecord(CardID, Day)
    /// A later version was adopted.
    case versionPassed(CardID, Int, newest: Int)
    /// A card that was withdrawn can't be adopted.
    case withdrawnNotAdopted(CardID)
    /// Only these roles adopt the card.
    case adopterNeeded(CardID, [RoleID])
    /// Who wrote the text may not adopt it, and the card does not say who did.
    case authorUnknown(CardID)
    case authorNotOnStaff(CardID, PersonID)
    case adoptedByAuthor(CardID)
    /// The card calls or waits for cards that are not adopted: which can be adopted in one go, and which others adopt first.
    case namedCardsNotAdopted(CardID, [CardID], together: [CardID], first: [AwaitedAdoption])
    /// This version would not fit what it names, or what is adopted now.
    case doesNotFit(CardID, Int, String)
    /// The text must fit on a line of a file.
    case notOnOneLine
    /// The file of the card is laid out in a way that only a person can change.
    case cardFileByHand(String)
}
