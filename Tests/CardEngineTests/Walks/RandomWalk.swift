import CardEngine
import Foundation
import SchoolTime
import Testing

/// A walk over a card that a seed repeats: at each turn some person does something that is possible, or nonsense.
///
/// After each command it is asked whether the engine kept its promises; what fails is told with the seed and the path.
struct RandomWalk {
    let card: Card
    let seed: UInt64
    let roster: Roster
    let calendar: SchoolCalendar
    private let people: [PersonID]
    private var dice: SeededGenerator
    private var answers: Answers
    private var today = september(1)
    private var events: [Event] = []
    private(set) var state = CaseState()
    private(set) var commandCount = 0
    private(set) var path: [String] = []
    /// Step and outcome of each visit that was done.
    private(set) var outcomes: Set<[String]> = []

    init(_ card: Card, seed: UInt64, roster: Roster, calendar: SchoolCalendar) {
        self.card = card
        self.seed = seed
        self.roster = roster
        self.calendar = calendar
        people = roster.staff.sorted()
        dice = SeededGenerator(seed: seed)
        answers = Answers(dice: SeededGenerator(seed: ~seed), card: card)
    }

    private func now(_ actor: PersonID) -> Circumstances {
        Circumstances(
            today: today, time: Timestamp(secondsSince1970: today.number * 86_400, offsetSeconds: 7_200),
            actor: actor,
            roster: roster, calendar: calendar)
    }

    /// Opens a case, takes at most so many turns, and goes on without nonsense until it ends.
    ///
    /// - Parameter mayStop: whether the owner may be asked to end it when nobody can do anything else.
    mutating func run(turns: Int, mayStop: Bool = true) {
        let starter = people.first { person in
            if case .success = decide(.open(.ofPupil), in: state, on: card, at: now(person)) {
                true
            } else {
                false
            }
        }
        guard let starter else { return expect(false, "somebody can start") }
        carryOut(.open(.ofPupil), now(starter), mustSucceed: true)
        for _ in 0..<turns where state.isRunning { turn() }
        for _ in 0..<300 where state.isRunning { goOn() }
        if state.isRunning, mayStop { stop() }
        expect(!state.isRunning, "the case can end")
    }

    private mutating func turn() {
        if Int.random(in: 0..<4, using: &dice) == 0 { nonsense() }
        guard state.isRunning else { return }
        today = today + Int.random(in: 0...6, using: &dice)
        let now = now(people.randomElement(using: &dice)!)
        let offered = possibilities(in: state, on: card, at: now)
        for possibility in offered { accepted(possibility, now) }
        guard let chosen = offered.randomElement(using: &dice) else { return }
        switch chosen {
        case .complete: break
        case .interrupt, .stop:
            // Rare, or no walk would get far.
            guard Int.random(in: 0..<10, using: &dice) == 0 else { return }
        }
        carryOut(answers.valid(chosen, in: state, at: now), now, mustSucceed: true)
    }

    /// Somebody completes a step that is open.
    private mutating func goOn() {
        today = today + Int.random(in: 0...6, using: &dice)
        for person in people.shuffled(using: &dice) {
            let now = now(person)
            for case .complete(let visit, let task, let capacity) in possibilities(
                in: state, on: card, at: now)
            {
                let command = answers.valid(.complete(visit, task, capacity), in: state, at: now)
                return carryOut(command, now, mustSucceed: true)
            }
        }
    }

    private mutating func stop() {
        guard let owner = people.first(where: { roster.holds($0, card.owner) }) else { return }
        carryOut(.stop("loopt vast"), now(owner), mustSucceed: true)
    }

    private mutating func nonsense() {
        let day = today
        // The clock is wrong at times, and goes back.
        today = [today, today - 40, today + 1].randomElement(using: &dice)!
        carryOut(answers.nonsense(), now((people + ["?"]).randomElement(using: &dice)!), mustSucceed: false)
        today = max(day, today)
    }

    /// What is offered is accepted, and who can do a step sees it.
    private mutating func accepted(_ possibility: Possibility, _ now: Circumstances) {
        let command = answers.valid(possibility, in: state, at: now)
        let answer = decide(command, in: state, on: card, at: now)
        commandCount += 1
        if case .failure(let refusal) = answer { expect(false, "offered, but \(refusal) for \(command)") }
        guard case .complete(let visit, let task, _) = possibility else { return }
        let view = view(of: state, on: card, for: now.actor, in: roster)
        expect(view?.doable.contains(visit.number) == true, "who can do a step sees it")
        expect(view?.fields.isSuperset(of: task.required + task.optional) == true, "and what it asks for")
        expect(refusal(toComplete: visit.number, in: state, on: card, at: now) == nil, "not refused")
        expect(mayComplete(visit.number, in: state, on: card, at: now), "the work is the actor's")
    }

    private mutating func carryOut(_ command: Command, _ now: Circumstances, mustSucceed: Bool) {
        let answer = decide(command, in: state, on: card, at: now)
        commandCount += 1
        path.append("\(now.today) \(now.actor): \(command)")
        expect(answer == decide(command, in: state, on: card, at: now), "the same question, the same answer")
        switch answer {
        case .failure(let refusal):
            expect(!mustSucceed, "refused: \(refusal)")
        case .success(let added):
            expect(!added.isEmpty, "what is accepted leaves a trace")
            for event in added {
                state = evolve(state, with: event)
                events.append(stored(event))
                if case .stepCompleted(let fact) = event.fact {
                    outcomes.insert([fact.step.rawValue, fact.outcome])
                }
            }
        }
        promises()
    }

    private func promises() {
        expect(replay(events) == state, "what was stored replays to the same state")
        expect(state.eventCount == events.count, "every event counts")
        expect(state.visits.map(\.number) == Array(1..<state.visits.count + 1), "visits are numbered")
        expect(state.openVisits.count == (state.isRunning ? 1 : 0), "one step waits as long as the case runs")
        guard state.ending != nil else { return }
        for person in people {
            expect(
                possibilities(in: state, on: card, at: now(person)).isEmpty, "an ended case offers nothing")
        }
    }

    /// The event as it comes back from storage.
    private func stored(_ event: Event) -> Event {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        let decoder = JSONDecoder()
        do {
            let fact = try encoder.encode(event.fact)
            let content = try encoder.encode(event.content)
            let back = Event(
                stamp: event.stamp, fact: try decoder.decode(Fact.self, from: fact),
                content: try decoder.decode(Content?.self, from: content))
            expect(back == event, "what was stored is read back: \(event)")
            expect(
                try encoder.encode(back.fact) == fact && encoder.encode(back.content) == content,
                "byte for byte")
            return back
        } catch {
            expect(false, "can be stored: \(error)")
            return event
        }
    }

    private func expect(_ holds: Bool, _ promise: @autoclosure () -> String) {
        guard !holds else { return }
        Issue.record("card \(card.id) seed \(seed): \(promise())\n\(path.joined(separator: "\n"))")
    }
}
