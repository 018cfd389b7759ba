/// What the words of a construct demand of each other, as members of its schema.
struct SchemaRules {
    private var dependencies: [(word: Keyword, demand: JSON)] = []
    private var rules: [JSON] = []
    private var alternatives: [(String, JSON)] = []

    init(_ construct: Construct) {
        for entry in construct.entries {
            switch entry.presence {
            case .required, .optional: continue
            case .optionalOnly(let circumstance): add(entry.word, only: circumstance)
            case .requiredOnly(let circumstance):
                add(entry.word, only: circumstance)
                rules.append(["if": Self.holds(circumstance), "then": Self.has(entry.word)])
            }
        }
        switch construct.alternatives {
        case .none: break
        case .exactlyOne(let words): alternatives = [("oneOf", .array(words.map(Self.has)))]
        case .atMostOne(let words):
            for (place, word) in words.enumerated() {
                for other in words.dropFirst(place + 1) {
                    rules.append(["not": ["required": .strings([word.rawValue, other.rawValue])]])
                }
            }
        }
    }

    var members: [(String, JSON)] {
        var members = alternatives
        if !dependencies.isEmpty {
            members.append(("dependencies", .object(dependencies.map { ($0.word.rawValue, $0.demand) })))
        }
        if !rules.isEmpty { members.append(("allOf", .array(rules))) }
        return members
    }

    private mutating func add(_ word: Keyword, only circumstance: Construct.Circumstance) {
        dependencies.append((word, Self.holds(circumstance)))
    }

    private static func holds(_ circumstance: Construct.Circumstance) -> JSON {
        switch circumstance {
        case .beside(let words) where words.count == 1: ["required": .strings(words.map(\.rawValue))]
        case .beside(let words): ["anyOf": .array(words.map(has))]
        case .when(let word, let values):
            .object([
                ("required", .strings([word.rawValue])),
                ("properties", .object([(word.rawValue, .object([("enum", .strings(values))]))])),
            ])
        }
    }

    private static func has(_ word: Keyword) -> JSON { ["required": .strings([word.rawValue])] }
}
