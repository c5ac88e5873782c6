import QueueEngine
import Testing

@Suite struct `What taking back does not bring about` {
    @Test func `taking back makes nothing that would be refused`() throws {
        let other = QueueID("r")
        var morning = try Morning(Rules.changed { $0.quotas.day = 3 }, queues: [Morning.queue, other])
        func open(_ room: RoomID, _ doctor: String, _ queues: [QueueID] = [Morning.queue]) -> Command {
            .openSitting(room: room, doctor: doctor, queues: queues)
        }
        try morning.do(open(Morning.room, "dr1"))
        try morning.do(.closeSitting(room: Morning.room, spread: nil))
        let closing = morning.day.version
        try morning.do(open(RoomID("2"), "dr1"))
        #expect(morning.refusal(of: .undo(version: closing)) == .doctorElsewhere)

        // Moved to another queue, and given a number of the first one again.
        try morning.issue()
        try morning.do(.transfer(ticket: id(1), queue: other, reach: .anyone))
        let transfer = morning.day.version
        try morning.do(
            .issue(.init(ticket: id(50), queue: Morning.queue, person: "p1", lane: .first)))
        #expect(morning.refusal(of: .undo(version: transfer)) == .ticketPersonHasOne)

        // For the doctor of a queue that is served since.
        try morning.do(open(RoomID("2"), "dr1", [Morning.queue, other]))
        let change = morning.day.version
        try morning.do(
            .issue(.init(ticket: id(60), queue: other, person: "q", lane: .first, reach: .doctor("dr1"))))
        #expect(morning.refusal(of: .undo(version: change)) == .sittingPatientsStay)

        // The place of a cancelled number was given to somebody.
        try morning.do(.issue(.init(ticket: id(61), queue: Morning.queue, person: "r", lane: .first)))
        try morning.do(.cancel(ticket: id(61)))
        let cancelling = morning.day.version
        try morning.do(.issue(.init(ticket: id(62), queue: Morning.queue, person: "s", lane: .first)))
        #expect(morning.refusal(of: .undo(version: cancelling)) == .queueQuotaUsed)
    }

    @Test func `a number that was taken back is cancelled from that moment on, whatever is taken back later`() throws {
        var morning = try Morning()
        try morning.issue()
        try morning.do(.undo(version: morning.day.version))
        let then = morning.day.tickets[id(1)]?.endedAt
        #expect(then == morning.clock)
        try morning.issue()
        try morning.do(.hold(ticket: id(2)))
        morning.clock = morning.clock.adding(seconds: 60)
        try morning.do(.undo(version: morning.day.version))
        #expect(morning.day.tickets[id(1)]?.endedAt == then && morning.clock != then)
    }

    @Test func `taking back fills no queue beyond its limit, and nobody has more numbers than allowed`() throws {
        var full = try Morning(Rules.sheet(waitingLimit: 2))
        try full.issue(count: 2)
        try full.do(.cancel(ticket: id(1)))
        let cancelling = full.day.version
        try full.issue()
        #expect(full.refusal(of: .undo(version: cancelling)) == .queueFull)

        var often = try Morning(Rules.sheet(ticketsPerPerson: 1))
        func order(_ ticket: Int) -> Command {
            .issue(.init(ticket: id(ticket), queue: Morning.queue, person: "p", lane: .first))
        }
        try often.sit()
        try often.do(order(1))
        try often.do(.cancel(ticket: id(1)))
        let first = often.day.version
        try often.do(order(2))
        try often.call()
        try often.letIn()
        try often.do(.complete(ticket: id(2)))
        #expect(often.refusal(of: .undo(version: first)) == .ticketPersonHasOne)
    }
}
