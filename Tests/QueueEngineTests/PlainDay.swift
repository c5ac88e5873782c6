import QueueEngine

/// A clinic-day a second time, by the words of the reference and as plainly as can be: one list of people, looked through
/// afresh for every question. It shares nothing with the engine but the names of things, and is as slow as it likes.
struct PlainDay {
    struct Person {
        let ticket: TicketID
        let who: String
        var queue: QueueID
        let issuedIn: QueueID
        let number: Int
        var lane: Lane
        var state: Ticket.State
        var reach: Reach
        let slot: Instant?
        var priority: String?
        let isExtra: Bool
        /// Whether it counts against the morning's quota.
        let isMorning: Bool
        /// Continues another day's number.
        let continues: Bool
        var room: RoomID?
        var misses = 0
        var countedCalls = 0
        var lastCall = Instant(milliseconds: 0)
        /// Where it stands; where it would come back to while it is told, called or put aside.
        var place: Place?

        var isForeign: Bool { issuedIn != queue || continues }
    }

    struct Place {
        /// The lane's order: a number or milliseconds; not used while it counts down.
        var key: Int64
        var joined: Int
        /// Called once its queue has made that many calls.
        var atCall: Int?
        /// From which joining, and when, the guard counts.
        var guardedFrom: Int
        var guardedSince: Instant
        /// Rooms that chose somebody who joined later.
        var passedBy: [Chooser] = []
    }

    /// Who calls in a room.
    struct Chooser {
        let doctor: String
        let grade: String?

        func mayTake(_ reach: Reach) -> Bool {
            switch reach {
            case .anyone: true
            case .doctor(let name): name == doctor
            case .grade(let name): name == grade
            }
        }
    }

    struct Desk {
        var doctor: String
        var grade: String?
        var queues: [QueueID]
        var turn: Sitting.Turn
        var isOpen = true
        var rotation = 0

        var chooser: Chooser { Chooser(doctor: doctor, grade: grade) }
    }

    struct Line {
        let sheet: RuleSheet
        var lastNumber = 0
        var calls = 0
        var turns = Turns()
    }

    /// What the round remembers: how often each slot was used, by where it stands in the pattern, and how many went by
    /// since an insertion.
    struct Turns {
        var used: [String: [String: Int]] = [:]
        var sinceInsertion: [Lane: Int] = [:]
    }

    struct Told {
        let ticket: TicketID
        let room: RoomID
        let rule: Rule
    }

    /// The day before an act, to which taking it back returns.
    struct Before {
        let day: [PlainDay]
        let at: Instant
        let version: Int
        let ticket: TicketID?
    }

    enum Outcome { case refused, nothing, done }

    let noon: Instant
    let queues: [QueueID]
    let rooms: [RoomID]
    var lines: [QueueID: Line]
    var people: [Person] = []
    var desks: [RoomID: Desk] = [:]
    var told: [Told] = []
    var joins = 0
    var version = 1
    var before: [Before] = []

    init(_ sheets: [(QueueID, RuleSheet)], rooms: [RoomID], noon: Instant) {
        self.noon = noon
        self.rooms = rooms
        queues = sheets.map(\.0)
        lines = Dictionary(uniqueKeysWithValues: sheets.map { ($0.0, Line(sheet: $0.1)) })
    }

    func sheet(_ queue: QueueID) -> RuleSheet? { lines[queue]?.sheet }
    func index(_ ticket: TicketID) -> Int? { people.firstIndex { $0.ticket == ticket } }
    func person(_ ticket: TicketID) -> Person? { people.first { $0.ticket == ticket } }
    func current(_ room: RoomID) -> Person? {
        people.first { $0.room == room && ($0.state == .called || $0.state == .inRoom) }
    }

    /// Those who stand in a lane, in its order.
    func standing(_ queue: QueueID, _ lane: Lane) -> [Person] {
        people.filter { $0.state == .waiting && $0.queue == queue && $0.lane == lane && $0.place?.atCall == nil }
            .sorted { left, right in
                guard let one = left.place, let other = right.place else { return false }
                return (one.key, one.joined) < (other.key, other.joined)
            }
    }

