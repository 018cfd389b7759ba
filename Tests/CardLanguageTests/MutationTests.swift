import Foundation
import Testing

@testable import CardLanguage

@Suite("Slips in a card")
struct MutationTests {
    private static let shipped = Fixture.sources.appendingPathComponent("../../Kwaliteitskaarten")
        .standardizedFileURL

    private func text(_ path: String) throws -> String {
        try String(contentsOf: Self.shipped.appendingPathComponent(path), encoding: .utf8)
    }

    @Test("whatever slips into the shipped card, it is read the same twice, in order, without a crash")
    func mutations() throws {
        guard
            case .school(let school)? = ReadFile.read(
                SourceText(name: "de-wilgen.yaml", text: try text("de-wilgen.yaml")), school: nil
            ).value
        else {
            Issue.record("the shipped school can't be read")
            return
        }
        let lines = try text("kaarten/meldcode.yaml").components(separatedBy: "\n")
        var generator = SeededGenerator(seed: 11)
        for number in 0..<500 {
            var mutated = lines
            for _ in 0...Int.random(in: 0...1, using: &generator) { mutate(&mutated, &generator) }
            let source = SourceText(name: "meldcode.yaml", text: mutated.joined(separator: "\n"))
            let read = ReadFile.read(source, school: school)
            #expect(read.diagnostics == read.diagnostics.inOrder, "mutation \(number)")
            #expect(
                read.diagnostics == ReadFile.read(source, school: school).diagnostics, "mutation \(number)")
            #expect(read.diagnostics.hasErrors == (read.value == nil), "mutation \(number)")
            let count = mutated.count
            #expect(
                read.diagnostics.allSatisfy { (1...count).contains($0.range.start.line) },
                "mutation \(number)")
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

    @Test("nearly every slip that matters is complained about near its place")
    func places() throws {
        let lines = try text("kaarten/meldcode.yaml").components(separatedBy: "\n")
        var generator = SeededGenerator(seed: 12)
        var (near, far) = (0, 0)
        for _ in 0..<500 {
            var mutated = lines
            let touched = mutate(&mutated, &generator).map { $0 + 1 }
            let source = SourceText(name: "meldcode.yaml", text: mutated.joined(separator: "\n"))
            let read = ReadFile.read(source, school: nil)
            guard read.diagnostics.hasErrors else { continue }
            let places = read.diagnostics.flatMap { [$0.range.start.line] + $0.notes.map(\.range.start.line) }
            if places.contains(where: { place in touched.contains { abs($0 - place) <= 3 } }) {
                near += 1
            } else {
                far += 1
            }
        }
        #expect(near >= 19 * far, "\(near) near, \(far) far")
        #expect(near > 200)
    }

    /// Changes something small, and tells which lines were touched.
    @discardableResult
    private func mutate(_ lines: inout [String], _ generator: inout SeededGenerator) -> [Int] {
        let line = Int.random(in: 0..<lines.count, using: &generator)
        var scalars = Array(lines[line].unicodeScalars)
        let place = Int.random(in: 0...scalars.count, using: &generator)
        switch Int.random(in: 0..<9, using: &generator) {
        case 0: lines.remove(at: line)
        case 1: lines.insert(lines[line], at: line)
        case 2:
            let other = Int.random(in: 0..<lines.count, using: &generator)
            lines.swapAt(line, other)
            return [line, other]
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
        return [line]
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
