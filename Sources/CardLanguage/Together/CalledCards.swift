import CardEngine

extension TogetherCheck {
    /// A called card that is not adopted, whose subject does not follow from ours, or that counts back from an occasion it is
    /// not given; a card that is awaited or followed and is about another; a called card that begins by itself as well.
    static let calledCards = TogetherCheck(name: "CalledCards") { among in
        among.starts + among.calls.flatMap { among.diagnostics(of: $0.call, at: $0.index) } + among.waits
    }
}

extension CardAmongOthers {
    /// A card that another may name; a hidden one has been complained about.
    private func named(_ name: Located<String>) -> Card? {
        guard let card = card(name.value)?.card, !card.isHidden || name.value == self.name else { return nil }
        return card
    }

    /// What an adopted card must know of one that it calls. Whether an earlier version of a concept was adopted stands in
    /// no file.
    private func statusComplaint(of called: Card, at name: Located<String>) -> Diagnostic? {
        switch called.status {
        case .adopted: nil
        case .draft:
            Diagnostic(
                .calledCardNotAdopted, .warning, at: name.range,
                "De kaart `\(name.value)` is een concept, en deze kaart is vastgesteld. Tot ook die is vastgesteld, begint hier de versie "
                    + "die eerder is vastgesteld; is die er niet, dan blijft het traject hier steken.")
        case .withdrawn:
            Diagnostic(
                .calledCardNotAdopted, at: name.range,
                "De kaart `\(name.value)` is vervallen, en deze kaart is vastgesteld: hier zou het traject blijven steken. Roep een "
                    + "andere kaart aan, of haal de stap weg.")
        }
    }

    fileprivate func diagnostics(of call: CallDeclaration, at index: Int) -> [Diagnostic] {
        guard let called = named(call.card) else { return [] }
        let name = call.card
        var found: [Diagnostic] = []
        if declaration.status == .adopted, let complaint = statusComplaint(of: called, at: name) {
            found.append(complaint)
        }
        if let ours = subject(of: call, at: index),
            !called.subject.follows(from: ours, exactly: call.about != nil)
        {
            found.append(
                Diagnostic(
                    .subjectDoesNotFollow, at: name.range,
                    "De kaart `\(name.value)` gaat over \(called.subject.shown), en hier gaat het over \(ours.shown): "
                        + "over wie of wat dat traject moet gaan, is zo niet te zeggen."
                        + (called.subject == .pupil || called.subject == .staffMember
                            ? " Noem met `betreft: {veld: ...}` het veld waarin dat staat."
                            : " Roep haar aan vanuit een kaart die over hetzelfde gaat.")))
        }
        if call.occasion == nil, called.countsBackFromOccasion {
            found.append(
                Diagnostic(
                    .occasionNotGiven, at: name.range,
                    "De kaart `\(name.value)` telt terug van haar aanleiding, en krijgt er hier geen. Zet erbij: "
                        + "`aanleiding: <moment>`."))
        }
        if call.about == nil, let when = occasion(sharedWith: called) {
            found.append(
                Diagnostic(
                    .calledCardStartsToo, .warning, at: name.range,
                    "De kaart `\(name.value)` begint \(when) ook vanzelf: dan lopen er twee trajecten. Laat haar daar niet "
                        + "vanzelf beginnen, of roep haar hier niet aan."))
        }
        return found
    }

    /// Whom or what the call is about, before the called card has its say.
    private func subject(of call: CallDeclaration, at index: Int) -> SubjectKind? {
        guard let checked, case .call(let step) = checked.card.steps[index].kind else { return nil }
        switch step.about {
        case .same: return checked.card.subject(at: index)
        case .field(let field):
            switch checked.card.field(field)?.kind {
            case .pupil: return .pupil
            case .person: return .staffMember
            case .text, .longText, .number, .wholeNumber, .date, .yesNo, .choice, .multipleChoice, .document,
                .list, nil:
                return nil
            }
        }
    }

    // MARK: - Waiting and following

