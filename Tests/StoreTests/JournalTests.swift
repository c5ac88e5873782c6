import Clinic
import QueueEngine
import Testing

@Suite struct JournalTests {
    @Test("Events come back in order, with their place in the stream and in the journal", arguments: Engine.allCases)
    func order(_ engine: Engine) async throws {
        try await engine.withStore { store in
            let first = try await store.write {
                try $0.append(
                    [newEvent("a", payload: #"{"n":1}"#), newEvent("b")], to: "day/1", expecting: 0, at: morning,
                    by: "desk")
            }
            _ = try await store.write { try $0.add(newEvent("c"), to: "day/2") }
            let last = try await store.write {
                try $0.append([newEvent("d")], to: "day/1", expecting: 2, at: morning.adding(seconds: 1), by: "doctor")
            }
            let events = try await store.read { try $0.events(of: "day/1", after: 0) }
            #expect(events == first + last)
            #expect(events.map(\.type) == ["a", "b", "d"])
            #expect(events.map(\.version) == [1, 2, 3])
            #expect(events.map(\.position) == [1, 2, 4])
            #expect(events.map(\.actor) == ["desk", "desk", "doctor"])
            #expect(events.first?.payload == #"{"n":1}"#)
            #expect(try await store.read { try $0.events(of: "day/1", after: 2) } == last)
            #expect(try await store.read { try $0.events(of: "day/1", after: 3) } == [])
            #expect(try await store.read { try $0.events(of: "day/3", after: 0) } == [])
        }
    }

    @Test("A stream's head, an event by its id and the last event are found", arguments: Engine.allCases)
    func lookups(_ engine: Engine) async throws {
        try await engine.withStore { store in
            #expect(try await store.read { try $0.lastEvent() } == nil)
            #expect(try await store.read { try $0.head(of: "day/1") } == nil)
            let event = newEvent()
            _ = try await store.write { try $0.add(newEvent(), to: "day/1") }
            _ = try await store.write { try $0.add(event, to: "day/1") }
            let head = try await store.read { try $0.head(of: "day/1") }
            #expect(head == StreamHead(version: 2, eventID: event.id))
            #expect(try await store.read { try $0.event(id: event.id) }?.version == 2)
            #expect(try await store.read { try $0.event(id: "unknown") } == nil)
            #expect(try await store.read { try $0.lastEvent() }?.id == event.id)
        }
    }

    @Test("A stream that is not at the expected version takes nothing", arguments: Engine.allCases, [0, 2, -1])
    func wrongVersion(_ engine: Engine, expected: Int) async throws {
        try await engine.withStore { store in
            _ = try await store.write { try $0.add(newEvent(), to: "day/1") }
            await #expect(throws: WrongVersion(stream: "day/1", expected: expected, actual: 1)) {
                try await store.write {
                    try $0.append([newEvent()], to: "day/1", expecting: expected, at: morning, by: "desk")
                }
            }
            #expect(try await store.read { try $0.lastEvent() }?.position == 1)
        }
    }

    @Test("An act sees what it appended itself", arguments: Engine.allCases)
    func ownEvents(_ engine: Engine) async throws {
        try await engine.withStore { store in
            let seen = try await store.write { transaction in
                try transaction.add(newEvent(), to: "day/1")
                let second = try transaction.add(newEvent(), to: "day/1")
                #expect(try transaction.head(of: "day/1")?.eventID == second?.id)
                #expect(try transaction.lastEvent() == second)
                return try transaction.events(of: "day/1", after: 0).map(\.version)
            }
            #expect(seen == [1, 2])
        }
    }

    @Test("An event's id is there once only", arguments: Engine.allCases)
    func eventIDs(_ engine: Engine) async throws {
        try await engine.withStore { store in
            let event = newEvent()
            _ = try await store.write { try $0.add(event, to: "day/1") }
            await #expect(throws: (any Error).self) {
                try await store.write { try $0.add(event, to: "day/2") }
            }
            #expect(try await store.read { try $0.head(of: "day/2") } == nil)
        }
    }
}
