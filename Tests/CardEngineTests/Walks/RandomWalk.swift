import Foundation
import SchoolTime
import Testing

@testable import CardEngine

/// A walk over a card that a seed repeats: at each turn some person does something that is possible, something changes
/// outside, days pass, or there is nonsense. Its turns stand in one file: they all draw from the same dice.
///
/// After each command it is asked whether the engine kept its promises; what fails is told with the seed and the path.
struct RandomWalk {
    private(set) var card: Card
    let seed: UInt64
    let roster: Roster
    private(set) var calendar: SchoolCalendar
    private let people: [PersonID]
    private var dice: SeededGenerator
    private var answers: Answers
    private var outside: Outside
    /// Corrections have dice of their own, so that the rest of a walk is drawn as without them.
    private var corrections: Answers
    /// And so has what goes on by another text.
    private var texts: SeededGenerator
    /// Whether it does: what the checker proved of a card does not hold of another text.
    private let changesText: Bool
    private var today = september(1)
    private var events: [Event] = []
    private var calledCases = 0
    private(set) var state = CaseState()
    private(set) var commandCount = 0
    /// What happened, to tell when a promise is broken.
    private var path: [Trace] = []
    /// What follows from the events as they come back from storage.
    private var replayed = CaseState()
    /// Step and outcome of each visit that was done.
    private(set) var outcomes: Set<[String]> = []
    private(set) var hasFailed = false
    /// The naive interpreter, if it judges this walk; the other promises are not asked then.
    private var judge: Judge?
    /// How many commands it judged.
    private(set) var judgedCount = 0
    /// What the engine is made to do wrong, if anything; then it is no failure that something is.
    private let fault: PlantedFault?
    /// Whether the naive interpreter saw that the engine did something else.
    private(set) var isNoticed = false

    private enum Trace {
        case command(Day, PersonID, Command)
        case fact(Fact)
        case text(String)

        var text: String {
            switch self {
            case .command(let day, let actor, let command): "\(day) \(actor): \(command.brief)"
            case .fact(let fact): "    \(fact.brief)"
            case .text(let text): text
            }
        }
    }

    init(
        _ card: Card, seed: UInt64, roster: Roster, calendar: SchoolCalendar, isJudged: Bool = false,
        fault: PlantedFault? = nil, changesText: Bool = true
    ) {
        self.card = card
        self.seed = seed
        self.roster = roster
        self.calendar = calendar
        self.fault = fault
        self.changesText = changesText
        people = roster.staff.sorted()
        dice = SeededGenerator(seed: seed)
        answers = Answers(
            dice: SeededGenerator(seed: ~seed), card: card, others: SeededGenerator(seed: ~seed &+ 3))
        corrections = Answers(
            dice: SeededGenerator(seed: seed &+ 2), card: card, others: SeededGenerator(seed: seed &+ 3))
        texts = SeededGenerator(seed: seed &+ 4)
        outside = Outside(seed: seed &+ 1, about: card.subject)
        if isJudged { judge = Judge(card, at: now("kaart")) }
    }

    private func now(_ actor: PersonID, on day: Day? = nil) -> Circumstances {
        let day = day ?? today
        return Circumstances(
            today: day, time: Timestamp(secondsSince1970: day.number * 86_400, offsetSeconds: 7_200),
            actor: actor, roster: roster, calendar: calendar, world: outside.world)
    }

    private func decide(
        _ command: Command, in state: CaseState, on card: Card, at now: Circumstances
    ) -> Result<[Event], Refusal> {
        fault?.decide(command, in: state, on: card, at: now)
            ?? CardEngine.decide(command, in: state, on: card, at: now)
    }

