/// A register (`registreer`): takes any number of entries until someone closes it with an outcome or it expires.
public struct RegisterStep: Hashable, Sendable {
    /// Who makes entries and closes it.
    public let performers: Performers
    /// The list that the entries are rows of.
    public let list: FieldID

    /// Takes what it holds.
    public init(performers: Performers, list: FieldID) {
        self.performers = performers
        self.list = list
    }
}
