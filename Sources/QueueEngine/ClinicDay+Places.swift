extension ClinicDay {
    mutating func add(_ issue: Issue, at time: Instant) {
        if issue.continues == nil { lastNumbers[issue.queue] = issue.number }
        let ticket = Ticket(issue, at: time)
        tickets[issue.ticket] = ticket
        ticketsByPerson[issue.person, default: []].append(issue.ticket)
        countQuota(of: ticket, by: 1)
        guard !issue.booked else { return }
        tickets.update(issue.ticket) { $0.arrivedAt = time }
        join(issue.ticket, lane: issue.lane, at: time)
    }

    mutating func countQuota(of ticket: Ticket, by change: Int) {
        guard ticket.continues == nil else { return }
        var counts = quotas[ticket.issuedIn] ?? QuotaCounts()
        if ticket.isExtra {
            counts.extra += change
        } else if isMorning(ticket.slot ?? ticket.issuedAt) {
            counts.morning += change
        } else {
            counts.afternoon += change
        }
        quotas[ticket.issuedIn] = counts
    }

    func isMorning(_ time: Instant) -> Bool { noon.map { time < $0 } ?? true }

    /// Puts somebody where a rule's step led.
    mutating func place(_ id: TicketID, _ placement: Placement, at time: Instant) {
        switch placement {
        case .away:
            tickets.update(id) {
                $0.state = .missed
                $0.standing = nil
                $0.room = nil
            }
        case .lane(let lane): join(id, lane: lane, at: time)
        case .end(let lane): join(id, lane: lane, at: time, behindTheLast: true)
        case .until(let end, let lane): join(id, lane: lane, at: time, until: end)
        case .due(let atCall): countDown(id, to: atCall, at: time)
        case .kept: restore(id, at: time)
        case .void: end(id, as: .void, at: time)
        }
    }

    private mutating func countDown(_ id: TicketID, to atCall: Int, at time: Instant) {
        guard let ticket = tickets[id] else { return }
        joined += 1
        let due = Line.Due(
            ticket: id, lane: ticket.lane, atCall: atCall, number: ticket.number, joined: joined, since: time,
            reach: hall.key(of: ticket.reach))
        hall.update(ticket.queue) { $0.insertDue(due) }
        stand(id, .due(due), at: time)
    }

    private mutating func stand(_ id: TicketID, _ standing: Ticket.Standing, at time: Instant) {
        tickets.update(id) {
            $0.standing = standing
            $0.state = .waiting
            $0.joinedAt = time
            $0.room = nil
        }
    }

    private mutating func join(
        _ id: TicketID, lane name: Lane, at time: Instant, behindTheLast: Bool = false, until end: Instant? = nil
    ) {
        guard let ticket = tickets[id], let number = hall.numbers[ticket.queue] else { return }
        joined += 1
        let index = hall.lines[number].index(of: name)
        let order = hall.lines[number].sheet.order(in: name)
        var primary = key(of: ticket, order: order, at: time)
        if let end, order != .number { primary = max(primary, end.milliseconds - 1) }
        let lane = hall.lines[number].lanes[index]
        if order == .number, ticket.hasForeignNumber {
            primary = lane.last?.primary ?? 0
        } else if behindTheLast {
            primary = max(primary, lane.last?.primary ?? primary)
        } else if order == .number, let end {
            // Numbers say nothing about time: behind the last one there who is booked for no later slot.
            let before = lane.entries.last { tickets[$0.ticket]?.slot.map { $0 < end } ?? true }
            primary = max(primary, before?.primary ?? primary)
        }
        let entry = Run.Entry(
            ticket: id, primary: primary, joined: joined, since: time, reach: hall.key(of: ticket.reach))
        hall.lines[number].lanes[index].insert(entry)
        tickets.update(id) { $0.lane = name }
        stand(id, .lane(entry), at: time)
    }

    /// What a lane is ordered by.
    private func key(of ticket: Ticket, order: LaneRule.Order, at time: Instant) -> Int64 {
        switch order {
        case .number: Int64(ticket.number)
        case .arrival: time.milliseconds
        case .slot: (ticket.slot ?? time).milliseconds
        }
    }

    /// Back to where it stood; into its lane anew when it stood nowhere in this queue.
    /// If it did not wait meanwhile, the guard counts from now on who passes it, and how long it waits.
    mutating func restore(_ id: TicketID, at time: Instant) {
        guard let ticket = tickets[id], let number = hall.numbers[ticket.queue] else { return }
        guard var standing = ticket.standing else { return join(id, lane: ticket.lane, at: time) }
        standing.reach = hall.key(of: ticket.reach)
        if ticket.state != .waiting, case .lane(let entry) = standing {
            joined += 1
            standing = .lane(entry.guarded(from: joined, at: time))
        }
        switch standing {
        case .lane(let entry):
            let index = hall.lines[number].index(of: ticket.lane)
            hall.lines[number].lanes[index].insert(entry)
        case .due(let due): hall.lines[number].insertDue(due)
        }
        tickets.update(id) {
            $0.standing = standing
            $0.state = .waiting
            $0.room = nil
        }
    }

    /// Takes a ticket out of wherever it is: its line, its chair, its room.
    mutating func leave(_ id: TicketID) {
        guard let ticket = tickets[id] else { return }
        if ticket.state == .waiting, let number = hall.numbers[ticket.queue] {
            let lane = hall.lines[number].index(of: ticket.lane)
            hall.remove(id, standing: ticket.standing, line: number, lane: lane)
        }
        hall.leaveChair(id)
        guard let room = ticket.room else { return }
        hall.update(room) { if $0.current == id { $0.current = nil } }
    }

    /// Out of its line or inner chair and into another lane of the queue; a booked one will join it.
    mutating func move(_ id: TicketID, to lane: Lane, at time: Instant) {
        guard let state = tickets[id]?.state, state == .waiting || state == .ready else {
            tickets.update(id) { $0.lane = lane }
            return
        }
        leave(id)
        join(id, lane: lane, at: time)
    }

    mutating func transfer(_ id: TicketID, to queue: QueueID, reach: Reach, placement: Placement, at time: Instant) {
        guard let ticket = tickets[id] else { return }
        leave(id)
        tickets.update(id) {
            $0.reach = reach
            $0.queue = queue
            $0.startedAt = nil
            $0.room = nil
            if ticket.queue != queue { $0.standing = nil }
        }
        if let sheet = hall.line(queue)?.sheet { tickets.update(id) { $0.lane = sheet.known(ticket.lane) } }
        let stays: Set<Ticket.State> = [.booked, .missed, .atTests, .onHold]
        guard stays.contains(ticket.state) else { return place(id, placement, at: time) }
        guard case .lane(let lane) = placement, lane != ticket.lane else { return }
        tickets.update(id) {
            $0.lane = lane
            $0.standing = nil
        }
    }

    /// For somebody else from now on, in the same place.
    mutating func readdress(_ id: TicketID, to reach: Reach) {
        guard let ticket = tickets[id] else { return }
        let key = hall.key(of: reach)
        if ticket.state == .waiting { leave(id) }
        tickets.update(id) { $0.reach = reach }
        hall.readdress(told: id, to: key)
        if ticket.state == .waiting {
            restore(id, at: clock)
        } else {
            tickets.update(id) { $0.standing?.reach = key }
        }
    }

    /// Lanes whose order the new sheet changes are put into it; all others stand as they stood.
    mutating func adopt(_ sheet: RuleSheet, for queue: QueueID) {
        guard let number = hall.numbers[queue] else { return }
        let before = hall.lines[number].sheet
        hall.lines[number].adopt(sheet)
        let law = hall.lines[number].law
        for lane in law.lanes where before.order(in: lane) != sheet.order(in: lane) {
            reorder(lane, of: number)
            reorderThoseAside(from: lane, of: queue)
        }
        for index in hall.rooms.indices { hall.refreshStand(index) }
        for index in hall.told.indices where hall.told[index].line == number {
            hall.told[index].lane = hall.lines[number].index(of: hall.told[index].choice.lane)
        }
    }

    private mutating func reorder(_ lane: Lane, of number: Int) {
        let index = hall.lines[number].index(of: lane)
        let order = hall.lines[number].sheet.order(in: lane)
        let old = hall.lines[number].lanes[index].entries.compactMap { entry in
            tickets[entry.ticket].map { (ticket: $0, entry: entry) }
        }
        hall.lines[number].lanes[index] = LaneLine()
        func add(_ ticket: Ticket, _ entry: Run.Entry) {
            hall.lines[number].lanes[index].insert(entry)
            tickets.update(ticket.id) { $0.standing = .lane(entry) }
        }
        let isForeign = { (ticket: Ticket) in order == .number && ticket.hasForeignNumber }
        for (ticket, entry) in old where !isForeign(ticket) {
            add(ticket, entry.moved(to: key(of: ticket, order: order, at: ticket.joinedAt ?? entry.since)))
        }
        for (ticket, entry) in old where isForeign(ticket) {
            add(ticket, entry.moved(to: hall.lines[number].lanes[index].last?.primary ?? 0))
        }
    }

    /// Those who will come back to their place in a lane: told, called, or put aside.
    private mutating func reorderThoseAside(from lane: Lane, of queue: QueueID) {
        guard let order = hall.line(queue)?.sheet.order(in: lane) else { return }
        let aside = tickets.values.filter { $0.queue == queue && $0.lane == lane && $0.state != .waiting }
        for ticket in aside {
            guard case .lane(let entry) = ticket.standing else { continue }
            let moved = entry.moved(to: key(of: ticket, order: order, at: ticket.joinedAt ?? entry.since))
            tickets.update(ticket.id) { $0.standing = .lane(moved) }
        }
    }
}
