package import FoundationEssentials

/// `PUT /rooms/{room}/sitting`.
package struct SittingRequest: Codable, Sendable {
    /// The doctor's username; whoever asks when absent.
    package var doctor: String?
    package var queues: [String]
    /// The doctor's grade, where the rule sheet has grades.
    package var grade: String?
    /// `rotation` (when absent): from each queue in turn. `order`: from the first one that has anyone.
    package var turn: String?

    package init(doctor: String? = nil, queues: [String], grade: String? = nil, turn: String? = nil) {
        self.doctor = doctor
        self.queues = queues
        self.grade = grade
        self.turn = turn
    }
}

/// `PATCH /rooms/{room}/sitting`.
package struct SittingChange: Codable, Sendable {
    /// `open` or `paused`.
    package var state: String

    package init(state: String) { self.state = state }
}

/// `POST /rooms/{room}/calls`: the next, or a chosen one with the reason for choosing.
package struct CallRequest: Codable, Sendable {
    package var ticket: String?
    package var reason: String?

    package init(ticket: String? = nil, reason: String? = nil) {
        self.ticket = ticket
        self.reason = reason
    }
}

package struct CallResponse: Codable, Sendable {
    /// The call's id: its event.
    package var id: String
    package var event: String
    package var ticket: TicketReference
    package var room: String
    package var reason: ReasonItem
    /// The ticket that this call completed, when one was still in the room.
    package var completed: String?

    package init(
        id: String, event: String, ticket: TicketReference, room: String, reason: ReasonItem,
        completed: String?
    ) {
        self.id = id
        self.event = event
        self.ticket = ticket
        self.room = room
        self.reason = reason
        self.completed = completed
    }
}

/// `GET /rooms`.
package struct RoomListResponse: Codable, Sendable {
    package var rooms: [RoomResponse]

    package init(rooms: [RoomResponse]) { self.rooms = rooms }
}

/// `GET /rooms/{room}`: who sits there, who is in there, who comes next.
package struct RoomResponse: Codable, Sendable {
    package var id: String
    package var name: Texts
    package var sitting: SittingItem?
    /// Called to this room, or in it.
    package var current: TicketResponse?
    /// Whom the room would call now, and why.
    package var next: PlanItem?
    /// The least calls before a patient may be marked missed, and the least seconds between two calls.
    package var leastCalls: Int
    package var leastSeconds: Int
    /// When the next recall, or the mark "missed", becomes possible; absent when it is possible now.
    package var recallFrom: Date?

    package init(
        id: String, name: Texts, sitting: SittingItem?, current: TicketResponse?, next: PlanItem?,
        leastCalls: Int, leastSeconds: Int, recallFrom: Date?
    ) {
        self.id = id
        self.name = name
        self.sitting = sitting
        self.current = current
        self.next = next
        self.leastCalls = leastCalls
        self.leastSeconds = leastSeconds
        self.recallFrom = recallFrom
    }
}
