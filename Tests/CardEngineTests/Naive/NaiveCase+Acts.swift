import SchoolTime

@testable import CardEngine

/// What people do with a step: complete it, sign it, make an entry.
extension NaiveCase {
    func openVisit(_ number: Int) throws(NaiveRefusal) -> NaiveVisit {
        guard let visit = visit(number) else { throw .noSuchVisit }
        switch visit.status {
        case .open: return visit
        case .done: throw .isDone
        case .closed: throw .endedByItself
        case .cancelled: throw .isCancelled
        case .decided, .skipped: throw .isNotOpen
        }
    }

    /// In which role the actor does it, for whom.
    private func mine(_ visit: NaiveVisit, for external: RoleID?) throws(NaiveRefusal) -> NaiveCapacity {
        guard let capacity = capacity(visit, of: now.actor, onBehalfOf: external) else {
            if visit.person == now.actor, !roster(at: visit.place).staff.contains(now.actor) {
                throw .notOnTheStaff
            }
            throw visit.person == nil ? .noRole : .isSomebodyElses
        }
        try mayBe(now.actor, at: visit)
        guard external == nil, capacity.onBehalfOf != nil else { return capacity }
        let roster = roster(at: visit.place)
        let externals = visit.performers.filter { role in
            (roster.registrars[role] ?? []).contains { roster.holders[$0]?.contains(now.actor) == true }
        }
        if externals.count > 1 { throw .forWhichRole }
        return capacity
    }

    private func checkDay(_ doneOn: Day, _ visit: NaiveVisit) throws(NaiveRefusal) {
        guard doneOn >= visit.openedOn, doneOn <= today else { throw .noSuchDay }
        if let earliest = visit.earliest, doneOn < earliest { throw .tooEarly }
    }

    // MARK: - Complete

    mutating func complete(_ command: CompleteStep) throws(NaiveRefusal) {
        let missed = try missedProvision(command)
        let visit = if let missed { missed } else { try openVisit(command.visit) }
        let step = step(visit)
        var task: TaskStep?
        switch step.kind {
        case .task(let this): task = this
        case .register: break
        case .wait(let wait): if wait.earlier.isEmpty, visit.escalatedTo == nil { throw .waitsByItself }
        case .sign, .choice, .parallel, .forEach, .call: throw .notThisWay
        }
        let capacity = try mine(visit, for: command.onBehalfOf)
        let doneOn = command.doneOn ?? today
        try checkDay(doneOn, visit)
        // The rest is asked as of that day.
        day = doneOn
        let answers = step.outcomes.filter { $0.name != Outcome.expired && $0.name != Outcome.noConsent }
        let outcome: Outcome
        if let name = command.outcome {
            guard let found = answers.first(where: { $0.name == name }) else {
                throw .noSuchOutcome
            }
            outcome = found
        } else {
            guard answers.count == 1 else { throw .whichOutcome }
            outcome = answers[0]
        }
        try checkFields(
            command, visit, required: (task?.required ?? []) + outcome.required, task?.optional ?? [])
        if missed != nil, command.values.keys.contains(where: { isFilledInElsewhere($0, visit, visit.place) })
        {
            throw .filledInBySomethingElse
        }
        if let task {
            guard task.checklist.isEmpty || command.checklistDone else { throw .checklist }
        }
        try checkPresence(command, asked: task?.together ?? [], at: visit.place)

        let filled = command.values.keys.sorted()
        var kept: [KeptField] = []
        var values = command.values
        for field in filled {
            values[field] = values[field].map { merged($0, as: field, at: visit.place) }
            if let value = values[field], let place = keep(value, as: field, at: visit.place) {
                kept.append(KeptField(field: field, place: place))
            }
            putRight.removeAll { right in
                right.field == field && right.home == kept.last { $0.field == field }?.place
            }
            fillings.append(
                NaiveFilling(
                    field: field, home: kept.last { $0.field == field }?.place, visit: visit.number,
                    on: doneOn, isFilled: values[field] != .rows([])))
        }
        visits[visit.number - 1].status = .done
        visits[visit.number - 1].suspensionsBefore = suspensions.filter { $0.to != nil }
        visits[visit.number - 1].outcome = outcome.name
        visits[visit.number - 1].over = doneOn
        visits[visit.number - 1].recordedOn = today
        visits[visit.number - 1].doer = now.actor
        tell(
            .stepCompleted(
                StepCompleted(
                    visit: visit.number, step: step.id, outcome: outcome.name, doneOn: doneOn,
                    role: capacity.role, onBehalfOf: capacity.onBehalfOf, filled: filled,
                    kept: kept.isEmpty ? nil : kept)),
            Content(values: values, presence: command.presence))
        if let task { handOut(task, visit, given: filled, isLate: missed != nil) }
        if missed != nil { return }
        try go(to: outcome.target, from: visit.step, at: visit.place)
    }

