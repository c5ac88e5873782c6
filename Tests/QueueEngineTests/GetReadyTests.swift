import QueueEngine
import Testing

@Suite struct `Told to get ready` {
    private func told(_ morning: Morning) -> [Int] {
        morning.day.readyTickets.compactMap { morning.day.tickets[$0]?.number }
    }

    @Test func `each open room tells as many as the sheet says, in the order of the plan`() throws {
        var morning = try Morning(Rules.sheet(getReady: 2))
        try morning.issue(count: 6)
        #expect(told(morning).isEmpty)
        try morning.sit("dr1", in: RoomID("1"))
        #expect(told(morning) == [1, 2])
        try morning.sit("dr2", in: RoomID("2"))
        #expect(told(morning) == [1, 2, 3, 4])
        #expect(morning.planned == [1, 2, 3, 4, 5, 6])
        #expect(morning.day.tickets[id(1)]?.state == .ready)
        #expect(morning.day.waitingCount(of: Morning.queue) == 2)
    }

    @Test func `a call refills the chair in the same event`() throws {
        var morning = try Morning(Rules.sheet(getReady: 1))
        try morning.sit()
        try morning.issue(count: 3)
        #expect(told(morning) == [1])
        let events = try morning.do(.callNext(room: Morning.room))
        #expect(events.count == 1)
        #expect(events.first?.told.map(\.ticket) == [id(2)])
        #expect(told(morning) == [2])
    }

    @Test func `nobody but the absolute lanes overtakes those who were told`() throws {
        var morning = try Morning(Rules.sheet(pattern: Rules.slots("priority first"), getReady: 2))
        try morning.sit()
        try morning.issue(count: 4)
        try morning.issue(count: 2, .priority)
        #expect(told(morning) == [1, 2])
        #expect(morning.planned == [1, 2, 5, 3, 6, 4])
        try morning.issue(.urgent)
        #expect(morning.planned == [7, 1, 2, 5, 3, 6, 4])
        #expect(try morning.call().number == 7)
        #expect(told(morning) == [1, 2])
    }

    @Test func `one who is due is not put before those who were told`() throws {
        var morning = try Morning(Rules.sheet(getReady: 2, missed: Rules.missed([.after(1)], takesEffect: .miss)))
        try morning.sit()
        try morning.issue(count: 6)
        try morning.callAndMiss()
        #expect(told(morning) == [2, 3])
        #expect(morning.planned == [2, 3, 1, 4, 5, 6])
        #expect(try morning.call(times: 4) == [2, 3, 1, 4])
    }

    @Test(arguments: [(1, [2, 3, 1, 4]), (2, [2, 3, 4, 1])])
    func `those who wait for calls wait for calls made, and not for people told`(chairs: Int, order: [Int]) throws {
        var morning = try Morning(Rules.sheet(getReady: chairs, missed: Rules.missed([.after(2)], takesEffect: .miss)))
        try morning.sit()
        try morning.issue(count: 6)
        try morning.callAndMiss()
        #expect(try morning.call(times: 4) == order)
    }

    @Test func `the round moves when somebody is told, and not again at the call`() throws {
        var morning = try Morning(Rules.sheet(pattern: Rules.slots("first returning"), getReady: 1))
        try morning.issue(count: 2)
        try morning.issue(count: 2, .returning)
        try morning.sit()
        #expect(told(morning) == [1])
        #expect(try morning.call(times: 4) == [1, 3, 2, 4])
    }

    @Test func `any room that serves the queue may call those told, the first told first`() throws {
        var morning = try Morning(Rules.sheet(getReady: 1))
        try morning.sit("dr1", in: RoomID("1"))
        try morning.sit("dr2", in: RoomID("2"))
        try morning.issue(count: 4)
        #expect(told(morning) == [1, 2])
        #expect(try morning.call(RoomID("2")).number == 1)
        #expect(told(morning) == [2, 3])
        #expect(try morning.call(RoomID("1")).number == 2)
    }

    @Test func `a paused room tells nobody, and those it told may be called elsewhere`() throws {
        var morning = try Morning(Rules.sheet(getReady: 1))
        try morning.sit("dr1", in: RoomID("1"))
        try morning.issue(count: 3)
        try morning.do(.pauseSitting(room: RoomID("1")))
        #expect(told(morning) == [1])
        try morning.sit("dr2", in: RoomID("2"))
        #expect(told(morning) == [1, 2])
        #expect(try morning.call(RoomID("2")).number == 1)
        #expect(told(morning) == [2])
        #expect(try morning.call(times: 2, RoomID("2")) == [2, 3])
    }

    @Test func `when one who was told cancels, the next is told`() throws {
        var morning = try Morning(Rules.sheet(getReady: 1))
        try morning.sit()
        try morning.issue(count: 3)
        let events = try morning.do(.cancel(ticket: id(1)))
        #expect(events.first?.told.map(\.ticket) == [id(2)])
        #expect(morning.planned == [2, 3])
    }

    @Test func `one who was told for a doctor is for anyone when that doctor closes`() throws {
        var morning = try Morning(Rules.sheet(getReady: 1))
        try morning.sit("dr1", in: RoomID("1"))
        try morning.issue(doctor: "dr1")
        #expect(told(morning) == [1])
        try morning.do(.closeSitting(room: RoomID("1"), spread: .anyone))
        try morning.sit("dr2", in: RoomID("2"))
        #expect(try morning.call(RoomID("2")).number == 1)
    }

    @Test func `a chair of somebody whom the room no longer serves is nobody else's wait`() throws {
        let other = QueueID("r")
        var morning = try Morning(Rules.sheet(getReady: 1), queues: [Morning.queue, other])
        try morning.sit()
        try morning.issue(count: 1)
        try morning.issue(count: 2, queue: other)
        #expect(morning.day.readyTickets == [id(1)])
        // The doctor serves the other queue from now on; 1 stays told, for whoever serves its queue.
        try morning.sit(for: [other])
        #expect(morning.day.readyTickets == [id(1), id(2)])
        #expect(try morning.call().id == id(2))
    }
}
