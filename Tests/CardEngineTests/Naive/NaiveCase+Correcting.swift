import SchoolTime

@testable import CardEngine

/// What was filled in wrongly is put right: the case holds the right value from now on, and nothing else is done over.
extension NaiveCase {
    mutating func correct(_ command: CorrectValues) throws(NaiveRefusal) {
        guard let visit = visit(command.visit) else { throw .noSuchVisit }
        let step = step(visit)
        var asked: [FieldID] = []
        var required: [FieldID] = []
        if case .task(let task) = step.kind {
            asked = task.optional
            required = task.required
        }
        required += step.outcomes.first { $0.name == visit.outcome }?.required ?? []
        asked += required
        guard visit.status == .done, !asked.isEmpty, hasItsRow(visit) else { throw .nothingFilledIn }
        if !isActors(card.owner) {
            guard capacity(visit, of: now.actor, onBehalfOf: nil) != nil else {
                throw visit.person == nil ? .noRole : .isSomebodyElses
            }
            try mayBe(now.actor, at: visit)
        }
        let later = visits.contains {
            $0.number > visit.number && $0.step == visit.step && $0.status == .done
                && isAmongTheSame($0.place, visit.place)
        }
        if later { throw .doneOnceMore }
        if command.values.isEmpty, command.emptied.isEmpty { throw .nothingGiven }
        try reason(command.reason)
        try checkClock()

        let given = Set(command.values.keys).union(command.emptied).sorted()
        let strange = given.filter { !asked.contains($0) }
        guard strange.isEmpty else { throw .notAsked(Set(strange)) }
        let here = newest(visit.place)
        let beside = asked.filter { countedFrom($0).contains(where: given.contains) }
        for field in given + given.flatMap(countedFrom) + beside where !isSeen(field) { throw .noRole }
        for field in given {
            if isFilledInElsewhere(field, visit, here) { throw .filledInBySomethingElse }
        }
        for (field, value) in command.values.sorted(by: { $0.key < $1.key }) {
            guard case .rows(let rows) = value, case .list? = card.field(field)?.kind else { continue }
            let strange = Set(rows.flatMap(\.cells.keys)).subtracting(columns(of: field))
            guard strange.isEmpty else { throw .notAsked(strange) }
        }
        var values: [FieldID: FieldValue] = [:]
        var old: [FieldID: FieldValue] = [:]
        for field in asked { old[field] = value(of: field, at: here) }
        for field in given { values[field] = command.values[field].map { merged($0, as: field, at: here) } }
        if command.emptied.contains(where: { old[$0] == nil }) { throw .isSoAlready }
        for field in command.emptied.sorted() { try checkEmptying(field, old[field], here) }
        if command.values.keys.contains(where: { values[$0] == old[$0] }) { throw .isSoAlready }
        try check(values, command.values, command.emptied, old, asked, required, visit, here)

        var wrong = [self]
        var kept: [KeptField] = []
        for field in given {
            let home = keep(values[field], as: field, at: here)
            if let home { kept.append(KeptField(field: field, place: home)) }
            for right in putRight where right.field == field && right.home == home {
                var before = wrong[0]
                _ = before.keep(right.old, as: field, at: here)
                wrong.append(before)
            }
            putRight.append((field, home, old[field]))
            let isFilled = values[field].map { $0 != .rows([]) } ?? false
            fillings.append(
                NaiveFilling(
                    field: field, home: home, visit: visit.number, on: today, isFilled: isFilled))
        }
        tell(
            .valuesCorrected(
                ValuesCorrected(
                    visit: visit.number, step: step.id, fields: given, kept: kept.isEmpty ? nil : kept)),
            Content(values: values, reason: command.reason))
        keepAsAttributes(given, values, insteadOf: old, visit, here)
        termsOfWhatIsOver(wrong)
    }

