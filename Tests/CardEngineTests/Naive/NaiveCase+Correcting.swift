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
        if command.values.isEmpty { throw .nothingGiven }
        try reason(command.reason)
        try checkClock()

        let given = command.values.keys.sorted()
        let strange = given.filter { !asked.contains($0) }
        guard strange.isEmpty else { throw .notAsked(Set(strange)) }
        let here = newest(visit.place)
        let beside = asked.filter { counts($0, from: command.values) }
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
        if given.contains(where: { values[$0] == old[$0] }) { throw .isSoAlready }
        try check(values, command.values, old, asked, required, visit, here)

        let wrong = self
        var kept: [KeptField] = []
        for field in given {
            guard let value = values[field] else { continue }
            let home = keep(value, as: field, at: here)
            if let home { kept.append(KeptField(field: field, place: home)) }
            fillings.append((field, home, visit.number, today))
        }
        tell(
            .valuesCorrected(
                ValuesCorrected(
                    visit: visit.number, step: step.id, fields: given, kept: kept.isEmpty ? nil : kept)),
            Content(values: values, reason: command.reason))
        keepAsAttributes(values, insteadOf: old, visit, here)
        termsOfWhatIsOver(wrong)
    }

    /// The day was another one all the while, and so were the terms that counted from it; not those that counted from
    /// what was filled in before it.
    private mutating func termsOfWhatIsOver(_ wrong: NaiveCase) {
        func right(
            _ old: Day?, _ was: Day?, _ isNow: Day?, _ kind: DateMoved.Kind, _ visit: Int?,
            _ told: inout [Fact]
        )
            -> Day?
        {
            // What never had a term gets none now that it is over.
            guard let old, old == was, isNow != was else { return old }
            told.append(.dateMoved(DateMoved(visit: visit, kind: kind, from: was, to: isNow, cause: .anchor)))
            return isNow
        }
        var facts: [Fact] = []
        if hasEnded {
            deadline = right(
                deadline, wrong.caseDeadline().day, caseDeadline().day, .deadline, nil, &facts)
            statutory = right(
                statutory, wrong.caseStatutory().day, caseStatutory().day, .statutory, nil, &facts)
        }
        for index in visits.indices {
            guard [.done, .closed, .cancelled].contains(visits[index].status) else { continue }
            var (before, after) = (wrong, self)
            (before.suspensions, after.suspensions) = (
                visits[index].suspensionsBefore, visits[index].suspensionsBefore
            )
            var (was, isNow) = (visits[index], visits[index])
            was.earliest = before.earliest(of: was).day
            isNow.earliest = after.earliest(of: isNow).day
            let number = visits[index].number
            visits[index].earliest = right(
                visits[index].earliest, was.earliest, isNow.earliest, .earliest, number, &facts)
            visits[index].deadline = right(
                visits[index].deadline, before.deadline(of: was).day, after.deadline(of: isNow).day,
                .deadline,
                number, &facts)
            visits[index].statutory = right(
                visits[index].statutory, before.statutory(of: was).day, after.statutory(of: isNow).day,
                .statutory, number, &facts)
        }
        for fact in facts { tell(fact) }
    }

    /// As on the day on which it was done.
    private func check(
        _ values: [FieldID: FieldValue], _ given: [FieldID: FieldValue], _ old: [FieldID: FieldValue],
        _ asked: [FieldID], _ required: [FieldID], _ visit: NaiveVisit, _ here: Place?
    ) throws(NaiveRefusal) {
        var then = self
        then.day = visit.over ?? today
        then.form = values
        then.before = old
        for field in Set(asked).sorted() {
            if let value = given[field] {
                if loses(value, field, here) { throw .wrong(field, .rowInUse) }
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
            case .moment(.anchor(.field(let anchor)))?, .moment(.relative(_, _, .field(let anchor)))?: anchor
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
    func fillings(of field: FieldID, at place: Place?) -> [(
        field: FieldID, home: Place?, visit: Int, on: Day
    )] {
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
        _ values: [FieldID: FieldValue], insteadOf old: [FieldID: FieldValue], _ corrected: NaiveVisit,
        _ here: Place?
    ) {
        for visit in visits where visit.status == .done {
            guard case .task(let task) = step(visit).kind else { continue }
            let subject = subject(at: visit.place)
            for record in task.records {
                guard let value = values[record.field],
                    home(of: record.field, at: newest(visit.place)) == home(of: record.field, at: here)
                else { continue }
                let before = old[record.field]
                // A step before it had nothing to keep of what was left empty.
                if before == nil, visit.number < corrected.number { continue }
                let has = (now.world.facts[subject] ?? known[subject])?.attributes[record.attribute]
                guard recorded[subject]?[record.attribute] == before, has == before else { continue }
                recorded[subject, default: [:]][record.attribute] = value
                known[subject, default: SubjectFacts()].attributes[record.attribute] = value
                tell(
                    .attributeRecorded(AttributeRecorded(subject: subject, attribute: record.attribute)),
                    Content(attributes: [record.attribute: value]))
            }
        }
    }
}
