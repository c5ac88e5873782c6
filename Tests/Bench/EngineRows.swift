import Foundation
import QueueEngine

/// The engine alone: what a plan, a call and a fold cost, and that a call costs no more for who was served before.
struct EngineRows {
    static let rounds = 5
    static let room = RoomID("1")
    static let queue = QueueID("q")

    private let clock = ContinuousClock()

    func print() throws(Refusal) {
        Swift.print("engine, medians of \(Self.rounds) rounds")
        for waiting in [200, 2_000] {
            let day = try Self.morning(waiting: waiting, served: 0).day
            row("plan of \(waiting) waiting", median { _ = day.plan(now: day.clock) })
        }
        for (waiting, served) in [(200, 0), (200, 5_000), (50_000, 0)] {
            let morning = try Self.morning(waiting: waiting, served: served)
            row("call at \(waiting) waiting, \(served) served before", try call(morning))
        }
        try explanation()
        let events = try Self.morning(waiting: 50_000, served: 0).events
        let fold = median(rounds: 3) {
            var day = ClinicDay()
            for (event, time) in events { day.apply(event, at: time) }
        }
        row("fold of a day of 50,000 tickets", fold)
    }

    /// Of somebody in the middle of a long line, at the end of a long day.
    private func explanation() throws(Refusal) {
        let (waiting, served) = (1_000, 5_000)
        let morning = try Self.morning(waiting: waiting, served: served)
        let history = morning.events.enumerated().map { PastEvent(version: $0 + 1, event: $1.0, at: $1.1) }
        let entries = morning.day.plan(now: morning.now).entries
        let asks = entries[entries.count / 2].ticket
        row(
            "explanation, \(waiting) waiting, \(served) served before",
            median { _ = Explanation(of: asks, history: history, now: morning.now) })
    }

    private func row(_ name: String, _ milliseconds: Double) {
        Swift.print("  " + name.padding(toLength: 44, withPad: " ", startingAt: 0) + text(milliseconds) + " ms")
    }

    private func text(_ milliseconds: Double) -> String {
        let thousandths = Int((milliseconds * 1000).rounded())
        let rest = String(thousandths % 1000)
        return "\(thousandths / 1000)." + String(repeating: "0", count: 3 - rest.count) + rest
    }

    private func median(rounds: Int = rounds, _ body: () -> Void) -> Double {
        let times = (0..<rounds).map { _ in milliseconds(clock.measure(body)) }
        return Bench.median(times)
    }

    private func milliseconds(_ duration: Duration) -> Double {
        let parts = duration.components
        return Double(parts.seconds) * 1e3 + Double(parts.attoseconds) / 1e15
    }

    /// Decided and applied, a hundred times; each is let in before the next.
    private func call(_ start: Morning) throws(Refusal) -> Double {
        var morning = start
        var times: [Double] = []
        for _ in 0..<100 {
            let began = clock.now
            try morning.act(.callNext(room: Self.room))
            times.append(milliseconds(clock.now - began))
            guard let inside = morning.day.room(Self.room)?.current else { break }
            try morning.act(.comeIn(ticket: inside))
        }
        return Bench.median(times)
    }

    struct Morning {
        var day = ClinicDay()
        var events: [(Event, Instant)] = []
        var now = Instant(milliseconds: 1_763_600_000_000)

        mutating func act(_ command: Command) throws(Refusal) {
            now = now.adding(seconds: 1)
            for event in try day.decide(command, now: now) {
                day.apply(event, at: now)
                events.append((event, now))
            }
        }
    }

    /// A day on which so many were served, and so many wait in four lanes.
    private static func morning(waiting: Int, served: Int) throws(Refusal) -> Morning {
        var morning = Morning()
        try morning.act(
            .open(date: "2026-11-20", queues: [QueueSetup(id: queue, sheet: sheet)], rooms: [room], noon: nil))
        try morning.act(.openSitting(room: room, doctor: "dr", queues: [queue]))
        let lanes: [Lane] = [.first, .first, .first, .returning, .missed, .priority]
        for index in 0..<(served + waiting) {
            let ticket = TicketID(high: 1, low: UInt64(index))
            try morning.act(
                .issue(.init(ticket: ticket, queue: queue, person: "p\(index)", lane: lanes[index % lanes.count])))
            guard index < served else { continue }
            try morning.act(.callNext(room: room))
            if let inside = morning.day.room(room)?.current { try morning.act(.comeIn(ticket: inside)) }
        }
        return morning
    }

    private static let sheet = RuleSheet(
        id: "bench", version: 1, title: [:], number: NumberFormat(prefix: "A", digits: 3),
        lanes: [.first, .returning, .missed, .priority].map {
            LaneRule(lane: $0, order: $0 == .first ? .number : .arrival, minutes: 15)
        },
        absolute: [],
        pattern: [.lane(.first), .lane(.first), .lane(.returning), .lane(.missed), .lane(.priority)], getReady: 1,
        missed: MissedRules(leastCalls: 1, leastSeconds: 0, takesEffect: .rejoin, ladder: [.lane(.missed)]),
        waitingLimit: 100_000, ticketsPerPerson: 3)
}
