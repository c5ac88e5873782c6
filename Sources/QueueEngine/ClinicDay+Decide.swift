extension ClinicDay {
    /// What a command becomes, as one event for one act; nothing is changed. Throws a `Refusal` when the act makes no
    /// sense now.
    package func decide(_ command: Command, now: Instant) throws(Refusal) -> [Event] {
        guard let act = try act(for: command, now: now) else { return [] }
        var after = self
        after.apply(Event(act), at: now)
        return [Event(act, told: after.tellings())]
    }

    /// Whom the act leads to telling: played on a copy of the hall.
    private func tellings() -> [Telling] {
        guard hall.lines.values.contains(where: { $0.sheet.getReady > 0 }) else { return [] }
        var copy = hall
        return copy.refill()
    }

    private func act(for command: Command, now: Instant) throws(Refusal) -> Act? {
        switch command {
        case .open(let date, let queues, let rooms):
            return isOpen ? nil : .opened(date: date, queues: queues, rooms: rooms)
        case .adopt(let queue, let sheet):
            return try line(queue).sheet == sheet ? nil : .adopted(queue: queue, sheet: sheet)
        case .issue(let ticket, let queue, let person, let lane, let doctor, let booking):
            return try issue(ticket, queue: queue, person: person, lane: lane, doctor: doctor, booking: booking)
        case .arrive(let id): return .arrived(ticket: try ticket(id, in: [.booked]).id)
        case .callNext(let room): return try callNext(room)
        case .callChosen(let ticket, let room): return try callChosen(ticket, room: room)
        case .recall(let id): return try recall(id, now: now)
        case .comeIn(let id):
            let ticket = try ticket(id, in: [.called])
            return .cameIn(ticket: id, room: try place(of: ticket))
        case .complete(let id):
            let ticket = try ticket(id, in: [.inRoom])
            return .completed(ticket: id, room: try place(of: ticket))
        case .miss(let id): return try miss(id, now: now)
        case .rejoin(let id): return try rejoin(id)
        case .cancel(let id):
            return .cancelled(ticket: try ticket(id, in: [.booked, .waiting, .ready, .called, .missed]).id)
        case .openSitting(let room, let doctor, let queues):
            return try openSitting(room, doctor: doctor, queues: queues)
        case .pauseSitting(let id): return try sitting(id).state == .paused ? nil : .sittingPaused(room: id)
        case .resumeSitting(let id): return try sitting(id).state == .open ? nil : .sittingResumed(room: id)
        case .closeSitting(let room, let spread): return try closeSitting(room, spread: spread)
        }
    }
}

// MARK: Tickets

extension ClinicDay {
    private func issue(
        _ id: TicketID, queue: QueueID, person: String, lane: Lane, doctor: String?, booking: Command.Booking
    ) throws(Refusal) -> Act {
        let line = try line(queue)
        guard line.sheet.rule(for: lane) != nil else {
            throw Refusal(.laneUnknown, ["lane": lane.rawValue, "queue": queue.rawValue])
        }
        guard line.count < line.sheet.waitingLimit else {
            throw Refusal(.queueFull, ["limit": String(line.sheet.waitingLimit)])
        }
        if let same = tickets[id] {
            throw Refusal(.ticketWrongState, ["label": same.label, "state": same.state.rawValue])
        }
        let own = tickets(ofPerson: person).filter { $0.queue == queue && $0.state != .cancelled }
        if let active = own.first(where: \.state.isActive) {
            throw Refusal(.ticketPersonHasOne, ["label": active.label])
        }
        if let last = own.last, own.count >= line.sheet.ticketsPerPerson {
            throw Refusal(.ticketPersonHasOne, ["label": last.label])
        }
        let number = lastNumbers[queue, default: 0] + 1
        var issue = Issue(
            ticket: id, queue: queue, number: number, label: line.sheet.number.label(for: number), person: person,
            lane: lane, doctor: doctor, booked: false, slot: nil)
        if case .booked(let slot) = booking {
            issue.booked = true
            issue.slot = slot
        }
        return .issued(issue)
    }

    private func rejoin(_ id: TicketID) throws(Refusal) -> Act {
        let ticket = try ticket(id, in: [.missed])
        let line = try line(ticket.queue)
        let step = line.sheet.missed.step(forMiss: ticket.misses)
        return .rejoined(ticket: id, placement: placement(for: step, in: line))
    }

    private func miss(_ id: TicketID, now: Instant) throws(Refusal) -> Act {
        let ticket = try ticket(id, in: [.called])
        let line = try line(ticket.queue)
        let rules = line.sheet.missed
        guard ticket.countedCalls >= rules.leastCalls else {
            throw Refusal(
                .ticketTooFewCalls,
                [
                    "label": ticket.label, "calls": String(ticket.countedCalls), "least": String(rules.leastCalls),
                    "seconds": String(rules.leastSeconds),
                ])
        }
        let step = rules.step(forMiss: ticket.misses + 1)
        let atOnce = rules.takesEffect == .miss || step == .void
        let placement = atOnce ? placement(for: step, in: line) : .away
        return .missed(ticket: id, room: try place(of: ticket), placement: placement)
    }

