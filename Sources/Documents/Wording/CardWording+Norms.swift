public import CardEngine
import SchoolTime

extension CardWording {
    /// What a norm measures.
    func measure(_ norm: Norm) -> String {
        let text: String =
            switch norm.measure {
            case .onTime(let step, let isStatutory):
                "deel van de \(step == nil ? "trajecten" : "keren") op tijd"
                    + (isStatutory ? " volgens de wet" : "") + (step.map { ": \(name(of: $0))" } ?? "")
            case .coverage(nil): "deel \(who) met ooit een voltooid traject"
            case .coverage(1): "deel \(who) met een voltooid traject in het schooljaar"
            case .coverage(let count?): "deel \(who) met \(count) voltooide trajecten in het schooljaar"
            case .completed: "deel van de trajecten dat voltooid is"
            case .caseTime: "doorlooptijd van een traject (mediaan)"
            case .visitTime(let step): "doorlooptijd van \(name(of: step)) (mediaan)"
            case .timeUntil(let step): "tijd van de start tot \(name(of: step)) (mediaan)"
            case .outcome(let step, let outcome): "deel van \(name(of: step)) met ‘\(outcome.onOneLine)’"
            case .attendance(let step, let role):
                "deel van \(name(of: step)) waar \(title(of: role)) bij was"
            case .repetition(let step): "hoe vaak \(name(of: step)) gedaan wordt (gemiddeld per traject)"
            }
        return text + (norm.condition.map { ", als \(phrase($0))" } ?? "")
    }

    /// For whom a norm counts: `alleen als de jaargroep minstens 7 is`; nil when that is everybody.
    public func population(of norm: Norm) -> String? {
        norm.condition.map { "alleen als \(phrase($0))" }
    }

    private var who: String {
        switch card.subject {
        case .pupil: "van de leerlingen"
        case .group: "van de groepen"
        case .school: "van de scholen"
        case .staffMember: "van de medewerkers"
        }
    }

    /// When it is good enough: `minstens 90%`.
    func limit(_ norm: Norm) -> String {
        [norm.minimum.map { "minstens \(text(of: $0))" }, norm.maximum.map { "hoogstens \(text(of: $0))" }]
            .compactMap { $0 }.listed("en")
    }

    private func text(of limit: Norm.Limit) -> String {
        switch limit {
        case .share(let number): "\(number)%"
        case .time(let duration): duration.dutch
        case .number(let number): number.description
        }
    }
}
