import CardEngine
import Foundation
import SchoolTime
import Testing

@testable import CardLanguage

@Suite("Slips in a card")
struct MutationTests {
    private static let shipped = Fixture.sources.appendingPathComponent("../../Kwaliteitskaarten")
        .standardizedFileURL

    private func text(_ path: String) throws -> String {
        try String(contentsOf: Self.shipped.appendingPathComponent(path), encoding: .utf8)
    }

    /// How many mutations, and the first seed; `./setup mutations` asks for more.
    private static let count = Int(environment("HARNESS_COUNT") ?? "") ?? 500
    private static let firstSeed = UInt64(environment("HARNESS_SEED") ?? "") ?? 0

    private static func environment(_ name: String) -> String? { ProcessInfo.processInfo.environment[name] }

    /// What a change to one of the cards that ship came to.
    private struct Outcome {
        let card: String
        /// Nil for a change of no known kind, of which nothing need be said.
        let kind: Mutation.Kind?
        let isFound: Bool
        let isNear: Bool
        /// The diagnostics are in order, inside the text, the same twice, and a value is there when it may.
        let isSound: Bool
    }

    @Test(
        "whatever slips into a card is found, nearly always within three lines, and never breaks the reader")
    func mutations() throws {
        let shelf = try ShippedCards()
        var failed: [UInt64] = []
        var figures: [Mutation.Kind: (near: Int, found: Int, all: Int)] = [:]
        for seed in Self.firstSeed..<(Self.firstSeed + UInt64(Self.count)) {
            let outcome = shelf.outcome(seed: seed)
            if !outcome.isSound || !outcome.isFound { failed.append(seed) }
            guard let kind = outcome.kind else { continue }
            var figure = figures[kind, default: (0, 0, 0)]
            figure.all += 1
            if outcome.isFound { figure.found += 1 }
            if outcome.isNear { figure.near += 1 }
            if !outcome.isNear, Self.environment("HARNESS_COUNT") != nil {
                print("mutations far: \(seed) \(kind) \(outcome.card)")
            }
            figures[kind] = figure
        }
        for kind in Mutation.Kind.allCases {
            guard let figure = figures[kind] else { continue }
            print(
                "mutations, \(kind.rawValue): \(figure.near) of \(figure.all) within three lines, \(figure.found) found"
            )
        }
        let known = figures.values.reduce(0) { $0 + $1.all }
        let near = figures.values.reduce(0) { $0 + $1.near }
        print("mutations, all known kinds: \(near) of \(known) within three lines")
        print(
            "seed \(Self.firstSeed), mutations: \(Self.count - failed.count) passed, \(failed.count) failed: \(failed)"
        )
        #expect(failed == [])
        if known >= 100 { #expect(Double(near) >= 0.95 * Double(known)) }
    }

    /// The cards that ship, with all that they are judged beside.
    private struct ShippedCards {
        private let cards: [CardParts]
        private let sources: [SourceText]
        private let reads: [ReadFile]
        private let school: School
        private let plannedNames: Set<String>

        init() throws {
            func source(_ path: String) throws -> SourceText {
                SourceText(
                    name: path,
                    bytes: Array(try Data(contentsOf: MutationTests.shipped.appendingPathComponent(path))))
            }
            guard case .school(let school)? = ReadFile.read(try source("de-wilgen.yaml"), school: nil).value,
                case .schoolYear(let year)? = ReadFile.read(
                    try source("schooljaren/2026-2027.yaml"), school: school
                ).value
            else { throw Fixture.Unusable() }
            self.school = school
            plannedNames = Set(year.planning.map(\.name))
            let folder = MutationTests.shipped.appendingPathComponent("kaarten").path
            sources = try FileManager.default.contentsOfDirectory(atPath: folder).filter {
                $0.hasSuffix(".yaml")
            }
            .sorted().map { try source("kaarten/" + $0) }
            reads = sources.map { [plannedNames] in
                ReadFile.read($0, school: school, plannedNames: plannedNames)
            }
            guard reads.allSatisfy({ $0.diagnostics.isEmpty }) else { throw Fixture.Unusable() }
            cards = sources.map { CardParts(name: $0.name, text: String(decoding: $0.bytes, as: UTF8.self)) }
        }

        func outcome(seed: UInt64) -> Outcome {
            var random = SeededGenerator(seed: seed)
            // A quarter is of no known kind.
            guard Int.random(in: 0..<4, using: &random) > 0 else {
                let index = Int.random(in: 0..<cards.count, using: &random)
                let bytes = Mutation.any(of: sources[index].bytes, &random)
                let (_, isSound) = judge(bytes, at: index, seed)
                return Outcome(
                    card: cards[index].name, kind: nil, isFound: true, isNear: true, isSound: isSound)
            }
            while true {
                let index = Int.random(in: 0..<cards.count, using: &random)
                guard let kind = Mutation.Kind.allCases.randomElement(using: &random),
                    let mutation = Mutation.make(kind, of: cards[index], &random)
                else { continue }
                let text = mutation.lines.joined(separator: "\n")
                let (diagnostics, isSound) = judge(Array(text.utf8), at: index, seed)
                let lines = diagnostics.flatMap { [$0.range.start.line] + $0.notes.map(\.range.start.line) }
                let isNear = lines.contains { line in mutation.places.contains { abs($0 - line) <= 3 } }
                return Outcome(
                    card: cards[index].name, kind: kind, isFound: !diagnostics.isEmpty, isNear: isNear,
                    isSound: isSound)
            }
        }

        private func judge(_ bytes: [UInt8], at index: Int, _ seed: UInt64) -> ([Diagnostic], isSound: Bool) {
            let source = SourceText(name: sources[index].name, bytes: bytes)
            func read() -> ReadFile {
                let read = ReadFile.read(source, school: school, plannedNames: plannedNames)
                var files = Array(zip(sources, reads)).map { (source: $0, read: $1) }
                files[index] = (source, read)
                return CardsTogether(files, school: school).check(read)
            }
            let first = read()
            let widths = source.lines.map(\.unicodeScalars.count)
            func isInside(_ place: SourcePosition) -> Bool {
                widths.indices.contains(place.line - 1)
                    && (1...widths[place.line - 1] + 1).contains(place.column)
            }
            let isSound =
                first.diagnostics == first.diagnostics.inOrder
                && first.diagnostics.hasErrors == (first.value == nil)
                && first.diagnostics.allSatisfy { isInside($0.range.start) }
                && (seed % 10 != 0 || read().diagnostics == first.diagnostics)
            return (first.diagnostics, isSound)
        }
    }

    @Test(
        "whatever slips into a card with blocks, lists and waits, it is judged without a crash",
        arguments: [
            "bewijs-alles-is-zeker", "blok-in-een-blok", "blok-tegelijk", "onderbreking-van-elke-soort",
            "register",
            "verstrekken-met-toestemming", "voor-elke-leerling", "voor-elke-rij", "voor-elke-waarde",
            "wachten",
        ])
    func mutatedBlocks(_ name: String) throws {
        let url = Fixture.folder.appendingPathComponent("goed/\(name).yaml")
        let lines = try String(contentsOf: url, encoding: .utf8).components(separatedBy: "\n")
        var generator = SeededGenerator(seed: 13)
        for number in 0..<150 {
            var mutated = lines
            for _ in 0...Int.random(in: 0...2, using: &generator) { mutate(&mutated, &generator) }
            let text = mutated.joined(separator: "\n")
            let first = try read(text, name: "\(name).yaml")
            #expect(first.diagnostics == first.diagnostics.inOrder, "seed 13, mutation \(number)")
            #expect(first.diagnostics.hasErrors == (first.value == nil), "seed 13, mutation \(number)")
            #expect(
                try first.diagnostics == read(text, name: "\(name).yaml").diagnostics,
                "seed 13, mutation \(number)")
        }
    }

