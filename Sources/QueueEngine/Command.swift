/// What staff ask of a clinic-day.
package enum Command: Hashable, Sendable {
    case open(date: String, queues: [QueueSetup], rooms: [RoomID])
    case adopt(queue: QueueID, sheet: RuleSheet)
    case issue(ticket: TicketID, queue: QueueID, person: String, lane: Lane, doctor: String?, booking: Booking)
    case arrive(ticket: TicketID)
    case callNext(room: RoomID)
    case callChosen(ticket: TicketID, room: RoomID)
    case recall(ticket: TicketID)
    case comeIn(ticket: TicketID)
    case complete(ticket: TicketID)
    case miss(ticket: TicketID)
    case rejoin(ticket: TicketID)
    case cancel(ticket: TicketID)
    case openSitting(room: RoomID, doctor: String, queues: [QueueID])
    case pauseSitting(room: RoomID)
    case resumeSitting(room: RoomID)
    case closeSitting(room: RoomID, spread: Bool)

    /// Whether a ticket waits at once, or from its arrival.
    package enum Booking: Hashable, Sendable {
        /// The patient is here.
        case here
        /// Booked for the day, or for a time on it.
        case booked(slot: Instant?)
    }
}
