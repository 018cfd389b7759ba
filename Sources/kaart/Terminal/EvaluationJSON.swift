import CardEngine
import Casework
import Evaluation
import SchoolTime

/// `kaart evaluatie --json`. An interface, as those in `JSONForms`; see docs/json.md.
struct EvaluationJSON: Encodable {
    let version = 1
    let year: String
    let day: String
    let measuredOn: String
    let isOver: Bool
    let spreadDefinition = Spread.definition
    let cards: [Card]
    let unreadable: [String]

    private enum CodingKeys: String, CodingKey {
        case version = "versie"
        case year = "schooljaar"
        case day = "dag"
        case measuredOn = "peildag"
        case isOver = "schooljaar_om"
        case spreadDefinition = "mediaan_en_kwartielen"
        case cards = "kaarten"
        case unreadable = "niet_te_lezen"
    }

    struct Card: Encodable {
        let card: String
        let title: String
        let version: Int
        let figures: [FigureJSON]
        let decisions: [FigureJSON]
        let steps: [FigureJSON]
        let norms: [Norm]

        private enum CodingKeys: String, CodingKey {
            case card = "kaart"
            case title = "titel"
            case version = "kaartversie"
            case figures = "cijfers"
            case decisions = "uitkomsten"
            case steps = "stappen"
            case norms = "normen"
        }
    }

    struct Norm: Encodable {
        let title: String
        let verdict: String
        let sentence: String
        let figure: FigureJSON
        let within: Int?
        let withinOf: Int?

        private enum CodingKeys: String, CodingKey {
            case title = "norm"
            case verdict = "oordeel"
            case sentence = "zin"
            case figure = "cijfer"
            case within = "binnen"
            case withinOf = "binnen_van"
        }
    }

    /// - Parameter sources: tells what stands behind the figures; nil when that is not asked.
    init(_ evaluation: YearEvaluation, _ sentences: Sentences, naming sources: FigureSources?) {
        year = evaluation.year.name
        day = evaluation.today.description
        measuredOn = evaluation.measuredOn.description
        isOver = evaluation.isOver
        unreadable = evaluation.unreadable.map(\.rawValue)
        let period = evaluation.year.name
        cards = evaluation.cards.map { card in
            Card(
                card: card.card.id.rawValue, title: card.card.title, version: card.card.version,
                figures: card.figures.map { FigureJSON($0, period, naming: sources) },
                decisions: card.decisions.map { FigureJSON($0, period, naming: sources) },
                steps: card.steps.flatMap { [$0.time, $0.onTime] }.map {
                    FigureJSON($0, period, naming: sources)
                },
                norms: card.norms.map { norm in
                    Norm(
                        title: norm.norm.title, verdict: Self.name(of: norm.verdict),
                        sentence: sentences.sentence(for: norm, isOver: evaluation.isOver),
                        figure: FigureJSON(norm.figure, period, naming: sources), within: norm.within?.count,
                        withinOf: norm.within?.of)
                })
        }
    }

    private static func name(of verdict: NormResult.Verdict) -> String {
        switch verdict {
        case .met: "gehaald"
        case .notMet: "niet gehaald"
        case .unmeasurable: "niet te meten"
        case .withheld: "niet voor u te meten"
        }
    }
}

/// One figure: exact numbers only, so that nothing is rounded before it is used.
struct FigureJSON: Encodable {
    let name: String
    let title: String
    let definition: String
    let period: String
    let kind: String
    let count: Int
    let counted: String
    let part: Int?
    let total: Int?
    // Numbers of days that may end in a half: a binary fraction holds them exactly.
    let median: Double?
    let lowerQuartile: Double?
    let upperQuartile: Double?
    let parts: [Part]
    /// What was counted, by how it counted; only where that is asked and may be told.
    let tally: [Part]?
    let excluded: [Part]

    private enum CodingKeys: String, CodingKey {
        case name = "naam"
        case title = "titel"
        case definition = "definitie"
        case period = "periode"
        case kind = "soort"
        case count = "aantal"
        case counted = "geteld"
        case part = "deel"
        case total = "totaal"
        case median = "mediaan"
        case lowerQuartile = "kwartiel_laag"
        case upperQuartile = "kwartiel_hoog"
        case parts = "delen"
        case tally = "achter"
        case excluded = "niet_meegeteld"
    }

    struct Part: Encodable {
        let title: String
        let count: Int
        let names: [String]?

        private enum CodingKeys: String, CodingKey {
            case title = "wat"
            case count = "aantal"
            case names = "welke"
        }

        init(_ part: Figure.Part, _ sources: FigureSources?) {
            title = part.title
            count = part.count
            names = sources?.names(of: part)
        }
    }

    init(_ figure: Figure, _ period: String, naming sources: FigureSources?) {
        name = figure.name
        title = figure.title
        definition = figure.definition
        self.period = period
        count = figure.count
        counted =
            switch figure.counted {
            case .cases: "trajecten"
            case .visits: "keren"
            case .items: "onderdelen"
            case .subjects(.pupil): "leerlingen"
            case .subjects(.group): "groepen"
            case .subjects(.school): "scholen"
            case .subjects(.staffMember): "medewerkers"
            }
        var (part, total, spread): (Int?, Int?, Spread?) = (nil, nil, nil)
        switch figure.value {
        case .count: kind = "aantal"
        case .share(let found): (kind, part) = ("deel", found)
        case .time(let found): (kind, spread) = ("dagen", found)
        case .average(let found): (kind, total) = ("gemiddelde", found)
        case .unmeasurable: kind = "niet te meten"
        }
        self.part = part
        self.total = total
        median = spread.map { Self.days($0.median) }
        lowerQuartile = spread.flatMap { $0.lowerQuartile.map(Self.days) }
        upperQuartile = spread.flatMap { $0.upperQuartile.map(Self.days) }
        parts = figure.parts.map { Part($0, sources) }
        tally = sources.map { sources in figure.tally.map { Part($0, sources) } }
        excluded = figure.excluded.map { Part($0, sources) }
    }

    private static func days(_ days: Spread.Days) -> Double { Double(days.twice) / 2 }
}
