import ArgumentParser

/// The options that say where the school is, who you are and which day it is.
struct WorkOptions: ParsableArguments {
    @Option(
        name: .customLong("map"),
        help: ArgumentHelp(
            "De map van de school (anders: de map waar u staat, of een erboven).", valueName: "map"))
    var folder: String?

    @Option(
        name: .customLong("als"),
        help: ArgumentHelp("Namens wie u dit doet, als u dat mag.", valueName: "persoon"))
    var actingAs: String?

    @Option(
        name: .customLong("vandaag"),
        help: ArgumentHelp("Doe alsof het deze dag is; alleen in een oefenmap.", valueName: "datum"))
    var today: String?
}