    private func placement(for step: MissedRules.Step, in line: Line) -> Placement {
        switch step {
        case .after(let calls): .due(atCall: line.calls + calls)
        case .lane(let lane): .lane(lane)
        case .end: .end
        case .void: .void
        }
    }

    /// The ticket, when it is in one of these states.
    private func ticket(_ id: TicketID, in states: Set<Ticket.State>) throws(Refusal) -> Ticket {
        guard let ticket = tickets[id] else { throw Refusal(.ticketUnknown) }
        guard states.contains(ticket.state) else {
            throw Refusal(.ticketWrongState, ["label": ticket.label, "state": ticket.state.rawValue])
        }
        return ticket
    }

    private func place(of ticket: Ticket) throws(Refusal) -> RoomID {
        guard let room = ticket.room else {
            throw Refusal(.ticketWrongState, ["label": ticket.label, "state": ticket.state.rawValue])
        }
        return room
    }

    private func line(_ queue: QueueID) throws(Refusal) -> Line {
        guard let line = hall.lines[queue] else { throw Refusal(.queueUnknown, ["queue": queue.rawValue]) }
        return line
    }
}

// MARK: Calls

extension ClinicDay {
    private func callNext(_ id: RoomID) throws(Refusal) -> Act {
        let (room, completes) = try readyToCall(id)
        guard let next = hall.next(for: room, seeker: hall.seeker(for: room)) else {
            throw Refusal(.queueNobodyWaiting)
        }
        return .called(ticket: next.ticket, room: id, choice: next.choice, completes: completes)
    }

    private func callChosen(_ chosen: TicketID, room id: RoomID) throws(Refusal) -> Act {
        let (room, completes) = try readyToCall(id)
        let ticket = try ticket(chosen, in: [.waiting, .ready])
        let serves = room.sitting?.queues.contains(ticket.queue) ?? false
        guard serves, ticket.doctor == nil || ticket.doctor == room.sitting?.doctor else {
            throw Refusal(.ticketNotForRoom, ["label": ticket.label, "room": id.rawValue])
        }
        let choice = Choice(rule: .chosen, lane: ticket.lane, round: nil, rotation: nil)
        return .called(ticket: chosen, room: id, choice: choice, completes: completes)
    }

    /// A room that may call now, and the ticket that this completes: calling the next completes the one inside.
    private func readyToCall(_ id: RoomID) throws(Refusal) -> (room: Room, completes: TicketID?) {
        guard try sitting(id).state == .open else { throw Refusal(.roomPaused, ["room": id.rawValue]) }
        guard let room = hall.room(id) else { throw Refusal(.roomUnknown, ["room": id.rawValue]) }
        guard let current = room.current.flatMap({ tickets[$0] }) else { return (room, nil) }
        guard current.state == .inRoom else {
            throw Refusal(.roomCallOpen, ["label": current.label, "room": id.rawValue])
        }
        return (room, current.id)
    }

    private func recall(_ id: TicketID, now: Instant) throws(Refusal) -> Act {
        let ticket = try ticket(id, in: [.called])
        let least = try line(ticket.queue).sheet.missed.leastSeconds
        let spaced = ticket.lastCallAt.map { now.seconds(since: $0) >= Double(least) } ?? true
        return .recalled(ticket: id, room: try place(of: ticket), counts: spaced)
    }
}

// MARK: Sittings

extension ClinicDay {
    private func openSitting(_ id: RoomID, doctor: String, queues: [QueueID]) throws(Refusal) -> Act? {
        guard let room = hall.room(id) else { throw Refusal(.roomUnknown, ["room": id.rawValue]) }
        guard !queues.isEmpty, Set(queues).count == queues.count else { throw Refusal(.sittingWithoutQueues) }
        for queue in queues { _ = try line(queue) }
        if let elsewhere = hall.rooms.first(where: { $0.id != id && $0.sitting?.doctor == doctor }) {
            throw Refusal(.doctorElsewhere, ["room": elsewhere.id.rawValue])
        }
        if let sitting = room.sitting {
            guard sitting.doctor == doctor else { throw Refusal(.roomTaken, ["room": id.rawValue]) }
            if sitting.queues == queues, sitting.state == .open { return nil }
        }
        return .sittingOpened(room: id, doctor: doctor, queues: queues)
    }

    private func closeSitting(_ id: RoomID, spread: Bool) throws(Refusal) -> Act {
        let sitting = try sitting(id)
        if let current = hall.room(id)?.current.flatMap({ tickets[$0] }) {
            throw Refusal(.roomOccupied, ["label": current.label, "room": id.rawValue])
        }
        let named = tickets.values.filter { $0.doctor == sitting.doctor && $0.state.isActive }
            .sorted { ($0.queue.rawValue, $0.number) < ($1.queue.rawValue, $1.number) }
        guard named.isEmpty || spread else {
            throw Refusal(
                .sittingPatientsWaiting,
                ["count": String(named.count), "labels": named.map(\.label).joined(separator: "、")])
        }
        return .sittingClosed(room: id, spread: named.map(\.id))
    }

    private func sitting(_ id: RoomID) throws(Refusal) -> Sitting {
        guard let room = hall.room(id) else { throw Refusal(.roomUnknown, ["room": id.rawValue]) }
        guard let sitting = room.sitting else { throw Refusal(.roomNoSitting, ["room": id.rawValue]) }
        return sitting
    }
}