    /// The day was another one all the while, and so were the terms that counted from it; not those that counted from
    /// what was filled in before it.
    private mutating func termsOfWhatIsOver(_ wrong: [NaiveCase]) {
        func right(
            _ old: Day?, _ was: [Day?], _ isNow: Day?, _ kind: DateMoved.Kind, _ visit: Int?,
            _ lost: inout Set<DateMoved.Kind>, _ told: inout [Fact]
        )
            -> Day?
        {
            // What never had a term gets none now that it is over.
            if old == nil, !lost.contains(kind) { return old }
            guard was.contains(old), isNow != old else { return old }
            if isNow == nil { lost.insert(kind) } else { lost.remove(kind) }
            var called: CaseID?
            if kind == .deadline, let visit, let call = visits[visit - 1].called,
                !visits.contains(where: { $0.number > visit && $0.called == call })
            {
                called = call
            }
            let asItWent = kind == .deadline && old == nil ? deadlineAsItWent(visit) : nil
            if kind == .deadline { noteGone(visit, isGone: isNow == nil) }
            told += NaiveCase.moves(old, isNow, by: asItWent, .anchor).map { from, to, cause in
                .dateMoved(
                    DateMoved(
                        visit: visit, kind: kind, from: from, to: to, cause: cause,
                        called: to == isNow ? called : nil))
            }
            return isNow
        }
        var facts: [Fact] = []
        if hasEnded {
            var lost = lostTerms
            deadline = right(
                deadline, wrong.map { $0.caseDeadline().day }, caseDeadline().day, .deadline, nil,
                &lost, &facts)
            statutory = right(
                statutory, wrong.map { $0.caseStatutory().day }, caseStatutory().day, .statutory, nil,
                &lost, &facts)
            lostTerms = lost
        }
        for index in visits.indices {
            guard [.done, .closed, .cancelled].contains(visits[index].status) else { continue }
            func dates(_ other: NaiveCase) -> (earliest: Day?, deadline: Day?, statutory: Day?) {
                var (other, visit) = (other, visits[index])
                other.suspensions = visit.suspensionsBefore
                visit.earliest = other.earliest(of: visit).day
                return (visit.earliest, other.deadline(of: visit).day, other.statutory(of: visit).day)
            }
            let (was, isNow) = (wrong.map(dates), dates(self))
            let number = visits[index].number
            var lost = visits[index].lostTerms
            visits[index].earliest = right(
                visits[index].earliest, was.map(\.earliest), isNow.earliest, .earliest, number, &lost, &facts)
            visits[index].deadline = right(
                visits[index].deadline, was.map(\.deadline), isNow.deadline, .deadline, number, &lost, &facts)
            visits[index].statutory = right(
                visits[index].statutory, was.map(\.statutory), isNow.statutory, .statutory, number, &lost,
                &facts)
            visits[index].lostTerms = lost
        }
        for fact in facts { tell(fact) }
    }

    /// As on the day on which it was done.
    private func check(
        _ values: [FieldID: FieldValue], _ given: [FieldID: FieldValue], _ emptied: Set<FieldID>,
        _ old: [FieldID: FieldValue], _ asked: [FieldID], _ required: [FieldID], _ visit: NaiveVisit,
        _ here: Place?
    ) throws(NaiveRefusal) {
        var then = self
        then.day = visit.over ?? today
        then.form = values
        // Nothing counts from what is emptied.
        for field in emptied { _ = then.keep(nil, as: field, at: here) }
        then.before = old
        for field in Set(asked).sorted() {
            if let value = given[field] {
                if loses(value, field, here) { throw .wrong(field, .rowInUse) }
                try checkCells(values[field], field, here)
                try then.check(value, of: field, at: here)
                var wasWhole = true
                if old[field] != nil {
                    do throws(NaiveRefusal) {
                        try then.checkEveryRow(of: field, [:], at: here)
                    } catch {
                        wasWhole = false
                    }
                }
                if required.contains(field), wasWhole { try then.checkEveryRow(of: field, values, at: here) }
            } else if let value = old[field], counts(field, from: given),
                !isFilledInElsewhere(field, visit, here)
            {
                // What has a limit that moved along must still be within it.
                try then.check(value, of: field, at: here, isKept: true)
            }
        }
    }

