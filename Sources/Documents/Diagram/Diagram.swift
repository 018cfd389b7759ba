/// The flow of a card as a drawing: from top to bottom in the order of the card, with what deviates on the right.
///
/// `FlowLayout` makes it, `Diagram+SVG` writes it. Nothing overlaps: boxes stand in one column (the branches of a block side
/// by side within it), labels in a column of their own or between two boxes, and lines run where neither can stand.
public struct Diagram: Hashable, Sendable {
    /// What a box stands for, and what an arrow connects.
    public enum Node: Hashable, Sendable {
        case start
        /// A place in `Card.steps`.
        case step(Int)
        /// A place in `Card.ends`.
        case end(Int)
        /// A place in `Card.interrupts`.
        case interrupt(Int)
        /// Where the branches of a block open, by the place of the block.
        case fork(Int)
        /// Where they come together.
        case join(Int)
        /// Where a branch is done, by its list.
        case branchDone(Int)
    }

    /// A place in the drawing; y grows downward.
    public struct Point: Hashable, Sendable {
        /// From the left.
        public var x: Int
        /// From the top.
        public var y: Int
    }

    /// A part of the drawing.
    public struct Frame: Hashable, Sendable {
        /// The left side.
        public var x: Int
        /// The upper side.
        public var y: Int
        /// From left to right.
        public var width: Int
        /// From top to bottom.
        public var height: Int

        /// A part that begins there.
        public init(x: Int, y: Int, width: Int, height: Int) {
            self.x = x
            self.y = y
            self.width = width
            self.height = height
        }

        var right: Int { x + width }
        var bottom: Int { y + height }
        var middle: Int { x + width / 2 }
    }

    /// How a box is drawn: what it is can be told by its form and its words, never by a colour.
    /// In the order in which what is drawn beside it says what they mean.
    enum Shape: Hashable, Sendable, CaseIterable {
        case task, choice, signing, call, wait, register, provision, block, repeated
        case completed, aborted, interrupt, start, bar, branchDone
    }

    /// Lines of text, each with its foot on a place.
    struct TextLine: Hashable, Sendable {
        var text: String
        var foot: Point
        var measure: Measure
        var isCentred: Bool

        enum Measure: Hashable, Sendable {
            case title, small

            var letters: TextMeasure {
                switch self {
                case .title: .title
                case .small: .small
                }
            }
        }
    }

    /// A step, an end, the start.
    public struct Box: Hashable, Sendable {
        /// What it stands for.
        public let node: Node
        /// Where it stands; that of a block holds those of its steps.
        public var frame: Frame
        let shape: Shape
        var lines: [TextLine]
    }

    /// What stands beside a line.
    public struct Label: Hashable, Sendable {
        /// Where it stands.
        public var frame: Frame
        var lines: [TextLine]
    }

    /// A way, along lines that are level or upright.
    public struct Arrow: Hashable, Sendable {
        /// Where it comes from.
        public let from: Node
        /// Where it leads.
        public let to: Node
        /// Its corners; the last is the tip.
        public var points: [Point]
        /// Whether it leads back.
        public let isBack: Bool
    }

    /// From left to right.
    public internal(set) var width = 0
    /// From top to bottom.
    public internal(set) var height = 0
    /// The boxes, a block before what is within it.
    public internal(set) var boxes: [Box] = []
    /// The labels.
    public internal(set) var labels: [Label] = []
    /// The ways.
    public internal(set) var arrows: [Arrow] = []

    init() {}

    /// Moves everything.
    mutating func move(_ x: Int, _ y: Int) {
        for index in boxes.indices {
            boxes[index].frame.move(x, y)
            for line in boxes[index].lines.indices { boxes[index].lines[line].foot.move(x, y) }
        }
        for index in labels.indices {
            labels[index].frame.move(x, y)
            for line in labels[index].lines.indices { labels[index].lines[line].foot.move(x, y) }
        }
        for index in arrows.indices {
            for point in arrows[index].points.indices { arrows[index].points[point].move(x, y) }
        }
    }

    /// Takes over what is drawn in another.
    mutating func add(_ other: Diagram) {
        boxes += other.boxes
        labels += other.labels
        arrows += other.arrows
    }
}

extension Diagram.Point {
    mutating func move(_ x: Int, _ y: Int) {
        self.x += x
        self.y += y
    }
}

extension Diagram.Frame {
    mutating func move(_ x: Int, _ y: Int) {
        self.x += x
        self.y += y
    }
}
