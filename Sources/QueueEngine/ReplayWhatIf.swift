/// One day under its own rules and under others: both played forward in the same way, so that they differ by the rules
/// alone.
package struct WhatIf: Sendable {
    /// How a day went under one set of rules.
    package struct Outcome: Hashable, Sendable {
        /// A lane of one queue: lanes of the same name in two queues have nothing to do with each other.
        package struct LaneOutcome: Hashable, Sendable {
            package var queue: QueueID
            package var lane: Lane
            package var tickets: Int
            /// Minutes from arriving to the first call; nil when nobody was called.
            package var waitMinutes: Sample?
            /// How often somebody of this lane saw one who came later called first.
            package var overtakes: Int
        }

        /// In the order of the queues' and the lanes' names.
        package var lanes: [LaneOutcome]
        /// When the last consultation ended; nil when there was none.
        package var end: Instant?
        /// Those who still waited when the last room closed.
        package var waitingAtEnd: Int
        /// Steps of the day that made no sense under these rules.
        package var leftOut: Int
        /// Consultations whose length nobody had recorded.
        package var assumed: Int

        package func lane(_ lane: Lane, of queue: QueueID) -> LaneOutcome? {
            lanes.first { $0.queue == queue && $0.lane == lane }
        }
    }

    /// Patients whose lane the new rules do not have, and where they stand instead.
    package struct Move: Hashable, Sendable {
        package var from: Lane
        package var to: Lane
        package var tickets: Int
    }

    /// A queue that gets other rules.
    package struct Change: Hashable, Sendable {
        package var queue: QueueID
        package var before: RuleSheet
        package var after: RuleSheet
        package var moves: [Move]
    }

    package var before: Outcome
    package var after: Outcome
    /// In the day's order of queues.
    package var changes: [Change]
    /// The queues that keep their own rules.
    package var others: [QueueID]

    /// - Parameters:
    ///   - script: what is held fixed.
    ///   - sheets: the other rules, for the queues that change.
    package init(_ script: ReplayScript, under sheets: [QueueID: RuleSheet]) {
        let played = (old: ReplaySimulation(script), new: ReplaySimulation(script.under(sheets)))
        let traces = (old: DayTrace(played.old.events), new: DayTrace(played.new.events))
        before = Outcome(played.old, traces.old)
        after = Outcome(played.new, traces.new)
        let present = script.presentSheets
        changes = script.queues.compactMap { setup in
            guard let sheet = sheets[setup.id] else { return nil }
            let moves = Self.moves(in: setup.id, to: sheet, from: traces.old, to: traces.new)
            return Change(queue: setup.id, before: present[setup.id] ?? setup.sheet, after: sheet, moves: moves)
        }
        others = script.queues.map(\.id).filter { sheets[$0] == nil }
    }

    private static func moves(
        in queue: QueueID, to sheet: RuleSheet, from old: DayTrace, to new: DayTrace
    ) -> [Move] {
        var counts: [Move: Int] = [:]
        for patient in old.here where patient.queue == queue && sheet.rule(for: patient.lane) == nil {
            guard let lane = new.patient(patient.issue.ticket)?.lane, lane != patient.lane else { continue }
            counts[Move(from: patient.lane, to: lane, tickets: 0), default: 0] += 1
        }
        return counts.map { Move(from: $0.from, to: $0.to, tickets: $1) }
            .sorted { ($0.from.rawValue, $0.to.rawValue) < ($1.from.rawValue, $1.to.rawValue) }
    }
}

extension ReplayScript {
    /// The last rules that each queue had on the day.
    package var presentSheets: [QueueID: RuleSheet] {
        var sheets: [QueueID: RuleSheet] = [:]
        for setup in queues { sheets[setup.id] = setup.sheet }
        for step in steps { if case .adopt(let queue, let sheet) = step.command { sheets[queue] = sheet } }
        return sheets
    }

    /// The queues whose rules a sheet takes the place of when nobody says which: those whose sheet has its name, else
    /// the only one there is.
    /// - Returns: none when that cannot be told.
    package func queues(for sheet: RuleSheet) -> [QueueID] {
        let present = presentSheets
        let same = queues.map(\.id).filter { present[$0]?.id == sheet.id }
        return same.isEmpty && queues.count == 1 ? queues.map(\.id) : same
    }
}

extension DayTrace {
    /// Those who came and stayed.
    fileprivate var here: [Patient] { patients.filter { $0.arrivedAt != nil && $0.cancelledAt == nil } }
}

extension WhatIf.Outcome {
    fileprivate init(_ simulation: ReplaySimulation, _ trace: DayTrace) {
        let overtakes = trace.overtakes()
        let queues = Dictionary(grouping: trace.here, by: \.queue).sorted { $0.key.rawValue < $1.key.rawValue }
        lanes = queues.flatMap { queue, patients in
            let lanes = Dictionary(grouping: patients, by: \.lane).sorted { $0.key.rawValue < $1.key.rawValue }
            return lanes.map { lane, patients in
                LaneOutcome(
                    queue: queue, lane: lane, tickets: patients.count,
                    waitMinutes: Sample(patients.compactMap(\.waitSeconds).map { $0 / 60 }),
                    overtakes: patients.reduce(0) { $0 + (overtakes[$1.issue.ticket] ?? 0) })
            }
        }
        end = trace.patients.flatMap(\.visits).filter { $0.consultationSeconds != nil }.compactMap(\.endedAt).max()
        waitingAtEnd = simulation.day.tickets.values.count { $0.state == .waiting || $0.state == .ready }
        leftOut = simulation.leftOut
        assumed = simulation.assumed
    }
}
