/// Why a ticket stands where it stands, from the day's events alone: what happened to it, who was called before it
/// although they came later, and who is ahead of it now. Of others it holds labels, lanes and rules, never a reason.
package struct Explanation: Sendable, Equatable {
    /// Something that happened to the ticket.
    package struct Step: Sendable, Equatable {
        package enum Kind: String, Sendable, CaseIterable {
            case issued
            case arrived
            case late
            case told
            case called
            case recalled
            case cameIn = "came-in"
            case missed
            case rejoined
            case sentForTests = "sent-for-tests"
            case returned
            case held
            case released
            case transferred
            case prioritized
            /// Its doctor's sitting was closed: it goes to others.
            case spread
            case done
            case cancelled
        }

        package var kind: Kind
        package var at: Instant
        package var room: RoomID?
        /// What the sheet ruled when it happened; nil when no rule acted.
        package var ruling: Ruling?
        /// The lane that it joined anew when it was released, its place having gone with a transfer.
        package var joined: Lane?
        /// Where a transfer or the end of a sitting sent it.
        package var target: Target?
    }

    /// For whom a ticket is from then on.
    package struct Target: Sendable, Equatable {
        package var queue: QueueID
        package var reach: Reach
        /// Where the doctor that it is for sat then; nil where none does.
        package var room: RoomID?
    }

    /// Where the sheet put a ticket that was late, missed, back, transferred or given priority, in the figures of then.
    package struct Ruling: Sendable, Equatable {
        /// Where it put the ticket; nil: out of the line until the patient signs in again.
        package var step: QueueEngine.Step?
        /// Which miss it was, from 1.
        package var miss: Int?
        /// Somebody is late from so many minutes after the booked time on.
        package var lateAfter: Int?
        /// The end of the slot or half day behind which it stands.
        package var until: Instant?
        /// The length of a booking slot.
        package var slotMinutes: Int
        /// The lane where it was put, or where it stands while it is counted down.
        package var lane: Lane
        /// In which order that lane stands.
        package var order: LaneRule.Order
    }

    /// Somebody who came later and was called first, while the ticket waited, told to get ready or not.
    ///
    /// Later is counted from when the ticket joined its present line, and each call counts: after a miss, tests, a transfer
    /// or a priority this is not `DayTrace.overtakes()`, which compares arrivals and first calls. Without those both are
    /// the same.
    package struct Passing: Sendable, Equatable {
        package var label: String
        /// By which rule it was called, or told to get ready before.
        package var choice: Choice
        /// When it was called.
        package var at: Instant
        /// Called by a room that could not have taken this ticket: it is for another doctor or grade.
        package var byAnotherRoom = false
        /// It had been told to get ready: those told are called in the order in which they were.
        package var wasTold = false
        /// It had been told for a room that could not have taken this ticket: no rule stood between the two.
        package var wasToldElsewhere = false
        /// The lane that this ticket stood in when the other one was chosen; nil where it did not wait then: no rule stood
        /// between the two either.
        package var ownLane: Lane?
        /// The rules that it was chosen under.
        package var sheet: RuleSheet?
    }

    /// Those who come before it by one rule although they came later.
    package struct Group: Sendable, Equatable {
        package var rule: Rule
        package var lane: Lane
        /// Which of the sheet's conditions will hold then; nil: the plain pattern.
        package var condition: Int?
        /// By rooms that may not take this ticket.
        package var byAnotherRoom = false
        /// They have been told to get ready.
        package var isTold = false
        /// They were told for rooms that may not take this ticket, or will be.
        package var isToldElsewhere = false
        /// They were told while this ticket did not wait.
        package var isToldMeanwhile = false
        /// In the order in which they will be called.
        package var labels: [String]

        package var count: Int { labels.count }
    }

    /// Somebody who will be called before it.
    package struct Place: Sendable, Equatable {
        package var label: String
        /// The lane in which it stands.
        package var lane: Lane
        /// Whether it came later, and goes first by rule.
        package var isLater: Bool
    }

    /// How often later ones went before it since it joined its lane, held against the sheet's guard.
    package struct Overtaken: Sendable, Equatable {
        /// By the turn pattern. Where the sheet limits it, as the guard counts while the ticket is not told: a later one
        /// that was told to get ready before it is counted then, not only when called.
        package var times: Int
        /// Not by the pattern, and promised against by no guard: absolute lanes, due, protected and hand-picked ones.
        package var apart: Int
        /// The sheet's guard; nil when it has none.
        package var limit: OvertakingGuard?
    }

    /// Its place now. `total` is always `earlier` and all of `later` together.
    package struct Ahead: Sendable, Equatable {
        package var total: Int
        /// Who joined before it.
        package var earlier: Int
        package var later: [Group]
        /// Who they are, in the order in which they will be called: `total` of them.
        package var line: [Place]
        /// Those of other queues whom the rooms that could take this ticket will call before it. They are not in `total`,
        /// which is of its own queue.
        package var otherQueues: [Place] = []
        /// So many of `total` are called by rooms that may not take this ticket: it waits for none of them. Whoever was told
        /// to get ready may be called by any room that sees them, so only those count whom none of its own rooms sees.
        package var elsewhere = 0
        /// The lanes that go before everybody in the rooms that may take it, of all their queues.
        package var absolute: [Lane] = []
        /// Rooms that may take this ticket now.
        package var roomsOpen: Int
        /// Rooms that call from its queue now, whomever they may take.
        package var roomsOfQueue: Int
        /// By which rule it will be chosen.
        package var choice: Choice
        /// So many calls of its queue are to be made before it is due; nil when it is not counted down.
        package var callsLeft: Int?
        /// How many of those ahead are counted down too, and due before it.
        package var dueBefore = 0
        package var estimate: WaitEstimate?
    }

    package var ticket: Ticket
    /// The rules of its queue as they are now.
    package var sheet: RuleSheet?
    package var steps: [Step]
    package var passings: [Passing]
    /// What the patient was told, in order.
    package var promises: [TimedPromise]
    /// Nil when it does not wait.
    package var ahead: Ahead?
    /// The day whose number it is, once that is over: then nobody is called by it any more.
    package var dayOver: String?
    /// Nil when it does not wait.
    package var overtaken: Overtaken?

    /// When it joined its lane, if that was after its patient had come: earlier and later are counted from then on. Nil
    /// when it stands where it began to wait.
    package var since: Instant? {
        guard let joined = ticket.joinedAt, let arrived = ticket.arrivedAt, joined > arrived else { return nil }
        return joined
    }

    /// Whether it waits where it began to wait, moved neither by staff nor by a rule.
    package var isUnmoved: Bool { ahead != nil && !wasTouched && !steps.contains { $0.ruling != nil } }

    /// Whether staff put it aside, moved it or gave it priority, or chose somebody else before it by hand.
    package var wasTouched: Bool {
        let byHand: Set<Step.Kind> = [.held, .released, .transferred, .prioritized, .spread]
        return steps.contains { byHand.contains($0.kind) } || passings.contains { $0.choice.rule == .chosen }
    }
}

/// An event with its version in the day's stream.
package struct PastEvent: Sendable {
    package var version: Int
    package var event: Event
    package var at: Instant

    package init(version: Int, event: Event, at: Instant) {
        self.version = version
        self.event = event
        self.at = at
    }
}
