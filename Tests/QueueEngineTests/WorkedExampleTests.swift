import QueueEngine
import Testing

@Suite struct `Published rules` {
    static let twoToOne = Rules.sheet(absolute: [], pattern: Rules.slots("first first returning"))

    /// A morning in which 2 has been called and has left for tests, and 13 is inside; 14 to 20 wait. A return is a step
    /// of the ladder into the returning lane here.
    static func thirteenInside(_ sheet: RuleSheet) throws(Refusal) -> Morning {
        var morning = try Morning(sheet)
        try morning.sit()
        try morning.issue(count: 20)
        _ = try morning.call()
        try morning.callAndMiss()
        for _ in 3...13 { try morning.call() }
        try morning.letIn()
        return morning
    }

    static func returning(_ pattern: String, absolute: [Lane] = []) -> RuleSheet {
        Rules.sheet(
            absolute: absolute, pattern: Rules.slots(pattern), missed: Rules.missed([.lane(.returning)]))
    }

    @Test func `example 1: number 2 comes back while 13 is inside, and is called after 14 and 15`() throws {
        var morning = try Self.thirteenInside(Self.returning("first first returning"))
        try morning.do(.rejoin(ticket: id(2)))
        #expect(morning.planned == [14, 15, 2, 16, 17, 18, 19, 20])
        #expect(try morning.call(times: 5) == [14, 15, 2, 16, 17])
    }

    @Test func `example 1: the next returner before 16 is called comes after 16 and 17`() throws {
        var morning = try Self.thirteenInside(Self.returning("first first returning"))
        try morning.do(.rejoin(ticket: id(2)))
        #expect(try morning.call(times: 3) == [14, 15, 2])
        try morning.issue(.returning)
        #expect(try morning.call(times: 3) == [16, 17, 21])
    }

    @Test func `example 1: a returner who comes after 16 was called waits for two more first visits`() throws {
        var morning = try Self.thirteenInside(Self.returning("first first returning"))
        try morning.do(.rejoin(ticket: id(2)))
        #expect(try morning.call(times: 4) == [14, 15, 2, 16])
        try morning.issue(.returning)
        #expect(try morning.call(times: 4) == [17, 18, 21, 19])
    }

    @Test func `example 2: once more returners than first visits wait, one and one`() throws {
        var sheet = Rules.sheet(absolute: [], pattern: Rules.slots("first first returning missed"))
        sheet.conditions = [
            PatternCondition(
                lane: .returning, comparison: .more, measure: .waiting(.first),
                pattern: Rules.slots("first returning"))
        ]
        var morning = try Morning(sheet)
        try morning.sit()
        try morning.issue(count: 5)
        try morning.issue(count: 4, .returning)
        #expect(morning.planned == [1, 2, 6, 3, 7, 4, 5, 8, 9])
        let conditions = morning.day.plan(now: morning.clock).entries.map(\.choice.condition)
        #expect(conditions.prefix(3) == [nil, nil, 0])
    }

    @Test func `example 3: two first visits, one return, one missed`() throws {
        var morning = try Morning(Rules.sheet(absolute: [], pattern: Rules.slots("first first returning missed")))
        try morning.sit()
        try morning.issue(count: 6)
        try morning.issue(count: 3, .returning)
        try morning.issue(count: 3, .missed)
        #expect(try morning.call(times: 12) == [1, 2, 7, 10, 3, 4, 8, 11, 5, 6, 9, 12])
    }

    @Test func `example 4: one with priority after every two`() throws {
        var morning = try Morning(Rules.sheet(absolute: [], pattern: Rules.slots("first first priority")))
        try morning.sit()
        try morning.issue(count: 2, .priority)
        try morning.issue(count: 5)
        #expect(try morning.call(times: 7) == [3, 4, 1, 5, 6, 2, 7])
    }

