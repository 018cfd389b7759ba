import CardEngine
import SchoolTime

/// In what the lengths of terms are compared: a calendar day is sure of weeks and months, a school day only of itself.
enum TermMeasure: Hashable {
    case days, workingDays, schoolDays, schoolWeeks

    func count(_ amount: Int) -> String {
        let unit: SchoolDuration.Unit =
            switch self {
            case .days: .days
            case .workingDays: .workingDays
            case .schoolDays: .schoolDays
            case .schoolWeeks: .schoolWeeks
            }
        return SchoolDuration(amount: max(amount, 1), unit: unit).dutch
    }
}

/// The longest sums of terms along the ways of a card, each remembered.
struct TermSums {
    /// From when a sum counts.
    enum Origin: Hashable {
        /// The begin of the case.
        case start
        /// The day on which a step was done.
        case done(Int)
        /// The day on which a block opened.
        case opened(Int)
    }

    /// To what a sum counts.
    enum Goal: Hashable {
        case anyEnd
        /// The day on which a step opens.
        case step(Int)
        /// The day on which a block closes.
        case closed(Int)
        /// The day on which a branch is done.
        case done(list: Int)
    }

    /// A way of which every step takes its term, and how long that is at least.
    struct Sum {
        var amount: Int
        var path: [String]
    }

    private struct Asked: Hashable {
        let goal: Goal
        let measure: TermMeasure
    }

    private struct Branch: Hashable {
        let list: Int
        let measure: TermMeasure
    }

    private let checked: CheckedCard
    private let isFree: [Bool]
    /// How long each step takes when it takes its whole term; nil when its term is no length from when it opens.
    private let lengths: [SchoolDuration?]
    private var remaining: [Asked: [Link?]] = [:]
    private var branches: [Branch: Sum?] = [:]
    /// How many steps and ways are still looked at: on a card of a thousand terms each would be for each.
    private var budget = 100_000

    /// What is left to a goal from the day on which a step opens, with how it goes on.
    private struct Link {
        let amount: Int
        /// How long the step itself takes, as a path tells it.
        let shown: String
        let next: Int?
        /// What happens inside the step before it goes on.
        var inside: [String] = []
    }

    init(_ checked: CheckedCard) {
        self.checked = checked
        isFree = checked.freeConditions
        lengths = checked.lengthsOfSteps
    }

    /// The longest sum from there to there; nil when no ordinary way leads to it.
    mutating func longest(from origin: Origin, to goal: Goal, _ measure: TermMeasure) -> Sum? {
        switch (origin, goal) {
        case (.opened(let block), _):
            return inside(block, measure).map {
                Sum(amount: $0.amount, path: [checked.card.steps[block].id.rawValue] + $0.path)
            }
        case (.start, _): return longest(to: goal, measure, before: "Start", firsts: [0], .start)
        case (.done(let step), _):
            let firsts = checked.ordinaryWays(from: step).compactMap { number -> Int? in
                guard case .step(let next) = checked.ways[step][number].target, next > step else {
                    return nil
                }
                return next
            }
            let id = checked.card.steps[step].id
            return longest(to: goal, measure, before: id.rawValue, firsts: firsts, .step(id))
        }
    }

    private mutating func longest(
        to goal: Goal, _ measure: TermMeasure, before: String, firsts: [Int], _ anchor: Anchor
    ) -> Sum? {
        let links = links(to: goal, measure)
        budget -= checked.card.steps.count
        guard budget > 0 else { return nil }
        var best: Sum?
        func offer(_ amount: Int, _ path: () -> [String]) {
            if amount > best?.amount ?? -1 { best = Sum(amount: amount, path: path()) }
        }
        for first in firsts {
            guard let rest = links[first] else { continue }
            offer(rest.amount) { [before] + path(from: first, links, goal) }
        }
        // A step whose own term counts from there too takes it, whatever came in between.
        for index in checked.reachedInOrder(from: firsts) {
            let step = checked.card.steps[index]
            guard case .relative(let term, .after, anchor)? = step.terms.term ?? step.terms.statutory,
                goal != .step(index), step.condition == nil, lengths[index] == nil, !step.isBlock,
                let rest = links[index]
            else { continue }
            offer(term.least(in: measure) + rest.amount) {
                let shown = "\(step.id) (\(MomentText.text(of: .relative(term, .after, anchor))))"
                return [before, "...", shown] + path(from: index, links, goal).dropFirst()
            }
        }
        return best
    }

    /// The steps of a way and, where it leads to a step, that step.
    private func path(from index: Int, _ links: [Link?], _ goal: Goal) -> [String] {
        var path: [String] = []
        var next: Int? = index
        while let step = next {
            if case .step(step) = goal {
                path.append(checked.card.steps[step].id.rawValue)
                break
            }
            guard let link = links[step] else { break }
            path.append(link.shown)
            path += link.inside
            next = link.next
        }
        return path
    }

