import SchoolTime

@testable import CardEngine

/// Where things stand: blocks, branches, items, subjects, values.
extension NaiveCase {
    func visit(_ number: Int) -> NaiveVisit? {
        visits.first { $0.number == number }
    }

    func step(_ visit: NaiveVisit) -> Step { card.steps[visit.step] }

    /// The branches around, the innermost first; the place itself is one.
    func around(_ place: Place?) -> [Place] {
        guard let place, let block = visit(place.block) else { return [] }
        return [place] + around(block.place)
    }

    func item(_ place: Place) -> Item? {
        guard let block = visit(place.block), block.branches.indices.contains(place.branch) else {
            return nil
        }
        return block.branches[place.branch].item
    }

    func forEach(_ place: Place) -> ForEachStep? {
        guard let block = visit(place.block), case .forEach(let each) = step(block).kind else { return nil }
        return each
    }

    /// The list of the card that is followed within a branch.
    func list(of place: Place?) -> Int {
        guard let place, let block = visit(place.block) else { return 0 }
        switch step(block).kind {
        case .parallel(let parallel): return parallel.branches[place.branch].list
        case .forEach(let each): return each.list
        case .task, .sign, .choice, .call, .wait, .register: return -1
        }
    }

    /// The open visits within a block, the block itself not.
    func openWithin(block: Int) -> [NaiveVisit] {
        visits.filter { visit in visit.isOpen && around(visit.place).contains { $0.block == block } }
    }

    /// The open visits within a branch.
    func openWithin(branch: Place) -> [NaiveVisit] {
        visits.filter { visit in visit.isOpen && around(visit.place).contains(branch) }
    }

    /// Whom a place is about.
    func subject(at place: Place?) -> Subject {
        let items = around(place).compactMap { item($0)?.subject }
        let subject = items.first ?? opening?.subject ?? Subject(kind: .school, id: "")
        if subject.kind == .pupil, case .text(let group)? = known[subject]?.attributes[.group] {
            return subject.moved(to: GroupID(group))
        }
        return subject
    }

    func roster(at place: Place?) -> Roster { now.world.rosters[subject(at: place)] ?? now.roster }

    // MARK: - Visits

    /// The visits of a step that can be seen from a place: within an item only those of that item.
    func visits(of step: StepID, from place: Place?) -> [NaiveVisit] {
        let mine = around(place).filter { item($0) != nil }
        return visits.filter { visit in
            let theirs = around(visit.place).filter { item($0) != nil }
            return card.steps[visit.step].id == step && theirs.allSatisfy(mine.contains)
        }
    }

    /// `uitkomst.<stap>`.
    func outcome(of step: StepID, from place: Place?) -> String? {
        guard let latest = visits(of: step, from: place).last else { return nil }
        return latest.outcome
    }

    /// `keer.<stap>`.
    func times(_ step: StepID, from place: Place?) -> Int {
        visits(of: step, from: place).count { $0.status == .done || $0.status == .closed }
    }

    /// `na <stap>`.
    func day(of step: StepID, from place: Place?) -> Day? {
        visits(of: step, from: place).last { $0.over != nil }?.over
    }

    // MARK: - Values

    func value(of field: FieldID, at place: Place?) -> FieldValue? {
        for place in around(place) {
            guard let item = item(place), let each = forEach(place), let block = visit(place.block) else {
                continue
            }
            if let found = value(of: field, in: item, of: each, home: block.step, around: block.place) {
                return found.value
            }
            if card.field(field)?.home == block.step {
                return kept(field, for: item, in: block.step, around: block.place)
            }
        }
        return card.field(field)?.home == nil ? values[field] : nil
    }

    /// What an item itself says of a field; nil when the field is not one of the item.
    func value(of field: FieldID, in item: Item, of each: ForEachStep, home: Int, around place: Place?) -> (
        value: FieldValue?, Void
    )? {
        switch each.source {
        case .fixed(field, _):
            return (item.value.map { .choice($0) }, ())
        case .rows(let list):
            guard columns(of: list).contains(field) || card.field(field)?.home == home else { return nil }
            let row = rows(of: list, at: place).first { $0.number == item.row }
            return (row?.cells[field], ())
        case .fixed, .pupils, .groups:
            guard card.field(field)?.home == home else { return nil }
            return (kept(field, for: item, in: home, around: place), ())
        }
    }

    /// What was filled in last for an item, in whichever visit of its block.
    private func kept(_ field: FieldID, for item: Item, in step: Int, around place: Place?) -> FieldValue? {
        for block in visits.reversed() where block.step == step && isAmongTheSame(block.place, place) {
            for branch in block.branches.indices.reversed() where block.branches[branch].item == item {
                let here = Place(block: block.number, branch: branch)
                if let value = itemValues[here]?[field] { return value }
            }
        }
        return nil
    }

    /// Whether two places stand within the same items of the same blocks.
    func isAmongTheSame(_ one: Place?, _ other: Place?) -> Bool {
        let mine = around(one).filter { item($0) != nil }
        let theirs = around(other).filter { item($0) != nil }
        guard mine.count == theirs.count else { return false }
        return zip(mine, theirs).allSatisfy { left, right in
            item(left) == item(right) && visit(left.block)?.step == visit(right.block)?.step
        }
    }

    func columns(of list: FieldID) -> [FieldID] {
        guard case .list(let columns, _)? = card.field(list)?.kind else { return [] }
        return columns.map(\.id)
    }

    func rows(of list: FieldID, at place: Place?) -> [Row] {
        if case .rows(let rows)? = value(of: list, at: place) { rows } else { [] }
    }

    /// A list is given whole, and a cell that is not given is empty; only what a step fills in for a row stays with it.
    func merged(_ value: FieldValue, as field: FieldID, at place: Place?) -> FieldValue {
        guard case .rows(let given) = value else { return value }
        let before = rows(of: field, at: place)
        let columns = columns(of: field)
        return .rows(
            given.map { row in
                let old = (before.first { $0.number == row.number }?.cells ?? [:]).filter { cell in
                    !columns.contains(cell.key) || card.steps.contains { $0.asked.contains(cell.key) }
                }
                return Row(number: row.number, cells: old.merging(row.cells) { $1 })
            })
    }

    /// Keeps a value where it belongs: with the case, the item or the row. Gives the item, if it is of one.
    mutating func keep(_ value: FieldValue?, as field: FieldID, at place: Place?) -> Place? {
        for place in around(place) {
            guard let item = item(place), let each = forEach(place), let block = visit(place.block),
                card.field(field)?.home == block.step
                    || {
                        if case .rows(let list) = each.source {
                            columns(of: list).contains(field)
                        } else {
                            false
                        }
                    }()
            else { continue }
            if case .rows(let list) = each.source, let number = item.row {
                let changed = rows(of: list, at: block.place).map { row in
                    guard row.number == number else { return row }
                    var cells = row.cells
                    cells[field] = value
                    return Row(number: number, cells: cells)
                }
                _ = keep(.rows(changed), as: list, at: block.place)
            } else if let value {
                itemValues[place, default: [:]][field] = value
            } else {
                // Emptied for the item, whatever an earlier branch of it had.
                for other in itemValues.keys where isAmongTheSame(other, place) {
                    itemValues[other]?[field] = nil
                }
            }
            remember(value, of: field, home: place)
            return place
        }
        values[field] = value
        remember(value, of: field, home: nil)
        return nil
    }

    private mutating func remember(_ value: FieldValue?, of list: FieldID, home: Place?) {
        guard case .rows(let rows)? = value else { return }
        for row in rows { rowsHad.append((list: list, home: home, number: row.number)) }
    }
}
