import CardEngine
import CaseStore
import CaseStoreSQLite
import Foundation
import Testing

/// The clock of the machine, as `faketime` sets it. The school's day is that of the school's zone, whatever the machine thinks,
/// and the order of what happened is the order in which it was written down.
@Suite("The clock of the machine")
struct TimeTests {
    /// A school where whoever runs the tests is the one who may do everything with its card.
    private static func school() throws -> Practice {
        let practice = try Practice(isFilled: false)
        try #require(try practice.kaart("init").status == 0)
        let login = getpwuid(getuid()).map { String(cString: $0.pointee.pw_name) } ?? String(getuid())
        for (file, old, new) in [
            ("de-wilgen.yaml", "login: femke", "login: \(login)"),
            ("kaarten/meldcode.yaml", "status: concept", "status: vastgesteld"),
        ] {
            let path = "Kwaliteitskaarten/" + file
            try practice.folder.write(try practice.folder.read(path).replacing(old, with: new), to: path)
        }
        return practice
    }

    /// Runs the program at a moment, written in UTC, on a machine in a time zone.
    private static func run(
        _ arguments: String..., at moment: String, zone: String = "UTC", in practice: Practice
    ) throws -> Outcome {
        try run(arguments, at: moment, zone: zone, in: practice)
    }

    private static func run(
        _ arguments: [String], at moment: String, zone: String = "UTC", in practice: Practice
    ) throws -> Outcome {
        let seconds = try Int(Date(moment, strategy: .iso8601).timeIntervalSince1970)
        // In seconds, which are the same in every zone; and the clock stands still, however busy the machine is.
        return try RunningProcess(
            "/usr/bin/env", ["faketime", "-f", "\(seconds)", BuiltProgram.path] + arguments,
            in: practice.folder.url, environment: ["FAKETIME_FMT": "%s", "TZ": zone]
        ).finish()
    }

    /// What the log holds: the day and the moment of what was written last.
    private static func lastStamp(in practice: Practice) throws -> String {
        let entries = try SQLiteCaseStore.open(at: practice.storePath).read { try $0.entries() }
        let stamp = try #require(entries.last).event.stamp
        return "\(stamp.day) \(stamp.time)"
    }

    @Test(
        "the day and the hour are the school's",
        arguments: [
            // The hour that is left out in spring.
            ("2026-03-29T00:59:59Z", "2026-03-29 2026-03-29T01:59:59+01:00"),
            ("2026-03-29T01:00:00Z", "2026-03-29 2026-03-29T03:00:00+02:00"),
            // The hour that comes twice in autumn.
            ("2026-10-25T00:30:00Z", "2026-10-25 2026-10-25T02:30:00+02:00"),
            ("2026-10-25T01:30:00Z", "2026-10-25 2026-10-25T02:30:00+01:00"),
            // A leap day begins and ends.
            ("2028-02-28T22:59:59Z", "2028-02-28 2028-02-28T23:59:59+01:00"),
            ("2028-02-28T23:00:00Z", "2028-02-29 2028-02-29T00:00:00+01:00"),
            ("2028-02-29T23:00:00Z", "2028-03-01 2028-03-01T00:00:00+01:00"),
            // A year begins, an hour before it does in UTC; in summer a day begins two hours before.
            ("2026-12-31T22:59:59Z", "2026-12-31 2026-12-31T23:59:59+01:00"),
            ("2026-12-31T23:00:00Z", "2027-01-01 2027-01-01T00:00:00+01:00"),
            ("2026-06-30T22:00:00Z", "2026-07-01 2026-07-01T00:00:00+02:00"),
        ])
    func schoolDay(moment: String, stamp: String) throws {
        let practice = try Self.school()
        // On the other side of the world, and nowhere.
        let zones = ["UTC", "America/New_York", "Pacific/Kiritimati", "Nergens/Land", ":"]
        for (index, zone) in zones.enumerated() {
            let started = try Self.run(
                "start", "meldcode", "041\(index)", "--groep", "groep-geel", at: moment, zone: zone,
                in: practice)
            #expect(started.status == 0, "\(zone): \(started)")
            #expect(try Self.lastStamp(in: practice) == stamp, "\(zone)")
        }
    }

    @Test("two hours with the same name keep their order, and a deadline its day")
    func sameHourTwice() throws {
        let practice = try Self.school()
        let started = try Self.run(
            "start", "meldcode", "0412", "--groep", "groep-geel", at: "2026-10-25T00:45:00Z", in: practice)
        let id = try #require(started.caseID, "\(started)")
        let done = try Self.run(
            "klaar", "\(id).1", "--uitkomst", "nee", at: "2026-10-25T01:15:00Z", in: practice)
        #expect(done.status == 0, "\(done)")
        let page = try Self.run("traject", id, at: "2026-10-25T02:00:00Z", in: practice)
        #expect(page.output.contains("op tijd (uiterlijk zo 25-10-2026)"), "\(page)")
        // On the wall it was a quarter to three, and then a quarter past two; but no clock was set back.
        #expect(!page.output.contains("De klok"), "\(page)")
    }

