import CardEngine
import SchoolTime

extension TogetherCheck {
    /// A cycle that the engine can go round alone in a day through other cards: a call that is over at once, cards that keep
    /// calling each other, or cards that follow each other.
    static let roundsThroughCalls = TogetherCheck(name: "RoundsThroughCalls") { among in
        guard let checked = among.checked else { return [] }
        let alone = among.others.alone
        if let round = checked.roundThroughCalls(alone.ending) {
            let path = (round + [round[0]]).map { checked.card.steps[$0].id.rawValue }.joined(
                separator: " → ")
            return [
                Diagnostic(
                    .endlessRound, at: checked.place(ofStep: round[0]),
                    "Deze stappen kunnen zonder iemand eindeloos rondgaan, want de aangeroepen kaart is meteen klaar: \(path). "
                        + "Zet er een stap tussen die iemand doet.")
            ]
        }
        guard let path = alone.circle(from: among.name) else { return [] }
        return [
            Diagnostic(
                .endlessRound, at: among.declaration.id.range,
                "Deze kaarten kunnen elkaar zonder iemand eindeloos opnieuw laten beginnen: \(path.joined(separator: " → ")). Zet er "
                    + "een stap tussen die iemand doet.")
        ]
    }
}

/// What cards do in a day without anybody.
struct Alone: Sendable {
    /// The cards that can end at once, each with the ends.
    private(set) var ending: [CardID: Set<EndID>] = [:]
    /// The cards that each makes begin at once.
    private var begins: [String: Set<String>] = [:]

    init(_ cards: [String: CheckedCard]) {
        // A card that calls one that ends at once may end at once itself.
        var changed = true
        while changed {
            changed = false
            for checked in cards.values {
                let ends = checked.endsReached(ending)
                guard !ends.isSubset(of: ending[checked.card.id] ?? []) else { continue }
                ending[checked.card.id, default: []].formUnion(ends)
                changed = true
            }
        }
        for (name, checked) in cards {
            let search = checked.alone(ending)
            for (index, step) in checked.card.steps.enumerated() where search.reaches(index) {
                if case .call(let call) = step.kind { begins[name, default: []].insert(call.card.rawValue) }
            }
            for rule in checked.card.startRules {
                guard case .after(let followed, let end, let delay) = rule.trigger,
                    delay.map({ $0.amount == 0 }) ?? true, let ends = ending[followed],
                    end.map(ends.contains) ?? true
                else { continue }
                begins[followed.rawValue, default: []].insert(name)
            }
        }
    }

    /// The way from a card back to itself, told once: at the first of the circle by name.
    func circle(from start: String) -> [String]? {
        var cameFrom: [String: String] = [:]
        var queue = [start]
        var next = 0
        while next < queue.count {
            let card = queue[next]
            next += 1
            for begun in (begins[card] ?? []).sorted() where begun >= start && cameFrom[begun] == nil {
                cameFrom[begun] = card
                queue.append(begun)
            }
        }
        guard cameFrom[start] != nil else { return nil }
        var path = [start]
        var card = start
        while let before = cameFrom[card] {
            path.append(before)
            card = before
            guard card != start else { break }
        }
        return path.reversed()
    }
}

extension CheckedCard {
    /// Whether the engine takes a way without a person, when some cards end at once.
    private func isAutomatic(_ step: Int, _ way: Way, _ ending: [CardID: Set<EndID>]) -> Bool {
        if way.isAutomatic { return true }
        guard case .call(let call) = card.steps[step].kind, way.label != Outcome.expired,
            let ends = ending[call.card]
        else { return false }
        let named = Set(card.steps[step].outcomes.map(\.name))
        return named.contains(way.label)
            ? ends.contains(EndID(way.label)) : ends.contains { !named.contains($0.rawValue) }
    }

    /// Where a case gets alone from its begin.
    fileprivate func alone(_ ending: [CardID: Set<EndID>]) -> Search {
        Search(map, from: entries.filter { $0.target == .step(0) }) { !isAutomatic($0, $1, ending) }
    }

    fileprivate func endsReached(_ ending: [CardID: Set<EndID>]) -> Set<EndID> {
        let search = alone(ending)
        var ends: Set<EndID> = []
        for index in card.steps.indices where search.reaches(index) {
            for way in ways[index] where isAutomatic(index, way, ending) {
                guard case .end(let end) = way.target, way.kind != .closes || search.closed.contains(index)
                else { continue }
                ends.insert(card.ends[end].id)
            }
        }
        return ends
    }

    /// A round within this card through a call that is over at once.
    fileprivate func roundThroughCalls(_ ending: [CardID: Set<EndID>]) -> [Int]? {
        for (index, step) in card.steps.enumerated() {
            guard case .call(let call) = step.kind, !call.goesOn, ending[call.card] != nil else { continue }
            let search = Search(map, from: [Entry(label: "", target: .step(index))], returning: true) {
                !isAutomatic($0, $1, ending)
            }
            guard search.reaches(index) else { continue }
            var round: [Int] = []
            var place = index
            while case .step(let before, _)? = search.cameFrom[place] {
                round.append(before)
                place = before
                guard before != index, round.count <= card.steps.count else { break }
            }
            return round.reversed()
        }
        return nil
    }
}