    /// What some step could not have been done without, what one waits for now, and a list for which there was more, stay.
    private func checkEmptying(_ field: FieldID, _ old: FieldValue?, _ here: Place?) throws(NaiveRefusal) {
        let home = home(of: field, at: here)
        for visit in visits where visit.status == .done {
            let required =
                (step(visit).outcomes.first { $0.name == visit.outcome }?.required ?? [])
                + { if case .task(let task) = step(visit).kind { task.required } else { [] } }()
            if required.contains(field), self.home(of: field, at: newest(visit.place)) == home {
                throw .needed([field])
            }
        }
        for (awaited, place) in daysAwaited
        where awaited == field && self.home(of: field, at: newest(place)) == home {
            throw .needed([field])
        }
        if loses(.rows([]), field, here) { throw .wrong(field, .rowInUse) }
    }

    /// The fields of whose day an open step waits, or which it may not be done before.
    private var daysAwaited: [(field: FieldID, place: Place?)] {
        guard isRunning else { return [] }
        var found: [(FieldID, Place?)] = []
        for visit in visits where visit.isOpen {
            var moments: [Moment] = []
            if let earliest = visit.earliest, earliest > today, let moment = step(visit).terms.earliest {
                moments.append(moment)
            }
            if case .wait(let wait) = step(visit).kind, case .moment(let moment) = wait.goal {
                moments.append(moment)
            }
            for moment in moments {
                if case .field(let field)? = moment.anchor { found.append((field, visit.place)) }
            }
        }
        return found
    }

    /// A cell with a day that a step of its row waits for stays, too.
    private func checkCells(_ value: FieldValue?, _ list: FieldID, _ here: Place?) throws(NaiveRefusal) {
        guard case .rows(let rows)? = value else { return }
        for (awaited, place) in daysAwaited where columns(of: list).contains(awaited) {
            for around in around(place) {
                guard let number = item(around)?.row, case .rows(list)? = forEach(around)?.source,
                    let block = visit(around.block),
                    home(of: list, at: newest(block.place)) == home(of: list, at: here),
                    let row = rows.first(where: { $0.number == number })
                else { continue }
                let before = self.rows(of: list, at: here).first { $0.number == number }
                if row.cells[awaited] == nil, before?.cells[awaited] != nil { throw .needed([awaited]) }
            }
        }
    }

    /// Whether a visit is the one at which a field can be filled in that is empty.
    func canFillIn(_ field: FieldID, _ place: Place?, _ visit: NaiveVisit) -> Bool {
        guard visit.status == .done, hasItsRow(visit) else { return false }
        let step = step(visit)
        var asked = step.outcomes.first { $0.name == visit.outcome }?.required ?? []
        if case .task(let task) = step.kind { asked += task.required + task.optional }
        let there = newest(visit.place)
        guard asked.contains(field), home(of: field, at: there) == home(of: field, at: newest(place)),
            !isFilledInElsewhere(field, visit, there)
        else { return false }
        return !visits.contains {
            $0.number > visit.number && $0.step == visit.step && $0.status == .done
                && isAmongTheSame($0.place, visit.place)
        }
    }

    /// Whether a row goes for which there is more than the list asked, or for which there ever was a branch.
    private func loses(_ value: FieldValue, _ field: FieldID, _ here: Place?) -> Bool {
        guard case .rows(let given) = value else { return false }
        var worked: [Int] = []
        for visit in visits {
            guard case .forEach(let each) = step(visit).kind, case .rows(field) = each.source,
                home(of: field, at: newest(visit.place)) == home(of: field, at: here)
            else { continue }
            worked += visit.branches.compactMap { $0.item?.row }
        }
        for row in rows(of: field, at: here) where !given.map(\.number).contains(row.number) {
            if worked.contains(row.number) { return true }
            for cell in row.cells.keys where !columns(of: field).contains(cell) { return true }
        }
        return false
    }

