import ArgumentParser
import CardEngine
import Casework
import SchoolTime

/// `kaart dag`
struct RunDay: TerminalCommand {
    static let configuration = CommandConfiguration(
        commandName: "dag",
        abstract: "Doe alles wat vandaag aan de beurt is: beginnen, wachten, verlopen, herinneren.",
        discussion:
            "Bedoeld om elke nacht te draaien; vaker kan geen kwaad, en wat gemist is wordt ingehaald.")

    @OptionGroup var trial: TrialOption

    @Flag(
        name: .customLong("toch"),
        help: "Ook als er lang niets, of iets op een latere dag is vastgelegd: de klok klopt.")
    var isSure = false

    @OptionGroup var options: WorkOptions

    func run(on terminal: Terminal) throws {
        let session = try Session(options, on: terminal, isDailyRun: true)
        // Who says which day it is does not go by the clock of the machine.
        if !isSure, options.today == nil, let doubt = try session.doubt() {
            guard trial.isTrial else { throw Told(sentences: [doubt]) }
            terminal.remark("\(doubt)")
        }
        let planned = try session.perform { workplace -> (count: Int, failures: [CaseworkFailure]) in
            trial.isTrial ? (0, []) : try workplace.carryOutPlans()
        }
        let report = try session.perform { try $0.runDay(isTrial: trial.isTrial) }
        if !trial.isTrial { DraftPlace.clearOld(in: try SchoolFolder.find(options.folder)) }
        if trial.isTrial { terminal.write("Dit zou er gebeuren; er is niets veranderd.") }
        if planned.count > 0 { terminal.write("Wat gepland was is ingegaan, leerlingen: \(planned.count).") }
        for start in report.starts {
            terminal.write(
                "Begonnen: \(start.caseID.map { "traject \($0), " } ?? "")\(start.card), \(session.sentences.title(of: start.subject))"
            )
        }
        for change in report.changes {
            let text = HistoryText(session)
            let name: TerminalText =
                change.caseID.map { "\($0)" }
                ?? "nieuw: \(change.card.id), \(session.sentences.title(of: change.subject))"
            for line in change.lines {
                guard let said = text.text(of: line) else { continue }
                terminal.write(name + "  " + said)
            }
        }
        if report.unseen > 0 {
            let cases: TerminalText =
                report.unseen == 1 ? "één traject dat" : "\(report.unseen) trajecten die"
            let verb: TerminalText = trial.isTrial ? "zou iets gebeuren" : "gebeurde iets"
            terminal.write("In " + cases + " u niet mag zien " + verb + ".")
        }
        if planned.count == 0, planned.failures.isEmpty, report.starts.isEmpty, report.changes.isEmpty,
            report.failures.isEmpty, report.unseen == 0
        {
            terminal.write("Er was niets te doen.")
        }
        remark(on: report, session)
        for failure in report.failures {
            let name = failure.caseID.map { "traject \($0)" } ?? failure.card.map { "kaart \($0)" }
            terminal.remark(
                "Niet gelukt\(name.map { ", \($0)" } ?? ""): \(session.sentences.sentence(for: failure.failure) ?? "")"
            )
        }
        for failure in planned.failures {
            terminal.remark("Niet gelukt, wat gepland was: \(session.sentences.sentence(for: failure) ?? "")")
        }
        if !report.failures.isEmpty || !planned.failures.isEmpty { throw Refused(message: nil) }
    }

    /// What the school lacks, so that work waits for nobody or has no day.
    private func remark(on report: DayReport, _ session: Session) {
        let terminal = session.terminal
        if let earlier = report.earlierSchool {
            terminal.remark("\(session.sentences.sentence(for: earlier))")
        }
        for vacancy in report.vacancies {
            terminal.remark(
                "Niemand heeft nu de rol \(session.sentences.title(of: vacancy.role)). Daarop rekenen: \(vacancy.cards.map(\.rawValue).joined(separator: ", "))."
            )
        }
        for group in report.groupsWithoutRole {
            let known = session.workplace.school.groups.first { $0.id == group }
            terminal.remark(
                known.map {
                    "In \($0.title) zitten leerlingen, en niemand heeft een rol voor die groep: hun werk staat bij niemand."
                }
                    ?? "Er zitten leerlingen in de groep '\(group)', en die staat niet in het schoolbestand: hun werk staat bij niemand."
            )
        }
        if let empty = report.emptyGroups {
            let titles = empty.groups.map { session.sentences.title(of: Subject(group: $0)) }
            terminal.remark(
                "In \(titles.joined(separator: ", ")) zit volgens het programma niemand. Bestaat \(titles.count == 1 ? "die" : "zo'n") groep niet meer, haal haar dan uit het schoolbestand en uit `planning` van de schooljaren; komt er nog iemand, leg dat vast (`kaart leerling`, `kaart inlezen`). Tot dan werken deze kaarten ook voor haar: \(empty.cards.map(\.rawValue).joined(separator: ", "))."
            )
        }
        for year in report.missingYears {
            terminal.remark(
                "Er is geen bestand van het schooljaar \(year.name): termijnen in schooldagen krijgen daarin geen dag, en wat van de planning telt begint niet."
            )
        }
        for awaiting in report.awaitingAdoption {
            let sentence = session.sentences.sentence(forAwaited: awaiting.awaited, by: awaiting.card)
            terminal.remark("\(sentence)")
        }
        for plan in report.droppedPlans { terminal.remark("\(session.sentences.sentence(for: plan))") }
    }
}
