import QueueEngine
import Testing

@Suite struct `Absence and return` {
    @Test func `a miss needs so many calls, each so many seconds after the last that counted`() throws {
        var morning = try Morning(Rules.sheet(missed: Rules.missed(leastCalls: 3, leastSeconds: 15)))
        try morning.sit()
        try morning.issue()
        try morning.call()
        let called = morning.clock
        morning.clock = called.adding(seconds: 13)
        try morning.do(.recall(ticket: id(1)))
        #expect(morning.day.tickets[id(1)]?.countedCalls == 1)
        try morning.do(.recall(ticket: id(1)))
        #expect(morning.day.tickets[id(1)]?.countedCalls == 2)
        #expect(morning.day.tickets[id(1)]?.calls == 3)
        #expect(morning.refusal(of: .miss(ticket: id(1))) == .ticketTooFewCalls)
        morning.clock = morning.clock.adding(seconds: 14)
        try morning.do(.recall(ticket: id(1)))
        try morning.do(.miss(ticket: id(1)))
        #expect(morning.day.tickets[id(1)]?.state == .missed)
        #expect(morning.day.room(Morning.room)?.current == nil)
    }

    @Test func `one called again begins with one call`() throws {
        var morning = try Morning(Rules.sheet(missed: Rules.missed(leastCalls: 2)))
        try morning.sit()
        try morning.issue()
        try morning.call()
        try morning.do(.recall(ticket: id(1)))
        try morning.do(.miss(ticket: id(1)))
        try morning.do(.rejoin(ticket: id(1)))
        try morning.call()
        #expect(morning.refusal(of: .miss(ticket: id(1))) == .ticketTooFewCalls)
    }

    @Test func `the ladder has one step for each miss, and its last for all further ones`() {
        let rules = Rules.missed([.after(5), .end])
        #expect([1, 2, 3, 9].map(rules.step) == [.after(5), .end, .end, .end])
        #expect(Rules.missed([]).step(forMiss: 1) == .void)
    }

    @Test func `a step on rejoining counts from the rejoining`() throws {
        var morning = try Morning(Rules.sheet(missed: Rules.missed([.after(2)])))
        try morning.sit()
        try morning.issue(count: 7)
        try morning.callAndMiss()
        #expect(try morning.call(times: 2) == [2, 3])
        try morning.do(.rejoin(ticket: id(1)))
        #expect(morning.planned == [4, 5, 1, 6, 7])
    }

    @Test func `those missed go through the pattern in their lane`() throws {
        var morning = try Morning(Rules.sheet(pattern: Rules.slots("first first missed")))
        try morning.sit()
        try morning.issue(count: 5)
        try morning.callAndMiss()
        try morning.do(.rejoin(ticket: id(1)))
        #expect(morning.day.tickets[id(1)]?.lane == .missed)
        #expect(morning.planned == [2, 3, 1, 4, 5])
    }

    @Test func `the end is behind the last now waiting, and newcomers stand behind it`() throws {
        var morning = try Morning(Rules.sheet(missed: Rules.missed([.end], takesEffect: .miss)))
        try morning.sit()
        try morning.issue(count: 3)
        try morning.callAndMiss()
        try morning.callAndMiss()
        try morning.issue()
        #expect(morning.planned == [3, 1, 2, 4])
    }

    @Test func `one who counted down and misses again stands at the end of the lane it came from`() throws {
        var morning = try Morning(
            Rules.sheet(
                lanes: [.first, .returning], absolute: [], pattern: Rules.slots("first returning"),
                missed: Rules.missed([.after(1), .end], takesEffect: .miss)))
        try morning.sit()
        try morning.issue(count: 2, .returning)
        try morning.callAndMiss()
        #expect(try morning.call().number == 2)
        #expect(try morning.callAndMiss().number == 1)
        #expect(morning.day.tickets[id(1)]?.lane == .returning)
        #expect(try morning.call().number == 1)
    }

    @Test func `void takes effect at once and for good`() throws {
        var morning = try Morning(Rules.sheet(missed: Rules.missed([.void])))
        try morning.sit()
        try morning.issue()
        try morning.callAndMiss()
        #expect(morning.day.tickets[id(1)]?.state == .void)
        #expect(morning.refusal(of: .rejoin(ticket: id(1))) == .ticketWrongState)
    }

    @Test func `one who is away holds nobody up`() throws {
        var morning = try Morning()
        try morning.sit()
        try morning.issue(count: 2)
        try morning.callAndMiss()
        #expect(morning.planned == [2])
        #expect(try morning.call().number == 2)
        #expect(morning.refusal(of: .callChosen(ticket: id(1), room: Morning.room)) == .roomCallOpen)
    }
}
