import SchoolTime

/// The visits of which the actor can correct something, in order.
public func correctable(in state: CaseState, on card: Card, at now: Circumstances) -> [Visit] {
    var decision = Decision(state: state, card: card, now: now)
    decision.catchUp()
    return decision.state.visits.filter { (try? decision.correctableFields(of: $0.number)) != nil }
}

/// Correcting what a step that was done filled in (kaarttaal, sections 4.3 and 11; docs/kaarttaal.md, choice 96): the case
/// reads the new value from now on, and what was decided on the old one stays.
extension Decision {
    mutating func correct(_ command: CorrectValues) throws(Refusal) {
        guard state.opening != nil else { throw .notOpened }
        let fields = try correctableFields(of: command.visit)
        guard let visit = state.visit(command.visit), let completion = visit.completion else {
            throw .unknownVisit(command.visit)
        }
        let given = (Set(command.values.keys).union(command.emptied)).sorted()
        guard !given.isEmpty else { throw .noCorrection(fields) }
        try check(reason: command.reason)
        if let refusal = refusalByClock { throw refusal }
        let place = state.latestPlace(like: visit.place)
        let form = try correctedForm(
            command.values, emptied: command.emptied, among: fields, of: visit, on: completion, at: place)
        let values = form.values.filter { command.values[$0.key] != nil }
        let kept = given.compactMap { field in
            home(of: field, at: place).map { KeptField(field: field, place: $0) }
        }
        let old = state.before(correcting: given, kept)
        emit(
            .valuesCorrected(
                ValuesCorrected(
                    visit: visit.number, step: visit.step, fields: given, kept: kept.isEmpty ? nil : kept)),
            Content(values: values, reason: command.reason))
        recordAnew(values, of: given, insteadOf: form.kept, correcting: visit, at: place)
        putRightTerms(since: old)
    }

    /// The fields that a visit asked for and that the actor can correct: who could have done the step, or the owner.
    ///
    /// The entries of a register are facts with a moment and a person of their own; they stay.
    func correctableFields(of number: Int) throws(Refusal) -> [FieldID] {
        guard let visit = state.visit(number) else { throw .unknownVisit(number) }
        let fields = askedFields(of: visit)
        guard !fields.isEmpty, let step = card.step(visit.step) else { throw .nothingToCorrect(visit.step) }
        if !now.roster.holds(now.actor, card.owner) { _ = try capacity(for: visit, step) }
        if let latest = state.latestDone(like: visit), latest.number != visit.number {
            throw .doneAgain(step.id, latest.number)
        }
        return fields
    }

    /// The fields that a visit that was done asked for, by the text of now.
    func askedFields(of visit: Visit) -> [FieldID] {
        guard let completion = visit.completion, let step = card.step(visit.step), !isOfLostRow(visit) else {
            return []
        }
        let outcome = step.outcomes.first { $0.name == completion.outcome }
        guard case .task(let task) = step.kind else { return outcome?.required ?? [] }
        return (outcome?.required ?? []) + task.required + task.optional
    }

    /// Whether a visit was for a row that its list no longer has: nothing can be kept for it.
    private func isOfLostRow(_ visit: Visit) -> Bool {
        guard let place = state.latestPlace(like: visit.place), let row = state.item(at: place)?.row,
            let list = state.visit(place.block)?.list
        else { return false }
        guard case .rows(let rows)? = state.kept(list, at: state.listPlace(of: place, list)) else {
            return true
        }
        return !rows.contains { $0.number == row }
    }

