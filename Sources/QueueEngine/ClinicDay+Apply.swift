extension ClinicDay {
    /// The state after an event. It cannot refuse: what the journal holds has happened.
    package mutating func apply(_ event: Event, at time: Instant) {
        if case .undone(let version, _, _, _) = event.act {
            takeBack(version, at: max(clock, time))
            for telling in event.told { tell(telling) }
        } else {
            applyAlone(event, at: max(clock, time))
        }
        version += 1
        clock = max(clock, time)
        remember(event, at: clock)
    }

    /// The state after an event, nothing about undoing.
    mutating func applyAlone(_ event: Event, at time: Instant) {
        clock = time
        apply(event.act, at: time)
        for telling in event.told { tell(telling) }
    }

    private mutating func apply(_ act: Act, at time: Instant) {
        switch act {
        case .opened(let date, let queues, let rooms, let noon):
            self.date = date
            self.noon = noon
            hall.extend(by: queues, rooms: rooms)
            self.queues = queues.map(\.id)
        case .extended(let queues, let rooms):
            hall.extend(by: queues, rooms: rooms)
            self.queues += queues.map(\.id)
        case .adopted(let queue, let sheet): adopt(sheet, for: queue)
        case .issued(let issue): add(issue, at: time)
        case .arrived(let ticket, let placement, _):
            tickets.update(ticket) { $0.arrivedAt = time }
            place(ticket, placement, at: time)
        case .called(let ticket, let room, let choice, let completes):
            if let completes { finish(completes, at: time) }
            call(ticket, room: room, choice: choice, at: time)
        case .recalled(let ticket, _, let counts): recall(ticket, counts: counts, at: time)
        case .cameIn(let ticket, _):
            tickets.update(ticket) {
                $0.state = .inRoom
                $0.startedAt = time
            }
        case .completed(let ticket, _): finish(ticket, at: time)
        case .missed(let ticket, _, let placement):
            leave(ticket)
            tickets.update(ticket) { $0.misses += 1 }
            place(ticket, placement, at: time)
        case .rejoined(let ticket, let placement): place(ticket, placement, at: time)
        case .cancelled(let ticket, _): end(ticket, as: .cancelled, at: time)
        case .sentForTests(let ticket, _): sendForTests(ticket, at: time)
        case .returnedFromTests(let ticket, let placement): place(ticket, placement, at: time)
        case .held(let ticket, _):
            leave(ticket)
            tickets.update(ticket) {
                $0.state = .onHold
                $0.room = nil
            }
        case .released(let ticket): restore(ticket, at: time)
        case .transferred(let ticket, let queue, let reach, let placement, _):
            transfer(ticket, to: queue, reach: reach, placement: placement, at: time)
        case .prioritized(let ticket, let priority, let lane):
            tickets.update(ticket) { $0.priority = priority }
            // Whoever stands in that lane already keeps the place.
            if tickets[ticket]?.stands(in: lane) != true { move(ticket, to: lane, at: time) }
        case .promised(let promises):
            for promise in promises {
                self.promises[promise.ticket, default: []].append(TimedPromise(promise: promise, at: time))
            }
        case .sittingOpened, .sittingPaused, .sittingResumed, .sittingClosed: applySitting(act, at: time)
        case .undone: break
        }
    }

    private mutating func applySitting(_ act: Act, at time: Instant) {
        switch act {
        case .sittingOpened(let room, let doctor, let queues, let grade, let turn):
            hall.sit(
                Sitting(doctor: doctor, queues: queues, state: .open, since: time, grade: grade, turn: turn), in: room)
        case .sittingPaused(let room): set(.paused, in: room, at: time)
        case .sittingResumed(let room): set(.open, in: room, at: time)
        case .sittingClosed(let room, let moved):
            hall.sit(nil, in: room)
            for move in moved { readdress(move.ticket, to: move.reach) }
        default: break
        }
    }

    private mutating func set(_ state: Sitting.State, in room: RoomID, at time: Instant) {
        hall.update(room) {
            $0.sitting?.state = state
            $0.sitting?.since = time
        }
    }

    private mutating func tell(_ telling: Telling) {
        guard let room = hall.roomIndex(telling.room), let ticket = tickets[telling.ticket],
            let next = next(ticket, choice: telling.choice)
        else { return }
        hall.tell(next, room: room, reach: ticket.standing?.reach ?? Seeker.forAnyone)
        tickets.update(telling.ticket) {
            $0.state = .ready
            $0.choice = telling.choice
        }
    }

    /// A ticket that an event chose, as the hall takes it.
    private func next(_ ticket: Ticket, choice: Choice) -> Hall.Next? {
        guard let line = hall.numbers[ticket.queue] else { return nil }
        return Hall.Next(
            ticket: ticket.id, line: line, lane: hall.lines[line].law.index(of: ticket.lane) ?? 0, choice: choice,
            standing: ticket.standing)
    }

    private mutating func call(_ id: TicketID, room: RoomID, choice: Choice, at time: Instant) {
        guard let ticket = tickets[id], let next = next(ticket, choice: choice) else { return }
        let index = hall.roomIndex(room)
        hall.call(next, room: index, seeker: index.map { hall.stands[$0].seeker } ?? .anyone)
        hall.update(room) { $0.current = id }
        announced += 1
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

    private mutating func recall(_ id: TicketID, counts: Bool, at time: Instant) {
        announced += 1
        tickets.update(id) {
            $0.calls += 1
            guard counts else { return }
            $0.countedCalls += 1
            $0.lastCallAt = time
        }
    }

    private mutating func finish(_ id: TicketID, at time: Instant) {
        guard let ticket = tickets[id] else { return }
        end(id, as: .done, at: time)
        measure(ticket, at: time)
    }

    private mutating func measure(_ ticket: Ticket, at time: Instant) {
        guard let started = ticket.startedAt else { return }
        consultations[ticket.queue, default: [:]][ticket.lane, default: RecentLengths()]
            .add(minutes: max(0, time.seconds(since: started)) / 60)
    }

    private mutating func sendForTests(_ id: TicketID, at time: Instant) {
        guard let ticket = tickets[id] else { return }
        if ticket.state == .inRoom { measure(ticket, at: time) }
        leave(id)
        tickets.update(id) {
            $0.state = .atTests
            $0.startedAt = nil
            $0.room = nil
        }
    }

    mutating func end(_ id: TicketID, as state: Ticket.State, at time: Instant) {
        leave(id)
        tickets.update(id) {
            $0.state = state
            $0.endedAt = time
        }
        guard state == .cancelled, let ticket = tickets[id] else { return }
        countQuota(of: ticket, by: -1)
    }
}
