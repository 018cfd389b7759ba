import CardEngine

/// The upright lines: one for each place that side ways lead to, in the first track where it fits.
extension FlowLayout {
    private struct Trunk {
        let node: Diagram.Node
        let rows: [Row]
        /// Where it goes in.
        var entry: Diagram.Point
        var track = 0

        var span: ClosedRange<Int> {
            let ys = rows.map(\.y) + [entry.y]
            return (ys.min() ?? 0)...(ys.max() ?? 0)
        }
        /// Whether it is no more than a level line.
        var isLevel: Bool { span.lowerBound == span.upperBound }
    }

    /// Leads each side way to its place, or to the right side of the list.
    mutating func routeTrunks() {
        var byNode: [(node: Diagram.Node, rows: [Row])] = []
        var leaving: [Row] = []
        for row in rows {
            guard let node = node(of: row.target) else {
                leaving.append(row)
                continue
            }
            if let index = byNode.firstIndex(where: { $0.node == node }) {
                byNode[index].rows.append(row)
            } else {
                byNode.append((node, [row]))
            }
        }
        var trunks = byNode.compactMap { node, rows in
            entries[node].map { Trunk(node: node, rows: rows, entry: $0) }
        }
        let ends = placeEnds(byNode.filter { entries[$0.node] == nil })
        trunks += ends.map { end in
            Trunk(node: end.node, rows: end.rows, entry: .init(x: 0, y: end.entryY))
        }
        let tracks = assignTracks(&trunks)
        let trunksEnd = labelsEnd + Self.trackWidth * tracks + (tracks > 0 ? 4 : 0)
        drawing.width = max(drawing.width, trunksEnd)
        for end in ends {
            var box = end.box
            box.box.frame.move(trunksEnd + 14, end.entryY - box.box.frame.height / 2)
            for line in box.box.lines.indices {
                box.box.lines[line].foot.move(trunksEnd + 14, end.entryY - box.box.frame.height / 2)
            }
            drawing.boxes.append(box.box)
            drawing.width = max(drawing.width, box.box.frame.right + 2)
            drawing.height = max(drawing.height, box.box.frame.bottom)
        }
        for trunk in trunks {
            let isEnd = ends.contains { $0.node == trunk.node }
            let x = labelsEnd + Self.trackWidth * trunk.track + 4
            let tip = isEnd ? Diagram.Point(x: trunksEnd + 14, y: trunk.entry.y) : trunk.entry
            for row in trunk.rows {
                let corners = [Diagram.Point(x: x, y: row.y), .init(x: x, y: tip.y), tip]
                drawing.arrows.append(arrow(row, to: trunk.node, by: row.points + corners))
            }
        }
        exits = leaving.map { row in
            Exit(
                from: row.from, target: row.target,
                points: row.points + [.init(x: drawing.width, y: row.y)])
        }
    }

    /// The box of this list that a target stands for; nil when it stands elsewhere.
    private func node(of target: Target) -> Diagram.Node? {
        switch target {
        case .step(let place): card.steps[place].list == list ? .step(place) : nil
        case .end(let end): isTop ? .end(end) : nil
        case .branchDone: .branchDone(list)
        }
    }

    private func arrow(_ row: Row, to node: Diagram.Node, by points: [Diagram.Point]) -> Diagram.Arrow {
        let isBack: Bool =
            if case .step(let from) = row.from, case .step(let to) = node { to <= from } else { false }
        return Diagram.Arrow(from: row.from, to: node, points: points.withoutNeedlessCorners, isBack: isBack)
    }

    /// Gives each upright line the first track where nothing else runs along it, short ones first.
    private func assignTracks(_ trunks: inout [Trunk]) -> Int {
        var taken: [[ClosedRange<Int>]] = []
        let order = trunks.indices.sorted {
            (trunks[$0].span.count, trunks[$0].span.lowerBound)
                < (trunks[$1].span.count, trunks[$1].span.lowerBound)
        }
        for index in order where !trunks[index].isLevel {
            let span = trunks[index].span
            let wide = (span.lowerBound - 5)...(span.upperBound + 5)
            let free = taken.firstIndex { ranges in !ranges.contains { $0.overlaps(wide) } } ?? taken.count
            if free == taken.count { taken.append([]) }
            taken[free].append(wide)
            trunks[index].track = free
        }
        return max(taken.count, trunks.isEmpty ? 0 : 1)
    }

    // MARK: - Ends

    private struct PlacedEnd {
        let node: Diagram.Node
        let rows: [Row]
        let box: FlowBox
        let entryY: Int
    }

    /// Ends stand in a column of their own, each near the ways that lead to it, where no other level line runs.
    private func placeEnds(_ ends: [(node: Diagram.Node, rows: [Row])]) -> [PlacedEnd] {
        let wanted = ends.map { end -> (node: Diagram.Node, rows: [Row], y: Int) in
            let ys = end.rows.map(\.y).sorted()
            return (end.node, end.rows, ys[(ys.count - 1) / 2])
        }.sorted { ($0.y, $0.rows[0].y) < ($1.y, $1.rows[0].y) }
        var placed: [PlacedEnd] = []
        var free = 0
        for end in wanted {
            guard case .end(let number) = end.node else { continue }
            let box = endBox(number, width: 132)
            let half = box.box.frame.height / 2
            let others =
                rows.filter { node(of: $0.target) != end.node }.map(\.y) + entries.values.map(\.y)
            var y = max(end.y, free + half)
            while others.contains(where: { abs($0 - y) < 6 }) { y += 1 }
            placed.append(PlacedEnd(node: end.node, rows: end.rows, box: box, entryY: y))
            free = y - half + box.box.frame.height + 8
        }
        return placed
    }
}

extension FlowLayout.Row {
    /// The height on which it arrives.
    var y: Int { points.last?.y ?? 0 }
}

extension [Diagram.Point] {
    /// The same line without points that are no corner of it.
    var withoutNeedlessCorners: [Diagram.Point] {
        var corners: [Diagram.Point] = []
        for point in self where corners.last != point {
            if corners.count > 1 {
                let (first, second) = (corners[corners.count - 2], corners[corners.count - 1])
                let isLevel = first.y == second.y && second.y == point.y
                let isUpright = first.x == second.x && second.x == point.x
                if isLevel || isUpright { corners.removeLast() }
            }
            corners.append(point)
        }
        return corners
    }
}
