import Casework

extension CountedSchool {
    /// The table of `docs/handgeteld.md`, line by line.
    static let acts: [Act] =
        [
            ("1001", "rood", "7"), ("1002", "rood", "8"), ("1003", "rood", "6"), ("1004", "rood", "5"),
            ("1005", "rood", "7"), ("1006", "wit", "8"), ("1007", "wit", "3"), ("1008", "wit", "4"),
            ("1010", "wit", "8"),
        ].map { pupil in
            keep(
                "2026-05-04", pupil.0,
                ["inschrijving": "2025-08-01", "groep": pupil.1, "jaargroep": pupil.2])
        } + [
            keep("2027-01-08", "1009", ["inschrijving": "2027-01-11", "groep": "wit", "jaargroep": "8"]),
            keep("2026-12-11", "1010", ["uitschrijving": "2026-12-11"]),

            start("2026-09-07", 1, "1001"), prepare("2026-09-10", 1),
            talk("2026-09-17", 1, "eens", parents: true), decide("2026-09-21", 1),

            start("2026-09-07", 2, "1002"), prepare("2026-09-15", 2),
            talk("2026-09-29", 2, "oneens", parents: true), talk("2026-10-06", 2, "eens", parents: false),
            decide("2026-10-08", 2),

            start("2026-10-12", 3, "1003"), prepare("2026-10-26", 3),
            talk("2026-11-06", 3, "eens", parents: true), decide("2026-11-09", 3),

            start("2026-11-02", 4, "1004"), prepare("2026-11-05", 4),
            owner("2026-11-09") { _ = try $0.suspend($1.id(4), reason: "ziek") },
            owner("2026-11-30") { _ = try $0.resume($1.id(4), reason: "beter") },
            talk("2026-12-10", 4, "eens", parents: true), decide("2026-12-14", 4),

            start("2026-09-14", 5, "1005"), prepare("2026-09-16", 5),
            talk("2026-09-23", 5, "eens", parents: false), decide("2026-09-25", 5, "geen plan"),

            start("2026-12-14", 6, "1006"), prepare("2026-12-17", 6),
            owner("2027-01-05") { _ = try $0.migrateCases([$1.id(6)], reason: "nieuwe versie") },

            start("2027-01-25", 7, "1007"), prepare("2027-01-28", 7),

            start("2027-01-11", 8, "1008"), prepare("2027-01-18", 8),
            owner("2027-01-25") { _ = try $0.suspend($1.id(8), reason: "ziek") },

            start("2026-11-23", 9, "1010"), prepare("2026-11-30", 9),

            start("2026-08-31", 10, "1010"), prepare("2026-09-02", 10),
            talk("2026-09-07", 10, "eens", parents: true), decide("2026-09-08", 10),

            start("2026-11-05", 11, "1001"), prepare("2026-11-06", 11),
            talk("2026-11-24", 11, "eens", parents: true), decide("2026-12-21", 11),

            start("2027-01-11", 12, "1009"), prepare("2027-01-12", 12),
            talk("2027-01-14", 12, "eens", parents: false), decide("2027-01-15", 12),
            owner("2027-01-18") {
                _ = try $0.reopen(
                    CaseReference(caseID: $1.id(12), visit: 2), reason: "er was iets vergeten")
            },
            talk("2027-01-20", 12, "eens", parents: true), decide("2027-01-21", 12),

            start("2026-05-18", 13, "1005"), prepare("2026-05-20", 13),
            talk("2026-05-26", 13, "eens", parents: true), decide("2026-06-01", 13),

            start("2026-08-31", 14, "1007", occasion: "2026-07-13"), prepare("2026-09-01", 14),
            talk("2026-09-03", 14, "eens", parents: true), decide("2026-09-04", 14),
        ]
}
