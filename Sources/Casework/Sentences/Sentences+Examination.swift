import CardEngine
public import CaseStore
import SchoolTime

extension Sentences {
    /// What is wrong with the data of a school; empty when all is well. No case is named, nor told how many there are.
    public func findings(in found: Examination) -> [String] {
        let faults = found.faults.map { sentence(for: $0, in: found) }
        let isBroken = found.faults.contains(.log)
        return switch (found.holdsMark, isBroken) {
        case (nil, _), (true?, false): faults
        case (true?, true): faults + ["De kop die u noemde staat in het deel dat klopt."]
        case (false?, true): faults + ["De kop die u noemde staat niet in het deel dat klopt."]
        case (false?, false):
            faults + [
                "De kop die u noemde komt er niet in voor. Als die goed is overgeschreven, dan is er een oudere kopie teruggezet, "
                    + "of is weg wat er het laatst was vastgelegd."
            ]
        }
    }

    /// What to do about it, in order.
    public func advice(on found: Examination) -> [String] {
        guard !findings(in: found).isEmpty else { return [] }
        if found.faults == [.lists], found.holdsMark != false {
            return [
                "Maak de lijsten opnieuw met `kaart herbouw`; de gebeurtenissen zelf zijn heel, er is niets verloren.",
                "Zeg het tegen wie deze computer beheert: vanzelf gebeurt dit niet.",
            ]
        }
        if case .contentLost? = found.faults.first, found.faults.count == 1, found.holdsMark != false {
            return adviceOnLostContent
        }
        let hasLost = found.faults.contains { fault in
            switch fault {
            case .head, .empty, .laterForm, .log, .contentLost: true
            case .file, .tables, .textChanged, .textMissing, .lists: false
            }
        }
        return way(outOf: found.faults) + [
            "Werk hier niet verder, en bewaar het bestand zoals het nu is: het laat zien wat er gebeurd is.",
            "Waarschuw de directeur en wie deze computer beheert. Kan er iemand in het bestand hebben gewerkt, of is er iets "
                + "verloren, dan kan dat een datalek zijn: waarschuw ook de functionaris gegevensbescherming.",
            "Zet de nieuwste reservekopie terug die `kaart nazien` wel heel vindt"
                + (hasLost || found.faults.isEmpty
                    ? ", en leg opnieuw vast wat er sindsdien gebeurd is." : "."),
        ]
    }

    /// What has to be done first where there may be nothing wrong with the data.
    private func way(outOf faults: [Examination.Fault]) -> [String] {
        switch faults {
        case [.laterForm]:
            [
                "Is hier wel een nieuwere uitgave gebruikt, installeer die, en kijk de gegevens daarmee na: de rest is dan niet nodig."
            ]
        case [.empty]:
            [
                "Is hier nog nooit iets vastgelegd, haal het lege bestand dan weg en geef `kaart init` opnieuw: de rest is dan niet nodig."
            ]
        default: []
        }
    }

    /// All that happened is there, and only a copy of before the loss has what was filled in: it may be years old.
    private var adviceOnLostContent: [String] {
        [
            "Bewaar een kopie van het bestand zoals het nu is, en de nieuwste reservekopie die `kaart nazien` wel heel vindt: daarin staat het nog.",
            "Waarschuw de directeur, wie deze computer beheert en de functionaris gegevensbescherming: wat verloren is kan een datalek zijn.",
            "Is er sinds die reservekopie weinig vastgelegd, zet haar dan terug, en leg dat opnieuw vast.",
            "Werk anders verder: wat er gebeurd is klopt en wordt bewaard. Zoek in die kopie op wat er ontbreekt, en leg dat opnieuw vast voor "
                + "`kaart dag` weer loopt: van een traject met `kaart verbeter`, van een leerling met `kaart leerling` of `kaart jaarwissel`. Wat zo "
                + "niet kan, staat alleen nog in die kopie. `kaart nazien` blijft het verlies noemen.",
        ]
    }

    private func sentence(for fault: Examination.Fault, in found: Examination) -> String {
        switch fault {
        case .head:
            "Het is niet te lezen als gegevensbestand van kaart: het begin ervan is beschadigd of weg, of er is een ander bestand voor in de "
                + "plaats gezet."
        case .empty: "Het is leeg: wat erin stond is weg, of er is nooit iets in gezet."
        case .laterForm:
            "Volgens het bestand is het gemaakt met een nieuwere uitgave van kaart. Is die hier niet gebruikt, dan is het begin ervan "
                + "beschadigd."
        case .file: "Het bestand zelf is beschadigd."
        case .tables:
            "De opbouw van het bestand is niet meer zoals kaart haar maakte: iets anders heeft erin gewerkt."
        case .log:
            found.written.map {
                "De keten van gebeurtenissen is verbroken. Wat tot en met \($0.time.day.dutch) om \($0.time.dutchTime) is "
                    + "vastgelegd klopt; wat daarna komt is niet te vertrouwen. De laatste kop die klopt: "
                    + "\(HeadMark(found.head.hash))."
            } ?? "De keten van gebeurtenissen is vanaf het begin niet te vertrouwen."
        case .contentLost(let since):
            "Er is verloren wat er is ingevuld of als reden is gegeven, voor het eerst van wat op \(since.dutch) is vastgelegd."
        case .textChanged(let text): "\(title(of: text)) is niet meer wat er bewaard was."
        case .textMissing(let text): "\(title(of: text)) ontbreekt, en is wel gebruikt."
        case .lists:
            "De lijsten van trajecten, taken en termijnen zijn niet wat er uit de gebeurtenissen volgt."
        }
    }

    /// Which text; not that of a card that somebody's case lives by.
    private func title(of text: NamedText?) -> String {
        switch text {
        case .adoptedCard(let card, let version):
            "De vastgestelde tekst van de kaart '\(card)', versie \(version),"
        case .file(.school, let name): "Een tekst van het schoolbestand '\(name)'"
        case .file(.schoolYear, let name): "Een tekst van het schooljaar \(name)"
        case .cardOfCase, nil: "De tekst van een kaart of bestand"
        }
    }
}
