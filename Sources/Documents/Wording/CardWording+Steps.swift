import CardEngine
import SchoolTime

extension CardWording {
    /// The word for what a step is; nil for a task, which needs none.
    func kind(of step: Step) -> String? {
        switch step.kind {
        case .task(let task):
            task.disclosure.map { "verstrekt gegevens aan \(title(of: $0.recipient))" }
        case .sign: "tekenen"
        case .choice: "keuze"
        case .parallel: "naast elkaar"
        case .forEach(let each): items(of: each)
        case .call(let call): call.goesOn ? "begint een andere kaart" : "andere kaart"
        case .wait: "wachten"
        case .register: "bijhouden"
        }
    }

    /// Who does a step.
    func who(_ step: Step, _ style: NameStyle = .full) -> [String] {
        switch step.kind {
        case .task(let task):
            var lines = [performers(task.performers)]
            if !task.together.isEmpty { lines.append("samen met \(allOf(task.together))") }
            guard style == .full else { return lines }
            if let other = task.otherThan { lines.append("een ander dan bij \(name(of: other))") }
            if let same = task.sameAs { lines.append("dezelfde als bij \(name(of: same))") }
            return lines
        case .sign(let sign): return [allOf(sign.signers)] + (style == .full ? signing(sign) : [])
        case .choice: return style == .full ? ["volgt uit de gegevens"] : []
        case .parallel(let block):
            return style == .short && block.closesAt == .all ? [] : [closing(block.closesAt, "takken", "tak")]
        case .forEach(let block):
            guard style == .full || block.closesAt != .all else { return [] }
            let part: (String, String) =
                switch block.source {
                case .pupils: ("leerlingen", "leerling")
                case .groups: ("groepen", "groep")
                case .rows: ("rijen", "rij")
                case .fixed: ("onderdelen", "onderdeel")
                }
            return [closing(block.closesAt, part.0, part.1)]
        case .call(let call): return ["kaart \(title(of: call.card))"] + (style == .full ? calling(call) : [])
        case .wait(let wait): return wait.earlier.isEmpty ? [] : ["eerder verder: \(anyOf(wait.earlier))"]
        case .register(let register):
            return [performers(register.performers)]
        }
    }

    /// When a step may be done and by when; of a wait what it waits for.
    func when(_ step: Step, _ style: NameStyle = .full) -> [String] {
        let terms = terms(step.terms, expires: step.expires, style)
        if case .wait(let wait) = step.kind { return [waiting(wait, style)] + terms }
        return terms
    }

    private func performers(_ performers: Performers) -> String {
        switch performers {
        case .roles(let roles): anyOf(roles)
        case .field(let field): "wie genoemd is bij \(title(of: field))"
        }
    }

    /// Who records for the roles outside the school that do steps of this card, in the order of the school.
    func recording() -> [String] {
        let asked = card.steps.flatMap { $0.askedRoles.joined() }
        return (school?.roles ?? []).compactMap { role in
            let isAsked = role.isExternal && asked.contains { $0 == role.id || role.aliases.contains($0) }
            return isAsked && !role.registrars.isEmpty
                ? "voor \(role.title.onOneLine): \(anyOf(role.registrars))" : nil
        }
    }

    private func signing(_ sign: SignStep) -> [String] {
        var lines: [String] = []
        if sign.signers.contains(SignStep.parents) { lines.append("ieder met gezag tekent apart") }
        switch sign.question {
        case .agreement: break
        case .seen: lines.append("gezien is genoeg")
        }
        if sign.needsProof { lines.append("steeds met een document als bewijs") }
        if let grant = sign.grant {
            let recipient: String =
                switch grant.recipient {
                case .school: ""
                case .roles(let roles): " aan \(allOf(roles))"
                case .field(let field): " aan wie genoemd is bij \(title(of: field))"
                }
            lines.append(
                "akkoord geeft toestemming voor ‘\(grant.purpose)’\(recipient)"
                    + (grant.until.map { ", \(until($0))" } ?? ""))
        }
        return lines
    }

    /// How long a consent holds.
    private func until(_ moment: Moment) -> String {
        if case .span(let duration) = moment { "\(duration.dutch) lang" } else { "tot \(point(moment))" }
    }

    private func closing(_ rule: ClosingRule, _ all: String, _ one: String) -> String {
        switch rule {
        case .all: "klaar als alle \(all) klaar zijn"
        case .first: "klaar bij de eerste \(one); de rest vervalt"
        case .count(1): "klaar bij 1 \(one); de rest vervalt"
        case .count(let count): "klaar bij \(count) \(all); de rest vervalt"
        }
    }

