/// One day under its own rules and under others: both played forward in the same way, so that they differ by the rules
/// alone.
package struct WhatIf: Sendable {
    /// How a day went under one set of rules.
    package struct Outcome: Hashable, Sendable {
        package struct LaneOutcome: Hashable, Sendable {
            package var lane: Lane
            package var tickets: Int
            /// Minutes from arriving to the first call; nil when nobody was called.
            package var waitMinutes: Sample?
            /// How often somebody of this lane saw one who came later called first.
            package var overtakes: Int
        }

        /// In the order of the lanes' names.
        package var lanes: [LaneOutcome]
        /// When the last consultation ended; nil when there was none.
        package var end: Instant?
        /// Those who still waited when the last room closed.
        package var waitingAtEnd: Int
        /// Steps of the day that made no sense under these rules.
        package var leftOut: Int
        /// Consultations whose length nobody had recorded.
        package var assumed: Int
    }

    package var before: Outcome
    package var after: Outcome

    /// - Parameters:
    ///   - script: what is held fixed.
    ///   - sheets: the other rules, for the queues that change.
    package init(_ script: ReplayScript, under sheets: [QueueID: RuleSheet]) {
        before = Outcome(ReplaySimulation(script))
        after = Outcome(ReplaySimulation(script.under(sheets)))
    }
}

extension WhatIf.Outcome {
    init(_ simulation: ReplaySimulation) {
        let trace = DayTrace(simulation.events)
        let overtakes = trace.overtakes()
        let here = trace.patients.filter { $0.arrivedAt != nil && $0.cancelledAt == nil }
        lanes = Dictionary(grouping: here, by: \.lane).map { lane, patients in
            LaneOutcome(
                lane: lane, tickets: patients.count,
                waitMinutes: Sample(patients.compactMap(\.waitSeconds).map { $0 / 60 }),
                overtakes: patients.reduce(0) { $0 + (overtakes[$1.issue.ticket] ?? 0) })
        }
        .sorted { $0.lane.rawValue < $1.lane.rawValue }
        end = trace.patients.flatMap(\.visits).filter { $0.consultationSeconds != nil }.compactMap(\.endedAt).max()
        waitingAtEnd = simulation.day.tickets.values.count { $0.state == .waiting || $0.state == .ready }
        leftOut = simulation.leftOut
        assumed = simulation.assumed
    }
}
