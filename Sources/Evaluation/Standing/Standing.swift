public import CardEngine
public import SchoolTime

/// What the school year asks of one subject by one card: what a `dekking` norm wants, if it wants it of at least half of
/// them, and what begins by itself for it; the most of the two.
public struct Obligation: Hashable, Sendable {
    /// How many completed cases the school year asks for.
    public let times: Int
    /// Whether one completed case is asked for, of whatever year.
    public let isEver: Bool
    /// The days of this school year on which a case begins by itself, in order.
    public let starts: [Day]

    /// What is asked of who is not there any more.
    public static let none = Obligation()

    private init() { (times, isEver, starts) = (0, false, []) }

    /// - Parameters:
    ///   - sample: the card and what is known of the subject.
    ///   - starts: the days on which its start rules begin a case for the subject in the school year.
    ///   - seesAttributes: whether what an attribute of the subject asks may be told.
    public init(of subject: Subject, in sample: Sample, starts: [Day], seesAttributes: Bool) {
        var times = starts.count
        var isEver = false
        for norm in sample.card.norms {
            // A norm that few must meet is asked of nobody in particular.
            guard case .coverage(let wanted) = norm.measure, case .share(let least)? = norm.minimum,
                least >= Number(50),
                seesAttributes || norm.condition == nil,
                sample.narrowed(to: norm.condition).counts(subject)
            else { continue }
            if let wanted { times = max(times, wanted) } else { isEver = true }
        }
        self.times = times
        self.isEver = isEver
        self.starts = starts.sorted()
    }
}

/// Where a subject stands with a card in the current school year.
public struct Standing: Hashable, Sendable {
    /// Where it stands; what asks for attention first.
    public enum State: Hashable, Sendable, CaseIterable {
        /// A case runs of which a term has passed; where the school year asks for cases of its own, one of those.
        case late
        /// A case is asked for, and there is none.
        case notBegun
        /// A case is asked for, and it came to nothing.
        case stopped
        /// A case runs; likewise.
        case busy
        /// A case is asked for, and begins by itself on a later day.
        case upcoming
        /// What is asked for is completed.
        case done
    }

    /// Whom or what it is about.
    public let subject: Subject
    /// Where it stands.
    public let state: State
    /// How many cases of this school year were completed, or, where one is asked for ever, of all years.
    public let completed: Int
    /// How many are asked for; 0 when the card asks for none.
    public let asked: Int
    /// Of what is to come: the day on which it begins.
    public let nextStart: Day?
    /// Of what is late: by how many days at most.
    public let daysLate: Int
    /// What still runs of earlier school years, where this one asks for cases of its own: by how many days each is late.
    public let leftOver: [Int]

    /// Nil where nothing is asked for and nothing happened.
    ///
    /// - Parameter cases: those of the card about this subject, of every year.
    public init?(
        of subject: Subject, cases: [CaseFacts], obligation: Obligation, year: SchoolYearNumber, today: Day
    ) {
        let ours = cases.filter { $0.year == year }
        // What this school year asks for is not done, nor late, by what was left of an earlier one.
        let counts = { (found: CaseFacts) in obligation.times == 0 || found.year >= year }
        let running = cases.filter { $0.ending == nil && counts($0) }
        let thisYear = ours.count(where: \.isCompleted)
        let ever = cases.count(where: \.isCompleted)
        let isFulfilled = thisYear >= obligation.times && (!obligation.isEver || ever > 0)
        let next = obligation.starts.first { $0 > today }
        let toCome = obligation.starts.count { $0 > today }
        let daysLate = running.map(\.daysLate).max() ?? 0
        let stopped = ours.contains { $0.ending?.countsAs == .aborted }

        let state: State
        if daysLate > 0 {
            state = .late
        } else if !running.isEmpty {
            state = .busy
        } else if !isFulfilled {
            if toCome > 0, thisYear >= obligation.times - toCome {
                state = .upcoming
            } else {
                state = stopped ? .stopped : .notBegun
            }
        } else if thisYear > 0 || obligation.isEver {
            state = .done
        } else if stopped {
            state = .stopped
        } else {
            return nil
        }
        self.subject = subject
        self.state = state
        completed = obligation.isEver && obligation.times == 0 ? ever : thisYear
        asked = max(obligation.times, obligation.isEver ? 1 : 0)
        nextStart = state == .upcoming ? next : nil
        self.daysLate = daysLate
        leftOver = cases.filter { $0.ending == nil && !counts($0) }.map(\.daysLate).sorted(by: >)
    }
}

/// Where all subjects of a card stand.
public struct CardStanding: Hashable, Sendable {
    /// The card.
    public let card: Card
    /// In the order of the groups, then by number or name.
    public let standings: [Standing]

    /// Takes what it holds.
    public init(card: Card, standings: [Standing]) {
        self.card = card
        self.standings = standings
    }

    /// How many stand so.
    public func count(_ state: Standing.State) -> Int { standings.count { $0.state == state } }
}
