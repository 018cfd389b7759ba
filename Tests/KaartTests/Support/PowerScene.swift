import CardEngine
import CaseStore
import CaseStoreSQLite
import Foundation
import Testing

/// A command, what it asked of the disk, and what may be found of it when the power failed meanwhile.
struct PowerScene: Sendable {
    /// What a school has: its log, and its files byte for byte.
    struct Sight: Equatable {
        /// Nil when there is no store.
        let log: Log?
        let files: [String: Data]

        /// The same in all that is promised: of what was typed and not recorded nothing is.
        static func == (one: Sight, other: Sight) -> Bool {
            func promised(_ sight: Sight) -> [String: Data] {
                sight.files.filter { !isTyped($0.key) }
            }
            return one.log == other.log && promised(one) == promised(other)
        }

        static func isTyped(_ path: String) -> Bool { path.hasPrefix("gegevens/klad/") }
    }

    /// Where in a folder a school is, or will be; nil where that is written in its files, which then mean nothing elsewhere.
    private struct Home {
        let name: String?
        /// The streams that keep their name: those that are there.
        private var known: Set<CaseID> = []

        init(_ name: String?, in practice: Practice) throws {
            self.name = name
            guard let path = store(in: practice) else { return }
            known = try SQLiteCaseStore.open(at: path).read { Set(try $0.entries().map(\.caseID)) }
        }

        /// The path of the data; nil when they are not there.
        func data(in practice: Practice) -> String? {
            let data = name.map { practice.folder.url.appending(path: $0).appending(path: "gegevens").path }
            return data.flatMap { access($0, F_OK) == 0 ? $0 : nil }
        }

        /// The path of the store; nil when there is none.
        func store(in practice: Practice) -> String? {
            let store = data(in: practice).map { $0 + "/trajecten.sqlite" }
            return store.flatMap { access($0, F_OK) == 0 ? $0 : nil }
        }

        /// Opens the store as the next command does, and checks all that is in it.
        func sight(of practice: Practice) throws -> Sight {
            var log: Log?
            if let path = store(in: practice) {
                let store = try SQLiteCaseStore.open(at: path)
                let found = try SQLiteCaseStore.examine(at: path)
                guard found.faults.isEmpty else { throw Workday.Damage(faults: found.faults) }
                // Which files are in use is noted by the first transaction that uses them, whichever that is.
                log = try Log(store.read { try $0.entries() }.filter { $0.caseID != .files }, known: known)
            }
            let folder = practice.folder.url
            var files: [String: Data] = [:]
            for path in try FileManager.default.subpathsOfDirectory(atPath: folder.path)
            where !Self.isPassing(path) {
                var status = stat()
                let place = folder.appending(path: path)
                guard lstat(place.path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { continue }
                files[path] = try Data(contentsOf: place)
            }
            return Sight(log: log, files: files)
        }

        /// Whether nothing rests on a file: the store, which is read, and what is being written.
        private static func isPassing(_ path: String) -> Bool {
            path.contains("gegevens/trajecten.sqlite")
                || path.split(separator: "/").contains {
                    $0.utf8.first == UInt8(ascii: ".") || $0.contains(".nieuw-")
                }
        }
    }

    let name: String
    let arguments: [String]
    /// Whether it makes several transactions, which each stand on their own.
    let isMany: Bool
    let record: DiskRecord
    /// The moment from which on it has told that it is done.
    let told: Int
    /// The school before it.
    private let school: Practice
    private let home: Home
    private let before: Sight
    private let after: Sight
    /// What the log held from which moment on, for certain.
    private let floors: [(moment: Int, lines: Set<Log.Line>)]

