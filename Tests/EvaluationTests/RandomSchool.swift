import CardEngine
import CaseStore
import Casework
import SchoolTime

/// Many cases of the paper school, with chance deciding what happens in them and when.
enum RandomSchool {
    static func played(seed: UInt64) throws -> CountedSchool {
        var chance = SeededGenerator(seed: seed)
        let school = CountedSchool()
        var acts: [CountedSchool.Act] = []
        for pupil in 0..<12 {
            let group = pupil % 2 == 0 ? "rood" : "wit"
            acts.append(
                CountedSchool.keep(
                    "2025-09-01", name(pupil),
                    [
                        "inschrijving": "2025-08-01", "groep": group,
                        "jaargroep": String(Int.random(in: 1...8, using: &chance)),
                    ]))
            if Int.random(in: 0..<4, using: &chance) == 0 {
                let day = date(Int.random(in: 300...520, using: &chance))
                acts.append(CountedSchool.keep(day, name(pupil), ["uitschrijving": day]))
            }
        }
        for number in 0..<40 { acts += course(of: number, &chance) }
        try school.play(acts)
        return school
    }

    /// One case: as far as chance lets it come.
    private static func course(of number: Int, _ chance: inout SeededGenerator) -> [CountedSchool.Act] {
        var day = Int.random(in: 20...500, using: &chance)
        let pupil = name(Int.random(in: 0..<12, using: &chance))
        let occasion =
            Int.random(in: 0..<4, using: &chance) == 0
            ? date(max(0, day + Int.random(in: -60...60, using: &chance))) : nil
        var acts = [CountedSchool.start(date(day), number, pupil, occasion: occasion)]
        func next(_ chance: inout SeededGenerator) -> String {
            day += Int.random(in: 0...15, using: &chance)
            return date(day)
        }
        if Int.random(in: 0..<4, using: &chance) == 0 {
            acts.append(CountedSchool.owner(next(&chance)) { _ = try $0.suspend($1.id(number), reason: "x") })
            if Int.random(in: 0..<4, using: &chance) > 0 {
                acts.append(
                    CountedSchool.owner(next(&chance)) { _ = try $0.resume($1.id(number), reason: "x") })
            }
        }
        let length = Int.random(in: 0...5, using: &chance)
        guard length > 0 else { return acts.map(\.ifPossible) }
        acts.append(CountedSchool.prepare(next(&chance), number))
        for _ in 1..<max(2, length - 1) {
            let outcome = Int.random(in: 0..<3, using: &chance) == 0 ? "oneens" : "eens"
            acts.append(
                CountedSchool.talk(
                    next(&chance), number, outcome, parents: Bool.random(using: &chance)))
        }
        if length > 2 {
            acts.append(
                CountedSchool.decide(
                    next(&chance), number, Int.random(in: 0..<4, using: &chance) == 0 ? "geen plan" : "plan"))
        }
        if Int.random(in: 0..<5, using: &chance) == 0 {
            let visit = Int.random(in: 1...3, using: &chance)
            acts.append(
                CountedSchool.owner(next(&chance)) {
                    _ = try $0.reopen(
                        CaseReference(caseID: $1.id(number), visit: visit), reason: "x")
                })
        }
        if Int.random(in: 0..<6, using: &chance) == 0 {
            acts.append(
                CountedSchool.owner(next(&chance)) { _ = try $0.stopCase($1.id(number), reason: "x") })
        }
        return acts.map(\.ifPossible)
    }

    private static func name(_ pupil: Int) -> String { String(2001 + pupil) }

    /// So many days after 1 September 2025.
    private static func date(_ offset: Int) -> String {
        (CountedSchool.day("2025-09-01") + offset).description
    }

    /// The same log with the streams mixed in another way; within a stream the order stays.
    static func shuffled(_ school: CountedSchool, seed: UInt64) throws -> InMemoryCaseStore {
        var chance = SeededGenerator(seed: seed)
        let entries = try school.store.read { try $0.entries() }
        var streams = Dictionary(grouping: entries, by: \.caseID).mapValues { $0.map(\.event)[...] }
        let other = InMemoryCaseStore(isPractice: true)
        try other.write { writing in
            try school.store.read { reading in
                for version in 1...2 {
                    for text in try reading.cardTexts(card: "hulpgesprek", version: version) {
                        try writing.keep(text)
                    }
                }
                for entry in entries {
                    guard case .fileUsed(let fact) = entry.event.fact, let hash = fact.textHash,
                        let text = try reading.fileText(hash: hash)
                    else { continue }
                    try writing.keep(text)
                }
            }
            var states: [CaseID: CaseState] = [:]
            while let id = streams.keys.sorted().randomElement(using: &chance) {
                guard let event = streams[id]?.popFirst() else {
                    streams[id] = nil
                    continue
                }
                let state = states[id] ?? CaseState()
                try writing.append([event], to: id, after: state)
                states[id] = evolve(state, with: event)
            }
        }
        return other
    }
}

extension CountedSchool.Act {
    /// The same, and when it is refused nothing: chance asks for what can't be.
    fileprivate var ifPossible: CountedSchool.Act {
        let play = self.play
        return CountedSchool.Act(day.description) { school, day in
            do {
                try play(school, day)
            } catch is CaseworkFailure {} catch is CountedSchool.Missing {}
        }
    }
}
