import CaseStore
import Foundation
import SchoolTime
import Testing

@testable import CardEngine

@Suite("Stored form of events")
struct EventCodingTests {
    private func chain(of events: [Event] = Samples.everyKind) throws -> [StoredEntry] {
        var head = LogHead.origin
        return try events.enumerated().map { index, event in
            let entry = try #require(
                EventCoding.entry(for: event, of: "t-1", number: index + 1, after: head, salt: sameSalt))
            head = LogHead(position: entry.position, hash: try #require(Digest(bytes: entry.hash)))
            return entry
        }
    }

    private func entry(_ entry: StoredEntry, body: String, content: StoredContent? = nil) -> StoredEntry {
        StoredEntry(
            position: 1, caseID: entry.caseID, number: entry.number, body: Array(body.utf8),
            hash: Digest.of(Digest.origin.bytes + Array(body.utf8)).bytes, content: content)
    }

    /// Stored events are a file format: when this fails, old stores can no longer be read.
    @Test(
        "the stored bytes of every kind of event are those of the golden file",
        arguments: [
            ("events-format-1.txt", Samples.everyKind), ("events-format-1-later.txt", Samples.laterKinds),
        ])
    func golden(name: String, events: [Event]) throws {
        let lines = try chain(of: events).flatMap { entry in
            [
                "\(entry.position) \(String(decoding: entry.body, as: UTF8.self))",
                entry.content.map { "  content \(String(decoding: $0.body, as: UTF8.self))" },
                entry.content.map {
                    "  salt    \($0.salt.map { String($0, radix: 16) }.joined(separator: " "))"
                },
                "  hash    \(Digest(bytes: entry.hash)?.hexadecimal ?? "")",
            ].compactMap { $0 }
        }
        let text = lines.joined(separator: "\n") + "\n"
        let file = URL(filePath: #filePath).deletingLastPathComponent().appending(
            path: "Golden/" + name)
        let recorded = try? String(contentsOf: file, encoding: .utf8)
        if recorded == nil || ProcessInfo.processInfo.environment["RECORD_GOLDEN"] == "1" {
            try text.write(to: file, atomically: true, encoding: .utf8)
        }
        #expect(recorded == text)
    }

    @Test("the hash is SHA-256 of the hash before and the bytes; the content's of its salt and bytes")
    func hashes() throws {
        var before = Digest.origin
        for entry in try chain() {
            let hash = Digest.of(before.bytes + entry.body)
            #expect(entry.hash == hash.bytes)
            if let content = entry.content {
                let body = String(decoding: entry.body, as: UTF8.self)
                #expect(
                    body.contains("\"content\":\"\(Digest.of(content.salt + content.body).hexadecimal)\""))
            }
            before = hash
        }
    }

    @Test("what is personal is not in the event itself")
    func apart() throws {
        for entry in try chain() {
            let body = String(decoding: entry.body, as: UTF8.self)
            for word in ["morgen", "Verhuisd", "7,5", "de-vries"] { #expect(!body.contains(word)) }
        }
    }

    @Test("an event that could not be read back is not stored", arguments: [-719_163, 2_932_897])
    func unstorable(day: Int) {
        let event = Event(stamp: Samples.stamp, fact: Samples.opened(deadline: Day(number: day)))
        #expect(EventCoding.entry(for: event, of: "t-1", number: 1, after: .origin, salt: sameSalt) == nil)
    }

    @Test(
        "bytes that are not those of an event are not read, even when their hash is right",
        arguments: [
            ("", ""), ("{", "x"), ("\"format\":1", "\"format\":2"), ("\"format\":1,", ""),
            ("\"case-opened\"", "\"case-open\""),
            ("\"number\":1,", ""), ("\"number\":1", "\"number\":2"), ("\"case\":\"t-1\"", "\"case\":\"t-2\""),
            ("\"actor\":\"jansen\"", "\"actor\":null"), ("\"actor\":", "\"more\":1,\"actor\":"),
            ("2026-11-23", "2026-11-31"),
            ("+01:00", "+1:00"), ("\"version\":3", "\"version\":\"3\""),
            ("\"kind\":\"pupil\"", "\"kind\":\"parent\""),
        ])
    func strict(part: String, replacement: String) throws {
        let good = try chain()[0]
        let body = String(decoding: good.body, as: UTF8.self)
        #expect(EventCoding.decode(entry(good, body: body), after: .origin) != nil)
        let bad = part.isEmpty ? "" : body.replacing(part, with: replacement)
        #expect(part.isEmpty || bad != body)
        #expect(EventCoding.decode(entry(good, body: bad), after: .origin) == nil)
    }

    @Test("every flipped bit of an entry is found")
    func flippedBits() throws {
        let good = try chain()[10]
        let before = try #require(Digest(bytes: try chain()[9].hash))
        let content = try #require(good.content)
        #expect(EventCoding.decode(good, after: before) != nil)
        func changed(body: [UInt8]? = nil, hash: [UInt8]? = nil, salt: [UInt8]? = nil, text: [UInt8]? = nil)
            -> Bool
        {
            let entry = StoredEntry(
                position: good.position, caseID: good.caseID, number: good.number, body: body ?? good.body,
                hash: hash ?? good.hash,
                content: StoredContent(salt: salt ?? content.salt, body: text ?? content.body))
            return EventCoding.decode(entry, after: before) == nil
        }
        func flips(of bytes: [UInt8]) -> [[UInt8]] {
            (0..<bytes.count * 8).map { bit in
                var copy = bytes
                copy[bit / 8] ^= 1 << (bit % 8)
                return copy
            }
        }
        #expect(flips(of: good.body).allSatisfy { changed(body: $0) })
        #expect(flips(of: good.hash).allSatisfy { changed(hash: $0) })
        #expect(flips(of: content.salt).allSatisfy { changed(salt: $0) })
        #expect(flips(of: content.body).allSatisfy { changed(text: $0) })
    }

    private func firstBadPosition(in entries: [StoredEntry]) -> Int? {
        var verification = ChainVerification()
        for entry in entries where verification.accept(entry) == nil { return verification.head.position + 1 }
        return nil
    }

    @Test("a chain tells the first position at which not the right entry stands")
    func chainVerification() throws {
        let entries = try chain()
        #expect(firstBadPosition(in: []) == nil)
        #expect(firstBadPosition(in: entries) == nil)
        for index in entries.indices {
            var missing = entries
            missing.remove(at: index)
            // That the last one is gone can't be seen.
            #expect(
                firstBadPosition(in: missing)
                    == (index == entries.count - 1 ? nil : index + 1))
            var doubled = entries
            doubled.insert(entries[index], at: index)
            #expect(firstBadPosition(in: doubled) == index + 2)
            if index > 0 {
                var swapped = entries
                swapped.swapAt(index - 1, index)
                #expect(firstBadPosition(in: swapped) == index)
            }
        }
    }

    @Test("salts have sixteen bytes and are not twice the same")
    func salts() {
        #expect(Set((0..<100).map { _ in Salt.random() }).count == 100)
        #expect(Salt.random().bytes.count == 16)
        #expect(Salt(bytes: [1, 2]) == nil)
    }
}