    /// `voor elke leerling`.
    func items(of block: ForEachStep) -> String {
        switch block.source {
        case .pupils: "voor elke leerling"
        case .groups: "voor elke groep"
        case .rows(let field): "voor elke rij van \(title(of: field))"
        case .fixed(let field, let values): "voor elk van \(title(of: field)): \(values.listed("en"))"
        }
    }

    private func calling(_ call: CallStep) -> [String] {
        var lines: [String] = []
        switch call.about {
        case .same: break
        case .field(let field): lines.append("over wie genoemd is bij \(title(of: field))")
        }
        if let occasion = call.occasion { lines.append("aanleiding: \(self.occasion(occasion))") }
        for proposal in call.proposals {
            let theirs =
                others[call.card]?.field(proposal.theirs)?.title.onOneLine ?? proposal.theirs.rawValue
            lines.append("neemt \(title(of: proposal.ours)) mee als ‘\(theirs)’")
        }
        lines.append(
            call.goesOn ? "dit traject gaat meteen verder" : "dit traject wacht op het einde daarvan")
        return lines
    }

    private func occasion(_ moment: Moment) -> String {
        if case .span(let duration) = moment, duration != .sameDay {
            "over \(duration.dutch)"
        } else {
            point(moment)
        }
    }

    private func waiting(_ wait: WaitStep, _ style: NameStyle) -> String {
        switch wait.goal {
        case .moment(let moment):
            switch moment {
            case .span(let duration): "\(duration.dutch) wachten"
            case .relative, .anchor, .today, .period, .next: "tot \(point(moment, style))"
            case .dayBefore(let period): "tot de dag voor \(point(.period(period), style))"
            }
        case .card(let card, let since):
            "tot \(title(of: card)) voltooid is, sinds "
                + (since.map { point($0, style) } ?? "het begin van dit schooljaar")
        }
    }

    // MARK: - What belongs to a step

    /// The title of the branch that begins with a step; a branch that is one step has that of the step.
    func branchNote(at place: Int) -> [CardPage.Note] {
        let list = card.steps[place].list
        guard let block = card.lists[list].block, card.lists[list].steps.first == place,
            case .parallel(let parallel) = card.steps[block].kind,
            let branch = parallel.branches.first(where: { $0.list == list }),
            branch.title != card.steps[place].title
        else { return [] }
        return [CardPage.Note(label: "Tak", lines: [branch.title.onOneLine])]
    }

    /// What else there is to know, each with a word before it.
    func notes(on step: Step) -> [CardPage.Note] {
        var notes: [CardPage.Note] = []
        func add(_ label: String, _ lines: [String]) {
            if !lines.isEmpty { notes.append(CardPage.Note(label: label, lines: lines)) }
        }
        if let condition = step.condition {
            let who: String = if case .forEach = step.kind { "alleen voor wie of wat" } else { "alleen als" }
            add("Voorwaarde", ["\(who) \(phrase(condition))"])
        }
        add("Uitleg", step.explanation?.lines ?? [])
        if case .task(let task) = step.kind {
            add("Afvinken", task.checklist.map(\.onOneLine))
            add("Invullen", task.required.map { plainTitle(of: $0) })
            add("Mag erbij", task.optional.map { plainTitle(of: $0) })
            add("Bewaart", task.records.map { "\(title(of: $0.field)) als \(title(of: $0.attribute))" })
            if let disclosure = task.disclosure {
                let ground: String =
                    switch disclosure.ground {
                    case .law(let law): "grondslag: \(law.onOneLine)"
                    case .consent(let purpose): "alleen met toestemming voor ‘\(purpose)’"
                    }
                add(
                    "Verstrekt",
                    [
                        "\(disclosure.fields.map { title(of: $0) }.listed("en")) aan \(title(of: disclosure.recipient)); \(ground)"
                    ])
            }
        }
        if case .register(let register) = step.kind { add("Bijhouden", [plainTitle(of: register.list)]) }
        add("Documenten", step.documents.map(\.onOneLine))
        return notes
    }

    func plainTitle(of field: FieldID) -> String { find(field)?.title.onOneLine ?? field.rawValue }

    func name(of phase: Phase) -> String {
        switch phase {
        case .plan: "plan"
        case .do: "do"
        case .check: "check"
        case .act: "act"
        }
    }
}
