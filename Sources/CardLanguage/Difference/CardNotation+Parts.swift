import CardEngine

/// The parts of a card. Which version it is, whether it is adopted, by whom and why is no part: that is told apart.
extension CardNotation {
    var outline: [OutlinedPart] {
        [wholeCard] + card.startRules.map { start($0) } + outlinedFields
            + card.steps.indices.flatMap { step($0) } + card.ends.map { end($0) }
            + card.interrupts.map { interrupt($0) } + card.norms.map { norm($0) }
    }

    private var wholeCard: OutlinedPart {
        var part = OutlinedPart(.card, title: card.title)
        part.say(.title, card.title)
        part.say(.subject, word(for: card.subject, .subjects))
        part.say(.owner, role(card.owner).rawValue)
        part.say(.purpose, card.purpose)
        part.say(.legalBasis, list(card.legalBasis))
        part.say(.sources, list(card.sources))
        part.say(.visibleTo, text(card.visibleTo))
        part.say(.hidden, yes(card.isHidden))
        part.say(.retention, card.retention)
        say(card.terms, in: &part)
        part.say(.evaluation, card.evaluationMonth.flatMap { word(for: $0, .months) })
        return part
    }

    // MARK: - Beginning

    private func start(_ rule: StartRule) -> OutlinedPart {
        let text = text(rule)
        var part = OutlinedPart(.start(text), title: text)
        part.say(.start, text)
        part.say(.condition, self.text(rule.condition))
        return part
    }

    private func text(_ rule: StartRule) -> String {
        switch rule.trigger {
        case .manual(let roles): "\(Keyword.manual.rawValue): \(text(roles) ?? "")"
        case .event(let event): "\(Keyword.at.rawValue): \(FieldText.text(of: event))"
        case .moment(let moment): "\(Keyword.on.rawValue): \(text(moment) ?? "")"
        case .yearly(let moments):
            "\(Keyword.yearly.rawValue): \(moments.compactMap { text($0) }.joined(separator: ", "))"
        case .after(let card, let end, let delay):
            "\(Keyword.after.rawValue): \(card)\(end.map { ".\($0)" } ?? "")"
                + (delay.map { ", \(Keyword.over.rawValue): \(MomentText.text(of: $0))" } ?? "")
        }
    }

    // MARK: - Fields

    private var outlinedFields: [OutlinedPart] {
        // The field of a fixed list is part of the step that goes over it, and columns stand with their list.
        let implied = card.steps.reduce(into: Set<FieldID>()) { names, step in
            guard case .forEach(let each) = step.kind else { return }
            switch each.source {
            case .fixed(let field, _): names.insert(field)
            case .rows(let list):
                guard case .list(let columns, _)? = card.field(list)?.kind else { return }
                names.formUnion(columns.map(\.id))
            case .pupils, .groups: break
            }
        }
        return card.fields.filter { !implied.contains($0.id) }.flatMap { field -> [OutlinedPart] in
            let part = CardPart.field(name(field.id))
            var columns: [OutlinedPart] = []
            if case .list(let found, _) = field.kind {
                columns = found.map { column in
                    self.field(column, as: .column(name(field.id), name(column.id)), within: [part])
                }
            }
            return [self.field(field, as: part, within: [])] + columns
        }
    }

    private func field(_ field: Field, as part: CardPart, within: [CardPart]) -> OutlinedPart {
        var part = OutlinedPart(part, title: field.title, within: within)
        part.say(.title, field.title)
        part.say(Keyword.kind, word(for: kind(of: field), .fieldKinds))
        switch field.kind {
        case .choice(let options), .multipleChoice(let options): part.say(.options, list(options))
        case .list(_, .pupils?): part.say(.rows, word(for: RowSource.pupils, .rowSources))
        case .list(_, .fixed(let column, let values)?):
            part.say(.rows, "{\(name(column)): \(list(values) ?? "")}")
        case .text, .longText, .number, .wholeNumber, .date, .yesNo, .document, .person, .pupil,
            .list(_, nil):
            break
        }
        part.say(.minimum, text(field.minimum))
        part.say(.maximum, text(field.maximum))
        part.say(.sensitive, yes(field.isSensitive))
        part.say(.visibleTo, text(field.visibleTo))
        part.say(.mayBeEmpty, yes(field.mayBeEmpty))
        return part
    }

    private func text(_ bound: Bound?) -> String? {
        switch bound {
        case .number(let number): number.description
        case .moment(let moment): text(moment)
        case nil: nil
        }
    }

    private func kind(of field: Field) -> FieldWord {
        switch field.kind {
        case .text: .text
        case .longText: .longText
        case .number: .number
        case .wholeNumber: .wholeNumber
        case .date: .date
        case .yesNo: .yesNo
        case .choice: .choice
        case .multipleChoice: .multipleChoice
        case .document: .document
        case .person: .person
        case .pupil: .pupil
        case .list: .list
        }
    }

    // MARK: - Ends, interrupts and norms

    private func end(_ end: End) -> OutlinedPart {
        var part = OutlinedPart(.end(name(end.id)), title: end.title)
        part.say(.title, end.title)
        part.say(.countsAs, word(for: end.countsAs, .endCounts))
        return part
    }

    private func interrupt(_ interrupt: Interrupt) -> OutlinedPart {
        let text = text(interrupt.trigger)
        var part = OutlinedPart(.interrupt(text), title: text)
        part.say(.interrupts, text)
        if let report = interrupt.report { part.say(.by, self.text(report.performers)) }
        part.say(.condition, self.text(interrupt.condition))
        part.say(.to, interrupt.target.map { self.text($0, from: nil) } ?? "verder")
        return part
    }

    private func text(_ trigger: Interrupt.Trigger) -> String {
        switch trigger {
        case .event(let event): "\(Keyword.at.rawValue): \(FieldText.text(of: event))"
        case .withdrawn(let purpose): "\(Keyword.withdrawn.rawValue): \(purpose)"
        case .moment(let moment): "\(Keyword.on.rawValue): \(text(moment) ?? "")"
        case .person(let outcome, _): "\(Keyword.outcome.rawValue): \(outcome)"
        }
    }

    private func norm(_ norm: Norm) -> OutlinedPart {
        var part = OutlinedPart(.norm(norm.title), title: norm.title)
        part.say(.measure, text(norm.measure))
        part.say(.condition, text(norm.condition))
        part.say(.minimum, text(norm.minimum))
        part.say(.maximum, text(norm.maximum))
        return part
    }
}
