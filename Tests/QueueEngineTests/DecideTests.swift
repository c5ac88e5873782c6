import QueueEngine
import Testing

@Suite struct Deciding {
    @Test func `deciding changes nothing, and twice says the same`() throws {
        var morning = try Morning(Rules.sheet(getReady: 1))
        try morning.sit()
        try morning.issue(count: 4)
        let before = morning.day
        let now = at(60)
        let commands: [Command] = [
            .callNext(room: Morning.room), .callChosen(ticket: id(3), room: Morning.room), .cancel(ticket: id(1)),
            .pauseSitting(room: Morning.room), .closeSitting(room: Morning.room, spread: .anyone),
        ]
        for command in commands {
            let first = try morning.day.decide(command, now: now)
            #expect(try morning.day.decide(command, now: now) == first)
            #expect(first.count == 1)
        }
        #expect(morning.refusal(of: .callNext(room: RoomID("2"))) == .roomNoSitting)
        #expect(morning.day == before)
    }

    @Test func `planning changes nothing`() throws {
        var morning = try Morning(Rules.sheet(getReady: 1))
        try morning.sit()
        try morning.issue(count: 4)
        let before = morning.day
        #expect(morning.planned == morning.planned)
        #expect(morning.day == before)
    }

    @Test func `a day opens once`() throws {
        let morning = try Morning()
        #expect(morning.day.isOpen && !ClinicDay().isOpen)
        #expect(morning.day.date == "2026-11-20")
        #expect(try morning.day.decide(.open(date: "2026-11-21", queues: [], rooms: []), now: at(5)).isEmpty)
    }

    @Test func `a booked ticket has its number at once and waits from its arrival`() throws {
        var morning = try Morning()
        try morning.sit()
        try morning.issue(booking: .booked(slot: at(3600)))
        try morning.issue()
        #expect(morning.planned == [2])
        #expect(morning.day.tickets[id(1)]?.slot == at(3600))
        try morning.do(.arrive(ticket: id(1)))
        #expect(morning.day.tickets[id(1)]?.arrivedAt == morning.clock)
        #expect(morning.planned == [1, 2])
    }

    @Test func `a cancelled ticket leaves wherever it was`() throws {
        var morning = try Morning(Rules.sheet(getReady: 1, missed: Rules.missed([.after(3)], takesEffect: .miss)))
        try morning.sit()
        try morning.issue(count: 6)
        try morning.callAndMiss()
        try morning.call()
        for ticket in [2, 1, 3, 5] { try morning.do(.cancel(ticket: id(ticket))) }
        #expect(morning.day.room(Morning.room)?.current == nil)
        #expect(morning.planned == [4, 6])
        #expect(morning.day.counts(of: Morning.queue) == [.cancelled: 4, .ready: 1, .waiting: 1])
    }
}
