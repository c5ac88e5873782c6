/// All who wait in a clinic-day, and the rooms that call them: the part of the state in which the law of the next one
/// lives. `decide` asks it, `plan` plays a copy of it forward, and there is no second ordering anywhere.
struct Hall: Hashable, Sendable {
    struct Told: Hashable, Sendable {
        let ticket: TicketID
        let line: Int
        var lane: Int
        /// The room whose inner chair it fills.
        let room: Int
        var reach: ReachKey
        let choice: Choice
    }

    /// Whom a room would call or tell.
    struct Next {
        var ticket: TicketID
        var line: Int
        var lane: Int
        var choice: Choice
        var standing: Ticket.Standing?
        /// The index of the room for which it was told to get ready; nil for who was not.
        var toldFor: Int?
    }

    var lines: [Line] = []
    private(set) var numbers: [QueueID: Int] = [:]
    /// Those told to get ready, in the order they were told.
    var told: [Told] = []
    private(set) var rooms: [Room] = []
    /// By the index of the room.
    var stands: [Stand] = []
    /// Those for whom a ticket was issued.
    private var reaches: [Reach: ReachKey] = [.anyone: Seeker.forAnyone]

    /// With queues and rooms that it does not have.
    mutating func extend(by setups: [QueueSetup], rooms: [RoomID]) {
        for setup in setups {
            numbers[setup.id] = lines.count
            lines.append(Line(queue: setup.id, sheet: setup.sheet))
        }
        self.rooms += rooms.map(Room.init)
        stands += rooms.map { _ in Stand() }
    }

    func line(_ queue: QueueID) -> Line? { numbers[queue].map { lines[$0] } }

    mutating func update(_ queue: QueueID, _ change: (inout Line) -> Void) {
        if let index = numbers[queue] { change(&lines[index]) }
    }

    /// The key of those for whom a ticket is; the same one always.
    mutating func key(of reach: Reach) -> ReachKey {
        if let known = reaches[reach] { return known }
        let key = ReachKey(reaches.count)
        reaches[reach] = key
        for index in rooms.indices { refreshStand(index) }
        return key
    }

    func roomIndex(_ id: RoomID) -> Int? { rooms.firstIndex { $0.id == id } }

    func room(_ id: RoomID) -> Room? { rooms.first { $0.id == id } }

    mutating func update(_ id: RoomID, _ change: (inout Room) -> Void) {
        guard let index = roomIndex(id) else { return }
        change(&rooms[index])
        refreshStand(index)
    }

    mutating func sit(_ sitting: Sitting?, in id: RoomID) {
        guard let index = roomIndex(id) else { return }
        rooms[index].sitting = sitting
        // Known from now on, so that the guard counts whom this doctor passes over though nobody asked for them yet.
        if let sitting {
            _ = key(of: .doctor(sitting.doctor))
            if let grade = sitting.grade { _ = key(of: .grade(grade)) }
        }
        stands[index].rotation = 0
        refreshStand(index)
    }

    /// A room's doctor takes tickets for anyone, for this doctor, and for this doctor's grade.
    mutating func refreshStand(_ index: Int) {
        let sitting = rooms[index].sitting
        stands[index].lines = sitting?.queues.compactMap { numbers[$0] } ?? []
        stands[index].rotates = sitting?.turn != .order
        stands[index].isOpen = sitting?.state == .open
        stands[index].chairs = stands[index].lines.reduce(0) { max($0, lines[$1].sheet.getReady) }
        stands[index].seeker = .room(
            of: sitting.flatMap { reaches[.doctor($0.doctor)] } ?? Seeker.forAnyone,
            grade: sitting?.grade.flatMap { reaches[.grade($0)] } ?? Seeker.forAnyone)
    }
}

// MARK: The law of the next one

extension Hall {
    /// Law 1 and 2, then the others: whom a room would call.
    func next(for stand: Stand, at time: Instant) -> Next? {
        let seeker = stand.seeker
        if let absolute = absolute(in: stand.lines, seeker: seeker) { return absolute }
        if let ready = told.first(where: { stand.lines.contains($0.line) && seeker.mayTake($0.reach) }) {
            return Next(
                ticket: ready.ticket, line: ready.line, lane: ready.lane, choice: ready.choice, toldFor: ready.room)
        }
        return choose(for: stand, at: time)
    }

