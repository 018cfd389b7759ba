import CardEngine
import Documents
import Testing

/// What must hold of every drawing: everything of the card is in it, and nothing stands on something else.
@Suite("Diagram")
struct DiagramTests {
    private typealias Frame = Diagram.Frame

    @Test("there are cards of every kind of step")
    func thereAreCards() throws {
        #expect(Cards.all.count > 60)
        #expect(Cards.names.contains("kaarten/meldcode.yaml"))
    }

    @Test("every step has a box, every way an arrow", arguments: Cards.names)
    func isComplete(file: String) throws {
        let (wording, drawing) = try drawing(of: file)
        let card = wording.card
        let arrows = Set(drawing.arrows.map { [$0.from, $0.to] })
        for place in card.steps.indices {
            #expect(drawing.boxes.count { $0.node == .step(place) } == 1)
            let block = card.lists[card.steps[place].list].block
            for way in wording.ways(of: place) {
                let found =
                    switch way.target {
                    case .step(let next): arrows.contains([.step(place), .step(next)])
                    case .end(let end): arrows.contains([.step(place), .end(end)])
                    case .branchDone:
                        arrows.contains([.step(place), .branchDone(card.steps[place].list)])
                            || block.map { arrows.contains([.step(place), .join($0)]) } ?? false
                    }
                #expect(found, "\(card.steps[place].id) \(way)")
            }
        }
        for (index, interrupt) in card.interrupts.enumerated() {
            #expect(drawing.boxes.count { $0.node == .interrupt(index) } == 1)
            switch interrupt.target {
            case .step(let step): #expect(arrows.contains([.interrupt(index), .step(step)]))
            case .end(let end): #expect(arrows.contains([.interrupt(index), .end(end)]))
            case .branchDone, nil: break
            }
        }
        #expect(arrows.contains([.start, .step(0)]))
    }

    @Test("no arrow says what the card does not", arguments: Cards.names)
    func isTrue(file: String) throws {
        let (wording, drawing) = try drawing(of: file)
        for arrow in drawing.arrows {
            guard case .step(let place) = arrow.from else { continue }
            let targets = wording.ways(of: place).map(\.target)
            switch arrow.to {
            case .step(let next): #expect(targets.contains(.step(next)))
            case .end(let end): #expect(targets.contains(.end(end)))
            case .join, .branchDone: #expect(targets.contains(.branchDone))
            case .start, .interrupt, .fork: Issue.record("\(arrow)")
            }
        }
    }

