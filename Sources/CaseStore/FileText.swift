public import CardEngine

/// The text of a school or school year file, as it was when it was used.
public struct FileText: Hashable, Sendable {
    /// SHA-256 of `text` in UTF-8, in hexadecimal.
    public let hash: String
    /// Which kind of file it is.
    public let kind: FileUsed.Kind
    /// Its name, unique in its kind.
    public let name: String
    /// The text, as the file held it.
    public let text: String

    /// Takes the text and works out its hash.
    public init(kind: FileUsed.Kind, name: String, text: String) {
        self.hash = Digest.of(text).hexadecimal
        self.kind = kind
        self.name = name
        self.text = text
    }

    /// That this text is in use.
    public var used: FileUsed { FileUsed(kind: kind, name: name, textHash: hash) }
}

extension CaseID {
    /// The stream that tells which files were in use since when.
    public static let files: CaseID = "bestanden"
}
