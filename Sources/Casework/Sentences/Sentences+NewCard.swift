import CardEngine
import CardLanguage

extension Sentences {
    /// What is wrong with an answer about a new card.
    func sentence(for fault: NewCardFault) -> String {
        switch fault {
        case .noName: "Geef de kaart een naam, zoals `verlof-aanvragen`."
        case .notAName(let name, let instead):
            "'\(name)' kan geen naam van een kaart zijn. Gebruik kleine letters zonder accent, cijfers en streepjes, begin met een letter, "
                + "en gebruik er hooguit 64." + (instead.map { " Bijvoorbeeld `\($0)`." } ?? "")
        case .nameTaken(let name, let file):
            "Er is al een bestand '\(name)': \(file). Er is niets overschreven; kies een andere naam."
        case .noText(let what): "Er staat niets bij '\(what)'. Vul het in."
        case .textCannotBeSeen(let what):
            "In de tekst bij '\(what)' staat een teken dat niet te zien is, of meer dan één regel. Typ de tekst opnieuw, met gewone spaties."
        case .textTooLong(let what, let limit):
            "De tekst bij '\(what)' is te lang: hoogstens \(limit) tekens."
        case .unknownSubject(let text, let known):
            "Een kaart gaat niet over '\(text)'." + didYouMean(text, among: known)
                + " Kies uit: \(options(known))."
        case .externalRole(let role):
            "De rol '\(role)' is van buiten de school. Noem een rol die iemand in de school heeft."
        case .nobodyHas(let role):
            "Niemand in de school heeft de rol '\(role)'. Noem een andere, of geef haar iemand in het schoolbestand."
        case .roleDoesNotFit(let role, let subject):
            "De rol '\(role)' geldt \(school?.role(role)?.scope == .group ? "per groep" : "per leerling"), en deze kaart gaat over "
                + "\(subject == .school ? "de hele school" : "een \(title(of: subject))"): daar kan niemand haar hebben. Noem een rol die voor de hele school geldt."
        case .noSteps: "Noem minstens één stap."
        case .wouldHaveFaults(let message):
            "Zo zou de kaart niet in orde zijn. \(message) Er is niets geschreven."
        }
    }
}
