extension ClinicDay {
    func callNext(_ id: RoomID, now: Instant) throws(Refusal) -> Act {
        let (_, completes) = try readyToCall(id)
        guard let index = hall.roomIndex(id), let next = hall.next(for: hall.stands[index], at: now) else {
            throw Refusal(.queueNobodyWaiting)
        }
        return .called(ticket: next.ticket, room: id, choice: next.choice, completes: completes)
    }

    func callChosen(_ chosen: TicketID, room id: RoomID) throws(Refusal) -> Act {
        let (room, completes) = try readyToCall(id)
        let ticket = try ticket(chosen, in: [.waiting, .ready])
        guard let sitting = room.sitting, sitting.queues.contains(ticket.queue), ticket.reach.includes(sitting) else {
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

    func recall(_ id: TicketID, now: Instant) throws(Refusal) -> Act {
        let ticket = try ticket(id, in: [.called])
        let least = try line(ticket.queue).sheet.missed.leastSeconds
        let spaced = ticket.lastCallAt.map { now.seconds(since: $0) >= Double(least) } ?? true
        return .recalled(ticket: id, room: try place(of: ticket), counts: spaced)
    }

    func miss(_ id: TicketID, now: Instant) throws(Refusal) -> Act {
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
        let placement = atOnce ? placement(for: step, lane: ticket.lane, in: line, now: now) : .away
        return .missed(ticket: id, room: try place(of: ticket), placement: placement)
    }

    func rejoin(_ id: TicketID, now: Instant) throws(Refusal) -> Act {
        let ticket = try ticket(id, in: [.missed])
        let line = try line(ticket.queue)
        let step = line.sheet.missed.step(forMiss: ticket.misses)
        return .rejoined(ticket: id, placement: placement(for: step, lane: ticket.lane, in: line, now: now))
    }
}

extension Reach {
    /// Whether a sitting's doctor may call such a ticket.
    package func includes(_ sitting: Sitting) -> Bool {
        switch self {
        case .anyone: true
        case .doctor(let doctor): doctor == sitting.doctor
        case .grade(let grade): grade == sitting.grade
        }
    }
}
