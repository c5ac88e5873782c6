/// Acts that take a ticket out of the ordinary course: cancelled, at tests, put aside, transferred, given priority.
extension ClinicDay {
    func actAside(for command: Command, now: Instant) throws(Refusal) -> Act? {
        switch command {
        case .cancel(let id):
            let states: Set<Ticket.State> = [
                .booked, .waiting, .ready, .called, .missed, .atTests, .onHold,
            ]
            let ticket = try ticket(id, in: states)
            return .cancelled(ticket: ticket.id, room: ticket.room)
        case .sendForTests(let id):
            let ticket = try ticket(id, in: [.waiting, .ready, .called, .inRoom])
            return .sentForTests(ticket: id, room: ticket.room)
        case .returnFromTests(let id):
            let ticket = try ticket(id, in: [.atTests])
            let line = try line(ticket.queue)
            let placement = placement(for: line.sheet.tests.step, lane: ticket.lane, in: line, now: now)
            return .returnedFromTests(ticket: id, placement: placement)
        case .hold(let id):
            return .held(ticket: id, room: try ticket(id, in: [.waiting, .ready, .called]).room)
        case .release(let id): return .released(ticket: try ticket(id, in: [.onHold]).id)
        case .transfer(let id, let queue, let reach): return try transfer(id, to: queue, reach: reach, now: now)
        case .prioritize(let id, let priority): return try prioritize(id, priority)
        default: return nil
        }
    }

    private func prioritize(_ id: TicketID, _ name: String) throws(Refusal) -> Act? {
        let ticket = try ticket(id, in: [.booked, .waiting, .ready])
        let sheet = try line(ticket.queue).sheet
        let priority = try priority(name, sheet: sheet, queue: ticket.queue)
        // Whoever was told to get ready leaves that place only for one before all others.
        if ticket.state == .ready, !sheet.absolute.contains(priority.lane) { throw wrongState(ticket) }
        // Whoever is counted down has a lane too, and does not stand in it.
        if ticket.priority == name, ticket.stands(in: priority.lane) || ticket.state == .booked,
            ticket.lane == priority.lane
        {
            return nil
        }
        return .prioritized(ticket: id, priority: name, lane: priority.lane)
    }

    private func transfer(_ id: TicketID, to queue: QueueID?, reach: Reach, now: Instant) throws(Refusal) -> Act? {
        let ticket = try ticket(
            id, in: [.booked, .waiting, .ready, .called, .inRoom, .missed, .atTests, .onHold])
        let target = queue ?? ticket.queue
        let line = try line(target)
        if case .grade(let grade) = reach, !line.sheet.grades.contains(where: { $0.id == grade }) {
            throw Refusal(.gradeUnknown, ["grade": grade, "queue": target.rawValue])
        }
        if target == ticket.queue, reach == ticket.reach, ticket.state != .called, ticket.state != .inRoom {
            return nil
        }
        if target != ticket.queue { try checkRoom(for: ticket, in: line) }
        let placement = placement(ofTransferred: ticket, to: line, now: now)
        return .transferred(ticket: id, queue: target, reach: reach, placement: placement, room: ticket.room)
    }

    /// Nobody stands twice in one queue, and a queue that is full takes nobody.
    private func checkRoom(for ticket: Ticket, in line: Line) throws(Refusal) {
        if let other = tickets(ofPerson: ticket.person).first(where: { $0.queue == line.queue && $0.state.isActive }) {
            throw Refusal(.ticketPersonHasOne, ["label": other.label])
        }
        guard line.count < line.sheet.waitingLimit else {
            throw Refusal(.queueFull, ["limit": String(line.sheet.waitingLimit)])
        }
    }

    /// Within a queue those who wait keep their place; into another one the sheet's rule decides, a lane that it does
    /// not have becoming its ordinary one.
    private func placement(ofTransferred ticket: Ticket, to line: Line, now: Instant) -> Placement {
        let lane = line.sheet.known(ticket.lane)
        switch ticket.state {
        case .booked, .missed, .atTests, .onHold: return .lane(lane)
        case .waiting where line.queue == ticket.queue, .ready where line.queue == ticket.queue: return .kept
        // Whoever goes before everybody is never put behind.
        default:
            return line.sheet.absolute.contains(lane)
                ? .lane(lane) : placement(for: line.sheet.transferred, lane: lane, in: line, now: now)
        }
    }

    // MARK: Undo

    func undo(_ version: Int, now: Instant) throws(Refusal) -> Act {
        guard let kept = recent.act(version), kept.event.act.isUndoable
        else { throw Refusal(.undoUnknown) }
        let act = kept.event.act
        let subjects = act.subjects
        let tickets = subjects.tickets + kept.event.told.map(\.ticket)
        let minutes = undoMinutes(of: tickets)
        guard now.seconds(since: kept.at) <= Double(minutes) * 60 else {
            throw Refusal(.undoTooLate, ["minutes": String(minutes)])
        }
        let isSuperseded = recent.acts(after: version).contains {
            $0.event.names(anyOf: tickets, rooms: subjects.rooms)
        }
        guard !isSuperseded else { throw Refusal(.undoSuperseded) }
        var after = self
        after.takeBack(version)
        try check(after, undoing: act, version: version)
        return .undone(
            version: version, name: act.name, ticket: subjects.tickets.first, room: subjects.rooms.first)
    }

