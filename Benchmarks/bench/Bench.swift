import Foundation

/// `bench PROGRAMS REPOSITORY [part…]`: every figure is a ratio of things that were measured by turns in this one run.
///
/// Timings are in no test: a machine that others use at the same time makes a slow second, and the median of nine
/// rounds does not mind.
@main
enum Bench {
    /// Every part, by its name on the command line.
    private static let parts: [(name: String, run: @Sendable (Place) throws -> Void)] = [
        ("engine", { try EngineBench($0).run() }),
        ("durable", { try DurableBench($0).run() }),
        ("start", { try StartBench($0).run() }),
        ("reading", { try ReadingBench($0).run() }),
        ("evaluation", { try EvaluationBench($0).run() }),
    ]

    static func main() throws {
        let arguments = Array(CommandLine.arguments.dropFirst())
        let named = arguments.dropFirst(2)
        let unknown = named.filter { name in !parts.contains { $0.name == name } }
        guard arguments.count >= 2, unknown.isEmpty else {
            say("usage: bench PROGRAMS REPOSITORY [\(parts.map(\.name).joined(separator: "|"))…]")
            exit(2)
        }
        let place = Place(programs: arguments[0], repository: arguments[1])
        for part in parts where named.isEmpty || named.contains(part.name) { try part.run(place) }
    }
}

/// Where the programs and the files of this run are.
struct Place {
    /// The folder of the built programs.
    let programs: String
    /// The checkout.
    let repository: String

    /// The files of the example school.
    var cards: String { repository + "/Kwaliteitskaarten" }

    /// A folder that is gone when the work is done.
    func inScratch<Result>(_ work: (String) throws -> Result) throws -> Result {
        let path = programs + "/bench-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: path) }
        return try work(path)
    }
}

/// The bench itself does not fit the product any more.
struct Misfit: Error {
    let reason: String

    init(_ reason: String) { self.reason = reason }
}
