import CardEngine

/// What a name means where it stands.
extension CardCompiler {
    /// A name that could mean two things (kaarttaal, section 2).
    mutating func checkNames() {
        checkEnds()
        checkCounted()
        checkAsked()
        for conflict in fields.conflicts {
            report(
                .filledInsideAndOutside, at: conflict.name.range,
                "Het veld `\(conflict.name.value)` wordt binnen en buiten een `voor_elke` ingevuld, en dat zijn twee dingen. "
                    + "Gebruik twee velden.",
                notes: [.init(range: conflict.other.range, message: "De andere keer staat hier.")])
        }
    }

    /// A step and an end.
    private mutating func checkEnds() {
        for end in declaration.ends { reportTwoMeanings(end.id, "een einde", stepName(end.id), "een stap") }
        let written = Set(declaration.ends.map(\.id.value))
        for name in layout.steps.flatMap({ [$0.id] + $0.branchIDs })
        where endIndex[name.value] != nil && !written.contains(name.value) {
            report(
                .nameWithTwoMeanings, at: name.range,
                "`\(name.value)` is een einde dat elke kaart heeft, en kan geen stap zijn. Geef de stap een andere naam."
            )
        }
    }

    /// A step, a date field, an attribute and a named date: what a moment can count from.
    private mutating func checkCounted() {
        for entry in fields.entries where entry.declaration.kind == .date {
            let name = entry.declaration.id
            reportTwoMeanings(name, "een datumveld", stepName(name), "een stap")
            reportGiven(name, "een datumveld", isPlanned(name.value), "een naam in het schooljaar")
        }
        for name in layout.steps.map(\.id) {
            let isKept = school != nil && attributes[name.value] != nil && !reservedNames.contains(name.value)
            reportGiven(name, "een stap", isKept, "een kenmerk")
            reportGiven(name, "een stap", isPlanned(name.value), "een naam in het schooljaar")
        }
    }

    /// A field, a column and an attribute: what a condition can ask about.
    private mutating func checkAsked() {
        let lists = declaration.fields.filter { $0.kind == .list }
        let declared = Dictionary(
            declaration.fields.map { ($0.id.value, $0.id) }, uniquingKeysWith: { first, _ in first })
        for field in declaration.fields {
            reportGiven(field.id, "een veld", isKept(field.id.value), "een kenmerk")
        }
        for column in lists.flatMap(\.columns).map(\.id) {
            reportTwoMeanings(column, "een kolom", declared[column.value], "een veld")
            reportGiven(column, "een kolom", isKept(column.value), "een kenmerk")
        }
        for item in fields.entries where item.list == nil && declared[item.declaration.id.value] == nil {
            let name = item.declaration.id
            reportGiven(name, "een veld", isKept(name.value), "een kenmerk")
        }
        for twin in fields.twins {
            report(
                .nameWithTwoMeanings, at: twin.name.range,
                "\(twin.name.value.quoted) is een kolom van twee lijsten waarover een `voor_elke` gaat. Geef een van de twee "
                    + "een andere naam.",
                notes: [.init(range: twin.other.range, message: "De andere staat hier.")])
        }
    }

    private func stepName(_ name: Located<String>) -> Located<String>? {
        stepIndex[name.value].map { layout.steps[$0].id }
            ?? (branchNames.contains(name.value)
                ? layout.steps.lazy.flatMap(\.branchIDs).first { $0.value == name.value } : nil)
    }

    /// Whether the school keeps it of a subject. Reserved words have been complained about.
    private func isKept(_ name: String) -> Bool {
        school != nil && attributes[name] != nil
            && (!reservedFieldNames.contains(name) || name == AttributeID.birth.rawValue)
    }

    private func isPlanned(_ name: String) -> Bool { plannedNames?.contains(name) ?? false }

