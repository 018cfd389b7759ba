import CardEngine

/// Where each step of a card stands: in which list, and within which `voor_elke`. Places are those of `Card.steps`.
struct CardLayout {
    /// All steps, each block before what is within it.
    private(set) var steps: [StepDeclaration] = []
    /// The first is the top level; the others stand in the order in which they begin.
    private(set) var lists: [StepList] = []
    /// For each step the list that it stands in.
    private(set) var listOfStep: [Int] = []
    /// For each step the innermost `voor_elke` that holds it.
    private(set) var home: [Int?] = []
    /// For each step the one that follows it in its list.
    private(set) var following: [Int?] = []
    /// For each block the lists of its branches.
    private(set) var branches: [Int: [Int]] = [:]

    init(_ steps: [StepDeclaration]) {
        place(steps, in: nil, home: nil)
    }

    @discardableResult
    private mutating func place(_ written: [StepDeclaration], in block: Int?, home: Int?) -> Int {
        let list = lists.count
        lists.append(StepList(steps: [], block: block))
        var places: [Int] = []
        for step in written {
            let place = steps.count
            places.append(place)
            steps.append(step)
            listOfStep.append(list)
            self.home.append(home)
            following.append(nil)
            let inner: Int? = if case .forEach = step.kind { place } else { home }
            for nested in step.lists {
                branches[place, default: []].append(self.place(nested, in: place, home: inner))
            }
        }
        for (place, next) in zip(places, places.dropFirst()) { following[place] = next }
        lists[list] = StepList(steps: places, block: block)
        return list
    }

    /// The list and those that enclose it, from the inside out.
    func enclosing(_ list: Int) -> Set<Int> {
        var found: Set<Int> = [list]
        var next = lists[list].block
        while let block = next {
            found.insert(listOfStep[block])
            next = lists[listOfStep[block]].block
        }
        return found
    }

    /// Whether `home` is `scope` or a `voor_elke` that holds it.
    func holds(_ home: Int, _ scope: Int?) -> Bool {
        var next = scope
        while let place = next {
            if place == home { return true }
            next = self.home[place]
        }
        return false
    }
}
