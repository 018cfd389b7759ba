import Testing

/// What a reader of the code may count on.
@Suite("The house: habits")
struct HabitTests {
    @Test("nothing in Sources can stop the program by surprise")
    func noTraps() {
        let traps = [
            #/\btry!/#, #/\bas!/#, #/\bfatalError\b/#, #/\bpreconditionFailure\b/#, #/\bassertionFailure\b/#,
            #/[A-Za-z0-9_)\]]!(?![=A-Za-z0-9_])/#,
        ]
        for file in Tree.sources {
            for (number, line) in file.code.enumerated() {
                for trap in traps where line.contains(trap) {
                    Issue.record("\(file):\(number + 1): \(line)")
                }
            }
        }
    }

    @Test("nothing is left for later in Sources")
    func noLeftovers() {
        for file in Tree.sources {
            let words = file.text.matches(of: #/\b(TODO|FIXME|XXX|HACK)\b/#)
            #expect(words.isEmpty, "\(file)")
        }
    }

    @Test("no drawer for odds and ends")
    func noDrawers() {
        for file in Tree.sources {
            #expect(!file.path.contains(#/(Utils|Helpers|Manager|Shared|Common)/#), "\(file)")
        }
    }

    @Test("nothing that somebody typed is put into SQL: it holds only names of ours, and a `?` for the rest")
    func noTextInSQL() {
        let ours: Set = [
            "columns", "Self.entries", "Self.entriesWithPrevious", "wanted.condition", "table.cases",
            "places",
        ]
        let words =
            #/\b(SELECT|INSERT|UPDATE|DELETE|FROM|WHERE|VALUES|JOIN|LIMIT|PRAGMA|AND|OR|SET|ON|ORDER|CREATE|IN \()/#
        let files = Tree.sources.filter { $0.path.hasPrefix("Sources/CaseStoreSQLite/") }
        var found: Set<String> = []
        for file in files {
            for line in file.lines where line.contains(words) {
                for match in line.matches(of: #/\\\(([^()]*(\([^()]*\))*[^()]*)\)/#) {
                    found.insert(String(match.output.1))
                }
            }
        }
        #expect(found == ours)
    }

    @Test("no test has a bound on its time: a busy machine would break it")
    func noTimedTests() {
        // Written apart, or this file would hold one.
        let bounds = ["time" + "Limit", "Continuous" + "Clock", "Task.sl" + "eep"]
        for file in Tree.files(in: "Tests", ending: ".swift") {
            for bound in bounds { #expect(!file.text.contains(bound), "\(file) has \(bound)") }
        }
    }

    @Test("a file of more than 400 lines says first why it is one thing")
    func longFiles() {
        for file in Tree.sources where file.lines.count > 400 {
            #expect(file.lines.first?.hasPrefix("// ") == true, "\(file) has \(file.lines.count) lines")
        }
    }

    @Test("every command of the folder is registered, in a file named after it")
    func commands() throws {
        let files = Tree.sources.filter { $0.path.hasPrefix("Sources/kaart/Commands/") }
        let commands = files.flatMap { file in
            file.text.matches(of: #/struct (\w+): TerminalCommand\b/#).map { (file, String($0.output.1)) }
        }
        #expect(commands.count >= 10)
        for (file, name) in commands { #expect(file.name == name + ".swift") }
        let root = try #require(Tree.sources.first { $0.path == "Sources/kaart/Program.swift" })
        let list = try #require(root.text.firstMatch(of: #/subcommands: \[([^\]]*)\]/#)).output.1
        let registered = list.matches(of: #/(\w+)\.self/#).map { String($0.output.1) }
        #expect(Set(registered) == Set(commands.map(\.1)))
        #expect(registered.count == commands.count)
    }

    @Test("every command stands in the README or a guide; every fact of the log in the docs")
    func documented() throws {
        let guides =
            Tree.files(in: "docs/handleiding", ending: ".md") + Tree.top.filter { $0.path == "README.md" }
        let pages = guides.map(\.text).joined()
        let names = Tree.sources.filter { $0.path.hasPrefix("Sources/kaart/Commands/") }.flatMap { file in
            file.text.matches(of: #/commandName: "([a-z-]+)"/#).map { String($0.output.1) }
        }
        #expect(names.count >= 30)
        for name in names { #expect(pages.contains(try Regex(#"kaart \#(name)\b"#)), "kaart \(name)") }

        let coding = try #require(
            Tree.sources.first { $0.path == "Sources/CardEngine/Case/Fact+Codable.swift" })
        let facts = coding.text.matches(of: #/case \w+ = "([a-z-]+)"/#).map { String($0.output.1) }
        #expect(facts.count >= 40)
        let storage = try #require(Tree.files(in: "docs", ending: "storage.md").first)
        for fact in facts { #expect(storage.text.contains("`\(fact)`"), "\(fact)") }
    }

    @Test("every statistic has a file of its own, and stands in the list")
    func statistics() throws {
        let folder = Tree.sources.filter { $0.path.hasPrefix("Sources/Evaluation/Statistics/") }
        let found = folder.flatMap { file in
            file.text.matches(of: #/struct (\w+): Statistic\b/#).map { (file, String($0.output.1)) }
        }
        #expect(found.count >= 10)
        for (file, name) in found { #expect(file.name == name + ".swift") }
        let home = try #require(folder.first { $0.name == "Statistic.swift" })
        let list = try #require(home.text.firstMatch(of: #/static let all: [^=]*= \[([^\]]*)\]/#)).output.1
        let registered = list.matches(of: #/(\w+)\.self/#).map { String($0.output.1) }
        #expect(registered.count == found.count && Set(registered) == Set(found.map(\.1)))
    }

    @Test("nothing names a folder of somebody's machine")
    func noMachinePaths() {
        // Written apart, or this file would name them.
        let folders = ["/wo" + "rk/", "/opt/sw" + "ift", "/ro" + "ot/", "/ho" + "me/"]
        let files =
            Tree.sources + Tree.files(in: "Tests", ending: ".swift", ".txt", ".uit", ".yaml")
            + Tree.files(in: "Kwaliteitskaarten", ending: ".yaml")
            + Tree.files(in: "docs", ending: ".md") + Tree.files(in: ".ci", ending: "run")
            + Tree.files(in: "Tests/Judges", ending: ".py", "run") + Tree.top
        #expect(files.count > 150)
        for file in files {
            for folder in folders { #expect(!file.text.contains(folder), "\(file) names \(folder)") }
        }
    }
}
