package import FoundationEssentials

/// `GET /queues/{queue}`.
package struct QueueResponse: Codable, Sendable {
    package var id: String
    package var name: Texts
    package var date: String
    /// How many tickets are in each state; `waiting` leaves out those told to get ready, `ready` counts them.
    package var counts: [String: Int]
    package var sittings: [SittingItem]
    /// The number that the next ticket will get, and the label that goes with it.
    package var nextNumber: Int
    package var nextLabel: String
    /// What somebody who took a number now would be told; absent while no room is open.
    package var estimate: Estimate?
    /// How many of other queues the same rooms will have called by then; absent while no room is open.
    package var others: Int?

    package init(
        id: String, name: Texts, date: String, counts: [String: Int], sittings: [SittingItem],
        nextNumber: Int, nextLabel: String, estimate: Estimate?, others: Int? = nil
    ) {
        self.id = id
        self.name = name
        self.date = date
        self.counts = counts
        self.sittings = sittings
        self.nextNumber = nextNumber
        self.nextLabel = nextLabel
        self.estimate = estimate
        self.others = others
    }
}

/// A doctor serving some queues in a room.
package struct SittingItem: Codable, Sendable {
    package var room: String
    package var doctor: String
    package var doctorName: String
    package var queues: [String]
    /// `open` or `paused`.
    package var state: String
    package var since: Date

    package init(
        room: String, doctor: String, doctorName: String, queues: [String], state: String, since: Date
    ) {
        self.room = room
        self.doctor = doctor
        self.doctorName = doctorName
        self.queues = queues
        self.state = state
        self.since = since
    }
}

/// `GET /queues/{queue}/plan`: the order in which the engine will call, if nothing else happens.
package struct PlanResponse: Codable, Sendable {
    package var queue: String
    package var at: Date
    package var entries: [PlanItem]

    package init(queue: String, at: Date, entries: [PlanItem]) {
        self.queue = queue
        self.at = at
        self.entries = entries
    }
}

package struct PlanItem: Codable, Sendable {
    package var ticket: TicketReference
    package var masked: String
    /// Absent for those who may not read names.
    package var name: String?
    /// From 1.
    package var position: Int
    /// How many of other queues the same rooms will call before it; they are not in `position`.
    package var others: Int
    package var reason: ReasonItem
    /// Absent while no room is open.
    package var estimate: Estimate?
    /// When the engine expects to call it; absent while no room is open.
    package var expectedAt: Date?
    /// The room that the engine expects to call it; absent while no room is open.
    package var room: String?
    package var waitingSince: Date

    package init(
        ticket: TicketReference, masked: String, name: String?, position: Int, others: Int = 0, reason: ReasonItem,
        estimate: Estimate?, expectedAt: Date?, room: String?, waitingSince: Date
    ) {
        self.ticket = ticket
        self.masked = masked
        self.name = name
        self.position = position
        self.others = others
        self.reason = reason
        self.estimate = estimate
        self.expectedAt = expectedAt
        self.room = room
        self.waitingSince = waitingSince
    }
}

/// Why a ticket comes where it comes: a stable code, and a sentence in the asker's language.
package struct ReasonItem: Codable, Sendable {
    /// `absolute`, `due`, `pattern`, `only-lane`, `chosen`; `told` of whoever was told to get ready.
    package var code: String
    package var text: String

    package init(code: String, text: String) {
        self.code = code
        self.text = text
    }
}
