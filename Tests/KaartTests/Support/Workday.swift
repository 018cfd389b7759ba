import CardEngine
import CaseStore
import CaseStoreSQLite
import Foundation
import Testing

/// A day's work at a small school, command after command: whoever does it leaves the same behind. It begins with a night in
/// which much is due.
struct Workday {
    struct Step {
        let person: String
        /// `{card}` stands for the newest case of that card.
        let arguments: [String]
        /// Whether it makes several transactions, which each stand on their own.
        let isMany: Bool

        init(_ person: String, _ arguments: String..., isMany: Bool = false) {
            self.person = person
            self.arguments = arguments
            self.isMany = isMany
        }

        var name: String { arguments[0] }

        func arguments(after log: Log) -> [String] {
            arguments.map { argument in
                log.cases.reduce(argument) { $0.replacing("{\($1.key.rawValue)}", with: $1.value.rawValue) }
            } + ["--als", person, "--vandaag", Workday.today]
        }
    }

    static let today = "2026-12-10"

    static let steps = [
        Step("carla", "dag", isMany: true),
        Step("bas", "start", "meldcode", "1002"),
        Step("femke", "klaar", "{meldcode}.1", "--uitkomst", "nee"),
        Step("femke", "klaar", "{meldcode}.2", "--veld", "feiten=Blauwe plek"),
        Step("carla", "stel-vast", "verlof", "--reden", "Besproken"),
        Step("bas", "start", "verlof", "1002"),
        Step("bas", "pak", "{verlof}.1"),
        Step("bas", "klaar", "{verlof}.1", "--veld", "reden=Feest"),
        Step("carla", "uitstel", "{verlof}", "--tot", "2027-01-20", "--reden", "Ziek"),
        Step("carla", "inlezen", "nieuwe.csv", "--voer-uit"),
        Step("carla", "inlezen", "medewerkers.csv", "--voer-uit"),
        Step("carla", "leerling", "1001", "--kenmerk", "groep=groep-blauw"),
        Step("carla", "leerling", "1001", "--kenmerk", "groep=groep-lila", "--vanaf", "2027-02-01"),
        Step("carla", "stop", "{verlof}", "--reden", "Toch niet"),
    ]

    /// The school before each step, and after the last; to be copied.
    let schools: [Practice]
    /// How it stands there.
    let states: [State]
    /// How long each step took, in nanoseconds.
    let lengths: [Int]
    /// The streams that were there in the evening.
    let known: Set<CaseID>

    /// One for all tests: each works in a copy.
    static let shared = Result { try Workday() }

    private init() throws {
        var practice = try Self.evening()
        known = try SQLiteCaseStore.open(at: practice.storePath).read { Set(try $0.entries().map(\.caseID)) }
        var schools = [practice]
        var states = [try State(of: practice, known: known)]
        var lengths: [Int] = []
        for (index, step) in Self.steps.enumerated() {
            practice = try Practice(copying: practice)
            let start = monotonicTime()
            let outcome = try practice.kaart(step.arguments(after: states[index].log))
            lengths.append(monotonicTime() - start)
            try #require(outcome.status == 0, "\(step.name): \(outcome)")
            schools.append(practice)
            states.append(try State(of: practice, known: known))
            try #require(states[index] != states[index + 1], "\(step.name): \(outcome)")
        }
        self.schools = schools
        self.states = states
        self.lengths = lengths
        atexit {
            for school in (try? Workday.shared.get().schools) ?? [] {
                try? FileManager.default.removeItem(at: school.folder.url)
            }
        }
    }

    /// A school at which all of it was done, and then a month with more pupils: a log worth the name.
    func done() throws -> Practice {
        let practice = try Practice(copying: schools[Self.steps.count])
        try practice.folder.write(
            "nummer;groep;inschrijving\n" + (2001...2020).map { "\($0);groep-geel;2026-12-11\n" }.joined(),
            to: "meer.csv")
        for (day, command) in [
            ("2026-12-11", ["inlezen", "meer.csv", "--voer-uit"]), ("2026-12-11", ["dag"]),
            ("2026-12-21", ["dag"]), ("2027-01-11", ["dag"]),
        ] {
            let outcome = try practice.kaart(command + ["--als", "carla", "--vandaag", day])
            try #require(outcome.status == 0, "\(command): \(outcome)")
        }
        return practice
    }

    private static func evening() throws -> Practice {
        let practice = try Practice()
        for (name, text) in texts { try practice.folder.write(text, to: name) }
        for command in [["inlezen", "leerlingen.csv", "--voer-uit"], ["dag"]] {
            let outcome = try practice.kaart(command + ["--als", "carla", "--vandaag", "2026-11-02"])
            try #require(outcome.status == 0, "\(outcome)")
        }
        return practice
    }

