import CardEngine
import SchoolTime

extension CardWording {
    /// A condition as a phrase that can follow "als".
    func phrase(_ condition: Condition) -> String { phrase(condition, within: false) }

    private func phrase(_ condition: Condition, within: Bool) -> String {
        switch condition {
        case .test(let operand, let test): return phrase(operand, test)
        case .all(let parts):
            // Each part of "of" that holds "en" stands between brackets, and the other way round.
            let text = parts.map { phrase($0, within: true) }.joined(separator: " en ")
            return within && parts.count > 1 ? "(\(text))" : text
        case .any(let parts):
            let text = parts.map { phrase($0, within: true) }.joined(separator: " of ")
            return within && parts.count > 1 ? "(\(text))" : text
        case .not(let part): return "niet geldt dat \(phrase(part, within: true))"
        }
    }

    private func phrase(_ operand: Operand, _ test: Test) -> String {
        switch operand {
        case .field(let field): return "\(title(of: field)) \(says(test))"
        case .outcome(let step):
            switch test {
            case .empty: return "\(reference(to: step)) geen uitkomst heeft"
            case .filled: return "\(reference(to: step)) een uitkomst heeft"
            case .oneOf(let values):
                let names = values.map { "‘\(text(of: $0))’" }.listed("of")
                return "\(reference(to: step)) eindigde met \(names)"
            case .atLeast, .atMost, .before, .after:
                return "de uitkomst van \(reference(to: step)) \(says(test))"
            }
        case .visits(let step):
            switch test {
            case .atLeast(Number(1)): return "\(reference(to: step)) gedaan is"
            case .atMost(Number(0)): return "\(reference(to: step)) niet gedaan is"
            case .atLeast(let number): return "\(reference(to: step)) minstens \(times(number)) is gedaan"
            case .atMost(let number): return "\(reference(to: step)) hoogstens \(times(number)) is gedaan"
            case .oneOf(let values):
                return
                    "\(reference(to: step)) \(values.map { text(of: $0) }.listed("of")) keer is gedaan"
            case .before, .after, .empty, .filled:
                return "het aantal keren van \(reference(to: step)) \(says(test))"
            }
        case .consent(let purpose):
            return "er \(isYes(test) ? "toestemming" : "geen toestemming") is voor ‘\(purpose)’"
        case .attribute(.isEnrolled):
            return isYes(test) ? "de leerling ingeschreven is" : "de leerling niet ingeschreven is"
        case .attribute(let attribute): return "\(title(of: attribute)) \(says(test))"
        }
    }

    private func isYes(_ test: Test) -> Bool {
        switch test {
        case .oneOf(let values): values.allSatisfy { $0 == .yesNo(true) || $0 == .text("ja") }
        case .filled, .atLeast, .atMost, .before, .after: true
        case .empty: false
        }
    }

    private func says(_ test: Test) -> String {
        switch test {
        case .oneOf(let values): "\(values.map { text(of: $0) }.listed("of")) is"
        case .atLeast(let number): "minstens \(number) is"
        case .atMost(let number): "hoogstens \(number) is"
        case .before(let moment): "voor \(point(moment)) ligt"
        case .after(let moment): "na \(point(moment)) ligt"
        case .empty: "leeg is"
        case .filled: "ingevuld is"
        }
    }

    private func times(_ number: Number) -> String { "\(number) keer" }

    /// A value that a condition compares with.
    private func text(of value: FieldValue) -> String {
        switch value {
        case .text(let text), .choice(let text), .document(let text), .pupil(let text): text.onOneLine
        case .number(let number): number.description
        case .date(let day): day.dutchDate
        case .yesNo(let answer): answer ? "ja" : "nee"
        case .choices(let options): options.map(\.onOneLine).listed("en")
        case .person(let person): school?.person(person)?.name.onOneLine ?? person.rawValue
        case .rows(let rows): rows.count == 1 ? "1 rij" : "\(rows.count) rijen"
        }
    }
}