    /// Opens a case, takes at most so many turns, and goes on without nonsense until it ends.
    ///
    /// - Parameter mayStop: whether the owner may be asked to end it when nobody can do anything else.
    mutating func run(turns: Int, mayStop: Bool = true) {
        let opening = Command.open(answers.opening(on: today))
        let starter = people.first { person in
            if case .success = decide(opening, in: state, on: card, at: now(person)) { true } else { false }
        }
        // Who may not begin, or not for this one, is refused for the right reason.
        for person in people.prefix(while: { $0 != starter }) {
            carryOut(opening, now(person), mustSucceed: false)
        }
        guard let starter else {
            expect(false, "somebody can start")
            return
        }
        carryOut(opening, now(starter), mustSucceed: true)
        for _ in 0..<turns where state.isRunning && !hasFailed { turn() }
        for _ in 0..<60 where state.isRunning && !hasFailed { goOn() }
        if state.isRunning, mayStop, !hasFailed { stop() }
        expect(!state.isRunning, "the case can end")
        for _ in 0..<2 where !hasFailed { correct() }
        expect(replay(events) == state, "the whole history replays to the same state")
    }

    /// The kinds of facts that were seen.
    var facts: Set<String> {
        Set(events.map { Mirror(reflecting: $0.fact).children.first?.label ?? "?" })
    }

    private mutating func turn() {
        if chance(4) { nonsense() }
        guard state.isRunning else { return }
        if chance(4) { carryOut(outside.change(on: today), now("kaart"), mustSucceed: true) }
        if chance(8), state.isRunning { learnPlanned() }
        if chance(5) { endCall() }
        moveLimit()
        if chance(15), state.isRunning, calendar == .short {
            // The school year comes in.
            calendar = .whole
            carryOut(.catchUp, now("kaart"), mustSucceed: true)
        }
        if chance(4), state.isRunning, let command = answers.addItem(in: state, at: now("kim")) {
            carryOut(command, now("kim"), mustSucceed: false)
        }
        if chance(4), state.isRunning { handOver() }
        if state.isRunning { shutOut() }
        if state.isRunning { correct() }
        guard state.isRunning else { return }
        goOnByTheSameText()
        goOnByAnotherText()
        guard state.isRunning else { return }
        let length = chance(8) ? 30 : Int.random(in: 0...6, using: &dice)
        pass(length)
        guard state.isRunning else { return }
        let now = now(people.randomElement(using: &dice)!)
        let offered = possibilities(in: state, on: card, at: now)
        for possibility in offered.shuffled(using: &dice).prefix(3) { accepted(possibility, now) }
        guard let chosen = offered.randomElement(using: &dice) else { return }
        switch chosen {
        case .complete, .sign, .enter, .assign: break
        case .interrupt, .stop, .reopen, .suspend, .postpone:
            // Rare, or no walk would get far.
            guard chance(8) else { return }
        case .resume: break
        }
        let command = answers.valid(chosen, in: caughtUp(now), at: now)
        if chance(4), let less = command.withoutARow {
            return carryOut(less, now, mustSucceed: false)
        }
        carryOut(command, now, mustSucceed: true)
    }

    /// What was planned for a day to come becomes fact on that day, or only days later.
    private mutating func learnPlanned() {
        let day = today + Int.random(in: 1...4, using: &dice)
        today = day + Int.random(in: 0...9, using: &dice)
        outside.learnPlanned(for: day)
        carryOut(.catchUp, now("kaart"), mustSucceed: true)
        outside.forgetPlanned()
    }

    /// Somebody says who is at an open step from now on.
    private mutating func handOver() {
        let now = now(people.randomElement(using: &dice)!)
        let open = caughtUp(now).openVisits.compactMap { visit -> (Visit, [PersonID])? in
            let takers = takers(of: visit.number, in: state, on: card, at: now)
            return takers.isEmpty ? nil : (visit, takers)
        }
        guard let (visit, takers) = open.randomElement(using: &dice) else { return }
        let taker = takers.randomElement(using: &dice)
        carryOut(.take(visit.number, for: taker, "reden"), now, mustSucceed: true)
        guard chance(3), state.visit(visit.number)?.taken != nil else { return }
        carryOut(.take(visit.number, for: nil, "reden"), now, mustSucceed: false)
    }

    /// Now and then somebody puts right what a step filled in.
    private mutating func correct() {
        guard Int.random(in: 0..<3, using: &corrections.dice) == 0 else { return }
        let now = now(people.randomElement(using: &corrections.dice)!)
        guard let command = corrections.correction(in: state, at: now) else { return }
        carryOut(command, now, mustSucceed: false)
    }

