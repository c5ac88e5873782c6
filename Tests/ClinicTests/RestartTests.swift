import Clinic
import ClinicFixture
import Foundation
import QueueEngine
import SQLiteStore
import Testing

@Suite struct RestartTests {
    @Test("State after a restart equals state before it", arguments: Engine.allCases)
    func sameState(_ engine: Engine) async throws {
        try await withStore(engine) { store in
            let world = try await World(store)
            try await Self.playMorning(in: world)
            let before = try await world.service.todaysDay()
            #expect(before.version > 15)
            let after = try await world.restarted()
            #expect(try await after.service.todaysDay() == before)
            #expect(after.service.feeds.lastID(of: "hall") == world.service.feeds.lastID(of: "hall"))
            #expect(
                after.service.feeds.items(of: "hall", after: 0) == world.service.feeds.items(of: "hall", after: 0))
        }
    }

    @Test("A store that was closed and opened again goes on where it stood")
    func reopened() async throws {
        let folder = try ClinicFixture.newFolder()
        defer { try? FileManager.default.removeItem(at: folder) }
        let clock = TestClock()
        let before = try await Self.dayAfterMorning(in: folder, clock)
        let world = try await World(SQLiteStore(folder: folder), clock: clock)
        #expect(try await world.service.todaysDay() == before)
        #expect(try await world.issue("周十一").number == 11)
        #expect(try await world.service.todaysDay().version == before.version + 2)
    }

    private static func dayAfterMorning(in folder: URL, _ clock: TestClock) async throws -> ClinicDay {
        let world = try await World(SQLiteStore(folder: folder), clock: clock)
        try await playMorning(in: world)
        return try await world.service.todaysDay()
    }

    /// Ten tickets: seen, missed and back, cancelled, waiting.
    static func playMorning(in world: World) async throws {
        try await world.openSitting()
        var tickets: [String] = []
        for number in 1...10 {
            tickets.append(try await world.issue("病人\(number)").ticket)
            world.clock.advance(seconds: 20)
        }
        let first = try await world.call()
        _ = try await world.service.act(onTicket: first.ticket, request(World.doctor)) { .comeIn(ticket: $0) }
        world.clock.advance(seconds: 600)
        let second = try await world.call()
        for _ in 0..<2 {
            world.clock.advance(seconds: 20)
            _ = try await world.service.act(onTicket: second.ticket, request(World.doctor)) { .recall(ticket: $0) }
        }
        _ = try await world.service.act(onTicket: second.ticket, request(World.doctor)) { .miss(ticket: $0) }
        _ = try await world.service.act(onTicket: second.ticket, request()) { .rejoin(ticket: $0) }
        _ = try await world.service.act(onTicket: tickets[8], request()) { .cancel(ticket: $0) }
        _ = try await world.call()
    }
}
