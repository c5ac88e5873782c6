import Clinic
import ClinicFixture
import QueueEngine
import Testing

@Suite("Acts beside the ordinary course") struct AsideTests {
    @Test("A doctor calls in no other doctor's room; the desk may")
    func otherDoctor() async throws {
        let world = try await World()
        try await world.openSitting()
        try await world.issue("甲")
        await #expect(throws: Conflict("room.other-doctor", ["room": World.room.rawValue])) {
            try await world.call(request(World.doctor2))
        }
        #expect(try await world.call(request(World.desk)).label == "A001")
    }

    @Test("A call that is taken back leaves the screens, and its patient has the old place")
    func undo() async throws {
        let world = try await World()
        try await world.openSitting()
        try await world.issue("张三")
        let called = try await world.call()
        let before = world.service.feeds.lastID(of: "hall")
        let undone = try await world.service.undo(event: called.event, request())
        #expect(undone.state == "waiting" || undone.state == "ready")
        let items = try #require(world.service.feeds.items(of: "hall", after: before))
        #expect(items.map(\.kind) == [.withdrawn] && items.map(\.takesBack) == [true])
        #expect(world.service.feeds.recentCalls(of: "hall", limit: 5).isEmpty)
        await #expect(throws: Refusal(.undoUnknown)) {
            try await world.service.undo(event: called.event, request())
        }
        let again = try await world.call()
        #expect(again.ticket == called.ticket)
        #expect(world.service.feeds.recentCalls(of: "hall", limit: 5).count == 1)
    }

    @Test("Whoever was told to get ready is called for that reason, whatever had chosen them")
    func told() async throws {
        let world = try await World()
        try await world.openSitting()
        try await world.issue("张三")
        #expect(try await world.call().wasTold == true)
        let words = RuleWords(wording: world.service.wording, language: "zh")
        let sheet = try await world.service.todaysDay().sheet(of: World.queue)
        #expect(
            words.reason(.onlyLane, lane: .first, condition: nil, sheet: sheet, wasTold: true) == "已请准备，按请的先后叫")
        let chosen = words.reason(.chosen, lane: .first, condition: nil, sheet: sheet, wasTold: true)
        #expect(chosen == "医生指定呼叫，已记录理由", "but not whom a doctor picked")
    }

    @Test("The same undo again acts once and answers the same")
    func repeated() async throws {
        let world = try await World()
        let ticket = try await world.issue("张三")
        let held = try await world.service.act(onTicket: ticket.ticket, request()) { .hold(ticket: $0) }
        let first = try await world.service.undo(event: held.event, request(key: "k"))
        let second = try await world.service.undo(event: held.event, request(key: "k"))
        #expect(first.event == second.event && first.state == "waiting")
    }

    @Test("A day that was undone folds from the journal to the same day after a restart")
    func restart() async throws {
        let world = try await World()
        try await world.openSitting()
        for number in 0..<3 { try await world.issue("病人\(number)") }
        let called = try await world.call()
        _ = try await world.service.undo(event: called.event, request())
        let restarted = try await world.restarted()
        #expect(try await restarted.service.todaysDay() == world.service.todaysDay())
    }

    @Test("Priority needs a reason, which the journal holds only by its hash")
    func priority() async throws {
        let world = try await World()
        let ticket = try await world.issue("张三")
        await #expect(throws: InvalidInput.self) {
            try await world.service.prioritize(ticket: ticket.ticket, priority: "elderly", reason: " ", request())
        }
        let outcome = try await world.service.prioritize(
            ticket: ticket.ticket, priority: "elderly", reason: "八十二岁", request())
        #expect(outcome.lane == "priority")
        #expect(!world.store.events.contains { $0.payload.contains("八十二岁") })
    }

    @Test("Who goes before everybody is not put lower by a class without a word; a booking has a last day")
    func oneOrder() async throws {
        let world = try await World()
        var order = World.order(.details(World.details("急诊")), lane: "urgent")
        order.priority = "elderly"
        let both = order
        let refused = InvalidInput([.init("priority", "field.one-of-two", ["other": "lane"])])
        await #expect(throws: refused) { _ = try await world.service.issue(both, in: World.queue, request()) }
        await #expect(throws: InvalidInput.self) { _ = try await world.issue("张三", date: "2207-05-05") }
        #expect(try await world.service.todaysDay().tickets.count == 0)
    }

    @Test("A transfer says where to; a room stands for the doctor who sits there")
    func transfer() async throws {
        let world = try await World()
        try await world.openSitting()
        let ticket = try await world.issue("张三")
        await #expect(throws: InvalidInput.self) {
            try await world.service.transfer(
                ticket: ticket.ticket, queue: nil, room: nil, doctor: nil, grade: nil, reason: nil, request())
        }
        try await world.service.openSitting(
            room: RoomID("2"), doctor: "doctor2", queues: [QueueID("endoscopy")], request())
        await #expect(throws: Refusal(.ticketNotForRoom, ["label": ticket.label, "room": "2"])) {
            try await world.service.transfer(
                ticket: ticket.ticket, queue: nil, room: RoomID("2"), doctor: nil, grade: nil, reason: nil, request())
        }
        _ = try await world.service.closeSitting(room: RoomID("2"), spread: nil, request())
        await #expect(throws: Refusal(.roomNoSitting, ["room": "2"])) {
            try await world.service.transfer(
                ticket: ticket.ticket, queue: nil, room: RoomID("2"), doctor: nil, grade: nil, reason: nil, request())
        }
        _ = try await world.service.transfer(
            ticket: ticket.ticket, queue: QueueID("endoscopy"), room: nil, doctor: nil, grade: nil, reason: nil,
            request())
        let moved = try await world.service.ticket(ticket.ticket).ticket
        #expect(moved.queue == QueueID("endoscopy") && moved.label == ticket.label)
    }

    @Test("Back on a later day: the same number, marked, without registering again, while it is valid")
    func laterDay() async throws {
        let world = try await World()
        try await world.openSitting()
        let first = try await world.issue("张三")
        let unseen = try await world.issue("李四")
        _ = try await world.call()
        _ = try await world.service.act(onTicket: first.ticket, request(World.doctor)) { .comeIn(ticket: $0) }
        _ = try await world.service.act(onTicket: first.ticket, request(World.doctor)) { .complete(ticket: $0) }
        let person = try await world.service.ticket(first.ticket).ticket.person
        let other = try await world.service.ticket(unseen.ticket).ticket.person
        world.clock.advance(seconds: 2 * 24 * 3600)
        let past = try await world.service.pastDays()
        let day = try await world.service.todaysDay()
        #expect(world.service.returns(of: person, in: past, to: day).map(\.label) == ["复\(first.label)"])
        #expect(
            world.service.returns(of: other, in: past, to: day).isEmpty, "who was not seen has nothing to come back to")
        await #expect(throws: Conflict("ticket.return-not-seen", ["label": unseen.label])) {
            try await world.service.issue(
                IssueOrder(
                    patient: .known(other), lane: nil, doctor: nil, continues: unseen.ticket, date: nil, slot: nil,
                    externalID: nil, print: false), in: World.queue, request())
        }
        let order = IssueOrder(
            patient: .known(person), lane: nil, doctor: nil, continues: first.ticket, date: nil, slot: nil,
            externalID: nil, print: false)
        let again = try await world.service.issue(order, in: World.queue, request())
        #expect(again.label == "复\(first.label)" && again.lane == "returning")
        world.clock.advance(seconds: 2 * 24 * 3600)
        await #expect(throws: Refusal(.ticketReturnExpired, ["label": first.label, "days": "3"])) {
            try await world.service.issue(order, in: World.queue, request())
        }
    }
}
