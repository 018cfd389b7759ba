public import CardEngine
import CardLanguage

extension Sentences {
    /// What is wrong in a table of groups or staff, and where.
    func sentence(for fault: TableFault) -> String {
        let place = fault.line.map { "Regel \($0), kolom '\(fault.column.rawValue)': " }
        return (place ?? "\(fault.column.asTyped): ") + sentence(for: fault.what)
    }

    private func sentence(for what: TableFault.What) -> String {
        switch what {
        case .missing: "hier staat niets. Vul het in."
        case .notAnID:
            "dit kan geen naam zijn. Gebruik kleine letters zonder accent, cijfers en streepjes, begin met een letter, en gebruik "
                + "er hooguit 64."
        case .isProgram: "zo heet het programma zelf in het logboek. Kies een andere naam."
        case .cannotBeSeen:
            "hierin staat een teken dat niet te zien is. Typ de tekst opnieuw, met gewone spaties."
        case .saidOtherwise: "een eerdere regel zegt hier iets anders. Laat ze hetzelfde zeggen."
        case .loginTaken: "deze login hoort al bij een ander. Ieder heeft een eigen login."
        case .isContact: "dit is al een contactpersoon van buiten de school. Kies een andere naam."
        case .withoutRole: "dit hoort bij een rol, en die ontbreekt."
        case .unknownRole(let name, let known):
            "de school heeft geen rol '\(name)'." + didYouMean(name, among: known)
                + " De rollen zijn: \(known.joined(separator: ", "))."
        case .externalRole(let role):
            "de rol '\(role)' is van buiten de school; een medewerker kan haar niet hebben."
        case .wholeSchool(let role): "de rol '\(role)' geldt voor de hele school. Laat dit leeg."
        case .groupNeeded(let role): "de rol '\(role)' geldt per groep. Zeg welke."
        case .unknownGroup(let name, let known):
            "er is geen groep '\(name)'." + didYouMean(name, among: known)
                + " De groepen zijn: \(known.joined(separator: ", "))."
        case .pupilNeeded(let role):
            "de rol '\(role)' geldt per leerling. Geef het leerlingnummer: cijfers, met hoogstens vier letters en streepjes."
        case .looksLikeBSN:
            "dit nummer lijkt op een burgerservicenummer. Dat mag hier niet staan; gebruik het leerlingnummer van de school."
        case .notADate: "dit is geen datum. Schrijf een dag die bestaat, zoals 2027-08-01."
        case .daysReversed: "de laatste dag valt voor de eerste. Draai ze om."
        case .standsInForSelf: "niemand valt in voor zichzelf."
        case .unknownPerson(let name, let known):
            "er is geen medewerker '\(name)'." + staff(known, for: name)
        case .goesOnAnyway(let known):
            "deze rol loopt volgens het schoolbestand \(period(of: known)). Geef dezelfde eerste dag op om haar eerder te laten "
                + "eindigen."
        }
    }

    /// Who there is, for who typed another name: by name or by id.
    func staff(_ known: [String], for name: String) -> String {
        let names = known.map { id in school?.person(PersonID(id))?.name }
        let shown = zip(known, names).map { id, name in name.map { "\($0) (\(id))" } ?? id }
        return didYouMean(name, among: names.compactMap(\.self) + known)
            + " In het schoolbestand staan: \(shown.joined(separator: ", "))."
    }

    /// `leerkracht van Groep Geel, van ma 02-11-2026 tot en met vr 20-11-2026, voor Bas Berends`.
    public func title(of assignment: RoleAssignment) -> String {
        var title = title(of: assignment.role)
        if let group = assignment.group { title += " van \(self.title(of: group))" }
        if let pupil = assignment.pupil { title += " van leerling \(pupil)" }
        if assignment.firstDay != nil || assignment.lastDay != nil { title += ", \(period(of: assignment))" }
        if let person = assignment.substituteFor { title += ", voor \(name(of: person))" }
        return title
    }

    /// That the school file is again what it was, and to whom that gives what.
    public func sentence(for earlier: EarlierSchool) -> String {
        let (text, last) = (earlier.text, earlier.last)
        let regained = earlier.regained?.map { found in
            // Which pupil it is about is not for everybody who reads this.
            let roles = found.roles.map { held in
                title(of: RoleAssignment(role: held.role, group: held.group))
                    + (held.pupil == nil ? "" : " van een leerling")
            }
            let rights =
                roles + found.actsFor.map { "handelen als \(name(of: $0))" }
                + (found.hasOtherLogin ? ["een andere login"] : [])
            return "\(found.person.name) (\(list(rights, "en")))"
        }
        return
            "In het schoolbestand staat weer een eerdere tekst (`kaart versies \(text.name) \(text.number)`), en niet meer die van het laatst. "
            + (regained.map { people in
                let again =
                    (people.isEmpty
                        ? []
                        : ["Wat intussen was weggenomen hebben weer: \(people.joined(separator: "; "))."])
                    + (earlier.registryRoles.isEmpty
                        ? []
                        : ["Weer bij `beheer`: \(list(earlier.registryRoles.map { title(of: $0) }, "en"))."])
                    + (earlier.isAdoptionFreer ? ["Kaarten vaststellen mogen weer meer mensen."] : [])
                return again.isEmpty
                    ? "Geen rol, login of `mag_als` komt erdoor terug." : again.joined(separator: " ")
            } ?? "Wie er rollen door terugkrijgt, is niet meer te lezen.")
            + " Is dat niet de bedoeling, zet dan de tekst van `kaart versies \(last.name) \(last.number)` terug."
    }

    private func period(of assignment: RoleAssignment) -> String {
        switch (assignment.firstDay, assignment.lastDay) {
        case (nil, nil): "altijd"
        case (let first?, nil): "vanaf \(first.shortDutch)"
        case (nil, let last?): "tot en met \(last.shortDutch)"
        case (let first?, let last?): "van \(first.shortDutch) tot en met \(last.shortDutch)"
        }
    }
}

extension TableColumn {
    /// What a person typed where there is no table: an argument or an option.
    fileprivate var asTyped: String {
        switch self {
        case .group, .person: rawValue
        case .scope: "--rol, achter de dubbele punt"
        case .title, .name, .login, .role, .firstDay, .substituteFor: "--\(rawValue)"
        case .lastDay: "--tot-en-met"
        }
    }
}
