import CardEngine

extension CardWording {
    /// The fields without those that stand for something else: a column, which is told with its list, and the value of a
    /// fixed list.
    var ownFields: [Field] {
        var others: Set<FieldID> = []
        for field in card.fields {
            if case .list(let columns, _) = field.kind { others.formUnion(columns.map(\.id)) }
        }
        for step in card.steps {
            if case .forEach(let block) = step.kind, case .fixed(let field, _) = block.source {
                others.insert(field)
            }
        }
        return card.fields.filter { !others.contains($0.id) }
    }

    /// What a field holds: `een keuze: havo of vwo`.
    func holds(_ field: Field) -> String {
        kind(of: field) + limits(of: field)
    }

    private func kind(of field: Field) -> String {
        switch field.kind {
        case .text: "tekst"
        case .longText: "lange tekst"
        case .number: "getal"
        case .wholeNumber: "geheel getal"
        case .date: "datum"
        case .yesNo: "ja of nee"
        case .choice(let options): "een van: \(options.map(\.onOneLine).joined(separator: ", "))"
        case .multipleChoice(let options):
            "een of meer van: \(options.map(\.onOneLine).joined(separator: ", "))"
        case .document: "verwijzing naar een document"
        case .person: "medewerker of contact"
        case .pupil: "leerling"
        case .list(let columns, let rows):
            "lijst" + (rows.map { ", \(self.rows($0))" } ?? "") + " met "
                + columns.map { column in
                    "\(title(of: column.id)) (\(holds(column))\(column.mayBeEmpty ? ", mag leeg" : ""))"
                }.listed("en")
        }
    }

    private func rows(_ source: RowSource) -> String {
        switch source {
        case .pupils: "een rij voor elke leerling"
        case .fixed(_, let values): "een rij voor \(values.map(\.onOneLine).listed("en"))"
        }
    }

    private func limits(of field: Field) -> String {
        var limits: [String] = []
        if let minimum = field.minimum { limits.append("minstens \(text(of: minimum))") }
        if let maximum = field.maximum { limits.append("hoogstens \(text(of: maximum))") }
        guard !limits.isEmpty else { return "" }
        let isOne = (field.maximum ?? field.minimum) == .number(Number(1))
        let rows: String = if case .list = field.kind { isOne ? " rij" : " rijen" } else { "" }
        return "; \(limits.listed("en"))\(rows)"
    }

    private func text(of bound: Bound) -> String {
        switch bound {
        case .number(let number): number.description
        case .moment(let moment): point(moment)
        }
    }

    /// Who may see what is filled in.
    func readers(of field: Field) -> String {
        let who = field.visibleTo.map { allOf($0) } ?? "wie het traject ziet"
        return field.isSensitive ? "\(who) (bijzondere gegevens)" : who
    }

    /// The numbers of the steps that ask for it.
    func askedIn(_ field: Field) -> String {
        let columns: [FieldID] =
            if case .list(let columns, _) = field.kind { columns.map(\.id) } else { [] }
        let steps = card.steps.indices.filter { index in
            card.steps[index].asked.contains { $0 == field.id || columns.contains($0) }
        }
        return steps.map { numbers[$0] }.joined(separator: ", ")
    }
}
