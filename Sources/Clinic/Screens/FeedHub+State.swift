import QueueEngine

extension FeedHub {
    struct Feed {
        var queues: Set<QueueID>
        var items: [FeedItem] = []
        var last = 0
    }

    struct State {
        var feeds: [String: Feed]
        let displays: [String]
        /// Which queue a ticket is in, and how often its present call was said.
        var tickets: [TicketID: (queue: QueueID, calls: Int)] = [:]
        /// The clinic-day of the tickets.
        var stream = ""
        var listeners: [Int: AsyncStream<Void>.Continuation] = [:]
        var nextListener = 0
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
            tickets[ticket]?.calls = 0
        case .cancelled(let ticket, _):
            append((tickets[ticket]?.calls ?? 0) > 0 ? .withdrawn : .changed, stored, ticket: ticket, room: nil)
        case .cameIn(let ticket, _):
            change(stored, ticket: ticket)
            tickets[ticket]?.calls = 0
        case .sentForTests(let ticket, let room), .held(let ticket, let room):
            leave(stored, ticket: ticket, room: room)
        case .transferred(let ticket, let queue, _, _, let room):
            leave(stored, ticket: ticket, room: room)
            tickets[ticket] = (queue, 0)
            change(stored, ticket: ticket)
        case .undone(_, let name, let ticket, let room):
            undo(name, stored, ticket: ticket, room: room)
        case .arrived(let ticket, _, _), .completed(let ticket, _), .rejoined(let ticket, _), .released(let ticket),
            .returnedFromTests(let ticket, _), .prioritized(let ticket, _, _):
            change(stored, ticket: ticket)
        case .opened, .extended, .adopted, .sittingOpened, .sittingPaused, .sittingResumed, .sittingClosed:
            change(stored, ticket: nil)
        case .promised: break
        }
    }

    /// Away from the line; a call that was on the screens ends.
    private mutating func leave(_ stored: StoredEvent, ticket: TicketID, room: RoomID?) {
        append((tickets[ticket]?.calls ?? 0) > 0 ? .withdrawn : .changed, stored, ticket: ticket, room: room)
        tickets[ticket]?.calls = 0
    }

    /// A call that is taken back leaves the screens as if it had never been said.
    private mutating func undo(_ name: String, _ stored: StoredEvent, ticket: TicketID?, room: RoomID?) {
        guard let ticket, name == Act.calledName else { return change(stored, ticket: ticket) }
        append(.withdrawn, stored, ticket: ticket, room: room, takesBack: true)
        tickets[ticket]?.calls = 0
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
        _ kind: FeedItem.Kind, _ stored: StoredEvent, ticket: TicketID?, room: RoomID?, count: Int = 0,
        takesBack: Bool = false
    ) {
        let queue = ticket.flatMap { tickets[$0]?.queue }
        for display in displays {
            // Out of the dictionary while it changes: its items are not copied.
            guard var feed = feeds[display], queue.map(feed.queues.contains) ?? true else { continue }
            feeds[display] = nil
            feed.items.append(
                FeedItem(
                    id: stored.position, previous: feed.last, kind: kind, ticket: ticket, room: room, at: stored.time,
                    event: stored.id, count: count, takesBack: takesBack))
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
        case .opened, .extended, .adopted, .sittingOpened, .sittingPaused, .sittingResumed, .sittingClosed,
            .promised:
            nil
        case .undone(_, _, let ticket, _): ticket
        default: subjects.tickets.first
        }
    }
}
