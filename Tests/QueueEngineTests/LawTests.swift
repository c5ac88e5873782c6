import QueueEngine
import Testing

@Suite struct `The law of the next one` {
    @Test func `absolute lanes come first, in their order`() throws {
        var morning = try Morning(Rules.sheet(absolute: [.urgent, .priority], pattern: Rules.slots("first returning")))
        try morning.sit()
        try morning.issue(.first)
        try morning.issue(.priority)
        try morning.issue(.urgent)
        let first = try morning.call()
        #expect(first.number == 3)
        #expect(first.choice?.rule == .absolute)
        #expect(try morning.call(times: 2) == [2, 1])
    }

    @Test func `an absolute call leaves the round as it was`() throws {
        var morning = try Morning(Rules.sheet(pattern: Rules.slots("first first returning")))
        try morning.sit()
        try morning.issue(count: 4)
        try morning.issue(count: 2, .returning)
        #expect(try morning.call().number == 1)
        try morning.issue(.urgent)
        #expect(try morning.call(times: 4) == [7, 2, 5, 3])
    }

    @Test func `a chosen call leaves the round as it was`() throws {
        var morning = try Morning(Rules.sheet(pattern: Rules.slots("first first returning")))
        try morning.sit()
        try morning.issue(count: 4)
        try morning.issue(count: 2, .returning)
        #expect(try morning.call().number == 1)
        try morning.letIn()
        try morning.do(.callChosen(ticket: id(6), room: Morning.room))
        let choice = try morning.current().choice
        #expect(choice?.rule == .chosen && choice?.lane == .returning && choice?.round == nil)
        #expect(try morning.call(times: 3) == [2, 5, 3])
    }

    @Test func `while only one lane has anyone, nothing is counted`() throws {
        var morning = try Morning(Rules.sheet(pattern: Rules.slots("first first returning")))
        try morning.sit()
        try morning.issue(count: 6)
        for _ in 0..<3 { #expect(try morning.call().choice?.rule == .onlyLane) }
        try morning.issue(.returning)
        #expect(morning.planned == [4, 5, 7, 6])
        #expect(try morning.call().choice?.rule == .pattern)
    }

    @Test func `a lane that is empty is passed over, and its turn is not kept`() throws {
        var morning = try Morning(Rules.sheet(absolute: [], pattern: Rules.slots("first returning missed")))
        try morning.sit()
        try morning.issue(count: 3)
        try morning.issue(count: 3, .missed)
        #expect(try morning.call(times: 2) == [1, 4])
        try morning.issue(.returning)
        #expect(try morning.call(times: 3) == [7, 2, 5])
    }

    @Test func `those due come before the pattern, by when they are due and then by number`() throws {
        var morning = try Morning(
            Rules.sheet(missed: Rules.missed([.after(2)], takesEffect: .rejoin)))
        try morning.sit()
        try morning.issue(count: 8)
        try morning.callAndMiss()
        try morning.callAndMiss()
        try morning.do(.rejoin(ticket: id(2)))
        try morning.do(.rejoin(ticket: id(1)))
        #expect(morning.planned == [3, 4, 1, 2, 5, 6, 7, 8])
        #expect(try morning.call(times: 2) == [3, 4])
        #expect(try morning.call().choice?.rule == .due)
        #expect(try morning.call(times: 2) == [2, 5])
    }

    @Test func `a due ticket is called early rather than never`() throws {
        var morning = try Morning(Rules.sheet(missed: Rules.missed([.after(5)], takesEffect: .miss)))
        try morning.sit()
        try morning.issue()
        try morning.callAndMiss()
        #expect(morning.planned == [1])
        #expect(try morning.call().number == 1)
    }

    @Test func `recalls are not calls to those who wait for calls`() throws {
        var morning = try Morning(Rules.sheet(missed: Rules.missed([.after(2)], takesEffect: .miss)))
        try morning.sit()
        try morning.issue(count: 5)
        try morning.callAndMiss()
        #expect(try morning.call().number == 2)
        for _ in 0..<4 { try morning.do(.recall(ticket: id(2))) }
        #expect(try morning.call(times: 2) == [3, 1])
    }

    @Test func `a lane by number stands by number, a lane by arrival by arrival`() throws {
        var morning = try Morning(Rules.sheet(pattern: Rules.slots("first returning")))
        try morning.sit()
        for lane in [Lane.first, .first, .returning, .returning] {
            try morning.issue(lane, booking: .booked(slot: nil))
        }
        for ticket in [2, 1, 4, 3] { try morning.do(.arrive(ticket: id(ticket))) }
        #expect(morning.planned == [1, 4, 2, 3])
    }

    @Test func `a lane that no rule names any more is called last and not forgotten`() throws {
        var morning = try Morning()
        try morning.sit()
        try morning.issue(.priority)
        try morning.issue(count: 2)
        try morning.do(.adopt(queue: Morning.queue, sheet: Rules.sheet(lanes: [.first], pattern: Rules.slots("first"))))
        #expect(morning.planned == [2, 3, 1])
        #expect(try morning.call(times: 3) == [2, 3, 1])
    }

    @Test func `a sheet adopted at noon puts its lanes into its own order`() throws {
        var morning = try Morning()
        try morning.sit()
        for _ in 1...3 { try morning.issue(.first, booking: .booked(slot: nil)) }
        for ticket in [3, 1, 2] { try morning.do(.arrive(ticket: id(ticket))) }
        #expect(morning.planned == [1, 2, 3])
        var byArrival = Rules.sheet()
        byArrival.lanes[0].order = .arrival
        byArrival.version = 2
        try morning.do(.adopt(queue: Morning.queue, sheet: byArrival))
        #expect(morning.planned == [3, 1, 2])
        try morning.issue()
        #expect(morning.planned == [3, 1, 2, 4])
        #expect(try morning.do(.adopt(queue: Morning.queue, sheet: byArrival)).isEmpty)
    }
}
