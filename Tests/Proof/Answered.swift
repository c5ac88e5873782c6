/// The acts that are asked for, by the journal's names.
package enum Kind: String, Sendable, CaseIterable {
    case issued = "ticket-issued"
    case arrived = "ticket-arrived"
    case called = "ticket-called"
    case recalled = "ticket-recalled"
    case cameIn = "ticket-came-in"
    case completed = "ticket-completed"
    case missed = "ticket-missed"
    case rejoined = "ticket-rejoined"
    case cancelled = "ticket-cancelled"
    /// A sitting that is open already is answered with the event that was the last, so it is not counted.
    case sat = "sitting-opened"

    /// The acts on tickets: each answer is one event, and each event one answer.
    static let onTickets = allCases.filter { $0 != .sat }
}

/// What an answer told: all that may not change when it is told again.
package struct Told: Hashable, Sendable {
    package var event: String
    package var ticket: String?
    package var label: String?
    package var queue: String?
    package var number: Int?
    package var room: String?

    package init(
        event: String, ticket: String? = nil, label: String? = nil, queue: String? = nil, number: Int? = nil,
        room: String? = nil
    ) {
        self.event = event
        self.ticket = ticket
        self.label = label
        self.queue = queue
        self.number = number
        self.room = room
    }
}

/// One act that was answered.
package struct Answered: Sendable {
    package var kind: Kind
    /// The `Idempotency-Key`.
    package var key: String
    package var told: Told
    /// How often it had to be sent again.
    package var retries: Int
    /// In which life of the server it was first sent.
    package var life: Int

    package init(kind: Kind, key: String, told: Told, retries: Int = 0, life: Int = 0) {
        self.kind = kind
        self.key = key
        self.told = told
        self.retries = retries
        self.life = life
    }
}
