import Foundation
import Testing

/// The listings for programs, read by a parser that is not ours.
@Suite("Listings")
struct ListingTests {
    private let practice: Practice
    private let id: String

    init() throws {
        practice = try Practice()
        id = try practice.startCase()
    }

    private func object(_ outcome: Outcome) throws -> [String: Any] {
        #expect(outcome.remarks.isEmpty)
        let value = try JSONSerialization.jsonObject(with: Data(outcome.output.utf8))
        return try #require(value as? [String: Any])
    }

    @Test("the list of tasks holds in JSON what it holds in text")
    func tasks() throws {
        let text = try practice.kaart(as: "femke", "taken").output
        let json = try object(practice.kaart(as: "femke", "taken", "--json"))
        #expect(json["versie"] as? Int == 1)
        let tasks = try #require(json["taken"] as? [[String: Any]])
        #expect(tasks.count == text.ranges(of: "leerling ").count)
        for key in ["stap", "titel", "betreft"] {
            let value = try #require(tasks[0][key] as? String)
            #expect(text.contains(value), "\(key)")
        }
        #expect(tasks[0]["termijn"] as? String == "2026-11-02")
        #expect(tasks[0]["te_laat"] as? Bool == text.contains("te laat"))
    }

    @Test("the list of cases and the case hold in JSON what they hold in text")
    func cases() throws {
        let text = try practice.kaart(as: "femke", "traject").output
        let list = try object(practice.kaart(as: "femke", "traject", "--json"))
        let cases = try #require(list["trajecten"] as? [[String: Any]])
        #expect(cases.map { $0["traject"] as? String } == [id])
        #expect(text.contains("\(id)  ") && text.contains("leerling 0412"))
        let page = try object(practice.kaart(as: "femke", "traject", id, "--json"))
        #expect(page["traject"] as? String == id)
        #expect((page["open"] as? [[String: Any]])?.first?["stap"] as? String == "\(id).1")
        #expect(page["begonnen_door"] as? String == "bas")
    }

    @Test("what is filled in for items of a `voor_elke` stands in JSON beside where it belongs, each")
    func items() throws {
        try practice.folder.write(Self.subjects, to: "Kwaliteitskaarten/kaarten/vakken.yaml")
        let started = try practice.kaart(as: "dirk", "start", "vakken", "0412", "--groep", "groep-geel")
        try #require(started.status == 0, "\(started)")
        let id = String(started.output.dropFirst("Begonnen: traject ".count).prefix(4))
        for (visit, score) in [(1, "oog=ja"), (3, "score=7"), (4, "score=3")] {
            let done = try practice.kaart(as: "dirk", "klaar", "\(id).\(visit)", "--veld", score)
            try #require(done.status == 0, "\(done)")
        }
        let page = try object(practice.kaart(as: "dirk", "traject", id, "--json"))
        #expect(page["gegevens"] as? [String: String] == ["oog": "ja"])
        let parts = try #require(page["onderdelen"] as? [[String: Any]])
        let found = parts.map { part in
            let place = (part["plek"] as? [[String: String]] ?? []).map {
                "\($0["stapnaam"] ?? "") \($0["waarde"] ?? "")"
            }
            return "\(place) \(part["gegevens"] as? [String: String] ?? [:])"
        }
        #expect(
            found == [#"["per-vak rekenen"] ["score": "7"]"#, #"["per-vak lezen"] ["score": "3"]"#])
    }

    private static let subjects = """
        kaart: vakken
        titel: Vakken
        versie: 1
        status: concept
        betreft: leerling
        eigenaar: kc
        doel: Iets laten zien.
        start: [{handmatig: [kc]}]
        gegevens:
          oog: {titel: Ogen goed, soort: ja-nee}
          score: {titel: Score, soort: geheel getal}
        stappen:
          - {stap: vooraf, titel: Vooraf, wie: kc, vul_in: [oog]}
          - stap: per-vak
            titel: Per vakgebied
            voor_elke: {vakgebied: [rekenen, lezen]}
            stappen:
              - {stap: afnemen, titel: Toets afnemen, wie: kc, vul_in: [score]}
        """

    @Test("findings are an array, empty when all is well, with the same places as the text")
    func findings() throws {
        let path = "Kwaliteitskaarten/kaarten/meldcode.yaml"
        let well = try practice.kaart("controleer", path, "--json")
        #expect(try JSONSerialization.jsonObject(with: Data(well.output.utf8)) as? [String] == [])
        try practice.folder.write(
            practice.folder.read(path).replacing(
                "eigenaar: aandachtsfunctionaris", with: "eigenaar: niemand"),
            to: path)
        let text = try practice.kaart("controleer")
        let json = try practice.kaart("controleer", "--json")
        #expect(text.status == 1 && json.status == 1)
        let value = try JSONSerialization.jsonObject(with: Data(json.output.utf8))
        let found = try #require(value as? [[String: Any]])
        #expect(!found.isEmpty)
        for finding in found {
            #expect(Set(finding.keys) == ["bestand", "regel", "kolom", "code", "ernst", "melding"])
            let place = try #require(finding["regel"] as? Int)
            let column = try #require(finding["kolom"] as? Int)
            let message = try #require(finding["melding"] as? String)
            let file = try #require(finding["bestand"] as? String)
            #expect(text.output.contains("\(file):\(place):\(column): "))
            #expect(text.output.contains(message))
        }
    }
}
