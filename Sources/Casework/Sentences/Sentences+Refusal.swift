public import CardEngine
import CardLanguage
import SchoolTime

extension Sentences {
    /// Why the engine refused.
    func sentence(for refusal: Refusal, on card: Card) -> String {
        switch refusal {
        case .notOpened: "Dit traject is nog niet begonnen."
        case .alreadyOpened: "Dit traject loopt al."
        case .caseEnded(let end, let stamp):
            "Dit traject is op \(stamp.day.dutch) geëindigd: \(card.end(end)?.title ?? end.rawValue). Er is niets veranderd."
        case .unknownVisit(let number):
            "Dit traject heeft geen stap .\(number). Kijk met `kaart taken` wat er openstaat."
        case .stepDone(let step, let completion):
            "\(name(of: completion.stamp.actor)) heeft de stap '\(title(of: step, on: card))' op "
                + "\(completion.stamp.day.dutch) om \(completion.stamp.time.dutchTime) al afgerond met "
                + "'\(completion.outcome)'. Er is niets veranderd."
        case .stepCancelled(let step, let stamp):
            "De stap '\(title(of: step, on: card))' hoeft niet meer: hij is op \(stamp.day.dutch) vervallen door "
                + "\(name(of: stamp.actor)). Er is niets veranderd."
        case .stepClosed(let step, let outcome, let day):
            sentence(forSignedBefore: step, outcome, day, on: card)
                ?? "De stap '\(title(of: step, on: card))' is op \(day.dutch) vanzelf geëindigd met '\(outcome)'. Er is niets veranderd."
                + (outcome == Outcome.noConsent
                    ? " Is het verstrekt op een dag waarop de toestemming nog gold? Dan legt wie de stap kon doen dat vast, met die dag erbij: `--gedaan-op`."
                    : "")
        case .wrongAct(let step):
            sentence(forOtherActAt: nil, step, on: card)
        case .notDone(let step):
            "De stap '\(title(of: step, on: card))' is niet gedaan en kan dus niet heropend worden."
        case .nothingToCorrect(let step):
            "Bij de stap '\(title(of: step, on: card))' valt niets te verbeteren: dat kan met velden die iemand daar invulde. Staat de stap nog open, vul ze dan in met "
                + "`kaart klaar`. Klopt een uitkomst of antwoord niet, dan kan de eigenaar van de kaart (\(title(of: card.owner))) de stap heropenen (`kaart heropen`)."
        case .noCorrection(let fields):
            "Noem met `--veld` wat er verbeterd moet worden. Bij deze stap is gevraagd: \(titles(of: fields, on: card))."
        case .neverEmpty(let field, let step):
            "\(titles(of: [field], on: card)) kan niet leeg: de stap '\(title(of: step, on: card))' vraagt er altijd om. Geef de goede waarde. "
                + "Er is niets veranderd."
        case .awaited(let field, let step):
            "\(titles(of: [field], on: card)) kan niet leeg: de stap '\(title(of: step, on: card))' wacht op die dag. Geef de goede dag. "
                + "Er is niets veranderd."
        case .doneAgain(let step, let visit):
            "De stap '\(title(of: step, on: card))' is later nog eens gedaan. Verbeter het daar: stap .\(visit) van dit traject."
        case .filledElsewhere(let field, let step, let visit):
            "\(titles(of: [field], on: card)) is het laatst ingevuld bij de stap '\(title(of: step, on: card))': stap .\(visit) van dit traject. "
                + "Er is niets veranderd. Verbeter het daar."
        case .sameValue(let fields):
            "Dit is al zo: \(titles(of: fields, on: card)). Er is niets veranderd."
        case .closedBlock(let step):
            "De stap '\(title(of: step, on: card))' hoort bij een blok dat niet meer loopt. Heropen dat blok in zijn geheel, of een stap daarvoor of "
                + "daarna."
        case .closedBranch(let step, let block):
            "De stap '\(title(of: step, on: card))' staat in een tak van '\(title(of: block, on: card))' die al klaar is. Er is niets veranderd. Heropen "
                + "'\(title(of: block, on: card))' in zijn geheel zodra alle takken klaar zijn; wat verkeerd is ingevuld verbetert u nu al met `kaart verbeter`."
        case .openAgain(let step, let visit):
            "De stap '\(title(of: step, on: card))' staat al open: stap .\(visit) van dit traject. Er is niets veranderd."
        case .notThere(let step):
            "De stap '\(title(of: step, on: card))' is er in deze versie van de kaart niet meer, of hoort nu bij een ander blok: "
                + "hij kan niet heropend worden. Er is niets veranderd. Heropen een stap daarvoor of daarna."
        case .personNeeded(let person): "Deze stap is voor \(name(of: person))."
        case .takenBy(let person):
            "\(name(of: person)) heeft deze stap opgepakt: alleen die laat hem los, of de eigenaar van de kaart (\(title(of: card.owner)))."
        case .someoneQualifies(let step):
            "De stap '\(title(of: step, on: card))' kan al door iemand gedaan worden; toewijzen hoeft niet."
        case .notOnStaff(let person):
            "Volgens het schoolbestand werkt \(name(of: person)) hier niet, of niet meer."
        case .cannotTake(let person, let roles) where roles.isEmpty:
            "\(name(of: person)) kan deze stap niet doen. Er is niets veranderd. Vraag het aan wie de kaart beheert (\(title(of: card.owner)))."
        case .cannotTake(let person, let roles):
            "\(name(of: person)) kan deze stap niet doen: daarvoor is de rol \(self.roles(inside(roles))) voor dit traject nodig. Er is niets "
                + "veranderd. Wie tijdelijk invalt krijgt die rol met `kaart medewerker`."
        case .alreadyTaken(let step, let person):
            "De stap '\(title(of: step, on: card))' is al van \(name(of: person)). Er is niets veranderd."
        case .notTaken(let step):
            "De stap '\(title(of: step, on: card))' had niemand opgepakt. Er is niets veranderd."
        case .notASigner(let signer, let known):
            "Hier wordt \(title(of: signer)) niet gevraagd te tekenen. Gevraagd: \(list(known.map { title(of: $0) }, "en"))."
        case .proofNeeded:
            "Geef met `--document` waar het antwoord op papier staat, zoals `--document 'ESIS, map 3'`. Bij een weigering is een regel in het logvel genoeg."
        case .unknownItem(let step):
            "Dit kan niet toegevoegd worden aan '\(title(of: step, on: card))': het hoort daar niet bij, of is er niet meer. Er is niets "
                + "veranderd. Kijk met `kaart traject` wat er openstaat."
        case .itemThere(let step):
            "Dit staat al open bij '\(title(of: step, on: card))'. Er is niets veranderd."
        case .noTerm:
            "Hier is geen termijn van de school om uit te stellen; een termijn uit de wet schuift niet. Er is niets veranderd."
        case .notLater(let day): "Uitstel kan alleen tot een dag na \(day.dutch)."
        case .alreadySuspended: "Dit traject is al opgeschort. Het gaat weer verder met `kaart hervat`."
        case .notSuspended: "Dit traject is niet opgeschort: er valt niets te hervatten."
        case .notChosen(let conditions):
            "Met de hand begint u deze kaart alleen waar dit geldt: "
                + conditions.map { "`\(ConditionText.text(of: $0, on: card))`" }.joined(separator: ", of ")
                + ". Hier is dat niet zo, of niet bekend. Er is niets veranderd."
        case .occasionNeeded:
            "De termijnen van deze kaart tellen terug van de dag waar het om gaat, zoals die van de bespreking. Geef die dag met `--aanleiding`, bijvoorbeeld `--aanleiding 2026-12-01`."
        case .stepPassed(let step): "De stap '\(title(of: step, on: card))' wacht op niemand."
        case .roleNeeded(let roles):
            "Dit kan alleen iemand met de rol \(self.roles(inside(roles))) voor dit traject. Er is niets veranderd."
        case .otherPersonNeeded(let person, let step):
            "\(name(of: person)) deed de stap '\(title(of: step, on: card))'; deze stap is voor een ander."
        case .samePersonNeeded(let person, let step):
            "Deze stap is voor wie de stap '\(title(of: step, on: card))' deed: \(name(of: person))."
        case .tooEarly(let step, let day):
            "De stap '\(title(of: step, on: card))' kan pas vanaf \(day.dutch)."
        case .outcomeNeeded(let known): "Geef de uitkomst: \(options(known))."
        case .unknownOutcome(let name, let known):
            "Deze stap heeft geen uitkomst '\(name)'. Kies uit: \(options(known))."
        case .fieldsNeeded(let fields): "Nog in te vullen: \(titles(of: fields, on: card))."
        case .fieldsNotAsked(let fields): "Deze stap vraagt niet naar: \(titles(of: fields, on: card))."
        case .wrongValue(let field, let fault):
            "\(card.field(field)?.title ?? field.rawValue): \(sentence(for: fault))"
        case .checklistOpen(let points): "Nog niet alles is afgevinkt: \(list(points, "en"))."
        case .presenceNeeded(let roles):
            "Zeg van \(list(roles.map { title(of: $0) }, "en")) wie erbij was, zoals `--aanwezig \(roles.first.map(present) ?? "")`, of waarom niemand: "
                + "`--afwezig '\(roles.first?.rawValue ?? "")=<waarom>'`."
        case .presenceNotAsked(let roles):
            "Deze stap vraagt niet wie er was van: \(list(roles.map { title(of: $0) }, "en"))."
        case .notOfRole(let people, let role):
            "\(list(people.map { name(of: $0) }, "en")) \(people.count == 1 ? "heeft" : "hebben") voor dit traject niet de rol \(title(of: role))."
        case .dayOutside(let from, let to):
            from > to
                ? "De klok loopt achter: deze stap ging open op \(from.dutch), en dat moet nog komen."
                : from == to
                    ? "Dit kan alleen op \(to.dutch) gedaan zijn: toen ging de stap open, en de dagen daarna moeten nog komen."
                    : "Het kan gedaan zijn van \(from.dutch) tot en met \(to.dutch)."
        case .clockBehind(let day):
            "In dit traject is al iets vastgelegd op \(day.dutch), en dat moet nog komen. Loopt de klok van deze computer achter, zet hem dan goed; in een "
                + "oefenmap kiest u met `--vandaag` die dag of een latere."
        case .reasonNeeded: "Geef een reden, met `--reden`."
        case .remarkNeeded: "Zeg welke opmerking het was, of kies een ander antwoord."
        case .behalfNeeded(let roles):
            "Zeg namens wie u dit vastlegt: \(list(roles.map { title(of: $0) }, "of"))."
        case .waitsByItself(let step):
            "De stap '\(title(of: step, on: card))' gaat vanzelf verder; niemand hoeft hem af te ronden."
        case .reasonTooLong(let limit): "De reden is te lang (meer dan \(limit) tekens)."
        case .unknownInterrupt(let name, let known):
            known.isEmpty
                ? "Deze kaart heeft niets wat op elk moment gemeld kan worden."
                : "Deze kaart kent '\(name)' niet. Kies uit: \(options(known))."
        case .interruptNotNow(let name): sentence(forNotNow: name, on: card)
        case .wrongSubject(let kind): "Deze kaart gaat over een \(title(of: kind))."
        case .cannotMigrate(let fault): sentence(for: fault, on: card)
        case .notByHand: "Deze kaart begint niet met de hand."
        case .choiceUndecided(let step):
            "De keuze '\(title(of: step, on: card))' kan niet gemaakt worden: een veld waar zij naar kijkt is leeg. Er is niets "
                + "veranderd. Meld het aan wie de kaart beheert (\(title(of: card.owner)))."
        case .choiceOnUndone(let step, let undone):
            "De keuze '\(title(of: step, on: card))' kan niet gemaakt worden: zij kijkt naar de uitkomst van de stap '\(title(of: undone, on: card))', en die is "
                + "niet gedaan of vervallen. Er is niets veranderd. De eigenaar van de kaart (\(title(of: card.owner))) kan die stap heropenen (`kaart heropen`)."
        case .occasionUnknown(let step, let called):
            "De stap '\(title(of: step, on: card))' begint de kaart '\(called)', en die telt terug van een dag die hier nog niet bekend is. Er is niets "
                + "veranderd. Vul die dag eerst in; bij een stap die al gedaan is met `kaart verbeter`. Kunt u dat zelf niet, meld het dan aan wie de "
                + "kaart beheert (\(title(of: card.owner)))."
        case .occasionLost(let step, let called):
            "De stap '\(title(of: step, on: card))' begint de kaart '\(called)', en die telt terug van een dag die leeg is, en bij geen stap die gedaan is of openstaat "
                + "in te vullen. Er is niets veranderd. De eigenaar van de kaart (\(title(of: card.owner))) kan een stap heropenen die de dag vraagt "
                + "(`kaart heropen`), het traject overzetten op een versie die de dag vraagt bij een stap die gedaan is (`kaart zet-over`, en dan `kaart verbeter`), of het stoppen (`kaart stop`)."
        case .fieldMissing(let step, let field, let asker, let visit):
            "De stap '\(title(of: step, on: card))' kan niet opengaan zolang \(titles(of: [field], on: card)) niet is ingevuld. Er is niets veranderd. "
                + "Vul het in met `kaart verbeter`, bij de stap '\(title(of: asker, on: card))': stap .\(visit) van dit traject."
        case .cannotOpen(let step):
            "De stap '\(title(of: step, on: card))' kan niet opengaan: een veld dat hij nodig heeft is leeg. Er is niets veranderd. Meld het aan wie de "
                + "kaart beheert (\(title(of: card.owner))), of vraag wie eerder een stap van dit traject deed."
        case .notCallable(let step, let called):
            "De stap '\(title(of: step, on: card))' vraagt om de kaart '\(called)', en die kan nu niet beginnen. Er is niets veranderd. "
                + "Meld het aan wie de kaart beheert (\(title(of: card.owner)))."
        case .endless(let step):
            "Deze kaart blijft rondgaan bij '\(title(of: step, on: card))'. Er is niets veranderd. Meld het aan wie de kaart beheert "
                + "(\(title(of: card.owner)))."
        }
    }

