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
        TermsDeclaration(
            earliest: moment(words[.earliest]), term: moment(words[.term]),
            statutory: moment(words[.statutory]),
            reminders: items(words[.remind], of: "herinneringen").compactMap { reminder($0) },
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

    private mutating func reminder(_ node: SyntaxNode) -> ReminderDeclaration? {
        guard case .mapping = node.content else { return duration(node).map { .before($0) } }
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
        case .relative, .anchor, .today, .period, .dayBefore:
            report(.notAMoment, at: moment.range, onlyTime)
            return nil
        }
    }
}