    private mutating func reportTwoMeanings(
        _ name: Located<String>, _ one: String, _ twin: Located<String>?, _ other: String
    ) {
        guard !name.value.isEmpty, let twin else { return }
        let (first, second) = twin.range.start < name.range.start ? (twin, name) : (name, twin)
        report(
            .nameWithTwoMeanings, at: second.range,
            "\(name.value.quoted) is \(one) en ook \(other). Geef een van de twee een andere naam.",
            notes: [.init(range: first.range, message: "De andere staat hier.")])
    }

    private mutating func reportGiven(
        _ name: Located<String>, _ one: String, _ hasOther: Bool, _ other: String
    ) {
        guard hasOther, !name.value.isEmpty else { return }
        report(
            .nameWithTwoMeanings, at: name.range,
            "\(name.value.quoted) is \(one), maar bij deze school ook \(other). Kies hier een andere naam.")
    }

    // MARK: - Looking up

    /// Where a name leads from a step; `verder` only where there is a next. From nowhere: only to the top level.
    mutating func target(_ name: Located<String>, from place: Int?, next: Target?) -> Target? {
        guard !name.value.isEmpty else { return nil }
        if name.value == "verder", let next { return next }
        let list = place.map { layout.listOfStep[$0] } ?? 0
        if let index = stepIndex[name.value] {
            if layout.enclosing(list).contains(layout.listOfStep[index]) { return .step(index) }
            reportIntoBlock(name, "De stap")
            return nil
        }
        if let index = endIndex[name.value] { return .end(index) }
        if name.value == "klaar" {
            if list != 0 { return .branchDone }
            report(
                .unknownTarget, at: name.range,
                "`klaar` kan alleen in een blok (`tegelijk`, `voor_elke`): dan is die tak klaar. Noem hier een stap of een "
                    + "einde.")
            return nil
        }
        if name.value == "verder" {
            report(
                .unknownTarget, at: name.range,
                "`verder` kan hier niet: een onderbreking staat niet in de rij. Noem een stap of een einde.")
            return nil
        }
        if branchNames.contains(name.value) {
            reportIntoBlock(name, "De tak")
            return nil
        }
        guard !isUnreadStep(name), !declaration.unread.ends else { return nil }
        let meant = suggestion(
            name.value, among: next == nil ? targetNames.dropFirst() : targetNames[...],
            otherwise: "Zet die erbij, of noem een stap of einde van deze kaart.")
        report(
            .unknownTarget, at: name.range, "Er is geen stap of einde \(name.value.quoted).\(meant.text)",
            notes: meant.notes)
        return nil
    }

    private mutating func reportIntoBlock(_ name: Located<String>, _ what: String) {
        report(
            .intoBlock, at: name.range,
            "\(what) `\(name.value)` staat binnen een blok; daar kan niets van buiten naartoe. Noem een stap uit dezelfde "
                + "rij of uit een rij eromheen.")
    }

    /// Whether a name that is not found may be that of a step that could not be read, or not under that name, of which was complained.
    func isUnreadStep(_ name: Located<String>) -> Bool {
        declaration.unread.steps || declaration.unread.nestedSteps.contains(name.value)
            || meantNames.contains(name.value)
    }

    /// The same of a field, or of a column of a list that is not known.
    func isUnreadField(_ name: Located<String>) -> Bool {
        declaration.unread.fields || mayBeUnreadColumn || meantNames.contains(name.value)
    }

    /// What to do with a text that names several fields; nil when it does not.
    private func listAdvice(_ text: String) -> String? {
        let words = text.unicodeScalars.split { $0 == "," || $0 == " " }.map { String($0) }
        let names = words.filter { !["en", "of"].contains($0) }
        guard names.count > 1, names.allSatisfy({ fields[$0] != nil }) else { return nil }
        return "Waar er meer mogen, staan zij in een lijst: `[\(names.joined(separator: ", "))]`."
    }

