import CardEngine

/// An attribute that a card asks of a group, the school or a member of staff, although the school keeps it of pupils.
struct AskedOfOther: Sendable {
    let name: Located<String>
    let kind: SubjectKind
}

/// Of whom or what an attribute is asked: the school keeps them of its pupils (kaarttaal, section 1).
extension CardCompiler {
    /// An attribute is looked at where this is compiled. What every school keeps is of pupils only, and a group is one
    /// itself; another may be kept of something else by a card (`leg_vast`), which only the cards together can tell.
    mutating func look(at name: Located<String>) {
        guard school != nil, let attribute = attributes[name.value],
            let kind = layout.subject(inside: scope, of: declaration.subject), kind != .pupil,
            attribute.id != .group || kind != .group
        else { return }
        if Attribute.given.contains(attribute) {
            report(
                .ofPupilsOnly, at: name.range,
                "`\(name.value)` is er alleen van een leerling, en hier gaat het over \(kind.words). Haal het weg\(kind.advice)."
            )
        } else {
            askedOfOthers.append(AskedOfOther(name: name, kind: kind))
        }
    }

    /// An event of a start rule or an interrupt: each is of a pupil. Of a text that is kept, and by which cases run, it is not
    /// asked.
    mutating func checkHappens(_ event: SubjectEvent, at range: SourceRange, otherwise consequence: String) {
        guard school != nil, let kind = declaration.subject, kind != .pupil else { return }
        report(
            .ofPupilsOnly, at: SourceRange(at: range.start),
            "`\(Keyword.at.rawValue): \(event.attribute)` gebeurt met een leerling, en deze kaart gaat over \(kind.words): "
                + "\(consequence). Haal het weg.")
    }

    /// Whether an attribute can be a number at all: no school has a ninth year.
    mutating func canBe(_ number: Number, _ id: AttributeID, at range: SourceRange) -> Bool {
        guard let possible = id.possibleNumbers, !possible.contains(number) else { return true }
        report(
            .valueOutsideField, at: range,
            "Het kenmerk `\(id)` kan nooit \(number) zijn: het is \(possible.lowerBound) tot en met \(possible.upperBound)."
        )
        return false
    }
}

extension CardLayout {
    /// Whom or what it is about within a `voor_elke`: that of pupils or groups is about its item.
    func subject(inside scope: Int?, of whole: SubjectKind?) -> SubjectKind? {
        var next = scope
        while let place = next {
            if case .forEach(let block) = steps[place].kind {
                switch block.source {
                case .pupils: return .pupil
                case .groups: return .group
                case .rows, .fixed, .unread: break
                }
            }
            next = home[place]
        }
        return whole
    }
}

extension SubjectKind {
    /// What a complaint calls one of this kind.
    var words: String {
        switch self {
        case .pupil: "een leerling"
        case .group: "een groep"
        case .school: "de school"
        case .staffMember: "een medewerker"
        }
    }

    /// Where something of a pupil can stand instead.
    fileprivate var advice: String {
        switch self {
        case .group, .school: "; in een `voor_elke: leerling` gaat het wel over een leerling"
        case .pupil, .staffMember: ""
        }
    }
}