    /// What was handed out while that was agreed to, and told only when the step was over because it was so no more.
    private func missedProvision(_ command: CompleteStep) throws(NaiveRefusal) -> NaiveVisit? {
        guard let doneOn = command.doneOn, let visit = visit(command.visit), visit.status == .closed,
            visit.outcome == Outcome.noConsent, let over = visit.over, visit.openedOn < over
        else { return nil }
        guard doneOn >= visit.openedOn, doneOn < over else { throw .noSuchDay }
        let later = visits.contains {
            $0.number > visit.number && $0.step == visit.step && $0.status == .done
                && isAmongTheSame($0.place, visit.place)
        }
        if later { throw .doneOnceMore }
        try checkClock()
        return visit
    }

    /// Whether a field had a value on the day that is told of.
    private func had(_ field: FieldID, at place: Place?) -> Bool {
        let own = fillings(of: field, at: place)
        if !own.isEmpty { return own.last { $0.on <= day }?.isFilled ?? false }
        guard value(of: field, at: place) != nil else { return false }
        // A value or row that an item is was there with the item.
        let lists = card.fields.filter { columns(of: $0.id).contains(field) }
        return lists.isEmpty
            || lists.contains { list in fillings(of: list.id, at: place).contains { $0.on <= day } }
    }

    private mutating func handOut(
        _ task: TaskStep, _ visit: NaiveVisit, given: [FieldID], isLate: Bool
    ) {
        if let disclosure = task.disclosure {
            var law: String?
            var consent: PurposeID?
            switch disclosure.ground {
            case .law(let name): law = name
            case .consent(let purpose): consent = purpose
            }
            let fields = disclosure.fields.filter {
                isLate ? had($0, at: visit.place) : value(of: $0, at: visit.place) != nil
            }
            tell(
                .dataDisclosed(
                    DataDisclosed(
                        visit: visit.number, recipient: disclosure.recipient, fields: fields, legalBasis: law,
                        consent: consent)))
        }
        for record in task.records {
            guard let value = value(of: record.field, at: visit.place) else { continue }
            let subject = subject(at: visit.place)
            // What was kept before and is not given anew leaves alone what the subject got since.
            if !given.contains(record.field), recorded[subject]?[record.attribute] == value { continue }
            if isLate {
                guard had(record.field, at: visit.place) else { continue }
                let has = (now.world.facts[subject] ?? known[subject])?.attributes[record.attribute]
                if let has, has != recorded[subject]?[record.attribute] { continue }
            }
            recorded[subject, default: [:]][record.attribute] = value
            known[subject, default: SubjectFacts()].attributes[record.attribute] = value
            tell(
                .attributeRecorded(AttributeRecorded(subject: subject, attribute: record.attribute)),
                Content(attributes: [record.attribute: value]))
        }
    }

