/// One patient's place in one queue on one day (号).
package struct Ticket: Hashable, Sendable {
    /// Where a ticket stands; always exactly one of these.
    package enum State: String, Codable, Hashable, Sendable, CaseIterable {
        case booked
        case waiting
        /// Told to get ready: chosen, in a frozen order, not yet called.
        case ready
        case called
        case inRoom = "in-room"
        /// Sent for tests; not back yet.
        case atTests = "at-tests"
        /// Put aside by staff.
        case onHold = "on-hold"
        case missed
        case done
        case cancelled
        case void

        /// Whether the patient still has something to wait for today.
        package var isActive: Bool {
            switch self {
            case .booked, .waiting, .ready, .called, .inRoom, .atTests, .onHold, .missed: true
            case .done, .cancelled, .void: false
            }
        }
    }

    /// Where it stands in its line, or stood before it was told, called or put aside.
    enum Standing: Hashable, Sendable {
        case lane(Run.Entry)
        case due(Line.Due)
    }

    package let id: TicketID
    package var queue: QueueID
    /// The queue that gave it its number; another one after a transfer.
    package let issuedIn: QueueID
    package let number: Int
    package let label: String
    /// The person's opaque id: the engine knows no names.
    package let person: String
    package var lane: Lane
    package var state: State
    /// Whom it may be called by.
    package var reach: Reach
    /// The booked time, if any.
    package var slot: Instant?
    /// Its priority class, if any.
    package var priority: String?
    /// Whether it was issued beyond the quota (加号).
    package let isExtra: Bool
    /// The ticket of an earlier day that it continues.
    package let continues: Continued?
    package let issuedAt: Instant
    package var arrivedAt: Instant?
    /// When it joined the lane in which it stands.
    package var joinedAt: Instant?
    package var calledAt: Instant?
    package var startedAt: Instant?
    package var endedAt: Instant?
    package var room: RoomID?
    /// How often the present call was said.
    package var calls: Int = 0
    /// How many of those count towards a miss: spaced by the sheet's least seconds.
    package var countedCalls: Int = 0
    package var lastCallAt: Instant?
    package var misses: Int = 0
    /// By which rule it was chosen, once it was.
    package var choice: Choice?
    var standing: Standing?

    init(_ issue: Issue, at time: Instant) {
        id = issue.ticket
        queue = issue.queue
        issuedIn = issue.queue
        number = issue.number
        label = issue.label
        person = issue.person
        lane = issue.lane
        state = .booked
        reach = issue.reach
        slot = issue.slot
        priority = issue.priority
        isExtra = issue.extra
        continues = issue.continues
        issuedAt = time
    }

    /// Whether its number was given by another queue, or on another day: it says nothing about its turn here.
    var hasForeignNumber: Bool { issuedIn != queue || continues != nil }

    /// The grade that the ticket is for; nil for anyone, or for one doctor.
    package var grade: String? {
        guard case .grade(let grade) = reach else { return nil }
        return grade
    }

    /// The doctor whom the ticket is for; nil for anyone, or for a grade.
    package var doctor: String? {
        guard case .doctor(let doctor) = reach else { return nil }
        return doctor
    }
}
