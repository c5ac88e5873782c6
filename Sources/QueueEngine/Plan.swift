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
        /// The room for which it was told to get ready, or would be before it is called; nil where it never is.
        package let toldFor: RoomID?
    }

    package internal(set) var entries: [Entry] = []

    package func entries(of queue: QueueID) -> [Entry] { entries.filter { $0.queue == queue } }

    package func entry(of ticket: TicketID) -> Entry? { entries.first { $0.ticket == ticket } }
}

extension ClinicDay {
    /// All queues together: each open room calls when it comes free, the one that is free first first. Those whom no
    /// open room would call follow, in the order in which one room for their queue alone would take them.
    package func plan(now: Instant) -> Plan {
        var planner = Planner(day: self, now: max(now, clock))
        planner.playOpenRooms()
        for line in hall.lines.indices { planner.playClosed(line) }
        return planner.plan
    }

    /// Whom a room would call now, and why; nil when it is closed, paused, or nobody waits for it.
    package func next(for id: RoomID, now: Instant) -> (ticket: TicketID, choice: Choice)? {
        guard let index = hall.roomIndex(id), hall.stands[index].isOpen,
            let next = hall.next(for: hall.stands[index], at: max(now, clock))
        else { return nil }
        return (next.ticket, next.choice)
    }

    /// The minutes that a consultation is expected to take: measured ones weighed against the sheet's prior.
    package func expectedMinutes(queue: QueueID, lane: Lane) -> Double {
        let prior = hall.line(queue)?.sheet.rule(for: lane)?.minutes ?? Planner.fallbackMinutes
        return (consultations[queue]?[lane] ?? RecentLengths()).mean(prior: prior)
    }
}

/// Plays the hall forward.
private struct Planner {
    static let fallbackMinutes = 15.0
    /// What is left at least of a consultation that has outlasted its expectation.
    static let leastLeftMinutes = 1.0

    struct FreeRoom {
        let index: Int
        var at: Instant
    }

    let now: Instant
    let tells: Bool
    /// Expected milliseconds of a consultation, by line and lane.
    let lengths: [[Int64]]
    var hall: Hall
    var free: [FreeRoom] = []
    var positions: [Int]
    var plan = Plan()

    init(day: ClinicDay, now: Instant) {
        self.now = now
        hall = day.hall
        tells = hall.tellsAnyone
        positions = Array(repeating: 0, count: hall.lines.count)
        lengths = hall.lines.map { line in
            line.law.lanes.map { Int64((day.expectedMinutes(queue: line.queue, lane: $0) * 60_000).rounded()) }
        }
        plan.entries.reserveCapacity(hall.lines.reduce(hall.told.count) { $0 + $1.count })
        for (index, room) in hall.rooms.enumerated() where room.openSitting != nil {
            free.append(FreeRoom(index: index, at: comesFree(room, day: day)))
        }
    }

    private func comesFree(_ room: Room, day: ClinicDay) -> Instant {
        guard let current = room.current.flatMap({ day.tickets[$0] }) else { return now }
        let minutes = day.expectedMinutes(queue: current.queue, lane: current.lane)
        let expected = (current.startedAt ?? now).adding(seconds: minutes * 60)
        return max(expected, now.adding(seconds: Self.leastLeftMinutes * 60))
    }

    mutating func playOpenRooms() {
        while let index = free.indices.min(by: { free[$0].at < free[$1].at }) {
            let room = free[index]
            guard let next = hall.next(for: hall.stands[room.index], at: room.at) else {
                free.remove(at: index)
                continue
            }
            hall.call(next, room: room.index, seeker: hall.stands[room.index].seeker)
            add(next, at: room.at, room: hall.rooms[room.index].id)
            if tells { hall.refill(at: room.at) { _, _ in } }
            free[index].at.milliseconds += lengths[next.line][next.lane]
        }
    }

    mutating func playClosed(_ line: Int) {
        guard hall.lines[line].count > 0 || hall.told.contains(where: { $0.line == line }) else { return }
        let stand = Stand(lines: [line], seeker: .anyone)
        while let next = hall.next(for: stand, at: now) {
            hall.call(next, room: nil, seeker: .anyone)
            add(next, at: nil, room: nil)
        }
    }

    private mutating func add(_ next: Hall.Next, at: Instant?, room: RoomID?) {
        positions[next.line] += 1
        plan.entries.append(
            Plan.Entry(
                ticket: next.ticket, queue: hall.lines[next.line].queue, position: positions[next.line],
                choice: next.choice, at: at, room: room,
                toldFor: next.toldFor.map { hall.rooms[$0].id }))
    }
}
