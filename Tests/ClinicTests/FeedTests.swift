import Clinic
import ClinicFixture
import QueueEngine
import Testing

@Suite struct FeedTests {
    @Test("A call, its repetition and its end are items of the feed, each with the id before it")
    func items() async throws {
        let world = try await World()
        try await world.openSitting()
        try await world.issue("张三")
        let start = world.service.feeds.lastID(of: "hall")
        let called = try await world.call()
        for _ in 0..<2 {
            world.clock.advance(seconds: 20)
            _ = try await world.service.act(onTicket: called.ticket, request()) { .recall(ticket: $0) }
        }
        _ = try await world.service.act(onTicket: called.ticket, request()) { .miss(ticket: $0) }
        let items = try #require(world.service.feeds.items(of: "hall", after: start))
        #expect(items.map(\.kind) == [.called, .recalled, .recalled, .withdrawn])
        #expect(items.map(\.count) == [1, 2, 3, 0])
        #expect(items.map(\.previous) == [start] + items.dropLast().map(\.id))
        #expect(items.last?.id == world.service.feeds.lastID(of: "hall"))
        #expect(items.allSatisfy { $0.ticket?.description == called.ticket && $0.room == World.room })
        let positions = world.store.events.filter { $0.type.hasPrefix("ticket-") }.map(\.position)
        #expect(positions.suffix(4) == items.map(\.id)[...])
    }

    @Test("Who comes back with an id misses nothing, also after a restart")
    func resume() async throws {
        let world = try await World()
        try await world.openSitting()
        for number in 0..<5 { try await world.issue("病人\(number)") }
        let all = try #require(world.service.feeds.items(of: "hall", after: 0))
        let restarted = try await world.restarted()
        for (index, item) in all.enumerated() {
            let rest = Array(all[(index + 1)...])
            #expect(world.service.feeds.items(of: "hall", after: item.id) == rest)
            #expect(restarted.service.feeds.items(of: "hall", after: item.id) == rest)
        }
    }

    @Test("A ticket that was booked on an earlier day is called on the feed like any other")
    func booked() async throws {
        let world = try await World()
        try await world.issue("李四")
        let booked = try await world.issue("张三", date: "2026-03-03")
        world.clock.advance(seconds: 24 * 3600)
        let before = world.service.feeds.lastID(of: "hall")
        try await world.openSitting()
        _ = try await world.service.act(onTicket: booked.ticket, request()) { .arrive(ticket: $0) }
        _ = try await world.call()
        world.clock.advance(seconds: 20)
        _ = try await world.service.act(onTicket: booked.ticket, request()) { .recall(ticket: $0) }
        _ = try await world.service.act(onTicket: booked.ticket, request()) { .cancel(ticket: $0) }
        let items = try #require(world.service.feeds.items(of: "hall", after: before))
        #expect(items.map(\.kind) == [.changed, .changed, .called, .recalled, .withdrawn])
        #expect(items.map(\.count) == [0, 0, 1, 2, 0])
    }

    @Test("What is not of today is not on the feed")
    func otherDays() async throws {
        let world = try await World()
        try await world.issue("李四")
        let before = world.service.feeds.lastID(of: "hall")
        try await world.issue("张三", date: "2026-03-03")
        _ = try await world.service.register(World.details("王五"), request())
        #expect(world.service.feeds.items(of: "hall", after: before) == [])
    }

    @Test("Who listens is woken, and one more than may listen is refused")
    func listeners() async throws {
        let world = try await World()
        let feeds = world.service.feeds
        let listeners = (0..<FeedHub.subscriberLimit).compactMap { _ in feeds.listen() }
        #expect(listeners.count == FeedHub.subscriberLimit)
        #expect(feeds.listen() == nil)
        let first = try #require(listeners.first)
        try await world.issue("张三")
        var wakes = first.stream.makeAsyncIterator()
        #expect(await wakes.next() != nil)
        feeds.leave(first)
        #expect(await wakes.next() == nil)
        #expect(feeds.listen() != nil)
    }

    @Test("The feed's ids are in the journal's order however fast the acts come", arguments: Engine.allCases)
    func manyAtOnce(_ engine: Engine) async throws {
        try await withStore(engine) { store in
            let world = try await World(store)
            try await withThrowingTaskGroup { group in
                for number in 0..<100 { group.addTask { _ = try await world.issue("病人\(number)") } }
                try await group.waitForAll()
            }
            let items = try #require(world.service.feeds.items(of: "hall", after: 0))
            #expect(items.map(\.previous) == [0] + items.dropLast().map(\.id))
            #expect(items.count == 101)
        }
    }
}