    /// The field of that name, known here; nil with a complaint.
    ///
    /// - Parameter words: what could be meant besides a field.
    mutating func knownField(_ name: Located<String>, orOneOf words: [String] = []) -> FieldTable.Entry? {
        guard let entry = fields[name.value] else {
            if !name.value.isEmpty, !isUnreadField(name) {
                let meant = suggestion(
                    name.value, among: [words, fieldNames].joined(),
                    otherwise: listAdvice(name.value) ?? "Zet het erbij, of haal het hier weg.")
                report(
                    .unknownField, at: name.range,
                    "Het veld \(name.value.quoted) staat niet onder `gegevens`.\(meant.text)",
                    notes: meant.notes)
            }
            return nil
        }
        checkScope(of: entry, name)
        return entry
    }

    /// Whether a name that is not found may be a column of a list that is not known, of which was complained.
    private var mayBeUnreadColumn: Bool {
        var next = scope
        while let place = next {
            if case .forEach(let block) = layout.steps[place].kind {
                switch block.source {
                case .rows(let list): if fields[list.value]?.declaration.kind != .list { return true }
                case .unread: return true
                case .pupils, .groups, .fixed: break
                }
            }
            next = layout.home[place]
        }
        return false
    }

    mutating func fieldID(_ name: Located<String>) -> FieldID {
        _ = knownField(name)
        return FieldID(name.value)
    }

    /// A field that must be of one of these kinds.
    mutating func fieldID(
        _ name: Located<String>, of kinds: Set<FieldWord>, _ expected: String, orOneOf words: [String] = []
    ) -> FieldID {
        if let kind = knownField(name, orOneOf: words)?.declaration.kind, !kinds.contains(kind) {
            report(
                .kindDoesNotFit, at: name.range,
                "Het veld `\(name.value)` is hier van de verkeerde soort: hier hoort een veld van soort \(expected)."
            )
        }
        return FieldID(name.value)
    }

    /// What belongs to an item of a `voor_elke` is known only within it.
    mutating func checkScope(of entry: FieldTable.Entry, _ name: Located<String>) {
        guard let home = entry.homes.first, !entry.homes.contains(where: { layout.holds($0, scope) }) else {
            return
        }
        report(
            .onlyInsideForEach, at: name.range,
            "Het veld `\(name.value)` hoort bij de `voor_elke` van de stap `\(layout.steps[home].id.value)`: elk onderdeel "
                + "heeft zijn eigen waarde, en daarbuiten is zij niet te gebruiken.")
    }

    mutating func stepID(_ name: Located<String>) -> StepID {
        if let index = stepIndex[name.value] {
            if let home = layout.home[index], !layout.holds(home, scope) {
                report(
                    .onlyInsideForEach, at: name.range,
                    "De stap `\(name.value)` staat in de `voor_elke` van de stap `\(layout.steps[home].id.value)`: hij komt "
                        + "voor elk onderdeel apart, en daarbuiten is hij niet te noemen.")
            }
        } else if !name.value.isEmpty, !isUnreadStep(name) {
            let meant = suggestion(
                name.value, among: layout.steps.lazy.map(\.id.value),
                otherwise: "Noem een stap van deze kaart.")
            report(
                .unknownStep, at: name.range, "Er is geen stap \(name.value.quoted).\(meant.text)",
                notes: meant.notes)
        }
        return StepID(name.value)
    }

    /// A step that somebody does, so that it can be asked who did.
    mutating func taskID(_ name: Located<String>) -> StepID {
        let step = stepID(name)
        guard let index = stepIndex[name.value] else { return step }
        switch layout.steps[index].kind {
        case .task, .register, .unread: break
        case .choice:
            report(
                .wordDoesNotFit, at: name.range,
                "`\(name.value)` is een keuze; die maakt niemand. Noem een stap die iemand doet.")
        case .sign, .parallel, .forEach, .call, .wait:
            report(
                .wordDoesNotFit, at: name.range,
                "De stap `\(name.value)` wordt niet door één persoon gedaan. Noem een stap met `wie`.")
        }
        return step
    }
}
