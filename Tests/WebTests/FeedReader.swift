import API
import AsyncHTTPClient
import Foundation
import NIOCore
import NIOHTTP1
import Synchronization
import Testing

/// Follows a feed and keeps what came, until the line ends or its task is cancelled.
final class FeedReader: Sendable {
    struct Event: Sendable {
        var id: Int
        var name: String
        var data: FeedEvent
    }

    private struct State {
        var events: [Event] = []
        var comments: [String] = []
        var isOpen = false
        var hasEnded = false
        var rest = ""
    }

    private let state = Mutex(State())

    var events: [Event] { state.withLock { $0.events } }
    var comments: [String] { state.withLock { $0.comments } }
    var isOpen: Bool { state.withLock { $0.isOpen } }
    var hasEnded: Bool { state.withLock { $0.hasEnded } }

    /// Reads until the server ends the line.
    func read(_ world: World, _ request: HTTPClientRequest) async throws {
        defer { state.withLock { $0.hasEnded = true } }
        let response = try await world.client.execute(request, timeout: .seconds(30))
        #expect(response.status.code == 200)
        #expect(response.headers.first(name: "Content-Type") == "text/event-stream; charset=utf-8")
        for try await chunk in response.body { take(String(buffer: chunk)) }
    }

    private func take(_ text: String) {
        state.withLock { state in
            state.isOpen = true
            var parts = (state.rest + text).components(separatedBy: "\n\n")
            state.rest = parts.removeLast()
            for part in parts {
                if part.hasPrefix(":") { state.comments.append(part) } else { state.events += Self.event(part) }
            }
        }
    }

    private static func event(_ text: String) -> [Event] {
        var fields: [String: String] = [:]
        for line in text.split(separator: "\n") {
            let pair = line.split(separator: ":", maxSplits: 1)
            fields[String(pair[0])] = pair[1].trimmingCharacters(in: .whitespaces)
        }
        guard let id = fields["id"].flatMap(Int.init), let name = fields["event"],
            let data = try? Wire.decode(FeedEvent.self, from: Data((fields["data"] ?? "").utf8))
        else { return [] }
        return [Event(id: id, name: name, data: data)]
    }
}

/// Waits until something holds; false after the given time.
func eventually(within limit: Duration = .seconds(5), _ holds: () async throws -> Bool) async rethrows -> Bool {
    let end = ContinuousClock.now + limit
    while ContinuousClock.now < end {
        if try await holds() { return true }
        try? await Task.sleep(for: .milliseconds(10))
    }
    return try await holds()
}
