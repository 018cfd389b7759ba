import CardEngine

extension Sentences {
    /// Why a case can't go on by another text of its card; `card` is the one by which it lives now.
    func sentence(for fault: MigrationFault, on card: Card) -> String {
        func named(_ step: StepID) -> String { "de stap '\(title(of: step, on: card))' staat open, en " }
        let after = "Rond hem eerst af, of laat het traject op zijn eigen versie aflopen."
        switch fault {
        case .sameText: return "Dit traject loopt al op deze tekst van de kaart. Er is niets veranderd."
        case .otherSubject: return "De nieuwe versie gaat over iets anders dan dit traject."
        case .hiddenChanged:
            return
                "De ene versie is verborgen en de andere niet; wat is vastgelegd blijft zoals het beloofd was."
        case .stepGone(let step):
            return capital(named(step)) + "de nieuwe versie heeft hem niet meer. " + after
        case .kindChanged(let step):
            return capital(named(step)) + "in de nieuwe versie is hij van een andere soort. " + after
        case .stepMoved(let step):
            return capital(named(step)) + "in de nieuwe versie staat hij in een ander blok. " + after
        case .branchesChanged(let step): return capital(named(step)) + "zijn takken zijn veranderd. " + after
        case .itemsChanged(let step):
            return capital(named(step)) + "hij loopt in de nieuwe versie over iets anders. " + after
        case .signersChanged(let step):
            return capital(named(step)) + "er wordt iets anders getekend, of door anderen. " + after
        case .callChanged(let step):
            return capital(named(step)) + "hij wacht in de nieuwe versie op iets anders. " + after
        case .dayMissing(let step, let field):
            return capital(named(step))
                + "in de nieuwe versie wacht hij op een dag ('\(title(of: field, on: card))') die hier leeg is, en die niemand in dit traject nog kan "
                + "invullen. Laat de nieuwe versie haar ook vragen bij een stap die hier gedaan is, of laat het traject op zijn eigen versie aflopen."
        case .stepNotDone(let step, let counted):
            return capital(named(step))
                + "in de nieuwe versie telt hij van de stap '\(title(of: counted, on: card))', die hier niet gedaan is en niet meer komt zolang er "
                + "gewacht wordt. Laat de nieuwe versie tellen van een stap die hier gedaan is, of laat het traject op zijn eigen versie aflopen."
        case .valueUnfit(let field):
            return "Wat is ingevuld bij '\(title(of: field, on: card))' past niet meer in de nieuwe versie. "
                + "Laat het daar kunnen, of laat het traject op zijn eigen versie aflopen."
        case .fieldMoved(let field):
            return
                "'\(title(of: field, on: card))' is ingevuld, en hoort in de nieuwe versie bij een ander blok. "
                + "Geef het daar een andere naam."
        case .outcomeGone(let step, let outcome):
            return
                "De stap '\(title(of: step, on: card))' eindigde met '\(outcome)'; de nieuwe versie kijkt naar die uitkomst, "
                + "en kent haar niet meer."
        }
    }

    private func title(of field: FieldID, on card: Card) -> String {
        card.field(field)?.title ?? field.rawValue
    }

    private func capital(_ text: String) -> String {
        guard let first = text.unicodeScalars.first else { return text }
        return String(first).uppercased() + String(text.unicodeScalars.dropFirst())
    }
}
