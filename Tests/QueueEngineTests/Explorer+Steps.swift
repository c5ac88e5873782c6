@testable import QueueEngine

/// Whatever staff might ask for, sensible or not, and the time that goes by.
extension Explorer {
    func steps(_ node: Node) -> [Step] {
        var commands: [Command] = scene.rooms.map { .callNext(room: $0) }
        commands += issues(node) + acts(onTicketsOf: node) + sittings + undos(node)
        if changesSheet { commands += scene.queues.map { .adopt(queue: $0, sheet: scene.changed) } }
        return commands.map { .command($0) } + (node.waits < scene.mostWaits ? [.wait] : [])
    }

    /// A number for each lane into which the desk would put somebody, for one doctor, for a grade, with priority, extra,
    /// and booked. Others come into their lanes by what happens to them: missed, late, extra, booked ones, and those with
    /// a class of priority.
    private func issues(_ node: Node) -> [Command] {
        guard node.issued < scene.tickets else { return [] }
        let next = id(node.issued + 1)
        let sheet = scene.sheet
        let first = (sheet.rule(for: .first) ?? sheet.lanes[0]).lane
        let others = [.missed, .late, .extra, .booked] + sheet.priorities.map(\.lane)
        var issues = sheet.lanes.map(\.lane).filter { !others.contains($0) }.map { order(next, $0) }
        issues.append(order(next, first, reach: .doctor(Scene.doctor(0))))
        issues += scene.slots.map { order(next, first, booking: .booked(slot: $0.map(at))) }
        if sheet.quotas.extra != nil { issues.append(order(next, first, extra: true)) }
        issues += sheet.priorities.prefix(1).map { order(next, first, priority: $0.id) }
        issues += sheet.grades.prefix(1).map { order(next, first, reach: .grade($0.id)) }
        return issues
    }

    private func acts(onTicketsOf node: Node) -> [Command] {
        (0..<node.issued).map { id($0 + 1) }.filter { node.day.tickets[$0]?.state.isActive ?? false }
            .flatMap { acts(on: $0, isLast: $0 == id(node.issued)) }
    }

    /// Of more than two tickets only the last one is transferred.
    private func acts(on ticket: TicketID, isLast: Bool) -> [Command] {
        var commands: [Command] = [
            .arrive(ticket: ticket), .recall(ticket: ticket), .comeIn(ticket: ticket), .complete(ticket: ticket),
            .miss(ticket: ticket), .rejoin(ticket: ticket), .cancel(ticket: ticket), .sendForTests(ticket: ticket),
            .returnFromTests(ticket: ticket), .hold(ticket: ticket), .release(ticket: ticket),
        ]
        if isLast || scene.tickets <= 2 {
            commands += [.doctor(Scene.doctor(0)), .anyone].map { .transfer(ticket: ticket, queue: nil, reach: $0) }
            commands += scene.queues.dropFirst().map { .transfer(ticket: ticket, queue: $0, reach: .anyone) }
        }
        commands += scene.rooms.map { .callChosen(ticket: ticket, room: $0) }
        commands += scene.sheet.classes.prefix(1).map { .prioritize(ticket: ticket, priority: $0.id) }
        return commands
    }

    /// A room is paused, goes on, is closed and opened again: any of like rooms, else the last one.
    private var sittings: [Command] {
        scene.rooms.indices.suffix(scene.hasLikeRooms ? scene.rooms.count : 1).flatMap { room -> [Command] in
            let id = scene.rooms[room]
            return [
                .pauseSitting(room: id), .resumeSitting(room: id), .closeSitting(room: id, spread: .evenly),
                scene.open(room),
            ]
        }
    }

    /// The two acts before the last; that the last one can be taken back is held of every act.
    private func undos(_ node: Node) -> [Command] {
        let last = node.day.version
        return (max(1, last - 2)..<max(1, last)).map { .undo(version: $0) }
    }

    private func order(
        _ ticket: TicketID, _ lane: Lane, reach: Reach = .anyone, booking: Command.Booking = .here,
        priority: String? = nil, extra: Bool = false
    ) -> Command {
        .issue(
            .init(
                ticket: ticket, queue: Scene.queue, person: "p\(ticket)", lane: lane, reach: reach, booking: booking,
                priority: priority, extra: extra))
    }
}