    fileprivate var waits: [Diagnostic] {
        declaration.allSteps.enumerated().compactMap { index, step in
            guard case .wait(let wait) = step.kind, case .card(let name, _) = wait.goal,
                let awaited = named(name), let ours = checked?.card.subject(at: index),
                !awaited.subject.canBeAwaited(from: ours)
            else { return nil }
            return Diagnostic(
                .subjectDoesNotFollow, at: name.range,
                "De kaart `\(name.value)` gaat over \(awaited.subject.shown), en hier gaat het over \(ours.shown): op "
                    + "zo'n traject kan deze stap niet wachten. Noem een andere kaart.")
        }
    }

    fileprivate var starts: [Diagnostic] {
        declaration.starts.compactMap { rule in
            guard case .after(let name, _, _) = rule.trigger, let followed = named(name),
                let ours = declaration.subject, followed.subject != ours
            else { return nil }
            return Diagnostic(
                .subjectDoesNotFollow, at: name.range,
                "De kaart `\(name.value)` gaat over \(followed.subject.shown), en deze over \(ours.shown): `na` geldt "
                    + "alleen voor dezelfde. Noem een kaart die over \(ours.shown) gaat.")
        }
    }

    // MARK: - What begins twice

    /// When the called card begins by itself on what this one begins on too; nil when it does not.
    private func occasion(sharedWith called: Card) -> String? {
        guard let card = checked?.card, called.id != card.id, called.subject == card.subject else {
            return nil
        }
        for theirs in called.startRules {
            switch theirs.trigger {
            case .manual: continue
            case .after(let followed, _, _): if followed == card.id { return "na deze kaart" }
            case .event(let event):
                if card.startRules.contains(where: { $0.trigger == theirs.trigger }) {
                    return "bij \(FieldText.text(of: event))"
                }
            case .moment(let moment):
                if card.startMoments.contains(where: { $0.isOn(moment) }) { return "op dat moment" }
            case .yearly(let moments):
                if moments.contains(where: { moment in card.startMoments.contains { $0.isOn(moment) } }) {
                    return "op dat moment"
                }
            }
        }
        return nil
    }
}

extension Card {
    /// Whom or what a step is about: within a `voor_elke` of pupils or groups that is the item.
    func subject(at index: Int) -> SubjectKind {
        for (block, _) in blocks(around: index) {
            guard case .forEach(let each) = steps[block].kind else { continue }
            switch each.source {
            case .pupils: return .pupil
            case .groups: return .group
            case .rows, .fixed: continue
            }
        }
        return subject
    }

    /// The moments on which it begins by itself.
    fileprivate var startMoments: [Moment] {
        startRules.flatMap { rule -> [Moment] in
            switch rule.trigger {
            case .moment(let moment): [moment]
            case .yearly(let moments): moments
            case .manual, .event, .after: []
            }
        }
    }
}

extension Moment {
    /// Whether both are about the same date or period.
    fileprivate func isOn(_ other: Moment) -> Bool {
        if let anchor { return anchor == other.anchor }
        return self == other
    }
}

extension SubjectKind {
    /// As a sentence says it.
    fileprivate var shown: String {
        let word = Vocabulary.subjects.words.first { $0.value == self }?.word ?? ""
        return self == .school ? "de \(word)" : "een \(word)"
    }

    /// Whether a called card about this gets its subject from a caller about that (kaarttaal, section 4.6).
    ///
    /// - Parameter exactly: a field names whom it is about.
    fileprivate func follows(from caller: SubjectKind, exactly: Bool) -> Bool {
        if self == caller { return true }
        if exactly { return false }
        return self == .school || self == .group && caller == .pupil
    }

    /// Whether a case about that can wait for one about this: the same, what it is part of, or all that is part of it.
    fileprivate func canBeAwaited(from waiting: SubjectKind) -> Bool {
        switch (self, waiting) {
        case (.school, _), (.pupil, .pupil), (.pupil, .group), (.pupil, .school), (.group, .group),
            (.group, .school), (.group, .pupil), (.staffMember, .staffMember):
            true
        case (.pupil, .staffMember), (.group, .staffMember), (.staffMember, _): false
        }
    }
}
