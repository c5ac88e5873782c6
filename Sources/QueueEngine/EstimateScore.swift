/// How far estimates were from what happened: the engine's, and beside it the plain one, people ahead times the mean of
/// the last twenty consultations. Each is asked at the moment when somebody begins to wait.
package struct EstimateScore: Hashable, Sendable {
    /// Minutes from the estimate to the first call: what was said, and what came.
    package struct Pair: Hashable, Sendable {
        package var engine: Double
        package var plain: Double
        package var actual: Double
    }

    /// Consultations that the plain estimate looks back at.
    package static let plainLookBack = 20

    package private(set) var pairs: [Pair] = []

    /// Root mean squared error in minutes; nil when nothing was estimated.
    package var engineError: Double? { error(\.engine) }
    package var plainError: Double? { error(\.plain) }

    package init() {}

    /// - Parameter events: all of one day, from its opening.
    package init(_ events: [TimedEvent]) {
        let trace = DayTrace(events)
        var day = ClinicDay()
        var lengths: [Double] = []
        for timed in events {
            let before = day
            day.apply(timed.event, at: timed.at)
            lengths += Self.ended(by: timed.event.act, at: timed.at, on: before)
            guard let ticket = timed.event.act.beginsToWait, let called = trace.patient(ticket)?.visits.first,
                let entry = day.plan(now: timed.at).entry(of: ticket), let at = entry.at
            else { continue }
            pairs.append(
                Pair(
                    engine: at.seconds(since: timed.at) / 60,
                    plain: Self.plain(position: entry.position, day: day, ticket: ticket, lengths: lengths),
                    actual: called.calledAt.seconds(since: timed.at) / 60))
        }
    }

    /// Adds another day's.
    package mutating func add(_ other: EstimateScore) { pairs += other.pairs }

    private static func plain(position: Int, day: ClinicDay, ticket: TicketID, lengths: [Double]) -> Double {
        let open = day.rooms.filter { $0.openSitting != nil }
        let isBusy = open.contains { $0.current != nil } || open.isEmpty
        let last = lengths.suffix(plainLookBack)
        let prior = day.tickets[ticket].flatMap { day.sheet(of: $0.queue)?.rule(for: $0.lane)?.minutes } ?? 15
        let mean = last.isEmpty ? prior : last.reduce(0, +) / Double(last.count)
        // Of whoever is inside half is left, on average: counted whole, the plain estimate would look worse than it is.
        return (Double(position - 1) + (isBusy ? 0.5 : 0)) * mean / Double(max(1, open.count))
    }

    /// Minutes of the consultations that an act ends.
    private static func ended(by act: Act, at time: Instant, on day: ClinicDay) -> [Double] {
        let ticket: TicketID? =
            switch act {
            case .completed(let ticket, _): ticket
            case .called(_, _, _, let completes): completes
            default: nil
            }
        guard let started = ticket.flatMap({ day.tickets[$0]?.startedAt }) else { return [] }
        return [time.seconds(since: started) / 60]
    }

    private func error(_ estimate: KeyPath<Pair, Double>) -> Double? {
        guard !pairs.isEmpty else { return nil }
        let squares = pairs.map { ($0[keyPath: estimate] - $0.actual) * ($0[keyPath: estimate] - $0.actual) }
        return (squares.reduce(0, +) / Double(squares.count)).squareRoot()
    }
}

extension Act {
    /// The ticket that this act makes wait for the first time.
    fileprivate var beginsToWait: TicketID? {
        switch self {
        case .issued(let issue) where !issue.booked: issue.ticket
        case .arrived(let ticket, _, _): ticket
        default: nil
        }
    }
}
