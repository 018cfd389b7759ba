/// How a drawing goes on paper: on one sheet while its letters stay readable there, else cut between boxes over more.
extension Diagram {
    /// How the paper lies.
    enum Paper: Hashable, Sendable {
        /// A4, as the rest of the page.
        case plain
        /// A4 with smaller margins at the sides.
        case wide
        /// A4 on its side.
        case lying

        /// How much of a drawing fits when its smallest letters are 7 points high: the millimetres that the style sheet leaves
        /// (`.tekening svg`), times 72 / 25.4 points, times 11 / 7 units.
        var room: (width: Int, height: Int) {
            switch self {
            case .plain: (182 * 4_454 / 1000, 236 * 4_454 / 1000)
            case .wide: (190 * 4_454 / 1000, 236 * 4_454 / 1000)
            case .lying: (277 * 4_454 / 1000, 165 * 4_454 / 1000)
            }
        }
    }

    /// A level part of the drawing, for a sheet of its own.
    struct Sheet: Hashable, Sendable {
        let top: Int
        let height: Int
    }

    /// The paper that it needs; what is too wide for any gets smaller letters.
    var paper: Paper {
        if width <= Paper.plain.room.width, height <= Paper.plain.room.height { return .plain }
        return width <= Paper.wide.room.width ? .wide : .lying
    }

    /// The parts, from top to bottom; together they are the whole drawing.
    var sheets: [Sheet] {
        let room = paper.room.height
        var sheets: [Sheet] = []
        var top = 0
        while height - top > room {
            let cut = self.cut(below: top, room)
            sheets.append(Sheet(top: top, height: cut - top))
            top = cut
        }
        return sheets + [Sheet(top: top, height: height - top)]
    }

    /// Where it is best cut: where nothing stands and few lines pass, so that the sheets are about as full as each other.
    private func cut(below top: Int, _ room: Int) -> Int {
        let left = (height - top + room - 1) / room
        let ideal = top + (height - top) / left
        let candidates = (top + room / 4)...min(top + room, height - 1)
        let (closed, near) = (closedBands, nearBands)
        func costs(_ y: Int) -> Int {
            let cut = closed.count { $0.lowerBound < y && y < $0.upperBound }
            let touched = near.count { $0.contains(y) }
            let blocks = boxes.count { $0.holdsOthers && $0.frame.y < y && y < $0.frame.bottom }
            let lines = uprights.count { $0.top < y && y < $0.bottom }
            let isLate = height - y > (left - 1) * room
            return abs(y - ideal) + 100_000 * cut + 400 * touched + 120 * blocks + 15 * lines
                + (isLate ? 10_000 : 0)
        }
        return candidates.min { (costs($0), $0) < (costs($1), $1) } ?? candidates.upperBound
    }

    /// Where words and forms stand.
    private var closedBands: [ClosedRange<Int>] {
        let forms = boxes.flatMap { box -> [ClosedRange<Int>] in
            guard box.holdsOthers else { return [box.frame.y...box.frame.bottom] }
            let words = box.lines.map(\.foot.y).max() ?? box.frame.y
            return [box.frame.y...(max(words, box.frame.y) + 4)]
        }
        return forms + labels.map { $0.frame.y...$0.frame.bottom }
    }

    /// What had better not be touched: the heads of arrows above a form, the sides of blocks, level lines.
    private var nearBands: [ClosedRange<Int>] {
        let heads = boxes.map { ($0.frame.y - 10)...($0.frame.y + 1) }
        let feet = boxes.map { ($0.frame.bottom - 2)...($0.frame.bottom + 2) }
        let lines = arrows.flatMap(\.segments).filter { $0.0.y == $0.1.y }.map {
            ($0.0.y - 4)...($0.0.y + 4)
        }
        return heads + feet + lines
    }

    private var uprights: [(top: Int, bottom: Int)] {
        arrows.flatMap(\.segments).filter { $0.0.x == $0.1.x }.map {
            (min($0.0.y, $0.1.y), max($0.0.y, $0.1.y))
        }
    }
}

extension Diagram.Box {
    /// Whether the boxes of its steps stand within it.
    fileprivate var holdsOthers: Bool { shape == .block || shape == .repeated }
}
