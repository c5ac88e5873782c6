/// One clinic on one local calendar date: the unit of state, the fold of its stream of events.
/// `decide` may refuse, `apply` may not; same events, same state, always.
package struct ClinicDay: Sendable, Equatable {
    package internal(set) var date = ""
    package internal(set) var tickets = Shards<TicketID, Ticket>()
    /// The queues in the layout's order.
    package internal(set) var queues: [QueueID] = []
    /// The last number issued, per queue.
    package internal(set) var lastNumbers: [QueueID: Int] = [:]
    /// Measured consultations, per queue and lane.
    var consultations: [QueueID: [Lane: RecentLengths]] = [:]
    /// A person's tickets of the day, in the order issued.
    var ticketsByPerson = Shards<String, [TicketID]>()
    var hall = Hall()
    /// Counts those who joined a lane, so that equal keys keep their order.
    var joined: Int64 = 0
    /// How many events it folds.
    package internal(set) var version = 0

    package init() {}

    /// Whether the day has been opened.
    package var isOpen: Bool { version > 0 }

    package var rooms: [Room] { hall.rooms }

    package func room(_ id: RoomID) -> Room? { hall.room(id) }

    package func sheet(of queue: QueueID) -> RuleSheet? { hall.lines[queue]?.sheet }

    /// Those told to get ready, in the order in which they will be called.
    package var readyTickets: [TicketID] { hall.told.map(\.ticket) }

    /// How many wait in a queue, those told to get ready left out.
    package func waitingCount(of queue: QueueID) -> Int { hall.lines[queue]?.count ?? 0 }

    package func tickets(ofPerson person: String) -> [Ticket] {
        (ticketsByPerson[person] ?? []).compactMap { tickets[$0] }
    }

    /// How many tickets of a queue are in each state.
    package func counts(of queue: QueueID) -> [Ticket.State: Int] {
        var counts: [Ticket.State: Int] = [:]
        for ticket in tickets.values where ticket.queue == queue { counts[ticket.state, default: 0] += 1 }
        return counts
    }
}

/// The last consultations of one kind, for the estimate.
struct RecentLengths: Hashable, Sendable {
    /// Queue-rules reference: the last 50, weighed against a prior worth 20.
    static let kept = 50
    static let priorWeight = 20.0

    private(set) var minutes: [Double] = []

    mutating func add(minutes length: Double) {
        minutes.append(length)
        if minutes.count > Self.kept { minutes.removeFirst() }
    }

    /// (20·prior + Σ last 50) / (20 + n), in minutes.
    func mean(prior: Double) -> Double {
        (Self.priorWeight * prior + minutes.reduce(0, +)) / (Self.priorWeight + Double(minutes.count))
    }
}
