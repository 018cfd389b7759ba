import CardEngine
import CardLanguage
import CaseStore
import CaseStoreSQLite
import Casework
import Foundation
import SchoolTime

/// A workplace at a terminal.
struct Session {
    let terminal: Terminal
    let workplace: Workplace
    let sentences: Sentences

    init(terminal: Terminal, workplace: Workplace, sentences: Sentences) {
        self.terminal = terminal
        self.workplace = workplace
        self.sentences = sentences
    }

    /// Opens the store and the files of the school.
    ///
    /// - Parameter isDailyRun: the account may be nobody's.
    init(_ options: WorkOptions, on terminal: Terminal, isDailyRun: Bool = false) throws {
        let folder = try SchoolFolder.find(options.folder)
        let shelf = Shelf(forWorkIn: folder.cardFolder)
        let sentences = Sentences(school: shelf.school)
        self.terminal = terminal
        self.sentences = sentences
        let opened = try sentences.telling {
            let zone = try Self.zone(of: shelf.school)
            let store = try SQLiteCaseStore.open(at: folder.storePath)
            if !store.isReadOnly { folder.removeLeftDrafts() }
            guard let school = shelf.school else { throw CaseworkFailure.noSchool }
            let identity =
                isDailyRun && options.actingAs == nil
                ? Identity(ofDailyRunBy: Self.login(), in: school)
                : try Identity(
                    login: Self.login(), actingAs: options.actingAs, in: school,
                    on: Self.now(in: zone).day, isPractice: store.isPractice)
            return try Workplace(
                store: store, shelf: shelf,
                clock: try Self.clock(options.today, in: zone, isPractice: store.isPractice),
                identity: identity,
                drawCaseID: {
                    var generator = SystemRandomNumberGenerator()
                    return CaseID.random(using: &generator)
                })
        }
        let session = Session(terminal: terminal, workplace: opened, sentences: sentences)
        guard !isDailyRun else {
            workplace = opened
            return
        }
        // Who says which day it is does not go by the clock of the machine.
        if options.today == nil, let doubt = try session.doubt() {
            terminal.remark("\(doubt)")
            workplace = opened.doubtingTheClock()
        } else {
            workplace = opened
            try sentences.telling { try session.carryOutPlans() }
        }
    }

    /// Why the clock of the machine may be wrong; nil when there is no reason to think so.
    func doubt() throws -> String? {
        try perform { workplace in
            try workplace.lastRecordedElsewhen().flatMap { last in
                sentences.sentence(
                    for: CaseworkFailure.clockDoubted(today: workplace.clock.today, since: last))
            }
        }
    }

    /// What is planned for today, or an earlier day, is so before anything is looked at. Where nothing may be written it
    /// waits for who may.
    private func carryOutPlans() throws {
        do {
            try workplace.carryOutPlans()
        } catch StoreFailure.readOnly, StoreFailure.disk(.readOnly, path: _) {}
    }

    /// Does the work, and turns a failure of ours into its sentence.
    func perform<Result>(_ work: (Workplace) throws -> Result) throws -> Result {
        try sentences.telling { try work(workplace) }
    }

    /// The account under which the program runs; not from the environment, where anyone can write.
    static func login() -> String {
        guard let entry = getpwuid(getuid()), let name = entry.pointee.pw_name else {
            return String(getuid())
        }
        return String(cString: name)
    }

    private static func clock(_ today: String?, in zone: TimeZone, isPractice: Bool) throws -> Clock {
        guard let today else { return Clock { now(in: zone) } }
        let day = try pretended(today, isPractice: isPractice)
        return Clock {
            let now = now(in: zone)
            return Timestamp(
                secondsSince1970: day.number * 86_400 + now.secondOfDay - now.offsetSeconds,
                offsetSeconds: now.offsetSeconds)
        }
    }

    /// The day that it is said to be, where people practise.
    static func pretended(_ today: String, isPractice: Bool) throws -> Day {
        guard isPractice else { throw CaseworkFailure.onlyInPractice(option: "--vandaag") }
        guard let day = FieldText.day(typed: today) else {
            throw WrongUse(message: "`--vandaag` is een datum, zoals 2026-11-23.")
        }
        return day
    }

    /// The day that it is at a school, for what needs no store.
    static func today(at school: School?) throws -> Day {
        now(in: try Sentences(school: school).telling { try zone(of: school) }).day
    }

    /// Where it is decided which day it is: in no other zone than the school's, for there it may be another day.
    private static func zone(of school: School?) throws -> TimeZone {
        let name = school?.timeZone ?? School.usualTimeZone
        guard let zone = TimeZone(identifier: name) else { throw CaseworkFailure.timeZoneMissing(name) }
        return zone
    }

    private static func now(in zone: TimeZone) -> Timestamp {
        Timestamp(Date(), in: zone)
    }
}

extension Sentences {
    /// Does some work, and turns a failure of ours into its sentence.
    func telling<Result>(_ work: () throws -> Result) throws -> Result {
        do {
            return try work()
        } catch {
            let sentences = sentences(for: error)
            guard !sentences.isEmpty else { throw error }
            throw Told(sentences: sentences)
        }
    }
}
