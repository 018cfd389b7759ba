/// The drawing as SVG within a page: forms and words, black and grey, no colour that says anything. On a screen its sheets
/// stand right below each other and are one drawing; on paper each is on a page of its own.
extension Diagram {
    /// - Parameters:
    ///   - title: what it is a drawing of.
    ///   - description: where else the same can be read.
    func svg(title: String, description: String) -> HTMLText {
        let sheets = sheets
        let first = sheets[0]
        var svg: HTMLText = """
            <svg xmlns="http://www.w3.org/2000/svg" role="img" aria-labelledby="loop-titel loop-uitleg" \
            viewBox="0 0 \(width) \(first.height)" width="\(width)" height="\(first.height)" font-family="Arial, 'Liberation Sans', Helvetica, sans-serif">
            <title id="loop-titel">\(title)</title>
            <desc id="loop-uitleg">\(description)</desc>
            <defs><marker id="pijl" viewBox="0 0 8 8" refX="7.5" refY="4" markerWidth="7" markerHeight="7" \
            orient="auto"><path d="M0 0L8 4L0 8z" fill="#222"/></marker></defs>

            """
        if sheets.count > 1 { svg += "<g id=\"loop-tekening\">\n" }
        svg += "<g fill=\"#fff\" stroke=\"#222\" stroke-width=\"1.2\">\n"
        for box in boxes { svg += box.shape.drawn(in: box.frame) + "\n" }
        svg += "</g>\n<g fill=\"none\" stroke=\"#222\" stroke-width=\"1.2\">\n"
        for (arrow, points) in strokes {
            let dashes: HTMLText = arrow.isBack ? " stroke-dasharray=\"5 3\"" : ""
            let tip: HTMLText = points.last == arrow.points.last ? " marker-end=\"url(#pijl)\"" : ""
            svg += "<path d=\"\(Self.path(points))\"\(dashes)\(tip)/>\n"
        }
        svg += "</g>\n" + bridges
        svg += "<g fill=\"#111\">\n"
        for box in boxes { for line in box.lines { svg += line.drawn + "\n" } }
        for label in labels { for line in label.lines { svg += line.drawn + "\n" } }
        svg += sheets.count > 1 ? "</g>\n</g>\n</svg>" : "</g>\n</svg>"
        for sheet in sheets.dropFirst() {
            svg += """

                <svg xmlns="http://www.w3.org/2000/svg" aria-hidden="true" viewBox="0 \(sheet.top) \(width) \(sheet.height)" \
                width="\(width)" height="\(sheet.height)" font-family="Arial, 'Liberation Sans', Helvetica, sans-serif">\
                <use href="#loop-tekening"/></svg>
                """
        }
        return svg
    }

    /// What is drawn of each way: where several run together, only the first of them is, up to where they meet.
    private var strokes: [(Arrow, [Point])] {
        var strokes: [(Arrow, [Point])] = []
        /// By tip, what has been drawn of the upright line that leads to it: above and below it.
        var drawn: [Point: (above: Bool, below: Bool)] = [:]
        // The longest first: it is drawn whole, and the others come into it from the side.
        for arrow in arrows.sorted(by: { $0.rise > $1.rise }) {
            let points = arrow.points
            guard let tip = points.last, points.count > 3, let bend = arrow.bend else {
                strokes.append((arrow, points))
                continue
            }
            let isAbove = bend.from.y < bend.to.y
            let known = drawn[tip] ?? (false, false)
            drawn[tip] = (known.above || isAbove, known.below || !isAbove)
            if isAbove ? known.above : known.below {
                strokes.append((arrow, Array(points.dropLast(2))))
            } else if known.above || known.below {
                strokes.append((arrow, Array(points.dropLast())))
            } else {
                strokes.append((arrow, points))
            }
        }
        return strokes
    }

    /// Where a level line goes over an upright one of another way, the upright one is interrupted: it is no crossroads.
    private var bridges: HTMLText {
        let crossings = crossings
        guard !crossings.isEmpty else { return "" }
        var svg: HTMLText = "<g stroke=\"#fff\" stroke-width=\"5\">\n"
        for (point, _) in crossings { svg += "<path d=\"M\(point.x - 3) \(point.y)h6\"/>\n" }
        svg += "</g>\n<g stroke=\"#222\" stroke-width=\"1.2\">\n"
        for (point, isBack) in crossings {
            // A dashed line need not be whole there.
            svg += isBack ? "" : "<path d=\"M\(point.x - 4) \(point.y)h8\"/>\n"
        }
        return svg + "</g>\n"
    }

    /// Where lines of ways to different places cross, with whether the level one leads back.
    private var crossings: [(Point, isBack: Bool)] {
        var seen: Set<Point> = []
        var found: [(Point, isBack: Bool)] = []
        let uprights = arrows.flatMap { arrow in
            arrow.segments.filter { $0.0.x == $0.1.x }.map {
                (to: arrow.to, x: $0.0.x, top: min($0.0.y, $0.1.y), bottom: max($0.0.y, $0.1.y))
            }
        }
        for arrow in arrows {
            for (begin, end) in arrow.segments where begin.y == end.y {
                let (left, right, y) = (min(begin.x, end.x), max(begin.x, end.x), begin.y)
                for (to, x, top, bottom) in uprights
                where to != arrow.to && left + 4 < x && x < right - 4 && top < y && y < bottom {
                    if seen.insert(Point(x: x, y: y)).inserted {
                        found.append((Point(x: x, y: y), arrow.isBack))
                    }
                }
            }
        }
        return found
    }

