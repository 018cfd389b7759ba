import CardEngine
import CaseStore
import CaseStoreSQLite
import Casework
import Foundation
import SchoolTime

/// A practice school with as many cases as are asked: the example school with more groups and a teacher for each,
/// and cases that the engine decided on, appended to the store as any command does. Always the same.
struct BigSchool {
    let path: String
    let shelf: Shelf
    let school: School
    let store: SQLiteCaseStore
    /// How many groups there are beside those of the example school.
    static let groups = 16
    static let pupilsInGroup = 25

    init(at path: String, _ place: Place) throws {
        self.path = path
        let files = FileManager.default
        try files.createDirectory(atPath: path, withIntermediateDirectories: true)
        try files.copyItem(atPath: place.cards, toPath: path + "/Kwaliteitskaarten")
        let file = path + "/Kwaliteitskaarten/de-wilgen.yaml"
        var text = try String(contentsOfFile: file, encoding: .utf8)
        let names = (0..<Self.groups).map { "bench-\($0)" }
        text = text.replacingOccurrences(
            of: "\ngroepen:\n",
            with: "\ngroepen:\n" + names.map { "  \($0): {titel: \($0)}\n" }.joined())
        text = text.replacingOccurrences(
            of: "\nmedewerkers:\n",
            with: "\nmedewerkers:\n"
                + names.map { "  \($0)-l: {naam: \($0), rollen: [{leerkracht: \($0)}]}\n" }.joined())
        try text.write(toFile: file, atomically: true, encoding: .utf8)
        shelf = Shelf(CardFolder(path: path + "/Kwaliteitskaarten"))
        guard let school = shelf.school, !shelf.hasErrors else { throw Misfit("the school has faults") }
        self.school = school
        store = try SQLiteCaseStore.create(at: path + "/gegevens/trajecten.sqlite", isPractice: true)
    }

    /// The pupil of that number; those of the first group come first.
    static func pupil(_ number: Int) -> Subject {
        let number = number % (groups * pupilsInGroup)
        return Subject(
            kind: .pupil, id: String(2_000 + number), group: GroupID("bench-\(number / pupilsInGroup)"))
    }

    /// Who teaches the first group.
    static let firstTeacher = "bench-0-l"

    /// The stream of every pupil.
    func enrol(on day: Day) throws {
        try store.write { writing in
            for number in 0..<(Self.groups * Self.pupilsInGroup) {
                let pupil = Self.pupil(number)
                let attributes: [AttributeID: FieldValue] = [
                    .enrolment: .date(day), .group: .text(pupil.group?.rawValue ?? ""),
                    .grade: .number(Number(5)),
                ]
                let event = Event(
                    stamp: stamp(on: day),
                    fact: .attributesSet(AttributesSet(attributes: attributes.keys.sorted())),
                    content: Content(attributes: attributes))
                let authority = Event(
                    stamp: stamp(on: day), fact: .authoritiesSet(AuthoritiesSet(count: 1)))
                try writing.append(
                    [event, authority], to: CaseID("leerling:" + pupil.id), after: CaseState())
            }
        }
    }

    private func stamp(on day: Day) -> Stamp {
        Stamp(
            day: day, time: Timestamp(secondsSince1970: day.number * 86_400 + 30_000, offsetSeconds: 3_600),
            actor: "tess")
    }

    /// Cases of these pupils, a thousand in one transaction; gives how many events they have.
    @discardableResult
    func add(
        cases: Range<Int>, about pupil: (Int) -> Subject, from day: (Int) -> Day, isWhole: Bool
    ) throws -> Int {
        guard let text = shelf.cards["opp-vaststellen"]?.text else { throw Misfit("no opp-vaststellen") }
        var known: [Key: [Event]] = [:]
        var added = 0
        for start in stride(from: cases.lowerBound, to: cases.upperBound, by: 1_000) {
            try store.write { writing in
                try writing.keep(text)
                for number in start..<min(start + 1_000, cases.upperBound) {
                    let key = Key(subject: pupil(number), day: day(number))
                    let events =
                        try known[key]
                        ?? Array(
                            Play(shelf, school, about: key.subject, from: key.day, isWhole: isWhole)
                                .decideAll()
                                .joined())
                    known[key] = events
                    added += events.count
                    try writing.append(
                        events, to: CaseID("b" + String(number, radix: 27)), after: CaseState())
                }
            }
        }
        return added
    }

    private struct Key: Hashable {
        let subject: Subject
        let day: Day
    }
}