    func countingDown(_ queue: QueueID) -> [Person] {
        people.filter { $0.state == .waiting && $0.queue == queue && $0.place?.atCall != nil }
            .sorted { left, right in
                guard let one = left.place, let other = right.place else { return false }
                return (one.atCall ?? 0, left.number, one.joined) < (other.atCall ?? 0, right.number, other.joined)
            }
    }

    func waitingCount(_ queue: QueueID) -> Int { people.count { $0.state == .waiting && $0.queue == queue } }
}

// MARK: Where somebody goes

extension PlainDay {
    func lane(_ lane: Lane, in queue: QueueID) -> Lane {
        guard let sheet = sheet(queue), !sheet.lanes.contains(where: { $0.lane == lane }) else { return lane }
        let ordinary = sheet.lanes.map(\.lane).filter { !sheet.absolute.contains($0) }
        return sheet.lanes.contains { $0.lane == .first } ? .first : ordinary.first ?? sheet.lanes[0].lane
    }

    mutating func place(_ index: Int, by step: Step, at now: Instant) {
        let queue = people[index].queue
        switch step {
        case .after(let calls):
            joins += 1
            people[index].place = Place(
                key: 0, joined: joins, atCall: (lines[queue]?.calls ?? 0) + calls, guardedFrom: joins,
                guardedSince: now)
            people[index].state = .waiting
        case .lane(let lane): join(index, self.lane(lane, in: queue), at: now)
        case .end: join(index, people[index].lane, at: now, isLast: true)
        case .endOfSlot:
            let length = Int64(sheet(queue)?.booking.slotMinutes ?? 30) * 60_000
            var end = noon.milliseconds
            while end > now.milliseconds { end -= length }
            while end <= now.milliseconds { end += length }
            join(index, people[index].lane, at: now, until: Instant(milliseconds: end))
        case .endOfHalfDay:
            join(index, people[index].lane, at: now, until: now < noon ? noon : noon.adding(seconds: 43_200))
        case .void: people[index].state = .void
        }
        people[index].room = nil
    }

    mutating func join(_ index: Int, _ lane: Lane, at now: Instant, isLast: Bool = false, until end: Instant? = nil) {
        let person = people[index]
        joins += 1
        let order = sheet(person.queue)?.lanes.first { $0.lane == lane }?.order ?? .arrival
        let others = standing(person.queue, lane).filter { $0.ticket != person.ticket }
        var key: Int64
        switch order {
        case .arrival: key = now.milliseconds
        case .slot: key = (person.slot ?? now).milliseconds
        case .number where person.isForeign: key = others.last?.place?.key ?? 0
        case .number:
            key = Int64(person.number)
            // Behind all there who are not booked for a later slot.
            if let end, let last = others.last(where: { $0.slot == nil || $0.slot ?? end < end })?.place {
                key = max(key, last.key)
            }
        }
        if order != .number, let end { key = max(key, end.milliseconds - 1) }
        if isLast, let last = others.last?.place { key = max(key, last.key) }
        people[index].lane = lane
        people[index].place = Place(key: key, joined: joins, guardedFrom: joins, guardedSince: now)
        people[index].state = .waiting
        people[index].room = nil
    }

    /// Back to the same place. Who did not wait meanwhile is counted anew by the guard.
    mutating func comeBack(_ index: Int, at now: Instant) {
        guard people[index].place != nil else { return join(index, people[index].lane, at: now) }
        if people[index].state != .waiting {
            joins += 1
            people[index].place?.guardedFrom = joins
            people[index].place?.guardedSince = now
            people[index].place?.passedBy = []
        }
        people[index].state = .waiting
        people[index].room = nil
    }

    /// Out of the chair.
    mutating func leave(_ index: Int) {
        told.removeAll { $0.ticket == people[index].ticket }
        people[index].room = nil
    }
}
