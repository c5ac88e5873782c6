import Clinic
import ClinicFixture
import QueueEngine
import Testing

@Suite("What a patient is told") struct PromiseTests {
    @Test("on issue and on arrival is journalled as it was told, and asking tells nothing")
    func told() async throws {
        let world = try await World()
        try await world.openSitting()
        try await world.issue("张三")
        let second = try await world.issue("李四")
        let booked = try await world.issue("王五", date: "2026-03-03")
        #expect(booked.position == nil)
        _ = try await world.service.explanation(ofTicket: second.ticket)
        _ = try await world.service.todaysDay().plan(now: world.service.now())
        let told = world.store.events.filter { $0.type == "promises-told" }
        #expect(told.count == 2)
        let day = try await world.service.todaysDay()
        let id = try #require(TicketID(second.ticket))
        let promise = try #require(day.promises[id]?.last?.promise)
        #expect(promise.position == second.position && promise.estimate == second.estimate)
        #expect(promise.on == .issue)
        world.clock.advance(seconds: 24 * 3600)
        let arrived = try await world.service.act(onTicket: booked.ticket, request()) { .arrive(ticket: $0) }
        #expect(arrived.position == 1)
        let tomorrow = try await world.service.todaysDay()
        let other = try #require(TicketID(booked.ticket))
        #expect(tomorrow.promises[other]?.map(\.promise.on) == [.arrival])
    }

    @Test("of other queues those are told, too, whom the same room calls first: in the answer and on paper")
    func otherQueues() async throws {
        let renderer = KeepingRenderer()
        let world = try await World(renderer: renderer)
        let other = QueueID("endoscopy")
        _ = try await world.service.openSitting(
            room: World.room, doctor: World.doctor.username, queues: [other, World.queue], turn: .order,
            request(World.doctor))
        var alone: IssueOutcome?
        for name in ["一", "二", "三"] {
            alone = try await world.service.issue(World.order(.details(World.details(name))), in: other, request())
        }
        #expect(alone?.position == 3 && alone?.others == 0)
        let own = try await world.issue("四", externalID: "x1")
        #expect(own.position == 1 && own.others == 3)
        let again = try await world.issue("四", externalID: "x1")
        #expect(again.position == 1 && again.others == 3)
        let id = try #require(TicketID(own.ticket))
        #expect(try await world.service.todaysDay().promises[id]?.last?.promise.others == 3)
        _ = try await world.service.printAgain(assessment: nil, ticket: own.ticket, printer: nil, request())
        let paper = String(describing: try #require(renderer.documents.last))
        #expect(paper.contains("同诊室先叫") && paper.contains("别的队列 3 位") && paper.contains("0 位"))
    }

    @Test("stays told when the act is taken back")
    func undone() async throws {
        let world = try await World()
        let ticket = try await world.issue("张三")
        _ = try await world.service.undo(event: ticket.event, request())
        let id = try #require(TicketID(ticket.ticket))
        let day = try await world.service.todaysDay()
        #expect(day.promises[id]?.count == 1 && day.tickets[id]?.state == .cancelled)
    }

    @Test("anew on paper, too: a copy of the ticket says what was told last")
    func spreadOnPaper() async throws {
        let renderer = KeepingRenderer()
        let world = try await World(renderer: renderer)
        try await world.openSitting()
        for name in ["一", "二", "三", "四"] { try await world.issue(name) }
        let order = IssueOrder(
            patient: .details(World.details("五")), lane: nil, doctor: World.doctor2.username, date: nil, slot: nil,
            externalID: nil, print: false)
        let own = try await world.service.issue(order, in: World.queue, request())
        #expect(own.estimate == nil, "its doctor does not sit yet")
        _ = try await world.service.openSitting(
            room: RoomID("2"), doctor: World.doctor2.username, queues: [World.queue], request(World.doctor2))
        let closed = try await world.service.closeSitting(
            room: RoomID("2"), spread: .evenly, request(World.doctor2))
        let new = try #require(closed.closed?.moved.first?.estimate)
        world.clock.advance(seconds: 600)
        _ = try await world.service.printAgain(assessment: nil, ticket: own.ticket, printer: nil, request())
        let paper = try #require(renderer.documents.last).figures
        #expect(paper.contains("\(new.fromMinutes)–\(new.toMinutes)"), "\(new) \(paper)")
    }

    @Test("anew when the sitting of their doctor is closed: in the answer, in the journal, in the explanation")
    func spread() async throws {
        let world = try await World()
        try await world.openSitting()
        _ = try await world.service.openSitting(
            room: RoomID("2"), doctor: World.doctor2.username, queues: [World.queue], request(World.doctor2))
        for name in ["一", "二", "三", "四"] { try await world.issue(name) }
        let order = { (name: String, date: String?) in
            IssueOrder(
                patient: .details(World.details(name)), lane: nil, doctor: World.doctor2.username, date: date,
                slot: date == nil ? nil : "18:00", externalID: nil, print: false)
        }
        let own = try await world.service.issue(order("五", nil), in: World.queue, request())
        let booked = try await world.service.issue(
            order("六", world.service.today.description), in: World.queue, request())
        world.clock.advance(seconds: 60)
        let closing = request(World.doctor2, key: "closing")
        let closed = try await world.service.closeSitting(room: RoomID("2"), spread: .evenly, closing)
        let moved = try #require(closed.closed?.moved)
        #expect(moved.map(\.ticket) == [own.ticket, booked.ticket])
        #expect(moved[0].position == 5 && moved[0].doctor == World.doctor.username)
        // One doctor instead of two: the new wait is longer than the one that was told.
        let old = try #require(own.estimate), new = try #require(moved[0].estimate)
        #expect(new.fromMinutes > old.fromMinutes)
        #expect(moved[1].position == nil && moved[1].estimate == nil, "who has not arrived is told on arrival")
        let day = try await world.service.todaysDay()
        let id = try #require(TicketID(own.ticket))
        #expect(day.promises[id]?.map(\.promise.on) == [.issue, .spread])
        #expect(day.promises[id]?.last?.promise.estimate == new)
        let why = try await world.service.explanation(ofTicket: own.ticket)
        let text = world.service.text(of: why, language: "en").lines
        #expect(text.contains { $0.contains("4 ahead, about \(new.fromMinutes)–\(new.toMinutes) minutes") }, "\(text)")
        // Decided again, the day is the same.
        let events = try world.store.events.filter { $0.stream.hasPrefix("day/") }
            .map { TimedEvent(try EventCoding.decode($0.payload), at: $0.time) }
        #expect(Replay(events).isSame && events.contains { $0.event.act.name == "sitting-closed" })
        // The same request again gets the same answer, and nobody is told twice.
        let again = try await world.service.closeSitting(room: RoomID("2"), spread: .evenly, closing)
        #expect(again.event == closed.event && again.closed?.moved.first?.estimate == new)
        #expect(try await world.service.todaysDay().promises[id]?.count == 2)
    }
}