    /// What the step would have held, had it been filled in this way, and what it holds now; or what is wrong with that.
    private func correctedForm(
        _ given: [FieldID: FieldValue], emptied: Set<FieldID>, among fields: [FieldID], of visit: Visit,
        on completion: Completion, at place: Place?
    ) throws(Refusal) -> Form {
        let corrected = Set(given.keys).union(emptied).sorted()
        let stray = corrected.filter { !fields.contains($0) }
        guard stray.isEmpty else { throw .fieldsNotAsked(stray) }
        var form = Form(day: completion.doneOn, place: place, emptied: emptied)
        if let roles = rolesLacked(toCorrect: corrected, among: fields) { throw .roleNeeded(roles) }
        for id in corrected {
            if let other = otherFiller(of: id, than: visit, at: place) {
                throw .filledElsewhere(id, other.step, other.number)
            }
        }
        for (id, value) in given.sorted(by: { $0.key < $1.key }) {
            let unknown = strayCells(in: value, of: id)
            guard unknown.isEmpty else { throw .fieldsNotAsked(unknown) }
            form.values[id] = merged(value, into: id, at: place)
        }
        for id in fields {
            guard let held = value(of: id, at: place) else { continue }
            form.kept[id] = held
            // A limit that counts from what is corrected holds for what was filled in with it, too.
            if form.values[id] == nil, !emptied.contains(id),
                otherFiller(of: id, than: visit, at: place) == nil,
                card.field(id)?.countsFrom(given.keys) == true
            {
                form.values[id] = held
            }
        }
        try check(emptied, holding: form.kept, at: place)
        let outcome = card.step(visit.step)?.outcomes.first { $0.name == completion.outcome }
        let required = outcome.flatMap { card.step(visit.step)?.required(with: $0) } ?? []
        let same = given.keys.filter { form.values[$0] == form.kept[$0] }
        guard same.isEmpty else { throw .sameValue(same.sorted()) }
        for (id, value) in form.values.sorted(by: { $0.key < $1.key }) {
            guard let field = card.field(id) else { throw .fieldsNotAsked([id]) }
            if let row = lostRow(of: id, holding: form.kept[id], with: value, at: place) {
                throw .wrongValue(id, .rowInUse(row))
            }
            if let lost = awaitedCell(of: id, holding: form.kept[id], with: value, at: place) {
                throw .awaited(lost.field, lost.step)
            }
            // A list that has not every row by now, such as of a pupil who came since, need not get it.
            let isWhole = form.kept[id].map { !lacksRow($0, of: field, at: place) } ?? true
            if let fault = fault(in: value, of: field, isRequired: isWhole && required.contains(id), on: form)
            {
                throw .wrongValue(id, fault)
            }
            for attribute in card.attributes(keeping: id) {
                if let fault = attribute.fault(in: value, on: now.today) { throw .wrongValue(id, fault) }
            }
        }
        return form
    }

    /// The roles of which the actor lacks one to see all that shows when fields of a step are corrected; nil when none is lacked.
    func rolesLacked(toCorrect corrected: [FieldID], among fields: [FieldID]) -> [RoleID]? {
        // Nor may who corrects find by trying what a limit counts from, or what is limited by what is corrected.
        let anchors = corrected.flatMap { card.field($0)?.limitFields ?? [] }
        let limited = fields.filter { card.field($0)?.countsFrom(corrected) == true }
        return (corrected + anchors + limited).flatMap(card.eyes).first {
            !now.roster.holdsAny(now.actor, $0)
        }
    }

    /// Nothing can be taken away that is not there, that some step could not have been done without, or that something was
    /// done for.
    private func check(
        _ emptied: Set<FieldID>, holding kept: [FieldID: FieldValue], at place: Place?
    ) throws(Refusal) {
        let empty = emptied.filter { kept[$0] == nil }
        guard empty.isEmpty else { throw .sameValue(empty.sorted()) }
        for id in emptied.sorted() {
            if let step = asker(of: id, at: place) { throw .neverEmpty(id, step) }
            let home = home(of: id, at: place)
            if let waiting = awaited.first(where: { $0.field == id && $0.home == home }) {
                throw .awaited(id, waiting.step)
            }
            if let row = lostRow(of: id, holding: kept[id], with: .rows([]), at: place) {
                throw .wrongValue(id, .rowInUse(row))
            }
        }
    }

    /// A step that was done and could not have been without that field.
    private func asker(of field: FieldID, at place: Place?) -> StepID? {
        state.visits.first { visit in
            guard let completion = visit.completion, let step = card.step(visit.step),
                let outcome = step.outcomes.first(where: { $0.name == completion.outcome })
            else { return false }
            return step.required(with: outcome).contains(field)
                && home(of: field, at: state.latestPlace(like: visit.place)) == home(of: field, at: place)
        }?.step
    }