    /// - Parameters:
    ///   - home: where in the folder the school is, or will be; nil where only its files are looked at.
    ///   - toldBefore: how often it tells something before all is done.
    init(
        _ arguments: [String], at school: Practice, home: String? = "", isMany: Bool = false,
        toldBefore: Int = 0,
        conversation: ((Dialogue) throws -> Void)? = nil
    ) throws {
        name = arguments[0]
        self.arguments = arguments
        self.isMany = isMany
        self.school = school
        // Who looks changes something, where a transaction was broken off.
        let looked = try Practice(copying: school)
        self.home = try Home(home, in: looked)
        before = try self.home.sight(of: looked)
        let practice = try Practice(copying: school)
        let start = try DiskImage(of: practice.folder.url)
        let run = try TracedRun(recording: arguments, in: practice, conversation: conversation)
        try #require(run.outcome.status == (conversation == nil ? 0 : 1), "\(name): \(run.outcome)")
        after = try self.home.sight(of: practice)
        record = try DiskRecord(run.recorded, in: practice.folder.url.path, from: start)
        let answer = record.answers.dropFirst(toldBefore).first
        // Who breaks a conversation off is told nothing.
        told = try conversation == nil ? #require(answer, "\(name): \(run.outcome)") : .max
        // The record tells all that happened, or the program wrote in a way that is not known.
        let made = try Practice(copying: school)
        let end = record.seen(at: record.events.count)
        try end.write(to: made.folder.url, over: start, changed: record.changed)
        let sight = try self.home.sight(of: made)
        try #require(
            sight == after && sight.files == after.files && !record.changed.isEmpty,
            "\(name): the record is not what was done")
        var floors: [(moment: Int, lines: Set<Log.Line>)] = []
        for moment in record.commits {
            let practice = try Practice(copying: school)
            try record.seen(at: moment).write(to: practice.folder.url, over: start, changed: record.changed)
            floors.append((moment, try self.home.sight(of: practice).log?.lines ?? []))
        }
        self.floors = floors
    }

    /// What is wrong with a school as it may be found, nil when nothing is.
    ///
    /// - Parameters:
    ///   - record: of this scene, also when a sync was left out of it.
    ///   - isProgramRun: whether the program looks too, and then goes on.
    func fault(
        in image: DiskImage, at moment: Int, of record: DiskRecord, isProgramRun: Bool
    ) throws -> String? {
        let practice = try Practice(copying: school)
        try image.write(to: practice.folder.url, over: record.start, changed: record.changed)
        let place = ["--map", "./" + (home.name ?? "")]
        if isProgramRun, home.store(in: practice) != nil {
            let found = try practice.kaart(["nazien"] + place)
            guard found.status == 0, found.remarks.isEmpty else { return "nazien: \(found)" }
        }
        let sight: Sight
        do {
            sight = try home.sight(of: practice)
        } catch {
            return "\(error)"
        }
        if let fault = fault(in: sight, at: moment, isTold: moment >= told) { return fault }
        if let open = try open(in: practice) { return "\(open) is open to others" }
        return isProgramRun && home.name != nil ? try next(at: practice, in: sight, place) : nil
    }

    /// The same for images of this scene that are the same, and of which the same is asked.
    func fingerprint(of image: DiskImage, at moment: Int) -> Int {
        var hasher = Hasher()
        hasher.combine(arguments)
        hasher.combine(image.fingerprint(changed: record.changed))
        hasher.combine(floors.count { $0.moment <= moment })
        hasher.combine(moment >= told)
        return hasher.finalize()
    }

    private func fault(in sight: Sight, at moment: Int, isTold: Bool) -> String? {
        for (path, bytes) in sight.files where bytes != before.files[path] && bytes != after.files[path] {
            // What is typed is kept line by line: an earlier text of it, but never half of one.
            guard Sight.isTyped(path), (try? JSONSerialization.jsonObject(with: Data(bytes))) != nil else {
                return "\(path) is neither as it was nor as it would be"
            }
        }
        for path in before.files.keys
        where sight.files[path] == nil && after.files[path] != nil && !Sight.isTyped(path) {
            return "\(path) is lost"
        }
        guard sight != after else { return nil }
        if isTold { return "told, and not all there" }
        let (first, last) = (before.log?.lines ?? [], after.log?.lines ?? [])
        guard let log = sight.log else { return before.log == nil ? nil : "the store is gone" }
        let floor = floors.last { $0.moment <= moment }?.lines ?? []
        guard floor.isSubset(of: log.lines) else { return "what was committed is not there" }
        guard first.isSubset(of: log.lines), log.lines.isSubset(of: last) else {
            return "the log is not a part of what it would be"
        }
        guard !isMany, log.lines != first else { return nil }
        return log.lines == last ? "recorded, and the files are not changed" : "half is recorded"
    }

