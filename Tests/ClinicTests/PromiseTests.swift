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

    @Test("stays told when the act is taken back")
    func undone() async throws {
        let world = try await World()
        let ticket = try await world.issue("张三")
        _ = try await world.service.undo(event: ticket.event, request())
        let id = try #require(TicketID(ticket.ticket))
        let day = try await world.service.todaysDay()
        #expect(day.promises[id]?.count == 1 && day.tickets[id]?.state == .cancelled)
    }
}
