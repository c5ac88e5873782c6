import Clinic
import ClinicFixture
import QueueEngine
import Testing

@Suite struct RepeatedRequestTests {
    @Test("The same request again gets the same answer and acts once", arguments: Engine.allCases)
    func sameAnswer(_ engine: Engine) async throws {
        try await withStore(engine) { store in
            let world = try await World(store)
            let first = try await world.issue("张三", request(key: "k"))
            world.clock.advance(seconds: 3600)
            try await world.issue("李四")
            let again = try await world.issue("张三", request(key: "k"))
            #expect(again.ticket == first.ticket)
            #expect(again.event == first.event)
            #expect(again.number == first.number)
            #expect(again.position == first.position)
            #expect(try await world.service.todaysDay().tickets.count == 2)
        }
    }

    @Test("After a restart too")
    func afterRestart() async throws {
        let world = try await World()
        let first = try await world.issue("张三", request(key: "k"))
        let again = try await world.restarted().issue("张三", request(key: "k"))
        #expect(again.ticket == first.ticket)
    }

    @Test("A key that was used for another body or route is refused, and nothing happens")
    func keyReused() async throws {
        let world = try await World()
        try await world.issue("张三", request(key: "k", body: "1"))
        await #expect(throws: KeyReused.self) { try await world.issue("李四", request(key: "k", body: "2")) }
        await #expect(throws: KeyReused.self) {
            try await world.issue("李四", request(key: "k", route: "POST /others", body: "1"))
        }
        #expect(try await world.service.todaysDay().tickets.count == 1)
    }

    @Test("Each asker's keys are their own")
    func ownKeys() async throws {
        let world = try await World()
        let first = try await world.issue("张三", request(World.desk, key: "k"))
        let second = try await world.issue("李四", request(World.doctor, key: "k"))
        #expect(first.ticket != second.ticket)
    }

    @Test("A refusal is not kept: the same request may succeed later")
    func refusal() async throws {
        let world = try await World()
        try await world.openSitting()
        let asked = request(World.doctor, key: "k")
        await #expect(throws: Refusal(.queueNobodyWaiting)) { try await world.call(asked) }
        let issued = try await world.issue("张三")
        #expect(try await world.call(asked).ticket == issued.ticket)
    }

    @Test("Requests with one key at the same moment act once", arguments: Engine.allCases)
    func concurrent(_ engine: Engine) async throws {
        try await withStore(engine) { store in
            let world = try await World(store)
            let tickets = try await withThrowingTaskGroup(of: String.self) { group in
                for _ in 0..<40 { group.addTask { try await world.issue("张三", request(key: "k")).ticket } }
                return try await group.reduce(into: Set<String>()) { $0.insert($1) }
            }
            #expect(tickets.count == 1)
            #expect(try await world.service.todaysDay().lastNumbers[World.queue] == 1)
        }
    }

    @Test("A key holds for 24 hours, and one past it the request acts again")
    func limit() async throws {
        let world = try await World()
        let first = try await world.issue("张三", date: "2026-03-04", request(key: "k"))
        world.clock.advance(seconds: IdempotencyLimits.hours * 3600 - 0.001)
        #expect(try await world.issue("张三", date: "2026-03-04", request(key: "k")).ticket == first.ticket)
        world.clock.advance(seconds: 0.001)
        #expect(try await world.issue("李四", date: "2026-03-04", request(key: "k")).ticket != first.ticket)
    }

    @Test("Old keys are removed, now and then")
    func cleaning() async throws {
        let world = try await World()
        try await world.issue("张三", request(key: "old"))
        world.clock.advance(seconds: 3600 * 25)
        try await world.issue("李四", request(key: "new"))
        let old = try await world.store.read { try $0.idempotencyRecord(key: "old", actor: "desk") }
        #expect(old == nil)
    }

    @Test("Without a key a repeated request acts again")
    func withoutKey() async throws {
        let world = try await World()
        let first = try await world.issue("张三")
        #expect(try await world.issue("张三").ticket != first.ticket)
    }
}
