import Testing

/// Which way the targets may look (ARCHITECTURE, Targets). Adding a row is a decision, not a repair.
@Suite("The house: direction")
struct DirectionTests {
    private static let allowed: [String: Set<String>] = [
        "SchoolTime": [],
        "CardEngine": ["SchoolTime"],
        "CardLanguage": ["CardEngine", "SchoolTime", "CLibYAML", "Foundation"],
        "Evaluation": ["CardEngine", "SchoolTime"],
        "CaseStore": ["CardEngine", "SchoolTime", "Crypto", "Foundation", "Synchronization"],
        "CaseStoreSQLite": ["CaseStore", "CardEngine", "SchoolTime", "GRDB", "GRDBSQLite", "Foundation"],
        "Casework": [
            "CardEngine", "CardLanguage", "CaseStore", "Evaluation", "SchoolTime", "Foundation", "Glibc",
            "Synchronization",
        ],
        "Documents": ["CardEngine", "SchoolTime"],
        "kaart": [
            "Casework", "CardEngine", "CardLanguage", "CaseStore", "CaseStoreSQLite", "Documents",
            "Evaluation", "SchoolTime", "ArgumentParser", "Foundation", "Glibc", "Synchronization",
        ],
        "genereer-schema": ["CardLanguage", "Foundation"],
    ]

    /// Modules that one file, or the files of one concern, stand before: nobody else imports them.
    private static let gates: [String: @Sendable (Tree.File) -> Bool] = [
        "CLibYAML": { $0.name == "YAMLReader.swift" },
        // The names of time zones are its; the language reads nothing else through it.
        "Foundation": { $0.target != "CardLanguage" || $0.name == "SchoolDeclaration.swift" },
        "GRDB": { $0.target == "CaseStoreSQLite" },
        "GRDBSQLite": { $0.target == "CaseStoreSQLite" },
        "Crypto": { $0.target == "CaseStore" && $0.name == "Digest.swift" },
        "CaseStoreSQLite": { $0.target == "kaart" },
        "ArgumentParser": { $0.target == "kaart" },
    ]

    @Test("the tree is found")
    func treeIsFound() {
        #expect(Tree.sources.count > 100)
        #expect(Set(Tree.sources.map(\.target)) == Set(Self.allowed.keys))
    }

    @Test("each target imports only what it may", arguments: allowed.keys.sorted())
    func imports(target: String) {
        for file in Tree.sources where file.target == target {
            for name in file.imports {
                #expect(Self.allowed[target]?.contains(name) == true, "\(file) imports \(name)")
            }
        }
    }

    @Test(
        "what is fenced off is imported behind its fence only, and there it is",
        arguments: gates.keys.sorted())
    func fences(module: String) throws {
        let isBehind = try #require(Self.gates[module])
        let importers = Tree.sources.filter { $0.imports.contains(module) }
        #expect(!importers.isEmpty)
        for file in importers { #expect(isBehind(file), "\(file) imports \(module)") }
    }
}