    /// What an act would be refused for does not come about by taking one back either.
    private func check(_ after: ClinicDay, undoing act: Act, version: Int) throws(Refusal) {
        let subjects = act.subjects
        for ticket in subjects.tickets.compactMap({ after.tickets[$0] }) where ticket.state.isActive {
            let others = after.tickets(ofPerson: ticket.person).filter {
                $0.id != ticket.id && $0.queue == ticket.queue && $0.state.isActive
            }
            if let other = others.first { throw Refusal(.ticketPersonHasOne, ["label": other.label]) }
            // Taken back at once it is as it was; only what was given to others since can be too much.
            if act.freesAPlace, recent.acts(after: version).contains(where: { !$0.event.act.subjects.tickets.isEmpty })
            {
                try checkLimits(after, for: ticket)
            }
        }
        for room in subjects.rooms {
            guard let sitting = after.room(room)?.sitting else { continue }
            let elsewhere = after.rooms.first { $0.id != room && $0.sitting?.doctor == sitting.doctor }
            if let elsewhere { throw Refusal(.doctorElsewhere, ["room": elsewhere.id.rawValue]) }
        }
        try checkNobodyStranded(in: subjects.rooms, after, since: version)
    }

    /// How many numbers there are, how many wait at once, and how many somebody has.
    private func checkLimits(_ after: ClinicDay, for ticket: Ticket) throws(Refusal) {
        if after.quota(of: ticket.issuedIn, isPassedSince: self) {
            throw Refusal(.queueQuotaUsed, ["queue": ticket.issuedIn.rawValue])
        }
        guard let sheet = sheet(of: ticket.queue) else { return }
        let count = after.waitingCount(of: ticket.queue)
        if count > sheet.waitingLimit, count > waitingCount(of: ticket.queue) {
            throw Refusal(.queueFull, ["limit": String(sheet.waitingLimit)])
        }
        func numbers(in day: ClinicDay) -> [Ticket] {
            day.tickets(ofPerson: ticket.person).filter { $0.queue == ticket.queue && $0.state != .cancelled }
        }
        let own = numbers(in: after)
        if own.count > sheet.ticketsPerPerson, own.count > numbers(in: self).count, let last = own.last {
            throw Refusal(.ticketPersonHasOne, ["label": last.label])
        }
    }

    /// Whoever waited for the doctor before the sitting was opened may wait so again; whoever came or was moved since may
    /// not be left behind.
    private func checkNobodyStranded(in rooms: [RoomID], _ after: ClinicDay, since version: Int) throws(Refusal) {
        let since = Set(recent.acts(after: version).flatMap { $0.event.act.subjects.tickets })
        for room in rooms {
            let stranded = strandedTickets(in: room, when: after.room(room)?.sitting).filter { since.contains($0.id) }
            guard stranded.isEmpty else { throw Refusal(.sittingPatientsStay, naming: stranded) }
        }
    }

    /// Whether more ordinary numbers stand than the sheet allows, and more than in another state of the day.
    private func quota(of queue: QueueID, isPassedSince before: ClinicDay) -> Bool {
        guard let limits = sheet(of: queue)?.quotas, let counts = quotas[queue] else { return false }
        let earlier = before.quotas[queue] ?? QuotaCounts()
        let figures = [
            (counts.morning + counts.afternoon, earlier.morning + earlier.afternoon, limits.day),
            (counts.morning, earlier.morning, limits.morning), (counts.afternoon, earlier.afternoon, limits.afternoon),
            (counts.extra, earlier.extra, limits.extra?.most),
        ]
        return figures.contains { now, then, limit in limit.map { now > $0 && now > then } ?? false }
    }

    private func undoMinutes(of ids: [TicketID]) -> Int {
        let named = ids.first.flatMap { tickets[$0] }.flatMap { hall.line($0.queue) }.map { [$0] }
        return (named ?? hall.lines).map(\.sheet.undoMinutes).max() ?? 0
    }
}

extension Ticket {
    /// Whether it waits in a lane, not told and not counted down.
    func stands(in lane: Lane) -> Bool {
        guard state == .waiting, self.lane == lane, case .lane? = standing else { return false }
        return true
    }
}

extension Act {
    /// Whether it leaves room in a queue that others may take.
    fileprivate var freesAPlace: Bool {
        switch self {
        case .cancelled, .transferred: true
        default: false
        }
    }
}

extension Act {
    fileprivate var isUndoable: Bool {
        switch self {
        case .opened, .adopted, .promised, .undone: false
        default: true
        }
    }
}

extension Event {
    fileprivate func names(anyOf tickets: [TicketID], rooms: [RoomID]) -> Bool {
        let own = act.subjects
        return own.rooms.contains(where: rooms.contains) || own.tickets.contains(where: tickets.contains)
            || told.contains { tickets.contains($0.ticket) }
    }
}