    @Test(
        "no box stands on another, no label on either, and all is within the drawing", arguments: Cards.names)
    func nothingOverlaps(file: String) throws {
        let (wording, drawing) = try drawing(of: file)
        for (index, box) in drawing.boxes.enumerated() {
            #expect(drawing.frame.holds(box.frame), "\(box.node)")
            for other in drawing.boxes[..<index] where box.frame.overlaps(other.frame) {
                #expect(
                    wording.isBlock(other.node) && other.frame.holds(box.frame), "\(box.node) \(other.node)")
            }
        }
        for (index, label) in drawing.labels.enumerated() {
            #expect(drawing.frame.holds(label.frame), "\(label)")
            for box in drawing.boxes where box.frame.overlaps(label.frame) {
                #expect(wording.isBlock(box.node) && box.frame.holds(label.frame), "\(label) \(box.node)")
            }
            for other in drawing.labels[..<index] {
                #expect(!label.frame.overlaps(other.frame), "\(label) \(other)")
            }
        }
    }

    @Test("lines are level or upright, and run through no box and no label", arguments: Cards.names)
    func linesRunFree(file: String) throws {
        let (wording, drawing) = try drawing(of: file)
        for arrow in drawing.arrows {
            for (begin, end) in zip(arrow.points, arrow.points.dropFirst()) {
                #expect(begin.x == end.x || begin.y == end.y, "\(arrow)")
                let line = Frame(
                    x: min(begin.x, end.x), y: min(begin.y, end.y), width: abs(begin.x - end.x),
                    height: abs(begin.y - end.y))
                #expect(drawing.frame.holds(line), "\(arrow)")
                for box in drawing.boxes where !wording.isBlock(box.node) {
                    #expect(!box.frame.overlaps(line), "\(arrow) \(box.node)")
                }
                for label in drawing.labels { #expect(!label.frame.overlaps(line), "\(arrow) \(label)") }
            }
        }
    }

    @Test(
        "an arrow begins at the box that it comes from and ends at the one it leads to",
        arguments: Cards.names)
    func arrowsMeetBoxes(file: String) throws {
        let (_, drawing) = try drawing(of: file)
        let frames = Dictionary(
            drawing.boxes.map { ($0.node, $0.frame) }, uniquingKeysWith: { first, _ in first })
        for arrow in drawing.arrows {
            let (from, to) = (try #require(frames[arrow.from]), try #require(frames[arrow.to]))
            #expect(from.touches(try #require(arrow.points.first)), "\(arrow)")
            #expect(to.touches(try #require(arrow.points.last)), "\(arrow)")
        }
    }

    @Test("lines of ways to different places never run along each other", arguments: Cards.names)
    func linesAreApart(file: String) throws {
        let (_, drawing) = try drawing(of: file)
        let lines = drawing.arrows.flatMap { arrow in
            zip(arrow.points, arrow.points.dropFirst()).map { (to: arrow.to, begin: $0.0, end: $0.1) }
        }
        for (index, line) in lines.enumerated() {
            for other in lines[..<index] where line.to != other.to {
                if line.begin.x == line.end.x, other.begin.x == other.end.x, line.begin.x == other.begin.x {
                    #expect(
                        !overlap(line.begin.y, line.end.y, other.begin.y, other.end.y), "\(line) \(other)")
                }
                if line.begin.y == line.end.y, other.begin.y == other.end.y, line.begin.y == other.begin.y {
                    #expect(
                        !overlap(line.begin.x, line.end.x, other.begin.x, other.end.x), "\(line) \(other)")
                }
            }
        }
    }

    private func overlap(_ begin: Int, _ end: Int, _ otherBegin: Int, _ otherEnd: Int) -> Bool {
        max(min(begin, end), min(otherBegin, otherEnd)) < min(max(begin, end), max(otherBegin, otherEnd))
    }

    private func drawing(of file: String) throws -> (CardWording, Diagram) {
        let index = try #require(Cards.names.firstIndex(of: file))
        return (Cards.all[index].wording, Cards.drawings[index])
    }
}

extension CardWording {
    fileprivate func isBlock(_ node: Diagram.Node) -> Bool {
        guard case .step(let place) = node else { return false }
        switch card.steps[place].kind {
        case .parallel, .forEach: return true
        case .task, .sign, .choice, .call, .wait, .register: return false
        }
    }
}

extension Diagram {
    fileprivate var frame: Frame { Frame(x: 0, y: 0, width: width, height: height) }
}

extension Diagram.Frame {
    private var right: Int { x + width }
    private var bottom: Int { y + height }

    /// Whether they share more than a side; a line has no inside, and then it counts whether it runs within.
    fileprivate func overlaps(_ other: Self) -> Bool {
        x < other.right && other.x < right && y < other.bottom && other.y < bottom
            || other.width == 0 && x < other.x && other.x < right && y < other.bottom && other.y < bottom
            || other.height == 0 && y < other.y && other.y < bottom && x < other.right && other.x < right
    }

    fileprivate func holds(_ other: Self) -> Bool {
        x <= other.x && other.right <= right && y <= other.y && other.bottom <= bottom
    }

    /// Whether a point is on its sides.
    fileprivate func touches(_ point: Diagram.Point) -> Bool {
        let isWithin = x <= point.x && point.x <= right && y <= point.y && point.y <= bottom
        return isWithin && (point.x == x || point.x == right || point.y == y || point.y == bottom)
    }
}
