import CaseStore
import Foundation
import Testing

@testable import CardEngine

@Suite("Events read by our own JSON reader")
struct StoredJSONTests {
    private static let seed: UInt64 = 20_261_125

    /// Each fact and content as it is stored, and some that are written otherwise.
    private func texts() throws -> (facts: [[UInt8]], contents: [[UInt8]]) {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let events = Samples.everyKind + Samples.laterKinds
        return (
            try events.map { Array(try encoder.encode($0.fact)) },
            try events.compactMap(\.content).map { Array(try encoder.encode($0)) }
                + [
                    #"{"reason":"\u0000\ud83d\ude00 en \u00e9"}"#, #"{"reason":null,"values":{}}"#,
                    #"{"reason":"een","reason":"twee"}"#, #" {"reason" : "ruim"} "#, #"{"reason":12.0}"#,
                    #"{"values":{"a":{"rows":[{"number":1.0,"cells":{}}]}}}"#,
                    #"{"values":{"a":{"rows":[{"number":-0,"cells":{}}]}}}"#,
                    #"{"values":{"a":{"rows":[{"number":1e2,"cells":{}}]}}}"#,
                    #"{"values":{"a":{"rows":[{"number":01,"cells":{}}]}}}"#,
                    "{\"values\":{\"caf\u{e9}\":{\"text\":\"een\"},\"cafe\u{301}\":{\"text\":\"twee\"}}}",
                ].map { Array($0.utf8) }
        )
    }

    /// What both make of it: the same value, or, for what is not plain or no value, ours nothing.
    private func compare<Value: Decodable & Hashable>(_ type: Value.Type, _ body: [UInt8]) -> Bool {
        guard let ours = try? StoredJSON(body)?.decode(type) else { return true }
        return ours == (try? JSONDecoder().decode(type, from: Data(body)))
    }

    @Test("every fact and content that we write is plain, and is what Foundation reads")
    func written() throws {
        let events = Samples.everyKind + Samples.laterKinds
        for (event, body) in zip(events, try texts().facts) {
            #expect(try StoredJSON(body)?.decode(Fact.self) == event.fact)
        }
        for (content, body) in zip(events.compactMap(\.content), try texts().contents) {
            #expect(try StoredJSON(body)?.decode(Content.self) == content)
        }
    }

    @Test("whatever is done to the bytes: what ours reads, Foundation reads, and as the same")
    func mutated() throws {
        var generator = SeededGenerator(seed: Self.seed)
        let (facts, contents) = try texts()
        let odd =
            Array(#"{}[]",:\ntrufals0123456789-.eE "#.utf8) + [0x00, 0x1F, 0x7F, 0x80, 0xC3, 0xE9, 0xFF]
        for round in 0..<4_000 {
            let isFact = round.isMultiple(of: 2)
            guard var body = (isFact ? facts : contents).randomElement(using: &generator) else { return }
            if round >= contents.count * 4 {
                for _ in 0..<Int.random(in: 1...3, using: &generator) where !body.isEmpty {
                    let place = Int.random(in: 0..<body.count, using: &generator)
                    switch Int.random(in: 0..<4, using: &generator) {
                    case 0: body.remove(at: place)
                    case 1: body.insert(odd.randomElement(using: &generator) ?? 0, at: place)
                    case 2: body[place] = odd.randomElement(using: &generator) ?? 0
                    default: body.insert(contentsOf: body[place...].prefix(12), at: place)
                    }
                }
            }
            #expect(
                isFact ? compare(Fact.self, body) : compare(Content.self, body),
                "seed \(Self.seed), round \(round): \(String(decoding: body, as: UTF8.self))")
        }
        for body in contents { #expect(compare(Content.self, body)) }
    }
}
