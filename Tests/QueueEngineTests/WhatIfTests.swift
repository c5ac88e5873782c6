import QueueEngine
import Testing

@Suite struct `What if` {
    /// Six first visits at once, then two who return, one doctor, ten minutes each and half a minute of walking.
    private func morning() throws -> [TimedEvent] {
        var morning = try Morning(Rules.changed { $0.pattern = Rules.slots("first returning") })
        try morning.issue(count: 6)
        try morning.issue(count: 2, .returning)
        try morning.sit()
        for _ in 0..<8 {
            let ticket = try morning.call()
            morning.clock = morning.clock.adding(seconds: 29)
            try morning.do(.comeIn(ticket: ticket.id))
            morning.clock = morning.clock.adding(seconds: 599)
            try morning.do(.complete(ticket: ticket.id))
        }
        return morning.events.map { TimedEvent($0.event, at: $0.at) }
    }

    private static func calls(_ events: [TimedEvent]) -> [TicketID] {
        events.compactMap { if case .called(let ticket, _, _, _) = $0.event.act { ticket } else { nil } }
    }

    private func script() throws -> ReplayScript { try #require(ReplayScript(try morning())) }

    @Test func `under its own rules the day ends as it ended`() throws {
        let events = try morning()
        let sheet = Rules.changed { $0.pattern = Rules.slots("first returning") }
        let result = WhatIf(try script(), under: [Morning.queue: sheet])
        #expect(result.before == result.after)
        #expect(Self.calls(ReplaySimulation(try script()).events) == Self.calls(events))
        #expect(result.before.assumed == 0 && result.before.leftOut == 0 && result.before.waitingAtEnd == 0)
    }

    @Test func `returning last they wait longer and the end of the day stays`() throws {
        let sheet = Rules.changed { $0.pattern = Rules.slots("first first first first first first returning") }
        let result = WhatIf(try script(), under: [Morning.queue: sheet])
        let before = try #require(result.before.lanes.first { $0.lane == .returning })
        let after = try #require(result.after.lanes.first { $0.lane == .returning })
        #expect(before.tickets == 2 && after.tickets == 2)
        let waits = (try #require(before.waitMinutes), try #require(after.waitMinutes))
        #expect(waits.0.median < waits.1.median)
        #expect(result.before.lanes.first { $0.lane == .first }?.overtakes == 9)
        #expect(result.after.lanes.first { $0.lane == .first }?.overtakes == 0)
        let ends = (try #require(result.before.end), try #require(result.after.end))
        #expect(abs(ends.0.seconds(since: ends.1)) < 1)
    }

    @Test func `whoever missed calls misses as many under other rules`() throws {
        var morning = try Morning()
        try morning.sit()
        try morning.issue(count: 3)
        let missed = try morning.callAndMiss()
        try morning.do(.rejoin(ticket: missed.id))
        for _ in 0..<3 {
            let ticket = try morning.call()
            try morning.do(.comeIn(ticket: ticket.id))
            try morning.do(.complete(ticket: ticket.id))
        }
        let script = try #require(ReplayScript(morning.events.map { TimedEvent($0.event, at: $0.at) }))
        #expect(script.conducts[missed.id]?.missedBackSeconds == [1])
        let sheet = Rules.changed { $0.missed = Rules.missed([.end], leastCalls: 3, leastSeconds: 15) }
        let played = DayTrace(ReplaySimulation(script.under([Morning.queue: sheet])).events)
        #expect(played.patient(missed.id)?.visits.map(\.end) == [.missed, .done])
    }

    @Test func `whoever went for tests while waiting is away for as long under the same rules`() throws {
        var morning = try Morning()
        try morning.sit()
        try morning.issue(count: 5)
        for number in 1...5 {
            let ticket = try morning.call()
            if number == 1 { try morning.do(.sendForTests(ticket: id(2))) }
            morning.clock = morning.clock.adding(seconds: 29)
            try morning.do(.comeIn(ticket: ticket.id))
            if number == 3 { try morning.do(.returnFromTests(ticket: id(2))) }
            morning.clock = morning.clock.adding(seconds: 599)
            try morning.do(.complete(ticket: ticket.id))
        }
        let events = morning.events.map { TimedEvent($0.event, at: $0.at) }
        #expect(Self.calls(events) != (1...5).map { id($0) })
        let script = try #require(ReplayScript(events))
        let played = ReplaySimulation(script)
        #expect(Self.calls(played.events) == Self.calls(events))
        #expect(played.leftOut == 0 && played.assumed == 0)
    }

    @Test func `tests from waiting change nothing about when somebody who missed was back`() throws {
        var morning = try Morning()
        try morning.sit()
        try morning.issue(count: 3)
        let missed = try morning.callAndMiss()
        try morning.do(.rejoin(ticket: missed.id))
        try morning.call()
        try morning.do(.sendForTests(ticket: missed.id))
        morning.clock = morning.clock.adding(seconds: 600)
        try morning.do(.returnFromTests(ticket: missed.id))
        let script = try #require(ReplayScript(morning.events.map { TimedEvent($0.event, at: $0.at) }))
        #expect(script.conducts[missed.id]?.missedBackSeconds == [1])
    }

    @Test func `whoever is inside under other rules when the tests began goes on, and does not come back from them`()
        throws
    {
        var morning = try Morning(Rules.changed { $0.pattern = Rules.slots("first returning") })
        try morning.issue(count: 2)
        let back = try morning.issue(.returning)
        try morning.sit()
        try morning.call()
        try morning.do(.sendForTests(ticket: back))
        try morning.letIn()
        morning.clock = morning.clock.adding(seconds: 600)
        try morning.do(.returnFromTests(ticket: back))
        let script = try #require(ReplayScript(morning.events.map { TimedEvent($0.event, at: $0.at) }))
        let sheet = Rules.changed { $0.pattern = Rules.slots("returning first") }
        let played = ReplaySimulation(script.under([Morning.queue: sheet]))
        #expect(DayTrace(played.events).patient(back)?.visits.map(\.end) == [.done])
        #expect(played.leftOut == 2)
    }

    @Test(arguments: [1, 2, 3, 4, 5, 6] as [UInt64]) func `any day can be played, and twice the same`(seed: UInt64)
        throws
    {
        var random = try RandomMorning(seed: seed)
        random.act(times: 250)
        let script = try #require(ReplayScript(random.morning.events.map { TimedEvent($0.event, at: $0.at) }))
        let first = ReplaySimulation(script)
        #expect(first.events == ReplaySimulation(script).events, "seed \(seed)")
        #expect(Replay(first.events).isSame, "seed \(seed)")
    }

    @Test func `a script needs a day that opens`() {
        #expect(ReplayScript([]) == nil)
    }
}
