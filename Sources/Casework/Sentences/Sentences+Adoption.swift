public import CardEngine
import CardLanguage
import SchoolTime

extension Sentences {
    /// Why a card was not adopted, or can't be used as it is.
    func sentence(for fault: AdoptionFault) -> String {
        switch fault {
        case .adoptedTextChanged(let card, let version, let newest):
            "Versie \(version) van de kaart '\(card)' is vastgesteld, en in het bestand staat nu een andere tekst. Een vastgestelde tekst "
                + "verandert niet: zet in het bestand `versie: \(newest + 1)` en `status: concept`, en stel die versie vast. Of zet de "
                + "vastgestelde tekst terug; die staat in `kaart versies \(card) \(newest)`."
        case .adoptedTextUnfit(let card, let version):
            "In het bestand van de kaart '\(card)' staat een concept, en de vastgestelde versie \(version) past niet meer bij de school: een rol, "
                + "kenmerk of datum die zij noemt is weg. Stel de nieuwe versie vast, of zet terug wat weg is."
        case .fileGone(let card, let version):
            "Van de kaart '\(card)' is versie \(version) vastgesteld, en een bestand met de naam \(card).yaml is er niet meer. Zet het terug "
                + "(`kaart versies \(card) \(version)` toont de tekst). Gebruikt de school haar niet meer, zet er dan `status: vervallen` in."
        case .adoptionNotOnRecord(let card, let version):
            "In het bestand van de kaart '\(card)' staat `status: vastgesteld`, maar dat versie \(version) is vastgesteld is niet vastgelegd, "
                + "en in deze school moet dat. Stel haar vast met `kaart stel-vast \(card)`."
        case .withdrawnOnRecord(let card, let day):
            "In het bestand van de kaart '\(card)' staat weer de vastgestelde tekst, en de kaart is vervallen: dat is op \(day.dutch) "
                + "vastgelegd. Stel haar opnieuw vast met `kaart stel-vast \(card)`, of zet er `status: vervallen` bij."
        case .versionPassed(let card, let version, let newest):
            "Van de kaart '\(card)' is versie \(newest) al vastgesteld; in het bestand staat versie \(version). Zet daar een hoger nummer: "
                + "`versie: \(newest + 1)`."
        case .withdrawnNotAdopted(let card):
            "De kaart '\(card)' is vervallen. Zet er eerst `status: concept` bij en een volgend nummer bij `versie`. Er is niets veranderd."
        case .adopterNeeded(let card, let roles):
            "De kaart '\(card)' vaststellen doet iemand met de rol \(self.roles(roles)). Er is niets veranderd."
        case .authorUnknown(let card):
            "In deze school stelt een ander de kaart vast dan wie haar schreef, en bij '\(card)' staat niet wie dat was. Zet het in het "
                + "bestand, bijvoorbeeld `auteur: \(exampleAuthor)`. Er is niets veranderd."
        case .authorNotOnStaff(let card, let author):
            "Bij de kaart '\(card)' staat als auteur '\(author)', en die staat niet in het schoolbestand."
                + didYouMean(author.rawValue, among: school?.staff.map(\.id.rawValue) ?? [])
                + " Zet bij `auteur` wie de tekst nu voor zijn rekening neemt. Er is niets veranderd."
        case .adoptedByAuthor(let card):
            "U staat zelf bij de kaart '\(card)' als auteur. In deze school stelt een ander haar vast. Er is niets veranderd."
        case .namedCardsNotAdopted(let card, let named, let together, let first):
            "De kaart '\(card)' begint of wacht op \(list(named.map { "'\($0)'" }, "en")), en die \(named.count == 1 ? "is" : "zijn") nog niet "
                + "vastgesteld: trajecten zouden daar blijven steken. "
                + (first.isEmpty
                    ? "Stel samen vast wat bij elkaar hoort: `kaart stel-vast \(together.map(\.rawValue).joined(separator: " "))`."
                    : "Eerst stelt een ander vast: \(text(of: first)).")
                + " Er is niets veranderd."
        case .doesNotFit(let card, let version, let fault):
            "Versie \(version) van de kaart '\(card)' past niet bij wat er dan geldt. \(fault) Of stel kaarten die samen veranderd zijn samen "
                + "vast. Er is niets veranderd."
        case .notOnOneLine:
            "De reden komt in het bestand van de kaart te staan: geef haar op één regel, zonder tekens die niet te zien zijn. Er is niets "
                + "veranderd."
        case .cardFileByHand(let file):
            "Het bestand \(file) is zo geschreven dat dit er niet met zekerheid in te zetten is. Er is niets veranderd; zet `status` en `wijzigingen` elk "
                + "op regels van hun eigen."
        }
    }

    /// That the school works by an earlier version than was adopted last.
    public func sentence(for earlier: EarlierVersion) -> String {
        let (card, version, newest) = (earlier.card, earlier.version, earlier.newest)
        return
            "In het bestand van de kaart '\(card)' staat weer versie \(version), en daarna is versie \(newest) vastgesteld: wat nu begint, "
            + "begint met versie \(version). Is dat niet de bedoeling, zet dan de tekst van `kaart versies \(card) \(newest)` terug. Is dat het wel, "
            + "zet er dan `versie: \(newest + 1)` en `status: concept` bij, en stel haar vast."
    }

    /// That what stands in the file of a card does not count yet.
    ///
    /// - Parameter version: the one by which the school works.
    public func sentence(forConceptOf card: CardID, after version: Int) -> String {
        "Dit is het concept van een volgende versie. De school werkt volgens versie \(version): `kaart toon \(card) \(version)`."
    }

    /// That the month has passed in which an adopted card is looked at each year.
    public func sentence(for overdue: OverdueEvaluation) -> String {
        "Deze kaart wordt elk jaar in \(YearPeriod.dutchMonths[overdue.month.month - 1]) geëvalueerd, en over haar is het laatst op "
            + "\(overdue.decidedOn.dutch) iets vastgesteld. Bekijk haar (`kaart evaluatie`), zet `versie: \(overdue.version + 1)` en `status: concept` in het "
            + "bestand, ook als er weinig verandert, en stel die versie vast: `kaart stel-vast \(overdue.card)`."
    }

    /// That an adopted card names what others adopt still.
    public func sentence(forAwaited awaited: [AwaitedAdoption], by card: CardID) -> String {
        "De kaart '\(card)' begint of wacht op wat een ander nog vaststelt: \(text(of: awaited)). Tot dan kan een traject daar niet verder."
    }

    /// `'huisbezoek' (schoolmaatschappelijk werker) en 'zib' (ib'er)`
    private func text(of awaited: [AwaitedAdoption]) -> String {
        list(awaited.map { "'\($0.card)'" + ($0.roles.isEmpty ? "" : " (\(roles($0.roles)))") }, "en")
    }

    /// That a school year does not plan what cards count from.
    public func sentence(for plan: DroppedPlan) -> String {
        "In het schooljaar \(plan.year.name) staat `\(plan.name)` niet meer bij `planning`, en daar tellen kaarten van: "
            + list(plan.cards.map { "`\($0)`" }, "en")
            + ". Wat ervan telt krijgt in dat jaar geen dag, en er begint niets door. Zet de dag of periode erbij."
    }

    private var exampleAuthor: String { school?.staff.first?.id.rawValue ?? "anna" }
}
