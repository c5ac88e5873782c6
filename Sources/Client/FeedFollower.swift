import API
import AsyncHTTPClient
import Foundation
import NIOCore
import NIOHTTP1

/// Follows `GET /displays/{display}/feed` for as long as it is read: opens it, and after every cut opens it again from
/// the last id seen. It ends when the task is cancelled.
package struct FeedFollower: AsyncSequence, Sendable {
    package typealias Element = FeedSignal
    package typealias Failure = Never

    private let client: HouzhenClient
    private let display: String
    private let after: Int?
    private let pause: Duration

    /// Follows from the event after `after`, or from wherever the feed stands. `pause` lies between two tries.
    package init(_ client: HouzhenClient, display: String, after: Int?, pause: Duration = .milliseconds(250)) {
        self.client = client
        self.display = display
        self.after = after
        self.pause = pause
    }

    /// Starts following.
    package func makeAsyncIterator() -> Iterator {
        Iterator(client: client, display: display, cursor: FeedCursor(after: after), pause: pause)
    }

    /// One follower's place on the feed.
    package struct Iterator: AsyncIteratorProtocol {
        private let client: HouzhenClient
        private let display: String
        private let pause: Duration
        private var cursor: FeedCursor
        private var parser = StreamParser()
        private var body: HTTPClientResponse.Body.AsyncIterator?
        private var waiting: [StreamItem] = []
        private var mustPause = false

        init(client: HouzhenClient, display: String, cursor: FeedCursor, pause: Duration) {
            self.client = client
            self.display = display
            self.cursor = cursor
            self.pause = pause
        }

        /// The next signal; nothing once the task is cancelled.
        package mutating func next() async -> FeedSignal? {
            while !Task.isCancelled {
                if let signal = takeWaiting() { return signal }
                guard body != nil else { return await open() }
                if let signal = await readMore() { return signal }
            }
            return nil
        }

        private mutating func takeWaiting() -> FeedSignal? {
            while !waiting.isEmpty {
                guard case .event(_, _, let data) = waiting.removeFirst() else { return .heartbeat }
                guard let event = try? Wire.decode(FeedEvent.self, from: Data(data.utf8)) else {
                    return close(.unreadable(status: 200, "feed event: \(data.prefix(200))"))
                }
                switch cursor.move(to: event) {
                case .next: return .event(event)
                case .gap(let after): return .gap(after: after, event)
                case .repeated: continue
                }
            }
            return nil
        }

        private mutating func open() async -> FeedSignal? {
            if mustPause { try? await Task.sleep(for: pause) }
            guard !Task.isCancelled else { return nil }
            mustPause = true
            var head = client.head(method: "GET", target: "/displays/\(display.escaped)/feed")
            head.headers.add(name: "Accept", value: "text/event-stream")
            if let last = cursor.last { head.headers.add(name: "Last-Event-ID", value: String(last)) }
            do {
                let answer = try await client.http.execute(head, deadline: .distantFuture)
                guard answer.status == .ok else { return .cut(await refusal(answer)) }
                parser = StreamParser()
                body = answer.body.makeAsyncIterator()
                return .opened(after: cursor.last)
            } catch {
                return .cut(ClientError(transport: error))
            }
        }

        private mutating func readMore() async -> FeedSignal? {
            do {
                guard let chunk = try await body?.next() else { return close(.lost("the feed ended")) }
                waiting += parser.read(chunk.readableBytesView)
                return nil
            } catch {
                return close(ClientError(transport: error))
            }
        }

        private mutating func close(_ why: ClientError) -> FeedSignal {
            body = nil
            waiting = []
            return .cut(why)
        }

        private func refusal(_ answer: HTTPClientResponse) async -> ClientError {
            let bytes = try? await answer.body.collect(upTo: 1 << 20)
            if let bytes, let problem = try? Wire.decode(Problem.self, from: Data(bytes.readableBytesView)) {
                return .refused(problem)
            }
            return .unreadable(status: Int(answer.status.code), "not a feed")
        }
    }
}
