import CardEngine
import Documents
import Foundation
import SchoolTime
import Testing

/// What must hold of a drawing on paper: letters that can be read, and no sheet that ends in the middle of something.
@Suite("Drawings on paper")
struct SheetTests {
    private func wording(of file: String) throws -> CardWording {
        Cards.all[try #require(Cards.names.firstIndex(of: file))].wording
    }

    /// The parts of a drawing in the page of a card, and the millimetres that the style sheet leaves for each.
    private func sheets(of wording: CardWording) throws -> (
        parts: [(top: Int, width: Int, height: Int)], room: (width: Double, height: Double)
    ) {
        let day = try #require(Day(year: 2026, month: 11, day: 2))
        let page = HTMLPage(wording, on: day).text.raw
        let parts = page.matches(of: /viewBox="0 (\d+) (\d+) (\d+)"/).map { match in
            (top: Int(match.1)!, width: Int(match.2)!, height: Int(match.3)!)
        }
        let room: (Double, Double) =
            page.contains("class=\"loop liggend\"")
            ? (277, 165) : page.contains("class=\"loop breed\"") ? (190, 236) : (182, 236)
        return (parts, room)
    }

    @Test("the smallest letters are 7 points or more", arguments: Cards.names)
    func letters(file: String) throws {
        let (parts, room) = try sheets(of: wording(of: file))
        // The arrow heads have a view box of their own, of 8 by 8.
        for part in parts where part.width > 8 {
            let scale = min(room.width / Double(part.width), room.height / Double(part.height)) * 72 / 25.4
            // So wide that no paper is wide enough.
            guard part.width < 1234 else { continue }
            #expect(11 * scale >= 6.99, "\(part)")
        }
    }

    @Test("the sheets are the whole drawing, cut where nothing stands", arguments: Cards.names)
    func cuts(file: String) throws {
        let wording = try wording(of: file)
        let drawing = Diagram(wording)
        let parts = try sheets(of: wording).parts.filter { $0.width > 8 }
        #expect(parts.map(\.height).reduce(0, +) == drawing.height)
        for (part, next) in zip(parts, parts.dropFirst()) {
            #expect(part.top + part.height == next.top)
            let blocks = wording.card.steps.indices.filter { place in
                switch wording.card.steps[place].kind {
                case .parallel, .forEach: true
                case .task, .sign, .choice, .call, .wait, .register: false
                }
            }.map { Diagram.Node.step($0) }
            for box in drawing.boxes where !blocks.contains(box.node) {
                #expect(!(box.frame.y < next.top && next.top < box.frame.y + box.frame.height), "\(box.node)")
            }
            for label in drawing.labels {
                #expect(!(label.frame.y < next.top && next.top < label.frame.y + label.frame.height))
            }
        }
    }
}
