import CardEngine
import CardLanguage
import SchoolTime
import Testing

/// A school file is changed by span: what a KC'er wrote stays as it was.
@Suite("Changing a school file")
struct SchoolFileTests {
    /// As people write them: with comments everywhere, in and outside brackets, with and without an end to the last line.
    static let layouts = [
        """
        # boven
        school: eik   # naast
        naam: De Eik
        vaststellen: {door: kc, niet_door_auteur: ja}
        rollen:
          lk: {titel: leerkracht, per: groep}   # per groep
          kc: {titel: coördinator}
          zorg: {titel: zorgregisseur, per: leerling}
        groepen:
          g1: {titel: Groep 1}   # de kleintjes
          # tussen
          g2:
            titel: "Groep 2"

        # voor de mensen
        medewerkers:
          anna: {naam: Anna, login: anna, rollen: [kc, {lk: [g1, g2]}]}  # duo
          bram:
            naam: Bram   
            rollen:
              - kc
              - lk: g1   # met een opmerking
                vanaf: 2026-08-01
              - {zorg: ["1023", "1024"]}  # twee
            mag_als: [anna]
        # onder
        """,
        """
        school: eik
        naam: De Eik
        rollen: {lk: {titel: leerkracht, per: groep}, kc: {titel: coördinator}, zorg: {titel: z, per: leerling}}
        groepen: {g1: {titel: Groep 1}, g2: {titel: Groep 2}}
        medewerkers: {anna: {naam: Anna, rollen: [kc, {lk: [g1, g2]}]}, bram: {naam: Bram, rollen: [
          kc,
          # eerst
          {lk: g1, vanaf: 2026-08-01}, {zorg: ["1023", "1024"]}
        ]}}
        """,
        """
        school: eik
        naam: De Eik
        rollen:
            lk:
                titel: leerkracht
                per: groep
            kc:
                titel: coördinator
            zorg: {titel: zorg, per: leerling}
        medewerkers:
            anna:
                rollen:
                - kc
                - lk:
                  - g1
                  - g2
                naam: Anna
            bram:
                naam: 'Bram'
                rollen:
                - kc
                - {lk: g1, vanaf: 2026-08-01}
                - zorg:
                  - "1023"
                  - "1024"
        groepen:
            g1:
                titel: Groep 1
            g2:
                titel: Groep 2
        """,
    ]

    static let variants = layouts.flatMap { layout in
        [
            layout, layout + "\n", (layout + "\n").replacing("\n", with: "\r\n"),
            "\u{FEFF}" + layout + "\n\n\n",
        ]
    }

    private func school(_ source: SourceText) throws -> School {
        let read = ReadFile.read(source, school: nil)
        guard case .school(let school)? = read.value else {
            Issue.record("\(read.diagnostics)")
            throw SchoolFileText.Failure.onlyByHand
        }
        return school
    }

    private func with(_ school: School, groups: [Group]? = nil, staff: [StaffMember]? = nil) -> School {
        School(
            id: school.id, name: school.name, timeZone: school.timeZone, roles: school.roles,
            groups: groups ?? school.groups, staff: staff ?? school.staff, attributes: school.attributes,
            contacts: school.contacts, registry: school.registry, adoption: school.adoption)
    }

    /// Every line of `old` that is not among `changed` stands in `new`, in the same order.
    private func expectKept(_ old: SourceText, _ new: SourceText, butLinesWith changed: [String]) {
        var rest = new.lines[...]
        for line in old.lines where line.contains(where: { $0 != " " }) {
            guard !changed.contains(where: { line.contains($0) }) else { continue }
            guard let index = rest.firstIndex(of: line) else {
                Issue.record("'\(line)' is gone from \(String(decoding: new.bytes, as: UTF8.self))")
                return
            }
            rest = rest[(index + 1)...]
        }
    }