    /// The visit of another step that filled in a field last; nil when none did, or that step does not ask for it any more.
    func otherFiller(of field: FieldID, than visit: Visit, at place: Place?) -> Visit? {
        guard let number = state.fillers[home(of: field, at: place)]?[field],
            let filler = state.visit(number),
            filler.step != visit.step, card.step(filler.step)?.asked.contains(field) == true
        else { return nil }
        return filler
    }

    /// What a step kept of a field as an attribute of the subject is put right too, as long as that is still what the subject
    /// has. An optional field that is filled in at last is kept by the step that would have kept it.
    private mutating func recordAnew(
        _ values: [FieldID: FieldValue], of given: [FieldID], insteadOf old: [FieldID: FieldValue],
        correcting corrected: Visit,
        at place: Place?
    ) {
        for visit in state.visits where visit.completion != nil {
            guard case .task(let task)? = card.step(visit.step)?.kind,
                let subject = state.subject(at: visit.place)
            else { continue }
            let there = state.latestPlace(like: visit.place)
            for record in task.records {
                let (old, attribute) = (old[record.field], record.attribute)
                guard given.contains(record.field), old != nil || visit.number >= corrected.number,
                    home(of: record.field, at: there) == home(of: record.field, at: place),
                    state.recorded[subject]?[attribute] == old,
                    (known(of: subject) ?? state.subjects[subject])?.attributes[attribute] == old
                else { continue }
                emit(
                    .attributeRecorded(AttributeRecorded(subject: subject, attribute: attribute)),
                    Content(attributes: values[record.field].map { [attribute: $0] } ?? [:]))
            }
        }
    }
}

extension CaseState {
    /// Where what belongs to the items around a place is now: in the latest branch about the innermost of them; nil when
    /// there are no items around it.
    public func latestPlace(like place: Place?) -> Place? {
        guard let place = branches(from: place).first(where: { item(at: $0) != nil }),
            let block = visit(place.block), let item = item(at: place)
        else { return nil }
        let around = itemsByStep(around: block.place)
        for visit in visits.reversed()
        where visit.step == block.step && itemsByStep(around: visit.place) == around {
            if let branch = visit.branches.lastIndex(where: { $0.item == item }) {
                return Place(block: visit.number, branch: branch)
            }
        }
        return place
    }

    /// The latest visit of the same step for the same items that somebody did.
    func latestDone(like visit: Visit) -> Visit? {
        let around = itemsByStep(around: visit.place)
        return visits.last {
            $0.step == visit.step && $0.completion != nil && itemsByStep(around: $0.place) == around
        }
    }
}

extension Card {
    /// Of who sees all of a field: the roles of which each needs one. Who may not see a list sees none of its columns, and
    /// a list is corrected as a whole.
    fileprivate func eyes(on id: FieldID) -> [[RoleID]] {
        let own = field(id).map { field in
            guard case .list(let columns, _) = field.kind else { return [field] }
            return [field] + columns
        }
        let lists = fields.filter { list in
            guard case .list(let columns, _) = list.kind else { return false }
            return columns.contains { $0.id == id }
        }
        return ((own ?? []) + lists).compactMap(\.visibleTo)
    }
}

extension Field {
    /// Whether a limit of it, or of a column, counts from one of these fields.
    fileprivate func countsFrom(_ fields: some Collection<FieldID>) -> Bool {
        limitFields.contains { fields.contains($0) }
    }

    /// The fields that a limit of it, or of a column, counts from.
    fileprivate var limitFields: [FieldID] {
        let bounds: [FieldID] = [minimum, maximum].compactMap { bound in
            guard case .moment(let moment)? = bound, case .field(let anchor)? = moment.anchor else {
                return nil
            }
            return anchor
        }
        guard case .list(let columns, _) = kind else { return bounds }
        return bounds + columns.flatMap(\.limitFields)
    }
}