    @Test func `example 4: said as one after every two, beside a pattern`() throws {
        var sheet = Rules.sheet(absolute: [], pattern: Rules.slots("first first returning missed"))
        sheet.insertions = [Insertion(lane: .priority, every: 2)]
        var morning = try Morning(sheet)
        try morning.sit()
        try morning.issue(count: 2, .priority)
        try morning.issue(count: 5)
        try morning.issue(.returning)
        #expect(try morning.call(times: 8) == [3, 4, 1, 8, 5, 2, 6, 7])
    }

    @Test func `example 8: special, priority, then normal with returning and missed each after every two`() throws {
        var sheet = Rules.sheet(
            lanes: [.first, .returning, .missed, .priority, .urgent, .extra], absolute: [.urgent, .priority],
            pattern: [.inOrder(Rules.slots("first extra"))], getReady: 2)
        sheet.insertions = [Insertion(lane: .returning, every: 2), Insertion(lane: .missed, every: 2)]
        sheet.transferred = .lane(.first)
        var morning = try Morning(sheet)
        try morning.issue(.extra)
        try morning.issue(count: 6)
        try morning.issue(count: 2, .returning)
        try morning.issue(.missed)
        try morning.sit()
        #expect(morning.day.readyTickets == [id(2), id(3)])
        try morning.issue(.priority)
        try morning.issue(.urgent)
        #expect(morning.planned == [12, 11, 2, 3, 8, 10, 4, 5, 9, 6, 7, 1])
    }

    @Test func `example 5: five places, five places, the end, void, without signing in again`() throws {
        let ladder: [MissedRules.Step] = [.after(5), .after(5), .end, .void]
        var morning = try Morning(
            Rules.sheet(
                lanes: [.first], absolute: [], pattern: Rules.slots("first"),
                missed: Rules.missed(ladder, takesEffect: .miss)))
        try morning.sit()
        try morning.issue(count: 14)
        #expect(try morning.callAndMiss().number == 1)
        #expect(morning.planned.prefix(7) == [2, 3, 4, 5, 6, 1, 7])
        #expect(try morning.call(times: 5) == [2, 3, 4, 5, 6])
        #expect(try morning.callAndMiss().number == 1)
        #expect(try morning.call(times: 5) == [7, 8, 9, 10, 11])
        #expect(try morning.callAndMiss().number == 1)
        #expect(morning.planned == [12, 13, 14, 1])
        #expect(try morning.call(times: 3) == [12, 13, 14])
        #expect(try morning.callAndMiss().number == 1)
        #expect(morning.day.tickets[id(1)]?.state == .void)
        #expect(morning.planned.isEmpty)
    }

    @Test func `example 6: the end of the lane takes effect when the patient signs in again`() throws {
        var morning = try Morning(
            Rules.sheet(absolute: [], pattern: Rules.slots("first"), missed: Rules.missed([.end])))
        try morning.sit()
        try morning.issue(count: 4)
        try morning.callAndMiss()
        #expect(morning.day.tickets[id(1)]?.state == .missed)
        #expect(morning.planned == [2, 3, 4])
        #expect(try morning.call().number == 2)
        try morning.do(.rejoin(ticket: id(1)))
        try morning.issue()
        #expect(morning.planned == [3, 4, 1, 5])
    }

    @Test func `example 7: booked and ordinary three to one inside the first visits`() throws {
        // The pattern inside the first slot holds the two kinds of first visit.
        let first = Slot.pattern(Rules.slots("priority priority priority first"))
        var morning = try Morning(Rules.sheet(absolute: [], pattern: [first, first, .lane(.returning)]))
        try morning.sit()
        try morning.issue(count: 6, .priority)
        try morning.issue(count: 3)
        try morning.issue(count: 3, .returning)
        #expect(try morning.call(times: 12) == [1, 2, 10, 3, 7, 11, 4, 5, 12, 6, 8, 9])
    }

    @Test func `example 7: reviews in a series of two after three`() throws {
        var morning = try Morning(
            Rules.sheet(absolute: [], pattern: Rules.slots("first first first returning returning")))
        try morning.sit()
        try morning.issue(count: 6)
        try morning.issue(count: 4, .returning)
        #expect(try morning.call(times: 10) == [1, 2, 3, 7, 8, 4, 5, 6, 9, 10])
    }
}
