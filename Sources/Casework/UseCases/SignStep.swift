import CardEngine
import CardLanguage
import CaseStore
public import SchoolTime

/// What somebody answers to a request to sign, as typed.
public struct SignatureText: Hashable, Sendable {
    /// `ouders`, `ouders 1` or another role; nil when there is one signer for whom the actor records.
    public var signer: String?
    /// `akkoord`, `geweigerd`, ...
    public var answer: String
    /// What the signer remarked.
    public var remark: String?
    /// The document that proves it.
    public var document: String?
    /// The day on which it was given; nil for today.
    public var day: Day?

    /// An answer, without anything besides.
    public init(answer: String) {
        self.answer = answer
    }
}

extension Workplace {
    /// Records an answer to a request to sign (`kaart teken`): one transaction.
    ///
    /// - Throws: `CaseworkFailure`, `StoreFailure`.
    public func giveSignature(_ reference: CaseReference, _ text: SignatureText) throws -> Progress {
        try store.write { writing in
            var act = Act(self, writing)
            try sign(reference, text, &act, writing)
            return try progress(
                of: reference.caseID, after: act, toldApart: [reference.caseID], in: writing)
        }
    }

    /// Records the same answer at many steps: one transaction, all or nothing, see `completeSteps`.
    ///
    /// - Throws: `CaseworkFailure`, `StoreFailure`.
    public func giveSignatures(_ references: [CaseReference], _ text: SignatureText) throws -> [Progress] {
        try inEach(references.map { (nil, $0) }) { reference, _, act, writing in
            try sign(reference, text, &act, writing)
        }
    }

    private func sign(
        _ reference: CaseReference, _ text: SignatureText, _ act: inout Act, _ writing: any CaseWriting
    ) throws {
        let (loaded, visit) = try loadToComplete(reference, from: writing)
        guard let answer = FieldText.signatureAnswer(of: text.answer.meant(among: FieldText.signatureAnswers))
        else {
            throw CaseworkFailure.unknownAnswer(text.answer, known: FieldText.signatureAnswers)
        }
        let signer =
            try text.signer.map { try self.signer($0, on: loaded.card) }
            ?? onlySigner(of: visit, in: loaded, from: writing)
        try requireSaidForWhom(signer, answer, of: visit, in: loaded)
        let command = GiveSignature(
            visit: visit, signer: signer, answer: answer, remark: text.remark, document: text.document,
            day: text.day)
        try naming(reference) { try act.carryOut(.sign(command), on: loaded) }
        try act.rest()
    }

    /// Each signs separately (kaarttaal, section 4.2): who answers for all can't have meant to undo what one said otherwise.
    private func requireSaidForWhom(
        _ signer: Signer, _ answer: SignatureAnswer, of visit: Int, in loaded: LoadedCase
    ) throws {
        let visit = loaded.state.visit(visit)
        guard let asked = visit?.answeredOtherwise(than: answer, by: signer, own: school.own) else { return }
        throw CaseworkFailure.answeredOtherwise(asked)
    }

    /// `ouders`, `ouders 2`.
    private func signer(_ text: String, on card: Card) throws -> Signer {
        let words = text.split(separator: " ").map { String($0) }
        guard let name = words.first, words.count <= 2 else {
            throw CaseworkFailure.unknownRole(text, known: [])
        }
        let role = try role(name, on: card)
        guard words.count == 2 else { return Signer(role: role) }
        guard let number = Int(words[1]), number > 0 else {
            throw CaseworkFailure.unknownRole(text, known: [])
        }
        return Signer(role: role, number: number)
    }

    /// The one signer for whom the actor can record an answer.
    private func onlySigner(of visit: Int, in loaded: LoadedCase, from reading: any CaseReading) throws
        -> Signer
    {
        guard let open = loaded.state.visit(visit), open.isOpen, !open.signatures.isEmpty else {
            // Nobody is asked, and the engine says why.
            return Signer(role: SignStep.parents)
        }
        let mine = signers(of: visit, in: loaded, at: try circumstances(for: loaded, from: reading))
        guard let only = mine.first, mine.count == 1 else {
            throw CaseworkFailure.signerNeeded(
                mine.isEmpty ? open.signatures.map(\.signer) : mine)
        }
        return only
    }
}

extension Visit {
    /// Of an open visit all of a role of which more are asked, with what each said, when an answer is for all of them and one
    /// answered otherwise; nil when it can be recorded.
    func answeredOtherwise(
        than answer: SignatureAnswer, by signer: Signer, own: (RoleID) -> RoleID
    ) -> [Signature]? {
        guard signer.number == nil, isOpen else { return nil }
        let asked = signatures.filter { own($0.signer.role) == own(signer.role) }
        guard asked.count > 1, asked.contains(where: { $0.answer.map { $0 != answer } ?? false }) else {
            return nil
        }
        return asked
    }
}
