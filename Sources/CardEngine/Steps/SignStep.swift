/// Signatures (`teken`): each signer answers separately, in any order.
public struct SignStep: Hashable, Sendable {
    /// What is asked of a signer (`vraagt`).
    public enum Question: Hashable, Sendable {
        /// To agree.
        case agreement
        /// To have at least seen it.
        case seen
    }

    /// The roles that sign; `ouders` means every person who has authority over the pupil.
    public let signers: [RoleID]
    /// What is asked.
    public let question: Question
    /// Whether each signature needs the reference of a document (`bewijs`).
    public let needsProof: Bool
    /// The standing consent that agreement makes, if it does.
    public let grant: ConsentGrant?

    /// Takes what it holds.
    public init(
        signers: [RoleID], question: Question = .agreement, needsProof: Bool = false,
        grant: ConsentGrant? = nil
    ) {
        self.signers = signers
        self.question = question
        self.needsProof = needsProof
        self.grant = grant
    }

    /// The role that stands for every person with authority over a pupil (kaarttaal, section 4.2).
    public static let parents: RoleID = "ouders"
    /// The outcome when all agree.
    public static let agreed = "akkoord"
    /// The outcome when someone refuses.
    public static let refused = "niet akkoord"
    /// The outcome when all have answered, nobody refuses and not all agree.
    public static let incomplete = "onvolledig"
}

/// What a signer answers. The raw values are a file format and never change.
public enum SignatureAnswer: String, Hashable, Sendable, CaseIterable, Codable {
    case agreed, agreedWithRemark, seen, refused, notReached
}

/// A standing consent of the subject (`geeft_toestemming`).
public struct ConsentGrant: Hashable, Sendable {
    /// For whom a consent is.
    public enum Recipient: Hashable, Sendable {
        /// The school itself.
        case school
        /// These external roles.
        case roles([RoleID])
        /// The external role that a field names.
        case field(FieldID)
    }

    /// What it is for.
    public let purpose: PurposeID
    /// For whom.
    public let recipient: Recipient
    /// Until when it holds; nil: until it is withdrawn.
    public let until: Moment?

    /// A consent for this purpose.
    public init(purpose: PurposeID, recipient: Recipient = .school, until: Moment? = nil) {
        self.purpose = purpose
        self.recipient = recipient
        self.until = until
    }
}
