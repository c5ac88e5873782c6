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
        #expect(script.conducts[missed.id]?.unanswered.map(\.backSeconds) == [1])
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

    /// One who was called and went away before coming in, two others meanwhile, and back.
    private func turnedAway(_ away: Command, _ back: Command) throws -> [TimedEvent] {
        var morning = try Morning()
        try morning.sit()
        try morning.issue(count: 4)
        try morning.call()
        morning.clock = morning.clock.adding(seconds: 19)
        try morning.do(away)
        for number in 1...4 {
            try morning.do(.comeIn(ticket: try morning.call().id))
            morning.clock = morning.clock.adding(seconds: 599)
            if number == 2 { try morning.do(back) }
            morning.clock = morning.clock.adding(seconds: 1)
            try morning.do(.complete(ticket: try morning.current().id))
        }
        return morning.events.map { TimedEvent($0.event, at: $0.at) }
    }

    @Test(arguments: [ReplayScript.Unanswered.End.tests, .held])
    func `whoever was called and went away before coming in does so again, and is back as much later`(
        _ end: ReplayScript.Unanswered.End
    ) throws {
        let events =
            end == .tests
            ? try turnedAway(.sendForTests(ticket: id(1)), .returnFromTests(ticket: id(1)))
            : try turnedAway(.hold(ticket: id(1)), .release(ticket: id(1)))
        let script = try #require(ReplayScript(events))
        #expect(script.conducts[id(1)]?.unanswered.map(\.end) == [end])
        #expect(script.conducts[id(1)]?.unanswered.map(\.seconds) == [20])
        let played = ReplaySimulation(script)
        #expect(Self.calls(played.events) == Self.calls(events))
        #expect(played.leftOut == 0 && played.assumed == 0)
        // Under rules that call it later it goes away later, and is as long away.
        let later = ReplaySimulation(
            script.under([Morning.queue: Rules.changed { $0.lanes[0].order = .arrival }]))
        let visit = try #require(DayTrace(later.events).patient(id(1))?.visits.first)
        let away = try #require(visit.endedAt), back = try #require(visit.backAt)
        #expect(away.seconds(since: visit.calledAt) == 20)
        #expect(back.seconds(since: away) == script.conducts[id(1)]?.unanswered.first?.backSeconds)
    }

    @Test func `whoever was transferred after the call keeps the recorded consultation for the next one`() throws {
        var morning = try Morning()
        try morning.sit()
        try morning.issue(count: 2)
        try morning.call()
        morning.clock = morning.clock.adding(seconds: 9)
        try morning.do(.transfer(ticket: id(1), queue: nil, reach: .anyone))
        for _ in 1...2 {
            let ticket = try morning.call()
            morning.clock = morning.clock.adding(seconds: 29)
            try morning.do(.comeIn(ticket: ticket.id))
            morning.clock = morning.clock.adding(seconds: 599)
            try morning.do(.complete(ticket: ticket.id))
        }
        let played = ReplaySimulation(
            try #require(ReplayScript(morning.events.map { TimedEvent($0.event, at: $0.at) })))
        #expect(played.assumed == 0 && DayTrace(played.events).patient(id(1))?.visits.map(\.end) == [.away, .done])
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
        #expect(script.conducts[missed.id]?.unanswered.map(\.backSeconds) == [1])
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

    // MARK: Several queues

    private static let other = QueueID("r")

    /// Two who come for the first time and two who return, in each of two queues with rules of their own; a doctor for
    /// both.
    private func twoQueues() throws -> ReplayScript {
        var morning = try Morning(queues: [Morning.queue, Self.other])
        for queue in [Morning.queue, Self.other] {
            try morning.issue(count: 2, queue: queue)
            try morning.issue(count: 2, .returning, queue: queue)
        }
        try morning.sit(for: [Morning.queue, Self.other])
        for _ in 0..<8 {
            try morning.do(.comeIn(ticket: try morning.call().id))
            morning.clock = morning.clock.adding(seconds: 600)
            try morning.do(.complete(ticket: try morning.current().id))
        }
        var script = try #require(ReplayScript(morning.events.map { TimedEvent($0.event, at: $0.at) }))
        script.queues[1].sheet.id = "own"
        return script
    }

    @Test func `other rules for one queue leave the other one its own, and lanes are counted in each`() throws {
        let script = try twoQueues()
        let sheet = Rules.sheet(lanes: [.first, .missed], absolute: [], pattern: Rules.slots("first missed"))
        let result = WhatIf(script, under: [Morning.queue: sheet])
        #expect(script.under([Morning.queue: sheet]).queues.map(\.sheet.lanes.count) == [2, 5])
        #expect(result.before.lanes.map(\.tickets) == [2, 2, 2, 2])
        #expect(result.after.lane(.first, of: Morning.queue)?.tickets == 4)
        #expect(result.after.lane(.returning, of: Morning.queue) == nil)
        #expect(result.after.lane(.returning, of: Self.other)?.tickets == 2)
        #expect(result.changes.map(\.queue) == [Morning.queue])
        #expect(result.changes.first?.before.lanes.count == 5 && result.changes.first?.after == sheet)
        let move = try #require(result.changes.first?.moves.first)
        #expect(result.changes.first?.moves.count == 1)
        #expect(move.from == .returning && move.to == .first && move.tickets == 2)
        #expect(result.others == [Self.other])
    }

    @Test func `whoever was given priority that the new rules do not know is told as moved`() throws {
        let kind = PriorityClass(id: "soldier", title: [:], lane: .priority)
        var morning = try Morning(Rules.changed { $0.priorities = [kind] })
        let ticket = try morning.issue()
        try morning.do(.prioritize(ticket: ticket, priority: kind.id))
        let script = try #require(ReplayScript(morning.events.map { TimedEvent($0.event, at: $0.at) }))
        let sheet = Rules.sheet(lanes: [.first, .missed], absolute: [], pattern: Rules.slots("first missed"))
        let result = WhatIf(script, under: [Morning.queue: sheet])
        let move = try #require(result.changes.first?.moves.first)
        #expect(result.changes.first?.moves.count == 1)
        #expect(move.from == .priority && move.to == .first && move.tickets == 1)
    }

    @Test func `a sheet goes to the queues whose rules have its name, else to the only one`() throws {
        var script = try twoQueues()
        #expect(script.queues(for: Rules.sheet()) == [Morning.queue])
        #expect(script.queues(for: Rules.changed { $0.id = "own" }) == [Self.other])
        #expect(script.queues(for: Rules.changed { $0.id = "new" }).isEmpty)
        // What was adopted during the day is what a queue has.
        script.steps.append((.adopt(queue: Self.other, sheet: Rules.changed { $0.version = 2 }), at(0)))
        #expect(script.queues(for: Rules.sheet()) == [Morning.queue, Self.other])
        script.queues.removeLast()
        #expect(script.queues(for: Rules.changed { $0.id = "new" }) == [Morning.queue])
    }

    @Test func `a script needs a day that opens`() {
        #expect(ReplayScript([]) == nil)
    }
}