    /// What is wrong with a value; what was typed is not repeated.
    public func sentence(for fault: ValueFault) -> String {
        switch fault {
        case .empty: "dit is leeg."
        case .notANumber: "dit is geen getal."
        case .notWhole: "dit is geen heel getal."
        case .notADate:
            "dit is geen datum. Schrijf een dag die bestaat, met het jaar erbij: 2026-11-23, 23-11-2026 of 23 november 2026."
        case .notYesOrNo: "schrijf `ja` of `nee`."
        case .notAnOption(_, let known): "kies uit: \(options(known))."
        case .unknownPerson: "dit is geen medewerker uit het schoolbestand."
        case .unknownPupil: "dit is geen leerling van deze groep of school."
        case .tooFewRows(let least): "geef minstens \(rows(least))."
        case .tooManyRows(let most): "geef hoogstens \(rows(most))."
        case .cellNeeded(let row, let column): "rij \(row): vul \(column) in."
        case .wrongCell(let row, let column, let fault): "rij \(row), \(column): \(sentence(for: fault))"
        case .rowInUse(let row):
            "rij \(row) kan niet weg: daar is al iets voor gedaan, of dat gebeurt nu. Neem haar op met haar nummer (`nr`); met `kaart lijst` krijgt u de lijst."
        case .rowNeeded(let name): "de rij '\(name)' ontbreekt."
        case .rowTwice(let name): "de rij '\(name)' staat er twee keer."
        case .wrongKind: "dit is een ander soort waarde."
        case .tooSmall(let least): "dit moet minstens \(least) zijn."
        case .tooLarge(let most): "dit mag hoogstens \(most) zijn."
        case .tooSoon(let least?): "dit kan op zijn vroegst \(least.dutch) zijn."
        case .tooLate(let most?): "dit kan op zijn laatst \(most.dutch) zijn."
        case .tooSoon(nil):
            "dit is te vroeg. Vanaf welke dag het mag, hangt af van een dag die u niet mag zien."
        case .tooLate(nil):
            "dit is te laat. Tot en met welke dag het mag, hangt af van een dag die u niet mag zien."
        case .tooLong(let limit): "dit is te lang (meer dan \(limit) tekens)."
        }
    }