    private mutating func checkFields(
        _ command: CompleteStep, _ visit: NaiveVisit, required: [FieldID], _ optional: [FieldID]
    ) throws(NaiveRefusal) {
        let strange = command.values.keys.filter { !required.contains($0) && !optional.contains($0) }
        guard strange.isEmpty else { throw .notAsked(Set(strange)) }
        for (field, value) in command.values.sorted(by: { $0.key < $1.key }) {
            guard case .rows(let rows) = value, case .list? = card.field(field)?.kind else { continue }
            let strange = Set(rows.flatMap(\.cells.keys)).subtracting(columns(of: field))
            guard strange.isEmpty else { throw .notAsked(strange) }
        }
        var asked = Set(required)
        if case .register(let register) = step(visit).kind, case .number? = card.field(register.list)?.minimum
        {
            asked.insert(register.list)
        }
        let lacking = asked.filter {
            command.values[$0] == nil && value(of: $0, at: visit.place) == nil
                && !goesOverNobody($0, visit.place)
        }
        guard lacking.isEmpty else { throw .needed(lacking) }
        form = command.values
        before = [:]
        for field in asked.union(command.values.keys) { before[field] = value(of: field, at: visit.place) }
        defer {
            form = [:]
            before = [:]
        }
        for field in asked.union(command.values.keys).sorted() {
            if case .register(let register) = step(visit).kind, register.list == field,
                command.values[field] == nil
            {
                // What was entered is not looked at again.
                try checkCount(of: rows(of: field, at: visit.place), in: field, at: visit.place)
                continue
            }
            if let value = command.values[field] {
                try check(value, of: field, at: visit.place)
            } else if let value = value(of: field, at: visit.place) {
                // A value that is there need not be given again, but must be right on that day.
                try check(value, of: field, at: visit.place, isKept: true)
            }
            if asked.contains(field) { try checkEveryRow(of: field, command.values, at: visit.place) }
        }
    }

    /// How many rows a list must have and may have.
    private func checkCount(of rows: [Row], in list: FieldID, at place: Place?) throws(NaiveRefusal) {
        guard let field = card.field(list) else { return }
        if rows.isEmpty, !goesOverNobody(list, place) { throw .wrong(list, .isEmpty) }
        if case .number(let most)? = field.maximum, Number(rows.count) > most {
            throw .wrong(list, .tooManyRows)
        }
        if case .number(let least)? = field.minimum, Number(rows.count) < least, !rows.isEmpty {
            throw .wrong(list, .tooFewRows)
        }
    }

    /// A list with a row for each pupil, where there are none, needs no row.
    private func goesOverNobody(_ list: FieldID, _ place: Place?) -> Bool {
        if case .list(_, .pupils)? = card.field(list)?.kind { pupils(at: place).isEmpty } else { false }
    }

    /// A required list with `rijen` has all its rows: one for each pupil that it is about there, or for each value.
    func checkEveryRow(
        of list: FieldID, _ given: [FieldID: FieldValue], at place: Place?
    ) throws(NaiveRefusal) {
        guard case .list(let columns, let source?)? = card.field(list)?.kind else { return }
        var rows = rows(of: list, at: place)
        if case .rows(let these)? = given[list] { rows = these }
        let isWhole =
            switch source {
            case .fixed(let column, let values):
                values.allSatisfy { value in
                    rows.contains { $0.cells[column] == .choice(value) || $0.cells[column] == .text(value) }
                }
            case .pupils:
                pupils(at: place).allSatisfy { pupil in
                    rows.contains { row in
                        columns.first { $0.kind == .pupil }.map { row.cells[$0.id] == .pupil(pupil.id) }
                            ?? true
                    }
                }
            }
        guard isWhole else { throw .wrong(list, .noRow) }
    }

    private func checkPresence(_ command: CompleteStep, asked: [RoleID], at place: Place?)
        throws(NaiveRefusal)
    {
        guard command.presence.keys.allSatisfy(asked.contains) else { throw .wasNotAsked }
        guard asked.allSatisfy({ command.presence[$0] != nil }) else { throw .whoWasThere }
        let roster = roster(at: place)
        for role in asked {
            switch command.presence[role] {
            case nil: throw .whoWasThere
            case .absent(let why): try reason(why)
            case .present(let people):
                if roster.registrars[role] == nil, people.isEmpty { throw .whoWasThere }
                for person in people
                where roster.holders[role]?.contains(person) != true && roster.contacts[person] != role {
                    throw .isNotOfThatRole
                }
            }
        }
    }

    // MARK: - Sign

