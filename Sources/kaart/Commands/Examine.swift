import ArgumentParser
import CaseStore
import CaseStoreSQLite
import Casework

/// `kaart nazien`
struct Examine: TerminalCommand {
    static let configuration = CommandConfiguration(
        commandName: "nazien", abstract: "Kijk na of de gegevens nog heel zijn.",
        discussion: """
            Kijkt het bestand na, de keten van gebeurtenissen, de bewaarde teksten en de lijsten, en verandert niets. Is er iets \
            mis, dan staat er sinds wanneer en wat u doet, en eindigt dit met 1. Laat het elke week lopen.

            Dat de laatste gebeurtenissen weg zijn, of dat een oudere kopie is teruggezet, is aan het bestand zelf niet te \
            zien. Schrijf daarom af en toe de kop over op papier, en noem die een volgende keer.

            Voorbeeld: kaart nazien --kop 3fa2-11bc-90de-77aa-0b1c-5e6f
            """)

    @Option(
        name: .customLong("kop"), help: ArgumentHelp("De kop die u eerder overschreef.", valueName: "kop"))
    var mark: String?

    @Option(name: .customLong("map"), help: ArgumentHelp("De map van de school.", valueName: "map"))
    var folder: String?

    func run(on terminal: Terminal) throws {
        let folder = try SchoolFolder.find(folder, isByData: true)
        let mark = try mark.map { text in
            guard let mark = HeadMark(text) else {
                throw WrongUse(
                    message:
                        "`--kop` is de kop die `kaart nazien` liet zien, zoals 3fa2-11bc-90de-77aa-0b1c-5e6f."
                )
            }
            return mark
        }
        let shelf = Shelf(forWorkIn: folder.cardFolder)
        let sentences = Sentences(school: shelf.school)
        let found = try sentences.telling { try SQLiteCaseStore.examine(at: folder.storePath, seeking: mark) }
        let findings = sentences.findings(in: found)
        guard findings.isEmpty else {
            terminal.write("De gegevens in \(folder.storePath) zijn niet heel.")
            for finding in findings { terminal.write("- \(finding)") }
            terminal.write("Wat u doet:")
            for (index, step) in sentences.advice(on: found).enumerated() {
                terminal.write("\(index + 1). \(step)")
            }
            if !folder.hasFiles { terminal.write("\(SchoolFolder.filesGone)") }
            throw Refused(message: nil)
        }
        tell(found, on: terminal)
        Initialise.remarkOnPlace(of: folder, on: terminal)
        guard folder.hasFiles else {
            terminal.write("- \(SchoolFolder.filesGone)")
            throw Refused(message: nil)
        }
        guard !found.isOfEarlierForm else { return }
        try tellOfCards(of: shelf, in: folder, with: sentences, on: terminal)
    }

    private func tell(_ found: Examination, on terminal: Terminal) {
        terminal.write(
            found.isOfEarlierForm
                ? "De keten van gebeurtenissen is heel. Het bestand is van een eerdere uitgave: het eerste commando dat iets opzoekt maakt de lijsten opnieuw."
                : "De gegevens zijn heel: het bestand, de keten van gebeurtenissen, de teksten en de lijsten."
        )
        if found.holdsMark == true {
            terminal.write(
                "Zij gaan verder op de kop die u noemde: alles van toen is er nog. Of er van daarna iets weg is, is hieraan niet te zien."
            )
        }
        terminal.write("De kop is nu \(HeadMark(found.head.hash)).")
    }

    /// Card files are no part of the data, but what was adopted is.
    private func tellOfCards(
        of shelf: Shelf, in folder: SchoolFolder, with sentences: Sentences, on terminal: Terminal
    ) throws {
        let failures = try sentences.telling {
            try shelf.disagreements(knowing: try SQLiteCaseStore.open(at: folder.storePath))
        }
        for failure in failures {
            if let sentence = sentences.sentence(for: failure) { terminal.write("- \(sentence)") }
        }
        if !failures.isEmpty { throw Refused(message: nil) }
    }
}
