/// What happened in a clinic-day: one act, and whom it made the engine tell to get ready.
package struct Event: Codable, Hashable, Sendable {
    package var act: Act
    package var told: [Telling]

    package init(_ act: Act, told: [Telling] = []) {
        self.act = act
        self.told = told
    }
}

/// The acts of a clinic-day, as they are journalled. They name nobody.
package enum Act: Codable, Hashable, Sendable {
    case opened(date: String, queues: [QueueSetup], rooms: [RoomID])
    case adopted(queue: QueueID, sheet: RuleSheet)
    case issued(Issue)
    case arrived(ticket: TicketID)
    case called(ticket: TicketID, room: RoomID, choice: Choice, completes: TicketID?)
    /// `counts`: whether this call counts towards a miss.
    case recalled(ticket: TicketID, room: RoomID, counts: Bool)
    case cameIn(ticket: TicketID, room: RoomID)
    case completed(ticket: TicketID, room: RoomID)
    case missed(ticket: TicketID, room: RoomID, placement: Placement)
    case rejoined(ticket: TicketID, placement: Placement)
    case cancelled(ticket: TicketID)
    case sittingOpened(room: RoomID, doctor: String, queues: [QueueID])
    case sittingPaused(room: RoomID)
    case sittingResumed(room: RoomID)
    /// `spread`: tickets that were for this doctor and are now for anyone.
    case sittingClosed(room: RoomID, spread: [TicketID])

    /// The act's stable name, as the journal's type.
    package var name: String {
        switch self {
        case .opened: "day-opened"
        case .adopted: "rules-adopted"
        case .issued: "ticket-issued"
        case .arrived: "ticket-arrived"
        case .called: "ticket-called"
        case .recalled: "ticket-recalled"
        case .cameIn: "ticket-came-in"
        case .completed: "ticket-completed"
        case .missed: "ticket-missed"
        case .rejoined: "ticket-rejoined"
        case .cancelled: "ticket-cancelled"
        case .sittingOpened: "sitting-opened"
        case .sittingPaused: "sitting-paused"
        case .sittingResumed: "sitting-resumed"
        case .sittingClosed: "sitting-closed"
        }
    }
}

/// A queue as a day opens with it.
package struct QueueSetup: Codable, Hashable, Sendable {
    package var id: QueueID
    package var sheet: RuleSheet

    package init(id: QueueID, sheet: RuleSheet) {
        self.id = id
        self.sheet = sheet
    }
}

/// A number given to somebody.
package struct Issue: Codable, Hashable, Sendable {
    package var ticket: TicketID
    package var queue: QueueID
    package var number: Int
    package var label: String
    package var person: String
    package var lane: Lane
    package var doctor: String?
    package var booked: Bool
    package var slot: Instant?
}

/// Where a ticket goes after a miss.
package enum Placement: Codable, Hashable, Sendable {
    /// Out of the line until the patient signs in again.
    case away
    /// Called once the queue has made that many calls in all.
    case due(atCall: Int)
    case lane(Lane)
    /// Behind the last of the lane that it was called from.
    case end
    case void
}

/// Somebody told to get ready: being told is being chosen.
package struct Telling: Codable, Hashable, Sendable {
    package var ticket: TicketID
    package var queue: QueueID
    /// The room whose inner chair it fills; any room that serves the queue may call it.
    package var room: RoomID
    package var choice: Choice
}

/// How a ticket was chosen, and how the choice moved the round.
package struct Choice: Codable, Hashable, Sendable {
    package var rule: Rule
    /// The lane that it stood in.
    package var lane: Lane
    /// The queue's round after the choice; nil when the choice does not move it.
    package var round: Round?
    /// The room's rotation after the choice; nil when the choice does not move it.
    package var rotation: Int?
}

/// By which rule somebody is next.
package enum Rule: Codable, Hashable, Sendable {
    /// Its lane comes before any pattern.
    case absolute
    /// So many calls as its ladder step asked for have been made.
    case due
    /// It was its lane's turn in the pattern.
    case pattern
    /// Nobody else waits in another lane.
    case onlyLane
    /// A member of staff chose it out of order, with a reason.
    case chosen
}
