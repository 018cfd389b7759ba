import CardEngine
import SchoolTime

extension CardCompiler {
    mutating func field(_ entry: FieldTable.Entry) -> Field {
        scope = entry.homes.first
        defer { scope = nil }
        return field(entry.declaration, home: entry.homes.first)
    }

    private mutating func field(_ field: FieldDeclaration, home: Int?) -> Field {
        let minimum = field.minimum.flatMap { bound($0, of: field) }
        let maximum = field.maximum.flatMap { bound($0, of: field) }
        if case .number(let least) = minimum, case .number(let most) = maximum, most < least,
            let place = field.maximum?.range
        {
            report(
                .limitsReversed, at: place,
                "`hoogstens` is kleiner dan `minstens`; dan past geen enkel getal. Draai ze om.")
        }
        if case .moment(let least) = minimum, case .moment(let most) = maximum, most.isSurelyBefore(least),
            school != nil, let place = field.maximum?.range
        {
            report(
                .limitsReversed, at: place,
                "`hoogstens` ligt voor `minstens`; dan past geen enkele dag. Draai ze om.")
        }
        return Field(
            id: FieldID(field.id.value), title: field.title.value, kind: kind(of: field, home: home),
            minimum: minimum, maximum: maximum, isSensitive: field.isSensitive,
            visibleTo: field.visibleTo.map { $0.map { role($0) } }, mayBeEmpty: field.mayBeEmpty, home: home)
    }

    private mutating func kind(of field: FieldDeclaration, home: Int?) -> FieldKind {
        guard field.kind == .list else { return plainKind(of: field) }
        let rows: RowSource? =
            switch field.rows {
            case .pupils: .pupils
            case .fixed(let column, let values): .fixed(FieldID(column.value), values.map(\.value))
            case nil: nil
            }
        return .list(field.allColumns.map { self.field($0, home: home) }, rows)
    }

    /// The kind of a field that is no list.
    func plainKind(of field: FieldDeclaration) -> FieldKind {
        field.kind?.kind(options: field.options.map(\.value)) ?? .text
    }

    private mutating func bound(_ text: Located<String>, of field: FieldDeclaration) -> Bound? {
        switch field.kind {
        case .number, .wholeNumber:
            return number(text).map { .number($0) }
        case .list:
            guard let number = number(text) else { return nil }
            if number.isWhole, Number(0) <= number { return .number(number) }
            report(
                .notANumber, at: text.range,
                "Van een lijst is dit het aantal rijen: een heel getal, 0 of meer, en geen \(text.value.quoted)."
            )
            return nil
        case .date:
            return readMoment(text).map { .moment($0) }
        case .text, .longText, .yesNo, .choice, .multipleChoice, .document, .person, .pupil, nil:
            return nil
        }
    }

    mutating func number(_ text: Located<String>) -> Number? {
        let number = Number(text.value)
        if text.value.isEmpty { return nil }
        if number == nil {
            report(
                .notANumber, at: text.range,
                "\(text.value.quoted) is geen getal. Schrijf cijfers, zoals 12 of 7,5.")
        }
        return number
    }
}

extension Moment {
    /// Whether it comes first, whenever that is: of two that count on from the same in the same measure.
    fileprivate func isSurelyBefore(_ other: Moment) -> Bool {
        switch (self, other) {
        case (.span(let own), .span(let later)): own.isSurelyShorter(than: later)
        case (.relative(let own, .after, let anchor), .relative(let later, .after, let from))
        where anchor == from: own.isSurelyShorter(than: later)
        case (.relative(let own, .before, let anchor), .relative(let later, .before, let from))
        where anchor == from: later.isSurelyShorter(than: own)
        case (.span, _), (.relative, _), (.anchor, _), (.today, _), (.period, _), (.dayBefore, _), (.next, _):
            false
        }
    }
}

extension SchoolDuration {
    fileprivate func isSurelyShorter(than other: SchoolDuration) -> Bool {
        if unit == other.unit { return amount < other.amount }
        guard let own = days, let others = other.days else { return false }
        return own < others
    }

    /// Its length where that is the same at any time of the year.
    private var days: Int? {
        switch unit {
        case .days: amount
        case .weeks: amount * 7
        case .months, .years, .workingDays, .schoolDays, .schoolWeeks: nil
        }
    }
}