    @Test("groups and people come at the end, and every line stays", arguments: variants)
    func added(text: String) throws {
        let source = SourceText(name: "eik.yaml", text: text)
        let old = try school(source)
        let new = with(
            old,
            groups: old.groups + [
                Group(id: "g3", title: "Groep 3: \"de\" #groten\\"), Group(id: "g4", title: "Vier"),
            ],
            staff: old.staff + [
                StaffMember(
                    id: "cor", name: "Cor, [met] {haken}", login: "cor",
                    assignments: [
                        RoleAssignment(role: "kc"),
                        RoleAssignment(
                            role: "lk", group: "g3", firstDay: Day(iso: "2026-11-02"),
                            lastDay: Day(iso: "2026-11-20"),
                            substituteFor: "anna"),
                        RoleAssignment(role: "zorg", pupil: "1023"),
                        RoleAssignment(role: "kc", firstDay: Day(iso: "2027-08-01")),
                    ]), StaffMember(id: "dex", name: "ja", assignments: [RoleAssignment(role: "kc")]),
            ])
        let revised = try SchoolFileText.revised(source, from: old, to: new)
        #expect(try school(revised) == new)
        expectKept(source, revised, butLinesWith: ["groepen: {", "medewerkers: {", "]}}"])
        // And back to what it was for the reader: the same again changes nothing.
        #expect(try SchoolFileText.revised(revised, from: new, to: new) == revised)
        let text = String(decoding: revised.bytes, as: UTF8.self)
        #expect(text.utf8.contains(13) == String(decoding: source.bytes, as: UTF8.self).utf8.contains(13))
        if text.utf8.contains(13) {
            #expect(text.replacing("\r\n", with: "").utf8.contains { $0 == 10 || $0 == 13 } == false)
        }
    }

    @Test("names, logins, titles and roles change where they stand", arguments: variants)
    func changed(text: String) throws {
        let source = SourceText(name: "eik.yaml", text: text)
        let old = try school(source)
        let (anna, bram) = (old.staff[0], old.staff[1])
        var roles = bram.assignments
        roles[1] = RoleAssignment(
            role: "lk", group: "g1", firstDay: Day(iso: "2026-08-01"), lastDay: Day(iso: "2027-07-31"))
        roles.append(RoleAssignment(role: "lk", group: "g2", firstDay: Day(iso: "2027-08-01")))
        let new = with(
            old, groups: [Group(id: "g1", title: "Groep Een"), old.groups[1]],
            staff: [
                StaffMember(
                    id: anna.id, name: "Anna Bos", login: "ab", assignments: anna.assignments,
                    actsFor: anna.actsFor),
                StaffMember(
                    id: bram.id, name: bram.name, login: "bram", assignments: roles, actsFor: bram.actsFor),
            ])
        let revised = try SchoolFileText.revised(source, from: old, to: new)
        #expect(try school(revised) == new)
        expectKept(
            source, revised,
            butLinesWith: [
                "Anna", "Groep 1", "lk: g1, vanaf", "medewerkers: {", "groepen: {", "\"1024\"]}", "]}}",
            ])
    }

    @Test("one of the groups behind one role gets a last day: the others stay as they were")
    func split() throws {
        let source = SourceText(name: "eik.yaml", text: Self.layouts[0])
        let old = try school(source)
        let anna = old.staff[0]
        var roles = anna.assignments
        roles[2] = RoleAssignment(role: "lk", group: "g2", lastDay: Day(iso: "2027-07-31"))
        let changed = StaffMember(id: anna.id, name: anna.name, login: anna.login, assignments: roles)
        let new = with(old, staff: [changed, old.staff[1]])
        let revised = try SchoolFileText.revised(source, from: old, to: new)
        #expect(
            String(decoding: revised.bytes, as: UTF8.self).contains(
                "rollen: [kc, {lk: g1}, {lk: g2, tot_en_met: 2027-07-31}]}  # duo"))
    }

    @Test("what can't be changed with certainty is left to a person")
    func byHand() throws {
        let source = SourceText(name: "eik.yaml", text: Self.layouts[2])
        let old = try school(source)
        let anna = old.staff[0]
        var roles = anna.assignments
        roles[2] = RoleAssignment(role: "lk", group: "g2", lastDay: Day(iso: "2027-07-31"))
        let new = with(
            old, staff: [StaffMember(id: anna.id, name: anna.name, assignments: roles), old.staff[1]])
        #expect(throws: SchoolFileText.Failure.onlyByHand) {
            try SchoolFileText.revised(source, from: old, to: new)
        }
        // Nothing may be taken away either.
        #expect(throws: SchoolFileText.Failure.onlyByHand) {
            try SchoolFileText.revised(source, from: old, to: with(old, groups: [old.groups[0]]))
        }
    }

    @Test("a school without groups gets them above its staff")
    func noGroups() throws {
        let text =
            "school: eik\nnaam: De Eik\nrollen: {kc: {titel: kc}}\n\n# mensen\nmedewerkers:\n  anna: {naam: Anna, rollen: [kc]}\n"
        let source = SourceText(name: "eik.yaml", text: text)
        let old = try school(source)
        let revised = try SchoolFileText.revised(
            source, from: old, to: with(old, groups: [Group(id: "g1", title: "Groep 1")]))
        #expect(
            String(decoding: revised.bytes, as: UTF8.self)
                == text.replacing("medewerkers:", with: "groepen:\n  g1: {titel: Groep 1}\n\nmedewerkers:"))
    }
}
