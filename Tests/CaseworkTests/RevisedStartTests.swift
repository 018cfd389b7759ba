import CardEngine
import Casework
import SchoolTime
import Testing

/// A next version of a card whose start rules are others: what began by the version before begins no second time, and what
/// is new begins (kaarttaal, section 3).
@Suite("Start rules of a next version")
struct RevisedStartTests {
    /// What the start rules are and become, and how many cases there are after the runs of some days.
    struct Revision: CustomTestStringConvertible, Sendable {
        let old: String
        /// On which days the first version runs, the last of which begins a case.
        let runs: [String]
        let new: String
        /// How many cases there are after the run of a day, by the next version.
        let counts: [(day: String, count: Int)]

        var testDescription: String { "\(old) → \(new)" }
    }

    private static let planned = (
        "  opp-ronde:", "  lib-eind: {eerste_dag: 2027-06-07, laatste_dag: 2027-06-11}\n  opp-ronde:"
    )

    /// `opp-ronde` is on 8 February, `lib-eind` on 7 June, and the TLV of the pupil ends on 26 February.
    static let revisions: [Revision] = [
        // Something else stands in front.
        Revision(
            old: "{jaarlijks: [10 weken voor opp-ronde, 2 weken voor opp-ronde]}",
            runs: ["2026-11-29", "2026-11-30"],
            new: "{handmatig: [kc]}, {jaarlijks: [10 weken voor opp-ronde, 2 weken voor opp-ronde]}",
            counts: [("2026-12-01", 1), ("2027-01-24", 1), ("2027-01-25", 2), ("2027-01-26", 2)]),
        Revision(
            old: "{op: 12 weken voor tlv-einddatum}", runs: ["2026-12-03", "2026-12-04"],
            new: "{op: 4 weken voor tlv-einddatum}, {op: 12 weken voor tlv-einddatum}",
            counts: [("2026-12-05", 1), ("2027-01-28", 1), ("2027-01-29", 2), ("2027-01-30", 2)]),
        Revision(
            old: "{jaarlijks: [november]}", runs: ["2026-10-31", "2026-11-01"],
            new: "{jaarlijks: [februari, november]}",
            counts: [("2026-11-02", 1), ("2027-01-31", 1), ("2027-02-01", 2), ("2027-02-02", 2)]),
        Revision(
            old: "{jaarlijks: [3 weken voor opp-ronde]}", runs: ["2027-01-17", "2027-01-18"],
            new: "{jaarlijks: [3 weken voor lib-eind, 3 weken voor opp-ronde]}",
            counts: [("2027-01-19", 1), ("2027-05-16", 1), ("2027-05-17", 2), ("2027-05-18", 2)]),
        Revision(
            old: "{jaarlijks: [3 weken voor opp-ronde, 3 weken voor lib-eind]}",
            runs: ["2027-01-17", "2027-01-18"],
            new: "{jaarlijks: [2 weken voor lib-eind, 2 weken voor opp-ronde]}",
            counts: [("2027-01-25", 1), ("2027-05-24", 2), ("2027-05-25", 2)]),
        // The moment is another, at the same place or behind something else.
        Revision(
            old: "{jaarlijks: [november]}", runs: ["2026-10-31", "2026-11-01"],
            new: "{handmatig: [kc]}, {jaarlijks: [december]}",
            counts: [("2026-12-01", 1), ("2026-12-02", 1)]),
        Revision(
            old: "{op: 12 weken voor tlv-einddatum}", runs: ["2026-12-03", "2026-12-04"],
            new: "{op: 10 weken voor tlv-einddatum}, {op: 4 weken voor tlv-einddatum}",
            counts: [("2026-12-18", 1), ("2027-01-29", 2), ("2027-01-30", 2)]),
        Revision(
            old: "{op: 12 weken voor tlv-einddatum}, {op: 4 weken voor tlv-einddatum}",
            runs: ["2027-01-28", "2027-01-29"], new: "{op: 3 weken voor tlv-einddatum}",
            counts: [("2027-02-05", 2), ("2027-02-06", 2)]),
        // Who is chosen is another: an item that is split begins nothing for who had it, one beside it does.
        Revision(
            old: "{jaarlijks: [november]}", runs: ["2026-10-31", "2026-11-01"],
            new: "{jaarlijks: [november], als: {jaargroep: 3}}, {jaarlijks: [november], als: {jaargroep: 4}}",
            counts: [("2026-11-02", 1)]),
        Revision(
            old: "{jaarlijks: [november], als: {jaargroep: 3}}, {jaarlijks: [november], als: {jaargroep: 4}}",
            runs: ["2026-10-31", "2026-11-01"], new: "{jaarlijks: [november]}", counts: [("2026-11-02", 1)]),
        Revision(
            old: "{jaarlijks: [november], als: {jaargroep: 4}}", runs: ["2026-10-31", "2026-11-01"],
            new: "{jaarlijks: [november], als: {groep: rood}}, {jaarlijks: [november], als: {jaargroep: 4}}",
            counts: [("2026-11-02", 2), ("2026-11-03", 2)]),
        Revision(
            old: "{bij: inschrijving}", runs: ["2026-10-31", "2026-11-01"],
            new: "{jaarlijks: [mei]}, {bij: inschrijving}", counts: [("2026-11-02", 1), ("2027-05-01", 2)]),
    ]

    private func town(_ rules: String, version: Int, after before: Town? = nil) -> Town {
        let (name, text) = Town.card(
            "steeds", "start: [\(rules)]\nstappen:\n  - {stap: doen, titel: Doen, wie: kc}")
        let card = [(name, text.replacing("versie: 1", with: "versie: \(version)"))]
        return before?.with(changes: [Self.planned], others: card)
            ?? Town(changes: [Self.planned], others: card)
    }

    private func count(_ town: Town) throws -> Int {
        try town.states().values.count { $0.opening?.facts.card == "steeds" }
    }

    @Test("nothing begins twice, and what is new begins", arguments: revisions)
    func revised(_ revision: Revision) throws {
        let old = town(revision.old, version: 1)
        #expect(old.faults == [])
        let isByEnrolment = revision.old.contains("inschrijving")
        try old.keep(
            "11", on: day("2026-09-01"),
            [
                "groep": "rood", "jaargroep": "4", "tlv-einddatum": "2027-02-26",
                "inschrijving": isByEnrolment ? "2026-11-01" : "2025-08-01",
            ])
        for run in revision.runs { try old.run(day(run)) }
        let begun = try count(old)
        #expect(begun > 0)
        let new = town(revision.new, version: 2, after: old)
        #expect(new.faults == [])
        for (date, expected) in revision.counts {
            try new.run(day(date))
            #expect(try count(new) == expected, "\(date)")
        }
    }

    @Test("a case that went over to the next version answers as it did")
    func migrated() throws {
        let old = town("{jaarlijks: [november]}", version: 1)
        try old.keep("11", on: day("2026-09-01"), ["groep": "rood", "inschrijving": "2025-08-01"])
        for date in ["2026-10-31", "2026-11-01"] { try old.run(day(date)) }
        let new = town("{jaarlijks: [februari, november]}", version: 2, after: old)
        let id = try new.id("steeds", "11")
        _ = try new.desk(of: "kim", on: day("2026-11-02")).migrateCases([id], reason: "Beter")
        for (date, expected) in [("2026-11-03", 1), ("2027-02-01", 2), ("2027-02-02", 2)] {
            try new.run(day(date))
            #expect(try count(new) == expected, "\(date)")
        }
    }
}