    /// Somebody of a role that is asked tries a step that `anders_dan` or `zelfde_als` keeps from some.
    private mutating func shutOut() {
        let open = caughtUp(now("kaart")).openVisits.compactMap { visit -> (Visit, Step)? in
            guard let step = card.step(visit.step), case .task(let task) = step.kind,
                task.otherThan != nil || task.sameAs != nil,
                max(visit.openedOn, visit.earliest ?? visit.openedOn) <= today
            else { return nil }
            return (visit, step)
        }
        guard let (visit, step) = open.randomElement(using: &dice) else { return }
        let person = people.filter { roster.holdsAny($0, visit.performers) }.randomElement(using: &dice)
        guard let person else { return }
        let now = now(person)
        let possibility = Possibility.complete(visit, step, Capacity(role: card.owner, onBehalfOf: nil))
        carryOut(answers.valid(possibility, in: caughtUp(now), at: now), now, mustSucceed: false)
    }

    /// To go on by a text that says the same changes nothing but that, and that a term which the case itself lost does not come
    /// back (docs/kaarttaal.md, choice 185).
    private mutating func goOnByTheSameText() {
        // Now and then, and without a throw of the dice: the walk itself stays as it was.
        guard commandCount % 3 == 0, fault == nil,
            let owner = people.first(where: { roster.holds($0, card.owner) })
        else {
            return
        }
        let now = now(owner)
        var before = caughtUp(now)
        guard before.isRunning else { return }
        let migration = Command.migrate(MigrateCase(from: card, textHash: "01", reason: "reden"))
        guard case .success(let added) = decide(migration, in: before, on: card, at: now) else {
            return expect(false, "a case can go on by a text that says the same")
        }
        let after = added.reduce(before) { evolve($0, with: $1) }
        before.cardVersion = after.cardVersion
        before.formerVersions = after.formerVersions
        before.eventCount = after.eventCount
        before.lostTerms = []
        expect(added.count == 1 && after == before, "a text that says the same changes nothing")
    }

    /// Now and then the case goes on by a text that asks the fields of other steps.
    private mutating func goOnByAnotherText() {
        guard changesText, fault == nil, Int.random(in: 0..<6, using: &texts) == 0,
            let owner = people.first(where: { roster.holds($0, card.owner) })
        else { return }
        carryOut(.catchUp, now("kaart"), mustSucceed: true)
        guard state.isRunning else { return }
        let old = card
        let hash = "\(commandCount)"
        goOn(by: card.askingElsewhere(using: &texts))
        judge?.learn(card)
        carryOut(
            .migrate(MigrateCase(from: old, textHash: hash, reason: "reden")), now(owner), mustSucceed: true)
        if state.cardVersion?.textHash != hash { goOn(by: old) }
    }

    private mutating func goOn(by text: Card) {
        card = text
        answers.card = text
        corrections.card = text
    }

    /// The case that called this one gives it another deadline; without a throw of the dice, too.
    private mutating func moveLimit() {
        guard state.isRunning, state.opening?.facts.limit != nil, commandCount % 3 == 0 else { return }
        let limit = commandCount % 4 == 0 ? nil : today + commandCount % 23
        let again = CallAgain(
            limit: limit, occasion: commandCount % 4 == 2 ? Occasion(day: today - 1) : nil,
            proposals: ["p1-text": .text("y")])
        carryOut(
            commandCount % 2 == 0 ? .calledAgain(again) : .limit(limit), now("kaart"), mustSucceed: true)
    }

    private mutating func chance(_ oneIn: Int) -> Bool { Int.random(in: 0..<oneIn, using: &dice) == 0 }

    /// The state after what is due has been done: what a command would find.
    private func caughtUp(_ now: Circumstances) -> CaseState {
        guard case .success(let events) = decide(.catchUp, in: state, on: card, at: now) else { return state }
        return events.reduce(state) { evolve($0, with: $1) }
    }