    // MARK: - What is left

    /// For each step what is left to a goal from the day on which it opens; nil when no ordinary way leads there.
    private mutating func links(to goal: Goal, _ measure: TermMeasure) -> [Link?] {
        let asked = Asked(goal: goal, measure: measure)
        if let known = remaining[asked] { return known }
        let card = checked.card
        var links: [Link?] = Array(repeating: nil, count: card.steps.count)
        for index in card.steps(before: goal).reversed() where budget > 0 {
            budget -= checked.ways[index].count + 1
            links[index] = link(from: index, links, goal, measure)
        }
        if budget <= 0 { links = links.map { _ in nil } }
        remaining[asked] = links
        return links
    }

    private mutating func link(
        from index: Int, _ links: [Link?], _ goal: Goal, _ measure: TermMeasure
    ) -> Link? {
        if case .step(index) = goal { return Link(amount: 0, shown: "", next: nil) }
        let step = checked.card.steps[index]
        var time = (amount: 0, path: [String]())
        if let inner = inside(index, measure) { time = (inner.amount, inner.path) }
        if let own = lengths[index] {
            let least = own.least(in: measure)
            if least > time.amount { time = (least, []) }
        }
        var found: [Link] = []
        for number in checked.ways[index].indices {
            let way = checked.ways[index][number]
            let isSkipped = step.condition != nil && !step.asksEachItem && number == 0
            guard isSkipped || checked.isOrdinary(way, of: index) else { continue }
            guard let (rest, next) = left(after: way.target, from: index, links, goal) else { continue }
            let isEntering = way.kind == .enters
            let takes = isSkipped || isEntering ? 0 : time.amount
            let length = takes > 0 && time.path.isEmpty ? lengths[index].map { " (\($0.dutch))" } ?? "" : ""
            found.append(
                Link(
                    amount: takes + rest, shown: checked.shown(index, leavingBy: number) + length, next: next,
                    inside: takes > 0 ? time.path : []))
        }
        // Whoever knows more of what a condition asks may know that not every way is open.
        return isFree[index] ? found.max { $0.amount < $1.amount } : found.min { $0.amount < $1.amount }
    }

    /// What is left behind a target; nil when it does not lead to the goal from top to bottom.
    private func left(
        after target: Target, from index: Int, _ links: [Link?], _ goal: Goal
    ) -> (amount: Int, next: Int?)? {
        switch (target, goal) {
        case (.end, .anyEnd): (0, nil)
        case (.step(let next), _) where next > index: links[next].map { ($0.amount, next) }
        case (.branchDone, .done(let list)) where checked.card.steps[index].list == list: (0, nil)
        case (.end, _), (.step, _), (.branchDone, _): nil
        }
    }

    /// What happens inside a block before it closes: its longest branch, when all must be done.
    private mutating func inside(_ block: Int, _ measure: TermMeasure) -> Sum? {
        let step = checked.card.steps[block]
        let lists: [Int]
        switch step.kind {
        case .parallel(let parallel) where parallel.closesAt == .all: lists = parallel.branches.map(\.list)
        case .forEach(let each) where each.closesAt == .all && step.condition == nil: lists = [each.list]
        case .task, .sign, .choice, .parallel, .forEach, .call, .wait, .register: return nil
        }
        return lists.compactMap { branch($0, measure) }.max { $0.amount < $1.amount }
    }

    private mutating func branch(_ list: Int, _ measure: TermMeasure) -> Sum? {
        let asked = Branch(list: list, measure: measure)
        if let known = branches[asked] { return known }
        var found: Sum?
        if let first = checked.card.lists[list].steps.first {
            let links = links(to: .done(list: list), measure)
            found = links[first].map {
                Sum(amount: $0.amount, path: path(from: first, links, .done(list: list)))
            }
        }
        branches[asked] = .some(found)
        return found
    }
}

extension CheckedCard {
    /// Whether a way is one that a case ordinarily takes: not by the clock, not for want of a consent.
    fileprivate func isOrdinary(_ way: Way, of step: Int) -> Bool {
        let isSkipping = card.steps[step].condition != nil && way.label == Outcome.skipped
        return !Outcome.givenByEngine.contains(way.label) && way.kind != .passes && !isSkipping
    }

    /// The numbers of those ways.
    fileprivate func ordinaryWays(from step: Int) -> [Int] {
        ways[step].indices.filter { isOrdinary(ways[step][$0], of: step) && ways[step][$0].kind != .enters }
    }

