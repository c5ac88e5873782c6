import QueueEngine
import Testing

@Suite struct `The overtaking guard` {
    private func morning(_ limit: OvertakingGuard) throws(Refusal) -> Morning {
        var morning = try Morning(
            Rules.changed {
                $0.pattern = Rules.slots("priority priority priority priority first returning missed")
                $0.overtaking = limit
            })
        try morning.sit()
        return morning
    }

    @Test func `nobody is passed over more often than the sheet allows`() throws {
        var morning = try morning(OvertakingGuard(times: 2, minutes: nil))
        try morning.issue(count: 2)
        try morning.issue(count: 6, .priority)
        #expect(morning.planned == [3, 4, 1, 2, 5, 6, 7, 8])
        #expect(morning.day.plan(now: morning.clock).entries[2].choice.rule == .overtaken)
        #expect(try morning.call(times: 8) == [3, 4, 1, 2, 5, 6, 7, 8])
    }

    @Test func `nobody waits past the time while later ones are called`() throws {
        var morning = try morning(OvertakingGuard(times: nil, minutes: 10))
        try morning.issue()
        morning.clock = at(595)
        try morning.issue(count: 3, .priority)
        #expect(try morning.call().number == 2)
        try morning.letIn()
        morning.clock = at(602)
        #expect(try morning.call().number == 1)
        #expect(try morning.current().choice?.rule == .waited)
    }

    @Test func `whoever waits alone is called in the ordinary way, however long it was`() throws {
        var morning = try morning(OvertakingGuard(times: 1, minutes: 5))
        try morning.issue()
        morning.clock = at(3600)
        try morning.call()
        #expect(try morning.current().choice?.rule == .onlyLane)
    }

    @Test func `absolute and chosen calls count against nobody`() throws {
        var morning = try morning(OvertakingGuard(times: 1, minutes: nil))
        try morning.issue()
        try morning.issue(count: 2, .urgent)
        try morning.issue(count: 2, .priority)
        #expect(try morning.call(times: 2) == [2, 3])
        try morning.letIn()
        try morning.do(.callChosen(ticket: id(4), room: Morning.room))
        #expect(try morning.call().number == 5)
        #expect(try morning.call().number == 1)
    }

    @Test func `a room that could never take somebody passes nobody over`() throws {
        var morning = try morning(OvertakingGuard(times: 1, minutes: nil))
        try morning.sit("dr2", in: RoomID("2"))
        try morning.issue(doctor: "dr2")
        try morning.issue(count: 3, .priority)
        #expect(try morning.call(times: 3) == [2, 3, 4])
        #expect(try morning.call(RoomID("2")).choice?.rule == .onlyLane)
    }

    @Test(arguments: UInt64(1)...30) func `holds through any morning`(seed: UInt64) throws {
        var random = Seeded(seed)
        var morning = try morning(OvertakingGuard(times: 3, minutes: nil))
        var passed: [TicketID: Int] = [:]
        for _ in 0..<200 {
            if Bool.random(using: &random) {
                try morning.issue([Lane.first, .priority, .returning, .urgent].randomElement(using: &random) ?? .first)
                continue
            }
            guard let called = try? morning.call(), called.choice?.rule.passesOver == true else { continue }
            for ticket in morning.day.tickets.values
            where ticket.state == .waiting && ticket.lane != .urgent && ticket.id.description < called.id.description {
                passed[ticket.id, default: 0] += 1
            }
        }
        #expect(passed.values.max() ?? 0 <= 3, "seed \(seed)")
        #expect(!passed.isEmpty)
    }

    @Test func `of whoever was put aside it counts anew, since they did not wait meanwhile`() throws {
        var morning = try morning(OvertakingGuard(times: 1, minutes: nil))
        try morning.issue(count: 2)
        try morning.issue(count: 4, .priority)
        try morning.do(.hold(ticket: id(1)))
        // 3 passes 2, and then 2 is protected; nobody has passed 1, who was not there.
        #expect(try morning.call(times: 2) == [3, 2])
        try morning.do(.release(ticket: id(1)))
        #expect(try morning.call().number == 4)
        try morning.issue(.priority)
        #expect(morning.planned == [5, 6, 7, 1] || morning.planned == [5, 6, 1, 7])
    }

    @Test func `a doctor passes somebody over also before anybody asked for that doctor`() throws {
        var morning = try morning(OvertakingGuard(times: 2, minutes: nil))
        try morning.issue()
        try morning.issue(count: 3, .priority)
        #expect(try morning.call(times: 2) == [2, 3])
        try morning.do(.transfer(ticket: id(1), queue: nil, reach: .doctor("dr1")))
        #expect(try morning.call().choice?.rule == .overtaken)
    }
}
