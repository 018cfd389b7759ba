import CardEngine
import Casework
import Documents
import Evaluation
import SchoolTime

/// The figures of a school year on a terminal.
struct EvaluationPage {
    private let terminal: Terminal
    private let sentences: Sentences
    private let school: School
    /// What stands behind the figures, where that is asked.
    private let sources: FigureSources?
    private static let width = 33
    private static let wide = 110

    init(_ session: Session, isExplained: Bool = false) {
        sources = isExplained ? FigureSources(session.workplace) : nil
        terminal = session.terminal
        school = session.workplace.school
        sentences = session.sentences
    }

    /// - Parameter isWhole: also what there is nothing to tell of.
    func show(_ evaluation: YearEvaluation, isWhole: Bool) {
        terminal.write("Evaluatie van schooljaar \(evaluation.year.name)")
        if evaluation.isOver {
            terminal.write(
                "Gemaakt op \(evaluation.today.dutch); dekking op \(evaluation.measuredOn.dutch), de laatste dag."
            )
        } else {
            terminal.write(
                "Tot en met \(evaluation.today.dutch). Het schooljaar is nog niet om: de cijfers veranderen nog."
            )
        }
        terminal.write("Alleen trajecten die u mag zien tellen mee.")
        if let missing = sentences.sentence(forUnreadable: evaluation.unreadable) {
            terminal.write("\(missing)")
        }
        if evaluation.cards.isEmpty, evaluation.unreadable.isEmpty {
            terminal.write("Er waren toen nog geen trajecten.")
        }
        let told = evaluation.cards.filter { isWhole || $0.saysSomething }
        for card in told { show(card, isOver: evaluation.isOver) }
        let silent = evaluation.cards.filter { !isWhole && !$0.saysSomething }
        if !silent.isEmpty {
            terminal.write()
            terminal.write("Zonder traject in dit schooljaar, en zonder norm die dan te meten is")
            for card in silent { terminal.write("  \(card.card.title) (\(card.card.id))") }
        }
        explain(told, measuredOn: evaluation.measuredOn)
    }

    private func show(_ card: CardEvaluation, isOver: Bool) {
        terminal.write()
        terminal.write("\(card.card.title) (\(card.card.id), versie \(card.card.version))")
        if card.hasCases {
            for figure in card.figures { show(figure) }
            let decisions = card.decisions.filter { $0.count > 0 }
            if !decisions.isEmpty { terminal.write("  Uitkomsten") }
            for decision in decisions {
                let outcomes = decision.parts.map { sentences.text(of: $0, in: decision) }
                terminal.write("    \(decision.title.label) \(outcomes.joined(separator: ", "))")
                name(decision)
            }
            show(card.steps)
        } else {
            terminal.write("  Er is in dit schooljaar geen traject begonnen.")
        }
        guard !card.card.norms.isEmpty else { return terminal.write("  Deze kaart heeft geen normen.") }
        let wording = CardWording(card.card, school: school)
        terminal.write("  Normen")
        for norm in card.norms {
            let whom = wording.population(of: norm.norm).map { " (\($0))" } ?? ""
            terminal.write("    \(norm.norm.title)\(whom)")
            var line: TerminalText = "      \(sentences.sentence(for: norm, isOver: isOver))"
            if let exclusions = sentences.exclusions(of: norm.figure) { line += " (\(exclusions))" }
            terminal.write(line)
            if case .onTime = norm.norm.measure {
                for part in norm.figure.parts {
                    terminal.write("      Waarvan \(part.title): \(part.count)")
                }
            }
            name(norm.figure)
        }
    }

    private func show(_ steps: [StepEvaluation]) {
        if !steps.isEmpty { terminal.write("  Stappen") }
        for step in steps {
            terminal.write("    \(step.title.label) \(sentences.text(of: step))")
            name(step.time)
            name(step.onTime)
        }
        if let delays = sentences.delays(in: steps) {
            terminal.write("    Waar het bleef liggen: \(delays).")
        }
    }

    /// What stands behind a figure, so that who reads it can count again.
    private func name(_ figure: Figure) {
        guard let sources else { return }
        for (title, isCounted, names) in sources.groups(of: figure) {
            var line = "      \(isCounted ? "" : "telt niet mee, ")\(title), \(names.count):"
            for (index, name) in names.enumerated() {
                let next = " \(name)\(index < names.count - 1 ? "," : "")"
                if line.width + next.width > Self.wide {
                    terminal.write("\(line)")
                    line = "       "
                }
                line += next
            }
            terminal.write("\(line)")
        }
    }

    private func show(_ figure: Figure) {
        terminal.write("  \(figure.title.padded(to: Self.width))\(sentences.textWithParts(of: figure))")
        if let exclusions = sentences.exclusions(of: figure) {
            terminal.write("  \("".padded(to: Self.width))\(exclusions)")
        }
        name(figure)
    }

    /// What each figure means, once.
    private func explain(_ cards: [CardEvaluation], measuredOn: Day) {
        var seen: Set<String> = []
        let figures = cards.flatMap { card in
            (card.hasCases
                ? card.figures + card.decisions.filter { $0.count > 0 }
                    + card.steps.flatMap { [$0.time, $0.onTime] }
                : [])
                + card.norms.map(\.figure)
        }
        let definitions = figures.filter { seen.insert($0.definition).inserted }
        guard !definitions.isEmpty else { return }
        terminal.write()
        terminal.write("Wat de cijfers betekenen")
        terminal.write("  Een traject telt in het schooljaar van zijn aanleiding, ook als het later eindigt.")
        terminal.write("  De peildag is \(measuredOn.dutch).")
        if sources != nil {
            terminal.write(
                "  Achter een cijfer staat over wie en (tussen haakjes) in welk traject; achter de dubbele punt hoeveel dagen of keer."
            )
        }
        for figure in definitions {
            terminal.write("  \(figure.label): \(figure.definition)")
        }
        if figures.contains(where: { if case .time = $0.value { true } else { false } }) {
            terminal.write("  Mediaan en kwartielen: \(Spread.definition)")
        }
    }
}

extension CardEvaluation {
    /// Whether there is anything to tell but that there was nothing.
    fileprivate var saysSomething: Bool {
        hasCases || norms.contains { $0.verdict != .unmeasurable && $0.verdict != .withheld }
    }
}
