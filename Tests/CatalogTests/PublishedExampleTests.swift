import QueueEngine
import Testing

/// The published examples of the calling rules, each played on the sheet that is shipped for it.
@Suite("A published example, on its shipped sheet") struct PublishedExampleTests {
    @Test("1: number 2 is back from its tests while 13 is inside, and is called after 14 and 15")
    func first() throws {
        var morning = try PublishedMorning("two-first-one-returning")
        try morning.issue(20)
        _ = try morning.call(2)
        try morning.act(.comeIn(ticket: morning.ticket(2)))
        try morning.act(.sendForTests(ticket: morning.ticket(2)))
        #expect(try morning.call(11).last == 13)
        try morning.act(.comeIn(ticket: morning.ticket(13)))
        try morning.act(.returnFromTests(ticket: morning.ticket(2)))
        #expect(try morning.call(5) == [14, 15, 2, 16, 17])
    }

    @Test("2: five first visits and four returning wait: two first, then one, since the switch keeps the count")
    func second() throws {
        var morning = try PublishedMorning("one-to-one-when-more-return")
        try morning.issue(5)
        try morning.issue(4, .returning)
        #expect(try morning.call(4) == [1, 2, 6, 3])
    }

    @Test("3: two first visits, one return, one missed")
    func third() throws {
        var morning = try PublishedMorning("two-one-one-missed")
        try morning.issue(6)
        try morning.issue(2, .returning)
        try morning.miss()
        try morning.act(.rejoin(ticket: morning.ticket(1)))
        // The call that 1 missed was the first of the round.
        #expect(try morning.call(6) == [2, 7, 1, 3, 4, 8])
    }

    @Test("4: one with priority after every two")
    func fourth() throws {
        var morning = try PublishedMorning("priority-after-two")
        try morning.issue(5)
        for number in [4, 5] { try morning.act(.prioritize(ticket: morning.ticket(number), priority: "elderly")) }
        try morning.issue(2)
        #expect(try morning.call(7) == [1, 2, 4, 3, 6, 5, 7])
    }

    @Test("5: five places, five places, the end, void, without signing in again")
    func fifth() throws {
        var morning = try PublishedMorning("five-five-end-void")
        try morning.issue(13)
        try morning.miss()
        #expect(try morning.call(5) == [2, 3, 4, 5, 6])
        try morning.miss()
        #expect(try morning.call(5) == [7, 8, 9, 10, 11])
        try morning.miss()
        #expect(morning.planned == [12, 13, 1])
        _ = try morning.call(2)
        try morning.miss()
        #expect(morning.day.tickets[morning.ticket(1)]?.state == .void)
    }

    @Test("6: late, and missed for the first time, go to the end of the current slot")
    func sixth() throws {
        var morning = try PublishedMorning("end-of-slot")
        for slot in [0.5, 20, 50, 70] { try morning.issue(slot: slot) }
        for number in [2, 3, 4] { try morning.act(.arrive(ticket: morning.ticket(number))) }
        morning.now = PublishedMorning.start.adding(seconds: 600)
        try morning.act(.arrive(ticket: morning.ticket(1)))
        #expect(morning.planned == [2, 3, 1, 4])
        try morning.miss()
        try morning.act(.rejoin(ticket: morning.ticket(2)))
        #expect(morning.planned == [3, 1, 2, 4])
    }

    @Test("7: booked and walk-in three to one inside the first visits, after three of them two reviews")
    func seventh() throws {
        var morning = try PublishedMorning("booked-three-to-one")
        for _ in 0..<4 { try morning.issue(slot: 30) }
        for number in 1...4 { try morning.act(.arrive(ticket: morning.ticket(number))) }
        try morning.issue(2)
        try morning.issue(3, .returning)
        #expect(try morning.call(9) == [1, 2, 3, 7, 8, 5, 4, 6, 9])
    }

    @Test("8: the first two stay, then special, priority, normal with one returning and one missed after every two")
    func eighth() throws {
        var morning = try PublishedMorning("two-frozen")
        try morning.issue(6)
        try morning.issue(1, .returning)
        #expect(morning.day.readyTickets == [morning.ticket(1), morning.ticket(2)])
        try morning.issue(1, .priority)
        try morning.issue(1, .urgent)
        #expect(morning.planned == [9, 8, 1, 2, 3, 4, 7, 5, 6])
    }

    @Test("9: each two late patients are separated by two on time")
    func ninth() throws {
        var morning = try PublishedMorning("late-apart")
        for _ in 0..<2 { try morning.issue(slot: 1) }
        morning.now = PublishedMorning.start.adding(seconds: 120)
        try morning.issue(5)
        for number in 1...2 { try morning.act(.arrive(ticket: morning.ticket(number))) }
        #expect(morning.planned == [3, 4, 1, 5, 6, 2, 7])
    }
}