    /// For each step whether all its ways are open, whatever happened before: what its conditions ask is asked nowhere else, surely
    /// filled in, and follows from no other step.
    fileprivate var freeConditions: [Bool] {
        var askers: [Operand: Set<Int>] = [:]
        let conditions = card.steps.map { step -> [Condition] in
            var found = step.condition.map { [$0] } ?? []
            if case .choice(let choice) = step.kind { found += choice.rows.compactMap(\.condition) }
            return found
        }
        for (index, asked) in conditions.enumerated() {
            for (operand, _) in asked.flatMap(\.tests) { askers[operand, default: []].insert(index) }
        }
        return conditions.enumerated().map { index, asked in
            asked.flatMap(\.tests).allSatisfy { operand, _ in
                guard askers[operand]?.count == 1 else { return false }
                switch operand {
                case .field(let field): return !mayLack(field, at: index)
                case .attribute: return true
                case .outcome, .visits, .consent: return false
                }
            }
        }
    }
}

extension CheckedCard {
    /// How long each step takes when it takes its whole term; nil when its term is no length from when it opens.
    fileprivate var lengthsOfSteps: [SchoolDuration?] {
        var before: [Set<Int>] = card.steps.map { _ in [] }
        for (index, ways) in ways.enumerated() {
            for case .step(let next) in ways.map(\.target) { before[next].insert(index) }
        }
        // An entry is come to from anywhere.
        for case .step(let entry) in entries.map(\.target) { before[entry].insert(-1) }
        return card.steps.enumerated().map { index, step in
            switch step.kind {
            case .wait(let wait):
                if case .moment(.span(let duration)) = wait.goal { return duration }
            case .call(let call) where call.goesOn: return nil
            case .task, .sign, .choice, .parallel, .forEach, .call, .register: break
            }
            switch step.terms.term ?? step.terms.statutory {
            case .span(let duration): return duration
            // It opens on the day on which that step was done, if nothing else leads to it.
            case .relative(let duration, .after, .step(let anchor)):
                return card.place(of: anchor).flatMap { before[index] == [$0] ? duration : nil }
            case .relative, .anchor, .today, .period, .dayBefore, .next, nil: return nil
            }
        }
    }

    /// The steps that a case gets to from these along ordinary ways, from top to bottom.
    fileprivate func reachedInOrder(from firsts: [Int]) -> [Int] {
        var isReached = card.steps.map { _ in false }
        for first in firsts { isReached[first] = true }
        for index in card.steps.indices where isReached[index] {
            let step = card.steps[index]
            for (number, way) in ways[index].enumerated()
            where isOrdinary(way, of: index) || step.condition != nil && number == 0 {
                if case .step(let next) = way.target, next > index { isReached[next] = true }
            }
        }
        return card.steps.indices.filter { isReached[$0] }
    }
}

extension Card {
    /// The steps that can come before a goal.
    fileprivate func steps(before goal: TermSums.Goal) -> Range<Int> {
        switch goal {
        case .anyEnd, .closed: return steps.indices
        case .step(let step): return 0..<step + 1
        case .done(let list):
            // What is in a branch stands together.
            guard let first = lists[list].steps.first else { return 0..<0 }
            let last = steps.indices[first...].prefix { step in
                steps[step].list == list || blocks(around: step).contains { $0.list == list }
            }
            return first..<last.endIndex
        }
    }
}

extension Step {
    var isBlock: Bool {
        switch kind {
        case .parallel, .forEach: true
        case .task, .sign, .choice, .call, .wait, .register: false
        }
    }
}

extension SchoolDuration {
    /// The least that it can be.
    func least(in measure: TermMeasure) -> Int {
        guard amount > 0 else { return 0 }
        return switch (measure, unit) {
        case (.days, .days): amount
        case (.days, .weeks): amount * 7
        case (.days, .months): amount * 30 - 2
        case (.days, .years): amount * 365
        // At least a weekend comes after each five; from a Sunday on there is none before.
        case (.days, .workingDays), (.days, .schoolDays): amount + (amount - 1) / 5 * 2
        case (.days, .schoolWeeks): amount * 7 - 6
        case (.workingDays, .workingDays), (.workingDays, .schoolDays), (.workingDays, .schoolWeeks): amount
        case (.schoolDays, .schoolDays), (.schoolDays, .schoolWeeks): amount
        case (.schoolWeeks, .schoolWeeks): amount
        case (.workingDays, .days), (.workingDays, .weeks), (.workingDays, .months), (.workingDays, .years),
            (.schoolDays, .days), (.schoolDays, .weeks), (.schoolDays, .months), (.schoolDays, .years),
            (.schoolDays, .workingDays), (.schoolWeeks, .days), (.schoolWeeks, .weeks),
            (.schoolWeeks, .months),
            (.schoolWeeks, .years), (.schoolWeeks, .workingDays), (.schoolWeeks, .schoolDays):
            0
        }
    }
}
