import API
import Clinic
import ClinicFixture
import Foundation
import NIOHTTP1
import Testing

@Suite("The feed of a screen", .serialized)
struct FeedTests {
    private static let path = "/api/v1/displays/hall/feed"

    /// Runs `body` while a reader follows the feed.
    private func following(
        _ world: World, query: String = "", headers: [(String, String)] = [],
        _ body: (FeedReader) async throws -> Void
    ) async throws {
        let reader = FeedReader()
        let request = world.request("GET", Self.path + query, as: .display, headers: headers)
        let task = Task { try await reader.read(world, request) }
        let isOpen = await eventually { reader.isOpen }
        #expect(isOpen)
        try await body(reader)
        task.cancel()
        _ = await task.result
    }

    /// One patient is called three times, does not come, and comes later.
    private func play(_ world: World) async throws {
        try await world.openRoom()
        _ = try await world.issue("欧阳娜娜")
        let ticket = try await world.call()
        for _ in 0..<2 {
            world.clock.advance(seconds: 16)
            _ = try await world.ask("POST", "/api/v1/tickets/\(ticket)/recalls", as: .doctor)
        }
        _ = try await world.ask("PUT", "/api/v1/tickets/\(ticket)/absence", as: .doctor)
    }

    @Test("brings what happens in order, each event with the one before it")
    func inOrder() async throws {
        try await World.with { world in
            try await following(world) { reader in
                try await play(world)
                let all = await eventually { reader.events.last?.name == "withdrawn" }
                #expect(all)
                let names = reader.events.map(\.name).filter { $0 != "changed" }
                #expect(names == ["called", "recalled", "recalled", "withdrawn"])
                var previous = 0
                for event in reader.events {
                    #expect(event.data.id == event.id && event.data.kind == event.name)
                    #expect(event.data.previous == previous && event.id > previous)
                    previous = event.id
                }
                let calls = reader.events.compactMap(\.data.call)
                #expect(calls.map(\.count) == [1, 2, 3])
                #expect(calls.allSatisfy { $0.masked == "欧阳**" && $0.label == "A001" && $0.room == "1" })
            }
        }
    }

    @Test("goes on from Last-Event-ID and from ?after=, and misses nothing")
    func resume() async throws {
        try await World.with { world in
            try await following(world) { reader in
                try await play(world)
                _ = await eventually { reader.events.last?.name == "withdrawn" }
                let ids = reader.events.map(\.id)
                let middle = ids[2]
                let ways = [("", [("Last-Event-ID", "\(middle)")]), ("?after=\(middle)", [])]
                for (query, headers) in ways {
                    try await following(world, query: query, headers: headers) { later in
                        let all = await eventually { later.events.map(\.id) == Array(ids[3...]) }
                        #expect(all, "\(later.events.map(\.id)) after \(middle) of \(ids)")
                        #expect(later.events.first?.data.previous == middle)
                    }
                }
                try await following(world, query: "?after=0") { whole in
                    let all = await eventually { whole.events.map(\.id) == ids }
                    #expect(all)
                }
                let picture = try await world.ask("GET", "/api/v1/displays/hall", as: .display)
                #expect(try picture.decoded(DisplayResponse.self).feedId == ids.last)
            }
        }
    }

    @Test("an id that it never had is told to read the picture, and then goes on")
    func reset() async throws {
        try await World.with { world in
            try await play(world)
            try await following(world, query: "?after=999999") { reader in
                _ = await eventually { !reader.events.isEmpty }
                let first = try #require(reader.events.first)
                #expect(first.name == "reset" && first.data.call == nil)
                _ = try await world.issue("李四")
                let next = await eventually { reader.events.count == 2 }
                #expect(next && reader.events.last?.data.previous == first.id)
            }
            for bad in ["-1", "x", "99999999999999999999"] {
                try expectProblem(
                    try await world.ask("GET", Self.path + "?after=\(bad)", as: .display), 422, "request.invalid", bad)
            }
        }
    }

    @Test("a heartbeat is a comment and breaks nothing")
    func heartbeat() async throws {
        try await World.with { world in
            try await following(world) { reader in
                world.service.feeds.beat()
                let beaten = await eventually { reader.comments.count == 2 }
                #expect(beaten && reader.events.isEmpty)
                try await world.openRoom()
                let went = await eventually { !reader.events.isEmpty }
                #expect(went)
            }
        }
    }

    @Test("ends within a second when the server is told to stop")
    func shutdown() async throws {
        try await World.with { world in
            try await following(world) { reader in
                let start = ContinuousClock.now
                await world.shutDown()
                let ended = await eventually(within: .seconds(3)) { reader.hasEnded }
                #expect(ended && ContinuousClock.now - start < .seconds(1))
            }
        }
    }

    @Test("a client that leaves is forgotten")
    func leaving() async throws {
        try await World.with { world in
            for _ in 0..<3 {
                try await following(world) { _ in #expect(world.service.feeds.listenerCount == 1) }
                let gone = await eventually(within: .seconds(2)) { world.service.feeds.listenerCount == 0 }
                #expect(gone)
            }
        }
    }

    @Test("takes so many followers and no more")
    func full() async throws {
        try await World.with { world in
            let listeners = (0..<FeedHub.subscriberLimit).compactMap { _ in world.service.feeds.listen() }
            #expect(listeners.count == FeedHub.subscriberLimit)
            try expectProblem(try await world.ask("GET", Self.path, as: .display), 503, "feed.full")
            listeners.first.map(world.service.feeds.leave)
            try await following(world) { _ in #expect(world.service.feeds.listenerCount == FeedHub.subscriberLimit) }
        }
    }
}
