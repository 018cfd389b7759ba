public import CardEngine
public import CardLanguage
public import SchoolTime

extension ScenarioReport {
    /// Plays a scenario.
    ///
    /// It stops at the first line that goes otherwise than it says, for what follows would go otherwise because of it.
    ///
    /// - Parameters:
    ///   - scenario: what happens.
    ///   - card: the card that it names.
    ///   - cards: the cards that are known, for those that are called or waited for.
    ///   - school: for roles, groups and contacts; nil: only what the card names.
    ///   - calendar: the school years; nil: years without holidays.
    public static func playing(
        _ scenario: Scenario, on card: Card, among cards: [CardID: Card] = [:], school: School? = nil,
        calendar: SchoolCalendar? = nil
    ) -> ScenarioReport {
        let madeUp = MadeUpSchool(for: scenario, on: card, school: school, calendar: calendar)
        var play = ScenarioPlay(
            scenario, on: card, among: cards, madeUp, Sentences(school: school))
        return ScenarioReport(
            scenario: scenario, failures: play.failures(), passed: play.passed)
    }
}

extension ScenarioPlay {
    fileprivate mutating func failures() -> [ScenarioFailure] {
        let reason = begin()
        if let refused = scenario.expected.refused {
            let expected = "het begin wordt geweigerd" + Self.text(refused.value)
            guard let reason else {
                return [failure(at: refused.range, expected, "het begon; \(whereItStands)")]
            }
            return reason.isRefusal(for: refused.value)
                ? [] : [failure(at: refused.range, expected, reason.text)]
        }
        if let reason { return [failure(at: scenario.beginRange, "het traject begint", reason.text)] }
        for line in scenario.lines {
            if let failure = play(line) { return [failure] }
        }
        return unmet
    }

    private mutating func play(_ line: ScenarioLine) -> ScenarioFailure? {
        if let duration = line.after, let reason = pass(duration) {
            return failure(at: line.range, "er gaat tijd voorbij", reason.text)
        }
        // What is reminded of counts from the end of the line before.
        defer { reminded = [] }
        if case .expect(let expectation) = line.act {
            catchUp()
            guard let happened = difference(from: expectation, line) else {
                guard line.isRefused else { return nil }
                return failure(
                    at: line.range, "niet: " + Self.title(of: expectation), "toch wel; \(whereItStands)")
            }
            return line.isRefused
                ? nil : failure(at: line.range, Self.title(of: expectation), happened)
        }
        let (state, path) = (state, path)
        let reason = carryOut(line)
        if line.isRefused {
            if let reason {
                guard reason.isRefusal(for: line.refusal) else {
                    return failure(
                        at: line.range, "dit wordt geweigerd" + Self.text(line.refusal), reason.text)
                }
                guard state != self.state || path != self.path else { return nil }
                return failure(at: line.range, "er verandert niets", "er veranderde iets; \(whereItStands)")
            }
            return failure(
                at: line.range, "dit wordt geweigerd" + Self.text(line.refusal), "het kon; \(whereItStands)")
        }
        return reason.map { failure(at: line.range, Self.title(of: line), $0.text) }
    }

    private static func text(_ why: ScenarioRefusal?) -> String { why.map { " (\($0.word))" } ?? "" }

    private func failure(at range: SourceRange, _ expected: String, _ happened: String) -> ScenarioFailure {
        ScenarioFailure(range: range, expected: expected, happened: happened)
    }

    /// Whether these steps are open and no other; one that is open in several branches is named once, or as often.
    func isOpen(exactly steps: [StepID]) -> Bool {
        let open = openSteps
        return Set(open) == Set(steps)
            && Set(steps).allSatisfy { step in
                let count = steps.count { $0 == step }
                return count == 1 || count == open.count { $0 == step }
            }
    }

    // MARK: - In the end

