/// Makes a JSON Schema (draft-07, which editors know) of a construct and all that stands in it.
///
/// The types are those of the core schema of YAML 1.2: a number without quotes comes as a number, a date as text. What
/// only a whole card can tell (whether a role exists, whether a step can be reached) is for `kaart controleer`.
struct SchemaBuilder {
    /// In the order in which they were first needed.
    private var names: [String] = []
    private var definitions: [String: JSON] = [:]

    private init() {}

    static func schema(of kind: SchemaKind) -> JSON {
        var builder = SchemaBuilder()
        let root = builder.members(of: kind.construct)
        let definitions = builder.names.map { ($0, builder.definitions[$0] ?? [:]) }
        return .object(
            [
                ("$schema", "http://json-schema.org/draft-07/schema#"), ("$id", .string(kind.fileName)),
                ("$comment", "Gemaakt door genereer-schema; verander dit niet met de hand."),
            ] + root + [("definitions", .object(definitions))])
    }

    // MARK: - Shapes

    mutating func schema(of shape: Shape) -> JSON {
        switch shape {
        case .option(let words): ["enum": .strings(words)]
        case .construct(let construct):
            refer(to: construct.schemaName) { .object($0.members(of: construct)) }
        case .step: refer(to: "stap") { $0.step() }
        case .condition: refer(to: "voorwaarde") { $0.condition() }
        case .anyList(let shape): ["type": "array", "items": schema(of: shape)]
        case .list(let shape): ["type": "array", "minItems": 1, "items": schema(of: shape)]
        case .oneOrMore(let shape):
            either(["type": "array"], schema(of: .list(of: shape)), else: schema(of: shape))
        case .mapping(let names, let shape):
            [
                "type": "object", "minProperties": 1, "propertyNames": Self.schema(of: names),
                "additionalProperties": schema(of: shape),
            ]
        case .anyOf(let shapes): choice(of: shapes)
        case .reference(let reference): self.reference(reference)
        case .text: scalar(.text)
        case .answer: scalar(.answer)
        case .id: scalar(.id)
        case .schoolYearName: scalar(.schoolYearName)
        case .yesNo: scalar(.yesNo)
        case .wholeNumber: scalar(.wholeNumber)
        case .parentCount: scalar(.parentCount)
        case .date: scalar(.date)
        case .number: scalar(.number)
        case .moment: scalar(.moment)
        case .duration: scalar(.duration)
        case .measure: scalar(.measure)
        case .normLimit: scalar(.normLimit)
        case .value: scalar(.value)
        }
    }

    /// Where the form of a value tells which of the shapes is meant an editor complains of that one alone.
    private mutating func choice(of shapes: [Shape]) -> JSON {
        guard shapes.count == 2, case .construct(let construct) = shapes[1] else {
            return ["anyOf": .array(shapes.map { schema(of: $0) })]
        }
        var isConstruct: JSON = ["type": "object"]
        if case .step = shapes[0], let word = construct.required.first { isConstruct = Self.has(word) }
        return either(isConstruct, schema(of: shapes[1]), else: schema(of: shapes[0]))
    }

    private func either(_ condition: JSON, _ schema: JSON, else other: JSON) -> JSON {
        ["if": condition, "then": schema, "else": other]
    }

    /// What is written as one text or number; each has one definition.
    private mutating func scalar(_ schema: ScalarSchema) -> JSON {
        refer(to: schema.name) { _ in schema.json }
    }

    private mutating func reference(_ reference: Reference) -> JSON {
        switch reference {
        case .cardOrEnd: ["type": "string", "pattern": .string(Pattern.cardOrEnd)]
        case .performer: ["type": "string", "pattern": .string(Pattern.performer)]
        case .role, .step, .field, .listField, .card, .end, .group, .person, .externalRole, .purpose,
            .attribute, .instrument,
            .target:
            scalar(.id)
        }
    }

    private static func schema(of names: Names) -> JSON {
        switch names {
        case .ids, .references: ["pattern": .string(Pattern.id)]
        case .texts: ["minLength": 1]
        case .words(let words): ["enum": .strings(words)]
        }
    }

