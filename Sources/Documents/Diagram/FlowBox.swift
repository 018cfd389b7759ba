import CardEngine

/// One box with its text, from its own upper left corner.
struct FlowBox {
    var box: Diagram.Box

    /// - Parameters:
    ///   - texts: the lines before they are wrapped, each with its letters and at most so many lines.
    ///   - inset: what the shape takes from the left and right.
    init(
        _ node: Diagram.Node, _ shape: Diagram.Shape, width: Int, texts: [Text], isCentred: Bool = false,
        minimum: Int = 0
    ) {
        let inset = shape.inset
        let room = width - 2 * inset
        var lines: [Diagram.TextLine] = []
        var y = shape.headroom
        for text in texts {
            let letters = text.measure.letters
            for line in letters.wrap(text.text, to: room, atMost: text.limit) {
                y += letters.lineHeight
                lines.append(
                    Diagram.TextLine(
                        text: line, foot: .init(x: isCentred ? width / 2 : inset, y: y - 3),
                        measure: text.measure,
                        isCentred: isCentred))
            }
        }
        let height = max(y + shape.footroom, minimum)
        // In a box that is taller than its text, the text stands in the middle.
        let extra = (height - y - shape.footroom) / 2
        for index in lines.indices { lines[index].foot.y += extra }
        box = Diagram.Box(
            node: node, frame: .init(x: 0, y: 0, width: width, height: height), shape: shape, lines: lines)
    }

    struct Text {
        let text: String
        var measure: Diagram.TextLine.Measure = .small
        var limit = 3
    }
}

extension Diagram.Shape {
    var inset: Int {
        switch self {
        case .task, .provision, .signing, .block, .repeated: 8
        case .register, .wait: 13
        case .call: 13
        case .choice, .interrupt: 18
        case .start, .completed, .aborted, .branchDone: 12
        case .bar: 0
        }
    }

    /// What it leaves free above its text.
    fileprivate var headroom: Int {
        switch self {
        case .register: 8
        case .task, .provision, .signing, .choice, .block, .repeated, .call, .wait, .start, .completed,
            .aborted,
            .interrupt, .bar, .branchDone:
            3
        }
    }

    /// What it leaves free below its text.
    fileprivate var footroom: Int {
        switch self {
        case .signing: 11
        case .provision: 9
        case .task, .choice, .block, .repeated, .call, .wait, .register, .start, .completed, .aborted,
            .interrupt, .bar, .branchDone:
            5
        }
    }
}

extension CardWording {
    /// The shape of a step.
    func shape(of step: Step) -> Diagram.Shape {
        switch step.kind {
        case .task(let task): task.disclosure == nil ? .task : .provision
        case .sign: .signing
        case .choice: .choice
        case .parallel: .block
        case .forEach: .repeated
        case .call: .call
        case .wait: .wait
        case .register: .register
        }
    }

    /// What stands in the box of a step.
    func texts(of place: Int) -> [FlowBox.Text] {
        let step = card.steps[place]
        let isChoice: Bool = if case .choice = step.kind { true } else { false }
        let title = "\(numbers[place]). \(step.title.onOneLine)" + (isChoice ? " (keuze)" : "")
        var texts = [FlowBox.Text(text: title, measure: .title, limit: 4)]
        let kind = isChoice ? nil : kind(of: step)
        let facts = (kind.map { [$0] } ?? []) + who(step, .short) + when(step, .short)
        if !facts.isEmpty { texts.append(.init(text: facts.joined(separator: "\u{A0}· "), limit: 5)) }
        if let condition = step.condition {
            let only: String = if case .forEach = step.kind { "alleen waar" } else { "alleen als" }
            texts.append(.init(text: "\(only) \(phrase(condition))"))
        }
        return texts
    }
}