    /// The command once more, or another where it was done: it works, and nothing hidden stays.
    private func next(at practice: Practice, in sight: Sight, _ place: [String]) throws -> String? {
        let isDone = sight == after
        let looking = ["taken", "--als", "carla", "--vandaag", Workday.today] + place
        let outcome = try practice.kaart(isDone ? looking : arguments)
        guard outcome.status == 0 else { return "the next command: \(outcome)" }
        guard try isDone || home.sight(of: practice) == after else {
            return "what was left was not done"
        }
        // What `init` left is taken away by who uses the store that it makes then.
        if !isDone, try Self.left(in: practice) != nil { _ = try practice.kaart(looking) }
        return try Self.left(in: practice).map { "\($0) is left" }
    }

    /// What is hidden among the files of the school and beside the data.
    private static func left(in practice: Practice) throws -> String? {
        try FileManager.default.subpathsOfDirectory(atPath: practice.folder.url.path).first { path in
            path.contains("/") && path.split(separator: "/").last?.utf8.first == UInt8(ascii: ".")
        }
    }

    /// A file of the data that others may read.
    private func open(in practice: Practice) throws -> String? {
        guard let data = home.data(in: practice) else { return nil }
        return try (FileManager.default.subpathsOfDirectory(atPath: data) + [""]).first { path in
            var status = stat()
            return lstat(data + "/" + path, &status) == 0 && status.st_mode & 0o077 != 0
        }
    }
}

extension PowerScene {
    /// A day's work, and what writes in other ways; one for all tests.
    static let all = Result<[PowerScene], any Error> {
        let day = try Workday.shared.get()
        let work = try Workday.steps.enumerated().map { index, step in
            try PowerScene(
                step.arguments(after: day.states[index].log), at: day.schools[index], isMany: step.isMany)
        }
        let evening = try Practice(copying: day.schools[0])
        try evening.folder.write("nummer;groep\n1001;groep-blauw\n1002;groep-blauw\n", to: "volgend.csv")
        try evening.folder.write(
            """
            schooljaar: 2027-2028
            eerste_dag: 2027-08-01
            laatste_dag: 2028-07-31
            vakanties:
              - {naam: Zomer 2027, eerste_dag: 2027-07-17, laatste_dag: 2027-08-29}
              - {naam: Zomer 2028, eerste_dag: 2028-07-08, laatste_dag: 2028-08-20}

            """, to: "Kwaliteitskaarten/schooljaren/2027-2028.yaml")
        let carla = ["--als", "carla", "--vandaag", Workday.today]
        let more = try [
            PowerScene(["init", "--oefen"], at: Practice(isFilled: false)),
            PowerScene(
                ["init", "--oefen", "school/nieuw"], at: Practice(isFilled: false), home: "school/nieuw"),
            PowerScene(
                ["init", "--oefen", "--toch-hier", "Dropbox/school"], at: Practice(isFilled: false),
                home: nil, toldBefore: 1),
            PowerScene(["toon", "meldcode", "--naar", "kaart.html"], at: evening),
            PowerScene(
                [
                    "nieuw", "fietsen", "--titel", "Fietsen", "--betreft", "leerling", "--eigenaar",
                    "directeur",
                    "--doel", "Veilig", "--stap", "Vragen",
                ] + carla, at: evening),
            PowerScene(["jaarwissel", "2027-2028", "volgend.csv", "--voer-uit"] + carla, at: evening),
            PowerScene(
                Workday.steps[3].arguments(after: day.states[3].log).filter {
                    !$0.hasPrefix("feiten=") && $0 != "--veld"
                },
                at: day.schools[3]
            ) { dialogue in
                try dialogue.answer(
                    "Feiten en signalen (meer regels mag; een lege regel sluit af):", "Blauwe plek\n")
                try dialogue.hangUp(at: "Vastleggen met uitkomst 'gereed'? [ja/nee]")
            },
        ]
        return work + more + [try recovery(after: work[2])]
    }

    /// The next command, after the power failed when all that a step changed was there, and its journal still too: it takes
    /// that back, and the power fails once more.
    private static func recovery(after scene: PowerScene) throws -> PowerScene {
        let school = try Practice(copying: scene.school)
        // Before the name of the journal went, and that was synchronized.
        let moment = try #require(scene.record.commits.first) - 2
        try scene.record.seen(at: moment).write(
            to: school.folder.url, over: scene.record.start, changed: scene.record.changed)
        let looking = ["taken", "--als", "carla", "--vandaag", Workday.today]
        return try PowerScene(looking, at: school)
    }
}
