import QueueEngine
import Testing

/// What users of other queue systems complain about, by name: each played here, and not so.
@Suite struct `Complaints about other systems that are not true here` {
    private let rooms = ["1", "2", "3"].map { RoomID($0) }

    private func report(_ morning: Morning) -> DayReport {
        DayReport(morning.events.map { TimedEvent($0.event, at: $0.at) }, papers: [:])
    }

    @Test(arguments: UInt64(1)...20) func `the same number is issued twice at busy hours`(_ seed: UInt64) throws {
        var random = Seeded(seed)
        var morning = try Morning(Rules.sheet(getReady: 1))
        for (index, room) in rooms.enumerated() { try morning.sit("dr\(index)", in: room) }
        for _ in 0..<120 {
            let lane: Lane = [.first, .returning, .priority, .urgent].randomElement(using: &random) ?? .first
            try morning.issue(lane)
            let last = id(morning.issued)
            switch Int.random(in: 0..<6, using: &random) {
            case 0: try morning.do(.cancel(ticket: last))
            // Its issue taken back: the number is nobody else's ever after.
            case 1: try morning.do(.undo(version: morning.day.version))
            case 2: try morning.call(rooms.randomElement(using: &random) ?? Morning.room)
            default: break
            }
        }
        let numbers = morning.day.tickets.values.map(\.number).sorted()
        #expect(numbers == Array(1...120))
        #expect(Set(morning.day.tickets.values.map(\.label)).count == 120)
    }

    @Test(arguments: UInt64(1)...20) func `two counters call the same patient`(_ seed: UInt64) throws {
        var random = Seeded(seed)
        var morning = try Morning(Rules.sheet(getReady: 2))
        for (index, room) in rooms.enumerated() { try morning.sit("dr\(index)", in: room) }
        try morning.issue(count: 30)
        try morning.issue(count: 10, .returning)
        var called: [TicketID] = []
        // All rooms ask in the same second, in any order.
        for _ in 0..<13 {
            for room in rooms.shuffled(using: &random) { called.append(try morning.call(room).id) }
        }
        #expect(Set(called).count == called.count)
        let current = rooms.compactMap { morning.day.room($0)?.current }
        #expect(Set(current).count == 3)
    }

    @Test func `numbers corrupt when UTC turns to the next day`() throws {
        var morning = try Morning()
        try morning.sit()
        // 2025-11-20 00:53:20 UTC is where the test's day begins; the date of UTC changes 23 hours later.
        let midnight = at(1_763_683_200 - 1_763_600_000)
        morning.clock = midnight.adding(seconds: -3)
        try morning.issue(count: 6)
        #expect(morning.clock > midnight)
        #expect(morning.day.tickets.values.map(\.number).sorted() == Array(1...6))
        #expect(try morning.call(times: 6) == Array(1...6))
    }

    @Test func `of two calls in one second the first vanishes`() throws {
        var morning = try Morning()
        try morning.sit()
        try morning.sit("dr2", in: rooms[1])
        try morning.issue(count: 2)
        var day = morning.day
        var calls: [Event] = []
        for room in rooms[..<2] {
            let events = try day.decide(.callNext(room: room), now: morning.clock)
            for event in events { day.apply(event, at: morning.clock) }
            calls += events
        }
        // Two events, each with its own patient: nothing is keyed by the second.
        #expect(calls.map(\.act.name) == ["ticket-called", "ticket-called"])
        #expect(rooms[..<2].compactMap { day.room($0)?.current } == [id(1), id(2)])
    }

    @Test func `priority jumps everyone`() throws {
        var sheet = Rules.sheet(lanes: [.first, .priority], absolute: [], pattern: Rules.slots("first"))
        sheet.insertions = [Insertion(lane: .priority, every: 2)]
        var morning = try Morning(sheet)
        try morning.sit()
        try morning.issue(count: 6)
        try morning.issue(count: 6, .priority)
        #expect(try morning.call(times: 9) == [1, 2, 7, 3, 4, 8, 5, 6, 9])
    }

    @Test func `whoever has no priority starves`() throws {
        var sheet = Rules.sheet(
            lanes: [.first, .priority], absolute: [], pattern: Rules.slots("priority priority priority first"))
        sheet.overtaking = OvertakingGuard(times: 2, minutes: nil)
        var morning = try Morning(sheet)
        try morning.sit()
        try morning.issue()
        // As many with priority as are called, again and again.
        var calls: [Int] = []
        for _ in 0..<4 {
            try morning.issue(.priority)
            calls.append(try morning.call().number)
        }
        #expect(calls == [2, 3, 1, 4])
    }

    @Test func `a no-show is declared after one call`() throws {
        var morning = try Morning(Rules.sheet(missed: Rules.missed(leastCalls: 3, leastSeconds: 15)))
        try morning.sit()
        try morning.issue()
        try morning.call()
        #expect(morning.refusal(of: .miss(ticket: id(1))) == .ticketTooFewCalls)
        // Pressing the button twice at once is one call.
        try morning.do(.recall(ticket: id(1)))
        #expect(morning.refusal(of: .miss(ticket: id(1))) == .ticketTooFewCalls)
        for _ in 0..<2 {
            morning.clock = morning.clock.adding(seconds: 20)
            try morning.do(.recall(ticket: id(1)))
        }
        #expect(morning.refusal(of: .miss(ticket: id(1))) == nil)
    }

    @Test func `a patient is added twice, with an obscure error`() throws {
        var morning = try Morning()
        try morning.issue()
        let again = Command.issue(
            .init(ticket: id(9), queue: Morning.queue, person: "p1", lane: .first, booking: .here))
        #expect(morning.refusal(of: again) == .ticketPersonHasOne)
        #expect(morning.day.tickets(ofPerson: "p1").map(\.label) == ["A001"])
    }

    @Test func `back from the laboratory there is no way into the queue`() throws {
        var morning = try Morning()
        try morning.sit()
        try morning.issue(count: 3)
        try morning.call()
        try morning.letIn()
        try morning.do(.sendForTests(ticket: id(1)))
        try morning.call()
        try morning.do(.returnFromTests(ticket: id(1)))
        #expect(morning.planned == [3, 1])
        #expect(morning.day.tickets[id(1)]?.label == "A001")
    }

    @Test func `averages are no number while nobody was served, and counts hold those who have finished`() throws {
        var morning = try Morning()
        try morning.sit()
        try morning.issue(count: 3)
        #expect(report(morning).all.waitMinutes == nil)
        #expect(report(morning).all.consultationMinutes == nil)
        try morning.call()
        try morning.letIn()
        try morning.do(.complete(ticket: id(1)))
        let counts = morning.day.counts(of: Morning.queue)
        #expect(counts[.waiting] == 2 && counts[.done] == 1)
        #expect(morning.planned.count == 2)
    }

    @Test func `a restart empties the board`() throws {
        var morning = try Morning(Rules.sheet(getReady: 1))
        try morning.sit()
        try morning.issue(count: 5)
        try morning.call()
        try morning.callAndMiss()
        var again = ClinicDay()
        for (event, time) in morning.events { again.apply(event, at: time) }
        #expect(again == morning.day)
        #expect(again.plan(now: morning.clock) == morning.day.plan(now: morning.clock))
    }
}
