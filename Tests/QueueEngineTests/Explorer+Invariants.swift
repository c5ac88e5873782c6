@testable import QueueEngine

/// What is true of every state.
extension Explorer {
    mutating func check(state node: Node) {
        for name in Self.violations(of: node.day, now: now(node)) { note(name, node) }
    }

    static func violations(of day: ClinicDay, now: Instant) -> [String] {
        var found: [String] = []
        let tickets = Array(day.tickets.values)
        let inLines = day.hall.lines.flatMap { line in
            line.lanes.flatMap { $0.count == 0 ? [] : $0.entries.map { $0.ticket } } + line.due.map { $0.ticket }
        }
        let inRooms = day.rooms.compactMap { $0.current }
        let places = inLines + day.readyTickets + inRooms
        if Set(places).count != places.count { found.append("a ticket in one place only") }
        if inRooms.contains(where: { ticket in day.rooms.count { $0.current == ticket } > 1 }) {
            found.append("nobody is called twice at once")
        }
        let placed = tickets.filter { [.waiting, .ready, .called, .inRoom].contains($0.state) }
        if Set(places) != Set(placed.map { $0.id }) { found.append("nobody is lost") }
        for queue in day.queues {
            let numbers = tickets.filter { $0.issuedIn == queue && $0.continues == nil }.map { $0.number }.sorted()
            if numbers != (0..<day.lastNumbers[queue, default: 0]).map({ $0 + 1 }) {
                found.append("numbers are 1 to n")
            }
        }
        return found + planned(day, waiting: inLines + day.readyTickets, now: now)
    }

    private static func planned(_ day: ClinicDay, waiting: [TicketID], now: Instant) -> [String] {
        var found: [String] = []
        let plan = day.plan(now: now).entries
        if plan.count != waiting.count || Set(plan.map { $0.ticket }) != Set(waiting) {
            found.append("the plan has all who wait")
        }
        for queue in day.queues {
            let positions = plan.filter { $0.queue == queue }.map { $0.position }
            if positions != (0..<positions.count).map({ $0 + 1 }) { found.append("positions are the plan's") }
        }
        for room in day.readyTickets.isEmpty ? [] : day.rooms.map({ $0.id }) {
            let frozen = plan.filter { $0.room == room && day.readyTickets.contains($0.ticket) }.map { $0.ticket }
            if frozen != day.readyTickets.filter(frozen.contains) { found.append("those told stay in their order") }
        }
        // At the time that the plan says, its room calls the plan's first, by the rule that the plan says.
        if let first = plan.first, let room = first.room {
            let next = day.next(for: room, now: first.at ?? now)
            if next?.ticket != first.ticket || next?.choice != first.choice {
                found.append("the plan's first is called")
            }
        }
        return found
    }
}

/// What is true of every act.
extension Explorer {
    mutating func check(_ node: Node, from before: Node, by command: Command) {
        // What is taken back cannot be taken back again: it is done again.
        let isUndo = if case .undo = command { true } else { false }
        var found = called(node, before) + guarded(node, before)
        if !isUndo { found += undone(node, from: before) + told(node, before) }
        for name in found { note(name, node) }
    }

    /// Taking an act back gives the position before it; a number given stays, its ticket cancelled.
    private func undone(_ node: Node, from before: Node) -> [String] {
        if case .adopted? = node.last?.act { return [] }
        guard let undone = acting(.undo(version: node.day.version), on: node) else {
            return ["an act can be taken back"]
        }
        let reached = Position(undone.day, issued: before.issued, waits: before.waits, in: scene, alike: false)
        return reached == (before.exact ?? exact(before)) ? [] : ["an undo restores"]
    }

    /// No choice that the guard counts passes over somebody who was passed over as often as the sheet allows.
    private func guarded(_ node: Node, _ before: Node) -> [String] {
        guard let most = scene.sheet.overtaking?.times, let event = node.last, let past = node.past else { return [] }
        if case .undone = event.act { return [] }
        var day = before.day
        func isOver(_ ticket: TicketID, _ choice: Choice, _ room: RoomID) -> Bool {
            guard choice.rule.passesOver, let chosen = day.tickets[ticket], chosen.state == .waiting,
                let joined = chosen.standing?.joined, let line = day.hall.line(chosen.queue),
                let stand = day.hall.roomIndex(room).map({ day.hall.stands[$0] })
            else { return false }
            return line.law.lanes.indices.contains { lane in
                !line.law.isAbsolute[lane]
                    && line.lanes[lane].entries.contains {
                        $0.guardedFrom < joined && stand.seeker.mayTake($0.reach) && line.timesPassed($0) >= most
                    }
            }
        }
        if case .called(let ticket, let room, let choice, _) = event.act, isOver(ticket, choice, room) {
            return ["the guard holds"]
        }
        guard !event.told.isEmpty else { return [] }
        day.applyAlone(Event(event.act), at: past.at)
        for telling in event.told {
            if isOver(telling.ticket, telling.choice, telling.room) { return ["the guard holds"] }
            day.applyAlone(Event(.promised([]), told: [telling]), at: past.at)
        }
        return []
    }

    /// Those who were told and still are sit in the order in which they sat.
    private func told(_ node: Node, _ before: Node) -> [String] {
        guard scene.sheet.getReady > 0 || changesSheet else { return [] }
        // Whom the act is about may be told again, behind the others: a transfer to one doctor.
        let stay = Set(before.day.readyTickets).intersection(node.day.readyTickets)
            .subtracting(node.last?.act.subjects.tickets ?? [])
        let then = before.day.readyTickets.filter(stay.contains)
        return then == node.day.readyTickets.filter(stay.contains) ? [] : ["those told keep their order"]
    }

    /// Whom a room called is whom the plan named for it; nobody but an absolute lane's goes before those told; and with
    /// one room open the rest of the plan stays.
    private func called(_ node: Node, _ before: Node) -> [String] {
        guard case .called(let ticket, let room, let choice, _)? = node.last?.act, choice.rule != .chosen,
            let now = node.past?.at
        else { return [] }
        var found: [String] = []
        if before.day.next(for: room, now: now)?.ticket != ticket { found.append("the plan's first is called") }
        let sitting = before.day.room(room)?.openSitting
        let frozen = before.day.readyTickets.first { told in
            guard let sitting, let told = before.day.tickets[told] else { return false }
            return sitting.queues.contains(told.queue) && told.reach.includes(sitting)
        }
        if let frozen, frozen != ticket, choice.rule != .absolute { found.append("those told are frozen") }
        if before.day.rooms.count(where: { $0.openSitting != nil }) == 1 {
            let rest = before.day.plan(now: now).entries.filter { $0.room == room }.dropFirst().map(\.ticket)
            let left = node.day.plan(now: now).entries.filter { $0.room == room }.map(\.ticket)
            if left != Array(rest) { found.append("the plan is repeated calling") }
        }
        return found
    }
}
