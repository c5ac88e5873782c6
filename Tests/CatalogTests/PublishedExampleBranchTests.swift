import QueueEngine
import Testing

/// What the published examples say beside their main line, each on the sheet that is shipped for it.
@Suite("A published example's other clauses, on its shipped sheet") struct PublishedExampleBranchTests {
    /// Number 2 is at tests, 13 inside.
    private static func thirteenInside() throws -> PublishedMorning {
        var morning = try PublishedMorning("two-first-one-returning")
        try morning.issue(20)
        _ = try morning.call(2)
        try morning.letIn()
        try morning.act(.sendForTests(ticket: morning.ticket(2)))
        _ = try morning.call(11)
        try morning.letIn()
        return morning
    }

    @Test("1: whoever has not signed in again is not called")
    func firstSignsIn() throws {
        var morning = try Self.thirteenInside()
        #expect(!morning.planned.contains(2) && morning.planned == Array(14...20))
        try morning.miss()
        #expect(morning.planned == Array(15...20))
        try morning.rejoin(14)
        #expect(morning.planned == [15, 16, 14, 17, 18, 19, 20])
    }

    @Test("1: the next returner, signed in before 16 is called, comes after 16 and 17")
    func firstBefore() throws {
        var morning = try Self.thirteenInside()
        try morning.act(.returnFromTests(ticket: morning.ticket(2)))
        #expect(try morning.call(3) == [14, 15, 2])
        try morning.issue(1, .returning)
        #expect(try morning.call(4) == [16, 17, 21, 18])
    }

    @Test("1: signed in later, after two more first visits")
    func firstAfter() throws {
        var morning = try Self.thirteenInside()
        try morning.act(.returnFromTests(ticket: morning.ticket(2)))
        #expect(try morning.call(4) == [14, 15, 2, 16])
        try morning.issue(1, .returning)
        #expect(try morning.call(4) == [17, 18, 21, 19])
    }

    @Test("2: as many returning as first visits are not more: two and one")
    func secondEqual() throws {
        var morning = try PublishedMorning("one-to-one-when-more-return")
        try morning.issue(5)
        try morning.issue(3, .returning)
        #expect(try morning.call(2) == [1, 2])
        #expect(morning.day.next(for: PublishedMorning.room, now: morning.now)?.choice.condition == nil)
        #expect(try morning.call(2) == [6, 3])
    }

    @Test("2: more returning: one and one, and two and one again once they are not")
    func secondSwitches() throws {
        var morning = try PublishedMorning("one-to-one-when-more-return")
        try morning.issue(2)
        try morning.issue(4, .returning)
        #expect(try morning.call(2) == [1, 3])
        try morning.issue(6)
        #expect(morning.day.next(for: PublishedMorning.room, now: morning.now)?.choice.condition == nil)
        #expect(try morning.call(4) == [2, 7, 8, 4])
    }

    @Test("3: whoever missed a call waits for the missed lane's turn only after signing in again")
    func thirdSignsIn() throws {
        var morning = try PublishedMorning("two-one-one-missed")
        try morning.issue(4)
        try morning.miss()
        #expect(morning.planned == [2, 3, 4] && morning.state(1) == .missed)
        try morning.rejoin(1)
        // 1 was alone in its lane when it was called: the round begins with 2.
        #expect(morning.planned == [2, 3, 1, 4])
    }

    @Test(
        "4: the old, soldiers and their families, and the fire service all do",
        arguments: ["elderly", "military", "fire-service"])
    func fourthClasses(_ priority: String) throws {
        var morning = try PublishedMorning("priority-after-two")
        try morning.issue(4)
        try morning.act(.prioritize(ticket: morning.ticket(4), priority: priority))
        #expect(try morning.call(4) == [1, 2, 4, 3])
    }

    @Test("5: whoever is back from tests lets two go first")
    func fifthTests() throws {
        var morning = try PublishedMorning("five-five-end-void")
        try morning.issue(6)
        _ = try morning.call(1)
        try morning.letIn()
        try morning.act(.sendForTests(ticket: morning.ticket(1)))
        try morning.act(.returnFromTests(ticket: morning.ticket(1)))
        #expect(try morning.call(4) == [2, 3, 1, 4])
    }

