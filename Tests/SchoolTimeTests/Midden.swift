import SchoolTime

/// The calendar of one school in region Midden, 2026-2027.
enum Midden {
    static let year = SchoolYear(
        name: "2026-2027", firstDay: day("2026-08-01"), lastDay: day("2027-07-31"),
        closures: [
            holiday("zomervakantie 2026", "2026-07-18", "2026-08-30"),
            holiday("herfstvakantie", "2026-10-17", "2026-10-25"),
            holiday("kerstvakantie", "2026-12-19", "2027-01-03"),
            holiday("voorjaarsvakantie", "2027-02-20", "2027-02-28"),
            holiday("Pasen", "2027-03-26", "2027-03-29"),
            holiday("meivakantie", "2027-04-24", "2027-05-09"),
            holiday("Pinksteren", "2027-05-17", "2027-05-17"),
            holiday("zomervakantie 2027", "2027-07-17", "2027-08-29"),
        ])

    static let calendar = SchoolCalendar(years: [year])

    static func holiday(_ title: String, _ firstDay: String, _ lastDay: String) -> Closure {
        Closure(kind: .holiday, title: title, firstDay: day(firstDay), lastDay: day(lastDay))
    }
}

/// The day of an ISO date in a test; the date must exist.
func day(_ iso: String) -> Day {
    Day(iso: iso)!
}
