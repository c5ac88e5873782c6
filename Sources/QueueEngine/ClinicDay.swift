/// One clinic on one local calendar date: the unit of state, the fold of its stream of events.
/// `decide` may refuse, `apply` may not; same events, same state, always.
package struct ClinicDay: Sendable {
    package internal(set) var date = ""
    /// Local noon: half days and booking slots are counted from it.
    var noon: Instant?
    package internal(set) var tickets = Shards<TicketID, Ticket>()
    /// The queues in the layout's order.
    package internal(set) var queues: [QueueID] = []
    /// The last number issued, per queue.
    package internal(set) var lastNumbers: [QueueID: Int] = [:]
    /// Numbers that count against the day's and the half days' quotas, per queue.
    var quotas: [QueueID: QuotaCounts] = [:]
    /// Measured consultations, per queue and lane.
    var consultations: [QueueID: [Lane: RecentLengths]] = [:]
    /// A person's tickets of the day, in the order issued.
    var ticketsByPerson = Shards<String, [TicketID]>()
    var hall = Hall()
    /// Counts those who joined a lane: a lower count came earlier.
    var joined: Int64 = 0
    /// The latest moment of its events: a clock set back changes no order.
    package internal(set) var clock = Instant(milliseconds: .min)
    /// How often somebody was called, recalls counted; never less after an undo.
    package internal(set) var announced = 0
    /// What patients were told, with when; never less after an undo.
    package internal(set) var promises = Shards<TicketID, [TimedPromise]>()
    /// How many events it folds.
    package internal(set) var version = 0
    var recent = RecentActs()

    package init() {}

    /// Whether the day has been opened.
    package var isOpen: Bool { version > 0 }

    package var rooms: [Room] { hall.rooms }

    package func room(_ id: RoomID) -> Room? { hall.room(id) }

    package func sheet(of queue: QueueID) -> RuleSheet? { hall.line(queue)?.sheet }

    /// Those told to get ready, in the order in which they will be called.
    package var readyTickets: [TicketID] { hall.told.map(\.ticket) }

    /// How many wait in a queue, those told to get ready left out.
    package func waitingCount(of queue: QueueID) -> Int { hall.line(queue)?.count ?? 0 }

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

/// What is kept for undoing is how the day came about, not what it is.
extension ClinicDay: Equatable {
    package static func == (left: ClinicDay, right: ClinicDay) -> Bool {
        left.date == right.date && left.noon == right.noon && left.queues == right.queues
            && left.lastNumbers == right.lastNumbers && left.quotas == right.quotas
            && left.consultations == right.consultations && left.hall == right.hall && left.joined == right.joined
            && left.clock == right.clock && left.announced == right.announced && left.version == right.version
            && left.tickets == right.tickets && left.ticketsByPerson == right.ticketsByPerson
            && left.promises == right.promises
    }
}

/// A promise, and when it was told.
package struct TimedPromise: Hashable, Sendable {
    package var promise: Promise
    package var at: Instant
}

/// Numbers that count against quotas.
struct QuotaCounts: Hashable, Sendable {
    var morning = 0
    var afternoon = 0
    var extra = 0
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