    mutating func sign(_ command: GiveSignature) throws(NaiveRefusal) {
        let visit = try openVisit(command.visit)
        guard case .sign(let sign) = step(visit).kind else { throw .notThisWay }
        var signers = visit.signers.filter {
            $0.role == command.signer.role
                && (command.signer.number == nil || $0.number == command.signer.number)
        }
        guard !signers.isEmpty else { throw .noSuchSigner }
        let waitedFor = signers.filter { visit.answers[$0] == nil }
        if command.signer.number == nil, !waitedFor.isEmpty { signers = waitedFor }
        let roster = roster(at: visit.place)
        let roles = [command.signer.role] + (roster.registrars[command.signer.role] ?? [])
        guard let role = roles.first(where: { roster.holders[$0]?.contains(now.actor) == true }) else {
            throw .noRole
        }
        let signedOn = command.day ?? today
        try checkDay(signedOn, visit)
        if sign.needsProof, command.answer != .notReached, !isReadable(command.document ?? "") {
            throw .noProof
        }
        if command.answer == .agreedWithRemark || command.remark != nil, !isReadable(command.remark ?? "") {
            throw .noRemark
        }
        if let remark = command.remark { try reason(remark) }
        if let document = command.document { try reason(document) }
        for signer in signers {
            visits[visit.number - 1].answers[signer] = (command.answer, signedOn)
            tell(
                .signatureGiven(
                    SignatureGiven(
                        visit: visit.number, signer: signer, answer: command.answer, day: signedOn, role: role
                    )),
                Content(reason: command.remark, document: command.document))
        }
        let answers = visits[visit.number - 1].answers
        guard answers.count == visit.signers.count else { return }
        day = answers.values.map(\.day).max() ?? signedOn
        let enough: Set<SignatureAnswer> =
            sign.question == .seen ? [.agreed, .agreedWithRemark, .seen] : [.agreed, .agreedWithRemark]
        let outcome: String
        if answers.values.allSatisfy({ enough.contains($0.answer) }) {
            outcome = SignStep.agreed
        } else if answers.values.contains(where: { $0.answer == .refused }) {
            outcome = SignStep.refused
        } else {
            outcome = SignStep.incomplete
        }
        let agreesToNothing = outcome == SignStep.agreed && answers.values.contains { $0.answer == .seen }
        if let grant = sign.grant, outcome != SignStep.incomplete, !agreesToNothing {
            decide(grant, isGiven: outcome == SignStep.agreed, on: day, visit)
        }
        try close(visit.number, outcome)
    }

    /// A step of signatures runs out: a refusal among its answers counts.
    mutating func countRefusals(_ visit: NaiveVisit) {
        guard case .sign(let sign) = step(visit).kind, let grant = sign.grant else { return }
        let refusals = visit.answers.values.filter { $0.answer == .refused }.map(\.day)
        if let last = refusals.max() { decide(grant, isGiven: false, on: last, visit) }
    }

    private mutating func decide(_ grant: ConsentGrant, isGiven: Bool, on decided: Day, _ visit: NaiveVisit) {
        let standing = whomConsentsStandFor(grant.purpose, visit)
        let recipients: [RoleID?]
        switch grant.recipient {
        case .school: recipients = [nil]
        case .roles(let roles): recipients = roles
        case .field(let field):
            switch value(of: field, at: visit.place) {
            case .person(let person)?:
                // A contact is of a role outside, and who works there is the school itself.
                let roster = roster(at: visit.place)
                recipients =
                    roster.staff.contains(person)
                    ? [nil] : roster.contacts[person].map { [$0] } ?? (isGiven ? [] : standing)
            case .choice(let name)?, .text(let name)?: recipients = [RoleID(name)]
            case .number?, .date?, .yesNo?, .choices?, .document?, .pupil?, .rows?, nil:
                recipients = isGiven ? [] : standing
            }
        }
        let until = grant.until.flatMap { moment in
            self.day(of: moment, from: decided, year: decided, edge: .last, at: visit.place).day
        }
        // Nothing is given until a day that nobody can tell.
        if isGiven, grant.until != nil, until == nil { return }
        let subject = subject(at: visit.place)
        for recipient in recipients {
            let scope = Consent.Scope(purpose: grant.purpose, recipient: recipient)
            if let last = now.world.facts[subject]?.decidedOn[scope], last > decided { continue }
            let consent = Consent(purpose: grant.purpose, recipient: recipient, until: until)
            known[subject, default: SubjectFacts()].consents.removeAll {
                $0.purpose == grant.purpose && $0.recipient == recipient
            }
            if isGiven { known[subject, default: SubjectFacts()].consents.append(consent) }
            if isGiven, subject == self.subject(at: nil) {
                heldConsents.insert(consent.scope)
                consentsKnownOn[consent.scope] = day
            }
            tell(
                .consentDecided(
                    ConsentDecided(
                        subject: subject, consent: consent, given: isGiven,
                        day: decided == today ? nil : decided)))
        }
    }