    /// Changes something small.
    private func mutate(_ lines: inout [String], _ generator: inout SeededGenerator) {
        let line = Int.random(in: 0..<lines.count, using: &generator)
        var scalars = Array(lines[line].unicodeScalars)
        let place = Int.random(in: 0...scalars.count, using: &generator)
        switch Int.random(in: 0..<9, using: &generator) {
        case 0: lines.remove(at: line)
        case 1: lines.insert(lines[line], at: line)
        case 2:
            let other = Int.random(in: 0..<lines.count, using: &generator)
            lines.swapAt(line, other)
        case 3: lines[line] = " " + lines[line]
        case 4: lines[line] = String(lines[line].drop { $0 == " " })
        default:
            let signs = Array("\"':{}[],#-&*!|>%@`\t x\u{301}\u{A0}".unicodeScalars)
            if place < scalars.count, Bool.random(using: &generator) {
                scalars.remove(at: place)
            } else {
                scalars.insert(signs[Int.random(in: 0..<signs.count, using: &generator)], at: place)
            }
            lines[line] = String(String.UnicodeScalarView(scalars))
        }
    }

    @Test(
        "what ships is clean",
        arguments: ["de-wilgen.yaml", "kaarten/meldcode.yaml", "schooljaren/2026-2027.yaml"])
    func shippedFiles(_ path: String) throws {
        guard
            case .school(let school)? = ReadFile.read(
                SourceText(name: "de-wilgen.yaml", text: try text("de-wilgen.yaml")), school: nil
            ).value
        else {
            Issue.record("the shipped school can't be read")
            return
        }
        let read = ReadFile.read(SourceText(name: path, text: try text(path)), school: school)
        #expect(read.diagnostics.text == "")
        #expect(read.value != nil)
    }
}
