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
        let isThere = ticket.state == .booked ? ticket.lane == priority.lane : ticket.stands(in: priority.lane)
        if ticket.priority == name, isThere { return nil }
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
        if let other = numbers(of: ticket.person, in: line.queue).first(where: \.state.isActive) {
            throw Refusal(.ticketPersonHasOne, ["label": other.label, "date": date])
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
}

extension Ticket {
    /// Whether it waits in a lane, not told and not counted down.
    func stands(in lane: Lane) -> Bool {
        guard state == .waiting, self.lane == lane, case .lane? = standing else { return false }
        return true
    }
}
