import CardEngine
import SchoolTime

extension DeclarationReader {
    /// A school year file. The legal year runs from 1 August to 31 July (WPO art. 1).
    ///
    /// - Parameters:
    ///   - school: the school whose groups it names; nil to leave groups unchecked.
    ///   - isFollowed: whether a later school year is there; then groups may be gone.
    mutating func schoolYear(_ node: SyntaxNode, school: School?, isFollowed: Bool) -> SchoolYear? {
        let words = words(of: node, .schoolYear)
        if let node = words[.region] { _ = runningText(node) }
        if let node = words[.source] { _ = runningText(node) }
        let firstDay = day(words[.firstDay])
        let lastDay = day(words[.lastDay])
        let holidays = items(words[.holidays], of: "vakanties").compactMap { holiday($0) }
        let studyDays = words[.studyDays].map { node in
            items(node, of: "studiedagen").compactMap { studyDay($0) }
        }
        let planned = planning(words[.planning], school: school, mayNameGone: isFollowed)
        let name = word(words[.schoolYear])
        guard let number = schoolYearName(name), let firstDay, let lastDay else { return nil }
        let (first, last) = (number.firstDay, number.lastDay)
        for (given, expected, which) in [(firstDay, first, "begint op"), (lastDay, last, "eindigt op")]
        where given.value != expected {
            report(
                .outsideYear, at: given.range,
                "Het schooljaar \(name.value) \(which) \(expected) (WPO art. 1). Dagen zonder les horen bij "
                    + "`vakanties`.")
        }
        let closures = (holidays + (studyDays ?? [])).filter { touches($0, first...last) }.map(\.value)
        let planning = planned.filter { isInside($0, first...last) }.map(\.value)
        let year = SchoolYear(
            name: name.value, firstDay: first, lastDay: last, closures: closures,
            planning: planning)
        warnAboutSummer(year, at: words[.holidays]?.range ?? node.range)
        return year
    }

    /// The school year of `2026-2027`; nil with a complaint.
    mutating func schoolYearName(_ name: Located<String>) -> SchoolYearNumber? {
        guard !name.value.isEmpty else { return nil }
        let parts = name.value.unicodeScalars.split(separator: "-", omittingEmptySubsequences: false).map {
            String($0)
        }
        if parts.count == 2, parts.allSatisfy({ $0.utf8.count == 4 && $0.isDigits }),
            let first = Int(parts[0]),
            let last = Int(parts[1]), first > 0, last == first + 1
        {
            return SchoolYearNumber(startYear: first)
        }
        report(
            .wrongYearName, at: name.range,
            "\(name.value.quoted) is geen schooljaar. Een schooljaar heet naar twee jaren na elkaar, zoals 2026-2027."
        )
        return nil
    }

    private mutating func holiday(_ node: SyntaxNode) -> Located<Closure>? {
        let words = words(of: node, .holiday)
        let name = runningText(words[.name])
        guard let first = day(words[.firstDay]), let last = day(words[.lastDay]) else { return nil }
        guard checkOrder(first, last, longest: Self.longestHoliday) else { return nil }
        let length = last.value - first.value + 1
        guard length <= Self.longestHoliday else {
            report(
                .outsideYear, at: last.range,
                "Zo duurt deze vakantie \(length) dagen (\(first.value) tot en met \(last.value)). Klopt het jaartal?"
            )
            return nil
        }
        return Located(
            value: Closure(kind: .holiday, title: name.value, firstDay: first.value, lastDay: last.value),
            range: node.range)
    }

    /// In days: no holiday is nearly as long, and a year mistyped makes one longer.
    private static let longestHoliday = 100

    private mutating func studyDay(_ node: SyntaxNode) -> Located<Closure>? {
        let words = words(of: node, .studyDay)
        let name = runningText(words[.name])
        guard let day = day(words[.day]) else { return nil }
        if day.value.weekday.isWeekend {
            diagnostics.append(
                Diagnostic(
                    .studyDayInWeekend, .warning, at: day.range,
                    "Deze studiedag valt in een weekend: dan is er geen les. Klopt de datum?"))
        }
        return Located(
            value: Closure(kind: .studyDay, title: name.value, firstDay: day.value, lastDay: day.value),
            range: node.range)
    }

    /// A summer holiday may begin before the year or end after it, but must touch it.
    private mutating func touches(_ closure: Located<Closure>, _ year: ClosedRange<Day>) -> Bool {
        let isOutside = closure.value.lastDay < year.lowerBound || closure.value.firstDay > year.upperBound
        if isOutside { reportOutside(year, at: closure.range) }
        return !isOutside
    }

    /// What is planned lies in the year as a whole: its name is taken in that year.
    private mutating func isInside(_ planned: Located<PlannedPeriod>, _ year: ClosedRange<Day>) -> Bool {
        let isInside = year.contains(planned.value.firstDay) && year.contains(planned.value.lastDay)
        if !isInside { reportOutside(year, at: planned.range) }
        return isInside
    }

    private mutating func reportOutside(_ year: ClosedRange<Day>, at range: SourceRange) {
        report(
            .outsideYear, at: range,
            "Dit valt buiten het schooljaar (\(year.lowerBound) tot en met \(year.upperBound)). Klopt het jaartal?"
        )
    }

    /// Without the summer holiday the weeks of August would count as school days.
    private mutating func warnAboutSummer(_ year: SchoolYear, at range: SourceRange) {
        let calendar = SchoolCalendar(years: [year])
        let august = (0..<7).map { year.firstDay + $0 }
        let july = (0..<7).map { year.lastDay - $0 }
        for (days, when) in [(august, "begin augustus"), (july, "eind juli")]
        where days.contains(where: { calendar.kind(of: $0) == .schoolDay }) {
            diagnostics.append(
                Diagnostic(
                    .summerMissing, .warning, at: SourceRange(at: range.start),
                    "Zo is er les \(when). Zet ook het stuk van de zomervakantie dat in dit schooljaar valt bij "
                        + "`vakanties`."))
        }
    }
}
