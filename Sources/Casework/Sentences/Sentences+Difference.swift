import CardEngine
public import CardLanguage
import SchoolTime

extension Sentences {
    /// `Stap 'Bespreken' (bespreken)`.
    public func title(of change: CardDifference.Change) -> String {
        let title = change.title
        return switch change.part {
        case .card: "Kaart"
        case .start(let text): "Begin '\(text)'"
        case .field(let field): "Veld '\(title)' (\(field))"
        case .column(let list, let column): "Kolom '\(title)' (\(column)) van \(list)"
        case .step(let step): "Stap '\(title)' (\(step))"
        case .branch(let step, let branch): "Tak '\(title)' (\(branch)) van \(step)"
        case .outcome(let step, let outcome): "Uitkomst '\(outcome)' van \(step)"
        case .end(let end): "Einde '\(title)' (\(end))"
        case .interrupt(let text): "Onderbreking '\(text)'"
        case .norm(let title): "Norm '\(title)'"
        }
    }

    /// Which kind of part it is, in one word.
    public func kind(of part: CardPart) -> String {
        switch part {
        case .card: "kaart"
        case .start: "begin"
        case .field: "veld"
        case .column: "kolom"
        case .step: "stap"
        case .branch: "tak"
        case .outcome: "uitkomst"
        case .end: "einde"
        case .interrupt: "onderbreking"
        case .norm: "norm"
        }
    }

    /// The word for what is said of a part: `termijn`.
    public func word(for aspect: CardAspect) -> String {
        switch aspect {
        case .word(let word): word
        case .kind: "soort stap"
        case .place: "onderdeel"
        case .order: "volgorde"
        }
    }

    /// What kind of change it is, in one word.
    public func word(for kind: CardDifference.Kind) -> String {
        switch kind {
        case .added: "erbij"
        case .removed: "weg"
        case .renamed: "andere naam"
        case .changed: "anders"
        }
    }

    /// What differs, behind the title of its part: on one line when it fits.
    public func lines(for kind: CardDifference.Kind) -> [String] {
        switch kind {
        case .added, .removed: return [word(for: kind)]
        case .renamed(let old): return ["heette \(old)"]
        case .changed(let aspect, let from, let to):
            let word = word(for: aspect)
            switch (from, to) {
            case (let from?, let to?):
                guard from.utf8.count + to.utf8.count > 60 else {
                    return ["\(word) was '\(from)', wordt '\(to)'"]
                }
                return ["\(word)", "  was: \(from)", "  wordt: \(to)"]
            case (let from?, nil): return ["\(word) weg (was '\(from)')"]
            case (nil, let to?): return ["\(word) erbij: '\(to)'"]
            case (nil, nil): return [word]
            }
        }
    }

    /// `versie 2, vastgesteld op ma 02-11-2026`.
    public func title(of edition: CardEdition) -> String {
        let state =
            switch (edition.adoption, edition.card.status) {
            case (let adoption?, _): "vastgesteld op \(adoption.stamp.day.shortDutch)"
            case (nil, .draft): "concept"
            case (nil, .adopted): "vastgesteld volgens het bestand"
            case (nil, .withdrawn): "vervallen"
            }
        let place = edition.isFile && edition.adoption == nil ? ", zoals het bestand nu is" : ""
        return "versie \(edition.card.version) (\(state)\(place))"
    }
}
