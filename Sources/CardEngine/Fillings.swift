import SchoolTime

/// When fields had a value: a late record asks what there was on the day of which it tells (docs/kaarttaal.md, choice 115).
extension CaseState {
    /// A field was filled in or emptied, as of that day.
    struct Filling: Hashable {
        let field: FieldID
        /// Of what belongs to an item: in which branch.
        let place: Place?
        let day: Day
        let isFilled: Bool
    }

    /// Notes that a field has a value from a day on, or has none any more.
    mutating func note(_ field: FieldID, at place: Place?, isFilled: Bool, on day: Day) {
        // What was there by then stays so.
        let latest = fillings.last { $0.field == field && $0.place == place }
        if let latest, latest.isFilled == isFilled, latest.day <= day { return }
        fillings.append(Filling(field: field, place: place, day: day, isFilled: isFilled))
    }
}

extension Decision {
    /// Whether a field had a value by the end of a day, as seen from a place: by what is known of that day now.
    func had(_ field: FieldID, at place: Place?, on day: Day) -> Bool {
        let home = home(of: field, at: place)
        let known = fillings(of: field, for: home)
        if !known.isEmpty { return known.last { $0.day <= day }?.isFilled ?? false }
        guard let home, value(of: field, at: place) != nil else { return false }
        // A fixed value is there as long as its item; a cell as long as its row.
        guard state.item(at: home)?.row != nil, let list = state.visit(home.block)?.list else { return true }
        return had(list, at: state.visit(home.block)?.place, on: day)
    }

    /// When a field got a value or lost it, of the whole case or of an item in whichever branch.
    private func fillings(of field: FieldID, for home: Place?) -> [CaseState.Filling] {
        let items = state.itemsByStep(around: home)
        return state.fillings.filter {
            $0.field == field
                && ($0.place == home
                    || home != nil && $0.place != nil
                        && state.itemsByStep(around: $0.place) == items)
        }
    }
}