    /// Days pass: with a run each day or with one at the end, it makes no difference.
    private mutating func pass(_ days: Int) {
        guard chance(3), judge == nil else {
            today = today + days
            return carryOut(.catchUp, now("kaart"), mustSucceed: true)
        }
        let last = today + days
        var daily = state
        var dayByDay: [(day: Day, fact: Fact)] = []
        var calls = calledCases
        for day in (today.number...last.number).map(Day.init(number:)) {
            guard case .success(let added) = decide(.catchUp, in: daily, on: card, at: now("kaart", on: day))
            else {
                expect(false, "the daily run is never refused")
                return
            }
            commandCount += 1
            for event in added {
                daily = evolve(daily, with: event)
                dayByDay.append((day, event.fact))
            }
            for visit in added.compactMap(\.fact.newCall) {
                calls += 1
                let link = Command.linkCall(visit: visit, CaseID("c\(calls)"))
                guard case .success(let more) = decide(link, in: daily, on: card, at: now("kaart", on: day))
                else { return }
                for event in more { daily = evolve(daily, with: event) }
            }
        }
        today = last
        carryOut(.catchUp, now("kaart"), mustSucceed: true)
        if daily.plain != state.plain {
            path.append(.text("day by day:"))
            path += dayByDay.map { .text("\($0.day): \($0.fact.brief)") }
            let difference = difference(daily, state)
            expect(false, "a run each day gives the same as one after \(days) days\n\(difference)")
        }
        if case .success(let more) = decide(.catchUp, in: state, on: card, at: now("kaart")) {
            expect(more.isEmpty, "a second run finds nothing to do: \(more.map(\.fact.brief))")
        }
    }

    private func difference(_ one: CaseState, _ other: CaseState) -> String {
        for (left, right) in zip(one.plain.visits, other.plain.visits) where left != right {
            return "\(left)\n\(right)"
        }
        return zip(Mirror(reflecting: one.plain).children, Mirror(reflecting: other.plain).children)
            .compactMap { one, other in
                let (left, right) = ("\(one.value)", "\(other.value)")
                return left == right ? nil : "\(one.label ?? "?"):\n  \(left)\n  \(right)"
            }.joined(separator: "\n")
    }

    /// Somebody does a step that is open.
    private mutating func goOn() {
        pass(Int.random(in: 0...9, using: &dice))
        endCall()
        for person in people.shuffled(using: &dice) where state.isRunning {
            let now = now(person)
            for possibility in possibilities(in: state, on: card, at: now).shuffled(using: &dice) {
                switch possibility {
                case .complete, .sign, .assign, .resume:
                    let command = answers.valid(possibility, in: caughtUp(now), at: now)
                    return carryOut(command, now, mustSucceed: true)
                case .enter, .interrupt, .reopen, .postpone, .suspend, .stop: continue
                }
            }
        }
    }

    /// A case that this one called ends, or goes on after all.
    private mutating func endCall() {
        if let over = state.endedCalls.keys.min(), chance(3) {
            return carryOut(.reopenCall(over), now("kaart"), mustSucceed: true)
        }
        let called = state.visits.filter { visit in
            visit.calledCase.map { state.endedCalls[$0] == nil } ?? false
        }
        guard let visit = called.randomElement(using: &dice), let ended = visit.calledCase,
            let step = card.step(visit.step)
        else { return }
        // One of the ends that the step names, or any other.
        let known = step.answers.map { EndID($0.name) } + (step.otherwise == nil ? [] : ["een-ander"])
        let end = known.randomElement(using: &dice) ?? End.completed
        let day = today - Int.random(in: 0...2, using: &dice)
        carryOut(.endCall(ended, end, day), now("kaart"), mustSucceed: true)
    }

    private mutating func stop() {
        guard let owner = people.first(where: { roster.holds($0, card.owner) }) else { return }
        carryOut(.stop("loopt vast"), now(owner), mustSucceed: true)
    }

    private mutating func nonsense() {
        let day = today
        // The clock is wrong at times, and goes back.
        today = [today, today - 40, today].randomElement(using: &dice)!
        carryOut(answers.nonsense(), now((people + ["?"]).randomElement(using: &dice)!), mustSucceed: false)
        today = max(day, today)
    }