    private func hasItsRow(_ visit: NaiveVisit) -> Bool {
        guard let place = newest(visit.place), let row = item(place)?.row, let each = forEach(place),
            case .rows(let list) = each.source
        else { return true }
        return rows(of: list, at: self.visit(place.block)?.place).contains { $0.number == row }
    }

    private func counts(_ field: FieldID, from others: [FieldID: FieldValue]) -> Bool {
        countedFrom(field).contains { others[$0] != nil }
    }

    /// The fields that its limits count from.
    private func countedFrom(_ field: FieldID) -> [FieldID] {
        guard let field = card.field(field) else { return [] }
        var bounds = [field.minimum, field.maximum]
        if case .list(let columns, _) = field.kind {
            for column in columns { bounds += [column.minimum, column.maximum] }
        }
        return bounds.compactMap { bound in
            switch bound {
            case .moment(.anchor(.field(let anchor)))?, .moment(.relative(_, _, .field(let anchor)))?,
                .moment(.next(_, after: .field(let anchor)))?:
                anchor
            case .moment?, .number?, nil: nil
            }
        }
    }

    /// Who may not see it can't correct it, and a list is corrected with all its columns.
    private func isSeen(_ id: FieldID) -> Bool {
        var looked = card.fields.filter { $0.id == id || columns(of: $0.id).contains(id) }
        if case .list(let columns, _)? = card.field(id)?.kind { looked += columns }
        return looked.allSatisfy { $0.visibleTo.map { $0.contains(where: isActors) } ?? true }
    }

    func isFilledInElsewhere(_ field: FieldID, _ visit: NaiveVisit, _ here: Place?) -> Bool {
        guard let last = fillings(of: field, at: here).last, let filler = self.visit(last.visit) else {
            return false
        }
        return filler.step != visit.step && step(filler).asked.contains(field)
    }

    /// What was ever filled in of a field for the item to which it belongs, or for the whole case.
    func fillings(of field: FieldID, at place: Place?) -> [NaiveFilling] {
        let home = home(of: field, at: place)
        return fillings.filter { filling in
            guard filling.field == field else { return false }
            guard let home, let other = filling.home else { return home == nil && filling.home == nil }
            return isAmongTheSame(home, other)
        }
    }

    /// The item to which a field belongs, seen from a place.
    private func home(of field: FieldID, at place: Place?) -> Place? {
        var copy = self
        return copy.keep(.yesNo(true), as: field, at: place)
    }

    /// The branch in which the innermost item around a place was taken up last.
    private func newest(_ place: Place?) -> Place? {
        guard let here = around(place).first(where: { item($0) != nil }) else { return nil }
        let places = visits.flatMap { visit in
            visit.branches.indices.map { Place(block: visit.number, branch: $0) }
        }
        return places.last { item($0) != nil && isAmongTheSame($0, here) }
    }

    /// In the order in which the card has them.
    private mutating func keepAsAttributes(
        _ given: [FieldID], _ values: [FieldID: FieldValue], insteadOf old: [FieldID: FieldValue],
        _ corrected: NaiveVisit,
        _ here: Place?
    ) {
        for visit in visits where visit.status == .done {
            guard case .task(let task) = step(visit).kind else { continue }
            let subject = subject(at: visit.place)
            for record in task.records {
                guard given.contains(record.field),
                    home(of: record.field, at: newest(visit.place)) == home(of: record.field, at: here)
                else { continue }
                let before = old[record.field]
                // A step before it had nothing to keep of what was left empty.
                if before == nil, visit.number < corrected.number { continue }
                let has = (now.world.facts[subject] ?? known[subject])?.attributes[record.attribute]
                guard recorded[subject]?[record.attribute] == before, has == before else { continue }
                let value = values[record.field]
                recorded[subject, default: [:]][record.attribute] = value
                known[subject, default: SubjectFacts()].attributes[record.attribute] = value
                tell(
                    .attributeRecorded(AttributeRecorded(subject: subject, attribute: record.attribute)),
                    Content(attributes: value.map { [record.attribute: $0] } ?? [:]))
            }
        }
    }
}
