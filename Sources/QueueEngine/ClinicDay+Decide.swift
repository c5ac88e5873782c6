extension ClinicDay {
    /// What a command becomes, as one event for one act; nothing is changed. Throws a `Refusal` when the act makes no
    /// sense now.
    package func decide(_ command: Command, now: Instant) throws(Refusal) -> [Event] {
        let now = max(now, clock)
        guard let act = try act(for: command, now: now) else { return [] }
        guard act.changesWhoWaits, hall.tellsAnyone || isOpening(act), !act.onlyAdds || hall.hasFreeChair else {
            return [Event(act)]
        }
        var after = self
        if case .undone(let version, _, _, _) = act {
            after.takeBack(version, at: now)
        } else {
            after.applyAlone(Event(act), at: now)
        }
        return [Event(act, told: after.tellings(at: now))]
    }

    private func isOpening(_ act: Act) -> Bool {
        switch act {
        case .opened, .adopted: true
        default: false
        }
    }

    /// Whom the act leads to telling: played on a copy of the hall.
    private func tellings(at time: Instant) -> [Telling] {
        guard hall.tellsAnyone else { return [] }
        var copy = hall
        var tellings: [Telling] = []
        copy.refill(at: time) { next, room in
            tellings.append(
                Telling(
                    ticket: next.ticket, queue: hall.lines[next.line].queue, room: hall.rooms[room].id,
                    choice: next.choice))
        }
        return tellings
    }

    private func act(for command: Command, now: Instant) throws(Refusal) -> Act? {
        switch command {
        case .open(let date, let queues, let rooms, let noon):
            return isOpen ? nil : .opened(date: date, queues: queues, rooms: rooms, noon: noon)
        case .extend(let queues, let rooms):
            let newQueues = queues.filter { hall.numbers[$0.id] == nil }
            let newRooms = rooms.filter { hall.room($0) == nil }
            return newQueues.isEmpty && newRooms.isEmpty ? nil : .extended(queues: newQueues, rooms: newRooms)
        case .adopt(let queue, let sheet):
            return try line(queue).sheet == sheet ? nil : .adopted(queue: queue, sheet: sheet)
        case .issue(let order): return .issued(try issue(order, now: now))
        case .arrive(let id): return try arrive(id, now: now)
        case .callNext(let room): return try callNext(room, now: now)
        case .callChosen(let ticket, let room): return try callChosen(ticket, room: room)
        case .recall(let id): return try recall(id, now: now)
        case .comeIn(let id):
            return .cameIn(ticket: id, room: try place(of: try ticket(id, in: [.called])))
        case .complete(let id):
            return .completed(ticket: id, room: try place(of: try ticket(id, in: [.inRoom])))
        case .miss(let id): return try miss(id, now: now)
        case .rejoin(let id): return try rejoin(id, now: now)
        case .undo(let version): return try undo(version, now: now)
        case .promise(let promises): return promises.isEmpty ? nil : .promised(promises)
        case .openSitting, .pauseSitting, .resumeSitting, .closeSitting: return try sittingAct(for: command)
        default: return try actAside(for: command, now: now)
        }
    }

    private func sittingAct(for command: Command) throws(Refusal) -> Act? {
        switch command {
        case .openSitting(let room, let doctor, let queues, let grade, let turn):
            return try openSitting(room, doctor: doctor, queues: queues, grade: grade, turn: turn)
        case .pauseSitting(let id): return try sitting(id).state == .paused ? nil : .sittingPaused(room: id)
        case .resumeSitting(let id): return try sitting(id).state == .open ? nil : .sittingResumed(room: id)
        case .closeSitting(let room, let spread): return try closeSitting(room, spread: spread)
        default: return nil
        }
    }
}

extension Act {
    /// Whether somebody may have to be told to get ready after it.
    fileprivate var changesWhoWaits: Bool {
        switch self {
        case .recalled, .cameIn, .completed, .promised, .sittingPaused: false
        default: true
        }
    }

    /// Whether all it does to the hall is that one more waits: nobody is told while no chair is free.
    fileprivate var onlyAdds: Bool {
        switch self {
        case .issued, .arrived: true
        default: false
        }
    }
}

// MARK: What is there

extension ClinicDay {
    /// The ticket, when it is in one of these states.
    func ticket(_ id: TicketID, in states: Set<Ticket.State>) throws(Refusal) -> Ticket {
        guard let ticket = tickets[id] else { throw Refusal(.ticketUnknown) }
        guard states.contains(ticket.state) else { throw wrongState(ticket) }
        return ticket
    }

    func wrongState(_ ticket: Ticket) -> Refusal {
        Refusal(.ticketWrongState, ["label": ticket.label, "state": ticket.state.rawValue])
    }

    func place(of ticket: Ticket) throws(Refusal) -> RoomID {
        guard let room = ticket.room else { throw wrongState(ticket) }
        return room
    }

    func line(_ queue: QueueID) throws(Refusal) -> Line {
        guard let line = hall.line(queue) else { throw Refusal(.queueUnknown, ["queue": queue.rawValue]) }
        return line
    }

    func sitting(_ id: RoomID) throws(Refusal) -> Sitting {
        guard let room = hall.room(id) else { throw Refusal(.roomUnknown, ["room": id.rawValue]) }
        guard let sitting = room.sitting else { throw Refusal(.roomNoSitting, ["room": id.rawValue]) }
        return sitting
    }

    /// Where a rule's step puts a ticket that stands, or last stood, in a lane.
    func placement(for step: Step, lane: Lane, in line: Line, now: Instant) -> Placement {
        switch step {
        case .after(let calls): .due(atCall: line.calls + calls)
        case .lane(let lane): .lane(line.sheet.known(lane))
        case .end: .end(lane)
        case .endOfSlot: .until(endOfSlot(at: now, minutes: line.sheet.booking.slotMinutes), lane)
        case .endOfHalfDay: .until(endOfHalfDay(at: now), lane)
        case .void: .void
        }
    }

    /// The end of the slot that runs now, slots counted from noon both ways.
    private func endOfSlot(at now: Instant, minutes: Int) -> Instant {
        let length = Int64(max(1, minutes)) * 60_000
        let start = noon?.milliseconds ?? 0
        let since = now.milliseconds - start
        let whole = since >= 0 ? since / length : (since - length + 1) / length
        return Instant(milliseconds: start + (whole + 1) * length)
    }

    private func endOfHalfDay(at now: Instant) -> Instant {
        guard let noon else { return now }
        return isMorning(now) ? noon : noon.adding(seconds: 12 * 3600)
    }
}