    /// A case waits, expires, calls another card and ends; after it another case begins. And a card to adopt.
    private static let texts = [
        "Kwaliteitskaarten/kaarten/klok.yaml": """
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
        """,
        "Kwaliteitskaarten/kaarten/gevolg.yaml": """
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
        """,
        "Kwaliteitskaarten/kaarten/verlof.yaml": """
        kaart: verlof
        titel: Verlof
        versie: 1
        status: concept   # eerst bespreken
        betreft: leerling
        eigenaar: directeur
        doel: Elke aanvraag krijgt op tijd een antwoord.
        termijn: 2 weken
        start: [{handmatig: [leerkracht]}]
        gegevens:
          reden: {titel: Reden, soort: lange tekst}
        stappen:
          - {stap: vragen, titel: Aanvragen, wie: leerkracht, termijn: 1 week, vul_in: [reden]}
          - {stap: besluiten, titel: Besluiten, wie: directeur, uitkomsten: {ja: verder, nee: verder}}
        normen:
          - {norm: Op tijd, meet: op tijd, minstens: 90%}
        """,
        "leerlingen.csv":
            "nummer;groep;inschrijving\n"
            + (1001...1002).map { "\($0);groep-geel;2026-11-02\n" }.joined(),
        "nieuwe.csv":
            "nummer;groep;inschrijving\n1005;groep-blauw;2027-01-04\n1006;groep-blauw;2027-01-04\n",
        "medewerkers.csv": "medewerker;naam;rol;per\nhans;Hans Hof;leerkracht;groep-geel\n",
    ]
}

extension Workday {
    /// What a school has: its log, and its files byte for byte.
    struct State: Equatable {
        let log: Log
        let files: [String: Data]

        /// Opens the store as the next command does, and checks all that is in it.
        init(of practice: Practice, known: Set<CaseID>) throws {
            let store = try SQLiteCaseStore.open(at: practice.storePath)
            let found = try SQLiteCaseStore.examine(at: practice.storePath)
            guard found.faults.isEmpty else { throw Damage(faults: found.faults) }
            // Which files are in use is noted by the first transaction that uses them, whichever that is.
            let entries = try store.read { try $0.entries() }.filter { $0.caseID != .files }
            log = try Log(entries, known: known)
            var files: [String: Data] = [:]
            for name in try FileManager.default.subpathsOfDirectory(atPath: practice.cardFolder.path)
            where name.hasSuffix(".yaml") {
                files[name] = try Data(contentsOf: practice.cardFolder.appending(path: name))
            }
            self.files = files
        }
    }

    /// What must never be found.
    struct Damage: Error {
        let faults: [Examination.Fault]
    }

    /// Which such calls each step makes.
    static func calls(_ calls: TracedRun.Calls) throws -> [[String]] {
        switch calls {
        case .changes: try changes.get()
        case .reads: try reads.get()
        case .journals: try journals.get()
        }
    }

    private static let changes = trace(.changes)
    private static let reads = trace(.reads)
    private static let journals = trace(.journals)

    private static func trace(_ calls: TracedRun.Calls) -> Result<[[String]], any Error> {
        Result {
            let day = try shared.get()
            return try steps.indices.map { index in
                let run = try TracedRun(
                    steps[index].arguments(after: day.states[index].log),
                    in: try Practice(copying: day.schools[index]), of: calls)
                try #require(
                    run.outcome.status == 0 && !run.calls.isEmpty, "strace does not work: \(run.outcome)")
                return run.calls
            }
        }
    }

    /// What a program that was broken off left hidden beside the files of the school, where names of staff stand.
    func leftOver(in practice: Practice) throws -> String? {
        let files = FileManager.default
        let data = (practice.storePath as NSString).deletingLastPathComponent
        let names =
            try files.subpathsOfDirectory(atPath: practice.cardFolder.path)
            + files.subpathsOfDirectory(atPath: data)
        return names.first { name in name.split(separator: "/").last?.utf8.first == UInt8(ascii: ".") }
            .map { "\($0) is left" }
    }

    /// What is wrong with how it stands after a step was broken off, or ended, at a school where it stood as before it; nil
    /// when nothing is.
    ///
    /// - Parameter isConfirmed: whether the program told that it was done.
    func fault(in state: State, afterStep index: Int, isConfirmed: Bool) -> String? {
        let (before, after) = (states[index], states[index + 1])
        let count = state.log.lines.count
        guard state != after else { return nil }
        if isConfirmed { return "confirmed, and not all there" }
        guard before.log.lines.isSubset(of: state.log.lines), state.log.lines.isSubset(of: after.log.lines)
        else { return "the log is not a part of what it would be" }
        guard Self.steps[index].isMany || count == before.log.lines.count else {
            return count == after.log.lines.count
                ? "recorded, and the files are not changed" : "half is recorded"
        }
        guard
            state.files.keys == before.files.keys,
            state.files.allSatisfy({ before.files[$0.key] == $0.value || after.files[$0.key] == $0.value })
        else { return "a file is neither as it was nor as it would be" }
        return nil
    }
}

extension Practice {
    fileprivate var cardFolder: URL { folder.url.appending(path: "Kwaliteitskaarten") }
}

/// Nanoseconds of a clock that only goes on.
func monotonicTime() -> Int {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return time.tv_sec * 1_000_000_000 + time.tv_nsec
}
