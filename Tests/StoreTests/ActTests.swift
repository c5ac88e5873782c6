import Clinic
import Foundation
import QueueEngine
import Synchronization
import Testing

@Suite struct ActTests {
    @Test("An act that throws leaves no event and no row", arguments: Engine.allCases)
    func rollback(_ engine: Engine) async throws {
        try await engine.withStore { store in
            let document = StoredDocument(mediaType: "text/plain", bytes: [1, 2, 3])
            await #expect(throws: Refused()) {
                try await store.write { transaction in
                    try transaction.add(newEvent(), to: "day/1")
                    try transaction.save(person("p", name: "张三", identifiers: [number("1")]))
                    try transaction.save(document)
                    try transaction.save(place("t", externalID: "HIS-1"))
                    try transaction.save(record(key: "k"))
                    throw Refused()
                }
            }
            try await store.read { reader throws in
                #expect(try reader.lastEvent() == nil)
                #expect(try reader.person(id: "p") == nil)
                #expect(try reader.person(identifier: number("1")) == nil)
                #expect(try reader.document(sha256: document.sha256) == nil)
                #expect(try reader.ticketPlace(externalID: "HIS-1") == nil)
                #expect(try reader.idempotencyRecord(key: "k", actor: "desk") == nil)
            }
        }
    }

    @Test("An act that throws takes back what it changed in rows that were there", arguments: Engine.allCases)
    func rollbackOfChanges(_ engine: Engine) async throws {
        try await engine.withStore { store in
            try await store.write { try $0.save(person("p", name: "张三", identifiers: [number("1")])) }
            await #expect(throws: Refused()) {
                try await store.write { transaction in
                    try transaction.save(person("p", name: "李四", identifiers: [number("2")]))
                    throw Refused()
                }
            }
            try await store.read { reader throws in
                #expect(try reader.person(identifier: number("1"))?.name == "张三")
                #expect(try reader.person(identifier: number("2")) == nil)
            }
        }
    }

    @Test("Of many acts at once, those that throw leave nothing and the others all", arguments: Engine.allCases)
    func manyAtOnce(_ engine: Engine) async throws {
        try await engine.withStore { store in
            let outcomes = await Self.run(300, on: store)
            let kept = outcomes.filter { $0.value != nil }
            #expect(kept.count == 200)
            try await store.read { reader throws in
                let events = try reader.events(of: "shared", after: 0)
                #expect(events.map(\.version) == Array(1...200))
                #expect(Set(events.map(\.payload)) == Set(kept.keys.map { "\($0)" }))
                #expect(try reader.lastEvent()?.position == 400)
                for (act, position) in outcomes {
                    #expect((try reader.person(id: "\(act)") != nil) == (position != nil))
                    #expect(try reader.head(of: "own/\(act)")?.version == (position == nil ? nil : 1))
                    #expect((try reader.idempotencyRecord(key: "\(act)", actor: "desk") != nil) == (position != nil))
                }
            }
            #expect(Set(kept.values.compactMap(\.self)).count == 200)
        }
    }

    /// Every third act throws after it has written everything. Returns the position of each one's event, nil for the
    /// refused.
    private static func run(_ count: Int, on store: any Store) async -> [Int: Int?] {
        await withTaskGroup(of: (Int, Int?).self) { group in
            for act in 0..<count {
                group.addTask {
                    let position = try? await store.write { transaction in
                        let event = try transaction.add(newEvent(payload: "\(act)"), to: "shared")
                        try transaction.add(newEvent(), to: "own/\(act)")
                        try transaction.save(person("\(act)", name: "\(act)"))
                        try transaction.save(record(key: "\(act)"))
                        if act.isMultiple(of: 3) { throw Refused() }
                        return event?.position
                    }
                    return (act, position ?? nil)
                }
            }
            return await group.reduce(into: [:]) { $0[$1.0] = .some($1.1) }
        }
    }

    @Test("Acts run one after another: none sees another's half", arguments: Engine.allCases)
    func serial(_ engine: Engine) async throws {
        try await engine.withStore { store async throws in
            let running = Running()
            await withTaskGroup { group in
                for act in 0..<100 {
                    group.addTask {
                        try? await store.write { transaction in
                            #expect(running.enter() == 1)
                            defer { running.leave() }
                            let before = try transaction.lastEvent()?.position ?? 0
                            try transaction.add(newEvent(), to: "day/\(act)")
                            #expect(try transaction.lastEvent()?.position == before + 1)
                        }
                    }
                }
            }
            #expect(try await store.read { try $0.lastEvent() }?.position == 100)
        }
    }

    @Test("A read sees one moment, whatever is written meanwhile", arguments: Engine.allCases)
    func oneMoment(_ engine: Engine) async throws {
        try await engine.withStore { store in
            _ = try await store.write { try $0.add(newEvent(), to: "day/1") }
            async let writing: Void = Self.write(100, to: store)
            for _ in 0..<20 {
                let (first, second) = try await store.read { reader in
                    let first = try reader.lastEvent()
                    Thread.sleep(forTimeInterval: 0.002)
                    return (first, try reader.lastEvent())
                }
                #expect(first == second)
            }
            try await writing
            #expect(try await store.read { try $0.lastEvent() }?.position == 101)
        }
    }

    private static func write(_ count: Int, to store: any Store) async throws {
        for _ in 0..<count { _ = try await store.write { try $0.add(newEvent(), to: "day/1") } }
    }

    @Test("What was answered is seen by the next read", arguments: Engine.allCases)
    func readsOwnWrites(_ engine: Engine) async throws {
        try await engine.withStore { store in
            for version in 1...50 {
                _ = try await store.write { try $0.add(newEvent(), to: "day/1") }
                #expect(try await store.read { try $0.head(of: "day/1") }?.version == version)
            }
        }
    }
}

/// How many acts run at this moment.
private final class Running: Sendable {
    private let count = Mutex(0)

    func enter() -> Int {
        count.withLock { count in
            count += 1
            return count
        }
    }

    func leave() { count.withLock { $0 -= 1 } }
}

func place(
    _ ticket: String, stream: String = "day/1", externalID: String? = nil, linkHash: String? = nil
) -> TicketPlace {
    TicketPlace(ticket: ticket, stream: stream, person: "p", externalID: externalID, linkHash: linkHash)
}

func record(
    key: String, actor: String = "desk", outcome: String = "{}", createdAt: Instant = morning
) -> IdempotencyRecord {
    IdempotencyRecord(
        key: key, actor: actor, route: "POST /things", bodyHash: "hash", outcome: outcome, createdAt: createdAt)
}