    /// The line along these corners, each a little round.
    private static func path(_ points: [Point]) -> HTMLText {
        guard let first = points.first, let last = points.last else { return "" }
        var path: HTMLText = "M\(first.x) \(first.y)"
        for index in points.indices.dropFirst().dropLast() {
            let (before, corner, after) = (points[index - 1], points[index], points[index + 1])
            let radius = min(5, corner.distance(to: before) / 2, corner.distance(to: after) / 2)
            let (begin, end) = (corner.toward(before, by: radius), corner.toward(after, by: radius))
            path += "L\(begin.x) \(begin.y)Q\(corner.x) \(corner.y) \(end.x) \(end.y)"
        }
        return path + "L\(last.x) \(last.y)"
    }
}

extension Diagram.Arrow {
    /// Its lines from corner to corner.
    var segments: [(Diagram.Point, Diagram.Point)] { Array(zip(points, points.dropFirst())) }
}

extension Diagram.Arrow {
    /// The upright line by which a side way goes to its tip; nil when there is none.
    fileprivate var bend: (from: Diagram.Point, to: Diagram.Point)? {
        guard points.count > 3 else { return nil }
        let (from, to) = (points[points.count - 3], points[points.count - 2])
        return from.x == to.x ? (from, to) : nil
    }

    /// How long that is.
    fileprivate var rise: Int { bend.map { abs($0.to.y - $0.from.y) } ?? 0 }
}

extension Diagram.Point {
    /// How far away a point is that stands level with it, above or below.
    fileprivate func distance(to other: Self) -> Int { abs(x - other.x) + abs(y - other.y) }

    /// The point so far on the way to another.
    fileprivate func toward(_ other: Self, by length: Int) -> Self {
        .init(x: x + (other.x - x).signum() * length, y: y + (other.y - y).signum() * length)
    }
}

extension Diagram.TextLine {
    fileprivate var drawn: HTMLText {
        let letters = measure.letters
        let anchor: HTMLText = isCentred ? " text-anchor=\"middle\"" : ""
        let weight: HTMLText = letters.isBold ? " font-weight=\"bold\"" : ""
        // With other letters than were counted with, the line still takes the place that was kept for it.
        return
            "<text x=\"\(foot.x)\" y=\"\(foot.y)\" font-size=\"\(letters.size)\"\(weight)\(anchor) textLength=\"\(letters.width(of: text))\" lengthAdjust=\"spacingAndGlyphs\">\(text)</text>"
    }
}

extension Diagram.Shape {
    fileprivate func drawn(in frame: Diagram.Frame) -> HTMLText {
        let (x, y, width, height) = (frame.x, frame.y, frame.width, frame.height)
        let rectangle: HTMLText = "<rect x=\"\(x)\" y=\"\(y)\" width=\"\(width)\" height=\"\(height)\""
        switch self {
        case .task: return rectangle + "/>"
        case .block: return rectangle + " rx=\"4\" stroke-width=\"1.6\"/>"
        case .repeated:
            // A second one behind it: there are more of these.
            return
                "<path d=\"M\(frame.right) \(y + 4)h3v\(height - 1)h\(-width)v-3\" fill=\"none\"/>"
                + rectangle
                + " rx=\"4\" stroke-width=\"1.6\"/>"
        case .provision:
            return rectangle + "/><path d=\"M\(x) \(frame.bottom - 4)h\(width)\" stroke-width=\"3\"/>"
        case .signing:
            let (half, foot) = (width / 2, frame.bottom - 3)
            return
                "<path d=\"M\(x) \(y)h\(width)V\(foot)q\(-half / 2) -7 \(-half) 0t\(half - width) 0z\"/>"
        case .choice, .interrupt:
            let middle = y + height / 2
            let dashes: HTMLText = self == .interrupt ? " stroke-dasharray=\"4 3\"" : ""
            return
                "<path d=\"M\(x) \(middle)L\(x + 12) \(y)H\(frame.right - 12)L\(frame.right) \(middle)L\(frame.right - 12) \(frame.bottom)H\(x + 12)z\"\(dashes)/>"
        case .call:
            return rectangle + "/><path d=\"M\(x + 6) \(y)v\(height)M\(frame.right - 6) \(y)v\(height)\"/>"
        case .wait: return rectangle + " rx=\"14\"/>"
        case .register:
            return rectangle + "/><path d=\"M\(x) \(y + 5)h\(width)M\(x + 6) \(y)v\(height)\"/>"
        case .start: return rectangle + " rx=\"\(min(20, height / 2))\" fill=\"#eee\"/>"
        case .completed:
            return rectangle + " rx=\"\(min(20, height / 2))\" fill=\"#ddd\" stroke-width=\"2.4\"/>"
        case .aborted:
            return rectangle
                + " rx=\"\(min(20, height / 2))\" stroke-width=\"2.4\" stroke-dasharray=\"2 2\"/>"
        case .bar: return rectangle + " fill=\"#222\" stroke=\"none\"/>"
        case .branchDone: return rectangle + " rx=\"\(height / 2)\" fill=\"#eee\"/>"
        }
    }
}
