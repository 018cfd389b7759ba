import CardEngine

/// Lays out the steps of one list, and what is within them, from top to bottom.
///
/// Beside the column of boxes stands a column of labels, one row for each way that does not lead to the next box; right of
/// that run the upright lines, one for each box that such ways lead to. A way that leaves the list goes on from its right
/// side (`exits`); who laid out the list that holds this one takes it from there.
struct FlowLayout {
    let wording: CardWording
    let list: Int
    let boxWidth: Int

    var drawing = Diagram()
    /// Ways that leave the list, as far as they have come: to its right side.
    var exits: [Exit] = []
    /// Where the column of boxes has its middle.
    var middle = 0
    /// What goes on downward from the last box, with where it leaves that.
    var tail: Tail?

    var rows: [Row] = []
    var items: [Item] = []
    /// Where the column of boxes ends, and that of the labels.
    var boxesEnd = 0
    var labelsEnd = 0
    /// Where ways that do not come from the box above go in, by node.
    var entries: [Diagram.Node: Diagram.Point] = [:]

    var card: Card { wording.card }
    var isTop: Bool { list == 0 }

    /// A way that is on its way.
    struct Exit {
        let from: Diagram.Node
        let target: Target
        var points: [Diagram.Point]
    }

    /// A way that goes down to what stands below the list.
    struct Tail {
        let from: Diagram.Node
        let point: Diagram.Point
        let labels: [String]
    }

    /// A box, or a block with what is within it.
    struct Item {
        let node: Diagram.Node
        var drawing: Diagram
        var height: Int
        let width: Int
        /// What comes out of a block by itself.
        var exits: [Exit] = []
        /// Where the rows of its ways begin, from its upper side.
        var rowsBegin = 0
        var side: [SideWay] = []
        /// The labels of the way to the next box; nil when there is none.
        var down: [String]?
        var isEntered = false
    }

    /// A way that does not lead to the next box, or several to the same place.
    struct SideWay {
        let target: Target
        /// Its words, as wrapped.
        let lines: [String]

        var height: Int { max(FlowLayout.rowHeight, 12 * lines.count + 4) }
        var width: Int { lines.map { TextMeasure.small.width(of: $0) }.max() ?? 0 }
    }

    /// A side way with its place.
    struct Row {
        let from: Diagram.Node
        let target: Target
        let points: [Diagram.Point]
    }

    static let rowHeight = 16
    static let entryHeight = 13
    static let trackWidth = 10

    init(_ wording: CardWording, list: Int, boxWidth: Int) {
        self.wording = wording
        self.list = list
        self.boxWidth = boxWidth
        makeItems()
        placeItems()
        routeTrunks()
    }

    // MARK: - What stands in the column

    private mutating func makeItems() {
        let places = card.lists[list].steps
        if isTop { items.append(startItem(leadingTo: places.first)) }
        for (index, place) in places.enumerated() {
            let following = index + 1 < places.count ? Target.step(places[index + 1]) : bottom
            items.append(item(of: place, following: following))
        }
        // Where the list ends: an end of the card, or that of a branch if more than the last step leads there.
        if let bottom {
            let isEntered = items.contains { item in item.side.contains { $0.target == bottom } }
            switch bottom {
            case .end(let end): items.append(endItem(end, width: boxWidth))
            case .branchDone: if isEntered { items.append(doneItem()) }
            case .step: break
            }
        }
        if isTop {
            for index in card.interrupts.indices { items.append(interruptItem(index)) }
        }
        let targets = Set(items.flatMap { item in item.side.map(\.target) + item.exits.map(\.target) })
        for index in items.indices {
            items[index].isEntered = items[index].node.target.map { targets.contains($0) } ?? false
            items[index].makeRoom()
        }
    }

    /// What stands below the last step of the list; nil when that leads elsewhere.
    private var bottom: Target? {
        guard isTop else { return .branchDone }
        guard let last = card.lists[list].steps.last else { return nil }
        let ends = wording.ways(of: last).map(\.target).filter { target in
            if case .end = target { true } else { false }
        }
        return ends.contains(card.steps[last].next) ? card.steps[last].next : ends.last
    }

    private func startItem(leadingTo first: Int?) -> Item {
        let texts = [
            FlowBox.Text(text: "Start", measure: .title),
            .init(text: wording.starts().map(\.capitalised).joined(separator: " · "), limit: 4),
        ]
        let box = FlowBox(.start, .start, width: boxWidth, texts: texts, isCentred: true)
        return Item(box.box, down: first == nil ? nil : [])
    }

    private func endItem(_ end: Int, width: Int) -> Item { Item(endBox(end, width: width).box) }

    func endBox(_ end: Int, width: Int) -> FlowBox {
        let aborted = card.ends[end].countsAs == .aborted
        let title = "Einde: \(card.ends[end].title.onOneLine)" + (aborted ? " (afgebroken)" : "")
        let texts = [FlowBox.Text(text: title, measure: .title, limit: 5)]
        return FlowBox(
            .end(end), aborted ? .aborted : .completed, width: width, texts: texts, isCentred: true)
    }

    private func doneItem() -> Item {
        Item(
            FlowBox(
                .branchDone(list), .branchDone, width: 60, texts: [.init(text: "klaar")], isCentred: true
            ).box, down: [])
    }

