import SchoolTime

@testable import CardEngine

/// Holds what the engine answers against what the naive interpreter makes of the same command.
struct Judge {
    private var naive: NaiveCase

    init(_ card: Card, at now: Circumstances) {
        naive = NaiveCase(card, at: now)
    }

    /// By which text the case may be asked to go on.
    mutating func learn(_ text: Card) { naive.otherText = text }

    /// What differs, for people; nil when both say the same.
    mutating func difference(_ command: Command, _ answer: Result<[Event], Refusal>, at now: Circumstances)
        -> String?
    {
        let mine: [NaiveTold]
        do throws(NaiveRefusal) {
            mine = try naive.answer(command, at: now)
        } catch {
            switch answer {
            case .failure(let refusal):
                guard NaiveRefusal(refusal) != error else { return nil }
                return "both refuse: the engine because \(refusal), the naive interpreter because \(error)"
            case .success(let events):
                return "the naive interpreter refuses (\(error)); the engine:\n\(brief(events))"
            }
        }
        switch answer {
        case .failure(let refusal):
            return "the engine refuses (\(refusal)); the naive interpreter:\n\(brief(mine))"
        case .success(let events):
            let theirs = events.map { NaiveTold(fact: $0.fact, content: $0.content) }
            guard theirs != mine else { return nil }
            var first = ""
            for index in 0..<max(theirs.count, mine.count) {
                let one = index < theirs.count ? theirs[index] : nil
                let other = index < mine.count ? mine[index] : nil
                guard one != other else { continue }
                first = "\(one.map { "\($0)" } ?? "-")\n\(other.map { "\($0)" } ?? "-")"
                break
            }
            return
                "the engine:\n\(brief(events))\nthe naive interpreter:\n\(brief(mine))\nfirst difference:\n\(first)"
        }
    }

    private func brief(_ events: [Event]) -> String {
        events.map { "    \($0.fact.brief)" }.joined(separator: "\n")
    }

    private func brief(_ told: [NaiveTold]) -> String {
        told.map { "    \($0.fact.brief)" }.joined(separator: "\n")
    }
}

extension Card {
    /// The card in a few lines, to read a failure by.
    var outline: String {
        var lines = ["case: \(terms)"]
        for (index, list) in lists.enumerated() {
            lines.append("list \(index) of \(list.block ?? -1): \(list.steps)")
        }
        for (index, step) in steps.enumerated() {
            lines.append(
                "\(index) \(step.id) list \(step.list) next \(step.next) when \(step.condition.map { "\($0)" } ?? "-")"
            )
            lines.append("    \(step.kind)")
            lines.append("    \(step.terms)")
            lines.append(
                "    \(step.outcomes.map { "\($0.name)->\($0.target)" }) else \(step.otherwise.map { "\($0)" } ?? "-")"
            )
        }
        for interrupt in interrupts { lines.append("\(interrupt)") }
        for field in fields { lines.append("field \(field.id) \(field.kind) home \(field.home ?? -1)") }
        return lines.joined(separator: "\n").replacing("CardEngine.", with: "").replacing(
            "SchoolTime.", with: ""
        )
        .replacing("Optional", with: "").replacing(#"Identifier<\w+>"#, with: "")
    }
}
