/// A doctor serving some queues in a room (出诊).
package struct Sitting: Hashable, Sendable {
    package enum State: String, Codable, Hashable, Sendable {
        case open
        case paused
    }

    /// The doctor's username.
    package var doctor: String
    package var queues: [QueueID]
    package var state: State
    package var since: Instant
}

/// A room of the clinic-day: who sits there, and who was called to it.
package struct Room: Hashable, Sendable {
    package let id: RoomID
    package var sitting: Sitting?
    /// Called to the room, or in it.
    package var current: TicketID?
    /// The index in its sitting's queues from which the next choice through a pattern begins.
    package var rotation: Int = 0

    package init(id: RoomID) { self.id = id }

    /// The sitting, when it is open and not paused.
    package var openSitting: Sitting? { sitting.flatMap { $0.state == .open ? $0 : nil } }
}
