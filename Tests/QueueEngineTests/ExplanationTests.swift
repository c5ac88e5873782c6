@testable import QueueEngine
import Testing

@Suite struct `Why it is not my turn yet` {
    private func history(_ morning: Morning) -> [PastEvent] {
        morning.events.enumerated().map { PastEvent(version: $0 + 1, event: $1.event, at: $1.at) }
    }

    private func explain(_ index: Int, _ morning: Morning) throws -> Explanation {
        try #require(Explanation(of: id(index), history: history(morning), now: morning.clock))
    }

    @Test func `who came later and went first is told, with the rule`() throws {
        var morning = try Morning(Rules.sheet(pattern: Rules.slots("first returning missed priority")))
        try morning.sit()
        try morning.issue(count: 3)
        try morning.issue(.returning)
        try morning.issue(.urgent)
        #expect(try morning.call(times: 3) == [5, 1, 4])
        let why = try explain(2, morning)
        #expect(why.passings.map(\.label) == ["A005", "A004"])
        #expect(why.passings.map(\.choice.rule) == [.absolute, .pattern])
        #expect(why.steps.map(\.kind) == [.issued])
        #expect(why.ahead?.total == 0)
    }

    @Test func `the sum is that of who came earlier and of who goes first by rule`() throws {
        var morning = try Morning(Rules.sheet(pattern: Rules.slots("first first returning missed priority")))
        try morning.sit()
        try morning.issue(count: 7)
        try morning.issue(count: 2, .returning)
        try morning.issue(count: 2, .urgent)
        let ahead = try #require(try explain(7, morning).ahead)
        #expect(ahead.total == 10 && ahead.earlier == 6)
        #expect(
            ahead.later == [
                .init(rule: .absolute, lane: .urgent, labels: ["A010", "A011"]),
                .init(rule: .pattern, lane: .returning, labels: ["A008", "A009"]),
            ])
        #expect(
            ahead.line.map(\.label) == [
                "A010", "A011", "A001", "A002", "A008", "A003", "A004", "A009", "A005", "A006",
            ])
        #expect(ahead.line.filter(\.isLater).map(\.label) == ["A010", "A011", "A008", "A009"])
        #expect(ahead.roomsOpen == 1)
    }

    @Test func `somebody picked by hand, or urgent, is told to whoever was told to get ready before`() throws {
        var sheet = Rules.sheet(pattern: Rules.slots("first returning missed priority"))
        sheet.getReady = 1
        var morning = try Morning(sheet)
        try morning.sit()
        try morning.issue(count: 3)
        #expect(morning.day.tickets[id(1)]?.state == .ready)
        try morning.do(.callChosen(ticket: id(3), room: RoomID("1")))
        let why = try explain(1, morning)
        #expect(why.passings.map(\.label) == ["A003"] && why.passings.map(\.choice.rule) == [.chosen])
        #expect(why.wasTouched)
    }

    @Test func `who is told by the same act, but after it, went not before it`() throws {
        var sheet = Rules.sheet(pattern: Rules.slots("first returning missed priority"))
        sheet.getReady = 2
        var morning = try Morning(sheet)
        try morning.issue(count: 3)
        try morning.sit()
        #expect(morning.day.readyTickets == [id(1), id(2)])
        #expect(try explain(1, morning).passings.isEmpty)
    }

    @Test func `other queues of the same rooms are told apart, and counted in none of the sums`() throws {
        let sheet = Rules.sheet(pattern: Rules.slots("first returning missed priority"))
        let (q, r) = (Morning.queue, QueueID("r"))
        var day = ClinicDay()
        var past: [PastEvent] = []
        var now = at(0)
        func act(_ command: Command) throws {
            now = now.adding(seconds: 60)
            for event in try day.decide(command, now: now) {
                day.apply(event, at: now)
                past.append(PastEvent(version: day.version, event: event, at: now))
            }
        }
        let setups = [q, r].map { QueueSetup(id: $0, sheet: sheet) }
        try act(.open(date: "2026-11-20", queues: setups, rooms: [RoomID("1"), RoomID("2")], noon: nil))
        try act(.openSitting(room: RoomID("1"), doctor: "a", queues: [q, r], grade: nil, turn: .order))
        for index in 1...4 { try act(.issue(.init(ticket: id(index), queue: q, person: "p\(index)", lane: .first))) }
        try act(.issue(.init(ticket: id(5), queue: r, person: "p5", lane: .first)))
        let why = try #require(Explanation(of: id(5), history: past, now: now).flatMap(\.ahead))
        #expect(why.total == 0 && why.earlier == 0 && why.line.isEmpty)
        #expect(why.otherQueues.map(\.label) == (1...4).map { day.tickets[id($0)]?.label })
        #expect(try #require(Explanation(of: id(1), history: past, now: now).flatMap(\.ahead)).otherQueues.isEmpty)
    }

    @Test func `of other queues those count whom its rooms call before it, nobody seen meanwhile elsewhere`()
        throws
    {
        let (q, r) = (QueueID("q"), QueueID("r"))
        func others(_ rooms: [[QueueID]]) throws -> Int {
            var morning = try Morning(
                Rules.sheet(pattern: Rules.slots("first returning missed priority")), queues: [q, r])
            for (index, queues) in rooms.enumerated() {
                let room = RoomID("\(index + 1)")
                try morning.do(
                    .openSitting(room: room, doctor: "\(index)", queues: queues, grade: nil, turn: .order))
            }
            try morning.issue(count: 6, queue: q)
            let own = try morning.issue(queue: r)
            let ticket = try #require(morning.day.tickets[own])
            let plan = morning.day.plan(now: morning.clock)
            #expect(plan.entry(of: own)?.position == 1)
            return morning.day.countOfOtherQueues(before: ticket, in: plan)
        }
        #expect(try others([[q, r]]) == 6)
        // Each calls three, and it comes when the first is free again.
        #expect(try others([[q, r], [q, r]]) == 6)
        // The other room takes three of the six away and could not take it.
        #expect(try others([[q, r], [q]]) == 3)
        // A room for its queue alone takes it at once, whomever the other one calls at that moment.
        #expect(try others([[q, r], [r]]) == 0)
        // No room is open for it.
        #expect(try others([[q]]) == 0)
    }

    @Test func `of who is for another doctor it says that the room does not take it, and no rule`() throws {
        var morning = try Morning(Rules.sheet(pattern: Rules.slots("first returning missed priority")))
        try morning.sit()
        let order = Command.Order(
            ticket: id(1), queue: Morning.queue, person: "p1", lane: .first, reach: .doctor("nobody here"))
        try morning.do(.issue(order))
        try morning.do(.issue(.init(ticket: id(2), queue: Morning.queue, person: "p2", lane: .first)))
        try morning.do(.issue(.init(ticket: id(3), queue: Morning.queue, person: "p3", lane: .first)))
        try morning.do(.callNext(room: RoomID("1")))
        let why = try explain(1, morning)
        #expect(why.passings.map(\.label) == ["A002"] && why.passings.allSatisfy(\.byAnotherRoom))
        #expect(why.ahead?.later.map(\.byAnotherRoom) == [true])
        #expect(why.ahead?.roomsOpen == 0 && why.ahead?.roomsOfQueue == 1 && why.ahead?.estimate == nil)
    }

    @Test func `who was told for a room that does not see it went first by no rule between the two`() throws {
        var morning = try Morning(Rules.sheet(pattern: Rules.slots("first returning"), getReady: 1))
        let other = RoomID("2")
        try morning.sit("dr1")
        try morning.sit("dr2", in: other)
        try morning.issue(count: 2)
        for room in [Morning.room, other] {
            try morning.call(room)
            try morning.letIn(room)
        }
        for _ in 0..<2 { try morning.issue(doctor: "dr1") }
        try morning.issue()
        // Before it is called: its own room may be the one that calls it.
        let before = try explain(4, morning)
        #expect(before.ahead?.later.map(\.isToldElsewhere) == [true])
        #expect(before.ahead?.later.map(\.byAnotherRoom) == [false] && before.ahead?.elsewhere == 0)
        #expect(try morning.call(times: 2) == [3, 5])
        let passing = try #require(try explain(4, morning).passings.first)
        #expect(passing.label == "A005" && passing.wasTold && passing.wasToldElsewhere && !passing.byAnotherRoom)
    }

    @Test func `who will be told for another room, and then be called by its own, is foreseen so`() throws {
        var morning = try Morning(
            Rules.changed {
                $0.lanes = $0.lanes.map {
                    LaneRule(lane: $0.lane, order: $0.order, minutes: $0.lane == .first ? 15 : 5)
                }
                ($0.pattern, $0.getReady) = (Rules.slots("first returning"), 1)
            })
        let other = RoomID("2")
        try morning.sit("dr1")
        try morning.sit("dr2", in: other)
        try morning.issue(doctor: "dr2")
        try morning.call(other)
        try morning.letIn(other)
        morning.clock = morning.clock.adding(seconds: 30)
        try morning.issue(doctor: "dr1")
        try morning.call()
        try morning.letIn()
        // The first is told for its room, and soon done; when the other room calls the second, it tells the last one.
        try morning.issue(.returning, doctor: "dr1")
        for doctor in ["dr2", "dr1", nil] { try morning.issue(doctor: doctor) }
        let plan = morning.day.plan(now: morning.clock)
        #expect(plan.entries.map(\.ticket) == [id(4), id(3), id(6), id(5)])
        #expect(plan.entry(of: id(6))?.room == Morning.room && plan.entry(of: id(6))?.toldFor == other)
        let group = try #require(try explain(5, morning).ahead?.later.first)
        #expect(group.labels == ["A006"] && group.isToldElsewhere && !group.isTold && !group.byAnotherRoom)
    }

    @Test func `who was told while it was put aside goes first by no rule between the two`() throws {
        var morning = try Morning(Rules.sheet(pattern: Rules.slots("first returning"), getReady: 1))
        try morning.sit()
        try morning.issue(count: 4)
        try morning.do(.hold(ticket: id(3)))
        _ = try morning.call(times: 2)
        try morning.do(.release(ticket: id(3)))
        let group = try #require(try explain(3, morning).ahead?.later.first)
        #expect(group.labels == ["A004"] && group.isTold && group.isToldMeanwhile)
        try morning.call()
        let passing = try #require(try explain(3, morning).passings.last)
        #expect(passing.label == "A004" && passing.wasTold && passing.ownLane == nil)
    }

    @Test func `of an earlier call the lane counts that it stood in then`() throws {
        var morning = try Morning(
            Rules.changed {
                $0.pattern = Rules.slots("first first priority")
                $0.priorities = [PriorityClass(id: "old", title: ["zh": "高龄"], lane: .priority)]
            })
        try morning.sit()
        try morning.issue(count: 3)
        try morning.issue(.priority)
        #expect(try morning.call(times: 3) == [1, 2, 4])
        #expect(try explain(3, morning).passings.map(\.ownLane) == [.first])
        try morning.do(.prioritize(ticket: id(3), priority: "old"))
        #expect(morning.day.tickets[id(3)]?.lane == .priority)
        #expect(try explain(3, morning).passings.map(\.ownLane) == [.first])
    }

    @Test func `each act on it is told in order, and what was taken back is not`() throws {
        var morning = try Morning()
        try morning.sit()
        try morning.issue(count: 2)
        try morning.call()
        try morning.do(.recall(ticket: id(1)))
        try morning.do(.miss(ticket: id(1)))
        try morning.do(.rejoin(ticket: id(1)))
        try morning.do(.hold(ticket: id(1)))
        try morning.do(.undo(version: morning.day.version))
        let why = try explain(1, morning)
        #expect(why.steps.map(\.kind) == [.issued, .called, .recalled, .missed, .rejoined])
        #expect(why.ticket.state == .waiting)
    }

    @Test func `of a ticket whose issue was taken back it says that it is cancelled`() throws {
        var morning = try Morning()
        try morning.issue()
        try morning.do(.undo(version: morning.day.version))
        let why = try explain(1, morning)
        #expect(why.ticket.state == .cancelled && why.steps.map(\.kind) == [.issued, .cancelled])
    }

    @Test func `of a ticket that nobody issued there is none`() throws {
        let morning = try Morning()
        #expect(Explanation(of: id(1), history: history(morning), now: morning.clock) == nil)
    }

    @Test(arguments: UInt64(1)...12) func `on any morning the sum adds up and the place is the plan's`(seed: UInt64)
        throws
    {
        var random = try RandomMorning(seed: seed)
        random.act(times: 150)
        try expectAddsUp(random.morning.day, history(random.morning), now: random.morning.clock, "seed \(seed)")
    }

    @Test(arguments: UInt64(1)...40) func `on days of any rules, too`(seed: UInt64) throws {
        let (sheets, moves, _) = PlainHistory.drawn(seed, length: 60)
        var day = PlainHistory(sheets)
        for move in moves { _ = day.play(move) }
        try expectAddsUp(day.day, day.events, now: day.now, "seed \(seed)")
    }

    private func expectAddsUp(_ day: ClinicDay, _ past: [PastEvent], now: Instant, _ comment: Comment) throws {
        let plan = day.plan(now: now)
        for ticket in day.tickets.values {
            let why = try #require(Explanation(of: ticket.id, history: past, now: now))
            // A number that was taken back is told from what only grows.
            guard why.ticket.state != .cancelled else { continue }
            // Where it stands is the same; what was taken back has only been counted in between.
            #expect(why.ticket.state == ticket.state && why.ticket.lane == ticket.lane, comment)
            #expect(why.ticket.room == ticket.room && why.ticket.reach == ticket.reach, comment)
            #expect(why.ahead.map { $0.total + 1 } == plan.entry(of: ticket.id)?.position, comment)
            guard let ahead = why.ahead else { continue }
            let before = plan.entries(of: ticket.queue).prefix(ahead.total).map(\.ticket)
            #expect(ahead.line.map(\.label) == before.compactMap { day.tickets[$0]?.label }, comment)
            #expect(ahead.line.filter(\.isLater).count == ahead.later.reduce(0) { $0 + $1.count }, comment)
            #expect(ahead.total == ahead.earlier + ahead.later.reduce(0) { $0 + $1.count }, comment)
        }
    }

    @Test(arguments: UInt64(21)...32) func `who passed is the same as by comparing the day before and after each act`(
        seed: UInt64
    ) throws {
        var random = try RandomMorning(seed: seed)
        random.act(times: 150)
        let past = history(random.morning)
        for ticket in random.morning.day.tickets.values {
            let why = try #require(Explanation(of: ticket.id, history: past, now: random.morning.clock))
            #expect(why.passings.map(\.label) == plainPassings(of: ticket.id, past), "seed \(seed)")
        }
    }

    /// Who is called by an act, and joined later than somebody who waited before the act and waits after it.
    private func plainPassings(of id: TicketID, _ history: [PastEvent]) -> [String] {
        var undone: Set<Int> = []
        for past in history { if case .undone(let version, _, _, _) = past.event.act { undone.insert(version) } }
        var day = ClinicDay()
        var labels: [String] = []
        for past in history where !undone.contains(past.version) {
            let before = day
            day.applyAlone(past.event, at: max(day.clock, past.at))
            let waits = [before, day].allSatisfy { [.waiting, .ready].contains($0.tickets[id]?.state) }
            guard waits, let own = before.tickets[id], let joined = own.standing?.joined else { continue }
            for other in day.tickets.values where other.state == .called && other.queue == own.queue {
                guard let earlier = before.tickets[other.id], earlier.state != .called,
                    let theirs = earlier.standing?.joined, theirs > joined
                else { continue }
                labels.append(other.label)
            }
        }
        return labels
    }

    /// As the clinic's own sheets, with chairs for those told to get ready.
    @Test(arguments: ["anesthesia", "two-frozen"])
    func `who was only told to get ready after it went before nobody`(name: String) throws {
        let sheet = try #require(ShippedSheets.all.first { $0.id == name })
        var morning = try Morning(sheet)
        try morning.sit()
        try morning.sit("dr2", in: RoomID("2"))
        try morning.issue(count: 3)
        #expect(morning.day.readyTickets.count >= 2)
        for index in 1...3 {
            let why = try explain(index, morning)
            #expect(why.passings.isEmpty && why.overtaken?.times == 0 && why.overtaken?.apart == 0)
        }
    }

    @Test func `who was told to get ready after it, and is called before it, went before it`() throws {
        var morning = try Morning(Rules.changed { $0.getReady = 2 })
        try morning.sit()
        try morning.issue(count: 2)
        #expect(morning.day.readyTickets == [id(1), id(2)])
        try morning.do(.callChosen(ticket: id(2), room: Morning.room))
        let why = try explain(1, morning)
        #expect(why.passings.map(\.label) == ["A002"] && why.passings.map(\.at) == [morning.clock])
        #expect(why.overtaken == .init(times: 0, apart: 1, limit: nil))
    }

    @Test func `who was told to get ready before it goes before it when called, by the rule of then`() throws {
        var morning = try Morning(
            Rules.changed {
                $0.getReady = 1
                $0.pattern = Rules.slots("first returning missed priority")
            })
        try morning.sit()
        try morning.issue(count: 3)
        try morning.issue(.returning)
        #expect(try morning.call(times: 2) == [1, 2])
        #expect(morning.day.readyTickets == [id(4)])
        #expect(try explain(3, morning).passings.isEmpty)
        try morning.call()
        let why = try explain(3, morning)
        #expect(why.passings.map(\.label) == ["A004"] && why.passings.map(\.choice.rule) == [.pattern])
        #expect(why.passings.map(\.at) == [morning.clock])
    }

    @Test(arguments: UInt64(41)...60)
    func `as long as nobody is moved, the day's report counts the same`(seed: UInt64) throws {
        var random = try RandomMorning(seed: seed)
        random.act(
            times: 400,
            allowed: { command in
                switch command {
                case .issue, .arrive, .callNext, .callChosen, .comeIn, .complete, .recall, .pauseSitting,
                    .resumeSitting:
                    true
                default: false
                }
            })
        let trace = DayTrace(random.morning.events.map { TimedEvent($0.event, at: $0.at) })
        let past = history(random.morning)
        var sum = 0
        for (ticket, count) in trace.overtakes() {
            let why = try #require(Explanation(of: ticket, history: past, now: random.morning.clock))
            #expect(why.passings.count == count, "seed \(seed)")
            sum += count
        }
        #expect(sum > 0)
    }

    @Test func `the guard's count is told beside its limit, and absolute lanes are counted apart`() throws {
        var sheet = Rules.sheet(pattern: Rules.slots("first returning missed priority"))
        sheet.overtaking = OvertakingGuard(times: 3, minutes: nil)
        var morning = try Morning(sheet)
        try morning.sit()
        try morning.issue(count: 3)
        try morning.issue(count: 2, .returning)
        try morning.issue(.urgent)
        #expect(try morning.call(times: 3) == [6, 1, 4])
        let why = try explain(3, morning)
        #expect(why.overtaken == .init(times: 1, apart: 1, limit: sheet.overtaking))
        #expect(!why.wasTouched && why.sheet == sheet)
        #expect(try explain(1, morning).overtaken == nil)
    }
}