    /// Law 3 and on: whom a room would choose, when nobody is absolute or told. Choosing may move a round.
    func choose(for stand: Stand, at time: Instant) -> Next? {
        let seeker = stand.seeker
        return due(in: stand.lines, seeker: seeker) ?? guarded(in: stand.lines, seeker: seeker, at: time)
            ?? byTurn(for: stand)
    }

    /// Each queue in its turn, and of it whoever is next: a queue where nobody waits but one who is outside the pattern,
    /// or is counted down, has its turn like the others, or that one would wait for as long as the others are fed.
    private func byTurn(for stand: Stand) -> Next? {
        let count = stand.lines.count
        let rotates = count > 1 && stand.rotates
        for offset in 0..<count {
            let index = rotates ? (stand.rotation + offset) % count : offset
            let line = stand.lines[index]
            let rotation = rotates ? (index + 1) % count : nil
            if let pick = lines[line].pick(for: stand.seeker) ?? lines[line].pickOutside(for: stand.seeker) {
                return next(pick, line: line, rotation: rotation)
            }
            if let due = lines[line].notYetDue(for: stand.seeker) { return next(due, line: line, rotation: rotation) }
        }
        return nil
    }

    private func next(_ pick: Pick, line: Int, rotation: Int? = nil) -> Next {
        let choice = Choice(
            rule: pick.rule, lane: lines[line].law.lanes[pick.lane], round: pick.round, rotation: rotation,
            condition: pick.condition)
        return Next(
            ticket: pick.entry.ticket, line: line, lane: pick.lane, choice: choice, standing: .lane(pick.entry))
    }

    /// Among several queues the earlier absolute lane of its sheet goes first, then who joined it earlier.
    private func absolute(in numbers: [Int], seeker: Seeker) -> Next? {
        var found: (line: Int, lane: Int, rank: Int, entry: Run.Entry)?
        for line in numbers {
            guard let own = lines[line].absolute(for: seeker) else { continue }
            if let best = found, (best.rank, best.entry.joined) < (own.rank, own.entry.joined) { continue }
            found = (line, own.lane, own.rank, own.entry)
        }
        return found.map {
            let pick = Pick(lane: $0.lane, entry: $0.entry, rule: .absolute, round: nil, condition: nil)
            return next(pick, line: $0.line)
        }
    }

    private func due(in numbers: [Int], seeker: Seeker) -> Next? {
        var found: (line: Int, due: Line.Due, late: Int)?
        for line in numbers {
            guard let due = lines[line].due(for: seeker) else { continue }
            let late = lines[line].calls - due.atCall
            if let best = found, (-best.late, best.due.number) <= (-late, due.number) { continue }
            found = (line, due, late)
        }
        return found.map { next($0.due, line: $0.line) }
    }

    private func next(_ due: Line.Due, line: Int, rotation: Int? = nil) -> Next {
        Next(
            ticket: due.ticket, line: line, lane: lines[line].law.index(of: due.lane) ?? 0,
            choice: Choice(rule: .due, lane: due.lane, round: nil, rotation: rotation), standing: .due(due))
    }

    private func guarded(in numbers: [Int], seeker: Seeker, at time: Instant) -> Next? {
        // Who waits alone in all the queues of a room has nobody to be protected from.
        func isAlone() -> Bool { numbers.reduce(0) { $0 + lines[$1].ordinaryCount(for: seeker) } <= 1 }
        var found: (line: Int, pick: Pick)?
        for line in numbers {
            guard let pick = lines[line].guarded(for: seeker, isAlone: isAlone, at: time) else { continue }
            if let best = found, best.pick.entry.guardedFrom < pick.entry.guardedFrom { continue }
            found = (line, pick)
        }
        return found.map { next($0.pick, line: $0.line) }
    }
}
