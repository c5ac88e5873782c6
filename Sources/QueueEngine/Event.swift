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
    case opened(date: String, queues: [QueueSetup], rooms: [RoomID], noon: Instant?)
    /// Queues and rooms that the clinic has and the day had not.
    case extended(queues: [QueueSetup], rooms: [RoomID])
    case adopted(queue: QueueID, sheet: RuleSheet)
    case issued(Issue)
    /// `late`: it came after its booked time, and the sheet's rule for that placed it.
    case arrived(ticket: TicketID, placement: Placement, late: Bool)
    case called(ticket: TicketID, room: RoomID, choice: Choice, completes: TicketID?)
    /// `counts`: whether this call counts towards a miss.
    case recalled(ticket: TicketID, room: RoomID, counts: Bool)
    case cameIn(ticket: TicketID, room: RoomID)
    case completed(ticket: TicketID, room: RoomID)
    case missed(ticket: TicketID, room: RoomID, placement: Placement)
    case rejoined(ticket: TicketID, placement: Placement)
    /// `room`: where it was, if it was in one.
    case cancelled(ticket: TicketID, room: RoomID?)
    /// `room`: where it was, if it was in one.
    case sentForTests(ticket: TicketID, room: RoomID?)
    case returnedFromTests(ticket: TicketID, placement: Placement)
    case held(ticket: TicketID, room: RoomID?)
    /// Back to where it stood.
    case released(ticket: TicketID)
    case transferred(ticket: TicketID, queue: QueueID, reach: Reach, placement: Placement, room: RoomID?)
    case prioritized(ticket: TicketID, priority: String, lane: Lane)
    case sittingOpened(room: RoomID, doctor: String, queues: [QueueID], grade: String?, turn: Sitting.Turn)
    case sittingPaused(room: RoomID)
    case sittingResumed(room: RoomID)
    /// `moved`: tickets that were for this doctor, and for whom they are now.
    case sittingClosed(room: RoomID, moved: [Move])
    /// The day is from here on as if the event of that version had never been, but for what only grows: numbers
    /// issued, calls announced, promises told.
    case undone(version: Int, name: String, ticket: TicketID?, room: RoomID?)
    case promised([Promise])

    /// The name of a call, by which screens know what was taken back.
    package static let calledName = "ticket-called"

    /// The act's stable name, as the journal's type.
    package var name: String {
        switch self {
        case .opened: "day-opened"
        case .extended: "day-extended"
        case .adopted: "rules-adopted"
        case .issued: "ticket-issued"
        case .arrived: "ticket-arrived"
        case .called: Self.calledName
        case .recalled: "ticket-recalled"
        case .cameIn: "ticket-came-in"
        case .completed: "ticket-completed"
        case .missed: "ticket-missed"
        case .rejoined: "ticket-rejoined"
        case .cancelled: "ticket-cancelled"
        case .sentForTests: "ticket-sent-for-tests"
        case .returnedFromTests: "ticket-returned"
        case .held: "ticket-held"
        case .released: "ticket-released"
        case .transferred: "ticket-transferred"
        case .prioritized: "ticket-prioritized"
        case .sittingOpened: "sitting-opened"
        case .sittingPaused: "sitting-paused"
        case .sittingResumed: "sitting-resumed"
        case .sittingClosed: "sitting-closed"
        case .undone: "act-undone"
        case .promised: "promises-told"
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
    package var reach: Reach
    package var booked: Bool
    package var slot: Instant?
    package var priority: String?
    package var extra: Bool
    package var continues: Continued?
}

/// Where a ticket goes.
package enum Placement: Codable, Hashable, Sendable {
    /// Out of the line until the patient signs in again.
    case away
    /// Called once the queue has made that many calls in all.
    case due(atCall: Int)
    case lane(Lane)
    /// Behind all who join this lane before that moment: the end of a slot, or of a half day.
    case until(Instant, Lane)
    /// Where it stood.
    case kept
    /// Behind the last of a lane.
    case end(Lane)
    case void
}

/// A ticket that is now for somebody else.
package struct Move: Codable, Hashable, Sendable {
    package var ticket: TicketID
    package var reach: Reach
}

/// Somebody told to get ready: being told is being chosen.
package struct Telling: Codable, Hashable, Sendable {
    package var ticket: TicketID
    package var queue: QueueID
    /// The room whose inner chair it fills; any room that serves the queue may call it.
    package var room: RoomID
    package var choice: Choice
}

/// What a patient was told: by an act that gives them a place or another one; never by asking.
package struct Promise: Codable, Hashable, Sendable {
    package enum Occasion: String, Codable, Hashable, Sendable {
        case issue
        case arrival
        /// Back in line after a miss.
        case rejoin
        /// Back from tests.
        case returned = "return"
        /// No longer on hold.
        case release
        /// To another queue, doctor or grade.
        case transfer
        /// Another class.
        case priority
        /// The sitting of its doctor was closed: it goes to others.
        case spread
        /// What had moved it was taken back.
        case undo
    }

    package var ticket: TicketID
    /// From 1, in its queue.
    package var position: Int
    /// How many of other queues the rooms that could take it will call first. Nil: nobody, or told before this was kept.
    package var others: Int?
    package var estimate: WaitEstimate?
    package var on: Occasion

    package init(ticket: TicketID, position: Int, others: Int? = nil, estimate: WaitEstimate?, on: Occasion) {
        self.ticket = ticket
        self.position = position
        self.others = others
        self.estimate = estimate
        self.on = on
    }
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
    /// Which of the sheet's conditions held, from 0; nil: the plain pattern.
    package var condition: Int?

    package init(rule: Rule, lane: Lane, round: Round?, rotation: Int?, condition: Int? = nil) {
        self.rule = rule
        self.lane = lane
        self.round = round
        self.rotation = rotation
        self.condition = condition
    }
}

/// By which rule somebody is next.
package enum Rule: String, Codable, Hashable, Sendable, CaseIterable {
    /// Its lane comes before any pattern.
    case absolute
    /// So many calls as its step asked for have been made.
    case due
    /// It was passed over as often as the sheet allows.
    case overtaken
    /// It waited as long as the sheet allows while later ones were called.
    case waited
    /// It was its lane's turn in the pattern.
    case pattern
    /// One of its lane goes after every so many.
    case inserted
    /// Nobody else waits in another lane.
    case onlyLane
    /// A member of staff chose it out of order, with a reason.
    case chosen
}
