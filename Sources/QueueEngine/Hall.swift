/// All who wait in a clinic-day, and the rooms that call them: the part of the state in which the law of the next one
/// lives. `decide` asks it, `plan` plays a copy of it forward, and there is no second ordering anywhere.
struct Hall: Hashable, Sendable {
    struct Told: Hashable, Sendable {
        let ticket: TicketID
        let queue: QueueID
        /// The room whose inner chair it fills.
        let room: RoomID
        var doctor: DoctorKey?
        let choice: Choice
    }

    var lines: [QueueID: Line] = [:]
    /// Those told to get ready, in the order they were told.
    var told: [Told] = []
    var rooms: [Room] = []
    /// Those for whom a ticket was issued.
    private var doctors: [String: DoctorKey] = [:]

    /// The key of a doctor; the same one always.
    mutating func key(of doctor: String?) -> DoctorKey? {
        guard let doctor else { return nil }
        if let known = doctors[doctor] { return known }
        let key = DoctorKey(doctors.count)
        doctors[doctor] = key
        return key
    }

    /// What a room's doctor may take: tickets for anyone, and those for this doctor.
    func seeker(for room: Room) -> Seeker { .room(of: room.sitting.flatMap { doctors[$0.doctor] }) }

    func room(_ id: RoomID) -> Room? { rooms.first { $0.id == id } }

    mutating func update(_ id: RoomID, _ change: (inout Room) -> Void) {
        guard let index = rooms.firstIndex(where: { $0.id == id }) else { return }
        change(&rooms[index])
    }

    /// Law 1 and 2, then 3 to 5: whom a room would call now.
    func next(for room: Room, seeker: Seeker) -> (ticket: TicketID, queue: QueueID, choice: Choice, wasTold: Bool)? {
        guard let sitting = room.sitting else { return nil }
        if let absolute = absolute(in: sitting.queues, seeker: seeker) {
            return (absolute.ticket, absolute.queue, absolute.choice, false)
        }
        let ready = told.first { sitting.queues.contains($0.queue) && seeker.mayTake($0.doctor) }
        if let ready { return (ready.ticket, ready.queue, ready.choice, true) }
        guard let chosen = choose(for: room, seeker: seeker) else { return nil }
        return (chosen.ticket, chosen.queue, chosen.choice, false)
    }

    /// Law 3 to 5: whom a room would choose, when nobody is absolute or told. Choosing may move a round.
    func choose(for room: Room, seeker: Seeker) -> (ticket: TicketID, queue: QueueID, choice: Choice)? {
        guard let sitting = room.sitting else { return nil }
        if let due = due(in: sitting.queues, seeker: seeker) { return due }
        let queues = sitting.queues
        for offset in queues.indices {
            let index = (room.rotation + offset) % queues.count
            guard let line = lines[queues[index]], let turn = line.turn(for: seeker) else { continue }
            var choice = turn.choice
            if queues.count > 1 { choice.rotation = (index + 1) % queues.count }
            return (turn.ticket, line.queue, choice)
        }
        return nil
    }

    /// Among several queues the earlier absolute lane of its sheet goes first, then who joined it earlier.
    private func absolute(
        in queues: [QueueID], seeker: Seeker
    ) -> (ticket: TicketID, queue: QueueID, choice: Choice)? {
        let candidates = queues.compactMap { id in lines[id]?.absolute(for: seeker).map { (queue: id, found: $0) } }
        let first = candidates.min {
            ($0.found.rank, $0.found.entry.secondary) < ($1.found.rank, $1.found.entry.secondary)
        }
        return first.map {
            ($0.found.entry.ticket, $0.queue, Choice(rule: .absolute, lane: $0.found.lane, round: nil, rotation: nil))
        }
    }

    private func due(in queues: [QueueID], seeker: Seeker) -> (ticket: TicketID, queue: QueueID, choice: Choice)? {
        let candidates = queues.compactMap { id in
            lines[id].flatMap { line in line.due(for: seeker).map { (queue: id, due: $0, late: line.calls - $0.atCall) }
            }
        }
        let first = candidates.min { ($1.late, $0.due.number) < ($0.late, $1.due.number) }
        return first.map {
            ($0.due.ticket, $0.queue, Choice(rule: .due, lane: $0.due.lane, round: nil, rotation: nil))
        }
    }

    /// Takes a chosen ticket out of its line and moves the round as its choice says.
    /// - Returns: the doctor whom it is for.
    @discardableResult mutating func take(
        _ ticket: TicketID, queue: QueueID, choice: Choice, room: RoomID
    ) -> DoctorKey? {
        let doctor = lines[queue]?.remove(ticket, from: choice.lane)
        if let round = choice.round { lines[queue]?.round = round }
        if let rotation = choice.rotation { update(room) { $0.rotation = rotation } }
        return doctor
    }

    /// Fills the inner chairs: each open room is told as many as its sheets allow, in the rooms' order.
    @discardableResult mutating func refill() -> [Telling] {
        var tellings: [Telling] = []
        for room in rooms where room.openSitting != nil {
            while let next = toTell(for: room.id) {
                tell(next)
                tellings.append(next)
            }
        }
        return tellings
    }

    /// Whom a room would tell next, while it has a free inner chair.
    private func toTell(for id: RoomID) -> Telling? {
        guard let room = room(id), let sitting = room.openSitting else { return nil }
        let chairs = sitting.queues.compactMap { lines[$0]?.sheet.getReady }.max() ?? 0
        guard told.count(where: { $0.room == id }) < chairs else { return nil }
        guard let chosen = choose(for: room, seeker: seeker(for: room)) else { return nil }
        return Telling(ticket: chosen.ticket, queue: chosen.queue, room: id, choice: chosen.choice)
    }

    mutating func tell(_ telling: Telling) {
        let doctor = take(telling.ticket, queue: telling.queue, choice: telling.choice, room: telling.room)
        told.append(
            Told(
                ticket: telling.ticket, queue: telling.queue, room: telling.room, doctor: doctor,
                choice: telling.choice))
    }

    /// A call was made: the ticket leaves its chair or its line, and the queue's calls are counted.
    mutating func call(_ ticket: TicketID, queue: QueueID, choice: Choice, room: RoomID) {
        if let index = told.firstIndex(where: { $0.ticket == ticket }) {
            told.remove(at: index)
        } else {
            take(ticket, queue: queue, choice: choice, room: room)
        }
        lines[queue]?.calls += 1
    }

    /// Takes a ticket out, wherever it waits.
    mutating func remove(_ ticket: TicketID, queue: QueueID, lane: Lane) {
        told.removeAll { $0.ticket == ticket }
        lines[queue]?.remove(ticket, from: lane)
    }
}

extension Hall {
    /// A told ticket that was for one doctor is now for anyone.
    mutating func makeUnnamed(_ ticket: TicketID) {
        guard let index = told.firstIndex(where: { $0.ticket == ticket }) else { return }
        told[index].doctor = nil
    }
}
