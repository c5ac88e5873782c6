import QueueEngine
import Testing

@Suite struct `Booked times, lateness and quotas` {
    /// The test's day: noon is four hours after its start.
    private func morning(_ change: (inout RuleSheet) -> Void) throws(Refusal) -> Morning {
        var sheet = Rules.changed {
            $0.lanes = [.first, .booked, .late, .extra].map { LaneRule(lane: $0, order: .slot, minutes: 15) }
            $0.absolute = []
            $0.pattern = Rules.slots("first booked late extra")
            $0.missed = Rules.missed([.endOfSlot], takesEffect: .rejoin)
            $0.booking = BookingRule(lane: nil, checkInMinutes: nil, slotMinutes: 60)
        }
        change(&sheet)
        var morning = try Morning(sheet)
        try morning.sit()
        return morning
    }

    @Test func `those booked stand by their time, whoever came first`() throws {
        var morning = try morning { _ in }
        for slot in [3, 1, 2] {
            let ticket = try morning.issue(booking: .booked(slot: at(Double(slot) * 1800)))
            try morning.do(.arrive(ticket: ticket))
        }
        #expect(morning.planned == [2, 3, 1])
    }

    @Test func `booked ones have a lane of their own where the sheet says so`() throws {
        var morning = try morning { $0.booking.lane = .booked }
        let ticket = try morning.issue(booking: .booked(slot: at(1800)))
        #expect(morning.day.tickets[ticket]?.lane == .booked)
    }

    @Test func `check-in opens so many minutes before, and not a minute earlier`() throws {
        var morning = try morning { $0.booking.checkInMinutes = 30 }
        let ticket = try morning.issue(booking: .booked(slot: at(3600)))
        morning.clock = at(1798)
        #expect(morning.refusal(of: .arrive(ticket: ticket)) == .ticketTooEarly)
        morning.clock = at(1799)
        try morning.do(.arrive(ticket: ticket))
        #expect(morning.day.tickets[ticket]?.state == .waiting)
    }

    @Test func `example 6: late goes to the end of the current slot`() throws {
        var morning = try morning { $0.late = LateRule(afterMinutes: 0, step: .endOfSlot) }
        for minutes in [5.0, 30, 50, 70] { try morning.issue(booking: .booked(slot: at(minutes * 60))) }
        for index in 2...4 { try morning.do(.arrive(ticket: id(index))) }
        morning.clock = at(10 * 60)
        try morning.do(.arrive(ticket: id(1)))
        #expect(morning.planned == [2, 3, 1, 4])
    }

    @Test func `example 6: the first miss, signed in again, is at the end of the current slot`() throws {
        var morning = try morning { _ in }
        for minutes in [5.0, 30, 50, 70] {
            try morning.do(.arrive(ticket: try morning.issue(booking: .booked(slot: at(minutes * 60)))))
        }
        try morning.callAndMiss()
        try morning.do(.rejoin(ticket: id(1)))
        #expect(morning.planned == [2, 3, 1, 4])
    }

    @Test func `late by the end of the half day stands before the afternoon`() throws {
        var morning = try morning { $0.late = LateRule(afterMinutes: 15, step: .endOfHalfDay) }
        for minutes in [5.0, 200, 300] { try morning.issue(booking: .booked(slot: at(minutes * 60))) }
        for index in 2...3 { try morning.do(.arrive(ticket: id(index))) }
        morning.clock = at(21 * 60)
        try morning.do(.arrive(ticket: id(1)))
        #expect(morning.planned == [2, 1, 3])
    }

    @Test func `example 9: two late ones are parted by so many on time`() throws {
        var morning = try morning {
            $0.pattern = Rules.slots("first booked extra")
            $0.insertions = [Insertion(lane: .late, every: 2)]
            $0.late = LateRule(afterMinutes: 0, step: .lane(.late))
        }
        for _ in 0..<2 { try morning.issue(booking: .booked(slot: at(60))) }
        morning.clock = at(120)
        try morning.issue(count: 5)
        for index in 1...2 { try morning.do(.arrive(ticket: id(index))) }
        #expect(morning.planned == [3, 4, 1, 5, 6, 2, 7])
    }

    @Test func `the day's quota, then extra numbers that come last and show it, then none`() throws {
        var morning = try morning {
            $0.quotas = Quotas(day: 2, extra: Quotas.Extra(most: 1, lane: .extra, mark: "加"))
        }
        try morning.issue(count: 2)
        #expect(morning.refusal(of: order(3, extra: false)) == .queueQuotaUsed)
        try morning.do(order(3, extra: true))
        #expect(morning.day.tickets[id(3)]?.label == "加A003")
        #expect(morning.day.tickets[id(3)]?.lane == .extra)
        #expect(morning.refusal(of: order(4, extra: true)) == .queueExtraUsed)
        try morning.do(.cancel(ticket: id(1)))
        try morning.do(order(5, extra: true))
        #expect(morning.day.tickets[id(5)]?.isExtra == false)
    }

    @Test func `each half day has its quota, by the booked time`() throws {
        var morning = try morning { $0.quotas = Quotas(morning: 1, afternoon: 1) }
        try morning.issue()
        #expect(morning.refusal(of: order(2, extra: true)) == .queueExtraUsed)
        try morning.issue(booking: .booked(slot: at(5 * 3600)))
        #expect(morning.day.lastNumbers[Morning.queue] == 2)
    }

    private func order(_ index: Int, extra: Bool) -> Command {
        .issue(.init(ticket: id(index), queue: Morning.queue, person: "p\(index)", lane: .first, extra: extra))
    }

    @Test func `in a lane ordered by number the end of the slot is before those booked for a later one`() throws {
        var sheet = Rules.sheet(lanes: [.first], absolute: [], pattern: Rules.slots("first"))
        sheet.late = LateRule(afterMinutes: 0, step: .endOfSlot)
        sheet.booking = BookingRule(slotMinutes: 60)
        var morning = try Morning(sheet)
        for minutes in [1.0, 20, 50, 70] { try morning.issue(booking: .booked(slot: at(minutes * 60))) }
        for ticket in [2, 3, 4] { try morning.do(.arrive(ticket: id(ticket))) }
        morning.clock = at(600)
        try morning.do(.arrive(ticket: id(1)))
        #expect(morning.planned == [2, 3, 1, 4])
    }
}
