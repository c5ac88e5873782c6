import Clinic
import Foundation
import QueueEngine
import Synchronization
import Testing

/// What acts leave to the end of their commit.
@Suite struct SettleTests {
    @Test("What the acts of a commit leave is settled once, together, after their events", arguments: Engine.allCases)
    func once(_ engine: Engine) async throws {
        try await engine.withStore { store in
            let seen = Mutex<[[Left]]>([])
            store.settleCommits { items, transaction in
                let items = items.compactMap { $0 as? Left }
                seen.withLock { $0.append(items) }
                try transaction.add(
                    newEvent("settled", payload: items.map { "\($0.act)" }.joined(separator: " ")), to: "shared")
            }
            await Self.run(200, on: store)
            let commits = seen.withLock { $0 }
            let acts = commits.flatMap { $0.map(\.act) }
            #expect(acts.sorted() == (0..<200).filter { $0 % 3 != 0 }.sorted())
            // Each saw what those before it in its commit had left, and nothing of another commit.
            for commit in commits {
                #expect(commit.map(\.before) == commit.indices.map { commit[..<$0].map(\.act) })
            }
            try await Self.checkOrder(of: store)
        }
    }

    /// Each settling's event comes right after the events of the acts that it settled.
    private static func checkOrder(of store: any Store) async throws {
        let events = try await store.read { try $0.events(of: "shared", after: 0) }
        var open: [String] = []
        for event in events {
            if event.type == "settled" {
                #expect(event.payload.split(separator: " ").map(String.init) == open)
                open = []
            } else {
                open.append(event.payload)
            }
        }
        #expect(open.isEmpty)
        #expect(events.map(\.version) == Array(1...events.count))
    }

    /// Every third act leaves something and then throws.
    private static func run(_ count: Int, on store: any Store) async {
        await withTaskGroup(of: Void.self) { group in
            for act in 0..<count {
                group.addTask {
                    try? await store.write { transaction in
                        let before = transaction.unsettled.compactMap { ($0 as? Left)?.act }
                        transaction.leave(Left(act: act, before: before))
                        try transaction.add(newEvent(payload: "\(act)"), to: "shared")
                        if act % 3 == 0 { throw Refused() }
                    }
                }
            }
        }
    }

    @Test("An act that leaves nothing is not settled", arguments: Engine.allCases)
    func nothingLeft(_ engine: Engine) async throws {
        try await engine.withStore { store in
            let settlings = Mutex(0)
            store.settleCommits { _, _ in settlings.withLock { $0 += 1 } }
            try await store.write { _ = try $0.add(newEvent(), to: "shared") }
            #expect(settlings.withLock { $0 } == 0)
        }
    }

    @Test("When settling fails, its acts fail and leave nothing; the next goes on", arguments: Engine.allCases)
    func failing(_ engine: Engine) async throws {
        try await engine.withStore { store in
            let mustFail = Mutex(true)
            store.settleCommits { _, transaction in
                try transaction.add(newEvent("settled"), to: "shared")
                if mustFail.withLock({ $0 }) { throw Refused() }
            }
            await #expect(throws: Refused()) { try await Self.leave(1, on: store) }
            try await store.read { reader throws in #expect(try reader.lastEvent() == nil) }
            mustFail.withLock { $0 = false }
            try await Self.leave(2, on: store)
            let events = try await store.read { try $0.events(of: "shared", after: 0) }
            #expect(events.map(\.type) == ["tested", "settled"])
            #expect(events.map(\.position) == [1, 2])
        }
    }

    private static func leave(_ act: Int, on store: any Store) async throws {
        try await store.write { transaction in
            transaction.leave(Left(act: act, before: []))
            _ = try transaction.add(newEvent(), to: "shared")
        }
    }

    private struct Left: Unsettled {
        var act: Int
        var before: [Int]
    }
}