    @Test("6: a second miss is void, and a first one waits for the patient to check in again")
    func sixthMisses() throws {
        var morning = try PublishedMorning("end-of-slot")
        try morning.issue(3)
        try morning.miss()
        #expect(morning.state(1) == .missed && morning.planned == [2, 3])
        try morning.rejoin(1)
        #expect(try morning.call(2) == [2, 3])
        try morning.miss()
        #expect(morning.state(1) == .void)
    }

    @Test("6: on time comes in the order of the slots, and a later slot stays behind the late one")
    func sixthOnTime() throws {
        var morning = try PublishedMorning("end-of-slot")
        for slot in [70, 20, 1.0] { try morning.issue(slot: slot) }
        try morning.arrive(1, 2)
        morning.now = PublishedMorning.start.adding(seconds: 120)
        try morning.arrive(3)
        #expect(morning.planned == [2, 3, 1])
    }

    @Test("7: booked come by their slots, and check in at most an hour before")
    func seventhBooked() throws {
        var morning = try PublishedMorning("booked-three-to-one")
        for slot in [50, 20, 61.5] { try morning.issue(slot: slot) }
        try morning.arrive(1, 2)
        #expect(morning.refusal(of: .arrive(ticket: morning.ticket(3))) == .ticketTooEarly)
        morning.now = PublishedMorning.start.adding(seconds: 90)
        try morning.arrive(3)
        #expect(morning.planned == [2, 1, 3])
    }

    @Test("7: with nobody booked walk-ins take their places, and the two reviews stay two")
    func seventhWalkIns() throws {
        var morning = try PublishedMorning("booked-three-to-one")
        try morning.issue(5)
        try morning.issue(3, .returning)
        #expect(try morning.call(8) == [1, 2, 3, 6, 7, 4, 5, 8])
    }

    @Test("8: the frozen stay though somebody with a lower number is back, and one missed goes after every two")
    func eighthMissed() throws {
        var morning = try PublishedMorning("two-frozen")
        try morning.issue(7)
        try morning.miss()
        #expect(morning.day.readyTickets == [morning.ticket(2), morning.ticket(3)])
        try morning.rejoin(1)
        #expect(morning.day.readyTickets == [morning.ticket(2), morning.ticket(3)])
        #expect(morning.planned == [2, 3, 4, 5, 1, 6, 7])
    }

    @Test("8: special before priority, both before the frozen")
    func eighthAbsolute() throws {
        var morning = try PublishedMorning("two-frozen")
        try morning.issue(3)
        try morning.issue(2, .priority)
        try morning.issue(1, .urgent)
        #expect(try morning.call(6) == [6, 4, 5, 1, 2, 3])
    }

    @Test("8: late by step: once two were called, behind those who are frozen by then")
    func eighthLate() throws {
        var morning = try PublishedMorning("two-frozen")
        try morning.issue(slot: 1)
        try morning.issue(5)
        morning.now = PublishedMorning.start.adding(seconds: 17 * 60)
        try morning.arrive(1)
        #expect(morning.planned == [2, 3, 4, 1, 5, 6])
    }

    @Test("8: transferred as first visits, and extra numbers last")
    func eighthTransferred() throws {
        var morning = try PublishedMorning("two-frozen")
        try morning.issue(60)
        try morning.issue(1, .returning, in: PublishedMorning.other)
        let one = Command.Order(ticket: morning.ticket(99), queue: PublishedMorning.queue, person: "x", lane: .first)
        #expect(morning.refusal(of: .issue(one)) == .queueQuotaUsed)
        try morning.issue(extra: true)
        try morning.act(
            .transfer(ticket: morning.ticket(61), queue: PublishedMorning.queue, reach: .anyone))
        #expect(morning.day.tickets[morning.ticket(61)]?.lane == .first)
        #expect(morning.day.tickets[morning.ticket(62)]?.label == "加A061")
        #expect(morning.planned.suffix(3) == [60, 61, 62])
    }

    @Test("9: late ones wait their two, whoever was first among them, and go on alone when nobody is on time")
    func ninthAlone() throws {
        var morning = try PublishedMorning("late-apart")
        for _ in 0..<3 { try morning.issue(slot: 1) }
        morning.now = PublishedMorning.start.adding(seconds: 120)
        try morning.issue(2)
        try morning.arrive(3, 1, 2)
        #expect(try morning.call(5) == [4, 5, 3, 1, 2])
    }
}