    private var unmet: [ScenarioFailure] {
        var found: [ScenarioFailure] = []
        let expected = scenario.expected
        if let end = expected.end, state.ending?.end != end.value {
            found.append(failure(at: end.range, "het traject eindigt met `\(end.value)`", whereItStands))
        }
        if let onTime = expected.onTime, onTime.value != lateParts.isEmpty {
            let happened = lateParts.isEmpty ? "alles was op tijd" : lateParts.joined(separator: "; ")
            found.append(failure(at: onTime.range, onTime.value ? "alles op tijd" : "iets te laat", happened))
        }
        if let path = expected.path, path.value != self.path {
            found.append(
                failure(
                    at: path.range, "achtereenvolgens: \(Self.list(path.value))",
                    "achtereenvolgens: \(Self.list(self.path))"))
        }
        if let open = expected.open, !isOpen(exactly: open.value) {
            found.append(failure(at: open.range, "open staat: \(Self.list(open.value))", whereItStands))
        }
        return found
    }

    /// What was late, or is, in Dutch: steps by their own terms, the case by its own.
    private var lateParts: [String] {
        var parts = state.visits.filter { $0.isLate(on: state.ending?.day ?? today) }.map { visit in
            "`\(visit.step)` was te laat"
                + ([visit.deadline, visit.statutory].compactMap(\.self).min().map {
                    " (termijn \($0.shortDutch))"
                }
                    ?? "")
        }
        if state.daysLate(on: today) > 0,
            let last = [state.deadline, state.statutory].compactMap(\.self).min()
        {
            parts.append("het traject was te laat (termijn \(last.shortDutch))")
        }
        return parts
    }

    /// What a line says that happens, in Dutch.
    private static func title(of line: ScenarioLine) -> String {
        let actor = line.actor.map { " door \($0.name)" } ?? ""
        return switch line.act {
        case .complete(let step, let work):
            "`\(step)` wordt gedaan\(actor)" + (work.outcome.map { " met '\($0)'" } ?? "")
        case .sign(let step, let answer, _, _): "`\(step)`: '\(FieldText.text(of: answer))'\(actor)"
        case .enter(let step, _, _): "een regel in `\(step)`\(actor)"
        case .endCall(let step, let end): "de kaart van `\(step)` eindigt met `\(end)`"
        case .happen(let event, let day, _):
            FieldText.text(of: event) + (day.map { " op \($0.shortDutch)" } ?? "")
        case .interrupt(let outcome): "'\(outcome)' wordt gemeld\(actor)"
        case .withdraw(let purpose, let recipient):
            "de toestemming voor `\(purpose)`\(recipient.map { " aan \($0)" } ?? "") wordt ingetrokken"
        case .consent(let consent): "er komt toestemming voor `\(consent.purpose)`"
        case .assign(let step, let person): "`\(step)` wordt toegewezen aan \(person.name)"
        case .keep: "een kenmerk krijgt een andere waarde"
        case .reopen(let step): "`\(step)` wordt heropend"
        case .correct(let step, _): "`\(step)` wordt verbeterd"
        case .postpone(let part, let days):
            "`\(part.name)` krijgt \(days) \(days == 1 ? "dag" : "dagen") uitstel"
        case .suspend: "het traject wordt opgeschort"
        case .resume: "het traject wordt hervat"
        case .stop: "het traject wordt gestopt"
        case .addItem(let step): "aan `\(step)` komt iets erbij"
        case .addRow(let step, _): "aan `\(step)` komt een rij erbij"
        case .leave(let person): "\(person.name) vertrekt"
        case .standIn(let person, let role): "\(person.name) valt in voor \(role)"
        case .endOther(let card, let end): "een traject van `\(card)` eindigt met `\(end)`"
        case .expect(let expectation): title(of: expectation)
        }
    }
}

extension ScenarioPlay.Reason {
    /// Whether the case refused it for that; unless the scenario says for what, whatever for.
    fileprivate func isRefusal(for why: ScenarioRefusal?) -> Bool {
        !isOfScenario && (why.map(names.contains) ?? true)
    }
}
