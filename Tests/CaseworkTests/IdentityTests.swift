import CardEngine
import CardLanguage
import CaseStore
import Casework
import Testing

@Suite("Who acts")
struct IdentityTests {
    /// Dirk may act for Carla.
    private let school: School

    init() throws {
        let shelf = SchoolDesk.shelf(
            changing: "    login: dirk\n", to: "    login: dirk\n    mag_als: [carla]\n")
        school = try #require(shelf.school)
    }

    private func identity(
        _ login: String, as other: String? = nil, in school: School? = nil, isPractice: Bool = false
    ) throws -> Identity {
        try Identity(
            login: login, actingAs: other, in: school ?? self.school, on: day("2026-12-19"),
            isPractice: isPractice)
    }

    @Test("a login is the person of the school file")
    func login() throws {
        #expect(try identity("femke") == Identity(actor: "femke", enteredBy: nil))
        #expect(try identity("femke", as: "femke") == Identity(actor: "femke", enteredBy: nil))
        #expect(throws: CaseworkFailure.unknownLogin("root", isPractice: false)) { try identity("root") }
        #expect(throws: CaseworkFailure.unknownLogin("Femke", isPractice: true)) {
            try identity("Femke", isPractice: true)
        }
    }

    @Test("a daily run is of who lets it come by, and of the engine for an account that is nobody's")
    func dailyRun() {
        #expect(Identity(ofDailyRunBy: "femke", in: school) == Identity(actor: "femke", enteredBy: nil))
        #expect(Identity(ofDailyRunBy: "root", in: school) == Identity(actor: Stamp.engine, enteredBy: nil))
    }

    @Test("who may act for another is recorded as both")
    func actsFor() throws {
        #expect(try identity("dirk", as: "carla") == Identity(actor: "carla", enteredBy: "dirk"))
        #expect(throws: CaseworkFailure.mayNotActAs("femke")) { try identity("dirk", as: "femke") }
        #expect(throws: CaseworkFailure.mayNotActAs("dirk")) { try identity("carla", as: "dirk") }
        #expect(throws: CaseworkFailure.mayNotActAs("carla")) { try identity("root", as: "carla") }
    }

    @Test("who has left acts for nobody any more")
    func left() throws {
        for (last, acts) in [("2026-12-18", false), ("2026-12-19", true)] {
            let roles = ["medewerker", "kc", "kc-leercoordinator", "kc-trendanalist", "leerteam"]
            let ended = roles.map { "{rol: \($0), tot_en_met: \(last)}" }.joined(separator: ", ")
            let shelf = SchoolDesk.shelf(
                changing: "    login: dirk\n    rollen: [\(roles.joined(separator: ", "))]\n",
                to: "    login: dirk\n    mag_als: [carla]\n    rollen: [\(ended)]\n")
            let school = try #require(shelf.school)
            if acts {
                #expect(try identity("dirk", as: "carla", in: school).actor == "carla")
            } else {
                #expect(throws: CaseworkFailure.mayNotActAs("carla")) {
                    try identity("dirk", as: "carla", in: school)
                }
            }
        }
    }

    @Test("in a practice folder everyone may act as anyone")
    func practice() throws {
        #expect(
            try identity("root", as: "femke", isPractice: true) == Identity(actor: "femke", enteredBy: nil))
        #expect(
            try identity("bas", as: "femke", isPractice: true) == Identity(actor: "femke", enteredBy: "bas"))
        #expect(throws: CaseworkFailure.self) { try identity("bas", as: "niemand", isPractice: true) }
    }

    @Test("the log says who entered it, in every event of a command")
    func entered() throws {
        let desk = SchoolDesk()
        let id = try desk.start()
        let before = try desk.log().count
        var answers = StepAnswers()
        answers.outcome = "nee"
        _ = try desk.desk(of: "carla", enteredBy: "dirk")
            .completeStep(CaseReference(caseID: id, visit: 1), answers)
        let stamps = try desk.log().dropFirst(before).map(\.event.stamp)
        #expect(!stamps.isEmpty)
        #expect(stamps.allSatisfy { $0.actor == "carla" && $0.enteredBy == "dirk" })
    }
}