    /// A reference to a definition, which is made when it is not there yet.
    private mutating func refer(to name: String, _ make: (inout SchemaBuilder) -> JSON) -> JSON {
        if !names.contains(name) {
            names.append(name)
            definitions[name] = make(&self)
        }
        return ["$ref": .string("#/definitions/\(name)")]
    }

    // MARK: - Constructs

    /// The members of the schema of a construct.
    private mutating func members(of construct: Construct) -> [(String, JSON)] {
        var members = heading(construct)
        if !construct.required.isEmpty {
            members.append(("required", .strings(construct.required.map(\.rawValue))))
        } else {
            members.append(("minProperties", 1))
        }
        members.append(
            (
                "properties",
                .object(
                    construct.entries.map { ($0.word.rawValue, described($0.meaning, schema(of: $0.shape))) })
            ))
        if let free = construct.free {
            members.append(
                ("patternProperties", [Pattern.id: described(free.meaning, schema(of: free.shape))]))
        }
        return members + [("additionalProperties", false)] + SchemaRules(construct).members
    }

    private func heading(_ construct: Construct) -> [(String, JSON)] {
        [
            ("title", .string(construct.title.capitalizedFirst)), ("description", .string(construct.meaning)),
            ("type", "object"),
        ]
    }

    /// A schema with a description of its own. What stands beside a `$ref` is not looked at, hence `allOf`.
    private func described(_ meaning: String, _ schema: JSON) -> JSON {
        guard case .object(let members) = schema else { return schema }
        let isReference = members.contains { $0.0 == "$ref" }
        return .object([("description", .string(meaning))] + (isReference ? [("allOf", [schema])] : members))
    }

    /// A step: the word of its kind says which schema it is held against, so that an editor complains of that alone.
    private mutating func step() -> JSON {
        let words = Construct.step.entries.map { entry in
            (entry.word.rawValue, JSON.object([("description", .string(entry.meaning))]))
        }
        let kinds = Construct.kinds.map { kind -> JSON in
            ["if": condition(of: kind.word), "then": schema(of: .construct(kind.construct))]
        }
        return .object(
            heading(.step) + [
                ("required", .strings(Construct.step.required.map(\.rawValue))),
                ("properties", .object(words)),
                ("anyOf", .array(Construct.stepKinds.map { Self.has($0) })), ("allOf", .array(kinds)),
            ])
    }

    /// When a step is of the kind of a word: `wie` stands in a register too.
    private func condition(of word: Keyword) -> JSON {
        guard word == .performers else { return Self.has(word) }
        return ["required": .strings([word.rawValue]), "not": Self.has(.register)]
    }

    private static func has(_ word: Keyword) -> JSON { ["required": .strings([word.rawValue])] }

    private mutating func condition() -> JSON {
        let test = schema(of: .anyOf([.oneOrMore(.value), .construct(.comparison)]))
        return [
            "title": "Een voorwaarde",
            "description":
                "Alles moet gelden. Links een veld, een kenmerk, `uitkomst.<stap>`, `keer.<stap>` of `toestemming.<doel>`; rechts een waarde, een lijst, een vergelijking, `leeg` of `ingevuld`.",
            "type": "object", "minProperties": 1, "propertyNames": ["pattern": .string(Pattern.operand)],
            "properties": .object([
                (
                    Keyword.anyOf.rawValue,
                    described("Eén van deze voorwaarden moet gelden.", schema(of: .list(of: .condition)))
                ),
                (
                    Keyword.not.rawValue,
                    described("Deze voorwaarde mag niet gelden.", schema(of: .condition))
                ),
            ]),
            "additionalProperties": test,
        ]
    }
}

extension Construct {
    /// The name of its definition: "een taak (`wie`)" is `taak`.
    var schemaName: String {
        let words = title.words.dropFirst().prefix { !$0.hasPrefix("(") }
        return words.joined(separator: "-").unicodeScalars.filter { $0 != "`" }.map(String.init).joined()
    }
}

extension String {
    /// With a capital: "een taak" begins a line as "Een taak".
    var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }
}