    /// What is offered is accepted, and who can do a step sees it.
    private mutating func accepted(_ possibility: Possibility, _ now: Circumstances) {
        guard judge == nil else { return }
        let command = answers.valid(possibility, in: caughtUp(now), at: now)
        let answer = decide(command, in: state, on: card, at: now)
        commandCount += 1
        if case .failure(let refusal) = answer, !refusal.isOfWhatIsNeeded {
            expect(false, "offered, but \(refusal) for \(command)")
        }
        guard case .complete(let visit, let step, _) = possibility else { return }
        let view = view(
            of: caughtUp(now), on: card, for: now.actor, in: roster, parts: outside.world.rosters)
        expect(view?.doable.contains(visit.number) == true, "who can do a step sees it")
        let known = caughtUp(now)
        expect(
            step.asked.allSatisfy { field in
                view?.sees(field, at: known.home(of: field, at: visit.place, on: card)) == true
            }, "and what it asks for")
        expect(refusal(toComplete: visit.number, in: state, on: card, at: now) == nil, "not refused")
        expect(mayComplete(visit.number, in: caughtUp(now), on: card, at: now), "the work is the actor's")
    }

    private mutating func carryOut(_ command: Command, _ now: Circumstances, mustSucceed: Bool) {
        let answer = decide(command, in: state, on: card, at: now)
        commandCount += 1
        if mustSucceed, case .failure(let refusal) = answer, let better = command.within(refusal) {
            return carryOut(better, now, mustSucceed: true)
        }
        path.append(.command(now.today, now.actor, command))
        if judge != nil, !hasFailed {
            judgedCount += 1
            if let difference = judge?.difference(command, answer, at: now) {
                isNoticed = true
                let outline = card.outline
                let number = judgedCount
                expect(false, "command \(number): \(difference)\n\(outline)")
            }
        } else if commandCount % 8 == 0 {
            expect(
                answer == decide(command, in: state, on: card, at: now), "the same question, the same answer")
        }
        switch answer {
        case .failure(let refusal):
            expect(
                !mustSucceed || refusal.isOfPupil || refusal.isOfWhatIsNeeded, "refused: \(refusal)")
        case .success(let added):
            for event in added {
                state = evolve(state, with: event)
                let stored = judge == nil ? stored(event) : event
                events.append(stored)
                replayed = evolve(replayed, with: stored)
                outside.keep(event)
                path.append(.fact(event.fact))
                if let done = event.fact.outcome { outcomes.insert(done) }
            }
            for visit in added.compactMap(\.fact.newCall) {
                calledCases += 1
                // It finds what the command before it left outside.
                let now = self.now(now.actor, on: now.today)
                carryOut(.linkCall(visit: visit, CaseID("c\(calledCases)")), now, mustSucceed: true)
            }
        }
        promises()
    }

    private mutating func promises() {
        guard !hasFailed, judge == nil else { return }
        expect(replayed == state, "what was stored replays to the same state")
        expect(state.eventCount == events.count, "every event counts")
        expect(state.visits.map(\.number) == Array(1..<state.visits.count + 1), "visits are numbered")
        expect(state.openVisits.isEmpty == !state.isRunning, "something waits as long as the case runs")
        for visit in state.openVisits {
            if let place = visit.place {
                let block = state.visit(place.block)
                expect(
                    block?.isOpen == true && block?.branches[place.branch].status == .open,
                    "visit \(visit.number) stands in an open branch of an open block")
            }
            for (index, branch) in visit.branches.enumerated() where branch.status == .open {
                let place = Place(block: visit.number, branch: index)
                expect(
                    state.openVisits.contains { $0.place == place },
                    "something waits in branch \(index) of \(visit.number)")
            }
        }
        guard state.ending != nil else { return }
        for person in people {
            let isOnlyReopening = possibilities(in: state, on: card, at: now(person)).allSatisfy {
                if case .reopen(let visit) = $0 { visit.place == nil } else { false }
            }
            expect(isOnlyReopening, "an ended case offers nothing but to take the end back")
        }
    }

