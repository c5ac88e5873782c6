package import QueueEngine
import Synchronization

/// What happened on a display's feed, without names: they are looked up when it is sent.
package struct FeedItem: Sendable, Hashable {
    package enum Kind: String, Sendable, Hashable {
        case called
        case recalled
        /// A call ended without the patient.
        case withdrawn
        /// Anything else that changes the picture.
        case changed
    }

    /// The journal's position.
    package var id: Int
    /// The id before it on this feed.
    package var previous: Int
    package var kind: Kind
    package var ticket: TicketID?
    package var room: RoomID?
    package var at: Instant
    package var event: String
    /// How often the call has been said with this.
    package var count: Int
}

/// The displays' feeds: after each commit, in the journal's order, for whoever follows. A slow follower costs nothing:
/// it is only told that there is something, and reads from where it was.
package final class FeedHub: Sendable {
    /// Older items are forgotten; who is that far behind reads the snapshot.
    package static let kept = 2_000
    /// So many follow at once; one more is refused.
    package static let subscriberLimit = 200

    fileprivate struct Feed {
        var queues: Set<QueueID>
        var items: [FeedItem] = []
        var last = 0
    }

    fileprivate struct State {
        var feeds: [String: Feed]
        /// Which queue a ticket is in, and how often its present call was said.
        var tickets: [TicketID: (queue: QueueID, calls: Int)] = [:]
        /// The clinic-day of the tickets.
        var stream = ""
        var listeners: [Int: AsyncStream<Void>.Continuation] = [:]
        var nextListener = 0
    }

    private let state: Mutex<State>

    init(displays: [ClinicLayout.Display]) {
        var feeds: [String: Feed] = [:]
        for display in displays { feeds[display.id] = Feed(queues: Set(display.queues)) }
        state = Mutex(State(feeds: feeds))
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
            var calls: [FeedItem] = []
            for item in (state.feeds[display]?.items ?? []).reversed()
            where item.kind == .called || item.kind == .recalled {
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

extension FeedHub.State {
    mutating func add(_ event: Event, _ stored: StoredEvent, queue: (TicketID) -> QueueID?) {
        turnPage(to: stored.stream)
        meet(event.act, queue: queue)
        switch event.act {
        case .issued(let issue):
            tickets[issue.ticket] = (issue.queue, 0)
            change(stored, ticket: issue.ticket)
        case .called(let ticket, let room, _, _):
            tickets[ticket]?.calls = 1
            append(.called, stored, ticket: ticket, room: room, count: 1)
        case .recalled(let ticket, let room, _):
            tickets[ticket]?.calls += 1
            append(.recalled, stored, ticket: ticket, room: room, count: tickets[ticket]?.calls ?? 1)
        case .missed(let ticket, let room, _):
            append(.withdrawn, stored, ticket: ticket, room: room)
        case .cancelled(let ticket):
            append((tickets[ticket]?.calls ?? 0) > 0 ? .withdrawn : .changed, stored, ticket: ticket, room: nil)
        case .arrived(let ticket), .cameIn(let ticket, _), .completed(let ticket, _), .rejoined(let ticket, _):
            change(stored, ticket: ticket)
        case .opened, .adopted, .sittingOpened, .sittingPaused, .sittingResumed, .sittingClosed:
            change(stored, ticket: nil)
        }
    }

    /// Yesterday's tickets are not called any more. What was said stays for those who follow.
    private mutating func turnPage(to stream: String) {
        guard self.stream != stream else { return }
        self.stream = stream
        tickets = [:]
    }

    /// A ticket that was booked on an earlier day is new to the feeds when it arrives.
    private mutating func meet(_ act: Act, queue: (TicketID) -> QueueID?) {
        guard let id = act.ticket, tickets[id] == nil, let queue = queue(id) else { return }
        tickets[id] = (queue, 0)
    }

    private mutating func change(_ stored: StoredEvent, ticket: TicketID?) {
        append(.changed, stored, ticket: ticket, room: nil)
    }

    /// On the feeds that show the ticket's queue; on all when it is about no ticket.
    private mutating func append(
        _ kind: FeedItem.Kind, _ stored: StoredEvent, ticket: TicketID?, room: RoomID?, count: Int = 0
    ) {
        let queue = ticket.flatMap { tickets[$0]?.queue }
        for display in feeds.keys {
            guard var feed = feeds[display], queue.map(feed.queues.contains) ?? true else { continue }
            feeds[display] = nil
            feed.items.append(
                FeedItem(
                    id: stored.position, previous: feed.last, kind: kind, ticket: ticket, room: room, at: stored.time,
                    event: stored.id, count: count))
            feed.last = stored.position
            if feed.items.count > 2 * FeedHub.kept { feed.items.removeFirst(FeedHub.kept) }
            feeds[display] = feed
        }
    }
}

extension Act {
    /// The ticket that an act is about.
    fileprivate var ticket: TicketID? {
        switch self {
        case .issued(let issue): issue.ticket
        case .arrived(let ticket), .called(let ticket, _, _, _), .recalled(let ticket, _, _), .cameIn(let ticket, _),
            .completed(let ticket, _), .missed(let ticket, _, _), .rejoined(let ticket, _), .cancelled(let ticket):
            ticket
        case .opened, .adopted, .sittingOpened, .sittingPaused, .sittingResumed, .sittingClosed: nil
        }
    }
}
