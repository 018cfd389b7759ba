import CardEngine

extension TogetherCheck {
    /// A purpose that is asked for and that no card gives, and a provision to somebody for whom no card asks consent: the
    /// answer would always be no.
    static let purposesGiven = TogetherCheck(name: "PurposesGiven") { among in
        // What could not be read may well give it.
        guard among.others.isComplete else { return [] }
        var hints = HintBudget()
        let grants = among.others.grants
        let known = Set(grants.map(\.purpose.value)).sorted()
        var told: Set<String> = []
        var diagnostics: [Diagnostic] = []
        for purpose in among.declaration.purposesAsked
        where purpose.name.isID && !known.contains(purpose.name) {
            // One purpose, one message.
            guard told.insert(purpose.name).inserted else { continue }
            let hint = hints.hint(purpose.name, among: known)
            diagnostics.append(
                Diagnostic(
                    .unknownPurpose, at: purpose.range,
                    "Geen enkele kaart vraagt toestemming voor \(purpose.name.quoted); het antwoord is dus altijd nee."
                        + (hint.isEmpty
                            ? " Zet in een kaart `geeft_toestemming: {doel: \(purpose.name), ...}` bij een `teken`."
                            : hint)))
        }
        for step in among.declaration.allSteps {
            guard case .task(let task) = step.kind, let disclosure = task.disclosure,
                case .consent(let purpose) = disclosure.ground, known.contains(purpose.value),
                !disclosure.recipient.value.isEmpty
            else { continue }
            let question = ConsentQuestion(
                purpose: PurposeID(purpose.value),
                recipient: among.others.own(RoleID(disclosure.recipient.value)))
            let isAsked = grants.contains { among.others.isAsked(question, by: $0) }
            guard !isAsked else { continue }
            diagnostics.append(
                Diagnostic(
                    .consentNeverGiven, at: disclosure.recipient.range,
                    "Voor \(purpose.value.quoted) wordt wel toestemming gevraagd, maar nergens om iets aan \(disclosure.recipient.value.quoted) "
                        + "te geven: deze stap eindigt dus altijd met `geen toestemming`. Zet deze rol bij `aan` van "
                        + "`geeft_toestemming`."))
        }
        return diagnostics
    }
}

extension CardDeclaration {
    /// Each place where a purpose is asked for, in the order of the card.
    fileprivate var purposesAsked: [(name: String, range: SourceRange)] {
        var found: [(name: String, range: SourceRange)] = []
        func look(_ condition: ConditionDeclaration?) {
            switch condition {
            case .all(let parts), .any(let parts): for part in parts { look(part) }
            case .not(let part): look(part)
            case .test(let key, _):
                let prefix = Keyword.consent.rawValue + "."
                guard key.value.hasPrefix(prefix) else { return }
                found.append(
                    (String(key.value.unicodeScalars.dropFirst(prefix.unicodeScalars.count)), key.range))
            case nil: return
            }
        }
        for step in allSteps {
            look(step.condition)
            switch step.kind {
            case .choice(let rows): for row in rows { look(row.condition) }
            case .task(let task):
                if case .consent(let purpose)? = task.disclosure?.ground {
                    found.append((purpose.value, purpose.range))
                }
            case .sign, .parallel, .forEach, .call, .wait, .register, .unread: break
            }
        }
        for interrupt in interrupts {
            if case .withdrawn(let purpose) = interrupt.trigger {
                found.append((purpose.value, purpose.range))
            }
            look(interrupt.condition)
        }
        return found
    }
}
