/// A file that is made from the table of words and kept beside the code; a test holds it against this.
public struct GeneratedFile: Sendable {
    /// Where it stands, from the folder of the package.
    public let path: String
    /// What is in it.
    public let text: String

    /// Every file that is made: a schema for each kind of file, the list of words and that of codes.
    public static var all: [GeneratedFile] {
        SchemaKind.all.map { kind in
            GeneratedFile(path: "Schemas/\(kind.fileName)", text: SchemaBuilder.schema(of: kind).text)
        } + [
            GeneratedFile(path: "docs/woorden.md", text: WordList.text),
            GeneratedFile(path: "docs/fouten.md", text: CodeList.text),
        ]
    }
}

/// A kind of file that has a schema.
struct SchemaKind: Sendable {
    /// The first key of the file.
    let word: Keyword
    let construct: Construct

    var fileName: String { "\(word.rawValue).schema.json" }

    static let all = [
        SchemaKind(word: .card, construct: .card), SchemaKind(word: .school, construct: .school),
        SchemaKind(word: .schoolYear, construct: .schoolYear),
        SchemaKind(word: .scenario, construct: .scenario),
        SchemaKind(word: .ambitionCard, construct: .ambitionCard),
    ]
}