    private func interruptItem(_ index: Int) -> Item {
        let interrupt = card.interrupts[index]
        var texts = [
            FlowBox.Text(text: "Op elk moment: \(wording.trigger(interrupt))", measure: .title, limit: 5)
        ]
        if interrupt.target == nil { texts.append(.init(text: "het traject gaat verder")) }
        var item = Item(FlowBox(.interrupt(index), .interrupt, width: boxWidth, texts: texts).box)
        if let target = interrupt.target { item.side = [SideWay(target: target, lines: [])] }
        return item
    }

    private func item(of place: Int, following: Target?) -> Item {
        let step = card.steps[place]
        var item: Item
        if step.isBlock {
            item = FlowBlock(wording, place: place, boxWidth: boxWidth).item
        } else {
            item = Item(
                FlowBox(
                    .step(place), wording.shape(of: step), width: boxWidth, texts: wording.texts(of: place)
                ).box)
        }
        var grouped: [(target: Target, labels: [String])] = []
        for way in wording.ways(of: place) {
            let label = way.label.map { [$0] } ?? []
            if let index = grouped.firstIndex(where: { $0.target == way.target }) {
                // Beside a way that needs no words, those that lead there too need none.
                if !grouped[index].labels.isEmpty { grouped[index].labels += label }
            } else {
                grouped.append((way.target, label))
            }
        }
        for group in grouped {
            if group.target == following {
                item.down = group.labels
            } else {
                let lines = TextMeasure.small.wrap(
                    group.labels.listed("of"), to: isTop ? 140 : 110, atMost: 5)
                item.side.append(SideWay(target: group.target, lines: lines))
            }
        }
        return item
    }

    // MARK: - Where it stands

    private mutating func placeItems() {
        let widest = items.map(\.width).max() ?? boxWidth
        middle = widest / 2
        boxesEnd = widest
        // Labels stand beside their own box; the upright lines run right of them all.
        let hasWays = items.contains { !$0.side.isEmpty || !$0.exits.isEmpty }
        let ends = items.map { item in
            middle - item.width / 2 + item.width + (item.side.map { $0.width + 16 }.max() ?? 0)
        }
        labelsEnd = hasWays ? max(boxesEnd + 8, ends.max() ?? 0) : boxesEnd
        var y = 0
        for index in items.indices {
            var item = items[index]
            let x = middle - item.width / 2
            let right = x + item.width
            item.drawing.move(x, y)
            drawing.add(item.drawing)
            for exit in item.exits {
                var points = exit.points
                for point in points.indices { points[point].move(x, y) }
                rows.append(Row(from: exit.from, target: exit.target, points: points))
            }
            var rowY = y + item.rowsBegin
            if item.isEntered {
                entries[item.node] = Diagram.Point(x: right, y: y + Self.entryHeight - 5)
                if item.rowsBegin == 0 { rowY += Self.entryHeight }
            }
            for way in item.side {
                rowY += way.height
                drawing.addLabel(way.lines, x: right + 6, y: rowY - 3 - 12 * way.lines.count)
                rows.append(Row(from: item.node, target: way.target, points: [.init(x: right, y: rowY - 2)]))
            }
            y += item.height
            guard let down = item.down else {
                y += 8
                continue
            }
            let tailPoint = Diagram.Point(x: middle, y: y)
            guard index + 1 < items.count else {
                tail = Tail(from: item.node, point: tailPoint, labels: down)
                continue
            }
            let gap = add(gapLabel: down, at: tailPoint)
            drawing.arrows.append(
                Diagram.Arrow(
                    from: item.node, to: items[index + 1].node,
                    points: [tailPoint, .init(x: middle, y: y + gap)],
                    isBack: false))
            y += gap
        }
        drawing.height = max(0, tail == nil ? y - 8 : y)
        drawing.width = labelsEnd
    }

    /// Puts a label beside a line that goes down, and tells how long that must be.
    private mutating func add(gapLabel labels: [String], at point: Diagram.Point) -> Int {
        let room = max(60, labelsEnd - middle - 10)
        let letters = TextMeasure.small
        let lines = letters.wrap(labels.listed("of"), to: room, atMost: 3)
        guard !lines.isEmpty else { return 16 }
        drawing.addLabel(lines, x: point.x + 6, y: point.y + 3)
        return 12 * lines.count + 10
    }
}

extension FlowLayout.Item {
    /// A box of its own.
    init(_ box: Diagram.Box, down: [String]? = nil) {
        node = box.node
        drawing = Diagram()
        drawing.boxes = [box]
        height = box.frame.height
        width = box.frame.width
        self.down = down
    }

    /// Makes it as tall as the rows of its ways need.
    fileprivate mutating func makeRoom() {
        let rows = side.reduce(0) { $0 + $1.height }
        let entry = isEntered && rowsBegin == 0 ? FlowLayout.entryHeight : 0
        let needed = rowsBegin + entry + rows + (rows > 0 ? 3 : 0)
        guard needed > height else { return }
        // The text of a box stays in the middle; a block only gets room below.
        let extra = needed - height
        height = needed
        drawing.boxes[0].frame.height = needed
        if rowsBegin == 0 {
            for index in drawing.boxes[0].lines.indices { drawing.boxes[0].lines[index].foot.y += extra / 2 }
        }
    }
}

extension Diagram.Node {
    /// What leads to it.
    var target: Target? {
        switch self {
        case .step(let place): .step(place)
        case .end(let end): .end(end)
        case .branchDone: .branchDone
        case .start, .interrupt, .fork, .join: nil
        }
    }
}
