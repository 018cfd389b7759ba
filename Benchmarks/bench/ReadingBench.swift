import CLibYAML
import CardLanguage
import Casework

/// What reading a card takes against libyaml going through the same text.
struct ReadingBench {
    private let shelf: Shelf
    private let sources: [SourceText]

    init(_ place: Place) throws {
        shelf = Shelf(CardFolder(path: place.cards))
        sources = CardFolder(path: place.cards + "/kaarten").items().compactMap {
            if case .text(let source) = $0 { source } else { nil }
        }
        guard !sources.isEmpty else { throw Misfit("no cards") }
    }

    func run() throws {
        let size = sources.reduce(0) { $0 + $1.bytes.count }
        say("reading: \(sources.count) cards, \(size / 1_024) KiB, against libyaml parsing them to events")
        var tree = Rounds()
        var shape = Rounds()
        var card = Rounds()
        var whole = Rounds()
        for _ in 0..<9 {
            let bare = coreSeconds { for _ in 0..<10 { for source in sources { parse(source) } } } / 10
            tree.add(coreSeconds { for source in sources { _ = ParsedFile(source) } }, bare)
            shape.add(
                coreSeconds { for source in sources { _ = ParsedFile(source).complaintsOfShape } }, bare)
            card.add(coreSeconds { for source in sources { _ = ReadFile.archivedCard(source) } }, bare)
            whole.add(
                coreSeconds { for source in sources { _ = ReadFile.read(source, school: shelf.school) } },
                bare)
        }
        let ratio = shape.ratio
        tell("libyaml alone, all cards", Spread(tree.theirs).median.milliseconds)
        tell("to a tree, its characters and keys checked", tree.ratio.text())
        tell(
            "to the shape: words and what stands behind them", ratio.text(), goal: "under 4",
            isMet: ratio.median < 4)
        tell("to a card: its names looked up too", card.ratio.text())
        tell("with the proofs", whole.ratio.text())
    }

    private func parse(_ source: SourceText) {
        var parser = yaml_parser_t()
        guard yaml_parser_initialize(&parser) == 1 else { return }
        defer { yaml_parser_delete(&parser) }
        yaml_parser_set_encoding(&parser, YAML_UTF8_ENCODING)
        source.bytes.withUnsafeBufferPointer { buffer in
            yaml_parser_set_input_string(&parser, buffer.baseAddress, buffer.count)
            while true {
                var event = yaml_event_t()
                guard yaml_parser_parse(&parser, &event) == 1 else { return }
                defer { yaml_event_delete(&event) }
                if event.type == YAML_STREAM_END_EVENT { return }
            }
        }
    }
}