    /// For whom consents of a purpose stand.
    private func whomConsentsStandFor(_ purpose: PurposeID, _ visit: NaiveVisit) -> [RoleID?] {
        (known[subject(at: visit.place)]?.consents ?? []).filter { $0.purpose == purpose }.map(\.recipient)
    }

    // MARK: - Enter

    mutating func enter(_ command: AddEntry) throws(NaiveRefusal) {
        let visit = try openVisit(command.visit)
        guard case .register(let register) = step(visit).kind else { throw .notThisWay }
        let capacity = try mine(visit, for: command.onBehalfOf)
        let enteredOn = command.day ?? today
        try checkDay(enteredOn, visit)
        day = enteredOn
        let row = try newRow(command.cells, of: register.list, at: visit.place)
        let rows = rows(of: register.list, at: visit.place)
        let place = keep(.rows(rows + [row]), as: register.list, at: visit.place)
        fillings.append(
            NaiveFilling(field: register.list, home: place, visit: visit.number, on: enteredOn))
        tell(
            .entryAdded(
                EntryAdded(
                    visit: visit.number, list: register.list, row: row.number, day: enteredOn,
                    role: capacity.role, onBehalfOf: capacity.onBehalfOf, place: place)),
            Content(values: command.cells))
    }

    /// A row that may come behind those that a list has.
    func newRow(_ cells: [FieldID: FieldValue], of list: FieldID, at place: Place?) throws(NaiveRefusal)
        -> Row
    {
        guard let field = card.field(list), case .list(let columns, _) = field.kind else {
            throw .noSuchItem
        }
        let strange = cells.keys.filter { column in !columns.contains { $0.id == column } }
        guard strange.isEmpty else { throw .notAsked(Set(strange)) }
        let rows = rows(of: list, at: place)
        let row = Row(number: (numbersHad(by: field, at: place).max() ?? 0) + 1, cells: cells)
        do throws(NaiveFault) {
            try check(row, of: columns, at: place)
            if case .number(let most)? = field.maximum, Number(rows.count + 1) > most { throw .tooManyRows }
        } catch {
            throw .wrong(list, error)
        }
        return row
    }

    /// The numbers that rows of a list ever had: of the case, or of that item in whichever round.
    private func numbersHad(by list: Field, at place: Place?) -> [Int] {
        let home = holder(of: list, at: place)
        return rowsHad.filter { had in
            guard had.list == list.id else { return false }
            guard let home, let there = had.home else { return home == nil && had.home == nil }
            return isAmongTheSame(there, home)
        }.map(\.number)
    }

    // MARK: - Values

    /// Refuses a value that the field can't hold on this day.
    func check(
        _ value: FieldValue, of id: FieldID, at place: Place?, isKept: Bool = false
    ) throws(NaiveRefusal) {
        guard let field = card.field(id) else { throw .notAsked([id]) }
        var value = value
        if isKept, case .rows(let rows) = value, case .list(let columns, _) = field.kind {
            // What was filled in for a row elsewhere stays with the row.
            value = .rows(
                rows.map { row in
                    Row(
                        number: row.number,
                        cells: row.cells.filter { cell in columns.contains { $0.id == cell.key } })
                })
        }
        do throws(NaiveFault) {
            try check(value, of: field, at: place)
        } catch {
            throw .wrong(id, error)
        }
    }

