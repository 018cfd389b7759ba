import ArgumentParser
import Casework

/// `kaart medewerker`
struct ShowPerson: TerminalCommand {
    static let configuration = CommandConfiguration(
        commandName: "medewerker", abstract: "Laat zien welke rollen iemand heeft, of leg iets vast.",
        discussion: """
            Een medewerker staat in het schoolbestand; wat u er met de hand in schreef blijft zoals het is. Een rol met \
            dezelfde eerste dag krijgt een andere laatste dag; elke andere rol komt erbij.

            Voorbeeld: kaart medewerker hans --naam 'Hans Hof' --rol medewerker
            Voorbeeld: kaart medewerker hans --rol leerkracht:groep-geel --vanaf 2026-11-02 --tot-en-met 2026-11-20 \
            --vervangt bas
            """)

    @Argument(
        help: ArgumentHelp("De naam van de medewerker, zoals in het schoolbestand.", valueName: "medewerker"))
    var person: String

    @Option(name: .customLong("naam"), help: ArgumentHelp("Hoe iemand heet.", valueName: "naam"))
    var name: String?

    @Option(help: ArgumentHelp("Het account op de computer.", valueName: "login"))
    var login: String?

    @Option(
        name: .customLong("rol"), parsing: .singleValue,
        help: ArgumentHelp(
            "Een rol, met achter de dubbele punt de groep of de leerling; vaker mag.",
            valueName: "rol:waarvoor"))
    var roles: [String] = []

    @Option(name: .customLong("vanaf"), help: ArgumentHelp("De eerste dag van de rol.", valueName: "datum"))
    var firstDay: String?

    @Option(
        name: .customLong("tot-en-met"), help: ArgumentHelp("De laatste dag van de rol.", valueName: "datum"))
    var lastDay: String?

    @Option(name: .customLong("vervangt"), help: ArgumentHelp("Voor wie iemand invalt.", valueName: "wie"))
    var substituteFor: String?

    @OptionGroup var options: WorkOptions

    func run(on terminal: Terminal) throws {
        let session = try Session(options, on: terminal)
        let page = PeoplePage(session)
        let typed = [name, login, firstDay, lastDay, substituteFor].contains { $0 != nil } || !roles.isEmpty
        guard typed else {
            page.show(try session.perform { try $0.showPerson(person) })
            return
        }
        let texts = (roles.isEmpty ? [""] : roles).map { entry -> (line: Int?, text: PeopleText) in
            var text = StaffText(person: person)
            text.name = name ?? ""
            text.login = login ?? ""
            (text.role, text.scope) = Self.split(entry)
            text.firstDay = firstDay ?? ""
            text.lastDay = lastDay ?? ""
            text.substituteFor = substituteFor ?? ""
            return (nil, .staff(text))
        }
        let report = try session.perform { try $0.keepPeople(texts, isTrial: false) }
        page.show(report)
        terminal.tellRecorded(isMeant: true, isChanged: !report.changes.isEmpty)
    }

    /// At the first `:`, found by scalar.
    private static func split(_ entry: String) -> (role: String, scope: String) {
        let scalars = entry.unicodeScalars
        guard let colon = scalars.firstIndex(of: ":") else { return (entry, "") }
        return (String(scalars[..<colon]), String(scalars[scalars.index(after: colon)...]))
    }
}
