import CardEngine
import CaseStore
import CaseStoreSQLite
import Foundation
import Testing

/// The program is killed at any moment of a night in which much is due. Nothing is lost, nothing is done by halves, and
/// the next run does what was left.
@Suite("The daily run, killed")
struct KillTests {
    private static let first = "2026-11-02"
    private static let last = "2026-12-10"
    private static let pupils = 1001...1012

    /// A case waits, expires, calls another card and ends; after it another case begins.
    private static let clock = """
        kaart: klok
        titel: Klok
        versie: 1
        status: vastgesteld
        betreft: leerling
        eigenaar: kc
        doel: De klok.
        start: [{bij: inschrijving}]
        termijn: 3 weken
        herinner: [1 week]
        stappen:
          - {stap: even, titel: Even, wacht: 1 week}
          - {stap: vragen, titel: Vragen, wie: leerkracht, termijn: 1 week, herinner: [2 dagen], uitkomsten: {gereed: verder, verlopen: verder}}
          - {stap: erbij, titel: Erbij, kaart: gevolg, meteen_verder: ja}
          - {stap: slot, titel: Slot, wie: kc, termijn: 5 dagen, escaleer: {na: 1 dag, aan: [directeur]}, uitkomsten: {gereed: verder, verlopen: verder}}
        """

    private static let sequel = """
        kaart: gevolg
        titel: Gevolg
        versie: 1
        status: vastgesteld
        betreft: leerling
        eigenaar: kc
        doel: Wat erna komt.
        start: [{na: klok}]
        stappen:
          - {stap: bellen, titel: Bellen, wie: kc, termijn: 2 weken}
        """

    /// The school on the evening before the night.
    private static func evening() throws -> Practice {
        let practice = try Practice()
        try practice.folder.write(clock, to: "Kwaliteitskaarten/kaarten/klok.yaml")
        try practice.folder.write(sequel, to: "Kwaliteitskaarten/kaarten/gevolg.yaml")
        let lines = pupils.map { "\($0);groep-geel;\(first)\n" }.joined()
        try practice.folder.write("nummer;groep;inschrijving\n" + lines, to: "leerlingen.csv")
        let read = try practice.kaart(as: "carla", "inlezen", "leerlingen.csv", "--voer-uit")
        try #require(read.status == 0, "\(read)")
        let begun = try practice.kaart(as: "carla", "dag")
        try #require(begun.status == 0, "\(begun)")
        return practice
    }

    private static func night(in practice: Practice) throws -> RunningProcess {
        try RunningProcess(
            BuiltProgram.path, ["dag", "--als", "carla", "--vandaag", last], in: practice.folder.url)
    }

    @Test("twenty times, at any moment: the store is whole, and in the end all is as after one run")
    func killed() throws {
        let before = try Self.evening()
        let known = Set(try Log(of: before).lines.map(\.stream))
        let undisturbed = try Practice(copying: before)
        #expect(try Self.night(in: undisturbed).finish().status == 0)
        let expected = try Log(of: undisturbed, known)
        // Each case ended, called one and was followed by one.
        #expect(expected.lines.count { $0.fact.contains("case-opened") } == 3 * Self.pupils.count)
        let growth = size(of: undisturbed) - size(of: before)

        var hits = 0
        for seed in 1...4 as ClosedRange<UInt64> {
            var random = Chance(seed: seed)
            let practice = try Practice(copying: before)
            for _ in 1...5 {
                let enough = size(of: practice) + random.next(below: growth / 5)
                let isWithin = random.next(below: 2) == 0
                let night = try Self.night(in: practice)
                let journal = practice.storePath + "-journal"
                // Half of them in the midst of a transaction.
                if night.kill(when: {
                    size(of: practice) >= enough
                        && (!isWithin || FileManager.default.fileExists(atPath: journal))
                }) {
                    hits += 1
                }
                let store = try SQLiteCaseStore.open(at: practice.storePath)
                let rebuilt = try store.write { try $0.rebuild() }
                #expect(rebuilt.differing == [], "seed \(seed)")
                // Nothing that was written is gone, and nothing is there that would not have been.
                let log = try Log(of: practice, known)
                #expect(log.lines == Array(expected.lines.prefix(log.lines.count)), "seed \(seed)")
            }
            #expect(try Self.night(in: practice).finish().status == 0, "seed \(seed)")
            let log = try Log(of: practice, known)
            #expect(log.lines.count == expected.lines.count, "seed \(seed)")
            #expect(log.lines == expected.lines, "seed \(seed)")
            let checked = try practice.kaart("herbouw")
            #expect(checked.status == 0 && checked.remarks.isEmpty, "seed \(seed): \(checked)")
            let again = try Self.night(in: practice).finish()
            #expect(again.status == 0 && again.output == "Er was niets te doen.\n", "seed \(seed): \(again)")
        }
        // Whether a run had ended before it was killed is chance; that all had is none.
        #expect(hits > 0)
    }

    private func size(of practice: Practice) -> Int {
        var status = stat()
        return stat(practice.storePath, &status) == 0 ? Int(status.st_size) : 0
    }
}

/// What a log tells, without the moment of writing and the names that chance gave.
private struct Log {
    struct Line: Hashable {
        let stream: String
        let number: Int
        let day: String
        let actor: String
        let fact: String
        let content: Content?
    }

    let lines: [Line]

    /// - Parameter known: the streams that keep their name; each other is called by when it came.
    init(of practice: Practice, _ known: Set<String>? = nil) throws {
        let entries = try SQLiteCaseStore.open(at: practice.storePath).read { try $0.entries() }
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        var names: [String: String] = [:]
        for entry in entries where known?.contains(entry.caseID.rawValue) == false {
            if names[entry.caseID.rawValue] == nil { names[entry.caseID.rawValue] = "nieuw-\(names.count)" }
        }
        lines = try entries.map { entry in
            var fact = String(decoding: try encoder.encode(entry.event.fact), as: UTF8.self)
            for (id, name) in names { fact = fact.replacing("\"\(id)\"", with: "\"\(name)\"") }
            return Line(
                stream: names[entry.caseID.rawValue] ?? entry.caseID.rawValue, number: entry.number,
                day: "\(entry.event.stamp.day)", actor: "\(entry.event.stamp.actor)", fact: fact,
                content: entry.event.content)
        }
    }
}

/// Chance by a seed (SplitMix64), so that a failure can be repeated.
private struct Chance {
    var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next(below limit: Int) -> Int {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return limit > 0 ? Int((mixed ^ (mixed >> 31)) % UInt64(limit)) : 0
    }
}
