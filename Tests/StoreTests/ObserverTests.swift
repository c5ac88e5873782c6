import Clinic
import Synchronization
import Testing

@Suite struct ObserverTests {
    @Test("Every event is announced once, in the journal's order", arguments: Engine.allCases)
    func order(_ engine: Engine) async throws {
        try await engine.withStore { store async throws in
            let heard = Heard(store)
            await withTaskGroup { group in
                for act in 0..<200 {
                    group.addTask {
                        _ = try? await store.write { transaction in
                            try transaction.add(newEvent(), to: "day/\(act % 7)")
                            try transaction.add(newEvent(), to: "day/\(act % 5)")
                            if act.isMultiple(of: 4) { throw Refused() }
                        }
                    }
                }
            }
            #expect(heard.events.map(\.position) == Array(1...300))
            #expect(try await store.read { try $0.lastEvent() } == heard.events.last)
        }
    }

    @Test("Who watches hears before the caller does, and finds the events committed", arguments: Engine.allCases)
    func beforeTheCaller(_ engine: Engine) async throws {
        try await engine.withStore { store in
            let heard = Heard(store)
            for act in 0..<50 {
                let event = newEvent()
                _ = try await store.write { try $0.add(event, to: "day/\(act)") }
                #expect(heard.events.last?.id == event.id)
            }
        }
    }

    @Test("The events of an act that failed are never announced", arguments: Engine.allCases)
    func failedAct(_ engine: Engine) async throws {
        try await engine.withStore { store in
            let heard = Heard(store)
            await #expect(throws: Refused()) {
                try await store.write { transaction in
                    try transaction.add(newEvent("failed"), to: "day/1")
                    throw Refused()
                }
            }
            _ = try await store.write { try $0.add(newEvent("kept"), to: "day/1") }
            #expect(heard.events.map(\.type) == ["kept"])
        }
    }

    @Test("Nothing is announced of an act without events", arguments: Engine.allCases)
    func silentAct(_ engine: Engine) async throws {
        try await engine.withStore { store in
            let heard = Heard(store)
            try await store.write { try $0.save(record(key: "k")) }
            #expect(heard.calls == 0)
        }
    }
}

/// All that a store announced.
private final class Heard: Sendable {
    private let state = Mutex<(events: [StoredEvent], calls: Int)>(([], 0))

    init(_ store: any Store) {
        store.observeCommits { [self] events in
            state.withLock { state in
                state.events += events
                state.calls += 1
            }
        }
    }

    var events: [StoredEvent] { state.withLock { $0.events } }
    var calls: Int { state.withLock { $0.calls } }
}
