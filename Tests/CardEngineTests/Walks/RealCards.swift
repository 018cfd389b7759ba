import CardEngine
import CardLanguage
import Foundation
import SchoolTime

/// The folder of cards that ships with the product: the school, its calendar and every card.
struct RealCards {
    let school: School
    let calendar: SchoolCalendar
    let cards: [Card]

    static let shipped = RealCards()

    private init() {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
            .appending(path: "Kwaliteitskaarten").resolvingSymlinksInPath()
        let paths = FileManager.default.enumerator(atPath: root.path)?.compactMap { $0 as? String } ?? []
        let sources = paths.filter { $0.hasSuffix(".yaml") }.sorted().map { path in
            let bytes = FileManager.default.contents(atPath: root.appending(path: path).path) ?? Data()
            return SourceText(name: path, bytes: Array(bytes))
        }
        var school: School?
        var years: [SchoolYear] = []
        for source in sources {
            switch ReadFile.read(source, school: nil).value {
            case .school(let read): school = read
            case .schoolYear(let read): years.append(read)
            case .card, .scenario, .ambitionCard, nil: break
            }
        }
        guard let school else { fatalError("no school in \(root.path)") }
        self.school = school
        calendar = SchoolCalendar(years: years)
        cards = sources.compactMap { source in
            let read = ReadFile.read(source, school: school)
            guard read.kind == .card else { return nil }
            guard case .card(let card) = read.value else { fatalError("\(source.name): \(read.diagnostics)") }
            return card
        }
    }
}
