import CardEngine
import SchoolTime

/// The terms of a step or card as written.
struct TermsDeclaration: Hashable, Sendable {
    let earliest: MomentDeclaration?
    let term: MomentDeclaration?
    let statutory: MomentDeclaration?
    let reminders: [ReminderDeclaration]
    let escalation: EscalationDeclaration?

    /// Whether there is a day that can pass.
    var hasDeadline: Bool { term != nil || statutory != nil }
}

/// A reminder as written.
enum ReminderDeclaration: Hashable, Sendable {
    case before(SchoolDuration)
    case at(MomentDeclaration, [Located<String>]?)
}

/// An escalation as written.
struct EscalationDeclaration: Hashable, Sendable {
    /// Nil when it could not be read.
    let delay: SchoolDuration?
    let roles: [Located<String>]
}

extension DeclarationReader {
    mutating func terms(_ words: Words) -> TermsDeclaration {
        let (term, statutory) = (moment(words[.term]), moment(words[.statutory]))
        return TermsDeclaration(
            earliest: moment(words[.earliest]), term: term, statutory: statutory,
            reminders: items(words[.remind], of: "herinneringen").compactMap {
                reminder($0, of: term ?? statutory)
            },
            escalation: words[.escalate].map { escalation($0) })
    }

    /// What comes before or after a deadline needs one.
    mutating func checkDeadline(_ terms: TermsDeclaration, _ words: Words) {
        guard !terms.hasDeadline else { return }
        let countsBack = terms.reminders.contains { if case .before = $0 { true } else { false } }
        for (word, needsDeadline) in [(Keyword.remind, countsBack), (.escalate, terms.escalation != nil)] {
            guard needsDeadline, let node = words[word] else { continue }
            report(
                .wordDoesNotFit, at: SourceRange(at: node.range.start),
                "`\(word.rawValue)` telt van een termijn, en die is er hier niet. Zet er `termijn` of `wettelijk` bij."
            )
        }
    }

    private mutating func reminder(
        _ node: SyntaxNode, of term: MomentDeclaration?
    ) -> ReminderDeclaration? {
        guard case .mapping = node.content else {
            let before = duration(node)
            if let before, case .span(let length)? = term?.form, before.isSurelyLonger(than: length) {
                diagnostics.append(
                    Diagnostic(
                        .remindsTooEarly, .warning, at: node.range,
                        "Deze herinnering (\(before.dutch)) is langer dan de termijn zelf (\(length.dutch)): zij komt dan meteen. Maak "
                            + "haar korter, of laat haar weg."))
            }
            return before.map { .before($0) }
        }
        let words = words(of: node, .reminder)
        return moment(words[.on]).map { .at($0, words[.recipient].map { oneOrMore($0) }) }
    }

    private mutating func escalation(_ node: SyntaxNode) -> EscalationDeclaration {
        let words = words(of: node, .escalation)
        return EscalationDeclaration(delay: duration(words[.after]), roles: oneOrMore(words[.recipient]))
    }

    /// A length of time, without what it counts from.
    mutating func duration(_ node: SyntaxNode?) -> SchoolDuration? {
        guard let node else { return nil }
        let onlyTime = "Hier hoort alleen een tijd te staan, zoals `1 week` of `3 schooldagen`."
        // What is no time at all is told so: the other forms of a moment are no help here.
        if case .text(let scalar) = node.content, let first = scalar.text.words.first, !first.isDigits,
            scalar.text.words != ["dezelfde", "dag"]
        {
            report(.notAMoment, at: node.range, onlyTime)
            return nil
        }
        guard let moment = moment(node) else { return nil }
        switch moment.form {
        case .span(let duration): return duration
        case .unread: return nil
        case .relative, .anchor, .today, .period, .dayBefore, .next:
            report(.notAMoment, at: moment.range, onlyTime)
            return nil
        }
    }
}

extension SchoolDuration {
    /// Whether it is longer than another, but for what holidays do.
    fileprivate func isSurelyLonger(than other: SchoolDuration) -> Bool {
        unit == other.unit ? amount > other.amount : daysAtLeast > other.daysAtMost
    }

    private var daysAtLeast: Int {
        switch unit {
        case .days, .workingDays, .schoolDays: amount
        case .weeks: amount * 7
        case .months: amount * 28
        case .years: amount * 365
        case .schoolWeeks: max(amount - 1, 0) * 7
        }
    }

    /// With a weekend in each five days of school and one more.
    private var daysAtMost: Int {
        switch unit {
        case .days: amount
        case .weeks, .schoolWeeks: amount * 7
        case .months: amount * 31
        case .years: amount * 366
        case .workingDays, .schoolDays: amount + (amount + 4) / 5 * 2
        }
    }
}