    private func rows(_ count: Number) -> String { count == Number(1) ? "1 rij" : "\(count) rijen" }

    /// That all had answered a request to sign, and what can be done about that; nil when it ended otherwise.
    private func sentence(
        forSignedBefore step: StepID, _ outcome: String, _ day: Day, on card: Card
    ) -> String? {
        guard case .sign(let sign)? = card.step(step)?.kind,
            [SignStep.agreed, SignStep.refused, SignStep.incomplete].contains(outcome)
        else { return nil }
        let withdraw =
            sign.grant != nil && outcome == SignStep.agreed
            ? " Een toestemming trekt u in met `kaart toestemming`." : ""
        return
            "Op \(day.dutch) hadden allen geantwoord die bij '\(title(of: step, on: card))' gevraagd waren; de uitkomst is '\(outcome)'. Er is niets "
            + "veranderd. Klopt een antwoord niet, dan kan de eigenaar van de kaart (\(title(of: card.owner))) de stap heropenen (`kaart heropen`).\(withdraw)"
    }

    /// The roles in the school that can do what these roles are asked: for one outside it those that record for it.
    private func inside(_ roles: [RoleID]) -> [RoleID] {
        let inside = roles.flatMap { role in
            school?.role(role).flatMap { $0.isExternal && !$0.registrars.isEmpty ? $0.registrars : nil } ?? [
                role
            ]
        }
        return inside.indices.filter { !inside[..<$0].contains(inside[$0]) }.map { inside[$0] }
    }

