/// A doctor serving some queues in a room (出诊).
package struct Sitting: Hashable, Sendable {
    package enum State: String, Codable, Hashable, Sendable {
        case open
        case paused
    }

    /// How a sitting takes from several queues.
    package enum Turn: String, Codable, Hashable, Sendable, CaseIterable {
        /// From each in turn.
        case rotation
        /// From the first one that has anyone.
        case order
    }

    /// The doctor's username.
    package var doctor: String
    package var queues: [QueueID]
    package var state: State
    package var since: Instant
    /// The doctor's grade (专家, 普通), when the clinic has grades.
    package var grade: String?
    package var turn: Turn = .rotation
}

/// A room of the clinic-day: who sits there, and who was called to it.
package struct Room: Hashable, Sendable {
    package let id: RoomID
    package var sitting: Sitting?
    /// Called to the room, or in it.
    package var current: TicketID?

    package init(id: RoomID) { self.id = id }

    /// The sitting, when it is open and not paused.
    package var openSitting: Sitting? { sitting.flatMap { $0.state == .open ? $0 : nil } }
}

/// What the law of the next one needs to know of a room, as plain memory.
struct Stand: Hashable, Sendable {
    /// The sitting's queues as the hall numbers them.
    var lines: [Int] = []
    /// The index in `lines` from which the next choice through a pattern begins.
    var rotation = 0
    /// Whether it takes from its queues in turn, and not from the first one that has anyone.
    var rotates = true
    /// Whether it sits and is not paused.
    var isOpen = false
    /// How many may be told to get ready for it.
    var chairs = 0
    var seeker = Seeker.room(of: Seeker.forAnyone, grade: Seeker.forAnyone)
}
