import CardEngine

extension TogetherCheck {
    /// What not all may see, and what goes to more eyes another way than by `neem_mee`: kept as an attribute of the pupil
    /// (`leg_vast`), given as the occasion of another card, or as the last day of a consent (kaarttaal, section 8). Of a
    /// sensitive field it is an error, as there; of another one a school may mean it.
    static let seenElsewhere = TogetherCheck(name: "SeenElsewhere") { among in
        guard let card = among.checked?.card else { return [] }
        let layout = CardLayout(among.declaration.steps)
        return layout.steps.enumerated().flatMap { place, step -> [Diagnostic] in
            switch step.kind {
            case .task(let task):
                guard layout.subject(inside: layout.home[place], of: among.declaration.subject) == .pupil
                else {
                    return []
                }
                return task.records.compactMap { record in
                    among.complaint(of: record.field, at: record.attribute.range, on: card) { field in
                        among.others.viewersOfPupils.map {
                            (
                                $0, "Het kenmerk `\(record.attribute.value)` van een leerling",
                                "leg het niet vast"
                            )
                        }
                    }
                }
            case .call(let call):
                guard let day = call.occasion?.anchor, let called = among.card(call.card.value)?.card else {
                    return []
                }
                return [
                    among.complaint(of: day, at: day.range, on: card) { _ in
                        (
                            among.others.viewers(of: called), "De aanleiding van de kaart `\(called.id)`",
                            "tel van iets anders"
                        )
                    }
                ].compactMap(\.self)
            case .sign(let sign):
                guard let day = sign.grant?.until?.anchor else { return [] }
                return [
                    among.complaint(of: day, at: day.range, on: card) { _ in
                        among.others.viewersOfPupils.map {
                            ($0, "Tot wanneer een toestemming geldt", "tel van iets anders")
                        }
                    }
                ].compactMap(\.self)
            case .choice, .parallel, .forEach, .wait, .register, .unread: return []
            }
        }
    }
}

extension CardAmongOthers {
    /// That more roles come to see what a field holds; nil when they see it here too, or anyone who sees the case does.
    fileprivate func complaint(
        of name: Located<String>, at range: SourceRange, on card: Card,
        _ seen: (Field) -> (roles: Set<RoleID>, what: String, otherwise: String)?
    ) -> Diagnostic? {
        let list = card.fields.first { $0.holds(column: FieldID(name.value)) }
        guard let field = card.fields.flatMap(\.withColumns).first(where: { $0.id.rawValue == name.value }),
            field.visibleTo != nil || list?.visibleTo != nil, let (roles, what, otherwise) = seen(field)
        else { return nil }
        let more = roles.subtracting(others.viewers(of: field, on: card))
        guard !more.isEmpty else { return nil }
        let isSensitive = field.isSensitive || list?.isSensitive == true
        return Diagnostic(
            .moreEyes, isSensitive ? .error : .warning, at: range,
            "\(what) zien ook anderen: \(more.shown). Zij mogen `\(name.value)` hier niet zien. Laat hen dat veld ook zien "
                + "(`zichtbaar_voor`), of \(otherwise).")
    }
}

extension MomentDeclaration {
    /// What it counts from.
    fileprivate var anchor: Located<String>? {
        switch form {
        case .relative(_, _, let name), .anchor(let name), .next(_, after: let name): name
        case .span, .today, .period, .dayBefore, .unread: nil
        }
    }
}
