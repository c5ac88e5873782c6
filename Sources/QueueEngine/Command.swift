/// What staff ask of a clinic-day.
package enum Command: Hashable, Sendable {
    /// `noon`: the local noon of the date; half days and slots are counted from it.
    case open(date: String, queues: [QueueSetup], rooms: [RoomID], noon: Instant? = nil)
    /// Queues and rooms that the day may not have yet; those that it has stay as they are.
    case extend(queues: [QueueSetup], rooms: [RoomID])
    case adopt(queue: QueueID, sheet: RuleSheet)
    case issue(Order)
    case arrive(ticket: TicketID)
    case callNext(room: RoomID)
    case callChosen(ticket: TicketID, room: RoomID)
    case recall(ticket: TicketID)
    case comeIn(ticket: TicketID)
    case complete(ticket: TicketID)
    case miss(ticket: TicketID)
    case rejoin(ticket: TicketID)
    case cancel(ticket: TicketID)
    case sendForTests(ticket: TicketID)
    case returnFromTests(ticket: TicketID)
    case hold(ticket: TicketID)
    case release(ticket: TicketID)
    /// Another queue (nil: the same), and for whom it is from now on.
    case transfer(ticket: TicketID, queue: QueueID?, reach: Reach)
    /// A priority class of the sheet.
    case prioritize(ticket: TicketID, priority: String)
    case openSitting(
        room: RoomID, doctor: String, queues: [QueueID], grade: String? = nil, turn: Sitting.Turn = .rotation)
    case pauseSitting(room: RoomID)
    case resumeSitting(room: RoomID)
    case closeSitting(room: RoomID, spread: Spread?)
    /// Takes back the act of that version of the day.
    case undo(version: Int)
    /// What patients were told in this commit.
    case promise([Promise])

    /// Whether a ticket waits at once, or from its arrival.
    package enum Booking: Hashable, Sendable {
        /// The patient is here.
        case here
        /// Booked for the day, or for a time on it.
        case booked(slot: Instant?)
    }

    /// What is asked of a new number.
    package struct Order: Hashable, Sendable {
        package var ticket: TicketID
        package var queue: QueueID
        package var person: String
        package var lane: Lane
        package var reach: Reach
        package var booking: Booking
        /// A priority class of the sheet, whose lane takes the place of `lane`.
        package var priority: String?
        /// Beyond the quota (加号), when the quota is used up.
        package var extra: Bool
        /// The ticket of an earlier day that it continues.
        package var continues: Continued?

        package init(
            ticket: TicketID, queue: QueueID, person: String, lane: Lane, reach: Reach = .anyone,
            booking: Booking = .here, priority: String? = nil, extra: Bool = false, continues: Continued? = nil
        ) {
            self.ticket = ticket
            self.queue = queue
            self.person = person
            self.lane = lane
            self.reach = reach
            self.booking = booking
            self.priority = priority
            self.extra = extra
            self.continues = continues
        }
    }
}

/// Whom a ticket may be called by.
package enum Reach: Codable, Hashable, Sendable {
    case anyone
    /// A doctor's username.
    case doctor(String)
    /// A grade of the sheet.
    case grade(String)
}

/// A ticket of an earlier day, as the one that continues it knows it.
package struct Continued: Codable, Hashable, Sendable {
    package var ticket: TicketID
    package var label: String
    package var number: Int
    /// Whole days since.
    package var days: Int

    package init(ticket: TicketID, label: String, number: Int, days: Int) {
        self.ticket = ticket
        self.label = label
        self.number = number
        self.days = days
    }
}

/// To whom the patients of a closed sitting go.
package enum Spread: String, Codable, Hashable, Sendable, CaseIterable {
    /// Any doctor may call them.
    case anyone
    /// In turn to the doctors who serve their queue now; any doctor when there is none.
    case evenly
}