    private func check(_ value: FieldValue, of field: Field, at place: Place?) throws(NaiveFault) {
        switch (field.kind, value) {
        case (.text, .text(let text)), (.longText, .text(let text)), (.document, .document(let text)):
            guard isReadable(text) else { throw .isEmpty }
            guard text.unicodeScalars.count <= 20_000 else { throw .tooLong }
        case (.number, .number(let number)), (.wholeNumber, .number(let number)):
            if field.kind == .wholeNumber, number.scale > 0 { throw .notWhole }
            let limit = Number(999_999_999_999_999)
            guard number <= limit, Number(-999_999_999_999_999) <= number else { throw .noNumber }
            if case .number(let least)? = field.minimum, number < least { throw .tooSmall }
            if case .number(let most)? = field.maximum, number > most { throw .tooLarge }
        case (.date, .date(let date)):
            guard NaiveDay(date).day != nil else { throw .noDate }
            if case .moment(let moment)? = field.minimum, let least = limit(moment, .first, place),
                date < least
            {
                throw .tooSoon
            }
            if case .moment(let moment)? = field.maximum, let most = limit(moment, .last, place), date > most
            {
                throw .tooLate
            }
        case (.yesNo, .yesNo): break
        case (.choice(let options), .choice(let chosen)):
            guard options.contains(chosen) else { throw .noOption }
        case (.multipleChoice(let options), .choices(let chosen)):
            guard !chosen.isEmpty else { throw .isEmpty }
            guard chosen.allSatisfy(options.contains) else { throw .noOption }
        case (.person, .person(let person)):
            let saysWhom = card.steps.contains { step in
                if case .call(let call) = step.kind { call.about == .field(field.id) } else { false }
            }
            guard
                now.roster.staff.contains(person) || !saysWhom && now.roster.contacts[person] != nil
                    || before[field.id] == value
            else {
                throw .noPerson
            }
        case (.pupil, .pupil(let number)):
            guard pupils(at: place).contains(where: { $0.id == number }) || before[field.id] == value else {
                throw .noPupil
            }
        case (.list(let columns, let source), .rows(let rows)):
            try check(rows, of: field, columns, source, at: place)
        case (.text, _), (.longText, _), (.number, _), (.wholeNumber, _), (.date, _), (.yesNo, _),
            (.choice, _),
            (.multipleChoice, _), (.document, _), (.person, _), (.pupil, _), (.list, _):
            throw .wrongKind
        }
    }

    private func limit(_ moment: Moment, _ edge: Edge, _ place: Place?) -> Day? {
        day(of: moment, from: day, year: day, edge: edge, at: place).day
    }

    private func check(
        _ rows: [Row], of field: Field, _ columns: [Field], _ source: RowSource?, at place: Place?
    ) throws(NaiveFault) {
        if rows.isEmpty, !goesOverNobody(field.id, place) { throw .isEmpty }
        let numbers = Set(rows.map(\.number))
        guard numbers.count == rows.count, numbers.allSatisfy({ $0 > 0 }) else { throw .wrongKind }
        for row in rows {
            var inside = self
            inside.before = [:]
            if case .rows(let old)? = before[field.id] {
                inside.before = old.first { $0.number == row.number }?.cells ?? [:]
            }
            try inside.check(row, of: columns, at: place)
        }
        // A row that is fixed stands there once, and no other does.
        for (index, row) in rows.enumerated() {
            switch source {
            case .pupils?:
                guard let column = columns.first(where: { $0.kind == .pupil }),
                    let cell = row.cells[column.id]
                else { continue }
                if rows[..<index].contains(where: { $0.cells[column.id] == cell }) { throw .rowTwice }
            case .fixed(let column, let values)?:
                guard let cell = row.cells[column] else { continue }
                guard values.contains(where: { cell == .choice($0) || cell == .text($0) }) else {
                    throw .wrongCell
                }
                if rows[..<index].contains(where: { $0.cells[column] == cell }) { throw .rowTwice }
            case nil: break
            }
        }
        if case .number(let most)? = field.maximum, Number(rows.count) > most { throw .tooManyRows }
        if case .number(let least)? = field.minimum, Number(rows.count) < least, !rows.isEmpty {
            throw .tooFewRows
        }
        // A row whose branch is open can't be removed.
        for visit in visits where visit.isOpen {
            guard case .forEach(let each) = step(visit).kind, each.source == .rows(field.id),
                holder(of: field, at: visit.place) == holder(of: field, at: place)
            else { continue }
            for branch in visit.branches where branch.status == .open {
                guard let row = branch.item?.row, numbers.contains(row) else { throw .rowInUse }
            }
        }
    }

    /// The item to which a field belongs, seen from a place; nil when it is one of the whole case.
    private func holder(of field: Field, at place: Place?) -> Place? {
        around(place).first { visits[$0.block - 1].step == field.home }
    }

    private func check(_ row: Row, of columns: [Field], at place: Place?) throws(NaiveFault) {
        var beside = self
        beside.form.merge(row.cells) { $1 }
        for column in columns {
            if let cell = row.cells[column.id] {
                do throws(NaiveFault) {
                    try beside.check(cell, of: column, at: place)
                } catch {
                    throw .wrongCell
                }
            } else if !column.mayBeEmpty {
                throw .noCell
            }
        }
    }
}
