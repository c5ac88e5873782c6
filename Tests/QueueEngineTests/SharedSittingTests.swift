import QueueEngine
import Testing

@Suite struct `One room for several queues` {
    /// Two queues of one room, the first one fed before each call.
    private func fed(_ sheet: RuleSheet, turn: Sitting.Turn = .rotation) throws -> (Morning, QueueID) {
        let other = QueueID("r")
        var morning = try Morning(sheet, queues: [Morning.queue, other])
        try morning.do(
            .openSitting(room: Morning.room, doctor: "dr1", queues: [Morning.queue, other], turn: turn))
        return (morning, other)
    }

    @Test func `who is counted down, or waits for an insertion, has the turn of a queue where nobody else waits`()
        throws
    {
        var (morning, other) = try fed(
            Rules.changed {
                $0.transferred = .after(2)
                $0.insertions = [Insertion(lane: .priority, every: 2)]
                $0.pattern = Rules.slots("first returning missed")
            })
        try morning.issue(count: 2)
        try morning.do(.transfer(ticket: id(1), queue: other, reach: .anyone))
        try morning.issue(.priority, queue: other)
        var called: [TicketID] = []
        for _ in 0..<4 {
            try morning.issue()
            called.append(try morning.call().id)
        }
        #expect(called.contains(id(1)) && called.contains(id(3)))
    }

    @Test func `the guard by minutes looks at all queues of a room`() throws {
        var (morning, other) = try fed(
            Rules.changed { $0.overtaking = OvertakingGuard(times: nil, minutes: 20) }, turn: .order)
        let alone = try morning.issue(queue: other)
        try morning.issue(count: 3)
        #expect(try morning.call().id != alone)
        morning.clock = morning.clock.adding(seconds: 20 * 60)
        #expect(morning.day.next(for: Morning.room, now: morning.clock)?.choice.rule == .waited)
        #expect(try morning.call().id == alone)
    }

    @Test func `a queue that tells nobody has nobody told in a shared sitting`() throws {
        let calm = QueueID("calm")
        var day = ClinicDay()
        func act(_ command: Command, _ second: Double) throws {
            for event in try day.decide(command, now: at(second)) { day.apply(event, at: at(second)) }
        }
        let busy = Rules.changed { $0.getReady = 2 }
        try act(
            .open(
                date: "2026-11-20",
                queues: [.init(id: calm, sheet: Rules.sheet()), .init(id: Morning.queue, sheet: busy)],
                rooms: [Morning.room], noon: at(4 * 3600)), 0)
        try act(
            .openSitting(room: Morning.room, doctor: "a", queues: [Morning.queue, calm], grade: nil, turn: .order), 1)
        for (index, queue) in [calm, Morning.queue, calm].enumerated() {
            try act(
                .issue(
                    ticket: id(index + 1), queue: queue, person: "p\(index)", lane: .first, doctor: nil, booking: .here),
                Double(index + 2))
        }
        #expect(day.readyTickets == [id(2)])
    }
}
