public import CardEngine
import Foundation

/// The stored form of events, and the hash that ties each to the one before it (hash format 1).
///
/// An event is JSON with sorted keys and without whitespace; its hash is SHA-256(hash before ‖ those bytes). What is
/// personal is JSON of its own, stored apart with a salt, and enters the event as SHA-256(salt ‖ content): when it
/// is destroyed, the chain still holds.
public enum EventCoding {
    /// Stands in every event. No release changes what 1 means.
    public static let format = 1

    /// The entry that an event becomes after `head`.
    ///
    /// Nil for an event that could not be read back, such as one of a day after the year 9999: what can't be read
    /// must not be confirmed.
    public static func entry(
        for event: Event, of id: CaseID, number: Int, after head: LogHead, salt: () -> Salt
    ) -> StoredEntry? {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        do {
            let content = try event.content.map { content in
                StoredContent(salt: salt().bytes, body: Array(try encoder.encode(content)))
            }
            let envelope = Envelope(
                caseID: id, number: number, stamp: event.stamp, fact: event.fact,
                contentHash: content.map { hash(of: $0).hexadecimal })
            let body = Array(try encoder.encode(envelope))
            let entry = StoredEntry(
                position: head.position + 1, caseID: id, number: number, body: body,
                hash: hash(of: body, after: head.hash).bytes, content: content)
            return self.event(of: entry) == event ? entry : nil
        } catch {
            return nil
        }
    }

    /// The entry that was stored after an entry with the hash `before`.
    ///
    /// A content that is there no more is nil. Nil altogether when anything else is not as it was
    /// written: the bytes, the hashes, or what stands beside them.
    public static func decode(_ entry: StoredEntry, after before: Digest) -> LogEntry? {
        let hash = hash(of: entry.body, after: before)
        guard entry.hash == hash.bytes, let event = event(of: entry) else { return nil }
        return LogEntry(
            position: entry.position, caseID: entry.caseID, number: entry.number, event: event, hash: hash)
    }

    /// The event of an entry; nil when its bytes are none, or not of what stands beside them. Whether it follows the entry
    /// before is not looked at.
    static func event(of entry: StoredEntry) -> Event? { opened(entry)?.event }

    /// The same, and whether the content that it was written with is there no more.
    static func opened(_ entry: StoredEntry) -> (event: Event, hasLostContent: Bool)? {
        guard let envelope = read(Envelope.self, from: entry.body),
            envelope.caseID.rawValue.utf8.elementsEqual(entry.caseID.rawValue.utf8),
            envelope.number == entry.number
        else { return nil }
        var content: Content?
        if let stored = entry.content {
            guard
                stored.salt.count == Salt.byteCount,
                envelope.contentHash == self.hash(of: stored).hexadecimal,
                let decoded = read(Content.self, from: stored.body)
            else { return nil }
            content = decoded
        }
        return (
            Event(stamp: envelope.stamp, fact: envelope.fact, content: content),
            content == nil && envelope.contentHash != nil
        )
    }

    /// What is not written as we write it, Foundation reads, or refuses.
    private static func read<Value: Decodable>(_ type: Value.Type, from body: [UInt8]) -> Value? {
        if let value = try? StoredJSON(body)?.decode(type) { return value }
        return try? JSONDecoder().decode(type, from: Data(body))
    }

    /// The hash of an entry of these bytes after an entry with the hash `before`.
    public static func hash(of body: [UInt8], after before: Digest) -> Digest { .of(before.bytes, body) }

    private static func hash(of content: StoredContent) -> Digest { .of(content.salt, content.body) }
}
