import CardEngine

extension TogetherCheck {
    /// A sensitive field that decides where a case goes or who gets a step, in a card that more roles see than the field:
    /// they see which step opened, and for whom, and with that the value (kaarttaal, section 8, "passed on to more eyes").
    static let toldByTheWay = TogetherCheck(name: "ToldByTheWay") { among in
        guard let card = among.checked?.card else { return [] }
        var told: Set<String> = []
        return among.declaration.decisiveNames.compactMap { name, decides -> Diagnostic? in
            guard !told.contains(name.value),
                let field = card.fields.flatMap(\.withColumns).first(where: { $0.id.rawValue == name.value }),
                field.isSensitive
                    || card.fields.contains(where: { $0.isSensitive && $0.holds(column: field.id) })
            else { return nil }
            told.insert(name.value)
            let others = among.others.viewers(of: card).subtracting(among.others.viewers(of: field, on: card))
            guard !others.isEmpty else { return nil }
            return Diagnostic(
                .toldByTheWay, .warning, at: name.range,
                "`\(name.value)` is bijzonder, en bepaalt hier \(decides). Wie het traject ziet maar dat veld niet (\(others.shown)), leest "
                    + "daaraan af wat er staat. Zet bij de kaart een smaller `zichtbaar_voor`, of zet wat volgt in een eigen kaart "
                    + "die alleen ziet wie ook het veld mag zien.")
        }
    }
}

extension CardDeclaration {
    /// The names that decide where a case goes or who gets a step, in the order of the card, each with what it decides.
    fileprivate var decisiveNames: [(name: Located<String>, decides: String)] {
        allSteps.flatMap { step in
            var found = (step.condition?.names ?? []).map { ($0, "of een stap opengaat") }
            switch step.kind {
            case .choice(let rows):
                found += rows.flatMap { $0.condition?.names ?? [] }.map { ($0, "waar het traject heen gaat") }
            case .task(let task):
                if case .field(let name) = task.performers { found.append((name, "wie de stap krijgt")) }
            case .register(let register):
                if case .field(let name) = register.performers { found.append((name, "wie de stap krijgt")) }
            case .call(let call):
                found += call.about.map { [($0, "over wie een andere kaart begint")] } ?? []
            case .sign, .parallel, .forEach, .wait, .unread: break
            }
            return found
        } + interrupts.flatMap { $0.condition?.names ?? [] }.map { ($0, "of een onderbreking geldt") }
    }
}

extension ConditionDeclaration {
    /// What it looks at, in the order in which it is written.
    fileprivate var names: [Located<String>] {
        switch self {
        case .all(let parts), .any(let parts): parts.flatMap(\.names)
        case .not(let part): part.names
        case .test(let name, _): [name]
        }
    }
}