    @Test(
        "where the zone of the school is not known, the program does not guess the day",
        arguments: [true, false])
    func withoutZone(isWritten: Bool) throws {
        let practice = try Self.school()
        let school = "Kwaliteitskaarten/de-wilgen.yaml"
        if !isWritten {
            try practice.folder.write(
                try practice.folder.read(school).replacing("tijdzone: Europe/Amsterdam\n", with: ""),
                to: school)
        }
        // Foundation has the zones of ICU, in itself or in a folder: this one holds none.
        try practice.folder.write("Geen tijdzones.", to: "zones/zoneinfo64.res")
        func run(_ arguments: [String]) throws -> Outcome {
            try RunningProcess(
                BuiltProgram.path, arguments, in: practice.folder.url,
                environment: ["ICU_TIMEZONE_FILES_DIR": practice.folder.url.appending(path: "zones").path]
            ).finish()
        }
        let before = try practice.folder.bytes(of: "gegevens/trajecten.sqlite")
        for arguments in [["start", "meldcode", "0412", "--groep", "groep-geel"], ["taken"], ["dag"]] {
            let refused = try run(arguments)
            #expect(refused.status == 1, "\(refused)")
            #expect(
                refused.remarks.contains("De tijdzone Europe/Amsterdam is op deze computer niet bekend"),
                "\(refused)")
            #expect(refused.output.isEmpty, "\(refused)")
        }
        #expect(try practice.folder.bytes(of: "gegevens/trajecten.sqlite") == before)
        let place = practice.folder.url.appending(path: "Dropbox/school")
        let accepted = try run(["init", "--toch-hier", place.path])
        #expect(accepted.status == 1, "\(accepted)")
        #expect(!FileManager.default.fileExists(atPath: place.path))
        // Whether a file is right does not hang on the machine.
        #expect(try run(["controleer"]).status == 0)
    }

    @Test("a clock that was set back an hour is shown, once, and nothing changes place")
    func anHourBack() throws {
        let practice = try Self.school()
        let started = try Self.run(
            "start", "meldcode", "0412", "--groep", "groep-geel", at: "2026-11-02T10:30:00Z", in: practice)
        let id = try #require(started.caseID, "\(started)")
        let done = try Self.run(
            "klaar", "\(id).1", "--uitkomst", "nee", at: "2026-11-02T09:30:00Z", in: practice)
        #expect(done.status == 0, "\(done)")
        let next = try Self.run(
            "klaar", "\(id).2", "--veld", "feiten=Iets", at: "2026-11-02T10:45:00Z", in: practice)
        #expect(next.status == 0, "\(next)")
        let page = try Self.run("traject", id, at: "2026-11-03T09:00:00Z", in: practice)
        let told = "De klok van de computer stond toen vroeger dan bij wat hierboven staat."
        #expect(page.output.ranges(of: told).count == 1, "\(page)")
        let order = [
            "Begonnen door", "Is er nu direct gevaar? nee", told, "Stap 1: signalen in kaart brengen: ",
        ]
        let places = order.map { page.output.firstRange(of: $0)?.lowerBound }
        #expect(places.compactMap { $0 }.count == order.count, "\(page)")
        #expect(
            zip(places, places.dropFirst()).allSatisfy {
                ($0 ?? page.output.endIndex) < ($1 ?? page.output.startIndex)
            })
        #expect(try practice.kaart("nazien").status == 0)
    }

    @Test(
        "a clock that was set back a day is refused where it matters, and ten years ahead and back is doubted both times"
    )
    func aDayBackAndYearsAhead() throws {
        let practice = try Self.school()
        let started = try Self.run(
            "start", "meldcode", "0412", "--groep", "groep-geel", at: "2026-11-02T10:30:00Z", in: practice)
        let id = try #require(started.caseID, "\(started)")
        let early = try Self.run(
            "klaar", "\(id).1", "--uitkomst", "nee", at: "2026-11-01T10:30:00Z", in: practice)
        #expect(early.status == 1)
        #expect(early.remarks.contains("De klok loopt achter"), "\(early)")
        let doubted = try Self.run(
            "klaar", "\(id).1", "--uitkomst", "nee", at: "2036-11-01T10:30:00Z", in: practice)
        #expect(doubted.status == 1 && doubted.remarks.contains("Klopt de klok?"), "\(doubted)")
        #expect(try Self.run("dag", "--toch", at: "2036-11-01T10:30:00Z", in: practice).status == 0)
        let late = try Self.run(
            "klaar", "\(id).1", "--uitkomst", "nee", at: "2036-11-01T10:30:00Z", in: practice)
        #expect(late.status == 0, "\(late)")
        let back = try Self.run("traject", id, at: "2026-11-03T10:30:00Z", in: practice)
        #expect(back.status == 0 && back.output.contains("za 01-11-2036"), "\(back)")
        let doubtedBack = try Self.run("dag", at: "2026-11-03T10:30:00Z", in: practice)
        #expect(doubtedBack.status == 1 && doubtedBack.remarks.contains("Klopt de klok?"), "\(doubtedBack)")
        let day = try Self.run("dag", "--toch", at: "2026-11-03T10:30:00Z", in: practice)
        #expect(day.status == 0, "\(day)")
        // The night of a clock that is a year ahead begins and ends nothing, unless somebody says that it is right.
        let log = try Data(contentsOf: URL(filePath: practice.storePath))
        let ahead = try Self.run("dag", at: "2027-11-03T10:30:00Z", in: practice)
        #expect(ahead.status == 1 && ahead.remarks.contains("Klopt de klok?"), "\(ahead)")
        #expect(try Data(contentsOf: URL(filePath: practice.storePath)) == log)
        let sure = try Self.run("dag", "--toch", at: "2027-11-03T10:30:00Z", in: practice)
        #expect(!sure.remarks.contains("Klopt de klok?"), "\(sure)")
        #expect(try practice.kaart("nazien").status == 0)
    }

    @Test(
        "by a clock that was set back for years one reads and begins nothing, until somebody says that it is right",
        arguments: ["2000-01-01T10:30:00Z", "2026-10-30T10:30:00Z"])
    func farBack(moment: String) throws {
        let practice = try Self.school()
        let now = "2026-11-02T10:30:00Z"
        #expect(try Self.run("dag", at: now, in: practice).status == 0)
        let log = try Data(contentsOf: URL(filePath: practice.storePath))
        for arguments in [
            ["start", "meldcode", "0412", "--groep", "groep-geel"], ["dag"],
            ["leerling", "1023", "--kenmerk", "groep=groep-geel"],
        ] {
            let doubted = try Self.run(arguments, at: moment, in: practice)
            #expect(doubted.status == 1 && doubted.remarks.contains("Klopt de klok?"), "\(doubted)")
        }
        #expect(try Self.run("taken", at: moment, in: practice).status == 0)
        #expect(try Data(contentsOf: URL(filePath: practice.storePath)) == log)
        // And back again: of this day there is a line of the daily run already, and another is written.
        #expect(try Self.run("dag", "--toch", at: moment, in: practice).status == 0)
        for _ in 1...2 {
            #expect(try Self.run("dag", "--toch", at: now, in: practice).status == 0)
            #expect(try Self.run("dag", "--toch", at: moment, in: practice).status == 0)
            let started = try Self.run(
                "start", "meldcode", "0412", "--groep", "groep-geel", at: moment, in: practice)
            #expect(started.status == 0 && !started.remarks.contains("Klopt de klok?"), "\(started)")
        }
    }

    @Test(
        "by a clock that is a year ahead one reads, is told, and changes nothing: nothing planned becomes fact"
    )
    func aYearAhead() throws {
        let practice = try Self.school()
        func run(_ command: String, at time: String) throws -> Outcome {
            try Self.run(command.split(separator: " ").map(String.init), at: time, in: practice)
        }
        let (now, ahead) = ("2026-11-02T10:30:00Z", "2027-11-02T10:30:00Z")
        for command in [
            "leerling 1023 --kenmerk groep=groep-geel --kenmerk inschrijving=2025-08-01",
            "leerling 1023 --kenmerk groep=groep-blauw --vanaf 2027-08-01",
        ] {
            let done = try run(command, at: now)
            #expect(done.status == 0 && done.remarks.isEmpty, "\(done)")
        }
        let log = try Data(contentsOf: URL(filePath: practice.storePath))
        for (command, status) in [
            ("leerling 1023", 0), ("taken", 0), ("klaar zzzz.1", 1),
            ("leerling 1023 --kenmerk jaargroep=7", 1),
        ] {
            let outcome = try run(command, at: ahead)
            #expect(outcome.status == status && outcome.remarks.contains("Klopt de klok?"), "\(outcome)")
            #expect(try Data(contentsOf: URL(filePath: practice.storePath)) == log, "\(command)")
        }
        #expect(try run("leerling 1023", at: ahead).output.contains("Groep: groep-geel"))
        // Somebody says that it is right.
        let sure = try run("dag --toch", at: ahead)
        #expect(sure.output.contains("Wat gepland was is ingegaan, leerlingen: 1."), "\(sure)")
        let later = try run("leerling 1023", at: ahead)
        #expect(later.remarks.isEmpty && later.output.contains("Groep: groep-blauw"), "\(later)")
    }
}

extension Outcome {
    /// The case that was begun.
    fileprivate var caseID: String? {
        let marker = "Begonnen: traject "
        return status == 0 && output.hasPrefix(marker)
            ? String(output.dropFirst(marker.count).prefix(4)) : nil
    }
}