    /// The event as it comes back from storage.
    private mutating func stored(_ event: Event) -> Event {
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

    private mutating func expect(_ holds: Bool, _ promise: @autoclosure () -> String) {
        guard !holds, !hasFailed else { return }
        hasFailed = true
        guard fault == nil else { return }
        Issue.record(
            "card \(card.id) seed \(seed): \(promise())\n\(path.map(\.text).joined(separator: "\n"))")
    }
}

extension Command {
    /// The same answers with the nearest day within a limit that another field sets, and that was not known when a day was
    /// drawn; nil when it was refused for something else.
    fileprivate func within(_ refusal: Refusal) -> Command? {
        guard case .complete(let step) = self, case .wrongValue(let field, let fault) = refusal else {
            return nil
        }
        let day: Day? =
            if case .tooSoon(let least) = fault { least } else if case .tooLate(let most) = fault {
                most
            } else {
                nil
            }
        guard let day else { return nil }
        return .complete(
            CompleteStep(
                visit: step.visit, outcome: step.outcome, doneOn: step.doneOn, onBehalfOf: step.onBehalfOf,
                values: step.values.merging([field: .date(day)]) { $1 }, checklistDone: step.checklistDone,
                presence: step.presence))
    }
}

extension Command {
    /// The same with one row less in a list; nil when nothing is filled in that has more than one.
    fileprivate var withoutARow: Command? {
        guard case .complete(let step) = self else { return nil }
        var values = step.values
        for (field, value) in values.sorted(by: { $0.key < $1.key }) {
            guard case .rows(let rows) = value, rows.count > 1 else { continue }
            values[field] = .rows(rows.dropLast())
            return .complete(
                CompleteStep(
                    visit: step.visit, outcome: step.outcome, doneOn: step.doneOn,
                    onBehalfOf: step.onBehalfOf, values: values, checklistDone: step.checklistDone,
                    presence: step.presence))
        }
        return nil
    }
}

extension Fact {
    /// Step and outcome, when a step got one.
    fileprivate var outcome: [String]? {
        if case .stepCompleted(let fact) = self { return [fact.step.rawValue, fact.outcome] }
        if case .stepClosed(let fact) = self { return [fact.step.rawValue, fact.outcome] }
        return nil
    }
}

extension Fact {
    /// The visit that wants a case of another card.
    fileprivate var newCall: Int? {
        if case .cardCalled(let fact) = self, fact.resumes == nil { fact.visit } else { nil }
    }
}

extension Command {
    fileprivate var brief: String {
        if case .complete(let command) = self {
            return
                "complete \(command.visit) \(command.outcome ?? "-") on \(command.doneOn?.description ?? "-")"
        }
        return "\(self)"
    }
}

extension CaseState {
    /// The state without who recorded what when, and without how many events it took.
    fileprivate var plain: CaseState {
        let stamp = Stamp(
            day: september(1), time: Timestamp(secondsSince1970: 0, offsetSeconds: 0), actor: "?")
        var plain = self
        plain.eventCount = 0
        for index in plain.visits.indices {
            switch plain.visits[index].status {
            case .cancelled(_, let day): plain.visits[index].status = .cancelled(stamp, day)
            case .open, .done, .closed, .decided, .skipped: break
            }
        }
        if let ending {
            plain.ending = Ending(
                end: ending.end, countsAs: ending.countsAs, day: ending.day, stamp: stamp,
                reason: ending.reason)
        }
        return plain
    }
}

extension Refusal {
    /// Whether a pupil was named who is not of the group that it is about. In some groups there is none, so anyone is tried,
    /// and a list of them is empty.
    fileprivate var isOfPupil: Bool {
        switch self {
        case .wrongValue(_, .unknownPupil), .wrongValue(_, .wrongCell(_, _, .unknownPupil)),
            .wrongValue(_, .empty):
            true
        default: false
        }
    }
}

extension Refusal {
    /// Whether the next step needs what is empty, and somebody can fill it in.
    fileprivate var isOfWhatIsNeeded: Bool {
        switch self {
        case .fieldMissing, .cannotOpen, .fieldsNeeded: true
        default: false
        }
    }
}
