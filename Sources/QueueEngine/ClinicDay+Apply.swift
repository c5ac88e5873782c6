extension ClinicDay {
    /// The state after an event. It cannot refuse: what the journal holds has happened.
    package mutating func apply(_ event: Event, at time: Instant) {
        version += 1
        apply(event.act, at: time)
        for telling in event.told { tell(telling) }
    }

    private mutating func apply(_ act: Act, at time: Instant) {
        switch act {
        case .opened(let date, let queues, let rooms): open(date: date, queues: queues, rooms: rooms)
        case .adopted(let queue, let sheet): adopt(sheet, for: queue)
        case .issued(let issue): add(issue, at: time)
        case .arrived(let ticket):
            tickets.update(ticket) { $0.arrivedAt = time }
            if let lane = tickets[ticket]?.lane { join(ticket, lane: lane, at: time) }
        case .called(let ticket, let room, let choice, let completes):
            if let completes { finish(completes, at: time) }
            call(ticket, room: room, choice: choice, at: time)
        case .recalled(let ticket, _, let counts):
            tickets.update(ticket) {
                $0.calls += 1
                if counts {
                    $0.countedCalls += 1
                    $0.lastCallAt = time
                }
            }
        case .cameIn(let ticket, _):
            tickets.update(ticket) {
                $0.state = .inRoom
                $0.startedAt = time
            }
        case .completed(let ticket, _): finish(ticket, at: time)
        case .missed(let ticket, _, let placement): miss(ticket, placement: placement, at: time)
        case .rejoined(let ticket, let placement): place(ticket, placement, at: time)
        case .cancelled(let ticket): cancel(ticket, at: time)
        case .sittingOpened(let room, let doctor, let queues):
            hall.update(room) {
                $0.sitting = Sitting(doctor: doctor, queues: queues, state: .open, since: time)
                $0.rotation = 0
            }
        case .sittingPaused(let room):
            hall.update(room) {
                $0.sitting?.state = .paused
                $0.sitting?.since = time
            }
        case .sittingResumed(let room):
            hall.update(room) {
                $0.sitting?.state = .open
                $0.sitting?.since = time
            }
        case .sittingClosed(let room, let spread):
            hall.update(room) { $0.sitting = nil }
            for ticket in spread { makeUnnamed(ticket) }
        }
    }

    private mutating func open(date: String, queues: [QueueSetup], rooms: [RoomID]) {
        self.date = date
        self.queues = queues.map(\.id)
        for setup in queues { hall.lines[setup.id] = Line(queue: setup.id, sheet: setup.sheet) }
        hall.rooms = rooms.map(Room.init)
    }

    /// Lanes whose order the new sheet changes are put into it; all others stand as they stood.
    private mutating func adopt(_ sheet: RuleSheet, for queue: QueueID) {
        guard var line = hall.lines[queue] else { return }
        let before = line.sheet
        line.sheet = sheet
        for lane in Array(line.lanes.keys) where before.order(in: lane) != sheet.order(in: lane) {
            var ordered = LaneLine()
            for entry in line.lanes[lane]?.entries ?? [] {
                guard let number = tickets[entry.ticket]?.number else { continue }
                let primary = line.key(in: lane, number: number, joined: entry.secondary)
                ordered.insert(
                    LaneLine.Entry(
                        ticket: entry.ticket, primary: primary, secondary: entry.secondary, doctor: entry.doctor))
            }
            line.lanes[lane] = ordered
        }
        hall.lines[queue] = line
    }

    private mutating func add(_ issue: Issue, at time: Instant) {
        lastNumbers[issue.queue] = issue.number
        tickets[issue.ticket] = Ticket(
            id: issue.ticket, queue: issue.queue, number: issue.number, label: issue.label, person: issue.person,
            lane: issue.lane, state: .booked, doctor: issue.doctor, slot: issue.slot, issuedAt: time)
        ticketsByPerson[issue.person, default: []].append(issue.ticket)
        guard !issue.booked else { return }
        tickets.update(issue.ticket) { $0.arrivedAt = time }
        join(issue.ticket, lane: issue.lane, at: time)
    }

    private mutating func tell(_ telling: Telling) {
        hall.tell(telling)
        tickets.update(telling.ticket) {
            $0.state = .ready
            $0.choice = telling.choice
        }
    }

    private mutating func call(_ id: TicketID, room: RoomID, choice: Choice, at time: Instant) {
        guard let ticket = tickets[id] else { return }
        hall.call(id, queue: ticket.queue, choice: choice, room: room)
        hall.update(room) { $0.current = id }
        tickets.update(id) {
            $0.state = .called
            $0.choice = choice
            $0.room = room
            $0.calledAt = time
            $0.lastCallAt = time
            $0.calls = 1
            $0.countedCalls = 1
        }
    }

    private mutating func finish(_ id: TicketID, at time: Instant) {
        guard let ticket = tickets[id] else { return }
        leaveRoom(ticket)
        tickets.update(id) {
            $0.state = .done
            $0.endedAt = time
        }
        guard let started = ticket.startedAt else { return }
        consultations[ticket.queue, default: [:]][ticket.lane, default: RecentLengths()]
            .add(minutes: max(0, time.seconds(since: started)) / 60)
    }

    private mutating func miss(_ id: TicketID, placement: Placement, at time: Instant) {
        guard let ticket = tickets[id] else { return }
        leaveRoom(ticket)
        tickets.update(id) {
            $0.misses += 1
            $0.room = nil
        }
        place(id, placement, at: time)
    }

    private mutating func place(_ id: TicketID, _ placement: Placement, at time: Instant) {
        guard let ticket = tickets[id] else { return }
        switch placement {
        case .away: tickets.update(id) { $0.state = .missed }
        case .lane(let lane): join(id, lane: lane, at: time)
        case .end: join(id, lane: ticket.lane, at: time, behindTheLast: true)
        case .due(let atCall):
            joined += 1
            let due = Line.Due(
                ticket: id, lane: ticket.lane, atCall: atCall, number: ticket.number,
                doctor: hall.key(of: ticket.doctor))
            hall.lines[ticket.queue]?.insertDue(due)
            tickets.update(id) {
                $0.state = .waiting
                $0.joinedAt = time
            }
        case .void:
            tickets.update(id) {
                $0.state = .void
                $0.endedAt = time
            }
        }
    }

    private mutating func join(_ id: TicketID, lane: Lane, at time: Instant, behindTheLast: Bool = false) {
        guard let ticket = tickets[id] else { return }
        joined += 1
        let own = hall.lines[ticket.queue]?.key(in: lane, number: ticket.number, joined: joined) ?? joined
        let last = behindTheLast ? hall.lines[ticket.queue]?.lanes[lane]?.entries.last?.primary : nil
        let entry = LaneLine.Entry(
            ticket: id, primary: max(own, last ?? own), secondary: joined, doctor: hall.key(of: ticket.doctor))
        hall.lines[ticket.queue]?.lanes[lane, default: LaneLine()].insert(entry)
        tickets.update(id) {
            $0.lane = lane
            $0.state = .waiting
            $0.joinedAt = time
        }
    }

    private mutating func cancel(_ id: TicketID, at time: Instant) {
        guard let ticket = tickets[id] else { return }
        hall.remove(id, queue: ticket.queue, lane: ticket.lane)
        leaveRoom(ticket)
        tickets.update(id) {
            $0.state = .cancelled
            $0.endedAt = time
        }
    }

    private mutating func leaveRoom(_ ticket: Ticket) {
        guard let room = ticket.room else { return }
        hall.update(room) { if $0.current == ticket.id { $0.current = nil } }
    }

    private mutating func makeUnnamed(_ id: TicketID) {
        guard let ticket = tickets[id] else { return }
        tickets.update(id) { $0.doctor = nil }
        hall.lines[ticket.queue]?.makeUnnamed(id, lane: ticket.lane)
        hall.makeUnnamed(id)
    }
}
