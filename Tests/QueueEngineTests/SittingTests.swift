import QueueEngine
import Testing

@Suite struct Sittings {
    private let second = RoomID("2")

    @Test func `a paused room calls nobody and goes on when it is resumed`() throws {
        var morning = try Morning()
        try morning.sit()
        try morning.issue()
        try morning.do(.pauseSitting(room: Morning.room))
        #expect(morning.refusal(of: .callNext(room: Morning.room)) == .roomPaused)
        #expect(morning.day.next(for: Morning.room, now: morning.clock) == nil)
        #expect(morning.day.plan(now: morning.clock).entries.map(\.room) == [nil])
        try morning.do(.resumeSitting(room: Morning.room))
        #expect(morning.day.room(Morning.room)?.sitting?.since == morning.clock)
        #expect(try morning.call().number == 1)
    }

    @Test func `pausing twice, resuming twice and opening twice are nothing`() throws {
        var morning = try Morning()
        try morning.sit()
        #expect(try morning.do(.openSitting(room: Morning.room, doctor: "dr1", queues: [Morning.queue])).isEmpty)
        #expect(try morning.do(.resumeSitting(room: Morning.room)).isEmpty)
        try morning.do(.pauseSitting(room: Morning.room))
        #expect(try morning.do(.pauseSitting(room: Morning.room)).isEmpty)
    }

    @Test func `whoever is inside when the room pauses is still completed`() throws {
        var morning = try Morning()
        try morning.sit()
        try morning.issue()
        try morning.call()
        try morning.letIn()
        try morning.do(.pauseSitting(room: Morning.room))
        try morning.do(.complete(ticket: id(1)))
        #expect(morning.day.tickets[id(1)]?.state == .done)
    }

    @Test func `closing a sitting spreads its doctor's patients only when asked to`() throws {
        var morning = try Morning()
        try morning.sit("dr1")
        try morning.issue(doctor: "dr1")
        try morning.issue(doctor: "dr1", booking: .booked(slot: nil))
        try morning.issue()
        #expect(morning.refusal(of: .closeSitting(room: Morning.room, spread: nil)) == .sittingPatientsWaiting)
        let events = try morning.do(.closeSitting(room: Morning.room, spread: .anyone))
        guard case .sittingClosed(_, let spread) = events.first?.act else {
            Issue.record("not closed")
            return
        }
        #expect(spread.map(\.ticket) == [id(1), id(2)] && spread.allSatisfy { $0.reach == .anyone })
        #expect(morning.day.tickets.values.allSatisfy { $0.doctor == nil })
        try morning.sit("dr2", in: second)
        #expect(try morning.call(second).number == 1)
        try morning.do(.arrive(ticket: id(2)))
        #expect(try morning.call(second).number == 2)
    }

    @Test func `a patient who counts down to a turn is spread too`() throws {
        var morning = try Morning(Rules.sheet(missed: Rules.missed([.after(3)], takesEffect: .miss)))
        try morning.sit("dr1")
        try morning.issue(doctor: "dr1")
        try morning.callAndMiss()
        try morning.do(.closeSitting(room: Morning.room, spread: .anyone))
        try morning.sit("dr2", in: second)
        #expect(try morning.call(second).number == 1)
    }

    @Test func `a sitting with nobody named closes, and the queue waits for another room`() throws {
        var morning = try Morning()
        try morning.sit()
        try morning.issue()
        try morning.do(.closeSitting(room: Morning.room, spread: nil))
        #expect(morning.refusal(of: .callNext(room: Morning.room)) == .roomNoSitting)
        try morning.sit("dr1", in: second)
        #expect(try morning.call(second).number == 1)
    }

    @Test func `a grade that no sheet of its queues has is refused`() throws {
        let morning = try Morning()
        let open = Command.openSitting(
            room: Morning.room, doctor: "dr1", queues: [Morning.queue], grade: "expert")
        #expect(morning.refusal(of: open) == .gradeUnknown)
    }
}
