import CardEngine

/// Lays out a block: what it is above, its branches side by side between two bars, and below these the ways out of the block
/// itself.
///
/// A way that leaves a branch goes right: from the last branch at once, from the others in the strip below all branches.
struct FlowBlock {
    /// The block as an item of the list that it stands in.
    private(set) var item: FlowLayout.Item

    private struct Lane {
        var layout: FlowLayout
        let title: String?
        var x = 0
        /// What stands free on its right.
        var gutter = 0
    }

    init(_ wording: CardWording, place: Int, boxWidth: Int) {
        let step = wording.card.steps[place]
        var lanes = Self.lanes(wording, step, boxWidth)
        let padding = 10
        var x = padding
        for index in lanes.indices {
            let isLast = index == lanes.indices.last
            lanes[index].gutter = isLast ? 0 : 10 + 8 * lanes[index].layout.exits.count
            lanes[index].x = x
            x += lanes[index].layout.drawing.width + lanes[index].gutter
        }
        let width = max(x + padding, boxWidth)
        let shift = (width - x - padding) / 2
        for index in lanes.indices { lanes[index].x += shift }

        let head = FlowBox(
            .step(place), wording.shape(of: step), width: width, texts: wording.texts(of: place),
            isCentred: true)
        var drawing = Diagram()
        drawing.boxes = [head.box]
        var exits: [FlowLayout.Exit] = []

        // The upper bar, and from there into each branch.
        let middles = lanes.map { $0.x + $0.layout.middle }
        let barLeft = (middles.min() ?? 0) - 24
        let barWidth = (middles.max() ?? 0) + 24 - barLeft
        var y = head.box.frame.height + 4
        drawing.boxes.append(Self.bar(.fork(place), x: barLeft, y: y, width: barWidth))
        y += 4
        let titles = lanes.map { lane in
            lane.title.map {
                TextMeasure.small.wrap(
                    $0, to: max(60, lane.layout.drawing.width - lane.layout.middle - 6), atMost: 3)
            } ?? []
        }
        let gap = 13 + 12 * (titles.map(\.count).max() ?? 0)
        for (lane, title) in zip(lanes, titles) {
            let middle = lane.x + lane.layout.middle
            drawing.addLabel(title, x: middle + 6, y: y + 2)
            drawing.arrows.append(
                .init(
                    from: .fork(place), to: lane.layout.firstNode,
                    points: [.init(x: middle, y: y), .init(x: middle, y: y + gap)], isBack: false))
        }
        y += gap
        let lanesBegin = y
        for index in lanes.indices {
            lanes[index].layout.drawing.move(lanes[index].x, y)
            drawing.add(lanes[index].layout.drawing)
        }
        y += lanes.map(\.layout.drawing.height).max() ?? 0

        // Words beside what goes down from a branch, then the strip for what leaves it.
        let tailLines = lanes.map { lane in
            TextMeasure.small.wrap(
                lane.layout.tail?.labels.listed("of") ?? "",
                to: max(60, lane.layout.drawing.width - lane.layout.middle - 6), atMost: 3)
        }
        let tailHeight = 12 * (tailLines.map(\.count).max() ?? 0)
        var stripY = y + tailHeight + 5
        for (index, lane) in lanes.enumerated() {
            let isLast = index == lanes.indices.last
            let right = lane.x + lane.layout.drawing.width
            for (number, exit) in lane.layout.exits.enumerated() {
                var points = exit.points
                for point in points.indices { points[point].move(lane.x, lanesBegin) }
                let last = points.last ?? .init(x: right, y: lanesBegin)
                if isLast {
                    points.append(.init(x: width, y: last.y))
                } else {
                    let turn = right + 6 + 8 * number
                    points += [
                        .init(x: turn, y: last.y), .init(x: turn, y: stripY), .init(x: width, y: stripY),
                    ]
                    stripY += 8
                }
                exits.append(.init(from: exit.from, target: exit.target, points: points))
            }
        }
        y = max(stripY + 4, y + tailHeight + 11)
        if lanes.contains(where: { $0.layout.tail != nil }) {
            for (lane, lines) in zip(lanes, tailLines) {
                guard let tail = lane.layout.tail else { continue }
                let (x, begin) = (tail.point.x + lane.x, tail.point.y + lanesBegin)
                drawing.addLabel(lines, x: x + 6, y: begin + 3)
                drawing.arrows.append(
                    .init(
                        from: tail.from, to: .join(place),
                        points: [.init(x: x, y: begin), .init(x: x, y: y)],
                        isBack: false))
            }
            drawing.boxes.append(Self.bar(.join(place), x: barLeft, y: y, width: barWidth))
            y += 4
        }
        y += 6
        drawing.boxes[0].frame.height = y
        item = FlowLayout.Item(
            node: .step(place), drawing: drawing, height: y, width: width, exits: exits, rowsBegin: y)
    }

    private static func lanes(_ wording: CardWording, _ step: Step, _ boxWidth: Int) -> [Lane] {
        switch step.kind {
        case .parallel(let block):
            let width =
                switch block.branches.count {
                case ...1: boxWidth - 10
                case 2: max(190, boxWidth * 2 / 3)
                case 3: max(164, boxWidth / 2)
                default: max(130, boxWidth * 3 / 7)
                }
            return block.branches.map { branch in
                Lane(
                    layout: FlowLayout(wording, list: branch.list, boxWidth: min(width, boxWidth)),
                    title: wording.card.onlyStep(of: branch) == nil ? branch.title.onOneLine : nil)
            }
        case .forEach(let block):
            return [
                Lane(
                    layout: FlowLayout(wording, list: block.list, boxWidth: max(120, boxWidth - 28)),
                    title: nil)
            ]
        case .task, .sign, .choice, .call, .wait, .register: return []
        }
    }

    private static func bar(_ node: Diagram.Node, x: Int, y: Int, width: Int) -> Diagram.Box {
        Diagram.Box(node: node, frame: .init(x: x, y: y, width: width, height: 4), shape: .bar, lines: [])
    }
}

extension FlowLayout {
    /// What a case that enters the list comes to first.
    var firstNode: Diagram.Node { items.first?.node ?? .branchDone(list) }
}

extension Diagram {
    /// Puts words somewhere, line below line.
    mutating func addLabel(_ lines: [String], x: Int, y: Int) {
        guard !lines.isEmpty else { return }
        let width = lines.map { TextMeasure.small.width(of: $0) }.max() ?? 0
        labels.append(
            Label(
                frame: .init(x: x, y: y, width: width, height: 12 * lines.count),
                lines: lines.enumerated().map { index, line in
                    TextLine(
                        text: line, foot: .init(x: x, y: y + 12 * index + 9), measure: .small,
                        isCentred: false)
                }))
    }

    /// The flow of a card, in boxes of that width which makes it largest on a page.
    public init(_ wording: CardWording) {
        // What is left of an A4 beside margins, heading and legend, in units of the drawing.
        let (pageWidth, pageHeight) = (688, 890)
        /// How far it must be made smaller, in thousandths.
        func scale(_ drawing: Diagram) -> Int {
            min(1000, 1000 * pageWidth / max(1, drawing.width), 1000 * pageHeight / max(1, drawing.height))
        }
        let drawings = [270, 310, 350, 390, 430, 480].map {
            FlowLayout(wording, list: 0, boxWidth: $0).drawing
        }
        // Of two that are as large the narrower.
        self = drawings.dropFirst().reduce(drawings[0]) { scale($1) > scale($0) ? $1 : $0 }
        let margin = 4
        move(margin, margin)
        width += 2 * margin
        height += 2 * margin
    }
}
