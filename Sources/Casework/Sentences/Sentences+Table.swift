extension Sentences {
    /// What is wrong with a table, behind a colon.
    static func reason(of fault: CSVFault) -> String {
        switch fault {
        case .empty: "er staat niets in."
        case .ragged(let line, let cells, let columns):
            "regel \(line) heeft \(cells) kolommen, en de eerste regel \(columns)."
        case .cutOff(let line):
            "regel \(line) houdt op voor de laatste kolom. Misschien is het bestand afgebroken: maak het opnieuw, of vul die regel aan."
        case .quoteNotClosed(let line): "het aanhalingsteken in regel \(line) wordt niet gesloten."
        case .textBehindQuote(let line): "in regel \(line) staat iets achter een aanhalingsteken dat sluit."
        case .columnTwice(let column): "de kolom '\(column)' staat er twee keer."
        case .columnMissing(let column): "de kolom '\(column)' ontbreekt."
        case .meetingColumnMissing(let column):
            "de kolom '\(column)' ontbreekt. Begin met een lege tabel: `kaart klaar --leeg-formulier`, met de stappen erachter."
        case .noStep: "er staat geen enkele stap in."
        case .nothingDecided: "bij geen enkele stap is iets ingevuld."
        case .rowTwice(let column, let number): "\(column) \(number) staat er twee keer."
        case .unknownRow(let line, let column):
            "in regel \(line) staat bij '\(column)' geen nummer van een rij die er is; laat het leeg bij een nieuwe rij."
        }
    }
}
