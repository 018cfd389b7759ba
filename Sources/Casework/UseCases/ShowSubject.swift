public import CardEngine
import CaseStore
public import SchoolTime

/// A case on the page of whom it is about.
public struct CaseSummary: Hashable, Sendable {
    /// As in a list.
    public let line: CaseLine
    /// The last day, if there is one and the actor sees the whole case.
    public let deadline: Day?
    /// The last day by law, likewise.
    public let statutory: Day?
    /// The day on which it ended, likewise.
    public let endedOn: Day?
    /// The open steps that the actor may see.
    public let open: [TaskLine]
}

/// All that one person may see of a pupil.
public struct PupilOverview: Hashable, Sendable {
    /// The pupil, in the group of now.
    public let subject: Subject
    /// What is known; nil for who may see cases and not that.
    public let facts: SubjectFacts?
    /// What is planned, by day; nothing for who may not see what is known.
    public let plans: [PlannedChange]
    /// The cases about the pupil: those that run first, the newest first.
    public let cases: [CaseSummary]
    /// The open steps about the pupil in cases about a group or the school.
    public let elsewhere: [TaskLine]
    /// What was provided of the pupil to others, the latest first.
    public let provisions: [ProvisionLine]
}

/// All that one person may see of a group.
public struct GroupOverview: Hashable, Sendable {
    /// The group, and who holds which role for it.
    public let group: GroupReport
    /// Its pupils, by number: all for who keeps pupils or holds a role for the group, else those with a case that the actor
    /// may see.
    public let pupils: [PupilLine]
    /// The cases about the group itself.
    public let cases: [CaseSummary]

    /// A pupil in the list of a group.
    public struct PupilLine: Hashable, Sendable {
        /// The pupil.
        public let subject: Subject
        /// Whether the pupil is enrolled in the group today; nil for who may not know.
        public let isEnrolled: Bool?
        /// How many cases of the pupil run.
        public let running: Int
        /// The open steps about the pupil, most urgent first.
        public let open: [TaskLine]
    }
}

extension Workplace {
    /// Everything about a pupil on a page (`kaart leerling 1023`).
    ///
    /// What is known of a pupil is seen by who keeps pupils and by who holds a role for the group of the pupil, or for the
    /// pupil; cases by who may see each.
    /// - Throws: `CaseworkFailure`: the same for a pupil who is not known and one of whom the actor may see nothing.
    public func pupilOverview(_ number: String) throws -> PupilOverview {
        let plain = try pupil(number)
        return try store.read { reading in
            let history = try history(of: plain, from: reading)
            let pupil = plain.moved(to: history.facts.group)
            let knows = keepsRegistry || holdsRole(for: pupil)
            var summaries = try overview(of: reading.cases(CaseFilter(subject: pupil)), from: reading)
            let elsewhere = try overview(
                of: reading.cases(.running).filter { $0.subject.kind != .pupil }, from: reading
            ).flatMap(\.open).filter { $0.subject == pupil }
            summaries.sort { $0.line.runsBefore($1.line) }
            let provisions = try provisions(of: pupil, from: reading)
            guard !summaries.isEmpty || !elsewhere.isEmpty || !provisions.isEmpty || knows && !history.isEmpty
            else {
                throw try unknown(plain, or: keepsRegistry ? .unknownPupil : .nothingToSee, from: reading)
            }
            return PupilOverview(
                subject: pupil, facts: knows ? history.facts : nil, plans: knows ? history.plans : [],
                cases: summaries, elsewhere: elsewhere, provisions: provisions)
        }
    }

    /// Everything about a group on a page (`kaart groep groep-geel`).
    ///
    /// - Throws: `CaseworkFailure.unknownGroup`.
    public func groupOverview(_ name: String) throws -> GroupOverview {
        let report = try showGroup(name)
        let group = Subject(group: report.group.id)
        return try store.read { reading in
            var enrolled: Set<Subject>?
            if keepsRegistry || holdsRole(for: group) {
                enrolled = Set(
                    try self.pupils(from: reading).filter { pupil, history in
                        pupil.group == report.group.id && history.facts.isEnrolled(on: clock.today)
                    }.map(\.subject))
            }
            let seen = try overview(of: try reading.cases(.running), from: reading)
            let ofPupils = seen.filter {
                $0.line.subject.kind == .pupil && $0.line.subject.group == report.group.id
            }
            let open = seen.flatMap(\.open).filter {
                $0.subject.kind == .pupil && $0.subject.group == report.group.id
            }
            let pupils = (enrolled ?? []).union(ofPupils.map(\.line.subject)).union(open.map(\.subject))
            let ofGroup = try overview(of: reading.cases(CaseFilter(subject: group)), from: reading)
            return GroupOverview(
                group: report,
                pupils: pupils.sorted { $0.comesBefore($1) }.map { pupil in
                    GroupOverview.PupilLine(
                        subject: pupil.moved(to: report.group.id),
                        isEnrolled: enrolled.map { $0.contains(pupil) },
                        running: ofPupils.count { $0.line.subject == pupil },
                        open: open.filter { $0.subject == pupil }.inOrder())
                },
                cases: ofGroup.sorted { $0.line.runsBefore($1.line) })
        }
    }

    /// Cases as the actor sees them today; those that do not exist for the actor left out.
    func overview(of records: [CaseRecord], from reading: any CaseReading) throws -> [CaseSummary] {
        try records.compactMap { record in
            guard let (loaded, now) = try loadCurrentUnlessLost(record.caseID, from: reading),
                let view = view(of: loaded, at: now)
            else { return nil }
            let sees = view.seesCase
            return CaseSummary(
                line: line(of: loaded, record, view), deadline: sees ? loaded.state.deadline : nil,
                statutory: sees ? loaded.state.statutory : nil,
                endedOn: sees ? loaded.state.ending?.day : nil,
                open: loaded.state.isRunning
                    ? loaded.state.openVisits.compactMap { task($0, in: loaded, view, at: now) }
                        .inOrder() : [])
        }
    }

    /// Whether the actor holds a role for this group or pupil in particular.
    func holdsRole(for subject: Subject) -> Bool {
        guard let person = school.person(identity.actor) else { return false }
        return person.assignments.contains { assignment in
            guard assignment.holds(on: clock.today) else { return false }
            if let pupil = assignment.pupil { return subject.kind == .pupil && subject.id == pupil }
            return assignment.group != nil && assignment.group == subject.group
        }
    }
}

extension CaseLine {
    /// What runs before what has ended, the newest first.
    fileprivate func runsBefore(_ other: CaseLine) -> Bool {
        guard hasEnded == other.hasEnded else { return !hasEnded }
        return startedOn == other.startedOn
            ? (card == other.card ? caseID.comesBefore(other.caseID) : card.comesBefore(other.card))
            : startedOn > other.startedOn
    }
}
