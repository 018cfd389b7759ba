import ArgumentParser
import Casework

/// `kaart jaarwissel`
struct ChangeYear: TerminalCommand {
    static let configuration = CommandConfiguration(
        commandName: "jaarwissel",
        abstract: "Leg vóór 1 augustus vast wie dan in welke groep zit en wie vertrekt: alles of niets.",
        discussion: """
            Het bestand is een tabel van leerlingen zoals bij `kaart inlezen`, met wat er vanaf 1 augustus geldt; van wie \
            vertrekt staat er alleen het nummer, met ja in een kolom vertrekt. Wie niet in de tabel staat en niet achter --vertrekt, blijft en wordt genoemd. Tot 1 \
            augustus verandert er niets: opnieuw doen vervangt het plan, --trek-in haalt het weg. Zonder bestand laat dit het \
            plan zien. Rollen voor het nieuwe jaar komen uit de tabel van medewerkers, met vanaf op 1 augustus.

            Voorbeeld: kaart jaarwissel 2027-2028 leerlingen.csv --vertrekt 1042 --vertrekt 1077 --voer-uit
            """)

    @Argument(help: ArgumentHelp("Het schooljaar dat begint.", valueName: "schooljaar"))
    var year: String

    @Argument(help: ArgumentHelp("Het bestand.", valueName: "bestand"))
    var path: String?

    @Option(
        name: .customLong("vertrekt"), parsing: .singleValue,
        help: ArgumentHelp("Een leerling die vertrekt; vaker mag.", valueName: "nummer"))
    var departing: [String] = []

    @Flag(name: .customLong("trek-in"), help: "Haal weg wat er op die dag gepland staat.")
    var isWithdrawal = false

    @Flag(name: .customLong("voer-uit"), help: "Leg het ook vast.")
    var isMeant = false

    @OptionGroup var options: WorkOptions

    func run(on terminal: Terminal) throws {
        if path == nil, !departing.isEmpty {
            throw WrongUse(message: "Bij `--vertrekt` hoort ook de tabel van wie er blijft.")
        }
        guard path == nil || !isWithdrawal else {
            throw WrongUse(message: "Kies: een tabel, of `--trek-in`.")
        }
        let text = try path.map { try terminal.readFile(at: $0) }
        let session = try Session(options, on: terminal)
        let page = PlanPage(session)
        guard text != nil || isWithdrawal else {
            page.show(try session.perform { try $0.showYear(year) })
            return
        }
        let plan = try session.perform { workplace in
            if let text {
                try workplace.planYear(year, table: text, departing: departing, isTrial: !isMeant)
            } else {
                try workplace.withdrawYear(year, isTrial: !isMeant)
            }
        }
        page.show(plan)
        terminal.tellRecorded(isMeant: isMeant, isChanged: plan.lines.contains(where: \.isChange))
    }
}
