/// The order in which the engine will call, if nobody else comes, leaves or returns. It is repeated calling on a copy;
/// position, estimate, get-ready and the next call all come from here.
package struct Plan: Sendable, Equatable {
    package struct Entry: Sendable, Equatable {
        package let ticket: TicketID
        package let queue: QueueID
        /// From 1, among its queue's entries.
        package let position: Int
        package let choice: Choice
        /// When it should be called; nil while no open room would call it.
        package let at: Instant?
        /// The room that would call it; nil while no open room would.
        package let room: RoomID?
    }

    package internal(set) var entries: [Entry] = []

    package func entries(of queue: QueueID) -> [Entry] { entries.filter { $0.queue == queue } }
}

extension ClinicDay {
    /// All queues together: each open room calls when it comes free, the one that is free first first. Those whom no
    /// open room would call follow, in the order in which one room for their queue alone would take them.
    package func plan(now: Instant) -> Plan {
        var planner = Planner(day: self, now: now)
        planner.playOpenRooms()
        for queue in queues { planner.playClosed(queue) }
        return planner.plan
    }

    /// Whom a room would call now, and why; nil when it is closed, paused, or nobody waits for it.
    package func next(for id: RoomID) -> (ticket: TicketID, choice: Choice)? {
        guard let room = hall.room(id), room.openSitting != nil,
            let next = hall.next(for: room, seeker: hall.seeker(for: room))
        else { return nil }
        return (next.ticket, next.choice)
    }

    /// The minutes that a consultation is expected to take: measured ones weighed against the sheet's prior.
    package func expectedMinutes(queue: QueueID, lane: Lane) -> Double {
        let prior = hall.lines[queue]?.sheet.rule(for: lane)?.minutes ?? Planner.fallbackMinutes
        return (consultations[queue]?[lane] ?? RecentLengths()).mean(prior: prior)
    }
}

/// Plays the hall forward.
private struct Planner {
    static let fallbackMinutes = 15.0
    /// What is left at least of a consultation that has outlasted its expectation.
    static let leastLeftMinutes = 1.0

    let day: ClinicDay
    let now: Instant
    var hall: Hall
    var free: [(room: RoomID, at: Instant)] = []
    var positions: [QueueID: Int] = [:]
    var plan = Plan()

    init(day: ClinicDay, now: Instant) {
        self.day = day
        self.now = now
        hall = day.hall
        for room in hall.rooms where room.openSitting != nil {
            free.append((room.id, comesFree(room)))
        }
    }

    private func comesFree(_ room: Room) -> Instant {
        guard let current = room.current.flatMap({ day.tickets[$0] }) else { return now }
        let minutes = day.expectedMinutes(queue: current.queue, lane: current.lane)
        let expected = (current.startedAt ?? now).adding(seconds: minutes * 60)
        return max(expected, now.adding(seconds: Self.leastLeftMinutes * 60))
    }

    mutating func playOpenRooms() {
        while let index = free.indices.min(by: { free[$0].at < free[$1].at }) {
            let (id, at) = free[index]
            guard let room = hall.room(id), let next = hall.next(for: room, seeker: hall.seeker(for: room)) else {
                free.remove(at: index)
                continue
            }
            hall.call(next.ticket, queue: next.queue, choice: next.choice, room: id)
            add(next.ticket, queue: next.queue, choice: next.choice, at: at, room: id)
            refill()
            let lane = day.tickets[next.ticket]?.lane ?? .first
            free[index].at = at.adding(seconds: day.expectedMinutes(queue: next.queue, lane: lane) * 60)
        }
    }

    mutating func playClosed(_ queue: QueueID) {
        var room = Room(id: RoomID(""))
        room.sitting = Sitting(doctor: "", queues: [queue], state: .open, since: now)
        while let next = hall.next(for: room, seeker: .anyone) {
            hall.call(next.ticket, queue: queue, choice: next.choice, room: room.id)
            add(next.ticket, queue: queue, choice: next.choice, at: nil, room: nil)
        }
    }

    private mutating func refill() {
        guard hall.lines.values.contains(where: { $0.sheet.getReady > 0 }) else { return }
        hall.refill()
    }

    private mutating func add(_ ticket: TicketID, queue: QueueID, choice: Choice, at: Instant?, room: RoomID?) {
        positions[queue, default: 0] += 1
        plan.entries.append(
            Plan.Entry(
                ticket: ticket, queue: queue, position: positions[queue, default: 0], choice: choice, at: at,
                room: room))
    }
}
