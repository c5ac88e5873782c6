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
        case missed
        case done
        case cancelled
        case void

        /// Whether the patient still has something to wait for today.
        package var isActive: Bool {
            switch self {
            case .booked, .waiting, .ready, .called, .inRoom, .missed: true
            case .done, .cancelled, .void: false
            }
        }
    }

    package let id: TicketID
    package let queue: QueueID
    package let number: Int
    package let label: String
    /// The person's opaque id: the engine knows no names.
    package let person: String
    package var lane: Lane
    package var state: State
    /// The doctor whom the ticket is for; nil for anyone.
    package var doctor: String?
    /// The booked time, if any.
    package var slot: Instant?
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
}