    /// That an interrupt can't be reported now, and when it can.
    private func sentence(forNotNow name: String, on card: Card) -> String {
        let conditions = card.interrupts.filter { $0.report?.outcome == name }.compactMap(\.condition)
            .map { "`\(ConditionText.text(of: $0, on: card))`" }
        return "'\(name)' kan nu niet gemeld worden"
            + (conditions.isEmpty
                ? "." : ": dat kan alleen als dit geldt: \(conditions.joined(separator: ", of ")).")
            + " Er is niets veranderd."
    }

    /// What one types behind `--aanwezig` for a role, of one in the school with a name.
    private func present(_ role: RoleID) -> String {
        guard let known = school?.role(role), !known.isExternal else { return role.rawValue }
        return "\(role)=<naam>"
    }

    func title(of step: StepID, on card: Card) -> String { card.step(step)?.title ?? step.rawValue }

    private func titles(of fields: [FieldID], on card: Card) -> String {
        list(fields.map { "\(card.field($0)?.title ?? $0.rawValue) (\($0))" }, "en")
    }

    func title(of kind: SubjectKind) -> String {
        switch kind {
        case .pupil: "leerling"
        case .group: "groep"
        case .school: "school"
        case .staffMember: "medewerker"
        }
    }

    /// How a step goes, for who tried another way.
    ///
    /// - Parameter reference: how people name the step; nil when that is not known.
    func sentence(forOtherActAt reference: CaseReference?, _ step: StepID, on card: Card) -> String {
        let place = reference.map { " \($0)" } ?? ""
        let way =
            switch card.step(step)?.kind {
            case .task: "Rond hem af met `kaart klaar\(place)`."
            case .sign: "Leg een antwoord vast met `kaart teken\(place) <antwoord>`."
            case .register:
                "Schrijf erbij met `kaart noteer\(place)`, en rond hem af met `kaart klaar\(place)`."
            case .choice, .parallel, .forEach, .call, .wait, nil:
                "Kijk met `kaart traject\(reference.map { " \($0.caseID)" } ?? "")` wat u kunt doen."
            }
        return "De stap '\(title(of: step, on: card))' gaat met een ander commando. \(way)"
    }
}
