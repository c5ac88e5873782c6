import QueueEngine
import Testing

@Suite struct `Rooms and queues` {
    private let left = QueueID("left")
    private let right = QueueID("right")
    private let second = RoomID("2")

    @Test func `one queue in two rooms: nobody is called twice and nobody is left`() throws {
        var morning = try Morning()
        try morning.sit("dr1")
        try morning.sit("dr2", in: second)
        try morning.issue(count: 5)
        #expect(try morning.call().number == 1)
        #expect(try morning.call(second).number == 2)
        #expect(try morning.call(second).number == 3)
        #expect(try morning.call().number == 4)
        #expect(try morning.call(second).number == 5)
        #expect(morning.refusal(of: .complete(ticket: id(1))) == .ticketWrongState)
    }

    @Test func `the round belongs to the queue and not to the room`() throws {
        var morning = try Morning(Rules.sheet(pattern: Rules.slots("first first returning")))
        try morning.sit("dr1")
        try morning.sit("dr2", in: second)
        try morning.issue(count: 4)
        try morning.issue(count: 2, .returning)
        #expect(try morning.call().number == 1)
        #expect(try morning.call(second).number == 2)
        #expect(try morning.call(second).number == 5)
        #expect(try morning.call().number == 3)
    }

    @Test func `one room takes its queues in turn, and an empty one gives its turn away`() throws {
        var morning = try Morning(queues: [left, right])
        try morning.sit(for: [left, right])
        try morning.issue(count: 4, queue: left)
        try morning.issue(count: 2, queue: right)
        var labels: [String] = []
        for _ in 0..<6 {
            let ticket = try morning.call()
            labels.append("\(ticket.queue)\(ticket.number)")
        }
        #expect(labels == ["left1", "right1", "left2", "right2", "left3", "left4"])
    }

    @Test func `numbers count from 1 in each queue`() throws {
        var morning = try Morning(queues: [left, right])
        for queue in [left, right, left] { try morning.issue(queue: queue) }
        #expect(morning.day.lastNumbers == [left: 2, right: 1])
        #expect((1...3).compactMap { morning.day.tickets[id($0)]?.label } == ["A001", "A001", "A002"])
    }

    @Test func `urgent patients of either queue go first, whoever came earlier first, whatever their numbers`() throws {
        var sheet = Rules.sheet()
        sheet.lanes = sheet.lanes.map { LaneRule(lane: $0.lane, order: .number, minutes: $0.minutes) }
        var morning = try Morning(sheet, queues: [left, right])
        try morning.sit(for: [left, right])
        try morning.issue(count: 3, queue: left)
        let earlier = try morning.issue(.urgent, queue: left)
        let later = try morning.issue(.urgent, queue: right)
        #expect(try morning.call().id == earlier)
        #expect(try morning.call().id == later)
    }

    @Test func `of those due in two queues the one that is due for longer goes first`() throws {
        let sheet = Rules.sheet(missed: Rules.missed([.after(1)], takesEffect: .miss))
        var morning = try Morning(sheet, queues: [left, right])
        try morning.sit("dr1", for: [left])
        try morning.sit("dr2", in: second, for: [right])
        try morning.issue(count: 4, queue: left)
        try morning.issue(count: 4, queue: right)
        try morning.callAndMiss()
        try morning.callAndMiss(second)
        try morning.do(.openSitting(room: second, doctor: "dr2", queues: [left]))
        try morning.issue(.urgent, queue: left)
        try morning.issue(.urgent, queue: left)
        for _ in 0..<2 { try morning.call(second) }
        try morning.letIn(second)
        try morning.do(.openSitting(room: second, doctor: "dr2", queues: [right, left]))
        #expect(try morning.call(second).queue == left)
    }

    @Test func `a room calls only for the queues that its sitting serves`() throws {
        var morning = try Morning(queues: [left, right])
        try morning.sit(for: [left])
        try morning.issue(queue: right)
        #expect(morning.refusal(of: .callNext(room: Morning.room)) == .queueNobodyWaiting)
        #expect(morning.refusal(of: .callChosen(ticket: id(1), room: Morning.room)) == .ticketNotForRoom)
        #expect(morning.day.next(for: Morning.room, now: morning.clock) == nil)
    }

    @Test func `calling the next completes whoever came in, and nobody who has not`() throws {
        var morning = try Morning()
        try morning.sit()
        try morning.issue(count: 2)
        try morning.do(.callNext(room: Morning.room))
        #expect(morning.refusal(of: .callNext(room: Morning.room)) == .roomCallOpen)
        try morning.do(.comeIn(ticket: id(1)))
        let events = try morning.do(.callNext(room: Morning.room))
        guard case .called(let ticket, _, _, let completes) = events.first?.act else {
            Issue.record("no call")
            return
        }
        #expect(ticket == id(2) && completes == id(1))
        #expect(morning.day.tickets[id(1)]?.state == .done)
        #expect(morning.day.tickets[id(1)]?.endedAt == morning.clock)
    }

    @Test func `a ticket for one doctor is called by that doctor alone`() throws {
        var morning = try Morning()
        try morning.sit("dr1")
        try morning.sit("dr2", in: second)
        try morning.issue(doctor: "dr2")
        try morning.issue(count: 2)
        #expect(morning.refusal(of: .callChosen(ticket: id(1), room: Morning.room)) == .ticketNotForRoom)
        #expect(try morning.call().number == 2)
        #expect(try morning.call(second).number == 1)
        #expect(try morning.call().number == 3)
    }

    @Test func `a lane where only another doctor's patients wait has nobody for this room`() throws {
        var morning = try Morning(Rules.sheet(pattern: Rules.slots("returning first")))
        try morning.sit("dr1")
        try morning.issue(.returning, doctor: "dr2")
        try morning.issue(count: 2)
        #expect(try morning.call().choice?.rule == .onlyLane)
        #expect(morning.planned == [3, 1])
    }
}
