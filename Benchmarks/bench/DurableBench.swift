import CardEngine
import CaseStore
import CaseStoreSQLite
import Casework
import Foundation
import SchoolTime
import Synchronization

/// Steps that are on the disk when `completeStep` returns, against the very rows that they left, written to a copy of the
/// same file by SQLite alone in as many transactions.
struct DurableBench {
    private let place: Place
    private let shelf: Shelf
    private static let cases = 20

    init(_ place: Place) {
        self.place = place
        shelf = Shelf(CardFolder(path: place.cards))
    }

    func run() throws {
        say(
            "durable: completed steps against the same rows raw in SQLite (journal DELETE, synchronous EXTRA)"
        )
        try measure("as a part of the speed of raw rows", areKept: false)
        try measure("of steps that keep an attribute, which other cases must hear of", areKept: true)
    }

    private func measure(_ what: String, areKept: Bool) throws {
        var rounds = Rounds()
        var steps = 0
        for _ in 0..<9 {
            try place.inScratch { folder in
                let (ours, theirs, count) = try round(in: folder, areKept: areKept)
                rounds.add(ours, theirs)
                steps = count
            }
        }
        let speed = Spread(zip(rounds.ours, rounds.theirs).map { $1 / $0 * 100 })
        tell(
            what,
            "\(speed.median.rounded(to: 0))% (\(speed.least.rounded(to: 0)) to \(speed.most.rounded(to: 0)))",
            goal: "75% or more", isMet: speed.median >= 75)
        tell("a step of ours", (Spread(rounds.ours).median / Double(steps)).milliseconds)
        tell("its rows alone", (Spread(rounds.theirs).median / Double(steps)).milliseconds)
    }

    private func round(in folder: String, areKept: Bool) throws -> (ours: Double, theirs: Double, steps: Int)
    {
        let path = folder + "/ours.sqlite"
        let copy = folder + "/theirs.sqlite"
        let store = try SQLiteCaseStore.create(at: path, isPractice: true)
        let ids = Mutex(0)
        func desk(_ person: PersonID) throws -> Workplace {
            guard let day = Day(year: 2026, month: 9, day: 1) else { throw Misfit("no such day") }
            let time = Timestamp(secondsSince1970: day.number * 86_400 + 36_000, offsetSeconds: 7_200)
            return try Workplace(
                store: store, shelf: shelf, clock: Clock { time },
                identity: Identity(actor: person, enteredBy: nil),
                drawCaseID: {
                    ids.withLock {
                        $0 += 1
                        return CaseID("b\($0)")
                    }
                })
        }
        let (femke, gijs) = (try desk("femke"), try desk("gijs"))
        var open: [(Workplace, CaseReference, StepAnswers)] = []
        for number in 0..<Self.cases {
            let started = try femke.startCase(
                "opp-vaststellen", subject: String(1_000 + number), group: "groep-geel")
            let state = try store.read { replay(try $0.events(of: started.caseID)) }
            for visit in state.openVisits {
                guard let (person, answers) = answers(to: visit.step, areKept: areKept, femke, gijs)
                else { continue }
                open.append((person, CaseReference(caseID: started.caseID, visit: visit.number), answers))
            }
        }
        try FileManager.default.copyItem(atPath: path, toPath: copy)
        let watch = try RawDatabase(path: path)
        let raw = try RawDatabase(path: copy, settings: RawDatabase.settings)
        var written: [[RawDatabase.Change]] = []
        var ours = 0.0
        var before = try watch.lookedUp()
        for (person, reference, answers) in open {
            let position = try watch.lastPosition()
            ours += try seconds { _ = try person.completeStep(reference, answers) }
            written.append(try watch.changes(behind: position, before))
            before = try watch.lookedUp()
        }
        let theirs = try seconds { for changes in written { try raw.commit(changes) } }
        guard try raw.lookedUp() == before, try raw.lastPosition() == watch.lastPosition() else {
            throw Misfit("the raw rows are not the same")
        }
        return (ours, theirs, open.count)
    }

    private func answers(
        to step: StepID, areKept: Bool, _ femke: Workplace, _ gijs: Workplace
    ) -> (Workplace, StepAnswers)? {
        var answers = StepAnswers()
        switch step {
        case "dossier-lezen" where areKept:
            answers.outcome = "compleet"
            answers.values = [("tlv-tot", "2027-07-31")]
            return (femke, answers)
        case _ where areKept: return nil
        case "dossier-lezen":
            answers.outcome = "er ontbreekt iets"
            return (femke, answers)
        case "beginsituatie": return (gijs, answers)
        case "ouders-leren-kennen":
            answers.present = [("ouders", [])]
            return (gijs, answers)
        default: return nil
        }
    }
}
