import CardEngine

extension CardCheck {
    /// A list of which `rijen` fixes the rows, with a column that can't say which row it is, or at a step that takes rows as
    /// they come.
    static let fixedRows = CardCheck(name: "FixedRows") { checked in
        let lists = checked.declaration.fields.filter { $0.rows != nil }
        let registers = checked.declaration.allSteps.compactMap { step -> Diagnostic? in
            guard case .register(let register) = step.kind,
                let list = lists.first(where: { $0.id.value == register.list.value })
            else { return nil }
            return Diagnostic(
                .kindDoesNotFit, at: register.list.range,
                "De rijen van de lijst `\(list.id.value)` liggen vast (`rijen`): in een register kan er dan geen bij. Laat "
                    + "`rijen` weg, of gebruik een andere lijst.")
        }
        return lists.flatMap(\.faultsOfRows) + registers
    }
}

extension FieldDeclaration {
    fileprivate var faultsOfRows: [Diagnostic] {
        switch rows {
        case .pupils: faultsOfPupilRows
        case .fixed(let name, let values): faults(ofRows: name, values.map(\.value))
        case nil: []
        }
    }

    private var faultsOfPupilRows: [Diagnostic] {
        guard let column = columns.first(where: { $0.kind == .pupil }) else {
            let other = columns.first { $0.id.value == pupilColumn }
            return [other.map(noPupil), misnamed(pupilColumn, at: id.range)].compactMap(\.self)
        }
        return [mayBeEmpty(column)].compactMap(\.self)
    }

    private func noPupil(_ column: FieldDeclaration) -> Diagnostic {
        Diagnostic(
            .kindDoesNotFit, at: column.id.range,
            "Bij `rijen: leerling` zegt de kolom `\(pupilColumn)` over wie een rij gaat, en die is dan van soort leerling. Geef "
                + "haar die soort, of laat haar weg: dan komt zij er vanzelf.")
    }

    private func faults(ofRows name: Located<String>, _ values: [String]) -> [Diagnostic] {
        guard let column = columns.first(where: { $0.id.value == name.value }) else {
            return [misnamed(name.value, at: name.range)].compactMap(\.self)
        }
        let options = Set(column.options.map(\.value))
        let fits = column.kind == .choice && options.isSuperset(of: values)
        let wrong = Diagnostic(
            .kindDoesNotFit, at: column.id.range,
            "De kolom `\(name.value)` zegt welke rij het is, en moet een keuze zijn met deze waarden als opties. Geef haar die, of "
                + "laat haar weg: dan komt zij er vanzelf.")
        return [fits || column.kind == nil ? nil : wrong, mayBeEmpty(column)].compactMap(\.self)
    }

    private func mayBeEmpty(_ column: FieldDeclaration) -> Diagnostic? {
        guard column.mayBeEmpty else { return nil }
        return Diagnostic(
            .wordDoesNotFit, at: column.id.range,
            "De kolom `\(column.id.value)` zegt welke rij het is, en kan dus niet leeg zijn. Haal `mag_leeg` weg."
        )
    }

    /// The column that `rijen` makes would go by the name of the list itself.
    private func misnamed(_ column: String, at place: SourceRange) -> Diagnostic? {
        guard column == id.value else { return nil }
        return Diagnostic(
            .nameWithTwoMeanings, at: place,
            "`\(column)` is de lijst en ook een kolom van haar rijen. Geef de lijst een andere naam.")
    }
}
