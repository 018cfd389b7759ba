import CardEngine

/// The pupils of the demo: numbers that belong to nobody, as many in each group.
struct DemoPupils {
    let count: Int
    let groups: [GroupID]

    /// How many there can be.
    static let range = 10...120

    /// The number of a pupil; places beyond the last begin again.
    subscript(index: Int) -> String { String(1001 + index % count) }

    /// A pupil of this group.
    func someone(in group: GroupID) -> String {
        let place = groups.firstIndex(of: group) ?? 0
        return self[(0..<count).first { self.group(of: $0) == place } ?? 0]
    }

    /// The table that the office reads in (`kaart inlezen`). The later groups hold the older pupils; one in ten enters
    /// this year, the others had an OPP before the school worked with the cards, and of two the TLV runs out in the course of
    /// it.
    var table: String {
        let columns = "nummer;groep;jaargroep;geboortedatum;inschrijving;ouders;tlv-einddatum;opp-van-eerder"
        // Of few pupils the two can be one.
        let last = [self[63]: "2027-02-26"].merging([self[12]: "2027-04-30"]) { first, _ in first }
        let rows = (0..<count).map { index -> String in
            let group = group(of: index)
            let grade = 3 + group * 6 / groups.count
            let birth = "\(2026 - 3 - grade)-\(twoDigits(1 + index % 12))-\(twoDigits(1 + index % 28))"
            let isNew = index % 10 == 4
            let entered = isNew ? "2026-08-01" : "\(2026 - min(grade - 2, 3))-08-01"
            let parents = index % 5 == 0 ? 1 : 2
            let end = last[self[index]] ?? ""
            return
                "\(self[index]);\(groups[group]);\(grade);\(birth);\(entered);\(parents);\(end);\(isNew ? "" : "ja")"
        }
        return ([columns] + rows).joined(separator: "\r\n")
    }

    private func group(of index: Int) -> Int { index * groups.count / count }

    private func twoDigits(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
