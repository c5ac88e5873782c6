import API
import Client
import Foundation
import Testing

@Suite("Following a feed")
struct FeedTests {
    private static func event(_ id: Int, after previous: Int, kind: String = "changed") -> String {
        "id: \(id)\nevent: \(kind)\ndata: {\"id\":\(id),\"previous\":\(previous),\"kind\":\"\(kind)\"}\n\n"
    }

    @Test("After a cut the feed is opened again from the last id, and nothing is missed or told twice")
    func resumes() async throws {
        let server = ScriptedServer { request, _ in
            request.headers["last-event-id"] == "5"
                ? .stream(Self.event(7, after: 5) + ": beat\n\n" + Self.event(9, after: 7))
                : .stream(Self.event(9, after: 7) + Self.event(10, after: 9))
        }
        let client = HouzhenClient(server: try await server.start())
        var heard: [Int] = []
        var cuts = 0
        for await signal in FeedFollower(client, display: "hall", after: 5, pause: .milliseconds(5)) {
            switch signal {
            case .event(let event): heard.append(event.id)
            case .gap: Issue.record("There is no gap here.")
            case .cut: cuts += 1
            case .opened, .heartbeat: break
            }
            if heard.last == 10 { break }
        }
        #expect(heard == [7, 9, 10])
        #expect(cuts >= 1)
        #expect(server.seen.prefix(2).map { $0.headers["last-event-id"] } == ["5", "9"])
        await client.shutdown()
        try await server.stop()
    }

    @Test("An event whose predecessor was never heard is a gap")
    func seesGaps() async throws {
        let server = ScriptedServer { _, _ in .stream(Self.event(7, after: 5) + Self.event(12, after: 10)) }
        let client = HouzhenClient(server: try await server.start())
        var gap: (after: Int, event: Int)?
        for await signal in FeedFollower(client, display: "hall", after: 5) {
            guard case .gap(let after, let event) = signal else { continue }
            gap = (after, event.id)
            break
        }
        #expect(gap?.after == 7 && gap?.event == 12)
        await client.shutdown()
        try await server.stop()
    }

    @Test("Following ends when the task is cancelled")
    func ends() async throws {
        let server = ScriptedServer { _, _ in .silence }
        let client = HouzhenClient(server: try await server.start())
        let task = Task {
            for await _ in FeedFollower(client, display: "hall", after: nil) {}
        }
        try await Task.sleep(for: .milliseconds(100))
        task.cancel()
        await task.value
        await client.shutdown()
        try await server.stop()
    }

    @Test("A cursor takes what follows on, repeats, gaps and resets for what they are")
    func cursor() {
        var cursor = FeedCursor(after: 5)
        #expect(cursor.move(to: FeedEvent(id: 7, previous: 5, kind: "changed")) == .next)
        #expect(cursor.move(to: FeedEvent(id: 7, previous: 5, kind: "changed")) == .repeated)
        #expect(cursor.move(to: FeedEvent(id: 9, previous: 8, kind: "changed")) == .gap(after: 7))
        #expect(cursor.move(to: FeedEvent(id: 20, previous: 19, kind: "reset")) == .next)
        #expect(cursor.move(to: FeedEvent(id: 20, previous: 20, kind: "reset")) == .next)
        #expect(cursor.move(to: FeedEvent(id: 21, previous: 20, kind: "called")) == .next)
    }
}
