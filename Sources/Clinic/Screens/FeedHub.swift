import QueueEngine
import Synchronization

/// The displays' feeds: after each commit, in the journal's order, for whoever follows. A slow follower costs nothing:
/// it is only told that there is something, and reads from where it was.
package final class FeedHub: Sendable {
    /// Older items are forgotten; who is that far behind reads the snapshot.
    package static let kept = 2_000
    /// So many follow at once; one more is refused.
    package static let subscriberLimit = 200

    private let state: Mutex<State>

    init(displays: [ClinicLayout.Display]) {
        var feeds: [String: Feed] = [:]
        for display in displays { feeds[display.id] = Feed(queues: Set(display.queues)) }
        state = Mutex(State(feeds: feeds, displays: displays.map(\.id)))
    }

    /// Today's events, read at start.
    func load(_ events: [(StoredEvent, Event)]) { announce(events) { _ in nil } }

    /// Events of today's clinic-day, committed.
    ///
    /// - Parameter queue: of a ticket that was issued on an earlier day.
    func announce(_ events: [(StoredEvent, Event)], queue: (TicketID) -> QueueID?) {
        guard !events.isEmpty else { return }
        var listeners: [AsyncStream<Void>.Continuation] = []
        state.withLock { state in
            for (stored, event) in events { state.add(event, stored, queue: queue) }
            listeners = Array(state.listeners.values)
        }
        for listener in listeners { listener.yield() }
    }

    /// The last id of a display's feed.
    package func lastID(of display: String) -> Int { state.withLock { $0.feeds[display]?.last ?? 0 } }

    /// What came after an id; nil when that id is not known here any more (read the snapshot).
    package func items(of display: String, after id: Int) -> [FeedItem]? {
        state.withLock { state in
            guard let feed = state.feeds[display] else { return nil }
            if id == feed.last { return [] }
            if id == 0, feed.items.first?.previous == 0 { return feed.items }
            guard let index = feed.items.firstIndex(where: { $0.previous == id }) else { return nil }
            return Array(feed.items[index...])
        }
    }

    /// Calls newest first, one per ticket, as far back as the feed is kept.
    package func recentCalls(of display: String, limit: Int) -> [FeedItem] {
        state.withLock { state in
            var seen: Set<TicketID> = []
            var takenBack: Set<TicketID> = []
            var calls: [FeedItem] = []
            for item in (state.feeds[display]?.items ?? []).reversed() {
                if item.takesBack, let ticket = item.ticket { takenBack.insert(ticket) }
                guard item.kind == .called || item.kind == .recalled else { continue }
                if let ticket = item.ticket, takenBack.contains(ticket) {
                    if item.kind == .called { takenBack.remove(ticket) }
                    continue
                }
                guard let ticket = item.ticket, seen.insert(ticket).inserted else { continue }
                calls.append(item)
                if calls.count == limit { break }
            }
            return calls
        }
    }

    /// Somebody who follows: woken whenever a feed has grown, and by `beat`.
    package struct Listener: Sendable {
        fileprivate var number: Int
        package var stream: AsyncStream<Void>
    }

    /// How many follow now.
    package var listenerCount: Int { state.withLock { $0.listeners.count } }

    /// A new listener; nil when too many listen.
    package func listen() -> Listener? {
        let (stream, continuation) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
        return state.withLock { state in
            guard state.listeners.count < Self.subscriberLimit else { return nil }
            state.nextListener += 1
            state.listeners[state.nextListener] = continuation
            let number = state.nextListener
            continuation.onTermination = { [weak self] _ in
                _ = self?.state.withLock { $0.listeners.removeValue(forKey: number) }
            }
            return Listener(number: number, stream: stream)
        }
    }

    /// Ends a listener's stream.
    package func leave(_ listener: Listener) {
        let continuation = state.withLock { $0.listeners.removeValue(forKey: listener.number) }
        continuation?.finish()
    }

    /// Wakes all listeners, so that a broken line is noticed.
    package func beat() {
        let listeners = state.withLock { Array($0.listeners.values) }
        for listener in listeners { listener.yield() }
    }
}
